"""Statuses: what a device has, what it lacks, and which version it is. Sealed with the main key, signed by the device.

A new one is a new file with a higher number; an older one that is played back changes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

from learnerplan.sharing import frame, seal
from learnerplan.sharing.entries import are_marks
from learnerplan.sharing.faults import Damaged
from learnerplan.sharing.keys import Device

KIND = b"s"
MOST_WANTS = 20_000
_SHAPE: frame.Shape = {"share": frame.HEX32, "device": frame.HEX16, "n": frame.COUNT, "epoch": frame.COUNT}
_WANT = re.compile("[a-z0-9][a-z0-9./-]{0,119}", re.ASCII)
_VERSION = re.compile("[0-9A-Za-z.+-]{1,40}", re.ASCII)
_FIELDS = {"session", "watermarks", "app", "format", "schema", "wants", "digest", "at"}


class StatusHeader(NamedTuple):
    """Whose status it is. `n` counts from 1; `epoch` names the main key that it is sealed with."""

    share: str
    device: str
    n: int
    epoch: int


class Status(NamedTuple):
    """What a device tells of itself.

    `session` is the run of the program that tells: two planbooks from one backup are one device. `watermarks`: the
    last batch held of each chain ("main/<session>"). `wants`: names of what it waits for, as the engine spells them.
    `format`: the file format that it writes. `schema`: the revision of its tables. `digest`: a
    hash over its state of the share, equal on two devices that have equal watermarks.
    """

    session: str
    watermarks: Mapping[str, int]
    app: str
    format: int
    schema: str
    wants: tuple[str, ...]
    digest: str
    at: datetime


def make(header: StatusHeader, status: Status, key: bytes, device: Device, random: seal.Random) -> bytes:
    """The bytes of a status. Raises `ValueError` for one that nobody would take."""
    told = {**status._asdict(), "wants": list(status.wants), "at": status.at.isoformat(timespec="milliseconds")}
    if header.device != device.id or not frame.fits(header._asdict(), _SHAPE) or not _is_told(told):
        raise ValueError("a status does not look like this")
    front = frame.front(KIND, header._asdict())
    return frame.closed(front, seal.sealed(frame.canonical(told), key, front, random), device.sign_secret)


def header_of(data: bytes) -> StatusHeader:
    """Whose status it says to be, by no key. Raises `Damaged` or `Newer`."""
    return StatusHeader(**frame.opened(data, KIND, _SHAPE).header)


def open_status(data: bytes, key: bytes, sign_public: bytes) -> Status:
    """What it tells. Raises `Damaged`, `Forged` or `Newer`. What a later version tells besides is passed over."""
    framed = frame.opened(data, KIND, _SHAPE)
    frame.verify(framed, sign_public)
    told = frame.parsed(seal.unsealed(framed.body, key, framed.front))
    if not isinstance(told, dict) or not _is_told(told):
        raise Damaged("content")
    known = {name: told[name] for name in _FIELDS}
    return Status(**{**known, "wants": tuple(told["wants"]), "at": datetime.fromisoformat(told["at"])})


def _is_told(told: Mapping[str, Any]) -> bool:
    return (
        told.keys() >= _FIELDS
        and isinstance(told["session"], str)
        and frame.SESSION.fullmatch(told["session"]) is not None
        and are_marks(told["watermarks"])
        and all(isinstance(told[name], str) and _VERSION.fullmatch(told[name]) for name in ("app", "schema"))
        and type(told["format"]) is int
        and told["format"] in frame.COUNT
        and isinstance(told["wants"], list)
        and len(told["wants"]) <= MOST_WANTS
        and all(isinstance(want, str) and _WANT.fullmatch(want) for want in told["wants"])
        and isinstance(told["digest"], str)
        and re.fullmatch("(?:[0-9a-f]{64})?", told["digest"], re.ASCII) is not None
        and frame.is_moment(told["at"])
    )
