"""Printing week lists: a page for each child, to tick at home or in school."""

from __future__ import annotations

from typing import TYPE_CHECKING

from learnerplan.domain import terms as spans
from learnerplan.services import week
from ui import days
from ui.dialogs.sheet_print import SheetPrintDialog

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from learnerplan.domain.packets import Paper
    from ui.context import Context


class WeekPrintDialog(SheetPrintDialog):
    """The week of `day` for each of these learners; those without a step in it are left out, and that is said."""

    def __init__(self, ctx: Context, learner_ids: Sequence[str], day: date, parent: QWidget, *, name: str) -> None:
        self._ids, self._day = tuple(learner_ids), day
        each = f", a page for each of {len(self._ids)} students" if len(self._ids) > 1 else ""
        said = f"The steps to tick in the week from {days.short(spans.monday(day))}{each}."
        super().__init__(ctx, "Print week lists", parent, subtitle=said, called=f"{name} {day}")

    def make(self, out: Path, paper: Paper, language: str) -> int:
        """Write the lists of the week."""
        return week.write(self.ctx.store, self._ids, out, day=self._day, paper=paper, language=language)

    def about(self, pages: int) -> str:
        """How many have no step then."""
        without = len(self._ids) - pages
        return "" if not without else f"{without} {'student has' if without == 1 else 'students have'} no step then."


def ask(ctx: Context, learner_ids: Sequence[str], day: date, host: QWidget, *, name: str = "week lists") -> None:
    """Ask how the week lists are printed, over the window of `host`, and print them."""
    WeekPrintDialog(ctx, learner_ids, day, host.window(), name=name).open()
