"""Whose turn it is: the name, what they like to be called, when they talked last, and a quote of theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QGridLayout, QWidget

from ui import days
from ui.theme.breakpoints import Breakpoint, breakpoint_of
from ui.widgets.attribution import ICONS
from ui.widgets.avatar import Avatar
from ui.widgets.bidi import joined
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.glyph import Glyph
from ui.widgets.layout import STRETCH, column, row
from ui.widgets.text import Elided, Quote, shortened

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtGui import QResizeEvent

    from learnerplan.services.rail import ProfileQuote
    from ui.models.rail import Seat
    from ui.theme.theme import Theme

LONGEST_QUOTE = 96
"""So many letters of a quote stand beside the name; its tooltip has all of it."""


class LearnerHead(QWidget):
    """The head of the screen of one child; `away` and `later` are its two buttons."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        px = theme.px
        self._avatar = Avatar(theme, "", "", 56)
        self.name = Elided("", "h1")
        self._about = Elided("", "small")
        self.away = Button(theme, "Away", "quiet", "minus")
        self.later = Button(theme, "Later", "quiet", "clock")
        self.away.setToolTip("Away today: comes back first the next time (A)")
        self.later.setToolTip("Later today: at the end of the rail (L)")
        self._quote = Quote("", "s", "voice_ink")
        self._card = Card(theme, kind="voice", padding=10, gap=0)
        words = row(Glyph(theme, ICONS["child"], "voice_ink", 14), self._quote, gap=px(8))
        words.setStretch(1, 1)
        self._card.body.addLayout(words)
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(px(12))
        self._grid.setVerticalSpacing(px(10))
        self._grid.addWidget(self._avatar, 0, 0)
        self._grid.addLayout(column(STRETCH, self.name, self._about, STRETCH, gap=px(2)), 0, 1)
        self._grid.addWidget(self.away, 0, 3)
        self._grid.addWidget(self.later, 0, 4)
        self._grid.setColumnStretch(1, 3)
        self.setLayout(self._grid)
        self._below: bool | None = None
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange for the room there is."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """The quote stands beside the name, or below it in a narrow window."""
        below = breakpoint_of(self.window().width(), self._theme.scale) is Breakpoint.SINGLE
        beside = not below and not self._card.isHidden()
        self._grid.setColumnStretch(2, 4 if beside else 0)  # without a quote a long name has the line to itself
        if below == self._below:
            return
        self._below = below
        self._grid.removeWidget(self._card)
        if below:
            self._grid.addWidget(self._card, 1, 0, 1, 5)
        else:
            self._grid.addWidget(self._card, 0, 2)

    def show_learner(self, seat: Seat, quote: ProfileQuote | None, today: date) -> None:
        """Show another learner."""
        self._avatar.show_record(seat.id, seat.letters)
        self.name.setText(seat.name)
        liked = f"Likes to be called {seat.called}" if not seat.name.startswith(seat.called) else ""
        talked = f"last talked {days.ago(seat.last, today)}" if seat.last else "the first check-in"
        self._about.setText(joined(liked, talked[0].upper() + talked[1:] if not liked else talked))
        self._card.setVisible(quote is not None)
        self._arrange()
        if quote is not None:
            self._quote.show_words(shortened(quote.text, LONGEST_QUOTE))
            said = f"{seat.called}, {days.short(quote.said_on, today)}"
            self._card.setToolTip(f"{said}: “{quote.text}”")
            self._card.setAccessibleName(f"In their own words, {said}")

    def offer_absence(self, offered: bool, *, away: bool = False) -> None:
        """Show the two buttons, or none; who is away can come back."""
        self.away.setVisible(offered)
        self.later.setVisible(offered and not away)
        self.away.say("Is here" if away else "Away")
