"""A small picture that leads to the piece of work it shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPixmap
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from ui import icons
from ui.widgets import paint
from ui.widgets.control import Control

if TYPE_CHECKING:
    from ui.theme.theme import Theme

WIDTH, HEIGHT = 88, 52


class Thumb(Control, QPushButton):
    """`name` is its tooltip and accessible name; without a picture it shows the icon of its kind."""

    def __init__(self, theme: Theme, name: str, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._icon = theme, icon
        self._picture: QPixmap | None = None
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_picture(self, picture: QPixmap) -> None:
        """Show the picture, cut around its middle."""
        self._picture = picture
        self.update()

    def sizeHint(self) -> QSize:
        """The thumbnail of the design."""
        return QSize(self._theme.px(WIDTH), self._theme.px(HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the picture with round corners, and the ring of focus."""
        theme, px = self._theme, self._theme.px
        painter = QPainter(self)
        paint.antialiased(painter)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        box = QRectF(self.rect())
        path = QPainterPath()
        path.addRoundedRect(box, px(8), px(8))
        painter.save()
        painter.setClipPath(path)
        painter.fillRect(box, theme.color("sunken"))
        if self._picture is not None and not self._picture.isNull():
            painter.drawPixmap(box, self._picture, paint.covering(self._picture, box))
        else:
            size = px(22)
            mark = QRectF(box.center().x() - size / 2, box.center().y() - size / 2, size, size)
            icons.paint(painter, self._icon, theme.color("ink3"), mark)
        painter.restore()
        if self.shows_focus():
            paint.ring(painter, theme, box, px(8))
        elif self.underMouse():
            paint.rounded(painter, box, px(8), edge=theme.color("accent"), width=px(2))
