"""Artifact files: a tree that people can browse, `artifacts/<learner folder>/<readable file name>`.

A file is written, synced and renamed before the row that names it, so a crash leaves a file too many and never a row
without its file. Undo touches rows only; what no row names any more is removed by `clean_orphans` after thirty days.
"""

from __future__ import annotations

import hashlib
import shutil
import unicodedata
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from learnerplan import files
from learnerplan.errors import UserError
from learnerplan.storage import filenames, media_types
from learnerplan.storage.faults import told_of_files

if TYPE_CHECKING:
    from collections.abc import Iterator

    from learnerplan.storage.folder import Folder
    from learnerplan.storage.rows import Readable

ORPHAN_DAYS = 30
PART = ".part"


@dataclass(frozen=True)
class StoredFile:
    """A file in the tree: `path` from `artifacts/` with forward slashes, SHA-256 as hexadecimal, size in bytes."""

    path: str
    sha256: str
    size: int
    media_type: str


@dataclass(frozen=True)
class _Use:
    path: str
    learner_id: str


@dataclass(frozen=True)
class _Left:
    path: str
    at: datetime


_PRESENT = """SELECT path, learner_id FROM (SELECT id, path, learner_id FROM artifact
    UNION ALL SELECT k.id, k.path, p.learner_id FROM plan_paper k JOIN plan p ON p.id = k.plan_id)"""
# What was deleted or undone can come back, so its folder still belongs to its learner.
_PAST = """SELECT before ->> 'path', before ->> 'learner_id' FROM change WHERE tbl = 'artifact' AND op = 'D'"""
_LEFT = """SELECT before ->> 'path', max(t.at) FROM change c JOIN txn t ON c.seq BETWEEN t.first AND t.last
    WHERE c.tbl IN ('artifact', 'plan_paper') AND c.op IN ('U', 'D') AND before ->> 'path' IS NOT NULL GROUP BY 1"""


def learner_folder(view: Readable, folder: Folder, learner_id: str, name: str) -> str:
    """The folder of a learner's files in the tree. It keeps its first name when the learner is renamed.

    Two learners of one name get folders of their own: the second carries the end of the learner's id.
    """
    uses = view.rows(_Use, f"{_PRESENT} ORDER BY id")
    for use in uses:
        if use.learner_id == learner_id:
            return PurePosixPath(use.path).parts[0]
    owners: dict[str, set[str]] = {}
    for use in [*uses, *view.rows(_Use, _PAST)]:
        owners.setdefault(filenames.same(PurePosixPath(use.path).parts[0]), set()).add(use.learner_id)
    present = {filenames.same(entry.name) for entry in _entries(folder.artifacts)}

    def free(candidate: str) -> bool:
        theirs = owners.get(filenames.same(candidate), set())
        return theirs == {learner_id} or (not theirs and filenames.same(candidate) not in present)

    plain = filenames.readable(name, "learner").rstrip(". ")
    digits = learner_id.replace("-", "")
    for length in (0, 4, 8, len(digits)):
        candidate = f"{plain} {digits[-length:]}" if length else plain
        if free(candidate):
            return candidate
    return filenames.numbered(f"{plain} {digits}", lambda other: not free(other))


def store_file(folder: Folder, learner_folder: str, source: Path | bytes, name: str) -> StoredFile:
    """Keep a file's bytes for a learner and say where; equal bytes are kept once in a learner's folder.

    Any kind of file is taken as it is, HEIC too. Raises `UserError` when the source cannot be read or the disk is
    full or read-only; nothing is left behind then.
    """
    if isinstance(source, Path) and not source.is_file():
        raise UserError(f"There is no file {source.name} at {source.parent}.", "Choose the file again.")
    with told_of_files(f"The file {name} was not kept"):
        target = resolve(folder, learner_folder)
        target.mkdir(parents=True, exist_ok=True)
        digest = files.sha256(source) if isinstance(source, Path) else hashlib.sha256(source).hexdigest()
        size = source.stat().st_size if isinstance(source, Path) else len(source)
        path = _equal(target, digest, size) or _written(target, source, filenames.readable(name), digest)
        kind = media_types.media_type(path.name, _head(path))
        return StoredFile(f"{learner_folder}/{path.name}", digest, size, kind)


def resolve(folder: Folder, relative: str) -> Path:
    """The path of a file in the tree, whether it is there or not. Raises `UserError` for one that leaves the tree."""
    parts = PurePosixPath(relative).parts
    root = folder.artifacts.resolve()
    path = root.joinpath(*parts)
    strange = not parts or ".." in parts or any(mark in relative for mark in "\\\0:") or relative.startswith("/")
    if strange or not path.resolve().is_relative_to(root):
        raise UserError(
            "The record of an artifact points outside the artifacts folder, so its file was not opened.",
            "Delete that artifact and add its file again.",
        )
    return path if path.exists() else _otherwise_spelled(root, parts) or path


def find(folder: Folder, relative: str) -> Path:
    """The path of a file that is there. Raises `UserError` when it is missing."""
    path = resolve(folder, relative)
    if not path.is_file():
        raise UserError(
            f"The file {relative} is no longer in the artifacts folder.",
            "It was moved or deleted outside Learnerplan. Put it back, or restore a backup.",
        )
    return path


def clean_orphans(view: Readable, folder: Folder, now: datetime | None = None) -> list[str]:
    """Remove files that a row once named and none has named for thirty days, and unfinished copies of that age.

    Files that no row ever named are the teacher's own and stay. Gives the removed paths.
    """
    before = (now or datetime.now(UTC)) - timedelta(days=ORPHAN_DAYS)
    named = {filenames.same(use.path) for use in view.rows(_Use, _PRESENT)}
    left = {filenames.same(row.path): row.at for row in view.rows(_Left, _LEFT)}
    removed = []
    with told_of_files("The artifacts folder was not tidied"):
        for path in present_files(folder):
            relative = path.relative_to(folder.artifacts).as_posix()
            known = filenames.same(relative)
            written = datetime.fromtimestamp(path.stat().st_mtime, UTC)
            ours = known in left or path.name.endswith(PART)
            if ours and known not in named and max(written, left.get(known, written)) < before:
                path.unlink()
                removed.append(relative)
    return removed


def present_files(folder: Folder) -> Iterator[Path]:
    """Every file in the tree, in a fixed order."""
    if folder.artifacts.is_dir():
        yield from sorted(path for path in folder.artifacts.rglob("*") if path.is_file() and not path.is_symlink())


def _entries(folder: Path) -> list[Path]:
    return list(folder.iterdir()) if folder.is_dir() else []


def _equal(target: Path, digest: str, size: int) -> Path | None:
    for path in sorted(_entries(target)):
        whole = path.is_file() and not path.name.endswith(PART) and path.stat().st_size == size
        if whole and files.sha256(path) == digest:
            return path
    return None


def _written(target: Path, source: Path | bytes, name: str, digest: str) -> Path:
    path = _reserved(target, name)
    try:
        with files.replacing(path) as part:
            if isinstance(source, Path):
                shutil.copyfile(source, part)
            else:
                part.write_bytes(source)
            if files.sha256(part) != digest:
                raise UserError(f"The file {name} changed while it was copied.", "Close it elsewhere and try again.")
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return path


def _reserved(target: Path, name: str) -> Path:
    # An empty file holds the name, so that two programs at once never choose the same one.
    while True:
        path = target / _untaken(target, name)
        try:
            path.open("xb").close()
        except FileExistsError:
            continue
        return path


def _untaken(target: Path, name: str) -> str:
    taken = {filenames.same(entry.name).removesuffix(PART) for entry in _entries(target)}
    return filenames.numbered(name, lambda candidate: filenames.same(candidate) in taken)


def _head(path: Path) -> bytes:
    with path.open("rb") as handle:
        return handle.read(media_types.LONGEST_MARK)


def _otherwise_spelled(root: Path, parts: tuple[str, ...]) -> Path | None:
    # Some systems and archives store accents as letter and mark apart; the row holds them as one.
    place = root
    for part in parts:
        wanted = unicodedata.normalize("NFC", part)
        found = [entry for entry in _entries(place) if unicodedata.normalize("NFC", entry.name) == wanted]
        if not found:
            return None
        place = found[0]
    return place
