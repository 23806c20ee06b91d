"""The base of tables: rows of one height, selected and focused as whole rows, drawn by a delegate."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from ui.widgets import paint

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtGui import QKeyEvent, QMouseEvent

    from ui.theme.theme import Theme

Index = QModelIndex | QPersistentModelIndex
ROW = 52
PAD = 8


class RowDelegate(QStyledItemDelegate):
    """Draws a row's ground; subclasses draw cells in `paint_cell`."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.hovered = -1

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one cell: first what belongs to the row, then the cell itself."""
        rect = QRectF(option.rect)
        painter.save()
        if self.selected(index):
            painter.fillRect(rect, self.theme.color("accent_soft"))
        elif index.row() == self.hovered:
            painter.fillRect(rect, self.theme.color("sunken"))
        self.paint_cell(painter, rect, option, index)
        painter.restore()

    def selected(self, index: Index) -> bool:
        """Whether the cell's row is selected. The view is asked: reading the option's state loads all of QStyle."""
        view = self.parent()
        return isinstance(view, QTableView) and view.selectionModel().isSelected(index)

    def paint_cell(self, painter: QPainter, rect: QRectF, option: QStyleOptionViewItem, index: Index) -> None:
        """The cell's text in one line; the first column in the strong face."""
        role = "strong" if index.column() == 0 else "small"
        self.draw_text(painter, rect, str(index.data() or ""), role, "ink" if index.column() == 0 else "ink2")

    def draw_text(self, painter: QPainter, rect: QRectF, text: str, role: str, tone: str) -> None:
        """One line in a cell with the design's padding, on the side on which reading begins."""
        pad = self.theme.px(PAD)
        view = self.parent()
        rtl = isinstance(view, QWidget) and view.isRightToLeft()
        place = rect.adjusted(pad, 0, -pad, 0)
        align = paint.leading(rtl=rtl)
        paint.words(painter, place, text, self.theme.font(role), self.theme.color(tone), align)


class LearnerTable(QTableView):
    """A table of whole rows. `opened` tells the row's index in the view's model on Enter or double click.

    Space and Shift+arrows select, Escape clears the selection.
    """

    opened = Signal(QModelIndex)

    def __init__(
        self,
        theme: Theme,
        name: str,
        model: QAbstractItemModel,
        delegate: RowDelegate | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._delegate = delegate or RowDelegate(theme, self)
        self._delegate.setParent(self)
        self.setAccessibleName(name)
        self.setModel(model)
        self.setItemDelegate(self._delegate)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setCornerButtonEnabled(False)
        rows = self.verticalHeader()
        rows.setVisible(False)
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(theme.px(ROW))
        columns = self.horizontalHeader()
        columns.setHighlightSections(False)
        columns.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        columns.setFixedHeight(theme.px(41))
        columns.setMinimumSectionSize(theme.px(40))
        columns.setStretchLastSection(True)
        self.doubleClicked.connect(self.opened)

    def set_widths(self, widths: Iterable[int]) -> None:
        """Widths of the columns in px at 100 %; the last one takes what is left."""
        for column, width in enumerate(widths):
            self.setColumnWidth(column, self._theme.px(width))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Escape clears the selection first."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex())
            return
        if event.key() == Qt.Key.Key_Escape and self.selectionModel().hasSelection():
            self.clearSelection()
            return
        super().keyPressEvent(event)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Draw the ring anew: it goes round whole rows, and Qt would draw the two cells alone."""
        super().currentChanged(current, previous)
        self.viewport().update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Light the row under the pointer."""
        self._light(self.indexAt(event.position().toPoint()).row())
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: object) -> None:
        """No row is lit when the pointer is elsewhere."""
        self._light(-1)

    def paintEvent(self, event: object) -> None:
        """Draw the rows, the lines below them, and the focus ring around the current one."""
        super().paintEvent(event)  # type: ignore[arg-type]
        painter = QPainter(self.viewport())
        painter.setPen(self._theme.color("line"))
        width, first, last = self.viewport().width(), self.rowAt(0), self.rowAt(self.viewport().height())
        for row in range(max(first, 0), (last if last >= 0 else self.model().rowCount() - 1) + 1):
            bottom = self.rowViewportPosition(row) + self.rowHeight(row) - 1
            painter.drawLine(0, bottom, width, bottom)
        index = self.currentIndex()
        if not self.hasFocus() or not index.isValid():
            return
        paint.antialiased(painter)
        top = self.rowViewportPosition(index.row())
        box = QRectF(1, top + 1, self.viewport().width() - 2, self.rowHeight(index.row()) - 3)
        paint.ring(painter, self._theme, box, self._theme.px(6))

    def _light(self, row: int) -> None:
        if row != self._delegate.hovered:
            self._delegate.hovered = row
            self.viewport().update()
