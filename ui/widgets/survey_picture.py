"""A drawing of a picture survey on the screen: the same strokes as on paper, in the theme's ink."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from learnerplan.domain.survey_drawings import DRAWINGS, FACES, Drawing, arc
from ui.widgets import paint

if TYPE_CHECKING:
    from ui.theme.theme import Theme

SIDE = 44
_MOUTHS = {0: arc(50, 76, 18, 0.58, 0.92), 1: ((34, 66), (66, 66)), 2: arc(50, 54, 20, 0.08, 0.42)}


def paint_picture(painter: QPainter, theme: Theme, name: str, box: QRectF, ink: str = "ink") -> None:
    """Draw a picture by its name into a square; an unknown name draws nothing."""
    unit = box.width() / 100
    pen = QPen(theme.color(ink), max(1.4, box.width() * 0.045))
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if name in FACES:
        drawing = Drawing(((50, 50, 44), (34, 40, 3), (66, 40, 3)), (_MOUTHS[FACES[name]],))
    elif name in DRAWINGS:
        drawing = DRAWINGS[name]
    else:
        return
    for x, y, radius in drawing.circles:
        painter.drawEllipse(box.topLeft() + QPointF(x, y) * unit, radius * unit, radius * unit)
    for points in drawing.lines:
        painter.drawPolyline(QPolygonF([box.topLeft() + QPointF(x, y) * unit for x, y in points]))


class SurveyPicture(QWidget):
    """One drawing. Its words stand beside it, so it says nothing itself."""

    def __init__(self, theme: Theme, name: str, side: int = SIDE, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._name, self._side = theme, name, side
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """A square."""
        return QSize(self._theme.px(self._side), self._theme.px(self._side))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        painter = QPainter(self)
        paint.antialiased(painter)
        paint_picture(painter, self._theme, self._name, QRectF(self.rect()))
