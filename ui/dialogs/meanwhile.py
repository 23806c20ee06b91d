"""An open form and a record that changes behind it: nothing that came in is overwritten without being seen.

A form holds the values of the moment when it was opened and writes them all when it is kept. So it follows its record:

- a field in which nothing was typed takes the new value, and says who changed it;
- a field in which something was typed keeps it, and shows the other value below with "Take theirs". Keeping the form
  then writes what stands in the field, as a person's decision between two values that they have both seen.

Rows that belong to the record, a line each, are followed by `ui.dialogs.meanwhile_lines`.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from learnerplan.services import history
from ui.models.measures import number
from ui.widgets.checkbox import CheckBox
from ui.widgets.date_field import DateField
from ui.widgets.fields import Select, TextBox, TextField
from ui.widgets.form import Field
from ui.widgets.meanwhile_note import MeanwhileNote
from ui.widgets.segmented import Segmented

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from learnerplan.domain.changes import Changes
    from ui.context import Context

Control = TextBox | TextField | Select | Segmented | DateField | CheckBox


class Meanwhile(QObject):
    """Follows the row of a table for the fields of a form, by column. It is the form's child and goes with it.

    Notes stand below the field that the form made for a control, or where `put` brings them.
    """

    arriving = Signal()
    """Fields are about to take values that came in."""
    arrived = Signal()
    taken = Signal()
    """A person took what another wrote, in the place of what they had typed."""
    gone = Signal(str)
    """Somebody removed the record; the name is empty where it is not known."""

    def __init__(
        self,
        ctx: Context,
        table: str,
        row_id: str,
        controls: Mapping[str, Control],
        parent: QWidget,
        *,
        put: Callable[[MeanwhileNote], object] | None = None,
    ) -> None:
        super().__init__(parent)
        self._ctx, self._table, self._row_id, self._controls = ctx, table, row_id, dict(controls)
        self._put = put
        self._stored = self._read() or {}
        self._loaded = {column: _shown(control) for column, control in self._controls.items()}
        self.notes: dict[str, MeanwhileNote] = {}
        ctx.changes.changed.connect(self._on_changes)

    def touched(self) -> set[str]:
        """The columns whose fields hold something else than what is stored, as far as the fields can show it."""
        return {column for column, control in self._controls.items() if _shown(control) != self._loaded[column]}

    def _read(self) -> dict[str, Any] | None:
        return history.present(self._ctx.store, self._table, self._row_id)

    def _on_changes(self, changes: Changes) -> None:
        if self._table in changes.tables:
            self.look()

    def look(self) -> bool:
        """Read the record anew; tells whether anything of it came in that the fields did not know of."""
        now = self._read()
        if now is None:
            self.gone.emit(self._who(""))
            return True
        other = [column for column in self._controls if now.get(column) != self._stored.get(column)]
        self._stored = now
        if not other:
            return False
        self.arriving.emit()
        for column in other:
            self._take_in(column, now.get(column))
        self.arrived.emit()
        return True

    def _take_in(self, column: str, value: Any) -> None:
        control = self._controls[column]
        typed = _shown(control)
        if typed == _text(control, value):
            self._loaded[column] = typed
            if self._who(column):  # else it was written here, and what the other wrote may still be taken
                self._note(column, None)
        elif typed == self._loaded[column]:
            self._take(column, value)
        else:
            name = self._who(column)
            told = _told(control, value)
            note = MeanwhileNote(self._ctx.theme, name, told, lambda: self._take(column, value, noted=False))
            self._note(column, note)

    def _take(self, column: str, value: Any, *, noted: bool = True) -> None:
        control = self._controls[column]
        _show(control, value)
        self._loaded[column] = _shown(control)
        self._note(column, MeanwhileNote(self._ctx.theme, self._who(column), "") if noted else None)
        if not noted:
            control.setFocus()
            self.taken.emit()

    def _note(self, column: str, note: MeanwhileNote | None) -> None:
        old = self.notes.pop(column, None)
        if old is not None:
            old.hide()
            old.deleteLater()
        if note is None:
            return
        self.notes[column] = note
        field = _field_of(self._controls[column])
        put = self._put or (field.add_below if field is not None else None)
        if put is not None:
            put(note)
            note.show()

    def _who(self, column: str) -> str:
        return who(self._ctx, self._table, self._row_id, column)


def who(ctx: Context, table: str, row_id: str, column: str = "") -> str:
    """Who changed a row last, or one column of it, where that was another person."""
    cells = history.of_row(ctx.store, table, row_id)
    last = next((cell for cell in reversed(cells) if not column or cell.column == column), None)
    return last.actor if last is not None and last.origin == "share" else ""


def _field_of(control: QWidget) -> Field | None:
    place = control.parentWidget()
    while place is not None and not isinstance(place, Field):
        place = place.parentWidget()
    return place


def _shown(control: Control) -> str:
    if isinstance(control, CheckBox):
        return "yes" if control.isChecked() else ""
    return control.line.text().strip() if isinstance(control, DateField) else control.value()


def _text(control: Control, value: Any) -> str:
    """A stored value as the control would show it."""
    if isinstance(control, CheckBox):
        return "yes" if value else ""
    if isinstance(control, DateField):
        return control.written(_date(value))
    if isinstance(value, float):
        return number(value)
    return "" if value is None else str(value).strip()


def _told(control: Control, value: Any) -> str:
    """A stored value in the words of the form."""
    text = _text(control, value)
    at = control.findData(text) if isinstance(control, Select) else -1
    return control.itemText(at) if isinstance(control, Select) and at >= 0 else text


def _show(control: Control, value: Any) -> None:
    if isinstance(control, CheckBox):
        control.setChecked(bool(value))
    elif isinstance(control, DateField):
        control.show_value(_date(value))
    elif isinstance(control, Select | Segmented):
        control.choose(_text(control, value))
    elif isinstance(control, TextBox):
        control.show_value(_text(control, value))
    else:
        control.setText(_text(control, value))


def _date(value: Any) -> date | None:
    return date.fromisoformat(str(value)[:10]) if value else None
