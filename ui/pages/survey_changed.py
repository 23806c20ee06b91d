"""A survey in fall and again in spring: for the class in numbers of students, for one student in words."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from learnerplan.services import survey_answers
from ui.models import survey_words
from ui.widgets.card import Card
from ui.widgets.fields import Select
from ui.widgets.form import Field
from ui.widgets.layout import STRETCH, clear, column, row, rule
from ui.widgets.text import label
from ui.widgets.then_and_now import then_and_now

if TYPE_CHECKING:
    from collections.abc import Sequence

    from learnerplan.services.own_surveys import OwnSurvey
    from learnerplan.services.survey_changes import QuestionChange
    from learnerplan.services.survey_grids import AskedRow
    from ui.context import Context

NONE = (
    "Nobody here has answered twice yet. Ask again in spring, at the answers or in the menu: then the answers of both "
    "times stand side by side."
)


class ChangedPart(QWidget):
    """The class first, then a student who is chosen."""

    def __init__(self, ctx: Context) -> None:
        super().__init__()
        self._ctx = ctx
        theme = ctx.theme
        self._survey: OwnSurvey | None = None
        self.group = Card(theme, "The class", gap=12)
        self._group = column(gap=theme.px(12))
        self.group.body.addLayout(self._group)
        self.one = Card(theme, "One student", gap=12)
        self.who = Select(theme, name="Student")
        line = row(Field(theme, "Student", self.who), STRETCH)
        line.setStretch(0, 1)
        line.setStretch(1, 1)
        self.one.body.addLayout(line)
        self._one = column(gap=theme.px(14))
        self.one.body.addLayout(self._one)
        self._none = label(NONE, "small", wrap=True)
        self.setLayout(column(self._none, self.group, self.one, gap=theme.px(16)))
        self.who.chosen.connect(lambda _value: self._show_one())

    def show_changes(self, survey: OwnSurvey, changes: Sequence[QuestionChange], people: Sequence[AskedRow]) -> None:
        """Show what changed in a class."""
        self._survey = survey
        clear(self._group)
        for number, change in enumerate(changes):
            if number:
                self._group.addWidget(rule())
            said = column(
                label(change.question, "strong", wrap=True),
                label(survey_words.changed(change), "caption", wrap=True),
                gap=self._ctx.theme.px(2),
            )
            for move in change.moves:
                said.addWidget(label(survey_words.moved(move), "body", wrap=True))
            self._group.addLayout(said)
        self.who.offer(list({person.learner_id: person.learner for person in people if person.answered}.items()))
        for card in (self.group, self.one):
            card.setVisible(bool(changes))
        self._none.setVisible(not changes)
        self._show_one()

    def _show_one(self) -> None:
        clear(self._one)
        survey, learner_id = self._survey, self.who.value()
        if survey is None or not learner_id:
            return
        found = survey_answers.compare(self._ctx.store, survey.id, learner_id, voice=survey.respondent)
        today = date.today()
        for pair in found:
            self._one.addWidget(then_and_now(self._ctx.theme, pair, today))
        if not found:
            self._one.addWidget(label("Answered once so far.", "small", wrap=True))
