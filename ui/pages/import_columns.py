"""The left card of the check: what the file is, its open questions, and what each of its columns is used for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.models import import_columns as model
from ui.widgets.bidi import isolate
from ui.widgets.button import Button
from ui.widgets.fields import Select
from ui.widgets.glyph import Glyph
from ui.widgets.layout import clear, column, row
from ui.widgets.text import Elided, Quote, label, set_tone

if TYPE_CHECKING:
    from learnerplan.imports.mapping import ColumnMapping, ColumnUse
    from ui.theme.theme import Theme


class ColumnField(QWidget):
    """One column: its header, a sample of its cells, and what it is used for."""

    chosen = Signal(int, str)
    """(index of the column, option)"""

    def __init__(self, theme: Theme, use: ColumnUse, kind: str, part: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._index = use.index
        question = kind == "survey" and model.is_question(use)
        header = use.header.strip() or f"Column {use.index + 1}, no heading"
        name = label(isolate(header), "small-strong", wrap=question) if question else Elided(header, "small-strong")
        sample = use.samples[0] if use.samples else ""
        says: QWidget
        if question and sample:
            says = Quote(sample if len(sample) < 100 else sample[:96].rstrip() + "…", "s")
        else:
            says = Elided(sample or "Empty", "caption")
        options = model.question_options() if question else model.options(kind, part)
        self.select = Select(theme, options, name=f"{header}: what it is used for")
        self.select.choose(model.value_of(use))
        self.select.chosen.connect(lambda value: self.chosen.emit(self._index, value))
        self._warning = label("", "caption", "warn", wrap=True)
        self._warn = QWidget()
        warn = row(Glyph(theme, "triangle-alert", "warn", 14), self._warning, gap=theme.px(6))
        warn.setContentsMargins(theme.px(22), 0, 0, 0)
        warn.setStretch(1, 1)
        self._warn.setLayout(warn)
        name.setBuddy(self.select)
        line = row(Glyph(theme, "corner-down-right", "ink3", 14), self.select, gap=theme.px(8))
        line.setStretch(1, 1)
        words = column(name, says, gap=theme.px(2 if question else 0))
        self.setLayout(column(words, line, self._warn, gap=theme.px(4)))
        self.show_use(use)

    def show_use(self, use: ColumnUse) -> None:
        """Show what the column is used for now."""
        self.select.choose(model.value_of(use))
        text = model.warning(use)
        self._warning.setText(text)
        self._warn.setVisible(bool(text))
        self.select.setAccessibleDescription(text)
        set_tone(self.select, "")


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
        self._all = False
        self._title = label("Your columns", "card")
        self._origin = label("", "caption", wrap=True)
        self._place = column(gap=theme.px(16))
        self._rest = Button(theme, "", "ghost", "chevron-down", small=True, on_click=self._toggle)
        self.setLayout(column(self._title, self._origin, self._place, self._rest, gap=theme.px(12)))

    def show_mapping(self, mapping: ColumnMapping) -> None:
        """Show these columns; those of the file shown before keep their fields and the focus."""
        before, self._mapping = self._mapping, mapping
        survey = mapping.kind == "survey"
        self._title.setText("Your questions" if survey else "Your columns")
        plain = "Where each answer goes." if survey else "What each is used for."
        self._origin.setText("Remembered from last time" if mapping.remembered else plain)
        if before is None or not _same_file(before, mapping):
            self._all = False
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
        ordered = sorted(mapping.columns, key=lambda use: survey and not model.is_question(use))
        hidden, told = 0, False
        for use in ordered:
            if not self._all and not model.is_shown(use):
                hidden += 1
                continue
            if survey and not model.is_question(use) and not told:
                told = True
                self._place.addWidget(label("Who and when", "row"))
            field = ColumnField(self._theme, use, mapping.kind, mapping.part)
            field.chosen.connect(self._choose)
            self._fields[use.index] = field
            self._place.addWidget(field)
            field.show()  # Qt would show it an event later, and measure without it until then
        left_out = sum(1 for use in mapping.columns if not model.is_shown(use))
        self._rest.setVisible(bool(left_out) and (bool(hidden) or self._all))
        noun = "column is" if left_out == 1 else "columns are"
        self._rest.say("Hide what is left out" if self._all else f"{left_out} more {noun} left out")
        self._rest.show_icon("chevron-up" if self._all else "chevron-down")

    def _toggle(self) -> None:
        self._all = not self._all
        self._build()

    def _choose(self, index: int, value: str) -> None:
        if self._mapping is None:
            return
        self._mapping = model.changed(self._mapping, index, value)
        field = self._fields.get(index)
        if field is not None:
            field.show_use(self._mapping.columns[index])
        self.changed.emit(self._mapping)


def _same_file(one: ColumnMapping, other: ColumnMapping) -> bool:
    """Whether two mappings belong to columns of the same file, kind and part."""
    return (one.fingerprint, one.kind, one.part) == (other.fingerprint, other.kind, other.part)
