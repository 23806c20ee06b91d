"""What lies over the window while files are held over it: that they can be dropped, and what will happen then."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from ui import icons
from ui.widgets import paint

if TYPE_CHECKING:
    from ui.theme.theme import Theme

PROMISE = "You see what will happen before anything is written."


class DropCover(QWidget):
    """Lies over all of `over`. It takes no mouse, so that what is under it can still be found."""

    def __init__(self, theme: Theme, over: QWidget) -> None:
        super().__init__(over)
        self._theme, self._over = theme, over
        self._title, self._what = "", ""
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def cover(self, title: str, what: str) -> None:
        """Come up and say what a drop would do."""
        self._title, self._what = title, what
        self.setAccessibleName(f"{title}. {what}. {PROMISE}")
        self.setGeometry(QRect(0, 0, self._over.width(), self._over.height()))
        self.show()
        self.raise_()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw a veil and a box in its middle."""
        theme, px = self._theme, self._theme.px
        painter = QPainter(self)
        paint.antialiased(painter)
        veil = theme.color("paper")
        veil.setAlphaF(0.88)
        painter.fillRect(self.rect(), veil)
        edge = px(24)
        frame = QRectF(self.rect()).adjusted(edge, edge, -edge, -edge)
        fill = theme.color("accent_soft")
        painter.setBrush(fill)
        pen = QPen(theme.color("accent"), px(2))
        pen.setDashPattern([5.0, 4.0])
        painter.setPen(pen)
        painter.drawRoundedRect(frame, px(16), px(16))
        middle = frame.center()
        disc = QRectF(middle.x() - px(36), middle.y() - px(96), px(72), px(72))
        paint.rounded(painter, disc, px(36), theme.color("surface"))
        icon = disc.adjusted(px(20), px(20), -px(20), -px(20))
        icons.paint(painter, "file-input", theme.color("accent"), icon)
        centre = Qt.AlignmentFlag.AlignCenter
        lines = (
            (self._title, theme.font("h1"), "ink", px(-8), px(36)),
            (self._what, theme.font("strong"), "ink2", px(32), px(24)),
            (PROMISE, theme.font("small"), "ink2", px(58), px(22)),
        )
        for words, font, tone, below, high in lines:
            place = QRectF(frame.left() + px(24), middle.y() + below, frame.width() - px(48), high)
            paint.words(painter, place, words, font, theme.color(tone), centre)
