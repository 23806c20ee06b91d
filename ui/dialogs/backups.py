"""Backing up and restoring: which file, and the work with its bar."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QWidget

from ui.operations import LongWork

if TYPE_CHECKING:
    from collections.abc import Callable

    from learnerplan.progress import Progress
    from ui.context import Context
    from ui.operations import Bench

KIND = "Learnerplan backups (*.zip)"


def back_up(ctx: Context, host: QWidget) -> None:
    """Ask for a file and write the whole Learnerplan folder into it."""
    name = f"Learnerplan {date.today().isoformat()}.zip"
    chosen, _kind = QFileDialog.getSaveFileName(host, "Back up to", str(Path.home() / name), KIND)
    if chosen:
        back_up_to(ctx, Path(chosen), host)


def back_up_to(ctx: Context, file: Path, host: QWidget) -> None:
    """Write the whole Learnerplan folder into `file` and read it back, with a bar in `host`."""

    def work(progress: Progress) -> Path:
        from learnerplan.services import backups

        return backups.backup(ctx.store, file, progress)

    LongWork(
        ctx,
        "Backing up",
        work,
        host=host,
        done=lambda made: ctx.toast(f"Backed up to {made.name}. Keep it safe: it holds everything."),
    )


def choose_backup(parent: QWidget | None) -> Path | None:
    """The backup that the teacher picks, or none."""
    chosen, _kind = QFileDialog.getOpenFileName(parent, "Restore a backup", str(Path.home()), KIND)
    return Path(chosen) if chosen else None


def restore_to(bench: Bench, file: Path, folder: Path, *, host: QWidget, done: Callable[[], object]) -> None:
    """Put a backup in the place of the planbook at `folder`, which must be closed; what was there is kept aside."""

    def work(progress: Progress) -> Path | None:
        from learnerplan.services import backups

        return backups.restore(file, folder, progress)

    LongWork(bench, "Restoring the backup", work, host=host, done=lambda _aside: done())
