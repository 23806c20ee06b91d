"""A survey, one question at a time: pictures or words to choose, or a box to write in."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from learnerplan.domain.profiles import Made
from learnerplan.domain.surveys import QuestionKind
from learnerplan.services import survey_answers
from learnerplan.services.student_sessions import Opens
from learnerplan.services.survey_answers import Said, Sheet
from ui import operations
from ui.student.answers import Answers, how_made
from ui.student.aside import aside_buttons
from ui.student.controls import BigButton
from ui.student.read_aloud import read_button
from ui.student.seat import Aside, Screen, Seat
from ui.student.stars import Stars
from ui.student.typing import Typing
from ui.widgets import paint
from ui.widgets.layout import STRETCH, clear, column, row
from ui.widgets.page_scroll import PageScroll
from ui.widgets.text import label

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from learnerplan.services.student_view import MyQuestion, MySurvey
_LARGE = 60
"""Questions of fewer letters stand in the largest ones."""
_ONE_LINE = 840
"""A question of at most so many px stands beside the button that reads it."""


class SurveyScreen(Screen):
    """Answers are held as they are given and kept together at the end; "I don't know yet" keeps nothing."""

    def __init__(self, seat: Seat, survey: MySurvey) -> None:
        super().__init__(seat, f"Hi, {seat.me.called}!")
        theme, px = seat.theme, seat.theme.px
        self.survey, self.at = survey, 0
        self.said: dict[str, Said] = {}
        self.stars = self.middle = Stars(theme, len(survey.questions))
        self.answers: Answers | None = None
        self._place = column(gap=0)
        self.back = BigButton(theme, "Back", "plain", "arrow-left", on_click=self.go_back)
        self.unsure = BigButton(theme, "I don’t know yet", "plain", on_click=self.skip)
        self.next = BigButton(theme, "Next", "primary", trailing="arrow-right", on_click=self.go_on)
        foot = row(self.back, STRETCH, self.unsure, self.next, gap=px(16))
        self.setLayout(column(self._place, foot, gap=px(20)))
        self._place.setContentsMargins(0, px(8), 0, 0)
        self._typing = Typing(seat, f"survey/{survey.id}", self._draft, self)
        self._restore()
        self._show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """1 to 9 choose, Enter goes on."""
        key = event.key()
        if Qt.Key.Key_1 <= key <= Qt.Key.Key_9 and self.answers is not None:
            self.answers.press(key - Qt.Key.Key_1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.go_on()
        else:
            super().keyPressEvent(event)

    def go_on(self) -> None:
        """The next question; after the last one the answers are kept."""
        if not self.next.isEnabled():
            return
        self._take()
        if self.at + 1 < len(self.survey.questions):
            self._go(self.at + 1)
        else:
            self._finish()

    def go_back(self) -> None:
        """The question before; from the first one to the start, where what was answered waits."""
        self._take()
        if self.at:
            self._go(self.at - 1)
        else:
            self._typing.hold()
            self.left.emit()

    def take_focus(self) -> None:
        """The answers have the keys."""
        if self.answers is not None:
            self.answers.take_focus()

    def take_aside(self, aside: Aside) -> None:
        """The question is answered, though not in words."""
        if self.answers is not None:
            self.answers.stand_in(Made.DREW if aside.opens is Opens.DRAW else Made.DICTATED)

    def skip(self) -> None:
        """Nothing is kept for this question, also not what was chosen before."""
        self.said.pop(self._question().id, None)
        if self.answers is not None:
            self.answers.clear()
        self.go_on()

    def leave(self) -> None:
        """Hold what was answered so far."""
        self._take()
        if self.answers is not None:
            self._typing.hold()

    def _question(self) -> MyQuestion:
        return self.survey.questions[self.at]

    def _go(self, at: int) -> None:
        self.at = at
        self._typing.hold()
        self._show()
        self.turned.emit()

    def _show(self) -> None:
        question, px = self._question(), self.theme.px
        clear(self._place)
        short = len(question.text) < _LARGE
        short = short and paint.width_of(question.text, self.theme.font("student-title")) <= px(_ONE_LINE)
        title = label(question.text, "student-title" if len(question.text) < _LARGE else "h1", wrap=not short)
        title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.answers = Answers(self.seat, question, self.said.get(question.id, Said()))
        self.answers.changed.connect(self._changed)
        self.answers.entered.connect(self.go_on)
        words = ". ".join((question.text, *(option.text for option in question.options)))
        read = read_button(self.theme, self.seat.reader, lambda: words, round_one=True)
        head = column(gap=px(6))
        if read is None:
            head.addWidget(title)
        elif short:
            head.addLayout(row(STRETCH, read, title, STRETCH, gap=px(18)))
        else:
            head.addLayout(row(STRETCH, read, STRETCH))
            head.addWidget(title)
        if self.at == 0 and self.survey.introduction:
            head.addWidget(_centred(self.survey.introduction))
        if question.hint:
            head.addWidget(_centred(question.hint))
        if question.kind is QuestionKind.SEVERAL:
            head.addWidget(_centred("Choose as many as you like."))
        content = QWidget()
        middle = row(STRETCH, self.answers, STRETCH)
        middle.setStretch(1, 100)
        inside = column(STRETCH, head, px(18), middle, STRETCH, gap=0, margins=(px(2),) * 4)
        if question.kind is QuestionKind.TEXT:
            others = aside_buttons(self, f"{self.survey.title}: {question.text}", question.text)
            inside.insertSpacing(4, px(16))
            inside.insertLayout(5, row(STRETCH, *others, STRETCH, gap=px(16)))
        else:
            inside.setStretch(3, 20)
        content.setLayout(inside)
        # Pictures become smaller where there is little room; words cannot.
        self._place.addWidget(content if self.answers.drawn else PageScroll(content), 1)
        last = self.at + 1 == len(self.survey.questions)
        self.next.say("I’m done" if last else "Next")
        self.unsure.setVisible(not question.required)
        self._changed()
        self.answers.take_focus()

    def _changed(self) -> None:
        self._take()
        question = self._question()
        given = [bool(self.said.get(each.id)) for each in self.survey.questions]
        self.stars.show_progress(self.at, given)
        self.next.setEnabled(given[self.at] or not question.required)
        self._typing.touch()

    def _take(self) -> None:
        if self.answers is None:
            return
        said = self.answers.said()
        if said:
            self.said[self._question().id] = said
        else:
            self.said.pop(self._question().id, None)

    def _finish(self) -> None:
        if not self.said:
            self._typing.drop()
            self.finished.emit()
            return
        sheet = Sheet(self.seat.me.id, dict(self.said))
        kept = operations.perform(
            self.seat.ctx,
            lambda store: survey_answers.keep(store, self.survey.id, [sheet], on=self.seat.today),
            parent=self,
        )
        if kept is not None:
            self.said.clear()
            self.answers = None
            self._typing.drop()
            self.finished.emit()

    def _draft(self) -> str:
        given = {at: {"text": said.text, "picks": list(said.picks)} for at, said in self.said.items()}
        return json.dumps({"at": self.at, "said": given}) if given or self.at else ""

    def _restore(self) -> None:
        held = self._typing.held()
        if not held:
            return
        draft = json.loads(held)
        offered = {each.id: {option.id for option in each.options} for each in self.survey.questions}
        for at, given in draft["said"].items():
            picks = tuple(pick for pick in given["picks"] if pick in offered.get(at, ()))
            said = Said(given["text"], picks, Made.PICKED if picks else how_made(given["text"]))
            if at in offered and said:
                self.said[at] = said
        self.at = min(int(draft["at"]), len(self.survey.questions) - 1)


def _centred(text: str) -> QWidget:
    words = label(text, "student-body", "ink2", wrap=True)
    words.setAlignment(Qt.AlignmentFlag.AlignCenter)
    return words
