"""Backups: a planbook as one zip with its database, its key, its artifact files, and a list of them.

A backup counts only once it was read back: the copied database is opened and checked, each file in the zip is compared
with its SHA-256, and the zip gets its name last.
"""

from __future__ import annotations

import hashlib
import shutil
import zipfile
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import learnerplan
from learnerplan import files
from learnerplan.errors import UserError
from learnerplan.progress import Progress
from learnerplan.storage import artifacts, manifest, schema
from learnerplan.storage import connection as connections
from learnerplan.storage import folder as folders
from learnerplan.storage.damage import counts, damage
from learnerplan.storage.faults import told, told_of_files
from learnerplan.zips import DAMAGED

if TYPE_CHECKING:
    from learnerplan.storage.store import Store

PREFIX = "Learnerplan "
# Kept: the newest of each of so many days, weeks and months that have one.
KEPT_DAYS, KEPT_WEEKS, KEPT_MONTHS = 7, 4, 6
# Photos add up: older backups give way when all together pass this, but the newest few always stay.
MOST_BYTES = 4 * 1024**3
ALWAYS_KEPT = 3
_MOST_MANIFEST = 64 * 1024**2
_DAY_SECONDS = 24 * 60 * 60


@dataclass(frozen=True)
class Copied:
    """A backup that was made, with the SHA-256 of the zip."""

    path: Path
    manifest: manifest.Manifest
    sha256: str


def make(store: Store, target: Path, progress: Progress | None = None) -> Copied:
    """Back up an open planbook to the file `target`, verified; what stood there is replaced at the very end.

    Raises `UserError` when the disk is full or read-only, or when the planbook itself is damaged.
    """
    progress = progress or Progress()
    doing = f"The backup {target.name} was not made"
    with told_of_files(doing), folders.working(store.folder) as place:
        progress.step(0, 1, "Copying the database")
        copy = folders.Folder(place)
        last, counts = _copy_database(store, copy)
        shutil.copyfile(store.folder.key_file, copy.key_file)
        sources = {folders.DATABASE: copy.database, folders.KEY: copy.key_file}
        sources |= {
            f"{folders.ARTIFACTS}/{path.relative_to(store.folder.artifacts).as_posix()}": path
            for path in artifacts.present_files(store.folder)
            if not path.name.endswith(artifacts.PART)
        }
        target.parent.mkdir(parents=True, exist_ok=True)
        _room_for(sum(path.stat().st_size for path in sources.values()), target)
        with files.replacing(target) as part:
            entries = _pack(part, sources, progress)
            made = manifest.Manifest(datetime.now(UTC), learnerplan.__version__, schema.HEAD, last, counts, entries)
            with zipfile.ZipFile(part, "a") as archive:
                archive.writestr(manifest.NAME, manifest.encode(made))
            _compare(part, made, progress)
            return Copied(target, made, files.sha256(part))


def read_manifest(path: Path) -> manifest.Manifest:
    """What a backup says of itself. Raises `UserError` for a file that is none."""
    try:
        with told_of_files(f"The backup {path.name} was not read"), zipfile.ZipFile(path) as archive:
            if archive.getinfo(manifest.NAME).file_size > _MOST_MANIFEST:
                raise manifest.no_backup(path.name)
            return manifest.decode(archive.read(manifest.NAME), path.name)
    except (*DAMAGED, KeyError) as error:
        raise manifest.no_backup(path.name) from error


def automatic_name(moment: datetime) -> str:
    """The name of a backup that the app makes by itself: readable, and sorted by time."""
    return f"{PREFIX}{moment:%Y-%m-%d %H%M%S}.zip"


def automatic(folder: folders.Folder) -> list[Path]:
    """The backups that the app made in the planbook's own folder, newest first."""
    if not folder.backups.is_dir():
        return []
    named = [path for path in folder.backups.glob(f"{PREFIX}*.zip") if _day_of(path) is not None]
    return sorted(named, key=lambda path: path.name, reverse=True)


def rotate(folder: folders.Folder) -> list[Path]:
    """Remove automatic backups that newer ones stand for; gives what was removed."""
    held = automatic(folder)
    keep: set[Path] = set(held[:ALWAYS_KEPT])
    for span, most in ((_day, KEPT_DAYS), (_week, KEPT_WEEKS), (_month, KEPT_MONTHS)):
        newest: dict[Any, Path] = {}
        for path in held:
            newest.setdefault(span(_day_of(path) or date.min), path)
        keep.update(list(newest.values())[:most])
    room, removed = MOST_BYTES, []
    with told_of_files("Old backups were not tidied"):
        for place in folder.backups.glob(f"{folders.MAKING}*"):
            # Left by a backup that was cut off, since a living one takes minutes.
            if datetime.now(UTC).timestamp() - place.stat().st_mtime > _DAY_SECONDS:
                shutil.rmtree(place)
        for number, path in enumerate(held):
            room -= path.stat().st_size
            if path not in keep or (room < 0 and number >= ALWAYS_KEPT):
                path.unlink()
                removed.append(path)
    return removed


def _copy_database(store: Store, copy: folders.Folder) -> tuple[int, dict[str, int]]:
    for _attempt in range(3):
        copy.database.unlink(missing_ok=True)
        with store.raw(read_only=False) as connection, told():
            before = _state(connection)
            # SQLCipher gives the copy the same key, and leaves nothing of deleted rows in it.
            connection.execute("VACUUM INTO ?", (str(copy.database),))
            unchanged = _state(connection) == before
        files.sync(copy.database)
        last, counts = _opened(copy, folders.read_key(store.folder))
        if not unchanged:
            # Another program wrote meanwhile, so the two cannot be compared.
            continue
        if (last, counts) != before:
            raise UserError("The copy of the database does not hold what the planbook holds.", "Check the folder.")
        return last, counts
    raise UserError("Another program keeps writing to this Learnerplan folder.", "Wait until it has finished.")


def _state(connection: Any) -> tuple[int, dict[str, int]]:
    last = connection.execute("SELECT coalesce(max(id), 0) FROM txn").fetchone()[0]
    return last, counts(connection)


def _opened(copy: folders.Folder, key: str) -> tuple[int, dict[str, int]]:
    with told():
        connection = connections.connect(copy, key, read_only=True)
        try:
            for finding in damage(connection):
                # Links that lead nowhere are a loss already; a backup of the rest is still worth having.
                if finding.kind == "database":
                    raise UserError(f"This Learnerplan folder was not backed up. {finding.what}", finding.todo)
            return _state(connection)
        finally:
            connection.close()


def _room_for(size: int, target: Path) -> None:
    if shutil.disk_usage(target.parent).free < size + 1024**2:
        raise UserError(
            f"The backup {target.name} was not made, because the disk is full.",
            f"It needs {size // 1024**2 + 1} MB. Make some room, or choose another place.",
        )


def _pack(part: Path, sources: dict[str, Path], progress: Progress) -> dict[str, manifest.Entry]:
    entries = {}
    # Encrypted pages, photos and PDFs do not get smaller.
    with zipfile.ZipFile(part, "w", zipfile.ZIP_STORED, strict_timestamps=False) as archive:
        for number, (name, path) in enumerate(sources.items()):
            progress.step(number, 2 * len(sources), "Copying the files")
            archive.write(path, name)
            entries[name] = manifest.Entry(files.sha256(path), path.stat().st_size)
    return entries


def _compare(part: Path, made: manifest.Manifest, progress: Progress) -> None:
    with zipfile.ZipFile(part) as archive:
        for number, (name, entry) in enumerate(made.files.items()):
            progress.step(len(made.files) + number, 2 * len(made.files), "Reading the backup again")
            with archive.open(name) as handle:
                found = hashlib.file_digest(handle, "sha256").hexdigest()  # type: ignore[arg-type]
            if found != entry.sha256:
                raise UserError(
                    f"The backup was not made, because {name} could not be read back as it was written.",
                    "The disk may be failing. Choose another place for the backup.",
                )


def _day_of(path: Path) -> date | None:
    try:
        return date.fromisoformat(path.name.removeprefix(PREFIX)[:10])
    except ValueError:
        return None


def _day(day: date) -> date:
    return day


def _week(day: date) -> tuple[int, int]:
    return day.isocalendar()[:2]


def _month(day: date) -> tuple[int, int]:
    return day.year, day.month
