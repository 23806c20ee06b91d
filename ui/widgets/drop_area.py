"""A place to drop files on: a dashed box that lights up while files are held over it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ui.widgets import paint

if TYPE_CHECKING:
    from ui.theme.theme import Theme

DASH = (4.0, 3.0)


class DropArea(QFrame):
    """Content goes into `body`. Whoever accepts the drop says with `light` that files are held over."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._lit = False
        self.body = QVBoxLayout(self)
        edge = theme.px(24)
        self.body.setContentsMargins(edge, edge, edge, edge)
        self.body.setSpacing(theme.px(16))

    def light(self, lit: bool) -> None:
        """Show that a drop would be taken, or no longer."""
        self._lit = lit
        self.update()

    @property
    def lit(self) -> bool:
        """Whether files are held over."""
        return self._lit

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the box."""
        theme = self._theme
        painter = QPainter(self)
        paint.antialiased(painter)
        width = theme.px(2) if self._lit else 1.5 * theme.scale
        box = QRectF(self.rect()).adjusted(width, width, -width, -width)
        painter.setBrush(theme.color("accent_soft" if self._lit else "surface"))
        pen = QPen(theme.color("accent" if self._lit else "line_strong"), width)
        pen.setDashPattern(list(DASH))
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        painter.drawRoundedRect(box, theme.px(12), theme.px(12))
