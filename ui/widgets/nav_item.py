"""The entries of the sidebar: icon and word, or the icon alone on the rail."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from ui import icons
from ui.widgets import paint
from ui.widgets.control import Control
from ui.widgets.keycap import HEIGHT as KEYCAP
from ui.widgets.keycap import keycap_width, paint_keycap

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.theme.theme import Theme

ITEM = 40
MOST = 99
"""What is more is shown as "99+"."""


class NavItem(Control, QPushButton):
    """Leads to a section, or with `keys` does something and shows the keys for it."""

    def __init__(
        self,
        theme: Theme,
        icon: str,
        text: str,
        *,
        tip: str = "",
        keys: str = "",
        checkable: bool = True,
        on_click: Callable[[], object] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text.replace("&", "&&"), parent)
        self._theme, self._icon, self._words, self._keys, self._tip = theme, icon, text, keys, tip
        self._compact, self._count = False, 0
        self.setAccessibleName(text)
        self.setCheckable(checkable)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_compact(False)
        if on_click is not None:
            self.clicked.connect(lambda: on_click())

    def count(self) -> int:
        """How many things wait there."""
        return self._count

    def show_count(self, count: int) -> None:
        """Say that so many things wait there, 0 for none: a number, on the rail a dot."""
        if count == self._count:
            return
        self._count = count
        self.setAccessibleName(f"{self._words}, {count} to look at" if count else self._words)
        self.set_compact(self._compact)

    def set_compact(self, compact: bool) -> None:
        """Show the icon alone; the word becomes the tooltip."""
        self._compact = compact
        words = f"{self._words}, {self._count} to look at" if self._count else self._words
        shown = f"{words} ({self._tip})" if self._tip else words
        self.setToolTip(shown if compact else self._tip)
        self.updateGeometry()
        self.update()

    def nextCheckState(self) -> None:
        """An entry is never switched off by pressing it again; the sidebar says which one is on."""

    def sizeHint(self) -> QSize:
        """The height of the design's entries."""
        return QSize(self._theme.px(ITEM if self._compact else 160), self._theme.px(ITEM))

    def minimumSizeHint(self) -> QSize:
        """On the rail a square."""
        return QSize(self._theme.px(ITEM), self._theme.px(ITEM))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the entry."""
        theme, px = self._theme, self._theme.px
        painter = QPainter(self)
        paint.antialiased(painter)
        box = QRectF(self.rect())
        rtl = self.isRightToLeft()
        on = self.isChecked()
        if on or self.isDown():
            paint.rounded(painter, box, px(8), theme.color("accent_soft"))
        elif self.underMouse():
            paint.rounded(painter, box, px(8), theme.color("line"))
        size = px(20 if self._compact else 18)
        left = (box.width() - size) / 2 if self._compact else px(12)
        mark = paint.mirrored(QRectF(left, (box.height() - size) / 2, size, size), box, rtl=rtl)
        icons.paint(painter, self._icon, theme.color("accent_ink" if on else "ink2"), mark, rtl=rtl)
        if not self._compact:
            self._draw_words(painter, box, on=on, rtl=rtl)
        elif self._count:
            dot = paint.mirrored(QRectF(mark.right() - px(5), mark.top() - px(4), px(9), px(9)), box, rtl=rtl)
            paint.rounded(painter, dot.adjusted(-2, -2, 2, 2), px(7), theme.color("sidebar"))
            paint.rounded(painter, dot, px(5), theme.color("warn"))
        if self.shows_focus():
            paint.ring(painter, theme, box, px(8))

    def _draw_words(self, painter: QPainter, box: QRectF, *, on: bool, rtl: bool) -> None:
        theme, px = self._theme, self._theme.px
        end = box.width() - px(8)
        if self._keys:
            width = keycap_width(theme, self._keys)
            cap = QRectF(end - width, (box.height() - px(KEYCAP)) / 2, width, px(KEYCAP))
            paint_keycap(painter, theme, paint.mirrored(cap, box, rtl=rtl), self._keys)
            end -= width + px(8)
        if self._count:
            end -= self._draw_count(painter, box, end, rtl=rtl) + px(8)
        place = paint.mirrored(QRectF(px(42), 0, end - px(42), box.height()), box, rtl=rtl)
        font = theme.font("strong" if on else "medium")
        ink = theme.color("accent_ink" if on else "ink2")
        paint.words(painter, place, self._words, font, ink, paint.leading(rtl=rtl))

    def _draw_count(self, painter: QPainter, box: QRectF, end: float, *, rtl: bool) -> float:
        theme, px = self._theme, self._theme.px
        text, font = str(self._count) if self._count <= MOST else f"{MOST}+", theme.font("caption-strong")
        width = max(px(20), paint.width_of(text, font) + px(12))
        place = paint.mirrored(QRectF(end - width, (box.height() - px(20)) / 2, width, px(20)), box, rtl=rtl)
        paint.rounded(painter, place, px(10), theme.color("warn_soft"))
        paint.words(painter, place, text, font, theme.color("warn"), Qt.AlignmentFlag.AlignCenter)
        return width
