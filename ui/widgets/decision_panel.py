"""The opened row of an import: what changes field by field, the answers as cards, and one answer for many rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from ui.models.import_rows import ImportLine, Shown
from ui.widgets.bidi import isolate
from ui.widgets.button import Button
from ui.widgets.glyph import Glyph
from ui.widgets.layout import STRETCH, column, row
from ui.widgets.option_card import OptionCard, OptionGroup
from ui.widgets.text import Paragraph, label

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLayout

    from learnerplan.imports.plan import Change, RowPlan
    from ui.theme.theme import Theme

NARROW = 560
"""Below this width the cards stand one below the other."""


def opens(line: ImportLine) -> bool:
    """Whether there is more to a row than its one line says."""
    row = line.row
    return row is not None and bool(row.choices or row.changes or line.state is Shown.REFUSED)


class DecisionPanel(QWidget):
    """Lies over the opened row, below its painted head of `head` px. Nothing is chosen until a person does."""

    answered = Signal(str)
    """The key of the choice that was picked."""
    settled_alike = Signal()
    """The answer given is to hold for all rows like this one."""
    other_wanted = Signal()
    """None of the candidates is right: somebody else is to be looked up."""

    def __init__(
        self, theme: Theme, line: ImportLine, head: int, width: int, alike: int = 0, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._cards: list[OptionCard] = []
        self._group: OptionGroup | None = None
        self._alike = Button(theme, "", "ghost", "list-checks", small=True, on_click=self.settled_alike.emit)
        px = theme.px
        edge = px(45) if width > px(NARROW) else px(17)
        self._room = width - edge - px(17)
        self._box = column(gap=px(8), margins=(edge, head, px(17), px(12)))
        if line.row is not None:
            self._fill(line.row, line)
        self.setLayout(self._box)
        self.setFixedWidth(width)
        self.show_answer(line.answer, alike)

    def needed_height(self) -> int:
        """How high the row has to be at the panel's width."""
        high = self._box.heightForWidth(self.width()) if self._box.hasHeightForWidth() else 0
        return max(high, self._box.sizeHint().height())

    def show_answer(self, answer: str, alike: int) -> None:
        """Show which answer the row has and how many other rows it could settle."""
        for card in self._cards:
            if card.value == answer and not card.isChecked():
                card.setChecked(True)
        if not answer and self._group is not None:
            self._group.setExclusive(False)
            for card in self._cards:
                card.setChecked(False)
            self._group.setExclusive(True)
        others = "the other one" if alike == 1 else f"the {alike} others"
        self._alike.say(f"Same answer for {others} like this")
        self._alike.setVisible(alike > 0)
        if answer:
            self._alike.enable("Press A")
        else:
            self._alike.disable("Answer this row first.")

    def first(self) -> QWidget | None:
        """Where the focus goes from the list."""
        checked = self._group.checkedButton() if self._group is not None else None
        return checked or next(iter(self._cards), None)

    def _fill(self, plan: RowPlan, line: ImportLine) -> None:
        theme, px = self._theme, self._theme.px
        if not plan.choices and line.state is Shown.REFUSED:
            self._box.addWidget(Paragraph(plan.reason, "small"))
        for change in plan.changes:
            self._box.addLayout(_change_line(theme, change))
        if not plan.choices:
            return
        grid = QGridLayout()
        grid.setHorizontalSpacing(px(10))
        grid.setVerticalSpacing(px(8))
        columns = 2 if self._room > px(NARROW - 120) else 1
        for number, choice in enumerate(plan.choices):
            card = OptionCard(theme, choice.key, isolate(choice.label), choice.detail)
            card.setToolTip(f"{choice.detail}\nPress {number + 1}".strip())
            grid.addWidget(card, number // columns, number % columns)
            self._cards.append(card)
        for place in range(columns):
            grid.setColumnStretch(place, 1)
        self._group = OptionGroup(*self._cards, parent=self)
        self._group.chosen.connect(self.answered)
        self._box.addLayout(grid)
        foot = row(self._alike, gap=px(8))
        if any(choice.learner_id or choice.key == "new" for choice in plan.choices):
            other = Button(theme, "Somebody else", "quiet", "search", small=True, on_click=self.other_wanted.emit)
            foot.insertWidget(0, other)
        foot.addStretch(1)
        self._box.addLayout(foot)


def _change_line(theme: Theme, change: Change) -> QLayout:
    """The field, what is here and what comes."""
    name = label(change.label, "field")
    name.setMinimumWidth(theme.px(116))
    old = label(isolate(change.old) or "none", "small", "ink3")
    new = label(isolate(change.new) or "none", "small-strong")
    for text in (old, new):
        text.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
    return row(name, old, Glyph(theme, "arrow-right", "ink3", 14), new, STRETCH, gap=theme.px(8))
