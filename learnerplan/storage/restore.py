"""Restoring a backup: everything in it is checked beside the planbook first; then the two change places.

What was there before is kept in a folder of its own and never deleted.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import stat
import tempfile
import zipfile
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from learnerplan import files
from learnerplan.errors import UserError
from learnerplan.progress import Progress
from learnerplan.storage import backup, lock, manifest, schema
from learnerplan.storage import connection as connections
from learnerplan.storage import folder as folders
from learnerplan.storage.damage import counts, damage
from learnerplan.storage.faults import told, told_of_files
from learnerplan.zips import DAMAGED

if TYPE_CHECKING:
    from learnerplan.storage.manifest import Manifest

_CHUNK = 1024 * 1024
_NEEDED = {folders.DATABASE, folders.KEY}


def restore(file: Path, target: folders.Folder, progress: Progress | None = None) -> Path | None:
    """Put the backup `file` in the place of the planbook `target`; gives where the replaced one is kept, if any.

    Nothing is touched before the whole backup was unpacked beside it and found sound. Raises `UserError` when it is
    not, when a window shows the planbook, or when other files lie in the folder.
    """
    progress = progress or Progress()
    folders.refuse_carrier(target.path)
    _refuse_open(target)
    occupied = target.path.exists() and any(target.path.iterdir())
    if occupied and not target.exists():
        raise UserError(
            f"The folder {target.path} holds other files, so nothing was restored there.", "Choose an empty folder."
        )
    with told_of_files(f"The backup {file.name} was not restored"):
        held = backup.read_manifest(file)
        target.path.parent.mkdir(parents=True, exist_ok=True)
        beside = Path(tempfile.mkdtemp(prefix=f".{target.path.name}-", dir=target.path.parent))
        try:
            _unpack(file, held, beside, progress)
            _prove(folders.Folder(beside), held, file.name)
            _refuse_open(target)
            return _change_places(beside, target, occupied=occupied)
        finally:
            shutil.rmtree(beside, ignore_errors=True)


def _refuse_open(target: folders.Folder) -> None:
    if lock.is_open(target):
        raise UserError(
            f"A window shows the Learnerplan folder {target.path}, so nothing was restored.",
            "Close that window first.",
        )


def _unpack(file: Path, held: Manifest, beside: Path, progress: Progress) -> None:
    try:
        with zipfile.ZipFile(file) as archive:
            members = {info.filename: info for info in archive.infolist() if info.filename != manifest.NAME}
            if set(members) != set(held.files) or len(members) != len(archive.infolist()) - 1:
                raise manifest.no_backup(file.name)
            if not set(members) >= _NEEDED or not all(map(_is_ours, members.values())):
                raise manifest.no_backup(file.name)
            needed = sum(entry.size for entry in held.files.values())
            if shutil.disk_usage(beside).free < needed + _CHUNK:
                raise UserError(
                    f"The backup {file.name} was not restored, because the disk is full.",
                    f"It needs {needed // _CHUNK + 1} MB. Make some room, or restore it on another drive.",
                )
            for number, (name, info) in enumerate(members.items()):
                progress.step(number, len(members), "Unpacking the backup")
                _extract(archive, info, held.files[name], beside / name, file.name)
    except DAMAGED as error:
        raise manifest.no_backup(file.name) from error


def _is_ours(info: zipfile.ZipInfo) -> bool:
    """A name that stays inside the folder, of a plain file: anything else was not written by us."""
    parts = PurePosixPath(info.filename).parts
    inside = not info.filename.startswith("/") and ".." not in parts and not set(info.filename) & set("\\:\0")
    kind = stat.S_IFMT(info.external_attr >> 16)
    plain = kind in (0, stat.S_IFREG) and not info.is_dir() and not info.flag_bits & 0x1
    place = info.filename in _NEEDED or (len(parts) > 1 and parts[0] == folders.ARTIFACTS)
    return inside and plain and place


def _extract(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, entry: manifest.Entry, path: Path, backup_name: str
) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    digest, written = hashlib.sha256(), 0
    with archive.open(info) as source, path.open("xb") as handle:
        # A small zip can unpack to more than a disk holds: never more than the list says.
        while written <= entry.size and (chunk := source.read(_CHUNK)):
            digest.update(chunk)
            handle.write(chunk)
            written += len(chunk)
        handle.flush()
        os.fsync(handle.fileno())
    if written != entry.size or digest.hexdigest() != entry.sha256:
        raise UserError(
            f"The backup {backup_name} is damaged: {info.filename} is not what was put into it.",
            "Choose another backup. Nothing was changed.",
        )


def _prove(unpacked: folders.Folder, held: Manifest, name: str) -> None:
    with told():
        # Opened for writing, which also turns the copy's write-ahead log on again.
        connection = connections.connect(unpacked, folders.read_key(unpacked))
        try:
            found = [one for one in damage(connection) if one.kind == "database"]
            sound = not found and schema.version(connection) is not None and counts(connection) == held.counts
        finally:
            connection.close()
    if not sound:
        raise UserError(
            f"The backup {name} is damaged: its database does not hold what was put into it.",
            "Choose another backup. Nothing was changed.",
        )


def _change_places(beside: Path, target: folders.Folder, *, occupied: bool) -> Path | None:
    folders.Folder(beside).artifacts.mkdir(exist_ok=True)
    folders.keep_to_oneself(folders.Folder(beside).key_file)
    aside = _aside(target.path) if occupied else None
    if aside is not None:
        target.path.replace(aside)
    elif target.path.exists():
        target.path.rmdir()
    try:
        beside.replace(target.path)
    except BaseException:
        if aside is not None:
            aside.replace(target.path)
        raise
    if aside is not None and (aside / folders.BACKUPS).is_dir():
        # The earlier backups belong to the planbook that goes on.
        (aside / folders.BACKUPS).replace(target.backups)
    target.backups.mkdir(exist_ok=True)
    files.sync_folder(target.path.parent)
    return aside


def _aside(path: Path) -> Path:
    name = f"{path.name} (replaced {datetime.now():%Y-%m-%d %H%M%S})"
    number, place = 1, path.with_name(name)
    while place.exists():
        number += 1
        place = path.with_name(f"{name} {number}")
    return place
