"""The picture on the welcome screen: a road over hills with a stop for each term, and a child's words above."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QLinearGradient, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme.tokens import ARTWORK
from ui.widgets import paint

if TYPE_CHECKING:
    from ui.theme.theme import Theme

# Drawn in a box of this size and scaled to fill the widget.
_WIDTH, _HEIGHT = 592.0, 720.0
# Each hill: where its ridge begins at the left edge, and the curves along it (two control points and an end each).
_HILLS: tuple[tuple[float, tuple[tuple[float, float, float, float, float, float], ...]], ...] = (
    (374, ((110, 300, 230, 330, 330, 350), (430, 368, 520, 320, 592, 288))),
    (432, ((90, 470, 170, 420, 270, 396), (400, 366, 500, 376, 592, 400))),
    (474, ((130, 452, 250, 512, 340, 520), (450, 526, 530, 486, 592, 446))),
    (620, ((110, 570, 240, 586, 340, 610), (440, 632, 530, 600, 592, 576))),
)
_ROAD_BEGINS = (105.0, 722.0)
_ROAD: tuple[tuple[float, float, float, float, float, float], ...] = (
    (118, 680, 160, 668, 220, 652),
    (300, 634, 360, 630, 380, 600),
    (408, 556, 380, 536, 330, 518),
    (240, 488, 190, 470, 240, 420),
    (270, 392, 340, 400, 376, 376),
    (386, 368, 392, 364, 390, 362),
)
_STOPS = (
    (132, 686, 22, True),
    (323, 618, 19, True),
    (375, 524, 18, False),
    (225, 460, 16, False),
    (377, 377, 13, False),
)
_TREES = (
    (59, 474, 16, 1),
    (95, 492, 12, 2),
    (509, 424, 13, 2),
    (545, 430, 17, 1),
    (462, 612, 19, 0),
    (532, 654, 15, 1),
)


class Landscape(QWidget):
    """Fills its place with the picture; the quote lies over it."""

    def __init__(self, theme: Theme, quote: str, who: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._quote, self._who = theme, quote, who
        self.setAccessibleName(f"{quote} {who}")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        """The size that it was drawn for."""
        return QSize(round(_WIDTH), round(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """A narrow strip still shows the road."""
        return QSize(self._theme.px(240), self._theme.px(320))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the picture, cut to a rounded box, then the card with the words."""
        painter = QPainter(self)
        paint.antialiased(painter)
        frame = QPainterPath()
        radius = self._theme.px(20)
        frame.addRoundedRect(QRectF(self.rect()), radius, radius)
        painter.setClipPath(frame)
        scale = max(self.width() / _WIDTH, self.height() / _HEIGHT)
        painter.save()
        # The road matters most, so what does not fit is cut from the sky and from the sides alike.
        painter.translate((self.width() - _WIDTH * scale) / 2, self.height() - _HEIGHT * scale)
        painter.scale(scale, scale)
        self._sky(painter)
        self._land(painter)
        painter.restore()
        self._card(painter)

    def _sky(self, painter: QPainter) -> None:
        fade = QLinearGradient(0, 0, 0, _HEIGHT * 0.6)
        fade.setColorAt(0, QColor(ARTWORK.sky[0]))
        fade.setColorAt(1, QColor(ARTWORK.sky[1]))
        painter.fillRect(QRectF(-_WIDTH, -_HEIGHT, 3 * _WIDTH, 2 * _HEIGHT), fade)
        painter.setPen(Qt.PenStyle.NoPen)
        for radius, colour in ((84, ARTWORK.glow), (54, ARTWORK.sun)):
            painter.setBrush(QColor(colour))
            painter.drawEllipse(QPointF(426, 187), radius, radius)

    def _land(self, painter: QPainter) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        for (start, curves), colour in zip(_HILLS, ARTWORK.hills, strict=True):
            hill = QPainterPath(QPointF(0, _HEIGHT + 2))
            hill.lineTo(0, start)
            for curve in curves:
                hill.cubicTo(*curve)
            hill.lineTo(_WIDTH, _HEIGHT + 2)
            painter.fillPath(hill, QColor(colour))
        self._road(painter)
        for x, y, size, shade in _TREES:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(ARTWORK.trunk))
            painter.drawRoundedRect(QRectF(x - 2.5, y + size * 0.6, 5, size * 1.1), 2, 2)
            painter.setBrush(QColor(ARTWORK.trees[shade]))
            painter.drawEllipse(QPointF(x, y), size, size * 1.18)

    def _road(self, painter: QPainter) -> None:
        road = QPainterPath(QPointF(*_ROAD_BEGINS))
        for curve in _ROAD:
            road.cubicTo(*curve)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(ARTWORK.road), 32, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawPath(road)
        painter.setPen(QPen(QColor(ARTWORK.dashes), 2, Qt.PenStyle.DashLine))
        painter.drawPath(road)
        for number, (x, y, radius, passed) in enumerate(_STOPS, start=1):
            painter.setPen(QPen(QColor(ARTWORK.white), 3))
            painter.setBrush(QColor(ARTWORK.stops[0 if passed else 1]))
            painter.drawEllipse(QPointF(x, y), radius, radius)
            font = QFont(self._theme.font("strong"))
            font.setPixelSize(round(radius * 0.85))
            painter.setFont(font)
            painter.setPen(QColor(ARTWORK.white))
            box = QRectF(x - radius, y - radius, 2 * radius, 2 * radius)
            painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), str(number))

    def _card(self, painter: QPainter) -> None:
        theme, px = self._theme, self._theme.px
        if self.width() < px(280) or self.height() < px(360):
            return
        width = min(px(450), self.width() - px(72))
        words = QRectF(0, 0, width - px(48), px(400))
        painter.setFont(theme.font("quote-l"))
        flags = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft)
        needed = painter.boundingRect(words, flags, self._quote)
        card = QRectF(px(36), px(44), width, needed.height() + px(74))
        for spread in (6, 4, 2):
            shade = QColor(ARTWORK.words)
            shade.setAlpha(10)
            paint.rounded(painter, card.adjusted(-spread, -spread + 3, spread, spread + 4), px(12) + spread, shade)
        paint.rounded(painter, card, px(12), QColor(ARTWORK.card))
        painter.setPen(QColor(ARTWORK.words))
        painter.setFont(theme.font("quote-l"))
        painter.drawText(needed.translated(card.left() + px(24), card.top() + px(22)), flags, self._quote)
        painter.setFont(theme.font("caption-strong"))
        foot = QRectF(card.left() + px(24), card.bottom() - px(40), words.width(), px(20))
        painter.drawText(foot, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), self._who)
