"""What the menu of the check-in page opens: the days of one-on-ones, the sheet to print, the grid to type it in."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from learnerplan.domain.packets import Paper
from learnerplan.services import class_sheets
from ui.operations import LongWork

if TYPE_CHECKING:
    from collections.abc import Callable

    from learnerplan.progress import Progress
    from ui.pages.rail.page import RailPage


def extras(page: RailPage) -> dict[str, Callable[[], object]]:
    """What to open, by the part of a place that names it."""
    return {"rota": partial(open_rota, page), "sheet": partial(ask_sheet, page), "grid": partial(open_grid, page)}


def open_rota(page: RailPage) -> None:
    """Choose the weekdays and the interval of the class."""
    from ui.dialogs.rota import RotaDialog

    if page.ctx.room.class_id:
        RotaDialog(page.ctx, page.ctx.room.class_id, page).open()


def open_grid(page: RailPage) -> None:
    """Type in what was written on a class sheet."""
    from ui.dialogs.check_in_grid import CheckInGridDialog

    if page.ctx.room.class_id:
        CheckInGridDialog(page.ctx, page.ctx.room.class_id, page).open()


def ask_sheet(page: RailPage) -> None:
    """Ask where the class sheet goes, then print it there."""
    if not page.ctx.room.class_id:
        return
    dialog = QFileDialog(page, "Print a class sheet", str(Path.home() / f"check-in sheet {date.today()}.pdf"))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix("pdf")
    dialog.setNameFilter("PDF (*.pdf)")
    dialog.fileSelected.connect(lambda name: print_sheet(page, Path(name)))
    dialog.open()


def print_sheet(page: RailPage, out: Path) -> None:
    """Write the class sheet into a file and open it."""
    store, class_id = page.ctx.store, page.ctx.room.class_id
    paper = Paper(page.ctx.preferences.value.paper)

    def work(_progress: Progress) -> None:
        class_sheets.write(store, class_id, out, today=date.today(), paper=paper)

    def done(_nothing: object) -> None:
        page.ctx.toast(f"Saved as {out.name}")
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(out)))

    LongWork(page.ctx, "Printing", work, host=page.screen_.frame.work_place, done=done, failed=page.show_problem)
