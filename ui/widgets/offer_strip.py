"""A quiet line over the pages: a new file in the watched folder looks like something to import."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QWidget

from ui.widgets.button import Button
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.glyph import Glyph
from ui.widgets.layout import row
from ui.widgets.text import Elided

if TYPE_CHECKING:
    from ui.theme.theme import Theme


class OfferStrip(QFrame):
    """Says one sentence; the file is looked at, waits, or is never offered again."""

    look_wanted = Signal()
    later_wanted = Signal()
    never_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        px = theme.px
        self.setProperty("area", "strip")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._words = Elided("", "small", "accent_ink")
        self.look = Button(theme, "Look at it", "ghost", small=True, on_click=self.look_wanted.emit)
        self.later = Button(theme, "Not now", "quiet", small=True, on_click=self.later_wanted.emit)
        self.never = Button(theme, "Never for this file", "quiet", small=True, on_click=self.never_wanted.emit)
        buttons = FlowLayout(px(4), end=True)
        for button in (self.look, self.later, self.never):
            buttons.addWidget(button)
        place = QWidget()
        place.setLayout(buttons)
        line = row(Glyph(theme, "file-input", "accent_ink", 16), self._words, place, gap=px(8))
        line.setContentsMargins(px(32), px(4), px(24), px(4))
        line.setStretch(1, 1)
        self.setLayout(line)
        self.hide()

    def say(self, sentence: str) -> None:
        """Show the strip with another sentence; an empty one hides it."""
        self._words.setText(sentence)
        self._words.setToolTip(sentence)
        self.setAccessibleName(sentence)
        self.setVisible(bool(sentence))
