"""A goal as a path over hills to a flag: a stop for each level of the one progress scale."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import icons
from ui.student.controls import letters
from ui.theme.tokens import DRAWINGS
from ui.widgets import paint

if TYPE_CHECKING:
    from ui.theme.theme import Theme

_HIGH, _LOW = 150, 104
_STOPS_FROM, _STOPS_TO = 0.04, 0.93


class PathPicture(QWidget):
    """`stops` are the names of the levels, `stop` the one that was agreed last; `None` before anybody has said.

    `begun` says that something was measured, so that a path without a level is not called a start.
    """

    def __init__(
        self,
        theme: Theme,
        stops: tuple[str, ...],
        stop: int | None,
        *,
        begun: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._begun = begun
        self._theme, self._stops, self._stop, self._high = theme, stops, stop, _HIGH
        words = (
            "Nobody has said yet how far this is."
            if stop is None
            else f"{stops[stop]}: stop {stop + 1} of {len(stops)}"
        )
        self.setAccessibleName(words)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def be_low(self, low: bool) -> None:
        """Take less height where the window has little."""
        self._high = _LOW if low else _HIGH
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Wide."""
        return QSize(self._theme.px(400), self._theme.px(self._high))

    def minimumSizeHint(self) -> QSize:
        """Room for the path."""
        return QSize(self._theme.px(240), self._theme.px(self._high))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the picture."""
        painter = QPainter(self)
        paint.antialiased(painter)
        box = QRectF(self.rect())
        frame = QPainterPath()
        frame.addRoundedRect(box, self._theme.px(14), self._theme.px(14))
        painter.setClipPath(frame)
        if self.isRightToLeft():
            painter.translate(box.width(), 0)
            painter.scale(-1, 1)
        self._land(painter, box)
        points = [self._point(box, at) for at in range(len(self._stops))]
        if points:
            self._path(painter, points)
            painter.resetTransform()
            self._name(painter, box, points)

    def _ridge(self, share: float) -> float:
        """How high the ground is at a share of the width, as a share of the height from above."""
        return 0.86 - (0.42 if self._high == _LOW else 0.54) * float(share**1.35)

    def _point(self, box: QRectF, at: int) -> QPointF:
        last = max(1, len(self._stops) - 1)
        share = _STOPS_FROM + (_STOPS_TO - _STOPS_FROM) * at / last
        return QPointF(box.width() * share, box.height() * self._ridge(share))

    def _land(self, painter: QPainter, box: QRectF) -> None:
        painter.fillRect(box, QColor(DRAWINGS.sky))
        px = self._theme.px
        sun = QColor(DRAWINGS.gold)
        sun.setAlpha(90)
        painter.setPen(Qt.PenStyle.NoPen)
        middle = QPointF(box.width() * 0.2, box.height() * 0.3)
        for reach, colour in ((px(31), sun), (px(20), QColor(DRAWINGS.gold))):
            painter.setBrush(colour)
            painter.drawEllipse(middle, reach, reach)
        for above, shade in ((0.08, DRAWINGS.hills[0]), (-0.02, DRAWINGS.hills[1])):
            hill = QPainterPath(QPointF(0, box.height()))
            for step in range(21):
                share = step / 20
                hill.lineTo(box.width() * share, box.height() * (self._ridge(share) - above))
            hill.lineTo(box.width(), box.height())
            painter.fillPath(hill, QColor(shade))

    def _path(self, painter: QPainter, points: list[QPointF]) -> None:
        theme, px = self._theme, self._theme.px
        reached = self._stop if self._stop is not None else -1
        for colour, some in ((theme.color("surface"), points), (theme.color("accent"), points[: reached + 1])):
            painter.setPen(QPen(colour, px(5), Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            if len(some) > 1:
                painter.drawPolyline(some)
        end = points[-1]
        icons.paint(
            painter,
            "flag",
            theme.color("accent"),
            QRectF(end.x() - px(2), max(px(2), end.y() - px(44)), px(28), px(28)),
        )
        for at, point in enumerate(points):
            if at == reached:
                painter.setPen(QPen(QColor(DRAWINGS.gold_line), px(4)))
                painter.setBrush(theme.color("accent"))
                painter.drawEllipse(point, px(12), px(12))
            elif at < reached:
                painter.setPen(QPen(theme.color("surface"), px(2)))
                painter.setBrush(theme.color("accent"))
                painter.drawEllipse(point, px(9), px(9))
            else:
                painter.setPen(QPen(theme.color("ink3"), px(2)))
                painter.setBrush(theme.color("surface"))
                painter.drawEllipse(point, px(9), px(9))

    def _name(self, painter: QPainter, box: QRectF, points: list[QPointF]) -> None:
        """The name of the level in words below the stop, in a pill that stays inside the picture."""
        px = self._theme.px
        stop = self._stop
        if stop is None and self._begun:
            return
        text, at = (self._stops[stop], points[stop]) if stop is not None else ("This is where we start", points[0])
        font = letters(self._theme, 14)
        wide = min(paint.width_of(text, font) + px(24), box.width() - px(16))
        middle = box.width() - at.x() if self.isRightToLeft() else at.x()
        left = min(max(middle - wide / 2, px(8)), box.width() - wide - px(8))
        top = min(at.y() + px(18), box.height() - px(34))
        above = top < at.y() + px(13)
        pill = QRectF(left, at.y() - px(46) if above else top, wide, px(28))
        paint.rounded(painter, pill, px(14), self._theme.color("surface"))
        paint.words(painter, pill, text, font, self._theme.color("accent_ink"), Qt.AlignmentFlag.AlignCenter)
