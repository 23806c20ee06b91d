"""Count tiles: a number and a word, to keep only the rows that it counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from ui.widgets import paint
from ui.widgets.control import Control

if TYPE_CHECKING:
    from ui.theme.theme import Theme

HEIGHT, PAD, GAP = 48, 15, 10


class CountTile(Control, QPushButton):
    """One tile of a group in which one is always on. `tone` is the colour token of its number."""

    def __init__(self, theme: Theme, word: str, tone: str = "ink", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._word, self._tone, self._count = theme, word, tone, 0
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_count(0)

    @property
    def count(self) -> int:
        """The number shown."""
        return self._count

    def show_count(self, count: int) -> None:
        """Show another number."""
        self._count = count
        self.setText(self._word)
        self.setAccessibleName(f"{self._word}, {count}")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as number and word."""
        theme, px = self._theme, self._theme.px
        width = paint.width_of(f"{self._count:,}", theme.font("card"))
        width += paint.width_of(self._word, theme.font("small-strong"))
        return QSize(round(width + px(GAP + 2 * PAD) + 0.5), px(HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the tile."""
        theme, px = self._theme, self._theme.px
        painter = QPainter(self)
        paint.antialiased(painter)
        box, rtl = QRectF(self.rect()), self.isRightToLeft()
        on = self.isChecked()
        fill = theme.color("sunken" if self.underMouse() and not on else "surface")
        edge = theme.color("accent" if on else "line")
        paint.rounded(painter, box, px(8), fill, edge, px(2) if on else 1)
        if self.shows_focus():
            inner = px(4 if on else 2)
            paint.ring(painter, theme, box.adjusted(inner, inner, -inner, -inner), px(6))
        number = f"{self._count:,}"
        width = paint.width_of(number, theme.font("card"))
        left = QRectF(px(PAD), 0, width + 1, box.height())
        rest = QRectF(px(PAD) + width + px(GAP), 0, box.width() - width - px(GAP + PAD) - 4, box.height())
        tone = theme.color(self._tone if self._count else "ink3")
        paint.words(painter, paint.mirrored(left, box, rtl=rtl), number, theme.font("card"), tone)
        ink = theme.color("ink" if self._count or on else "ink3")
        paint.words(painter, paint.mirrored(rest, box, rtl=rtl), self._word, theme.font("small-strong"), ink)
