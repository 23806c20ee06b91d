"""Draws a chart's primitives on the screen, in the theme's colours, for the room that it has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from learnerplan.documents.charts import Chart, ChartBand, ChartDot, ChartLine, ChartText, Tone
from ui.widgets import paint

if TYPE_CHECKING:
    from collections.abc import Callable

    from learnerplan.documents.charts import Primitive
    from ui.theme.theme import Theme

_COLOURS = {
    Tone.INK: "ink",
    Tone.QUIET: "ink2",
    Tone.GRID: "line",
    Tone.ACCENT: "accent",
    Tone.BAND: "accent_soft",
    Tone.BAND_EDGE: "accent_soft",
    Tone.PAPER: "surface",
}
_ENLARGED = 1.25
"""A chart is made for paper and read closer there; the screen shows it this much larger."""


class ChartView(QWidget):
    """`build` makes the chart for a width and height in its own units; it is made anew when the room changes."""

    def __init__(self, theme: Theme, height: int = 230, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._height = theme, height
        self._build: Callable[[float, float], Chart | None] | None = None
        self._chart: Chart | None = None
        self._made_for = QSize()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_chart(self, build: Callable[[float, float], Chart | None], words: str) -> None:
        """Show another chart. `words` say the same to who does not see it."""
        self._build = build
        self._made_for = QSize()
        self.setAccessibleName(words)
        self.update()

    def sizeHint(self) -> QSize:
        """The design's height; the width is whatever there is."""
        return QSize(self._theme.px(420), self._theme.px(self._height))

    def minimumSizeHint(self) -> QSize:
        """Narrower than this, labels touch."""
        return QSize(self._theme.px(260), self._theme.px(self._height))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the chart; time runs left to right in every language."""
        if self._build is None:
            return
        zoom = _ENLARGED * self._theme.scale
        if self._made_for != self.size():
            self._made_for = self.size()
            self._chart = self._build(self.width() / zoom, self.height() / zoom)
        if self._chart is None:
            return
        painter = QPainter(self)
        paint.antialiased(painter)
        painter.scale(zoom, zoom)
        for primitive in self._chart.primitives:
            self._draw(painter, primitive)

    def _draw(self, painter: QPainter, primitive: Primitive) -> None:
        theme = self._theme
        if isinstance(primitive, ChartText):
            self._write(painter, primitive)
        elif isinstance(primitive, ChartDot):
            accent = theme.color("accent")
            painter.setPen(QPen(accent, 1.6))
            painter.setBrush(accent if primitive.solid else theme.color("surface"))
            painter.drawEllipse(QPointF(primitive.x, primitive.y), primitive.radius, primitive.radius)
        elif isinstance(primitive, ChartBand):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color(_COLOURS[primitive.tone]))
            painter.drawPolygon(_points(primitive))
        else:
            style = Qt.PenStyle.DashLine if primitive.dashed else Qt.PenStyle.SolidLine
            painter.setPen(QPen(theme.color(_COLOURS[primitive.tone]), primitive.width, style))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPolyline(_points(primitive))

    def _write(self, painter: QPainter, text: ChartText) -> None:
        theme = self._theme
        font = QFont(theme.font("caption-strong" if text.bold else "caption"))
        font.setPixelSize(max(1, round(text.size)))
        start = {"start": text.x, "middle": text.x - text.width / 2, "end": text.x - text.width}[text.anchor]
        side = {"start": Qt.AlignmentFlag.AlignLeft, "end": Qt.AlignmentFlag.AlignRight}.get(
            text.anchor, Qt.AlignmentFlag.AlignHCenter
        )
        box = QRectF(start, text.y, text.width, text.size * 2.6)
        flags = int(side | Qt.AlignmentFlag.AlignTop) | int(Qt.TextFlag.TextWordWrap)
        painter.setFont(font)
        if text.knock_out:
            held = painter.boundingRect(box, flags, text.text).adjusted(-2, 0, 2, 0)
            painter.fillRect(held, theme.color("surface"))
        painter.setPen(theme.color(_COLOURS[text.tone]))
        painter.drawText(box, flags, text.text)


def _points(shape: ChartLine | ChartBand) -> QPolygonF:
    return QPolygonF([QPointF(x, y) for x, y in shape.points])
