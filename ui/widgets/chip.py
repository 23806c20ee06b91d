"""Chips: a state as icon, word and tone, never as colour alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import icons
from ui.widgets import paint

if TYPE_CHECKING:
    from ui.theme.theme import Theme

Tone = Literal["ok", "warn", "bad", "none", "info", "voice"]
HEIGHT = 24
_PAD, _ICON, _GAP = 8, 14, 5

TONES: dict[str, tuple[str, str]] = {
    "ok": ("ok_soft", "ok"),
    "warn": ("warn_soft", "warn"),
    "bad": ("bad_soft", "bad"),
    "none": ("none_soft", "none"),
    "info": ("accent_soft", "accent_ink"),
    "voice": ("voice", "voice_ink"),
}
"""The (fill, text) tokens of each tone."""


def chip_width(theme: Theme, text: str, icon: str) -> int:
    """How wide a chip with these words is, in px."""
    room = theme.px(_ICON + _GAP) if icon else 0
    return round(paint.width_of(text, theme.font("caption-strong")) + room + theme.px(2 * _PAD + 2))


def paint_chip(
    painter: QPainter, theme: Theme, rect: QRectF, text: str, icon: str, tone: str, *, rtl: bool = False
) -> None:
    """Draw a chip that fills `rect`; delegates of lists and tables use it too."""
    fill, ink = TONES[tone]
    size = theme.px(_ICON)

    def ground(own: QPainter, box: QRectF) -> None:
        paint.rounded(own, box, box.height() / 2, theme.color(fill))
        if icon:
            mark = QRectF(theme.px(_PAD), box.center().y() - size / 2, size, size)
            icons.paint(own, icon, theme.color(ink), paint.mirrored(mark, box, rtl=rtl), rtl=rtl)

    paint.stamped(painter, theme, rect, ("chip", tone, icon, rtl), ground)
    left = rect.left() + theme.px(_PAD) + (size + theme.px(_GAP) if icon else 0)
    place = QRectF(left, rect.top(), rect.right() - left - theme.px(_PAD) + 2, rect.height())
    paint.words(
        painter,
        paint.mirrored(place, rect, rtl=rtl),
        text,
        theme.font("caption-strong"),
        theme.color(ink),
        paint.leading(rtl=rtl),
    )


class Chip(QWidget):
    """One chip. It shows and does nothing else; what can be pressed is a `FilterPill` or a `Button`."""

    def __init__(
        self, theme: Theme, text: str, icon: str = "", tone: Tone = "none", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_state(text, icon, tone)

    def show_state(self, text: str, icon: str, tone: Tone) -> None:
        """Show another state."""
        self._text, self._icon, self._tone = text, icon, tone
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as its words."""
        return QSize(chip_width(self._theme, self._text, self._icon), self._theme.px(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """Chips are never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the chip."""
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        painter = QPainter(self)
        paint_chip(painter, self._theme, QRectF(self.rect()), self._text, self._icon, self._tone, rtl=rtl)
