"""What is said of the file as a whole: what it is and why we think so, the class, what only a person knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.models.import_kinds import offered, words
from ui.widgets.button import Button
from ui.widgets.fields import Select, TextField
from ui.widgets.form import Field
from ui.widgets.glyph import Glyph
from ui.widgets.layout import clear, column, row
from ui.widgets.option_card import OptionCard, OptionGroup
from ui.widgets.text import label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from learnerplan.imports.planned.plan import FilePlan, Question
    from ui.theme.theme import Theme

NO_CLASS, NEW_CLASS = "", "\n"
"""Values of the class choice that are no class's name."""
EVIDENCE = 3
VOICES = (("learner", "The students"), ("family", "Their families"))


class SourcePanel(QWidget):
    """`kind_said`, `class_said` and `voice_said` bring what the teacher chose; `answered` (question, choice)."""

    kind_said = Signal(str)
    class_said = Signal(str)
    voice_said = Signal(str)
    answered = Signal(str, str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._told: list[tuple[str, str]] = []
        self._asked: tuple[Question, ...] = ()
        self._cards: list[OptionCard] = []
        px = theme.px
        self._what = label("", "strong", wrap=True)
        self._why = column(gap=px(4))
        self.kind = Select(theme, offered(), name="What this file is")
        self.kind.chosen.connect(self.kind_said)
        self.kind.hide()
        self._otherwise = Button(theme, "Not right?", "ghost", small=True, on_click=self._choose_kind)
        self.room = Select(theme, name="Put them into")
        self.room.chosen.connect(self._choose_room)
        self.new_room = TextField(theme, "Name of the class, such as Room 12", name="Name of the new class")
        self.new_room.editingFinished.connect(lambda: self.class_said.emit(self.new_room.value()))
        self.new_room.hide()
        place = QWidget()
        place.setLayout(column(self.room, self.new_room, gap=px(8)))
        place.setFocusProxy(self.room)
        self._room_field = Field(theme, "Put them into", place)
        self.voice = Select(theme, VOICES, name="Answered by")
        self.voice.chosen.connect(self.voice_said)
        self._voice_field = Field(theme, "Answered by", self.voice)
        self._questions = column(gap=px(12))
        head = row(self._what, self._otherwise, gap=px(8))
        head.setStretch(0, 1)
        top = column(head, self.kind, self._why, gap=px(6))
        self.setLayout(column(top, self._room_field, self._voice_field, self._questions, gap=px(14)))

    def offer_classes(self, names: Sequence[str], chosen: str) -> None:
        """Offer the classes there are; `chosen` may be a new one."""
        rooms = [(name, name) for name in names]
        self.room.offer([(NO_CLASS, "No class"), *rooms, (NEW_CLASS, "A new class")])
        known = chosen in names or not chosen
        self.room.choose(chosen if known else NEW_CLASS)
        if not known:
            self.new_room.setText(chosen)
        self.new_room.setVisible(not known)

    def show_file(self, file: FilePlan, *, changeable: bool, only: bool = True, before: str = "") -> None:
        """Show what is known of a file. `changeable` lets the teacher say that it is something else.

        The `only` file of an import may be put into a class as a whole.
        `before` is what is said where the same file was imported earlier.
        """
        self._what.setText(words(file.kind).choice)
        self.kind.choose(file.kind)
        self.kind.hide()
        self._otherwise.setVisible(changeable)
        self._what.setToolTip("\n".join(file.evidence))
        self._show_why(
            ([("history", before)] if before else [])
            + [("check", sentence) for sentence in file.evidence[:EVIDENCE]]
            + [("info", sentence) for sentence in file.notes]
            + [("shield-check", f"“{header}” is never read.") for header in file.table.dropped]
        )
        self._room_field.setVisible(changeable and only and names_no_class([file]))
        self._voice_field.setVisible(file.kind == "survey")
        self.voice.choose(file.mapping.voice)
        self._show_questions(file.questions)

    def _show_why(self, lines: list[tuple[str, str]]) -> None:
        if lines == self._told:
            return
        self._told = lines
        clear(self._why)
        for icon, sentence in lines:
            place = QWidget()
            told = label(sentence, "caption", wrap=True)
            line = row(Glyph(self._theme, icon, "ink3", 14), told, gap=self._theme.px(6)) if icon else row(told)
            line.setStretch(line.count() - 1, 1)
            place.setLayout(line)
            self._why.addWidget(place)
            place.show()

    def _show_questions(self, questions: Sequence[Question]) -> None:
        if tuple(questions) == self._asked:
            return
        self._asked = tuple(questions)
        clear(self._questions)
        self._cards = []
        for question in questions:
            cards = [OptionCard(self._theme, each.key, each.label, each.detail) for each in question.choices]
            group = OptionGroup(*cards, parent=self)
            group.chosen.connect(lambda choice, key=question.key: self.answered.emit(key, choice))
            asks = label(question.text, "small-strong", "warn", wrap=True)
            self._questions.addLayout(column(asks, *cards, gap=self._theme.px(6)))
            self._cards += cards

    def first_question(self) -> OptionCard | None:
        """The first option of what the file asks."""
        return self._cards[0] if self._cards else None

    def _choose_kind(self) -> None:
        self._otherwise.hide()
        self.kind.show()
        self.kind.setFocus()

    def _choose_room(self, value: str) -> None:
        fresh = value == NEW_CLASS
        self.new_room.setVisible(fresh)
        if fresh:
            self.new_room.setFocus()
        self.class_said.emit(self.new_room.value() if fresh else value)


def names_no_class(files: Sequence[FilePlan]) -> bool:
    """Whether this is a plain list of learners that does not say which class they are in."""
    if len(files) != 1 or (files[0].kind, files[0].part) != ("roster", "learners"):
        return False
    mapping = files[0].mapping
    return mapping.column("class_name") is None and mapping.column("class_id") is None
