"""Snapshots: a large payload in sealed, signed parts, and a manifest that names them. What is in it, others know.

Every part is a file of its own, none larger than a batch. The manifest goes out last; a snapshot of which a part is
missing or spoilt is no snapshot yet.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import NamedTuple

from learnerplan.domain.shares import Section
from learnerplan.sharing import frame, seal
from learnerplan.sharing.batches import READER, digest
from learnerplan.sharing.faults import Damaged, Newer, TooLarge
from learnerplan.sharing.keys import Device

KIND = b"z"
MOST_PARTS = 4096
LARGEST = 1 << 30
"""Bytes of the largest payload."""
_PIECE = 3 << 20
_SHAPE: frame.Shape = {
    "share": frame.HEX32,
    "section": frame.SECTION,
    "epoch": frame.COUNT,
    "device": frame.HEX16,
    "n": frame.COUNT,
    "part": range(MOST_PARTS + 1),
    "reader": frame.COUNT,
}


class SnapshotHeader(NamedTuple):
    """Of which section of which share, by whom. `n` counts the device's snapshots; `part` 0 is the manifest."""

    share: str
    section: Section
    epoch: int
    device: str
    n: int
    part: int = 0
    reader: int = READER


class Manifest(NamedTuple):
    """The digests of the files of all parts, in order; how many bytes they come to, and the SHA-256 of those."""

    parts: tuple[str, ...]
    size: int
    sha256: str


def make(header: SnapshotHeader, payload: bytes, key: bytes, device: Device, random: seal.Random) -> list[bytes]:
    """The files, the manifest last. Raises `TooLarge`, and `ValueError` for a header that is none."""
    if header.device != device.id or not frame.fits(header._asdict(), _SHAPE):
        raise ValueError("a snapshot is signed by the device that it says")
    if len(payload) > LARGEST:
        raise TooLarge("size")
    files: list[bytes] = []
    start = 0
    while start < len(payload):
        data, start = _piece(header._replace(part=len(files) + 1), payload, start, key, device, random)
        files.append(data)
    told = {
        "parts": [digest(data) for data in files],
        "size": len(payload),
        "sha256": hashlib.sha256(payload).hexdigest(),
    }
    return [*files, _sealed(header._replace(part=0), frame.canonical(told), key, device, random)]


def header_of(data: bytes) -> SnapshotHeader:
    """Of what it is a part, by no key. Raises `Damaged` or `Newer`."""
    values = frame.opened(data, KIND, _SHAPE).header
    return SnapshotHeader(**{**values, "section": Section(values["section"])})


def open_manifest(data: bytes, key: bytes, sign_public: bytes) -> Manifest:
    """The list of the parts. Raises `Damaged`, `Forged` or `Newer`."""
    header, payload = _opened(data, key, sign_public)
    told = frame.parsed(payload)
    if header.part != 0 or not isinstance(told, dict) or told.keys() != set(Manifest._fields):
        raise Damaged("content")
    parts, size, sha256 = told["parts"], told["size"], told["sha256"]
    if not (
        isinstance(parts, list)
        and len(parts) <= MOST_PARTS
        and all(isinstance(part, str) and frame.HEX64.fullmatch(part) for part in parts)
        and type(size) is int
        and 0 <= size <= LARGEST
        and isinstance(sha256, str)
    ):
        raise Damaged("content")
    return Manifest(tuple(parts), size, sha256)


def joined(manifest: bytes, parts: Mapping[str, bytes], key: bytes, sign_public: bytes) -> bytes:
    """The payload, from the file of the manifest and the files of the parts by their digests.

    Raises `KeyError` with the digest of a part that is not there, `Damaged`, `Forged` or `Newer`. A part of another
    snapshot is never taken for one of this.
    """
    header = header_of(manifest)
    listed = open_manifest(manifest, key, sign_public)
    pieces: list[bytes] = []
    left = listed.size
    for number, name in enumerate(listed.parts, 1):
        theirs, piece = _opened(parts[name], key, sign_public)
        left -= len(piece)
        if digest(parts[name]) != name or theirs != header._replace(part=number) or left < 0:
            raise Damaged("content")
        pieces.append(piece)
    payload = b"".join(pieces)
    if left or hashlib.sha256(payload).hexdigest() != listed.sha256:
        raise Damaged("content")
    return payload


def _piece(
    header: SnapshotHeader, payload: bytes, start: int, key: bytes, device: Device, random: seal.Random
) -> tuple[bytes, int]:
    """As much of the payload as one file takes; what does not pack well is divided until it fits."""
    if header.part > MOST_PARTS:
        raise TooLarge("parts")
    length = _PIECE
    while True:
        end = min(start + length, len(payload))
        try:
            return _sealed(header, payload[start:end], key, device, random), end
        except TooLarge:
            length //= 2


def _sealed(header: SnapshotHeader, payload: bytes, key: bytes, device: Device, random: seal.Random) -> bytes:
    front = frame.front(KIND, header._asdict())
    return frame.closed(front, seal.sealed(payload, key, front, random), device.sign_secret)


def _opened(data: bytes, key: bytes, sign_public: bytes) -> tuple[SnapshotHeader, bytes]:
    framed = frame.opened(data, KIND, _SHAPE)
    frame.verify(framed, sign_public)
    header = header_of(data)
    if header.reader > READER:
        raise Newer("reader")
    return header, seal.unsealed(framed.body, key, framed.front)
