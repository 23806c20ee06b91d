"""Choosing the standards that a goal works on: type to search, Enter to take, a click to take away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtWidgets import QCompleter, QWidget

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


def described(row: CompetencyRow) -> str:
    """A competency on one line: its code and what it means, for a child where that is said."""
    return " · ".join(part for part in (row.code, row.child_statement or row.statement) if part)


class CompetencyPicker(QWidget):
    """Holds the chosen competencies in the order in which they were chosen."""

    def __init__(self, theme: Theme, rows: Sequence[CompetencyRow], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._rows = {row.id: row for row in rows}
        self._ids = list(self._rows)
        self._chosen: list[str] = []
        self.line = TextField(theme, "Type a code or a word", "search", name="Find a standard")
        self._names = QStringListModel([_found_by(row) for row in rows], self)
        self.completer = QCompleter(self._names, self)
        self.completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.completer.setMaxVisibleItems(8)
        self.completer.activated.connect(self._take)
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

    def take_first(self) -> bool:
        """Take the best match of what is typed; tells whether there was one."""
        words = folded(self.line.value()).split()
        for row_id, row in self._rows.items() if words else ():
            if all(word in folded(_found_by(row)) for word in words):
                self._add(row_id)
                return True
        return False

    def _take(self, text: str) -> None:
        names = self._names.stringList()
        if text in names:
            self._add(self._ids[names.index(text)])

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


def _found_by(row: CompetencyRow) -> str:
    parts = (row.code, row.child_statement, row.statement)
    return " · ".join(dict.fromkeys(part for part in parts if part))
