"""The paper of a drawing: strokes of felt pens, each of which can be taken back."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QBuffer, QIODevice, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeySequence, QPainter, QPen, QPolygon
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme.tokens import DRAWINGS
from ui.widgets import paint

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent

    from ui.theme.theme import Theme

PAPER = QSize(1600, 1000)
"""Size of the picture that is kept, in its own pixels; the screen shows it smaller."""
RUBBER = -1
"""The place of the pen that is as white as the paper."""
_STEP = 20
"""So far an arrow key moves the pen, in pixels of the paper."""
_WAYS = {
    Qt.Key.Key_Left: QPoint(-_STEP, 0),
    Qt.Key.Key_Right: QPoint(_STEP, 0),
    Qt.Key.Key_Up: QPoint(0, -_STEP),
    Qt.Key.Key_Down: QPoint(0, _STEP),
}


class Stroke(NamedTuple):
    """One line: the place of its pen among the felt pens, its thickness in pixels of the paper, and its points."""

    pen: int
    width: int
    points: list[QPoint]


class Canvas(QWidget):
    """`changed` tells that there is another drawing. Keys draw too: arrows move the pen, space sets it down."""

    changed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.pen, self.width_of_pen = 0, 14
        self.strokes: list[Stroke] = []
        self._drawing = False
        self._by_keys = False
        self._at = QPoint(PAPER.width() // 2, PAPER.height() // 2)
        self._picture = _blank()
        self.setAccessibleName("Paper to draw on")
        self.setAccessibleDescription("Arrows move the pen, space sets it down and lifts it")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def undo(self) -> None:
        """Take the last stroke back."""
        if self.strokes:
            self.strokes.pop()
            self._drawing = False
            self._draw_anew()
            self.changed.emit()

    def png(self) -> bytes:
        """The drawing as the bytes of a PNG file."""
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        self._picture.save(buffer, "PNG")  # type: ignore[call-overload]  # the stubs know no text there
        return bytes(buffer.data().data())

    def text(self) -> str:
        """The strokes as text, for the draft; empty where there is none."""
        if not self.strokes:
            return ""
        return json.dumps([[one.pen, one.width, [[at.x(), at.y()] for at in one.points]] for one in self.strokes])

    def show_text(self, text: str) -> None:
        """Show the strokes of a draft."""
        held = json.loads(text) if text else []
        self.strokes = [Stroke(pen, width, [QPoint(*at) for at in points]) for pen, width, points in held]
        self._draw_anew()

    def sizeHint(self) -> QSize:
        """Half the size that is kept."""
        return PAPER / 2

    def minimumSizeHint(self) -> QSize:
        """Still large enough for a finger."""
        return PAPER / 6

    def paintEvent(self, event: QPaintEvent) -> None:
        """Show the paper, and where the keys have the pen."""
        theme, px = self._theme, self._theme.px
        painter = QPainter(self)
        paint.antialiased(painter)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        place = self._place()
        painter.drawImage(place, self._picture)
        paint.rounded(painter, place, px(6), edge=theme.color("line_strong"), width=px(2))
        if self.hasFocus() and self._by_keys:
            middle = place.topLeft() + QPointF(self._at) * self._scale()
            reach = px(12)
            painter.setPen(QPen(theme.color("ink2"), px(2)))
            painter.drawLine(middle - QPointF(reach, 0), middle + QPointF(reach, 0))
            painter.drawLine(middle - QPointF(0, reach), middle + QPointF(0, reach))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Set the pen down."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._by_keys = False
            self._begin(self._paper_point(event.position()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Draw on."""
        if self._drawing:
            self._go_on(self._paper_point(event.position()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Lift the pen."""
        self._drawing = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move the pen, space sets it down or lifts it."""
        way = _WAYS.get(Qt.Key(event.key()))
        if way is not None:
            paper = QRectF(0, 0, PAPER.width(), PAPER.height())
            to = self._at + way
            self._at = to if paper.contains(QPointF(to)) else self._at
            if self._drawing:
                self._go_on(self._at)
        elif event.key() == Qt.Key.Key_Space:
            if self._drawing:
                self._drawing = False
            else:
                self._begin(self._at)
        elif event.matches(QKeySequence.StandardKey.Undo):
            self.undo()
        else:
            super().keyPressEvent(event)
            return
        self._by_keys = True
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Keys that came by Tab show their pen."""
        self._by_keys = event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The pen is lifted."""
        self._drawing = False
        super().focusOutEvent(event)
        self.update()

    def _begin(self, at: QPoint) -> None:
        self._drawing = True
        self.strokes.append(Stroke(self.pen, self.width_of_pen, [at]))
        self._draw(self.strokes[-1], 0)
        self.changed.emit()

    def _go_on(self, at: QPoint) -> None:
        stroke = self.strokes[-1]
        if stroke.points[-1] != at:
            stroke.points.append(at)
            self._draw(stroke, len(stroke.points) - 2)
            self.changed.emit()

    def _draw(self, stroke: Stroke, first: int) -> None:
        painter = QPainter(self._picture)
        paint.antialiased(painter)
        colour = DRAWINGS.paper if stroke.pen == RUBBER else DRAWINGS.pens[stroke.pen][1]
        pen = QPen(QColor(colour), stroke.width)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        points = stroke.points[first:]
        if len(points) == 1:
            painter.drawPoint(points[0])
        else:
            painter.drawPolyline(QPolygon(points))
        painter.end()
        self.update()

    def _draw_anew(self) -> None:
        self._picture = _blank()
        for stroke in self.strokes:
            self._draw(stroke, 0)
        self.update()

    def _scale(self) -> float:
        return min(self.width() / PAPER.width(), self.height() / PAPER.height())

    def _place(self) -> QRectF:
        wide, high = PAPER.width() * self._scale(), PAPER.height() * self._scale()
        return QRectF((self.width() - wide) / 2, (self.height() - high) / 2, wide, high)

    def _paper_point(self, at: QPointF) -> QPoint:
        return ((at - self._place().topLeft()) / self._scale()).toPoint()


def _blank() -> QImage:
    picture = QImage(PAPER, QImage.Format.Format_RGB32)
    picture.fill(QColor(DRAWINGS.paper))
    return picture
