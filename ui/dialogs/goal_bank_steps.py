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


class _Line(QWidget):
    def __init__(self, theme: Theme, number: int) -> None:
        super().__init__()
        self.text = TextField(theme, "What will be done", name=f"Step {number}")
        self.who = Select(theme, [(who.value, text) for who, text in WHO.items()], name=f"Whose, step {number}")
        often = [(value.value, text) for value, text in REPEATS.items()]
        self.repeats = Select(theme, often, name=f"How often, step {number}")
        self.who.setFixedWidth(theme.px(110))
        self.repeats.setFixedWidth(theme.px(140))
        line = row(self.text, self.who, self.repeats, gap=theme.px(8))
        line.setStretch(0, 1)
        self.setLayout(line)


class BankSteps(QWidget):
    """Lines without words are no steps."""

    def __init__(self, theme: Theme, steps: Sequence[BankStep] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.lines: list[_Line] = []
        self._column = column(gap=theme.px(8))
        more = Button(theme, "Another step", "ghost", "plus", small=True, on_click=self._more)
        more.setAutoDefault(False)
        self.setLayout(column(self._column, row(more, STRETCH), gap=theme.px(4)))
        for step in steps:
            self._show(self._add(), step)
        while len(self.lines) < 2:
            self._add()

    def value(self) -> list[BankStep]:
        """The steps with words, in their order."""
        return [
            BankStep(line.text.value(), Who(line.who.value()), Repeats(line.repeats.value()))
            for line in self.lines
            if line.text.value()
        ]

    def _show(self, line: _Line, step: BankStep) -> None:
        line.text.setText(step.text)
        line.who.choose(step.who.value)
        line.repeats.choose(step.repeats.value)

    def _more(self) -> None:
        self._add().text.setFocus()

    def _add(self) -> _Line:
        line = _Line(self._theme, len(self.lines) + 1)
        self.lines.append(line)
        self._column.addWidget(line)
        return line
