"""The dark bar that appears while rows are selected: how many, and what can be done with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QWidget

from ui.widgets.button import Button
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.keycap import KeyCap
from ui.widgets.layout import row
from ui.widgets.text import label

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.theme.theme import Theme


class BulkBar(QFrame):
    """Hidden while nothing is selected. `cleared` tells that the selection shall go."""

    cleared = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        px = theme.px
        self.setProperty("card", "dark")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._count = label("", "strong", "paper")
        self._actions = FlowLayout(px(4))
        place = QWidget()
        place.setLayout(self._actions)
        clear = Button(theme, "Clear", "inverse", small=True, on_click=self.cleared.emit)
        line = row(self._count, place, clear, KeyCap(theme, "Esc"), gap=px(12))
        line.setContentsMargins(px(20), px(10), px(16), px(10))
        line.setStretch(1, 1)
        self.setLayout(line)
        self.hide()

    def add_action(self, text: str, icon: str, on_click: Callable[[], object]) -> Button:
        """Offer something to do with what is selected."""
        button = Button(self._theme, text, "inverse", icon, small=True, on_click=on_click)
        self._actions.addWidget(button)
        return button

    def show_count(self, count: int) -> None:
        """Show how many are selected; at none the bar goes."""
        self._count.setText(f"{count} selected")
        self.setAccessibleName(f"{count} selected")
        self.setVisible(count > 0)
