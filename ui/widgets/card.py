"""Cards: the one level of boxes that a page has."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ui.widgets.layout import STRETCH, row
from ui.widgets.text import label

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLabel

    from ui.theme.theme import Theme

CardKind = Literal["plain", "quiet", "voice"]


class Card(QFrame):
    """A card with a title and an action on its first line; content goes into `body`."""

    def __init__(
        self,
        theme: Theme,
        title: str = "",
        kind: CardKind = "plain",
        action: QWidget | None = None,
        *,
        padding: int = 24,
        gap: int = 12,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("card", kind)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.body = QVBoxLayout(self)
        edge = theme.px(padding)
        self.body.setContentsMargins(edge, theme.px(max(padding - 4, 0)), edge, theme.px(max(padding - 4, 0)))
        self.body.setSpacing(theme.px(gap))
        self.title: QLabel | None = None
        if title or action is not None:
            self.title = label(title, "card")
            first = row(self.title, STRETCH, gap=theme.px(8))
            if action is not None:
                first.addWidget(action)
            self.body.addLayout(first)
        if title:
            self.setAccessibleName(title)

    def say(self, title: str) -> None:
        """Show another title."""
        if self.title is not None:
            self.title.setText(title)
        self.setAccessibleName(title)

    def add(self, *items: QWidget) -> None:
        """Put widgets below what is there."""
        for item in items:
            self.body.addWidget(item)
