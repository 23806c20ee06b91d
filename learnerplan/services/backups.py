"""Backups: one file that brings the whole Learnerplan folder back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from learnerplan.domain.disclosures import Way
from learnerplan.errors import UserError
from learnerplan.services import disclosures
from learnerplan.storage import artifacts
from learnerplan.storage import backup as archives
from learnerplan.storage import restore as restoring
from learnerplan.storage.folder import Folder

if TYPE_CHECKING:
    from pathlib import Path

    from learnerplan.progress import Progress
    from learnerplan.storage.store import Store


@dataclass(frozen=True)
class BackupRow:
    """A backup in the planbook's own folder. `made_at` is the clock of this computer, `size` is in bytes."""

    path: Path
    made_at: datetime
    size: int


def backup(store: Store, file: Path | None = None, progress: Progress | None = None) -> Path:
    """Back up the planbook to `file`, or to its own backups folder, and give the file's path.

    The backup was read back and found whole when this returns. One that leaves the folder is written into the
    disclosure log. Raises `UserError` when it cannot be made, and then leaves what stood at `file` as it was.
    """
    if file is None:
        return archives.make(store, _free(store.folder), progress).path
    if file.is_dir():
        raise UserError(f"{file} is a folder.", "Name a file for the backup, such as learnerplan.zip in it.")
    if file.resolve().is_relative_to(store.folder.artifacts.resolve()):
        raise UserError("A backup cannot lie in the artifacts folder.", "Choose another place for it.")
    made = archives.make(store, file, progress)
    with store.transaction("Back up") as tx:
        disclosures.record(
            tx,
            way=Way.BACKUP,
            learner_ids=(),
            sections=("everything",),
            purpose="backup",
            file_name=file.name,
            sha256=made.sha256,
        )
    return file


def backup_if_due(store: Store, now: datetime | None = None, progress: Progress | None = None) -> Path | None:
    """The day's automatic backup, made once a day and only when something changed.

    Then older ones are thinned out, and artifact files that no record has named for thirty days are removed.
    """
    now = now or datetime.now()
    held = archives.automatic(store.folder)
    if held and (held[0].name >= archives.automatic_name(now.replace(hour=0, minute=0, second=0))):
        return None
    last = store.value("SELECT coalesce(max(id), 0) FROM txn")
    if last == 0 or (held and _last(held[0]) == last):
        return None
    made = archives.make(store, store.folder.backups / archives.automatic_name(now), progress)
    archives.rotate(store.folder)
    # Only now, when what goes is in a backup.
    artifacts.clean_orphans(store, store.folder)
    return made.path


def restore(file: Path, folder: Path, progress: Progress | None = None) -> Path | None:
    """Put a backup in the place of the planbook at `folder` (or into an empty place).

    Gives the folder where the replaced planbook is kept, `None` where there was none. The planbook must be closed.
    Raises `UserError` when the backup is not whole or another window shows the planbook; nothing is changed then.
    """
    return restoring.restore(file, Folder(folder), progress)


def listed(folder: Path) -> list[BackupRow]:
    """The automatic backups of a planbook, newest first; the planbook need not open."""
    rows = []
    for path in archives.automatic(Folder(folder)):
        about = path.stat()
        rows.append(BackupRow(path, datetime.fromtimestamp(about.st_mtime), about.st_size))
    return rows


def _free(folder: Folder) -> Path:
    path = folder.backups / archives.automatic_name(datetime.now())
    number = 1
    while path.exists():
        number += 1
        path = path.with_name(f"{path.stem.split(' (')[0]} ({number}).zip")
    return path


def _last(path: Path) -> int:
    try:
        return archives.read_manifest(path).last
    except UserError:
        # A damaged backup counts as none, so that a new one is made.
        return -1
