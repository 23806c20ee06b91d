"""A small picture that leads to the piece of work it shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPixmap
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from ui.widgets import paint
from ui.widgets.control import Control
from ui.widgets.picture import paint_picture

if TYPE_CHECKING:
    from ui.theme.theme import Theme

WIDTH, HEIGHT = 88, 52


class Thumb(Control, QPushButton):
    """`name` is its tooltip and accessible name; without a picture it shows the icon of its kind."""

    def __init__(self, theme: Theme, name: str, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._icon = theme, icon
        self._picture: QPixmap | None = None
        self._page = False
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_picture(self, picture: QPixmap, *, page: bool = False) -> None:
        """Show the picture, cut around its middle, or as a page of paper."""
        self._picture, self._page = picture, page
        self.update()

    def sizeHint(self) -> QSize:
        """The thumbnail of the design."""
        return QSize(self._theme.px(WIDTH), self._theme.px(HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the picture with round corners, and the ring of focus."""
        theme, px = self._theme, self._theme.px
        painter = QPainter(self)
        paint.antialiased(painter)
        box = QRectF(self.rect())
        path = QPainterPath()
        path.addRoundedRect(box, px(8), px(8))
        painter.save()
        painter.setClipPath(path)
        paint_picture(painter, theme, box, self._picture, self._icon, px(22), page=self._page)
        painter.restore()
        if self.shows_focus():
            paint.ring(painter, theme, box, px(8))
        elif self.underMouse():
            paint.rounded(painter, box, px(8), edge=theme.color("accent"), width=px(2))
