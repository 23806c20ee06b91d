"""Choosing the standards that a goal works on: type to search, Enter to take, a click to take away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QWidget

from learnerplan.domain.competencies import aliases_of, normal_code
from learnerplan.domain.markdown import plain
from learnerplan.domain.names import folded
from ui.widgets.button import Button
from ui.widgets.fields import TextField
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.layout import clear, column

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from learnerplan.services.competencies import CompetencyRow
    from ui.theme.theme import Theme

_LONGEST = 34
_FOUND_BY = Qt.ItemDataRole.UserRole
_ID = Qt.ItemDataRole.UserRole + 1


def described(row: CompetencyRow) -> str:
    """A competency on one line: its code and what it means, for a child where that is said."""
    words = row.child_statement or row.short_statement or row.statement
    return " · ".join(part for part in (row.code, plain(words)) if part)


class _Finder(QCompleter):
    """Finds competencies by any word of theirs, and by any way in which their code is written."""

    def __init__(self, rows: Sequence[CompetencyRow], parent: QWidget) -> None:
        super().__init__(parent)
        model = QStandardItemModel(self)
        for row in rows:
            item = QStandardItem(_shown(row))
            item.setData(_found_by(row), _FOUND_BY)
            item.setData(row.id, _ID)
            model.appendRow(item)
        self._texts = [_found_by(row).casefold() for row in rows]
        self.setModel(model)
        self.setCompletionRole(_FOUND_BY)
        self.setFilterMode(Qt.MatchFlag.MatchContains)
        self.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setMaxVisibleItems(8)

    def splitPath(self, typed: str) -> list[str]:
        """What to look for: the text as typed, or as a code in its normal form where only that is found."""
        code = normal_code(typed)
        if code and not self._has(typed) and self._has(code):
            return [code]
        return [typed]

    def pathFromIndex(self, index: QModelIndex | QPersistentModelIndex) -> str:
        """What stands in the field while the arrow keys go through the list."""
        return str(index.data(Qt.ItemDataRole.DisplayRole) or "")

    def _has(self, text: str) -> bool:
        wanted = text.casefold()
        return any(wanted in each for each in self._texts)


class CompetencyPicker(QWidget):
    """Holds the chosen competencies in the order in which they were chosen."""

    def __init__(self, theme: Theme, rows: Sequence[CompetencyRow], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._rows = {row.id: row for row in rows}
        self._chosen: list[str] = []
        self.line = TextField(theme, "Type a code or a word", "search", name="Find a standard")
        self.completer = _Finder(rows, self)
        self.completer.activated[QModelIndex].connect(self._take)  # type: ignore[index]  # the stubs know one signature
        self.line.setCompleter(self.completer)
        self._chips = FlowLayout(theme.px(6))
        place = QWidget()
        place.setLayout(self._chips)
        self.setLayout(column(self.line, place, gap=theme.px(6)))
        self.setFocusProxy(self.line)
        self._place = place
        self._show()

    def value(self) -> list[str]:
        """The ids of the chosen competencies."""
        return list(self._chosen)

    def choose(self, ids: Iterable[str]) -> None:
        """Choose these."""
        self._chosen = [one for one in dict.fromkeys(ids) if one in self._rows]
        self._show()

    def knows(self, row_id: str) -> bool:
        """Whether this competency can be chosen here."""
        return row_id in self._rows

    def take_first(self) -> bool:
        """Take the best match of what is typed, a code in whatever form first; tells whether there was one."""
        typed = self.line.value()
        code, words = normal_code(typed), folded(typed).split()
        if not words:
            return False
        by_code = (row for row in self._rows.values() if code in _codes(row))
        by_words = (row for row in self._rows.values() if _holds(row, words))
        found = next(by_code, None) or next(by_words, None)
        if found is not None:
            self._add(found.id)
        return found is not None

    def _take(self, index: QModelIndex) -> None:
        self._add(str(index.data(_ID)))

    def _add(self, row_id: str) -> None:
        self.choose([*self._chosen, row_id])
        # The completer writes the line into the field after it has told of it.
        self.line.blockSignals(True)
        self.line.clear()
        self.line.blockSignals(False)

    def _remove(self, row_id: str) -> None:
        self._chosen.remove(row_id)
        self._show()
        self.line.setFocus()

    def _show(self) -> None:
        clear(self._chips)
        for row_id in self._chosen:
            text = described(self._rows[row_id])
            short = text if len(text) <= _LONGEST else f"{text[:_LONGEST].rstrip()}…"
            chip = Button(self._theme, short, "secondary", small=True, trailing="x")
            chip.setToolTip(text)
            chip.setAccessibleName(f"Take away {text}")
            chip.clicked.connect(lambda _on=False, one=row_id: self._remove(one))
            self._chips.addWidget(chip)
        self._place.setVisible(bool(self._chosen))


def _shown(row: CompetencyRow) -> str:
    parts = (row.code, plain(row.child_statement), plain(row.short_statement or row.statement))
    return " · ".join(dict.fromkeys(part for part in parts if part))


def _found_by(row: CompetencyRow) -> str:
    parts = (_shown(row), plain(row.statement), *_codes(row))
    return " · ".join(dict.fromkeys(part for part in parts if part))


def _codes(row: CompetencyRow) -> tuple[str, ...]:
    """All ways to write its code, none where it has no code."""
    if not row.code:
        return ()
    normal = normal_code(row.code)
    return (normal, *aliases_of(row.code), *row.aliases.split(), normal.replace(".", ""))


def _holds(row: CompetencyRow, words: list[str]) -> bool:
    text = folded(_found_by(row))
    return all(word in text for word in words)
