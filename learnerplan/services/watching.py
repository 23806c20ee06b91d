"""A watched folder: which new files in it look like an export that can be imported. They are offered, never taken.

Nothing here knows of windows or clocks: whoever watches says when to look, and how the files stand.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from learnerplan import files, paths
from learnerplan.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from learnerplan.imports.files.table import Table
    from learnerplan.imports.found import Found

SUFFIXES = frozenset((".csv", ".tsv", ".tab", ".txt", ".xlsx", ".ods", ".zip", ".json"))
PARTIAL = (".crdownload", ".part", ".partial", ".download", ".tmp", ".opdownload")
"""Endings of downloads that are not finished."""
MOST_BYTES = 200_000_000
"""Larger files are nobody's export of a class."""
MOST_WHOLE = 10_000_000
"""Workbooks, zips and JSON show what they are only as a whole; larger ones are left alone."""
HEAD = 65_536
"""So much of a text is read to see what it is."""
SURE, LIKELY = 0.75, 0.5
"""How sure the finders must be of the headers alone, and where the name of the file says so too."""
MOST_FILES = 2000
"""Of a folder with more files the newest are looked at."""
KEPT = 1000
_TELLING = (
    *("roster", "student", "class", "section", "enrol", "response", "survey", "form", "goal", "users", "sds"),
    *("assessment", "result", "score", "map", "iready", "i-ready", "star", "dibels", "standard", "export", "support"),
)


class Seen(NamedTuple):
    """How a file stood when the folder was looked at: its size in bytes and when it was changed (ns)."""

    path: Path
    size: int
    changed: int


@dataclass(frozen=True)
class Offer:
    """A file that looks like something to import. `sha256` is of its bytes; `kind` is a kind of the imports."""

    path: Path
    sha256: str
    kind: str
    evidence: tuple[str, ...] = ()


@dataclass
class Folder:
    """One watched folder: what was changed up to `since` (ns) is nobody's news, what comes later is looked at.

    A new file is told when it rests: when two looks find the same size and time, it is no longer being written.
    """

    path: Path
    since: int
    _known: dict[Path, Seen] = field(default_factory=dict)
    _moving: dict[Path, Seen] = field(default_factory=dict)
    _begun: bool = False

    def look(self, found: Iterable[Seen]) -> list[Path]:
        """The new files that rest now, each told once. `restless` says whether to look again soon."""
        now = {each.path: each for each in found}
        if not self._begun:
            self._begun = True
            self._known = {path: seen for path, seen in now.items() if seen.changed <= self.since}
        resting = [path for path, seen in now.items() if self._moving.get(path) == seen]
        self._moving = {
            path: seen for path, seen in now.items() if self._known.get(path) != seen and path not in resting
        }
        self._known = {path: self._known[path] for path in now if path in self._known and path not in self._moving}
        self._known.update((path, now[path]) for path in resting)
        return resting

    @property
    def newest(self) -> int:
        """When the newest file that is known was changed (ns)."""
        return max((seen.changed for seen in self._known.values()), default=self.since)

    @property
    def restless(self) -> bool:
        """Whether a new file is still being written, or was seen only once."""
        return bool(self._moving)


def seen_in(folder: Path) -> list[Seen]:
    """The files of a folder that may be exports, by their names alone.

    Raises `UserError` where the folder is gone or may not be read.
    """
    found: list[Seen] = []
    try:
        for path in folder.iterdir():
            if not _may_be(path.name):
                continue
            try:
                stat = path.stat()
            except OSError:  # gone between the list and the look
                continue
            if path.is_file() and 0 < stat.st_size <= MOST_BYTES:
                found.append(Seen(path, stat.st_size, stat.st_mtime_ns))
    except FileNotFoundError as error:
        raise UserError(f"The folder “{folder.name}” is not there any more.", "Choose another one.") from error
    except OSError as error:
        raise UserError(f"The folder “{folder.name}” cannot be read.", "Choose another one.") from error
    found.sort(key=lambda seen: seen.changed, reverse=True)
    return found[:MOST_FILES]


def examine(path: Path, settled: Collection[str] = ()) -> Offer | None:
    """The offer of one file, where its name and the head of its content look like a known export.

    `settled` are the SHA-256 of files that were imported, or that nobody wants: they are offered no more. What is in
    the way of reading a file means that it is not offered: nobody asked for it.
    """
    try:
        size = path.stat().st_size
        if not _may_be(path.name) or not 0 < size <= MOST_BYTES:
            return None
        found = _found(path, size)
        if found is None:
            return None
        digest = files.sha256(path)
    except (OSError, UserError):
        return None
    if digest in settled:
        return None
    return Offer(path, digest, found.kind, found.evidence)


def _may_be(name: str) -> bool:
    lower = name.lower()
    if lower.startswith((".", "~$")) or lower.endswith(PARTIAL):
        return False
    return Path(lower).suffix in SUFFIXES


def _found(path: Path, size: int) -> Found | None:
    """What the surest of the file's tables is, where that is sure enough."""
    from learnerplan.imports import recognise

    best: Found | None = None
    for table in _tables(path, size):
        try:
            found = recognise.find(table)
        except UserError:
            continue
        if best is None or found.confidence > best.confidence:
            best = found
    if best is None:
        return None
    telling = any(word in path.name.lower() for word in _TELLING)
    return best if best.confidence >= (LIKELY if telling else SURE) else None


def _tables(path: Path, size: int) -> Iterable[Table]:
    from learnerplan.imports import tables

    with path.open("rb") as file:
        start = file.read(HEAD)
    if not _is_text(start) or path.suffix.lower() == ".json":
        return tables.read(path) if size <= MOST_WHOLE else ()
    if len(start) == HEAD:
        start = start[: start.rfind(b"\n") + 1] or start
    return tables.tables_of(path, start)


def _is_text(start: bytes) -> bool:
    """Zips and workbooks begin with these bytes, old workbooks with the others."""
    return not start.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0"))


@dataclass(frozen=True)
class Remembered:
    """What was said to offers, by SHA-256: `never` holds for ever, `later` means that no strip comes up again.

    `since` (ns) is up to when the folder was looked at: what came while the app was closed is new.
    """

    never: tuple[str, ...] = ()
    later: tuple[str, ...] = ()
    since: int = 0

    def say_never(self, sha256: str) -> Remembered:
        """This file is not to be offered any more."""
        return replace(self, never=_with(self.never, sha256), later=tuple(one for one in self.later if one != sha256))

    def say_later(self, sha256: str) -> Remembered:
        """This file waits quietly."""
        return replace(self, later=_with(self.later, sha256))


def _with(held: tuple[str, ...], sha256: str) -> tuple[str, ...]:
    return (*(one for one in held if one != sha256), sha256)[-KEPT:]


def _file() -> Path:
    return paths.config_folder() / "offers.json"


def load(path: Path | None = None) -> Remembered:
    """What was said on this computer; nothing where the file is missing or broken, since work must not stop for it."""
    try:
        held = json.loads((path or _file()).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return Remembered()
    if not isinstance(held, dict):
        return Remembered()
    since = held.get("since")
    return Remembered(_hashes(held.get("never")), _hashes(held.get("later")), since if isinstance(since, int) else 0)


def save(remembered: Remembered, path: Path | None = None) -> None:
    """Keep what was said: hashes of files, nothing of what is in them. Raises `UserError` where it cannot be kept."""
    path = path or _file()
    text = json.dumps({"never": remembered.never, "later": remembered.later, "since": remembered.since}, indent=1)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        files.write_bytes(path, text.encode("utf-8"))
    except OSError as error:
        raise UserError("What you said to this file could not be kept.", "It may be offered again.") from error


def _hashes(value: object) -> tuple[str, ...]:
    return tuple(one for one in value if isinstance(one, str)) if isinstance(value, list) else ()
