"""A grid of equal tiles: as many columns as fit, together as wide as the place."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class TileGrid(QLayout):
    """Tiles grow with the place and never become narrower than `narrowest` px, one column apart."""

    def __init__(self, narrowest: int, gap: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._narrowest = narrowest
        self.setSpacing(gap)
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        """Qt's way of adding an item; call `addWidget`."""
        self._items.append(item)

    def count(self) -> int:
        """How many tiles there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """The tile at a place, or none."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Take a tile out."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """It takes no more height than its rows need."""
        return Qt.Orientation.Horizontal

    def hasHeightForWidth(self) -> bool:
        """The narrower, the higher."""
        return True

    def columns(self, width: int) -> int:
        """How many columns fit."""
        return max(1, (width + self.spacing()) // (self._narrowest + self.spacing()))

    def heightForWidth(self, width: int) -> int:
        """Height of all rows at this width."""
        rows = -(-len(self._items) // self.columns(width))
        return max(0, rows * (self._high() + self.spacing()) - self.spacing())

    def setGeometry(self, rect: QRect) -> None:
        """Place the tiles."""
        super().setGeometry(rect)
        gap, columns, high = self.spacing(), self.columns(rect.width()), self._high()
        wide = (rect.width() - gap * (columns - 1)) / columns
        parent = self.parentWidget()
        rtl = parent is not None and parent.layoutDirection() == Qt.LayoutDirection.RightToLeft
        for at, item in enumerate(self._items):
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
        return max((item.sizeHint().height() for item in self._items), default=0)
