"""The columns of a file in the left card of the check: used ones first, others folded away and searched."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from learnerplan.imports.words.folding import fold
from ui import days
from ui.models import import_columns as model
from ui.pages.import_column_field import ColumnField
from ui.widgets.button import Button
from ui.widgets.fields import TextField
from ui.widgets.layout import STRETCH, clear, column, row
from ui.widgets.text import label

if TYPE_CHECKING:
    from learnerplan.imports.mapped.mapping import ColumnMapping, ColumnUse
    from ui.theme.theme import Theme

SEARCHED, STEP = 15, 25
"""From so many columns on they can be searched; so many that are left out are shown at a time."""


class ColumnsPanel(QWidget):
    """All columns of one file. `changed` brings the mapping as the teacher wants it."""

    changed = Signal(object)
    reset_wanted = Signal()
    """The columns are to be used as is proposed for files of which nothing is remembered."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._mapping: ColumnMapping | None = None
        self._fields: dict[int, ColumnField] = {}
        self._left_out_shown = 0
        px = theme.px
        self._title = label("Your columns", "card")
        self._origin = label("", "caption", wrap=True)
        self.reset = Button(theme, "Start over", "ghost", "rotate-ccw", small=True, on_click=self.reset_wanted.emit)
        self.reset.setToolTip("Use the columns as their headings propose.")
        self.search = TextField(theme, "Search the columns", "search", name="Search the columns", small=True)
        self.search.textChanged.connect(self._build)
        self._none = label("No column by that name.", "caption")
        self._place = column(gap=px(16))
        self._rest = Button(theme, "", "ghost", "chevron-down", small=True, on_click=self._show_more)
        self._fold = Button(theme, "Hide what is left out", "ghost", "chevron-up", small=True, on_click=self._hide)
        origin = row(self._origin, self.reset, gap=px(4))
        origin.setStretch(0, 1)
        head = column(self._title, origin, self.search, gap=px(10))
        foot = column(row(self._rest, STRETCH), row(self._fold, STRETCH), gap=0)
        self.setLayout(column(head, self._none, self._place, foot, gap=px(12)))

    def show_mapping(self, mapping: ColumnMapping, used: date | None = None) -> None:
        """Show these columns; those of the file shown before keep their fields and the focus.

        `used` is the day on which files with these headings were last read.
        """
        before, self._mapping = self._mapping, mapping
        survey = mapping.kind == "survey"
        self._title.setText("Your questions" if survey else "Your columns")
        plain = "Where each answer goes." if survey else "What each is used for."
        own = any(use.reason == model.OWN for use in mapping.columns)
        self._origin.setText(remembered_words(used, date.today()) if mapping.remembered else plain)
        self.reset.setVisible(mapping.remembered or own)
        if before is None or not _same_file(before, mapping):
            self._left_out_shown = 0
            self.search.blockSignals(True)  # the fields are made below, once
            self.search.clear()
            self.search.blockSignals(False)
            self.search.setVisible(len(mapping.columns) >= SEARCHED)
            self._build()
            return
        for use in mapping.columns:
            field = self._fields.get(use.index)
            if field is not None:
                field.show_use(use)

    def mapping(self) -> ColumnMapping | None:
        """The mapping that is shown."""
        return self._mapping

    def field(self, index: int) -> ColumnField | None:
        """The field of a column, where it is shown."""
        return self._fields.get(index)

    def _build(self) -> None:
        clear(self._place)
        self._fields.clear()
        mapping = self._mapping
        if mapping is None:
            return
        survey = mapping.kind == "survey"
        words = fold(self.search.text()) if self.search.text().strip() else ""
        wanted, rest = self._wanted(mapping, words)
        told = False
        for use in sorted(wanted, key=lambda use: survey and not model.is_question(use)):
            if survey and not model.is_question(use) and not told:
                told = True
                self._place.addWidget(label("Who and when", "row"))
            self._add(use, mapping)
        self._none.setVisible(not wanted)
        self._rest.setVisible(rest > 0)
        self._rest.say(f"{rest} more" if words else _folded(mapping, rest))
        self._fold.setVisible(self._left_out_shown > 0 and not words)

    def _wanted(self, mapping: ColumnMapping, words: str) -> tuple[list[ColumnUse], int]:
        """The columns to show, and how many others there are."""
        if words:
            found = [use for use in mapping.columns if words in fold(use.header)]
        else:
            found = [use for use in mapping.columns if model.is_shown(use)]
        left_out = [] if words else [use for use in mapping.columns if not model.is_shown(use)]
        if words:
            most = STEP + self._left_out_shown
            return found[:most], max(0, len(found) - most)
        return found + left_out[: self._left_out_shown], max(0, len(left_out) - self._left_out_shown)

    def _add(self, use: ColumnUse, mapping: ColumnMapping) -> None:
        field = ColumnField(self._theme, use, mapping.kind, mapping.part)
        field.chosen.connect(self._choose)
        self._fields[use.index] = field
        self._place.addWidget(field)
        field.show()  # Qt would show it an event later, and measure without it until then

    def _show_more(self) -> None:
        self._left_out_shown += STEP
        self._build()

    def _hide(self) -> None:
        self._left_out_shown = 0
        self._build()

    def _choose(self, index: int, value: str) -> None:
        if self._mapping is None:
            return
        self._mapping = model.changed(self._mapping, index, value)
        field = self._fields.get(index)
        if field is not None:
            field.show_use(self._mapping.columns[index])
        self.changed.emit(self._mapping)


def remembered_words(used: date | None, today: date) -> str:
    """Such as "Remembered from 3 September"."""
    if used is None:
        return "Remembered from last time"
    if used == today:
        return "Remembered from earlier today"
    year = f" {used.year}" if used.year != today.year else ""
    return f"Remembered from {used.day} {days.long_month(used)}{year}"


def _folded(mapping: ColumnMapping, rest: int) -> str:
    """What the columns are that are folded away."""
    if any(map(model.is_kept, mapping.columns)):
        return f"{rest} more, kept or left out"
    return "1 more column is left out" if rest == 1 else f"{rest} more columns are left out"


def _same_file(one: ColumnMapping, other: ColumnMapping) -> bool:
    """Whether two mappings belong to columns of the same file, kind and part."""
    return (one.fingerprint, one.kind, one.part) == (other.fingerprint, other.kind, other.part)
