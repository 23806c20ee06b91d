"""The butter-coloured card that holds a person's own words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.widgets.attribution import Attribution
from ui.widgets.card import Card
from ui.widgets.layout import STRETCH, row
from ui.widgets.text import Quote, label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from ui.theme.theme import Theme


class VoiceCard(Card):
    """A heading, the quote, and who said it and when."""

    def __init__(
        self,
        theme: Theme,
        quote: str,
        speaker: str = "child",
        parts: Sequence[str] = (),
        heading: str = "",
        *,
        size: str = "l",
        action: QWidget | None = None,
        padding: int = 24,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, kind="voice", padding=padding, gap=8, parent=parent)
        if heading or action is not None:
            first = row(label(heading, "caption-strong", "voice_ink"), STRETCH)
            if action is not None:
                first.addWidget(action)
            self.body.addLayout(first)
        self.quote = Quote(quote, size, "voice_ink")
        self.body.addWidget(self.quote)
        if parts:
            self.body.addWidget(Attribution(theme, speaker, *parts, tone="voice_ink"))
        self.setAccessibleName(heading or "In their own words")
