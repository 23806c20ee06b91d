"""What a camera sees, as in a mirror: so one finds the middle with what one holds before it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme.tokens import LIGHT
from ui.widgets import paint

if TYPE_CHECKING:
    from ui.theme.theme import Theme

WIDE, HIGH = 512, 320
LEAST = 150
AIM = 0.7
"""How much of the height the four corners take that say where to hold it."""


class LivePicture(QWidget):
    """The last picture only, cut around its middle; words in its place while there is none."""

    def __init__(self, theme: Theme, name: str, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._words = theme, words
        self._picture = QPixmap()
        self.setAccessibleName(name)
        self.setAccessibleDescription(words)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @property
    def showing(self) -> bool:
        """Whether a picture is to be seen."""
        return not self._picture.isNull()

    def show_picture(self, picture: QImage) -> None:
        """Show what is seen now."""
        self._picture = QPixmap.fromImage(picture)
        self.update()

    def show_words(self, words: str) -> None:
        """Let go of the picture and say something in its place."""
        self._picture, self._words = QPixmap(), words
        self.setAccessibleDescription(words)
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as a dialog has room for."""
        return QSize(self._theme.px(WIDE), self._theme.px(HIGH))

    def minimumSizeHint(self) -> QSize:
        """Less where the window is low."""
        return QSize(self._theme.px(LEAST), self._theme.px(LEAST))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the picture from right to left, and the corners over it."""
        theme = self._theme
        painter = QPainter(self)
        paint.antialiased(painter)
        box = QRectF(self.rect())
        shape = QPainterPath()
        shape.addRoundedRect(box, theme.px(12), theme.px(12))
        painter.fillPath(shape, theme.color("sunken"))
        if not self.showing:
            paint.words(
                painter, box, self._words, theme.font("small"), theme.color("ink2"), Qt.AlignmentFlag.AlignCenter
            )
            return
        painter.save()
        painter.setClipPath(shape)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.translate(box.width(), 0)
        painter.scale(-1, 1)
        painter.drawPixmap(box, self._picture, paint.covering(self._picture, box))
        painter.restore()
        self._draw_corners(painter, box)

    def _draw_corners(self, painter: QPainter, box: QRectF) -> None:
        side = min(box.width(), box.height()) * AIM
        arm = side / 6
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(LIGHT.surface), self._theme.px(3), c=Qt.PenCapStyle.RoundCap))
        for across in (-1, 1):
            for down in (-1, 1):
                corner = box.center() + QPointF(across * side / 2, down * side / 2)
                painter.drawPolyline((corner - QPointF(across * arm, 0), corner, corner - QPointF(0, down * arm)))
