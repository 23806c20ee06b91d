"""Entries of the membership log: who is in a share, and since when not. The owner alone signs them.

Each entry is sealed with the main key of the epoch before it takes effect. So a member who is let go can still read
that, and nothing later.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Any, NamedTuple

from learnerplan.domain.shares import Role, Section, ShareKind
from learnerplan.sharing import frame, seal
from learnerplan.sharing.batches import digest
from learnerplan.sharing.faults import Damaged, Locked, Newer
from learnerplan.sharing.keys import Device, KeyRing

KIND = b"m"
LONGEST_NAME = 120
_SHAPE: frame.Shape = {
    "share": frame.HEX32,
    "n": frame.COUNT,
    "epoch": frame.COUNT,
    "previous": re.compile("(?:[0-9a-f]{64})?", re.ASCII),
}
_CHAIN = re.compile("(?:main|restricted)/[0-9a-f]{16}-[0-9a-f]{12}", re.ASCII)
_ID = re.compile("[0-9A-Za-z-]{1,64}", re.ASCII)


class EntryKind(StrEnum):
    """What an entry says: how the share began, who came, whose part changed, who was let go (at once, or because the
    agreed day had come), that new keys hold from now on, and that the share has another name.

    A change of somebody's part tells the epoch that holds from then on: a new one where it gives or takes the supports.
    """

    FOUNDED = "founded"
    ADDED = "added"
    CHANGED = "changed"
    REVOKED = "revoked"
    ENDED = "ended"
    EPOCH = "epoch"
    RENAMED = "renamed"


class Place(NamedTuple):
    """Where an entry stands: its number from 1, and the digest of the entry before ("" for the first).

    `epoch` is the one whose main key seals it: the one that held until then.
    """

    share: str
    n: int
    epoch: int
    previous: str


class Entry(NamedTuple):
    """An entry that was opened. `hash` is the digest of its file, `told` what its kind says."""

    place: Place
    hash: str
    kind: EntryKind
    at: datetime
    told: Mapping[str, Any]


def chain_name(section: Section | str, session: str) -> str:
    """How a chain is called in watermarks: "main/<session>"."""
    return f"{Section(section).value}/{session}"


def are_marks(value: object) -> bool:
    """Whether these are watermarks: the last number held of each chain."""
    return isinstance(value, dict) and all(
        _CHAIN.fullmatch(chain) and type(seq) is int and seq in frame.COUNT for chain, seq in value.items()
    )


def is_name(value: object) -> bool:
    """Whether this may stand on a screen as a name: one short line, and nothing that turns its direction."""
    # The two joiners belong to names in Persian and in the scripts of India.
    return (
        isinstance(value, str)
        and 0 < len(value.strip()) <= len(value) <= LONGEST_NAME
        and value.replace("\u200c", "").replace("\u200d", "").isprintable()
    )


def is_scope(value: object) -> bool:
    """Whether this says what a share holds: its kind, a class, some learners."""
    return (
        isinstance(value, dict)
        and value.keys() == {"kind", "class", "learners"}
        and isinstance(value["kind"], str)
        and value["kind"] in set(ShareKind)
        and (value["class"] is None or _are_ids([value["class"]]))
        and _are_ids(value["learners"])
    )


def make_entry(
    place: Place, kind: EntryKind, told: Mapping[str, Any], key: bytes, device: Device, random: seal.Random
) -> bytes:
    """The bytes of an entry; `key` is the main key of the epoch in `place`.

    Raises `ValueError` for an entry that nobody would take.
    """
    if not frame.fits(place._asdict(), _SHAPE) or (place.n == 1) != (place.previous == "") or not _is_told(kind, told):
        raise ValueError(f"an entry of kind {kind} does not look like this")
    front = frame.front(KIND, place._asdict())
    payload = frame.canonical({"kind": kind.value, **told})
    return frame.closed(front, seal.sealed(payload, key, front, random), device.sign_secret)


def read_entry(data: bytes, ring: KeyRing, owner_public: bytes) -> Entry:
    """Open an entry. Raises `Locked` when its key is not here, else `Damaged`, `Forged` or `Newer`."""
    framed = frame.opened(data, KIND, _SHAPE)
    frame.verify(framed, owner_public)
    return _entry(data, framed, ring)


def read_again(data: bytes, ring: KeyRing) -> Entry:
    """Open an entry that this planbook keeps: who signed it was looked at when it came."""
    return _entry(data, frame.opened(data, KIND, _SHAPE), ring)


def _entry(data: bytes, framed: frame.Framed, ring: KeyRing) -> Entry:
    place = Place(**framed.header)
    key = ring.get(Section.MAIN, place.epoch)
    if key is None:
        raise Locked("epoch")
    told = frame.parsed(seal.unsealed(framed.body, key, framed.front))
    if not isinstance(told, dict) or (place.n == 1) != (place.previous == ""):
        raise Damaged("content")
    kind = told.pop("kind", None)
    if not isinstance(kind, str) or kind not in set(EntryKind):
        raise Newer("entry")
    if not _is_told(EntryKind(kind), told):
        raise Damaged("content")
    return Entry(place, digest(data), EntryKind(kind), datetime.fromisoformat(told["at"]), told)


def _is_day(value: object) -> bool:
    try:
        return value is None or (isinstance(value, str) and date.fromisoformat(value).isoformat() == value)
    except ValueError:
        return False


def _is_hex(pattern: re.Pattern[str]) -> Callable[[object], bool]:
    return lambda value: isinstance(value, str) and pattern.fullmatch(value) is not None


def _are_ids(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(each, str) and _ID.fullmatch(each) for each in value)


def _is_bool(value: object) -> bool:
    return type(value) is bool


def _is_epoch(value: object) -> bool:
    return type(value) is int and value in frame.COUNT


_KEYS = {"device": _is_hex(frame.HEX16), "sign": _is_hex(frame.HEX64), "seal": _is_hex(frame.HEX64)}
_TERMS = {
    "name": is_name,
    "role": lambda value: value in (Role.EDITOR, Role.READER),
    "until": _is_day,
    "learners": _are_ids,
    "restricted": _is_bool,
}
_GONE = {"device": _is_hex(frame.HEX16), "marks": are_marks}
_FIELDS: dict[EntryKind, dict[str, Callable[[Any], bool]]] = {
    EntryKind.FOUNDED: {**_KEYS, "name": is_name, "title": is_name, "scope": is_scope, "restricted": _is_bool},
    EntryKind.ADDED: {**_KEYS, **_TERMS},
    EntryKind.CHANGED: {**_GONE, **_TERMS, "epoch": _is_epoch},
    EntryKind.REVOKED: _GONE,
    EntryKind.ENDED: _GONE,
    EntryKind.EPOCH: {"number": _is_epoch},
    EntryKind.RENAMED: {"title": is_name},
}


def _is_told(kind: EntryKind, told: Mapping[str, Any]) -> bool:
    fields = {**_FIELDS[kind], "at": frame.is_moment}
    return told.keys() == fields.keys() and all(fits(told[name]) for name, fits in fields.items())
