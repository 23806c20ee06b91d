"""Where an export lies: a folder, or a zip of one. Files are read from it one by one, and only by their names."""

from __future__ import annotations

import hashlib
import shutil
import unicodedata
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

from learnerplan.errors import UserError
from learnerplan.imports.files import archives
from learnerplan.imports.own_export.manifest import ABOUT, NAME

_ARTIFACTS = "artifacts"
_MOST_TABLE = 200_000_000
"""Bytes of one table in a zip: ten times what a school has."""
_MOST_TABLES = 1_000_000_000
_PIECE = 1 << 20


@dataclass(frozen=True, slots=True)
class Place:
    """`root` is the folder or the zip, `inside` the folder in the zip, with its slash."""

    root: Path
    zipped: bool = False
    inside: str = ""

    @property
    def name(self) -> str:
        """What to call it in a sentence."""
        return self.root.name

    def path_of(self, name: str) -> Path:
        """How a file of it is named on screens."""
        return self.root / name

    @contextmanager
    def opened(self) -> Iterator[Opened]:
        """The files, to read several of them. Raises `UserError` where they cannot be read."""
        try:
            if self.zipped:
                with zipfile.ZipFile(self.root) as package:
                    entries = _entries(package)
                    self._refuse_bomb(entries)
                    yield Opened(self, package, entries)
            else:
                yield Opened(self, None, {})
        except archives.BROKEN as error:
            raise UserError(f"A file of “{self.name}” cannot be read.", "Export again, and import that.") from error

    def _refuse_bomb(self, entries: dict[str, zipfile.ZipInfo]) -> None:
        """Tables are read whole, so their sizes are added up first; a zip that lies about them breaks off later."""
        if sum(entry.file_size for name, entry in entries.items() if name.endswith(".csv")) > _MOST_TABLES:
            raise UserError(f"“{self.name}” unpacks to far more than an export has.", "Unpack it, and look what it is.")


@dataclass(frozen=True, slots=True)
class Opened:
    """The files of an export, open to be read."""

    place: Place
    package: zipfile.ZipFile | None
    entries: dict[str, zipfile.ZipInfo]

    def data(self, name: str) -> bytes | None:
        """A file's bytes; `None` where there is none. Raises `UserError` for one that is far too large."""
        with self._stream(name) as stream:
            if stream is None:
                return None
            data = stream.read(_MOST_TABLE + 1)
        if len(data) > _MOST_TABLE:
            raise UserError(f"“{name}” in “{self.place.name}” is far larger than an export has it.", "Export again.")
        return data

    def text(self, name: str) -> str | None:
        """A small file as text; `None` where there is none."""
        data = self.data(name)
        return None if data is None else data.decode("utf-8-sig", "replace")

    def digest(self, artifact: str) -> str | None:
        """The SHA-256 of an artifact's file, by its path in the tree; `None` where the export does not hold it."""
        with self._artifact(artifact) as stream:
            if stream is None:
                return None
            whole = hashlib.sha256()
            while piece := stream.read(_PIECE):
                whole.update(piece)
        return whole.hexdigest()

    def copy(self, artifact: str, target: Path) -> None:
        """Write an artifact's file to `target`. Raises `UserError` where the export does not hold it any more."""
        with self._artifact(artifact) as stream:
            if stream is None:
                raise UserError(f"The file {artifact} is no longer in “{self.place.name}”.", "Choose the export again.")
            with target.open("wb") as handle:
                shutil.copyfileobj(stream, handle, _PIECE)

    @contextmanager
    def _artifact(self, path: str) -> Iterator[IO[bytes] | None]:
        if not stays_inside(path):
            yield None
            return
        with self._stream(f"{_ARTIFACTS}/{path}") as stream:
            yield stream

    @contextmanager
    def _stream(self, name: str) -> Iterator[IO[bytes] | None]:
        if self.package is not None:
            entry = self.entries.get(unicodedata.normalize("NFC", self.place.inside + name))
            if entry is None:
                yield None
                return
            with self.package.open(entry) as member:
                yield member
            return
        path = self.place.root / name
        if not path.is_file() or path.is_symlink():
            yield None
            return
        with path.open("rb") as handle:
            yield handle


def stays_inside(path: str) -> bool:
    """Whether the path of an artifact's file leads into the tree, and nowhere else."""
    parts = PurePosixPath(path).parts
    return bool(parts) and ".." not in parts and not path.startswith("/") and not any(mark in path for mark in "\\\0:")


def place_of(path: Path) -> Place | None:
    """Where an export may lie that somebody named by its folder or its zip; `None` for others."""
    if path.is_dir():
        found = any((path / name).is_file() for name in (NAME, ABOUT))
        return Place(path) if found else None
    if path.suffix.lower() != ".zip" or not path.is_file():
        return None
    with suppress(*archives.BROKEN), zipfile.ZipFile(path) as package:
        named = _entries(package)
        for wanted in (NAME, ABOUT):
            tops = [name.removesuffix(wanted) for name in named if PurePosixPath(name).name == wanted]
            if tops:
                return Place(path, zipped=True, inside=min(tops, key=len))
    return None


def _entries(package: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    return {
        unicodedata.normalize("NFC", archives.decoded(entry)): entry
        for entry in package.infolist()
        if not entry.is_dir()
    }
