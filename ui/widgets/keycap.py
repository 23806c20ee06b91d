"""Keys as they look on a keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.widgets import paint

if TYPE_CHECKING:
    from ui.theme.theme import Theme

HEIGHT = 22


def keycap_width(theme: Theme, text: str) -> int:
    """How wide a key with these words is, in px."""
    return round(paint.width_of(text, theme.font("caption-strong")) + theme.px(14))


def paint_keycap(painter: QPainter, theme: Theme, rect: QRectF, text: str) -> None:
    """Draw a key that fills `rect`: a light box with a stronger lower edge."""

    def ground(own: QPainter, box: QRectF) -> None:
        radius = theme.px(5)
        paint.rounded(own, box, radius, theme.color("line"))
        paint.rounded(own, box.adjusted(0, 0, 0, -1), radius, theme.color("surface"), theme.color("line"))

    paint.stamped(painter, theme, rect, ("keycap",), ground)
    ink = theme.color("ink2")
    paint.words(painter, rect, text, theme.font("caption-strong"), ink, Qt.AlignmentFlag.AlignCenter)


class KeyCap(QWidget):
    """One key or chord, such as `Ctrl K`. It repeats what a tooltip or menu says, so it is not read aloud."""

    def __init__(self, theme: Theme, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._text = theme, text
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def sizeHint(self) -> QSize:
        """As wide as its words."""
        return QSize(keycap_width(self._theme, self._text), self._theme.px(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """Never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the key."""
        paint_keycap(QPainter(self), self._theme, QRectF(self.rect()), self._text)
