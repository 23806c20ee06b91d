"""Checkboxes with three states: off, on, partial."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QWidget

from ui.widgets import paint
from ui.widgets.control import Control

if TYPE_CHECKING:
    from ui.theme.theme import Theme

CELL = 18
ROOM = 32
"""Side of the smallest area to hit, px."""


def paint_checkbox(
    painter: QPainter, theme: Theme, cell: QRectF, state: Qt.CheckState, *, enabled: bool = True
) -> None:
    """Draw the box itself into the square `cell`; table delegates use it too."""
    paint.stamped(
        painter, theme, cell, ("checkbox", state, enabled), lambda own, box: _draw(own, theme, box, state, enabled)
    )


def _draw(painter: QPainter, theme: Theme, cell: QRectF, state: Qt.CheckState, enabled: bool) -> None:
    side, radius = cell.width(), theme.px(5)
    if state == Qt.CheckState.Unchecked:
        fill = theme.color("surface" if enabled else "sunken")
        paint.rounded(painter, cell, radius, fill, theme.color("line_strong"), 1.5 * theme.scale)
        return
    paint.rounded(painter, cell, radius, theme.color("accent" if enabled else "line_strong"))
    pen = QPen(theme.color("on_accent"), 2 * theme.scale)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    left, top = cell.left(), cell.top()
    if state == Qt.CheckState.PartiallyChecked:
        middle = top + side / 2
        painter.drawLine(QPointF(left + side * 0.28, middle), QPointF(left + side * 0.72, middle))
        return
    points = [(0.25, 0.52), (0.43, 0.69), (0.76, 0.33)]
    painter.drawPolyline([QPointF(left + side * x, top + side * y) for x, y in points])


class CheckBox(Control, QCheckBox):
    """A checkbox with its words beside it; without words `name` says what it is for."""

    def __init__(self, theme: Theme, text: str = "", name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text.replace("&", "&&"), parent)
        self._theme, self._words = theme, text
        self.setAccessibleName(name or text)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """The box in its area to hit, and the words."""
        px = self._theme.px
        words = paint.width_of(self._words, self._theme.font("body")) + px(4) if self._words else 0
        return QSize(px(ROOM - 6) + round(words + 0.5), px(ROOM))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw box, ring and words."""
        theme, px = self._theme, self._theme.px
        painter = QPainter(self)
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        box = QRectF(self.rect())
        side = px(CELL)
        cell = QRectF(px(4), (box.height() - side) / 2, side, side)
        cell = paint.mirrored(cell, box, rtl=rtl)
        paint_checkbox(painter, theme, cell, self.checkState(), enabled=self.isEnabled())
        if self.shows_focus():
            out = px(3)
            paint.ring(painter, theme, cell.adjusted(-out, -out, out, out), px(8))
        if self._words:
            place = QRectF(px(ROOM - 2), 0, box.width() - px(ROOM - 2), box.height())
            paint.words(
                painter,
                paint.mirrored(place, box, rtl=rtl),
                self._words,
                theme.font("body"),
                theme.color("ink" if self.isEnabled() else "ink3"),
                paint.leading(rtl=rtl),
            )
