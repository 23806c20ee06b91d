"""Where somebody is in a short sequence: steps done, the one of now, those to come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import icons
from ui.widgets import paint

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.theme.theme import Theme

DISC, GAP, BAR = 22, 10, 40


class Stepper(QWidget):
    """Titles with numbered discs and lines between them."""

    def __init__(self, theme: Theme, titles: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._titles, self._at = theme, tuple(titles), 0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.go(0)

    def go(self, index: int) -> None:
        """Show that the step at `index` is the one of now."""
        self._at = index
        if index < len(self._titles):
            self.setAccessibleName(f"Step {index + 1} of {len(self._titles)}, {self._titles[index]}")
        self.update()

    def sizeHint(self) -> QSize:
        """All steps on one line."""
        theme, px = self._theme, self._theme.px
        width = sum(paint.width_of(title, theme.font("strong")) + px(DISC + GAP) for title in self._titles)
        width += (len(self._titles) - 1) * px(BAR + 2 * GAP)
        return QSize(round(width + 1), px(28))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the steps."""
        theme, px = self._theme, self._theme.px
        painter = QPainter(self)
        paint.antialiased(painter)
        box = QRectF(self.rect())
        rtl = self.isRightToLeft()
        left = 0.0
        for index, title in enumerate(self._titles):
            disc = QRectF(left, (box.height() - px(DISC)) / 2, px(DISC), px(DISC))
            self._draw_disc(painter, paint.mirrored(disc, box, rtl=rtl), index)
            left += px(DISC + GAP)
            font = theme.font("strong" if index == self._at else "small")
            width = paint.width_of(title, theme.font("strong"))
            place = paint.mirrored(QRectF(left, 0, width + 1, box.height()), box, rtl=rtl)
            paint.words(
                painter, place, title, font, theme.color("ink" if index == self._at else "ink2"), paint.leading(rtl=rtl)
            )
            left += paint.width_of(title, font) + px(GAP)
            if index + 1 < len(self._titles):
                bar = paint.mirrored(QRectF(left, box.center().y(), px(BAR), 1), box, rtl=rtl)
                painter.fillRect(bar, theme.color("line_strong"))
                left += px(BAR + GAP)

    def _draw_disc(self, painter: QPainter, disc: QRectF, index: int) -> None:
        theme = self._theme
        if index < self._at:
            paint.rounded(painter, disc, disc.height() / 2, theme.color("ok"))
            size = theme.px(14)
            middle = disc.center()
            mark = QRectF(middle.x() - size / 2, middle.y() - size / 2, size, size)
            icons.paint(painter, "check", theme.color("surface"), mark)
            return
        now = index == self._at
        if now:
            paint.rounded(painter, disc, disc.height() / 2, theme.color("accent"))
        else:
            edge = theme.color("line_strong")
            paint.rounded(painter, disc, disc.height() / 2, None, edge, 1.5 * theme.scale)
        painter.setPen(QPen(theme.color("on_accent" if now else "ink2")))
        painter.setFont(theme.font("caption-strong"))
        painter.drawText(disc, int(Qt.AlignmentFlag.AlignCenter), str(index + 1))
