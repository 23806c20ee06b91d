"""Shares that this computer is not in, or not yet: waiting for the owner, left, or ended by the owner."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from learnerplan.domain.shares import ShareState
from ui.widgets.bidi import isolate
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.layout import STRETCH, clear, column, row
from ui.widgets.text import Paragraph
from ui.widgets.words_row import WordsRow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from learnerplan.domain.shares import Share
    from ui.theme.theme import Theme


class StandingCard(Card):
    """`leave_wanted` asks to give up waiting, or to take a share that is over from the list."""

    leave_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "Standing", gap=14, parent=parent)
        self._theme = theme
        self._place = column(gap=theme.px(14))
        self.body.addLayout(self._place)
        self.words: WordsRow | None = None

    def show_share(self, share: Share, owner: str, words: Sequence[str]) -> None:
        """Show how things stand; hidden for a share that is on. `owner` is empty where the name is not known here."""
        self.setVisible(share.state is not ShareState.ON)
        clear(self._place)
        self.words = None
        owner, name = isolate(owner), isolate(share.name)
        if share.state is ShareState.ASKING:
            self.say(f"Waiting for {owner} to let you in" if owner else f"Waiting to be let in to {name}")
            self._tell(f"Read these words to {owner or 'the person who invited you'}, by telephone or face to face:")
            self.words = WordsRow(self._theme, words)
            self._place.addWidget(self.words)
            self._tell(
                "If the other screen shows the same words in the same order, nobody stands between you. "
                "The folder carries your request there and the answer back; you may close this window meanwhile."
            )
            self._button("Stop waiting")
        elif share.state is ShareState.REVOKED:
            self.say(f"{owner or 'The owner'} ended sharing with you")
            self._tell(
                f"What came before stays here, and you may go on working with it. Nothing new comes from {name}, "
                "and nothing of yours goes there."
            )
            self._button("Take it from the list")
        elif share.state is ShareState.LEFT:
            self.say("You left this share")
            self._tell("What came before stays here. To come back, ask for a new code.")

    def _tell(self, sentence: str) -> None:
        self._place.addWidget(Paragraph(sentence, "small"))

    def _button(self, words: str) -> None:
        self._place.addLayout(row(Button(self._theme, words, small=True, on_click=self.leave_wanted.emit), STRETCH))
