"""A row that waits for an answer: which row of the file, what is unclear, and the options side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QWidget

from ui.widgets.chip import Chip
from ui.widgets.layout import column, row
from ui.widgets.option_card import OptionCard, OptionGroup
from ui.widgets.text import Elided, label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.theme.theme import Theme


class DecisionRow(QFrame):
    """`decided` tells the row's key and the picked value. Nothing is picked at first."""

    decided = Signal(str, str)

    def __init__(
        self,
        theme: Theme,
        key: str,
        line: str,
        name: str,
        question: str,
        options: Sequence[tuple[str, str, str]],
        chosen: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """`options` are (value, title, caption); `line` is the row's number in the file."""
        super().__init__(parent)
        px = theme.px
        self.setProperty("card", "quiet")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(f"{name}: {question}")
        cards = [OptionCard(theme, value, title, caption) for value, title, caption in options]
        for card in cards:
            card.setChecked(card.value == chosen)
        self.options = OptionGroup(*cards, parent=self)
        self.options.chosen.connect(lambda value: self.decided.emit(key, value))
        number = label(line, "caption")
        number.setFixedWidth(px(28))
        number.setAlignment(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
        who = Elided(name, "strong")
        who.setMinimumWidth(px(120))
        first = row(
            number,
            Chip(theme, "Need you", "circle-question-mark", "warn"),
            who,
            label(question, "small", wrap=True),
            gap=px(12),
        )
        first.setStretch(2, 1)
        first.setStretch(3, 2)
        choices = row(*cards, gap=px(10), margins=(px(40), 0, 0, 0))
        self.setLayout(column(first, choices, gap=px(8), margins=(px(4), px(10), px(16), px(12))))
