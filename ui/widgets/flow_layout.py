"""A layout that runs like text: items side by side, on the next line when there is no room."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayoutItem, QWidget

from ui.widgets.item_layout import ItemLayout


class FlowLayout(ItemLayout):
    """Lays its items out in lines, from the side on which reading begins.

    With `fill` items that have room on one line share what is left of it.
    """

    def __init__(self, gap: int = 8, *, end: bool = False, fill: bool = False, parent: QWidget | None = None) -> None:
        self._heights: dict[int, int] = {}
        super().__init__(gap, parent)
        self._end, self._fill = end, fill

    def expandingDirections(self) -> Qt.Orientation:
        """It takes no more room than its lines need."""
        return Qt.Orientation(0)

    def heightForWidth(self, width: int) -> int:
        """Height of all lines at this width; remembered, since Qt asks many times for each that something changed."""
        known = self._heights.get(width)
        if known is None:
            known = self._heights[width] = self._place(QRect(0, 0, width, 0), move=False)
        return known

    def invalidate(self) -> None:
        """Something in it changed its size, came or went."""
        self._heights.clear()
        super().invalidate()

    def setGeometry(self, rect: QRect) -> None:
        """Place the items."""
        super().setGeometry(rect)
        self._place(rect, move=True)

    def sizeHint(self) -> QSize:
        """All items on one line."""
        shown = [item for item in self.items if not item.isEmpty()]
        width = sum(item.sizeHint().width() for item in shown) + self.spacing() * max(0, len(shown) - 1)
        height = max((item.sizeHint().height() for item in shown), default=0)
        return QSize(width, height)

    def minimumSize(self) -> QSize:
        """Room for the widest item."""
        size = QSize()
        for item in self.items:
            size = size.expandedTo(item.minimumSize())
        return size

    def _place(self, rect: QRect, *, move: bool) -> int:
        gap, top, height = self.spacing(), rect.top(), 0
        lines = self._lines(rect.width())
        for line in lines:
            height = max(item.sizeHint().height() for item in line)
            if move:
                more = self._left_over(line, rect.width()) if self._fill and len(lines) == 1 else 0
                self._place_line(line, QRect(rect.left(), top, rect.width(), height), more)
            top += height + gap
        return max(0, top - rect.top() - gap) if height else 0

    def _lines(self, width: int) -> list[list[QLayoutItem]]:
        lines: list[list[QLayoutItem]] = []
        room = 0
        for item in self.items:
            if item.isEmpty():
                continue
            wide = item.sizeHint().width()
            if not lines or wide > room:
                lines.append([])
                room = width
            lines[-1].append(item)
            room -= wide + self.spacing()
        return lines

    def _left_over(self, line: list[QLayoutItem], width: int) -> int:
        """What each item of a line may take besides its own width."""
        taken = sum(item.sizeHint().width() for item in line) + self.spacing() * (len(line) - 1)
        return max(0, width - taken) // len(line)

    def _place_line(self, line: list[QLayoutItem], rect: QRect, more: int) -> None:
        rtl = self.is_rtl()
        full = sum(item.sizeHint().width() for item in line) + self.spacing() * (len(line) - 1)
        left = rect.right() + 1 - full if self._end else rect.left()
        for item in line:
            hint = item.sizeHint() + QSize(more, 0)
            width = min(hint.width(), rect.width())
            x = rect.left() + rect.right() + 1 - left - width if rtl else left
            item.setGeometry(
                QRect(QPoint(x, rect.top() + (rect.height() - hint.height()) // 2), QSize(width, hint.height()))
            )
            left += hint.width() + self.spacing()
