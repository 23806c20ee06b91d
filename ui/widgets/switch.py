"""A switch for a setting that takes effect at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QWidget

from ui.widgets import paint
from ui.widgets.control import Control

if TYPE_CHECKING:
    from ui.theme.theme import Theme

WIDTH, HEIGHT, ROOM = 36, 20, 32


class Switch(Control, QCheckBox):
    """On or off; `name` is its accessible name, and a label stands beside it."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAccessibleName(name)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """The switch in its area to hit."""
        return QSize(self._theme.px(WIDTH + 8), self._theme.px(ROOM))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw track and knob; the knob's place says the state as well as its colour."""
        theme, px = self._theme, self._theme.px
        painter = QPainter(self)
        paint.antialiased(painter)
        width, height = px(WIDTH), px(HEIGHT)
        track = QRectF((self.width() - width) / 2, (self.height() - height) / 2, width, height)
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        if self.isChecked():
            colour = theme.color("accent" if self.isEnabled() else "line_strong")
            paint.rounded(painter, track, height / 2, colour)
            knob, inset = theme.color("on_accent"), px(2)
        else:
            fill = theme.color("surface" if self.isEnabled() else "sunken")
            paint.rounded(painter, track, height / 2, fill, theme.color("line_strong"), 1.5 * theme.scale)
            knob, inset = theme.color("line_strong"), px(4)
        side = height - 2 * inset
        left = track.right() - inset - side if self.isChecked() != rtl else track.left() + inset
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(knob)
        painter.drawEllipse(QRectF(left, track.top() + inset, side, side))
        if self.shows_focus():
            out = px(3)
            ring = track.adjusted(-out, -out, out, out)
            paint.ring(painter, theme, ring, ring.height() / 2)
