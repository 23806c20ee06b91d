"""One column of an imported file: its heading, a few of its cells, and what it is used for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.models import import_columns as model
from ui.widgets.bidi import isolate
from ui.widgets.fields import Select
from ui.widgets.glyph import Glyph
from ui.widgets.layout import column, row
from ui.widgets.text import Elided, Quote, label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent

    from learnerplan.imports.mapped.mapping import ColumnUse
    from ui.theme.theme import Theme

QUOTED = 96


class LateSelect(Select):
    """A choice whose options are filled in when somebody turns to it: a file may have 143 columns."""

    def __init__(self, theme: Theme, options: Sequence[tuple[str, str]], value: str, *, name: str) -> None:
        self._late: tuple[tuple[str, str], ...] = ()
        super().__init__(theme, [option for option in options if option[0] == value], name=name)
        self._late = tuple(options)

    def choose(self, value: str) -> None:
        """Choose an option without announcing it."""
        if self._late and self.findData(value) < 0:
            self.fill()
        super().choose(value)

    def fill(self) -> None:
        """Offer all options."""
        if self._late:
            options, self._late = self._late, ()
            self.offer(options)

    def showPopup(self) -> None:
        """Open the list."""
        self.fill()
        super().showPopup()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys walk through the options, all of them."""
        self.fill()
        super().keyPressEvent(event)


class ColumnField(QWidget):
    """`chosen` tells (index of the column, option)."""

    chosen = Signal(int, str)

    def __init__(self, theme: Theme, use: ColumnUse, kind: str, part: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._index = use.index
        question = kind == "survey" and model.is_question(use)
        header = use.header.strip() or f"Column {use.index + 1}, no heading"
        name = label(isolate(header), "small-strong", wrap=question) if question else Elided(header, "small-strong")
        sample = use.samples[0] if use.samples else ""
        says: QWidget
        if question and sample:
            says = Quote(sample if len(sample) < QUOTED else sample[:QUOTED].rstrip() + "…", "s")
        else:
            says = Elided("  ·  ".join(map(isolate, use.samples)) or "Empty", "caption")
        if use.samples:
            says.setToolTip("\n".join(use.samples))
        options = model.question_options() if question else model.options(kind, part)
        self.select = LateSelect(theme, options, model.value_of(use), name=f"{header}: what it is used for")
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
