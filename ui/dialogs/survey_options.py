"""The answers that a question offers: a line each, with a picture where it helps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ui.models.survey_words import picture_choices
from ui.widgets.button import Button, IconButton
from ui.widgets.fields import Select, TextField
from ui.widgets.layout import STRETCH, column, row
from ui.widgets.survey_picture import SurveyPicture

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent

    from ui.theme.theme import Theme

FEWEST = 2


class _Words(TextField):
    """Enter goes to the next line, and makes one after the last; Ctrl with an arrow moves the line."""

    entered = Signal()
    moved = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not control:
            self.entered.emit()
        elif control and event.key() in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            self.moved.emit(-1 if event.key() == Qt.Key.Key_Up else 1)
        else:
            super().keyPressEvent(event)


class _Line(QWidget):
    def __init__(self, theme: Theme, text: str, picture: str, row_id: str = "") -> None:
        super().__init__()
        self._theme = theme
        self.row_id = row_id
        self.words = _Words(theme, "An answer")
        self.words.setText(text)
        self.picture = Select(theme, picture_choices(), name="Picture")
        self.picture.choose(picture)
        self.drawn = SurveyPicture(theme, picture, 28)
        self.remove = IconButton(theme, "x", "Remove this answer", small=True)
        self._box = row(self.words, self.drawn, self.picture, self.remove, gap=theme.px(8))
        self._box.setStretch(0, 3)
        self._box.setStretch(2, 2)
        self._whole = column(self._box, gap=theme.px(4))
        self.setLayout(self._whole)
        self.picture.chosen.connect(self._draw)

    def value(self) -> tuple[str, str]:
        """(text, picture)."""
        return self.words.value(), self.picture.value()

    def show_value(self, value: tuple[str, str]) -> None:
        """Show another answer."""
        self.words.setText(value[0])
        self.picture.choose(value[1])
        self._draw(value[1])

    def put_note(self, note: QWidget) -> None:
        """Put a note below the fields."""
        self._whole.addWidget(note)

    def number(self, at: int) -> None:
        """Name the controls by their place."""
        self.words.setAccessibleName(f"Answer {at}")
        self.picture.setAccessibleName(f"Picture of answer {at}")
        self.remove.rename(f"Remove answer {at}")

    def _draw(self, name: str) -> None:
        fresh = SurveyPicture(self._theme, name, 28)
        fresh.setVisible(not self.drawn.isHidden())
        self._box.replaceWidget(self.drawn, fresh)
        self.drawn.deleteLater()
        self.drawn = fresh


class SurveyOptions(QWidget):
    """`changed` tells that an answer was typed, added, moved or removed. Lines left empty at the end do not count."""

    changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._pictures = True
        self.lines: list[_Line] = []
        self._lines = column(gap=theme.px(6))
        self.add = Button(
            theme, "Add an answer", "ghost", "plus", small=True, on_click=lambda: self._append(focus=True)
        )
        self.setLayout(column(self._lines, row(self.add, STRETCH), gap=theme.px(6)))

    def value(self) -> tuple[tuple[str, str], ...]:
        """(text, picture) of the answers in their order."""
        found = [(line.words.value(), line.picture.value() if self._pictures else "") for line in self.lines]
        return tuple(pair for pair in found if pair[0])

    def show_options(self, options: Sequence[tuple[str, str]], ids: Sequence[str] = ()) -> None:
        """Show these answers; `ids` are those of their rows, where they have any."""
        for line in self.lines:
            self._lines.removeWidget(line)
            line.deleteLater()
        self.lines.clear()
        for at, (text, picture) in enumerate(options):
            self._append(text, picture, ids[at] if at < len(ids) else "")

    def line_of(self, row_id: str) -> _Line | None:
        """The line of a row; none where it was removed here."""
        return next((line for line in self.lines if line.row_id == row_id), None)

    def insert(self, row_id: str, value: tuple[str, str], after: str) -> _Line:
        """A line for an answer that came in, below that of the row `after`."""
        line = self._append(*value, row_id)
        above = self.line_of(after) if after else None
        to = self.lines.index(above) + 1 if above is not None else 0
        self.shift(line, to - len(self.lines) + 1)
        return line

    def drop(self, line: _Line) -> None:
        """Take a line away."""
        at = self.lines.index(line)
        inside = line.isAncestorOf(self.focusWidget()) if self.focusWidget() is not None else False
        self.lines.remove(line)
        self._lines.removeWidget(line)
        line.hide()
        line.deleteLater()
        while len(self.lines) < FEWEST:
            self._append()
        if inside:
            self.lines[min(at, len(self.lines) - 1)].words.setFocus()
        self._tell()

    def ids(self) -> list[str]:
        """The rows of the lines from the top, empty for a new one."""
        return [line.row_id for line in self.lines]

    def arrange(self, ids: Sequence[str]) -> None:
        """Bring the lines of these rows into this order, in the places that they have."""
        lines = list(self.lines)
        places = [at for at, line in enumerate(lines) if line.row_id in ids]
        moved = [line for row_id in ids for line in self.lines if line.row_id == row_id]
        for at, line in zip(places, moved, strict=True):
            lines[at] = line
        for at, line in enumerate(lines):
            self.shift(line, at - self.lines.index(line))

    def show_pictures(self, shown: bool) -> None:
        """Offer pictures or not."""
        self._pictures = shown
        for line in self.lines:
            line.picture.setVisible(shown)
            line.drawn.setVisible(shown)

    def shift(self, line: _Line, by: int) -> None:
        """Move a line up (negative) or down."""
        at = self.lines.index(line)
        to = max(0, min(len(self.lines) - 1, at + by))
        self.lines.insert(to, self.lines.pop(at))
        self._lines.removeWidget(line)
        self._lines.insertWidget(to, line)
        self._tell()

    def _append(self, text: str = "", picture: str = "", row_id: str = "", *, focus: bool = False) -> _Line:
        line = _Line(self._theme, text, picture, row_id)
        line.words.textChanged.connect(self.changed)
        line.picture.chosen.connect(lambda _name: self.changed.emit())
        line.words.entered.connect(lambda: self._next(line))
        line.words.moved.connect(lambda by: self.shift(line, by))
        line.remove.clicked.connect(lambda: self.drop(line))
        self.lines.append(line)
        self._lines.addWidget(line)
        self.show_pictures(self._pictures)
        self._tell()
        if focus:
            line.words.setFocus()
        return line

    def _next(self, line: _Line) -> None:
        at = self.lines.index(line) + 1
        if at == len(self.lines):
            self._append(focus=True)
        else:
            self.lines[at].words.setFocus()

    def _tell(self) -> None:
        for number, line in enumerate(self.lines, start=1):
            line.number(number)
        self.changed.emit()
