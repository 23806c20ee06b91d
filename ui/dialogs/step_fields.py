"""The first steps of a new goal, a line each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from learnerplan.domain.steps import Who
from learnerplan.errors import UserError
from ui.widgets.button import Button
from ui.widgets.date_field import DateField
from ui.widgets.fields import Select, TextField
from ui.widgets.layout import STRETCH, column, row

if TYPE_CHECKING:
    from datetime import date

    from ui.theme.theme import Theme

WHO: dict[Who, str] = {Who.ME: "Me", Who.TEACHER: "Teacher", Who.HOME: "Home"}
"""Whose promise a step is, as the plan says it: "me" is the learner."""
_OWN_WHO: dict[Who, str] = {Who.ME: "Me", Who.TEACHER: "Principal", Who.HOME: "Others"}


def whose(*, own_plan: bool) -> dict[Who, str]:
    """Whose promise a step is; in a teacher's own plan "me" is the teacher."""
    return _OWN_WHO if own_plan else WHO


@dataclass(frozen=True)
class StepDraft:
    """A step as it was typed."""

    text: str
    who: Who
    due_on: date | None


class _Line(QWidget):
    def __init__(self, theme: Theme, number: int, whose: dict[Who, str]) -> None:
        super().__init__()
        self.text = TextField(theme, "What will be done", name=f"Step {number}")
        self.who = Select(theme, [(who.value, text) for who, text in whose.items()], name=f"Whose, step {number}")
        self.due = DateField(theme, name=f"By when, step {number}")
        self.who.setFixedWidth(theme.px(110))
        self.due.setFixedWidth(theme.px(164))
        line = row(self.text, self.who, self.due, gap=theme.px(8))
        line.setStretch(0, 1)
        self.setLayout(line)


class StepFields(QWidget):
    """Lines for steps; those without words are no steps."""

    def __init__(self, theme: Theme, lines: int = 2, *, own_plan: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._whose = theme, whose(own_plan=own_plan)
        self._lines: list[_Line] = []
        self._column = column(gap=theme.px(8))
        more = Button(theme, "Another step", "ghost", "plus", small=True, on_click=self.add_line)
        more.setAutoDefault(False)
        self.setLayout(column(self._column, row(more, STRETCH), gap=theme.px(4)))
        for _ in range(lines):
            self._add()

    def add_line(self) -> None:
        """Give room for one more step and go there."""
        self._add().text.setFocus()

    def line(self, at: int) -> tuple[TextField, Select, DateField]:
        """The fields of one line."""
        held = self._lines[at]
        return held.text, held.who, held.due

    def state(self) -> tuple[str, ...]:
        """What the fields hold."""
        return tuple(line.text.value() for line in self._lines)

    def drafts(self) -> list[StepDraft]:
        """The steps with words. Raises `UserError` for a date that cannot be read."""
        found = []
        for number, line in enumerate(self._lines, start=1):
            if line.text.value():
                try:
                    due = line.due.value()
                except UserError as error:
                    line.due.setFocus()
                    raise UserError(f"Step {number}: {error.message}", error.hint) from error
                found.append(StepDraft(line.text.value(), Who(line.who.value()), due))
        return found

    def _add(self) -> _Line:
        line = _Line(self._theme, len(self._lines) + 1, self._whose)
        self._lines.append(line)
        self._column.addWidget(line)
        return line
