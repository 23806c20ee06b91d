"""Printing a class sheet: a block for each student to write on, typed in afterwards as it was printed."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from learnerplan.services import class_sheets, classes
from ui.dialogs.sheet_print import SheetPrintDialog

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from learnerplan.domain.packets import Paper
    from ui.context import Context


class ClassSheetPrintDialog(SheetPrintDialog):
    """What is printed is remembered, so that the grid has the same order and numbers."""

    def __init__(self, ctx: Context, class_id: str, parent: QWidget) -> None:
        said = (
            "Goals, open steps and room to write for each student, who waits longest first. Type it in when it is full."
        )
        room = next((each.name for each in classes.listed(ctx.store) if each.id == class_id), "Class")
        super().__init__(ctx, "Print a class sheet", parent, subtitle=said, called=f"{room} sheet {date.today()}")
        self._class = class_id

    def make(self, out: Path, paper: Paper, language: str) -> int:
        """Write the sheet of the class."""
        return class_sheets.write(self.ctx.store, self._class, out, today=date.today(), paper=paper, language=language)
