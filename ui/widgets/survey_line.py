"""A line of a list of surveys: what it is and asks, how many have answered; pressing it opens it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.widgets import paint
from ui.widgets.glyph import Glyph
from ui.widgets.layout import column, row
from ui.widgets.text import Elided

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QMouseEvent

    from ui.theme.theme import Theme


class SurveyLine(QWidget):
    """`opened` tells the id that it was made with. Without `opens` it is a line to read."""

    opened = Signal(str)

    def __init__(
        self,
        theme: Theme,
        key: str,
        icon: str,
        title: str,
        caption: str,
        *trailing: QWidget,
        opens: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme, self._key, self._opens = theme, key, opens
        words = column(Elided(title, "strong"), Elided(caption, "caption"), gap=0)
        edge = theme.px(8)
        line = row(Glyph(theme, icon, "ink2", 18), words, *trailing, gap=theme.px(12), margins=(edge, edge, edge, edge))
        line.setStretch(1, 1)
        self.setLayout(line)
        self.setAccessibleName(f"{title}, {caption}")
        if opens:
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self.setCursor(Qt.CursorShape.PointingHandCursor)
            self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Space open it."""
        if self._opens and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self.opened.emit(self._key)
            return
        super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open it."""
        inside = self.rect().contains(event.position().toPoint())
        if self._opens and event.button() == Qt.MouseButton.LeftButton and inside:
            self.opened.emit(self._key)
        super().mouseReleaseEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Show where the pointer or the keyboard is."""
        painter = QPainter(self)
        paint.antialiased(painter)
        box, radius = QRectF(self.rect()), self._theme.px(8)
        if self._opens and self.underMouse():
            paint.rounded(painter, box, radius, self._theme.color("sunken"))
        if self.hasFocus():
            paint.ring(painter, self._theme, box, radius)
