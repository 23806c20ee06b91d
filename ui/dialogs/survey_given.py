"""Noting whom a survey was given to by another way than the printer: a form, a message, a talk at the door."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from learnerplan.errors import UserError
from learnerplan.services import survey_given, survey_grids, survey_rounds, survey_sheets
from ui.dialogs.frame import DialogFrame
from ui.models import survey_words
from ui.widgets.bidi import isolate, joined, plain
from ui.widgets.checkbox import CheckBox
from ui.widgets.date_field import DateField
from ui.widgets.layout import STRETCH, column, row
from ui.widgets.text import label

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from learnerplan.services.own_surveys import OwnSurvey
    from learnerplan.services.survey_given import Given
    from learnerplan.services.survey_grids import AskedRow
    from ui.context import Context


class SurveyGivenDialog(DialogFrame):
    """Everybody whom the survey asks; those who were not given it in this round and have not answered are ticked."""

    def __init__(self, ctx: Context, survey: OwnSurvey, parent: QWidget) -> None:
        super().__init__(ctx, "Who was given it", "Keep", parent, subtitle=survey.title, width=560)
        theme = ctx.theme
        self._survey = survey
        with ctx.store.read() as view:
            self.people = survey_grids.asked(view, survey, ctx.room.class_id)
            self._given = survey_given.given(view, survey.id)
        self.day = DateField(theme, name="Given on")
        self.day.show_value(date.today())
        self.form.add("Given on", self.day, key="day")
        self.boxes: dict[str, CheckBox] = {}
        box = column(gap=0)
        for person in self.people:
            about = f"{person.relation} of {isolate(person.called)}".strip()
            words = joined(person.contact, about)
            check = CheckBox(theme, words, name=plain(words))
            noted = self._given.get(person.who)
            check.setChecked(person.answered_again is None and not _in_round(noted, person))
            self.boxes[person.who] = check
            said = survey_words.given(noted, date.today()) if noted else isolate(person.language)
            box.addLayout(row(check, STRETCH, label(said, "caption"), gap=theme.px(8)))
        self.body.addLayout(box)
        if not self.people:
            self.body.addWidget(label("No contact of this class may receive mail yet.", "small"))
            self.primary.setEnabled(False)

    def state(self) -> object:
        """What is ticked, and for which day."""
        return self.day.line.text(), tuple(box.isChecked() for box in self.boxes.values())

    def keep(self) -> None:
        """Write down who was given it."""
        self.clear_problem()
        try:
            day = self.day.value() or date.today()
        except UserError as error:
            self.show_errors({"day": str(error)})
            return
        to = {
            person.who: survey_sheets.code(person.language)
            for person in self.people
            if self.boxes[person.who].isChecked()
        }
        survey_id = self._survey.id
        count = "1 contact" if len(to) == 1 else f"{len(to)} contacts"
        if self.write(lambda store: survey_given.give(store, survey_id, to, on=day), f"Noted for {count}"):
            self.accept()


def _in_round(noted: Given | None, person: AskedRow) -> bool:
    return noted is not None and (person.since is None or noted.on >= survey_rounds.day(person.since))
