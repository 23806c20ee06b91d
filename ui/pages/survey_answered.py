"""Who has answered a survey and who has not yet."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from learnerplan.domain import names
from learnerplan.domain.profiles import Voice
from learnerplan.services import survey_given
from ui import days
from ui.models import survey_words
from ui.widgets.bidi import isolate, joined
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.chip import Chip
from ui.widgets.layout import clear, column
from ui.widgets.person_row import PersonRow
from ui.widgets.text import label

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtWidgets import QVBoxLayout

    from learnerplan.services.own_surveys import OwnSurvey
    from learnerplan.services.survey_given import Given
    from learnerplan.services.survey_grids import AskedRow
    from ui.context import Context


class AnsweredPart(QWidget):
    """Two cards: not yet, and answered. A line opens the student's profile; `again_wanted` asks everybody again."""

    again_wanted = Signal()

    def __init__(self, ctx: Context) -> None:
        super().__init__()
        self._ctx = ctx
        theme = ctx.theme
        self._shown: object = None
        self.again = Button(theme, "Ask again…", small=True, icon="repeat", on_click=self.again_wanted.emit)
        self.waiting = Card(theme, "Not yet", gap=8)
        self.done = Card(theme, "Answered", action=self.again, gap=8)
        self._waiting, self._done = column(gap=theme.px(4)), column(gap=theme.px(4))
        self.waiting.body.addLayout(self._waiting)
        self.done.body.addLayout(self._done)
        self._nobody = label("", "small", wrap=True)
        self.setLayout(column(self._nobody, self.waiting, self.done, gap=theme.px(16)))

    def show_people(self, survey: OwnSurvey, people: Sequence[AskedRow], given: Mapping[str, Given]) -> None:
        """Show everybody whom a survey asks, and when those in `given` were given it."""
        family = survey.respondent is Voice.FAMILY
        shown = (survey.id, tuple(people), dict(given))
        if shown == self._shown:
            return
        self._shown = shown
        not_yet = [person for person in people if survey_given.waits(person.answered_again, given.get(person.who))]
        answered = [person for person in people if person not in not_yet]
        self.waiting.say(f"Not yet, {len(not_yet)}")
        self.done.say(f"Answered, {len(answered)}")
        self._fill(self._waiting, not_yet, given, family=family)
        self._fill(self._done, answered, given, family=family)
        self.waiting.setVisible(bool(not_yet))
        self.done.setVisible(bool(answered))
        self.again.setVisible(survey.ours)
        who = "no contact may receive mail yet; who may is set at each student" if family else "nobody is in this class"
        self._nobody.setText(f"This survey asks nobody so far: {who}.")
        self._nobody.setVisible(not people)

    def _fill(self, box: QVBoxLayout, people: Sequence[AskedRow], given: Mapping[str, Given], *, family: bool) -> None:
        clear(box)
        theme, today = self._ctx.theme, date.today()
        for person in people:
            chip = None
            if person.answered is not None and person.answered_again is None:
                chip = Chip(theme, f"Before: {days.short(person.answered, today)}", "history", "none")
            elif person.answered is not None:
                chip = Chip(theme, days.short(person.answered, today), "check", "ok")
            name = person.contact if family and person.contact else person.learner
            about = f"{person.relation} of {isolate(person.called)}".strip()
            noted = given.get(person.who)
            caption = joined(about, person.language) if person.contact else ""
            if noted is not None:
                caption = joined(caption, survey_words.given(noted, today))
            letters = names.initials(person.given_name, person.family_name, person.name_order)
            line = PersonRow(theme, person.learner_id, name, letters, caption, chip)
            line.opened.connect(lambda learner_id: self._ctx.navigate("learner", learner_id, "profile"))
            box.addWidget(line)
