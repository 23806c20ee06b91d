"""One field of two learners who may be one: both values side by side, one of them chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from ui.widgets.layout import column, row
from ui.widgets.option_card import OptionCard, OptionGroup
from ui.widgets.text import label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.theme.theme import Theme


class MergeField(QWidget):
    """`options` are (value, words, whose) of the cards, `chosen` the one that is chosen at first."""

    def __init__(self, theme: Theme, name: str, options: Sequence[tuple[str, str, str]], chosen: str) -> None:
        super().__init__()
        cards = []
        for value, words, whose in options:
            card = OptionCard(theme, value, words)
            card.setAccessibleName(f"{name}: {words}, {whose}")
            card.setToolTip(words)
            card.setChecked(value == chosen)
            cards.append(card)
        self.options = OptionGroup(*cards, parent=self)
        side_by_side = row(*cards[:2], gap=theme.px(12))
        for at in range(len(cards[:2])):
            side_by_side.setStretch(at, 1)
        self.setLayout(column(label(name, "field"), side_by_side, *cards[2:], gap=theme.px(4)))
        self.setAccessibleName(name)

    def value(self) -> str:
        """The chosen side."""
        return self.options.value()
