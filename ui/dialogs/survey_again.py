"""Asking a survey again: from which day on answers belong to a new round."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from learnerplan.errors import UserError
from learnerplan.services import survey_rounds
from ui.dialogs.frame import DialogFrame
from ui.widgets.date_field import DateField
from ui.widgets.text import Paragraph

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from learnerplan.services.own_surveys import OwnSurvey
    from ui.context import Context

WHAT = (
    "Everyone counts as “not yet” again until they answer. What was answered before stays, "
    "and stands beside the new answers."
)


class SurveyAgainDialog(DialogFrame):
    """A day, today to begin with."""

    def __init__(self, ctx: Context, survey: OwnSurvey, parent: QWidget) -> None:
        super().__init__(ctx, "Ask again", "Ask again", parent, subtitle=survey.title, width=480)
        self._survey_id = survey.id
        self.day = DateField(ctx.theme, name="From this day on")
        self.day.show_value(date.today())
        self.form.add("From this day on", self.day, key="day")
        self.body.addWidget(Paragraph(WHAT, tone="ink2"))

    def state(self) -> object:
        """What the field holds."""
        return self.day.line.text()

    def keep(self) -> None:
        """Begin the round."""
        self.clear_problem()
        try:
            day = self.day.value() or date.today()
        except UserError as error:
            self.show_errors({"day": str(error)})
            return
        survey_id = self._survey_id
        if self.write(lambda store: survey_rounds.ask_again(store, survey_id, on=day), "The survey is asked again"):
            self.accept()
