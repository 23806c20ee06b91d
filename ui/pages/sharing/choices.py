"""The column of open choices: how many there are, a card each, and what that means where there are none."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.pages.sharing.choice_card import ChoiceCard
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.glyph import Glyph
from ui.widgets.kept_focus import kept_focus, name_place
from ui.widgets.kept_parts import KeptParts
from ui.widgets.layout import STRETCH, column, row
from ui.widgets.text import Elided, label

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from learnerplan.domain.shares import Choice
    from ui.theme.theme import Theme

SHOWN = 4
"""So many choices at first; the others on demand, since each takes a third of the page."""


class Choices(QWidget):
    """`decided` tells (choice, deed, number): the deed is "pick", "both" or "merged"; `asked` (choice, name)."""

    decided = Signal(object, str, int)
    asked = Signal(object, str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._all = theme, False
        self._choices: Sequence[Choice] = ()
        self._title = label("", "card")
        self._caption = Elided("", "caption", "ink2")
        head = row(self._title, STRETCH, self._caption, gap=theme.px(12), margins=(0, 0, 0, 0))
        self._none = Card(theme, kind="quiet", padding=20)
        icon = Glyph(theme, "check-check", "ok", 20)
        words = column(
            label("No open choices", "strong"),
            label(
                "Where two people change the same words at the same time, both versions wait here.", "small", wrap=True
            ),
            gap=theme.px(2),
        )
        line = row(icon, words, gap=theme.px(14))
        line.setStretch(1, 1)
        self._none.body.addLayout(line)
        self._head = QWidget()
        self._head.setMinimumHeight(theme.px(24))
        self._head.setLayout(head)
        self._cards = column(gap=theme.px(12))
        self._parts = KeptParts()
        self.more = Button(theme, "", "ghost", "chevron-down", small=True, on_click=self._show_all)
        name_place(self.more, "choices:more")
        self.setLayout(column(self._head, self._none, self._cards, row(self.more, STRETCH), gap=theme.px(10)))
        self.setAccessibleName("Open choices")
        self.cards: list[ChoiceCard] = []

    def show_choices(self, choices: Sequence[Choice], now: datetime) -> None:
        """Show the choices; cards that say the same as before stay as they are, with the keys' place in them."""
        self._choices, self._now = choices, now
        count = len(choices)
        self._title.setText("1 open choice" if count == 1 else f"{count} open choices")
        more = any(len(choice.versions) > 2 for choice in choices)
        self._caption.setText(f"{'All' if more else 'Both'} are kept until you choose")
        self._head.setVisible(count > 0)
        self._none.setVisible(count == 0)
        shown = choices if self._all else choices[:SHOWN]
        with kept_focus(self), self._parts.renewing(self._cards):
            self.cards = []
            for choice in shown:
                name = f"{choice.table}:{choice.row_id}:{choice.cell}"
                card = self._parts.part(name, (choice, now.date()), partial(self._card, choice, now))
                self.cards.append(card)
                self._cards.addWidget(card)
        self.more.setVisible(count > len(shown))
        self.more.say(f"Show {count - len(shown)} more")

    def _card(self, choice: Choice, now: datetime) -> ChoiceCard:
        card = ChoiceCard(self._theme, choice, now)
        card.picked.connect(lambda number: self.decided.emit(choice, "pick", number))
        card.both_wanted.connect(lambda: self.decided.emit(choice, "both", 0))
        card.merged_wanted.connect(lambda: self.decided.emit(choice, "merged", 0))
        card.asked.connect(lambda who: self.asked.emit(choice, who))
        return card

    def _show_all(self) -> None:
        self._all = True
        self.show_choices(self._choices, self._now)
