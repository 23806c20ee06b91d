"""Whose turn it is: the name, what they like to be called, when they talked last, and a quote of theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from ui import days
from ui.widgets.attribution import ICONS
from ui.widgets.avatar import Avatar
from ui.widgets.bidi import joined
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.glyph import Glyph
from ui.widgets.layout import column, row
from ui.widgets.text import Elided, Quote, label, shortened

if TYPE_CHECKING:
    from datetime import date

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
        self._source = label("", "caption", "voice_ink")
        self._card = Card(theme, kind="voice", padding=10, gap=0)
        self._card.setAccessibleName("In their own words")
        words = row(Glyph(theme, ICONS["child"], "voice_ink", 14), self._quote, self._source, gap=px(8))
        words.setStretch(1, 1)
        self._card.body.addLayout(words)
        names = column(self.name, self._about, gap=px(2))
        line = row(self._avatar, names, self._card, self.away, self.later, gap=px(12))
        line.setStretch(1, 1)
        line.setStretch(2, 1)
        self.setLayout(line)

    def show_learner(self, seat: Seat, quote: ProfileQuote | None, today: date) -> None:
        """Show another learner."""
        self._avatar.show_record(seat.id, seat.letters)
        self.name.setText(seat.name)
        liked = f"Likes to be called {seat.called}" if not seat.name.startswith(seat.called) else ""
        talked = f"last talked {days.ago(seat.last, today)}" if seat.last else "the first check-in"
        self._about.setText(joined(liked, talked[0].upper() + talked[1:] if not liked else talked))
        self._card.setVisible(quote is not None)
        if quote is not None:
            self._quote.show_words(shortened(quote.text, LONGEST_QUOTE))
            self._card.setToolTip(quote.text if len(quote.text) > LONGEST_QUOTE else "")
            self._source.setText(days.short(quote.said_on, today))

    def offer_absence(self, offered: bool, *, away: bool = False) -> None:
        """Show the two buttons, or none; who is away can come back."""
        self.away.setVisible(offered)
        self.later.setVisible(offered and not away)
        self.away.say("Is here" if away else "Away")
