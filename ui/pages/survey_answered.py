"""Who has answered a survey and who has not yet."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from learnerplan.domain import names
from learnerplan.domain.profiles import Voice
from ui import days
from ui.widgets.bidi import isolate, joined
from ui.widgets.card import Card
from ui.widgets.chip import Chip
from ui.widgets.layout import clear, column
from ui.widgets.person_row import PersonRow
from ui.widgets.text import label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QVBoxLayout

    from learnerplan.services.own_surveys import OwnSurvey
    from learnerplan.services.survey_grids import AskedRow
    from ui.context import Context


class AnsweredPart(QWidget):
    """Two cards: not yet, and answered. A line opens the student's profile."""

    def __init__(self, ctx: Context) -> None:
        super().__init__()
        self._ctx = ctx
        theme = ctx.theme
        self._shown: object = None
        self.waiting, self.done = Card(theme, "Not yet", gap=8), Card(theme, "Answered", gap=8)
        self._waiting, self._done = column(gap=theme.px(4)), column(gap=theme.px(4))
        self.waiting.body.addLayout(self._waiting)
        self.done.body.addLayout(self._done)
        self._nobody = label("", "small", wrap=True)
        self.setLayout(column(self._nobody, self.waiting, self.done, gap=theme.px(16)))

    def show_people(self, survey: OwnSurvey, people: Sequence[AskedRow]) -> None:
        """Show everybody whom a survey asks."""
        family = survey.respondent is Voice.FAMILY
        shown = (survey.id, tuple(people))
        if shown == self._shown:
            return
        self._shown = shown
        not_yet = [person for person in people if person.answered is None]
        answered = [person for person in people if person.answered is not None]
        self.waiting.say(f"Not yet, {len(not_yet)}")
        self.done.say(f"Answered, {len(answered)}")
        self._fill(self._waiting, not_yet, family=family)
        self._fill(self._done, answered, family=family)
        self.waiting.setVisible(bool(not_yet))
        self.done.setVisible(bool(answered))
        who = "no contact may receive mail yet; who may is set at each student" if family else "nobody is in this class"
        self._nobody.setText(f"This survey asks nobody so far: {who}.")
        self._nobody.setVisible(not people)

    def _fill(self, box: QVBoxLayout, people: Sequence[AskedRow], *, family: bool) -> None:
        clear(box)
        theme, today = self._ctx.theme, date.today()
        for person in people:
            chip = None
            if person.answered is not None:
                chip = Chip(theme, days.short(person.answered, today), "check", "ok")
            name = person.contact if family and person.contact else person.learner
            about = f"{person.relation} of {isolate(person.called)}".strip()
            caption = joined(about, person.language) if person.contact else ""
            letters = names.initials(person.given_name, person.family_name, person.name_order)
            line = PersonRow(theme, person.learner_id, name, letters, caption, chip)
            line.opened.connect(lambda learner_id: self._ctx.navigate("learner", learner_id, "profile"))
            box.addWidget(line)
