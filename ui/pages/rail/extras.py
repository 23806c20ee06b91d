"""What the menu of the check-in page opens: the days of one-on-ones, the sheet to print, the grid to type it in."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from learnerplan.services import classes

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from ui.context import Context


def extras(ctx: Context, page: QWidget) -> dict[str, Callable[[], object]]:
    """What to open over a page, by the part of a place that names it."""
    return {
        "rota": partial(open_rota, ctx, page),
        "sheet": partial(ask_sheet, ctx, page),
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


def ask_sheet(ctx: Context, page: QWidget) -> None:
    """Ask how the class sheet is printed, and print it."""
    from ui.dialogs.class_sheet_print import ClassSheetPrintDialog

    if classes.learner_ids(ctx.store, ctx.room.class_id):
        ClassSheetPrintDialog(ctx, ctx.room.class_id, page).open()
