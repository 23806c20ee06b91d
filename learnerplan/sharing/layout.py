"""The names of the files in a shared folder. A name is a hint of where to look first; what a file is, its bytes say.

`v1/<share>/<letter>/…`: lower-case ASCII, under 160 characters, nothing that Windows keeps for itself. Names that a
carrier made of ours ("… (conflicted copy).b") still tell the kind, so that such a copy is as good as any.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

MARKER = ".learnerplan-share"
"""Stands at the top of a shared folder. Where it is missing, the folder is not there, and nothing is written."""
TOP = "v1"


class FileKind(StrEnum):
    """The kinds of files, by the letter of their folder."""

    BATCH = "d"
    STATUS = "a"
    SNAPSHOT = "n"
    ENVELOPE = "k"
    ENTRY = "m"
    BLOB = "b"
    INVITATION = "i"
    REQUEST = "q"


class Name(NamedTuple):
    """What a path says. `owner` (session or device), `n` and `hash` are empty where the name was changed.

    `n` is the number of a batch, status, snapshot or entry, or the epoch of an envelope. `hash` is the first half of
    the SHA-256 of the file, the whole keyed hash for a blob. `copy` counts re-publications.
    """

    kind: FileKind
    share: str
    owner: str = ""
    n: int = 0
    hash: str = ""
    copy: int = 0


_ENDINGS = {
    FileKind.BATCH: ".b",
    FileKind.STATUS: ".s",
    FileKind.SNAPSHOT: ".z",
    FileKind.ENVELOPE: ".e",
    FileKind.ENTRY: ".m",
    FileKind.BLOB: ".x",
    FileKind.INVITATION: ".i",
    FileKind.REQUEST: ".q",
}
# Invitations and requests lie together, and are told apart by their endings.
_FOLDERS = {kind: kind.value for kind in FileKind} | {FileKind.INVITATION: "j", FileKind.REQUEST: "j"}
_DEPTHS = {"d": 2, "a": 2, "n": 2, "k": 2, "m": 1, "b": 2, "j": 1}
_KINDS = {(_FOLDERS[kind], ending): kind for kind, ending in _ENDINGS.items()}
_SHARE = re.compile("[0-9a-f]{32}", re.ASCII)
_SESSION = "[0-9a-f]{16}-[0-9a-f]{12}"
_DEVICE = "[0-9a-f]{16}"
_OWNERS = {
    FileKind.BATCH: re.compile(_SESSION, re.ASCII),
    FileKind.STATUS: re.compile(_DEVICE, re.ASCII),
    FileKind.SNAPSHOT: re.compile(_DEVICE, re.ASCII),
    FileKind.ENVELOPE: re.compile(_DEVICE, re.ASCII),
}
_FILE = re.compile(r"(?:([0-9]{8})-)?([0-9a-f]{64}|[0-9a-f]{32})(?:\.r([1-9][0-9]{0,5}))?\.[a-z]", re.ASCII)
_NUMBERED = frozenset({FileKind.BATCH, FileKind.STATUS, FileKind.SNAPSHOT, FileKind.ENVELOPE, FileKind.ENTRY})


def folder(share: str, kind: FileKind | None = None) -> str:
    """The folder of a share, or of a kind of its files."""
    return f"{TOP}/{share}" if kind is None else f"{TOP}/{share}/{_FOLDERS[kind]}"


def batch(share: str, session: str, seq: int, digest: str) -> str:
    """Where a session's batch goes; `digest` is the SHA-256 of the file, here and below."""
    return _numbered(FileKind.BATCH, share, session, seq, digest)


def status(share: str, device: str, n: int, digest: str) -> str:
    """Where a device's n-th status goes."""
    return _numbered(FileKind.STATUS, share, device, n, digest)


def snapshot(share: str, device: str, n: int, digest: str) -> str:
    """Where a part, or the manifest, of a device's n-th snapshot goes."""
    return _numbered(FileKind.SNAPSHOT, share, device, n, digest)


def envelope(share: str, device: str, epoch: int, digest: str) -> str:
    """Where the keys for a member's device go, up to an epoch."""
    return _numbered(FileKind.ENVELOPE, share, device, epoch, digest)


def entry(share: str, n: int, digest: str) -> str:
    """Where the n-th entry of the membership log goes."""
    return f"{folder(share, FileKind.ENTRY)}/{n:08d}-{digest[:32]}.m"


def blob(share: str, keyed_hash: str) -> str:
    """Where the sealed bytes of an artifact go, by a hash that only members can tell."""
    return f"{folder(share, FileKind.BLOB)}/{keyed_hash[:2]}/{keyed_hash}.x"


def invitation(share: str, digest: str) -> str:
    """Where an invitation goes."""
    return f"{folder(share, FileKind.INVITATION)}/{digest[:32]}.i"


def request(share: str, digest: str) -> str:
    """Where the request of somebody who wants to join goes."""
    return f"{folder(share, FileKind.REQUEST)}/{digest[:32]}.q"


def again(path: str, copy: int) -> str:
    """Another name for the same bytes: the `copy`-th re-publication (from 1) of a path made above."""
    front, _, ending = path.rpartition(".")
    return f"{front}.r{copy}.{ending}"


@lru_cache(maxsize=65536)
def parse(path: str) -> Name | None:
    """What a path below the folder says, or `None` for anything that is not of a share."""
    top, *parts = path.split("/")
    if top != TOP or len(parts) < 3 or _SHARE.fullmatch(parts[0]) is None or parts[-1].startswith((".", "~")):
        return None
    share, letter, *owners, file = parts
    kind = _KINDS.get((letter, file[-2:]))
    if kind is None or len(owners) != _DEPTHS[letter] - 1:
        return None
    return _hinted(Name(kind, share), owners[0] if owners else "", file)


def _hinted(name: Name, owner: str, file: str) -> Name:
    if name.kind in _OWNERS and _OWNERS[name.kind].fullmatch(owner) is not None:
        name = name._replace(owner=owner)
    found = _FILE.fullmatch(file)
    wanted = 64 if name.kind is FileKind.BLOB else 32
    if found is None or len(found[2]) != wanted or (found[1] is not None) != (name.kind in _NUMBERED):
        return name
    return name._replace(n=int(found[1] or 0), hash=found[2], copy=int(found[3] or 0))


def _numbered(kind: FileKind, share: str, owner: str, n: int, digest: str) -> str:
    return f"{folder(share, kind)}/{owner}/{n:08d}-{digest[:32]}{_ENDINGS[kind]}"
