"""A grid of equal tiles: as many columns as fit, together as wide as the place."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QWidget

from ui.widgets.item_layout import ItemLayout


class TileGrid(ItemLayout):
    """Tiles grow with the place and never become narrower than `narrowest` px, one column apart."""

    def __init__(self, narrowest: int, gap: int, parent: QWidget | None = None) -> None:
        super().__init__(gap, parent)
        self._narrowest = narrowest

    def expandingDirections(self) -> Qt.Orientation:
        """It takes no more height than its rows need."""
        return Qt.Orientation.Horizontal

    def columns(self, width: int) -> int:
        """How many columns fit."""
        return max(1, (width + self.spacing()) // (self._narrowest + self.spacing()))

    def heightForWidth(self, width: int) -> int:
        """Height of all rows at this width."""
        rows = -(-len(self.items) // self.columns(width))
        return max(0, rows * (self._high() + self.spacing()) - self.spacing())

    def setGeometry(self, rect: QRect) -> None:
        """Place the tiles."""
        super().setGeometry(rect)
        gap, columns, high = self.spacing(), self.columns(rect.width()), self._high()
        wide = (rect.width() - gap * (columns - 1)) / columns
        rtl = self.is_rtl()
        for at, item in enumerate(self.items):
            column = columns - 1 - at % columns if rtl else at % columns
            left = rect.left() + round(column * (wide + gap))
            item.setGeometry(QRect(left, rect.top() + at // columns * (high + gap), round(wide), high))

    def sizeHint(self) -> QSize:
        """One column."""
        return QSize(self._narrowest, self._high())

    def minimumSize(self) -> QSize:
        """One column."""
        return self.sizeHint()

    def _high(self) -> int:
        return max((item.sizeHint().height() for item in self.items), default=0)
