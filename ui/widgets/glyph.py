"""A single icon beside words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import icons

if TYPE_CHECKING:
    from ui.theme.theme import Theme


class Glyph(QWidget):
    """An icon that stands alone beside words. It says nothing that the words do not say."""

    def __init__(
        self, theme: Theme, icon: str, tone: str = "ink3", size: int = 16, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme, self._icon, self._tone, self._size = theme, icon, tone, size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_icon(self, icon: str, tone: str = "") -> None:
        """Show another icon, in another tone where one is given."""
        self._icon, self._tone = icon, tone or self._tone
        self.update()

    def sizeHint(self) -> QSize:
        """A square."""
        return QSize(self._theme.px(self._size), self._theme.px(self._size))

    def minimumSizeHint(self) -> QSize:
        """A square that never shrinks."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the icon."""
        rtl = self.isRightToLeft()
        side = self.sizeHint().width()
        place = QRectF((self.width() - side) / 2, (self.height() - side) / 2, side, side)
        icons.paint(QPainter(self), self._icon, self._theme.color(self._tone), place, rtl=rtl)
