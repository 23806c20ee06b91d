"""A list of lines in an open form, a row each, and rows that others add, change and remove behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from ui.dialogs import meanwhile
from ui.widgets.meanwhile_note import MeanwhileNote

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from PySide6.QtWidgets import QWidget

    from learnerplan.domain.changes import Changes
    from ui.context import Context


class Line(Protocol):
    """A line shows the row `row_id`, or a new one where that is empty."""

    row_id: str

    def value(self) -> Any:
        """What its fields hold."""

    def show_value(self, value: Any) -> None:
        """Put another value into its fields."""

    def put_note(self, note: MeanwhileNote) -> None:
        """Find a place for a note near the fields."""


class Lines(Protocol):
    """The list in the form."""

    def line_of(self, row_id: str) -> Line | None:
        """The line of a row; none where it was taken away here."""

    def insert(self, row_id: str, value: Any, after: str) -> Line:
        """A line for a row, below that of the row `after`, or at the top."""

    def drop(self, line: Any) -> None:
        """Take a line away."""

    def ids(self) -> list[str]:
        """The rows of the lines from the top, empty for a new one."""

    def arrange(self, ids: Sequence[str]) -> None:
        """Bring the lines of these rows into this order, in the places that they have; the others stay."""


class MeanwhileLines(QObject):
    """Follows the rows that `read` gives by their ids, as `ui.dialogs.meanwhile` does for fields. The form's child.

    `told` says a value in the words of a note. A line that somebody typed in outlives its row. The lines follow the
    order of the rows until somebody moves one here.
    """

    arriving = Signal()
    arrived = Signal()

    def __init__(
        self,
        ctx: Context,
        table: str,
        read: Callable[[], Mapping[str, Any]],
        lines: Lines,
        told: Callable[[Any], str],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._ctx, self._table, self._read, self._lines, self._told = ctx, table, read, lines, told
        self._stored = dict(read())
        self._loaded: dict[str, Any] = {}
        for row_id in self._stored:
            line = lines.line_of(row_id)
            if line is not None:
                self._loaded[row_id] = line.value()
        self.notes: dict[str, MeanwhileNote] = {}
        ctx.changes.changed.connect(self._on_changes)

    def _on_changes(self, changes: Changes) -> None:
        if self._table in changes.tables:
            self.look()

    def look(self) -> bool:
        """Read the rows anew; tells whether anything came in that the lines did not know of."""
        before, now = self._stored, dict(self._read())
        if list(now.items()) == list(before.items()):
            return False
        self._stored = now
        self.arriving.emit()
        for row_id in before:
            if row_id not in now:
                self._removed(row_id)
        held = [row_id for row_id in self._lines.ids() if row_id in before and row_id in now]
        theirs = sorted(held, key=list(now).index)
        if theirs != held == sorted(held, key=list(before).index):
            self._lines.arrange(theirs)
        above = ""
        for row_id, value in now.items():
            line = self._lines.line_of(row_id)
            if row_id not in before or (line is None and value != before[row_id]):
                # What was taken away here and changed there is shown again: nobody removes what they have not read.
                self._added(row_id, value, above, "changed" if row_id in before else "added")
            elif line is not None and value != before[row_id]:
                self._changed(row_id, line, value)
            above = row_id if self._lines.line_of(row_id) is not None else above
        self.arrived.emit()
        return True

    def _added(self, row_id: str, value: Any, above: str, did: str) -> None:
        line = self._lines.insert(row_id, value, above)
        self._loaded[row_id] = line.value()
        self._note(row_id, line, MeanwhileNote(self._ctx.theme, self._who(row_id), "", did=did))

    def _changed(self, row_id: str, line: Line, value: Any) -> None:
        if line.value() == value:
            self._loaded[row_id] = value
            self._note(row_id, line, None)
        elif line.value() == self._loaded.get(row_id):
            self._take(row_id, line, value, MeanwhileNote(self._ctx.theme, self._who(row_id), ""))
        else:
            said = self._told(value)
            note = MeanwhileNote(
                self._ctx.theme, self._who(row_id), said, lambda: self._take(row_id, line, value, None)
            )
            self._note(row_id, line, note)

    def _removed(self, row_id: str) -> None:
        line = self._lines.line_of(row_id)
        if line is None:
            return
        if line.value() == self._loaded.pop(row_id, None):
            self._note(row_id, line, None)
            self._lines.drop(line)
            return
        line.row_id = ""
        note = MeanwhileNote(self._ctx.theme, self._who(row_id), "", lambda: self._lines.drop(line), removed=True)
        self._note(row_id, line, note)

    def _take(self, row_id: str, line: Line, value: Any, note: MeanwhileNote | None) -> None:
        line.show_value(value)
        self._loaded[row_id] = line.value()
        self._note(row_id, line, note)

    def _note(self, row_id: str, line: Line, note: MeanwhileNote | None) -> None:
        old = self.notes.pop(row_id, None)
        if old is not None and isValid(old):  # a note goes with its line
            old.hide()
            old.deleteLater()
        if note is not None:
            self.notes[row_id] = note
            line.put_note(note)
            note.show()

    def _who(self, row_id: str) -> str:
        return meanwhile.who(self._ctx, self._table, row_id)
