"""Printing week lists: where to, then one page a child."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from learnerplan.domain.packets import Paper
from learnerplan.services import week
from ui.operations import LongWork

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from learnerplan.progress import Progress
    from ui.context import Context


def ask(ctx: Context, learner_ids: Sequence[str], day: date, host: QWidget, *, name: str = "week lists") -> None:
    """Ask where the week lists go, then print them there. `host` shows progress and problems."""
    dialog = QFileDialog(host, "Print week lists")
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilter("PDF (*.pdf)")
    dialog.setDefaultSuffix("pdf")
    dialog.selectFile(f"{name} {day}.pdf")
    dialog.fileSelected.connect(lambda out: print_to(ctx, learner_ids, day, Path(out), host))
    dialog.open()


def print_to(ctx: Context, learner_ids: Sequence[str], day: date, out: Path, host: QWidget) -> None:
    """Write the week lists into a file and open it."""
    store, ids = ctx.store, tuple(learner_ids)
    paper = Paper(ctx.preferences.value.paper)

    def work(_progress: Progress) -> int:
        return week.write(store, ids, out, day=day, paper=paper)

    def done(pages: int) -> None:
        without = len(ids) - pages
        rest = "" if not without else f" {without} {'student has' if without == 1 else 'students have'} no step then."
        ctx.toast(f"Saved as {out.name}, {pages} {'page' if pages == 1 else 'pages'}.{rest}")
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(out)))

    LongWork(ctx, "Printing week lists", work, host=host, done=done)
