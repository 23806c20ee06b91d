"""The steps of a goal of the bank, a line each: what, whose, how often."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from learnerplan.domain.steps import Repeats, Who
from learnerplan.services.goal_bank import BankStep
from ui.dialogs.step_edit import REPEATS
from ui.dialogs.step_fields import WHO
from ui.widgets.button import Button
from ui.widgets.fields import Select, TextField
from ui.widgets.layout import STRETCH, column, row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.theme.theme import Theme

FEWEST = 2
"""Lines that are always there to write in."""


class _Line(QWidget):
    """With little room the choices stand below the words."""

    def __init__(self, theme: Theme, row_id: str = "", *, narrow: bool = False) -> None:
        super().__init__()
        self.row_id = row_id
        self.text = TextField(theme, "What will be done")
        self.who = Select(theme, [(who.value, text) for who, text in WHO.items()])
        self.repeats = Select(theme, [(value.value, text) for value, text in REPEATS.items()])
        self.who.setFixedWidth(theme.px(124))
        self.repeats.setFixedWidth(theme.px(140))
        choices = row(self.who, self.repeats, gap=theme.px(8))
        if narrow:
            choices.addStretch(1)
            self._whole = column(self.text, choices, gap=theme.px(4))
        else:
            line = row(self.text, choices, gap=theme.px(8))
            line.setStretch(0, 1)
            self._whole = column(line, gap=theme.px(4))
        self.setLayout(self._whole)

    def value(self) -> BankStep:
        """The step as it stands in the fields."""
        return BankStep(self.text.value(), Who(self.who.value()), Repeats(self.repeats.value()), self.row_id)

    def show_value(self, step: BankStep) -> None:
        """Show a step."""
        self.text.setText(step.text)
        self.who.choose(step.who.value)
        self.repeats.choose(step.repeats.value)

    def put_note(self, note: QWidget) -> None:
        """Put a note below the fields."""
        self._whole.addWidget(note)

    def number(self, at: int) -> None:
        """Name the controls by their place."""
        self.text.setAccessibleName(f"Step {at}")
        self.who.setAccessibleName(f"Whose, step {at}")
        self.repeats.setAccessibleName(f"How often, step {at}")


class BankSteps(QWidget):
    """Lines without words are no steps."""

    def __init__(
        self, theme: Theme, steps: Sequence[BankStep] = (), *, narrow: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme, self._narrow = theme, narrow
        self.lines: list[_Line] = []
        self._column = column(gap=theme.px(8))
        more = Button(theme, "Another step", "ghost", "plus", small=True, on_click=self._more)
        more.setAutoDefault(False)
        self.setLayout(column(self._column, row(more, STRETCH), gap=theme.px(4)))
        for step in steps:
            self._add(step.id).show_value(step)
        while len(self.lines) < FEWEST:
            self._add()

    def value(self) -> list[BankStep]:
        """The steps with words, in their order."""
        return [line.value() for line in self.lines if line.text.value()]

    def line_of(self, row_id: str) -> _Line | None:
        """The line of a row."""
        return next((line for line in self.lines if line.row_id == row_id), None)

    def insert(self, row_id: str, value: BankStep, after: str) -> _Line:
        """A line for a step that came in, below that of the row `after`."""
        above = self.line_of(after) if after else None
        line = self._add(row_id, self.lines.index(above) + 1 if above is not None else 0)
        line.show_value(value)
        return line

    def drop(self, line: _Line) -> None:
        """Take a line away."""
        self.lines.remove(line)
        self._column.removeWidget(line)
        line.hide()
        line.deleteLater()
        while len(self.lines) < FEWEST:
            self._add()
        self._number()

    def ids(self) -> list[str]:
        """The rows of the lines from the top, empty for a new one."""
        return [line.row_id for line in self.lines]

    def arrange(self, ids: Sequence[str]) -> None:
        """Bring the lines of these rows into this order, in the places that they have."""
        places = [at for at, line in enumerate(self.lines) if line.row_id in ids]
        moved = [line for row_id in ids for line in self.lines if line.row_id == row_id]
        for at, line in zip(places, moved, strict=True):
            self.lines[at] = line
        for at, line in enumerate(self.lines):
            self._column.removeWidget(line)
            self._column.insertWidget(at, line)
        self._number()

    def _more(self) -> None:
        self._add().text.setFocus()

    def _add(self, row_id: str = "", at: int | None = None) -> _Line:
        line = _Line(self._theme, row_id, narrow=self._narrow)
        to = len(self.lines) if at is None else at
        self.lines.insert(to, line)
        self._column.insertWidget(to, line)
        self._number()
        return line

    def _number(self) -> None:
        before: QWidget | None = None
        for at, line in enumerate(self.lines, start=1):
            line.number(at)
            for control in (line.text, line.who, line.repeats):
                if before is not None:
                    QWidget.setTabOrder(before, control)
                before = control
