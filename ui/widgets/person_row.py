"""A row for one person: avatar, name, a caption, and something at the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ui.widgets.avatar import Avatar
from ui.widgets.layout import column, row
from ui.widgets.text import Elided

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QMouseEvent

    from ui.theme.theme import Theme


class PersonRow(QWidget):
    """`opened` tells the record's id when the row is clicked."""

    opened = Signal(str)

    def __init__(
        self,
        theme: Theme,
        record_id: str,
        name: str,
        letters: str,
        caption: str = "",
        trailing: QWidget | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._record_id = record_id
        words = column(Elided(name, "strong"), gap=0)
        if caption:
            words.addWidget(Elided(caption, "caption"))
        line = row(Avatar(theme, record_id, letters), words, gap=theme.px(12))
        line.setStretch(1, 1)
        if trailing is not None:
            line.addWidget(trailing)
        self.setLayout(line)
        self.setAccessibleName(", ".join(part for part in (name, caption) if part))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Space open the person."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self.opened.emit(self._record_id)
            return
        super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open the person."""
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.opened.emit(self._record_id)
        super().mouseReleaseEvent(event)
