"""The files of an import that brings several: choose one to see its columns and rows, or all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QWidget

from learnerplan.imports.planned.plan import Verdict
from ui.models.import_kinds import words
from ui.widgets.file_row import FileRow
from ui.widgets.glyph import Glyph
from ui.widgets.layout import clear, column, row
from ui.widgets.text import label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.models.import_index import RowIndex
    from ui.pages.import_sources import Part
    from ui.theme.theme import Theme

PARTS = {
    "learners": "students",
    "classes": "classes",
    "enrolments": "who is in which class",
    "teachers": "teachers, left out",
    "schools": "schools, left out",
    "users": "students and their families",
    "taught classes": "classes",
    "places in classes": "who is in which class",
    "sessions": "school years and terms",
    "relationships": "family contacts",
    "demographics": "birth dates",
    "roles": "who is a student",
    "orgs": "schools, left out",
    "courses": "courses, read with the classes",
    "flags": "sensitive flags, left out",
    "gradebook": "gradebook, left out",
    "aside": "not needed, left out",
}


def what(part: Part, index: RowIndex) -> str:
    """What a file is and what comes of it, in a few words."""
    kind = PARTS.get(part.part) or part.part or words(part.kind).noun
    if part.aside and part.part not in PARTS:
        kind = f"{kind}, left out"
    counted = ((Verdict.NEW, "new"), (Verdict.UPDATED, "updated"), (Verdict.REFUSED, "refused"))
    told = [f"{index.verdicts[verdict]:,} {word}" for verdict, word in counted if index.verdicts[verdict]]
    open_rows = index.verdicts[Verdict.UNDECIDED]
    if open_rows:
        told.insert(0, "1 needs you" if open_rows == 1 else f"{open_rows:,} need you")
    nothing = [] if part.aside else ["nothing new"]
    return ", ".join([f"{kind[0].upper()}{kind[1:]}", *(told or nothing)])


class FilesPanel(QWidget):
    """`chosen` brings the index of a file, -1 for all of them."""

    chosen = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._rows: list[FileRow] = []
        self._names: list[str] = []
        self._group = QButtonGroup(self)
        self._title = label("", "card")
        self._place = column(gap=theme.px(2))
        self._aside = column(gap=theme.px(8))
        self.setLayout(column(self._title, self._place, self._aside, gap=theme.px(8)))

    def show_parts(
        self, parts: Sequence[Part], indexes: Sequence[RowIndex], aside: Sequence[str], before: Sequence[str]
    ) -> None:
        """List these files; `aside` are sentences about files that are left alone, `before` about those seen before."""
        pending = all(part.file is None for part in parts)
        several = f"{len(parts)} files" if pending else f"{len(parts)} tables"
        self._title.setText(several if len(parts) > 1 else "Files")
        names = [part.name for part in parts]
        if self._names != names:
            self._names = names
            self._build(names)
        for held, part, index in zip(self._rows[1:], parts, indexes, strict=True):
            held.show_caption(what(part, index), *_mark(index))
        clear(self._aside)
        for sentence in before:
            self._say(sentence, "history", "ink3")
        for sentence in aside:
            self._say(sentence, "triangle-alert", "warn")

    def _say(self, sentence: str, icon: str, tone: str) -> None:
        told = label(sentence, "caption", tone if tone == "warn" else "", wrap=True)
        line = row(Glyph(self._theme, icon, tone, 14), told, gap=self._theme.px(6))
        line.setStretch(1, 1)
        self._aside.addLayout(line)

    def value(self) -> int:
        """The chosen file, -1 for all."""
        return max(0, self._group.checkedId()) - 1

    def choose(self, part: int) -> None:
        """Mark one of the files, or all of them."""
        if 0 <= part + 1 < len(self._rows):
            self._rows[part + 1].setChecked(True)

    def _build(self, names: Sequence[str]) -> None:
        clear(self._place)
        self._rows = [FileRow(self._theme, "All together", "Every row of every file")]
        self._rows += [FileRow(self._theme, name, "") for name in names]
        for at, made in enumerate(self._rows):
            self._group.addButton(made, at)
            self._place.addWidget(made)
            made.clicked.connect(lambda _on=False, at=at: self.chosen.emit(at - 1))
        self._rows[0].setChecked(True)


def _mark(index: RowIndex) -> tuple[str, str]:
    if index.verdicts[Verdict.UNDECIDED]:
        return "circle-question-mark", "warn"
    return ("circle-slash", "bad") if index.verdicts[Verdict.REFUSED] else ("check", "ok")
