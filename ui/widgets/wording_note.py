"""A gentle look at an adult's wording: a line under the word, and what could stand there below the field.

It never blocks, and it is never put on a child's own words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QWidget

from learnerplan.domain import wording
from ui.widgets.bidi import isolate
from ui.widgets.glyph import Glyph
from ui.widgets.layout import column, row
from ui.widgets.text import label

if TYPE_CHECKING:
    from ui.theme.theme import Theme
    from ui.widgets.fields import TextBox, TextField

MOST = 2
"""So many words are spoken of at once."""


class WordingNote(QWidget):
    """Stands below the fields that it watches; hidden while there is nothing to say or while it is at rest."""

    def __init__(self, theme: Theme, *fields: TextBox | TextField, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._fields = theme, fields
        self._active = True
        self._words = label("", "caption", "ink2", wrap=True)
        line = row(Glyph(theme, "lightbulb", "ink3", 14), self._words, gap=theme.px(6))
        line.setStretch(1, 1)
        self.setLayout(column(line, gap=0))
        for field in fields:
            field.textChanged.connect(self.look)
        self.hide()

    def set_active(self, active: bool) -> None:
        """Look at the words, or leave them alone, as those of a child or a family."""
        self._active = active
        self.look()

    def look(self) -> None:
        """Mark the words worth another look."""
        said: dict[str, str] = {}
        for field in self._fields:
            box = isinstance(field, QPlainTextEdit)
            text = field.toPlainText() if isinstance(field, QPlainTextEdit) else field.text()
            found = wording.marks(text) if self._active else []
            if box and isinstance(field, QPlainTextEdit):
                self._underline(field, text, found)
            said.update((mark.word.casefold(), f"“{isolate(mark.word)}” could be: {mark.instead}.") for mark in found)
        self._words.setText("\n".join(list(said.values())[:MOST]))
        self.setVisible(bool(said))

    def _underline(self, box: QPlainTextEdit, text: str, found: list[wording.Mark]) -> None:
        lines = []
        for mark in found:
            selection = QTextEdit.ExtraSelection()
            look = QTextCharFormat()
            look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DashUnderline)
            look.setUnderlineColor(self._theme.color("accent"))
            cursor = QTextCursor(box.document())
            cursor.setPosition(_units(text[: mark.start]))
            cursor.setPosition(_units(text[: mark.end]), QTextCursor.MoveMode.KeepAnchor)
            selection.cursor, selection.format = cursor, look
            lines.append(selection)
        box.setExtraSelections(lines)


def _units(text: str) -> int:
    """The length of a text as Qt counts it: an emoji is two."""
    return len(text.encode("utf-16-le")) // 2
