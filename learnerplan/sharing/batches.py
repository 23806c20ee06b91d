"""Batches: what one session of one device changed, sealed for a section, signed, and chained to the batch before."""

from __future__ import annotations

import hashlib
import re
from typing import NamedTuple

from learnerplan.domain.shares import Section
from learnerplan.sharing import frame, seal
from learnerplan.sharing.faults import Damaged, Forged, Newer
from learnerplan.sharing.keys import Device

KIND = b"b"
READER = 1
"""The newest way of writing operations that this version reads."""

_SHAPE: frame.Shape = {
    "share": frame.HEX32,
    "section": frame.SECTION,
    "epoch": frame.COUNT,
    "session": frame.SESSION,
    "seq": frame.COUNT,
    "previous": re.compile("(?:[0-9a-f]{64})?", re.ASCII),
    "device": frame.HEX16,
    "reader": frame.COUNT,
}


class BatchHeader(NamedTuple):
    """What anybody may read of a batch.

    `seq` counts from 1 in each (share, section, session); `previous` is the digest of the one before, empty for the
    first. `reader` is the least version of the reading rules that understands the payload.
    """

    share: str
    section: Section
    epoch: int
    session: str
    seq: int
    previous: str
    device: str
    reader: int = READER


def make(header: BatchHeader, payload: bytes, key: bytes, device: Device, random: seal.Random) -> bytes:
    """The bytes of a batch. Raises `TooLarge` when it must be divided, `ValueError` for a header that is none."""
    if device.id != header.device or not _sound(header):
        raise ValueError("a batch is signed by the device whose session it belongs to")
    front = frame.front(KIND, header._asdict())
    return frame.closed(front, seal.sealed(payload, key, front, random), device.sign_secret)


def header_of(data: bytes) -> BatchHeader:
    """The header, before any key is at hand; only its form is known to be right. Raises `Damaged` or `Newer`."""
    return _header(frame.opened(data, KIND, _SHAPE))


def open_batch(data: bytes, key: bytes, sign_public: bytes) -> bytes:
    """The payload. Raises `Damaged`, `Forged` (signature first, then key) or `Newer`, and nothing else.

    Whether this device may write here is asked of the membership, by the header.
    """
    framed = frame.opened(data, KIND, _SHAPE)
    header = _header(framed)
    frame.verify(framed, sign_public)
    if header.reader > READER:
        raise Newer("reader")
    return seal.unsealed(framed.body, key, framed.front)


def is_signed(data: bytes, sign_public: bytes) -> bool:
    """Whether the owner of this key signed a batch whose header was read. It need not be one that can be opened."""
    try:
        frame.verify(frame.opened(data, KIND, _SHAPE), sign_public)
    except Forged:
        return False
    return True


def digest(data: bytes) -> str:
    """The SHA-256 of a file's bytes, as hexadecimal text: its name, and the link of the next one to it."""
    return hashlib.sha256(data).hexdigest()


def _header(framed: frame.Framed) -> BatchHeader:
    values = framed.header
    header = BatchHeader(**{**values, "section": Section(values["section"])})
    if not _sound(header):
        raise Damaged("header")
    return header


def _sound(header: BatchHeader) -> bool:
    return (
        frame.fits(header._asdict(), _SHAPE)
        and header.session.startswith(f"{header.device}-")
        and (header.seq == 1) == (header.previous == "")
    )
