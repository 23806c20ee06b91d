"""What the menu of the check-in page opens: the days of one-on-ones, the sheet to print, the grid to type it in."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from learnerplan.domain.packets import Paper
from learnerplan.services import class_sheets, classes
from ui.errors import show_error
from ui.operations import LongWork

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from learnerplan.errors import UserError
    from learnerplan.progress import Progress
    from ui.context import Context


def extras(ctx: Context, page: QWidget, host: QWidget) -> dict[str, Callable[[], object]]:
    """What to open over a page, by the part of a place that names it; `host` is where progress is shown."""
    return {
        "rota": partial(open_rota, ctx, page),
        "sheet": partial(ask_sheet, ctx, page, host),
        "grid": partial(open_grid, ctx, page),
    }


def open_rota(ctx: Context, page: QWidget) -> None:
    """Choose the weekdays and the interval of the class."""
    from ui.dialogs.rota import RotaDialog

    if ctx.room.class_id:
        RotaDialog(ctx, ctx.room.class_id, page).open()


def open_grid(ctx: Context, page: QWidget) -> None:
    """Type in what was written on a class sheet. A class of nobody has none, and the page says so already."""
    from ui.dialogs.check_in_grid import CheckInGridDialog

    if classes.learner_ids(ctx.store, ctx.room.class_id):
        CheckInGridDialog(ctx, ctx.room.class_id, page).open()


def ask_sheet(ctx: Context, page: QWidget, host: QWidget) -> None:
    """Ask where the class sheet goes, then print it there."""
    if not ctx.room.class_id:
        return
    dialog = QFileDialog(page, "Print a class sheet", str(Path.home() / f"check-in sheet {date.today()}.pdf"))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix("pdf")
    dialog.setNameFilter("PDF (*.pdf)")
    dialog.fileSelected.connect(lambda name: print_sheet(ctx, page, host, Path(name)))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()


def print_sheet(ctx: Context, page: QWidget, host: QWidget, out: Path) -> None:
    """Write the class sheet into a file and open it."""
    store, class_id = ctx.store, ctx.room.class_id
    paper = Paper(ctx.preferences.value.paper)

    def work(_progress: Progress) -> None:
        class_sheets.write(store, class_id, out, today=date.today(), paper=paper)

    def done(_nothing: object) -> None:
        ctx.toast(f"Saved as {out.name}")
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(out)))

    def failed(error: UserError) -> None:
        show_error(error, page, ctx.theme)

    LongWork(ctx, "Printing", work, host=host, done=done, failed=failed)
