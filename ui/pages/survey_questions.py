"""The questions of a survey in their order, with how they look to those whom they ask."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from learnerplan.services import own_surveys
from learnerplan.services.own_surveys import Wording
from ui import operations
from ui.models import survey_words
from ui.widgets import paint
from ui.widgets.bidi import joined
from ui.widgets.button import Button, IconButton
from ui.widgets.card import Card
from ui.widgets.kept_focus import kept_focus, name_place
from ui.widgets.layout import STRETCH, clear, column, row
from ui.widgets.menu_button import Choice, MenuButton
from ui.widgets.survey_preview import QuestionPreview
from ui.widgets.text import Paragraph, label
from ui.widgets.two_columns import TwoColumns

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QHBoxLayout

    from learnerplan.services.own_surveys import OwnSurvey, QuestionRow
    from learnerplan.storage.store import Store
    from ui.context import Context
    from ui.theme.theme import Theme


class QuestionLine(QWidget):
    """One question. Enter changes it, Ctrl with an arrow moves it, Delete removes it."""

    edit_wanted = Signal()
    move_wanted = Signal(int)
    remove_wanted = Signal()

    def __init__(self, theme: Theme, number: int, of: int, question: QuestionRow, *, ours: bool) -> None:
        super().__init__()
        self._theme, self._ours = theme, ours
        words = column(
            label(question.text, "strong", wrap=True),
            label(joined(*survey_words.about_question(question)), "caption", wrap=True),
            gap=theme.px(2),
        )
        edge = theme.px(8)
        mark = label(f"{number}", "small", "ink3")
        mark.setFixedWidth(theme.px(20))
        line = row(mark, words, gap=theme.px(12), margins=(edge, edge, edge, edge))
        line.setStretch(1, 1)
        if ours:
            self._add_buttons(line, question, first=number == 1, last=number == of)
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setLayout(line)
        self.setAccessibleName(f"Question {number} of {of}: {question.text}")

    def _add_buttons(self, line: QHBoxLayout, question: QuestionRow, *, first: bool, last: bool) -> None:
        theme, name = self._theme, question.text
        up = IconButton(theme, "arrow-up", f"Move up: {name}", small=True, on_click=lambda: self.move_wanted.emit(-1))
        down = IconButton(
            theme, "arrow-down", f"Move down: {name}", small=True, on_click=lambda: self.move_wanted.emit(1)
        )
        up.setEnabled(not first)
        down.setEnabled(not last)
        menu = MenuButton(
            theme,
            "ellipsis",
            f"More for: {name}",
            lambda: [
                Choice("Change…", self.edit_wanted.emit, "pencil"),
                Choice("Remove", self.remove_wanted.emit, "trash-2"),
            ],
        )
        for key, button in (("up", up), ("down", down), ("menu", menu)):
            name_place(button, f"{key}:{question.id}")
            line.addWidget(button)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what the keys of the page say."""
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if self._ours and control and event.key() in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            self.move_wanted.emit(-1 if event.key() == Qt.Key.Key_Up else 1)
        elif self._ours and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.edit_wanted.emit()
        elif self._ours and event.key() == Qt.Key.Key_Delete:
            self.remove_wanted.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Show the focus."""
        if self.hasFocus():
            painter = QPainter(self)
            paint.antialiased(painter)
            paint.ring(painter, self._theme, QRectF(self.rect()), self._theme.px(8))


class QuestionsPart(QWidget):
    """The list with what can be done with it, and the preview beside it."""

    def __init__(self, ctx: Context) -> None:
        super().__init__()
        self._ctx = ctx
        theme = ctx.theme
        self._survey: OwnSurvey | None = None
        self.lines: list[QuestionLine] = []
        self.add = Button(theme, "Add a question", "ghost", "plus", small=True, on_click=self.add_question)
        name_place(self.add, "add")
        self.card = Card(theme, "Questions", gap=2, action=self.add)
        self._list = column(gap=0)
        self.card.body.addLayout(self._list)
        self.preview = Card(theme, "As it is asked", "quiet", gap=16)
        self._shown = column(gap=theme.px(18))
        self.preview.body.addLayout(self._shown)
        main, side = QWidget(), QWidget()
        main.setLayout(column(self.card, STRETCH, gap=0))
        side.setLayout(column(self.preview, STRETCH, gap=0))
        self.columns = TwoColumns(theme, main, side, "As it is asked", side_width=368)
        self.setLayout(column(self.columns, gap=0))

    def show_survey(self, survey: OwnSurvey) -> None:
        """Show the questions of a survey."""
        self._survey = survey
        self.add.setVisible(survey.ours)
        theme = self._ctx.theme
        with kept_focus(self):
            clear(self._list)
            clear(self._shown)
            self.lines = []
            if survey.introduction:
                self._shown.addWidget(Paragraph(survey.introduction, "small"))
            for number, question in enumerate(survey.questions, start=1):
                self._list.addWidget(self._line(number, survey, question))
                asked = QuestionPreview(theme)
                asked.show_wording(_wording(question))
                self._shown.addWidget(asked)
        self.preview.setVisible(bool(survey.questions))
        if not survey.questions:
            words = "No question yet. Add the first one: what would you like to know of everybody?"
            self._list.addWidget(label(words, "small", wrap=True))

    def add_question(self) -> None:
        """Open the dialog for a new question."""
        self._open(None)

    def _line(self, number: int, survey: OwnSurvey, question: QuestionRow) -> QWidget:
        line = QuestionLine(self._ctx.theme, number, len(survey.questions), question, ours=survey.ours)
        line.edit_wanted.connect(partial(self._open, question))
        line.move_wanted.connect(
            lambda by: self._do(lambda store: own_surveys.move_question(store, question.id, by), "")
        )
        line.remove_wanted.connect(
            lambda: self._do(lambda store: own_surveys.remove_question(store, question.id), "Question removed")
        )
        name_place(line, f"question:{question.id}")
        self.lines.append(line)
        return line

    def _open(self, question: QuestionRow | None) -> None:
        from ui.dialogs.survey_question import SurveyQuestionDialog

        if self._survey is not None:
            SurveyQuestionDialog(self._ctx, self._survey, self, question).open()

    def _do(self, work: Callable[[Store], object], toast: str) -> None:
        operations.perform(self._ctx, work, parent=self, toast=toast)


def _wording(question: QuestionRow) -> Wording:
    options = tuple((option.text, option.picture) for option in question.options)
    return Wording(question.text, question.kind, question.facet, options, question.hint, question.required)
