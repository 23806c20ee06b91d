"""Choosing several learners in a form: a few letters of any of their names, Enter takes the first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QWidget

from learnerplan.domain import names
from ui.dialogs.learner_picker import best
from ui.widgets.bidi import isolate
from ui.widgets.button import Button
from ui.widgets.fields import TextField
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.layout import clear, column

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from learnerplan.services.learners import NameRow
    from ui.theme.theme import Theme

_FOUND_BY = Qt.ItemDataRole.UserRole
_ID = Qt.ItemDataRole.UserRole + 1
_ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class _Finder(QCompleter):
    """Finds learners by any part of any of their names, without regard to case and accents."""

    def __init__(self, rows: Sequence[NameRow], parent: QWidget) -> None:
        super().__init__(parent)
        model = QStandardItemModel(self)
        for row in rows:
            item = QStandardItem(isolate(row.name))
            item.setData(names.folded(f"{row.name} {row.given_name} {row.family_name} {row.other_name}"), _FOUND_BY)
            item.setData(row.id, _ID)
            model.appendRow(item)
        self.setModel(model)
        self.setCompletionRole(_FOUND_BY)
        self.setFilterMode(Qt.MatchFlag.MatchContains)
        self.setMaxVisibleItems(8)

    def splitPath(self, typed: str) -> list[str]:
        """What to look for."""
        return [names.folded(typed)]

    def pathFromIndex(self, index: QModelIndex | QPersistentModelIndex) -> str:
        """What stands in the field while the arrow keys go through the list."""
        return str(index.data(Qt.ItemDataRole.DisplayRole) or "")


class PeoplePicker(QWidget):
    """Holds the chosen learners in the order in which they were chosen. `changed` tells that others are chosen now."""

    changed = Signal()

    def __init__(
        self, theme: Theme, rows: Sequence[NameRow], *, name: str = "Students", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._chosen: list[str] = []
        self.line = TextField(theme, "Type a name", "search", name=name)
        self._find_in(rows)
        self.line.installEventFilter(self)
        self.line.returnPressed.connect(self.take_first)  # while the list is open it sends Enter past the filter
        self._chips = FlowLayout(theme.px(6))
        self._place = QWidget()
        self._place.setLayout(self._chips)
        self.setLayout(column(self._place, self.line, gap=theme.px(6)))
        self.setFocusProxy(self.line)
        self._show()

    def offer(self, rows: Sequence[NameRow]) -> None:
        """Offer other learners; those who were chosen and are among them stay chosen."""
        self._find_in(rows)
        self.choose(self._chosen)

    def value(self) -> tuple[str, ...]:
        """The ids of the chosen learners."""
        return tuple(self._chosen)

    def choose(self, ids: Iterable[str]) -> None:
        """Choose these; ids that are not on offer are left out."""
        self._chosen = [one for one in dict.fromkeys(ids) if one in self._rows]
        self._show()
        self.changed.emit()

    def take_first(self) -> bool:
        """Take the best match of what is typed; tells whether there was one."""
        typed = self.line.value()
        found = best([row for row in self._rows.values() if row.id not in self._chosen], typed) if typed else []
        if found:
            self._add(found[0].id)
        return bool(found)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter takes the first match; Backspace in the empty field takes the last one away."""
        if watched is self.line and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            plain = not event.modifiers() & Qt.KeyboardModifier.ControlModifier
            if event.key() in _ENTERS and plain and self.line.value():
                self.take_first()
                return True
            if event.key() == Qt.Key.Key_Backspace and not self.line.text() and self._chosen:
                self._remove(self._chosen[-1])
                return True
        return super().eventFilter(watched, event)

    def _find_in(self, rows: Sequence[NameRow]) -> None:
        ordered = sorted(rows, key=lambda row: names.sort_key(row.given_name, row.family_name))
        self._rows = {row.id: row for row in ordered}
        self.completer = _Finder(ordered, self)
        self.completer.activated[QModelIndex].connect(self._take)  # type: ignore[index]  # the stubs know one signature
        self.line.setCompleter(self.completer)

    def _take(self, index: QModelIndex) -> None:
        self._add(str(index.data(_ID)))

    def _add(self, learner_id: str) -> None:
        self.choose([*self._chosen, learner_id])
        # The completer writes the line into the field after it has told of it.
        self.line.blockSignals(True)
        self.line.clear()
        self.line.blockSignals(False)

    def _remove(self, learner_id: str) -> None:
        self.choose([one for one in self._chosen if one != learner_id])
        self.line.setFocus()

    def _show(self) -> None:
        clear(self._chips)
        for learner_id in self._chosen:
            name = self._rows[learner_id].name
            chip = Button(self._theme, isolate(name), "secondary", small=True, trailing="x")
            chip.setAutoDefault(False)
            chip.setAccessibleName(f"Take away {name}")
            chip.clicked.connect(lambda _on=False, one=learner_id: self._remove(one))
            self._chips.addWidget(chip)
        self._place.setVisible(bool(self._chosen))
