"""Tables over frozen rows: the columns say how a row reads, sorts and sounds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

T = TypeVar("T")
Index = QModelIndex | QPersistentModelIndex
SORT_ROLE = int(Qt.ItemDataRole.UserRole) + 1
ROW_ROLE = int(Qt.ItemDataRole.UserRole) + 2
"""Gives the whole frozen row, for delegates and for selection by id."""
_TEXT, _TIP = int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.ToolTipRole)
_SOUND, _ALIGN = int(Qt.ItemDataRole.AccessibleTextRole), int(Qt.ItemDataRole.TextAlignmentRole)


@dataclass(frozen=True)
class Column(Generic[T]):
    """One column: its title, its text for a row, and where they differ from it the key to sort by and the tip."""

    title: str
    text: Callable[[T], str]
    sort: Callable[[T], Any] | None = None
    tip: Callable[[T], str] | None = None
    right: bool = False
    """Whether it holds numbers, which stand at the end of the cell."""


class RowsModel(QAbstractTableModel, Generic[T]):
    """Frozen rows as a table. `sentence` says a whole row in words, for people who listen to the table."""

    def __init__(
        self,
        columns: Sequence[Column[T]],
        sentence: Callable[[T], str] | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._columns = tuple(columns)
        self._sentence = sentence
        self._rows: Sequence[T] = ()

    def set_rows(self, rows: Sequence[T]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def rows(self) -> Sequence[T]:
        """The rows that are shown."""
        return self._rows

    def row_at(self, index: Index) -> T:
        """The row behind an index of this model."""
        return self._rows[index.row()]

    def text(self, row: T, column: int) -> str:
        """What a column says of a row."""
        return self._columns[column].text(row)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own signature
        """How many rows there are; cells have none below them."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own signature
        """How many columns there are."""
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = _TEXT) -> Any:
        """Text, tip, sort key, sentence or the row itself."""
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], self._columns[index.column()]
        if role == _TEXT:
            return column.text(row)
        if role == ROW_ROLE:
            return row
        if role == SORT_ROLE:
            return column.sort(row) if column.sort is not None else column.text(row)
        if role == _TIP:
            return column.tip(row) if column.tip is not None else None
        if role == _SOUND:
            return self._sentence(row) if self._sentence is not None else column.text(row)
        if role == _ALIGN and column.right:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _TEXT) -> Any:
        """The columns' titles."""
        if orientation == Qt.Orientation.Horizontal and role in {_TEXT, _SOUND}:
            return self._columns[section].title
        return None
