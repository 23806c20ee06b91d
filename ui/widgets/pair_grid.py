"""Boxes of running text in pairs side by side, each pair as high as its longer text; one column where it is narrow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt

from ui.widgets.item_layout import ItemLayout

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLayoutItem, QWidget


class PairGrid(ItemLayout):
    """Two columns while each gets at least `narrowest` px, otherwise one."""

    def __init__(self, narrowest: int, gap: int, parent: QWidget | None = None) -> None:
        super().__init__(gap, parent)
        self._narrowest = narrowest

    def expandingDirections(self) -> Qt.Orientation:
        """It takes no more height than its rows need."""
        return Qt.Orientation.Horizontal

    def columns(self, width: int) -> int:
        """How many columns there are at this width."""
        return 2 if len(self.items) > 1 and width >= 2 * self._narrowest + self.spacing() else 1

    def heightForWidth(self, width: int) -> int:
        """Height of all rows at this width."""
        heights = [self._high(line, width) for line in self._lines(width)]
        return max(0, sum(heights) + self.spacing() * (len(heights) - 1))

    def setGeometry(self, rect: QRect) -> None:
        """Place the boxes."""
        super().setGeometry(rect)
        top, rtl = rect.top(), self.is_rtl()
        columns, wide = self.columns(rect.width()), self._wide(rect.width())
        for line in self._lines(rect.width()):
            high = self._high(line, rect.width())
            for at, item in enumerate(line):
                place = columns - 1 - at if rtl else at
                left = rect.left() + round(place * (wide + self.spacing()))
                item.setGeometry(QRect(left, top, round(wide), high))
            top += high + self.spacing()

    def sizeHint(self) -> QSize:
        """A pair."""
        width = 2 * self._narrowest + self.spacing()
        return QSize(width, self.heightForWidth(width))

    def minimumSize(self) -> QSize:
        """One column; the height follows the width."""
        least = max((item.minimumSize().height() for item in self.items), default=0)
        return QSize(self._narrowest, least)

    def _wide(self, width: int) -> float:
        columns = self.columns(width)
        return (width - self.spacing() * (columns - 1)) / columns

    def _lines(self, width: int) -> list[list[QLayoutItem]]:
        columns = self.columns(width)
        return [self.items[at : at + columns] for at in range(0, len(self.items), columns)]

    def _high(self, line: list[QLayoutItem], width: int) -> int:
        wide = round(self._wide(width))
        return max(item.heightForWidth(wide) if item.hasHeightForWidth() else item.sizeHint().height() for item in line)
