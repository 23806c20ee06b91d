"""Filter pills: round toggles with a word and a count."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from ui.widgets import paint
from ui.widgets.control import Control

if TYPE_CHECKING:
    from ui.theme.theme import Theme


class FilterPill(Control, QPushButton):
    """A filter that is on or off, with the number of rows that it keeps."""

    def __init__(self, theme: Theme, text: str, count: int | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._words, self._count = theme, text, count
        self.setCheckable(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_count(count)

    def show_count(self, count: int | None) -> None:
        """Show how many rows the filter keeps."""
        self._count = count
        self.setText(self._words.replace("&", "&&"))
        self.setAccessibleName(self._words if count is None else f"{self._words}, {count}")
        self.updateGeometry()
        self.update()

    def rename(self, text: str, count: int | None = None) -> None:
        """Filter by something else."""
        self._words = text
        self.show_count(count)

    def sizeHint(self) -> QSize:
        """As wide as its words and count."""
        theme = self._theme
        width = paint.width_of(self._words, theme.font("small-strong")) + 2 * theme.px(15)
        if self._count is not None:
            width += paint.width_of(str(self._count), theme.font("caption")) + theme.px(7)
        return QSize(round(width + 0.5), theme.px(38))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the pill."""
        theme = self._theme
        painter = QPainter(self)
        paint.antialiased(painter)
        box = QRectF(self.rect())
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        on = self.isChecked()
        fill = theme.color("sunken" if self.underMouse() and not on else "surface")
        if self.shows_focus():
            paint.rounded(painter, box, box.height() / 2, fill)
            paint.ring(painter, theme, box, box.height() / 2)
        else:
            edge = theme.color("accent" if on else "line")
            paint.rounded(painter, box, box.height() / 2, fill, edge, 1.5 * theme.scale if on else 1)
        font = theme.font("small-strong" if on else "small-medium")
        width = paint.width_of(self._words, theme.font("small-strong"))
        left = box.left() + theme.px(15)
        place = paint.mirrored(QRectF(left, 0, width + 1, box.height()), box, rtl=rtl)
        ink = theme.color("accent_ink" if on else "ink2")
        paint.words(painter, place, self._words, font, ink, paint.leading(rtl=rtl))
        if self._count is not None:
            rest = QRectF(left + width + theme.px(7), 0, box.width(), box.height())
            rest.setRight(box.right() - theme.px(10))
            place = paint.mirrored(rest, box, rtl=rtl)
            paint.words(
                painter, place, str(self._count), theme.font("caption"), theme.color("ink3"), paint.leading(rtl=rtl)
            )
