"""What a survey is called, how it begins, whom it asks and in which language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal

from learnerplan.domain.profiles import Voice
from learnerplan.services import own_surveys
from ui.dialogs.frame import DialogFrame
from ui.models.survey_words import BANDS, LANGUAGES, RESPONDENTS
from ui.widgets.fields import Select, TextBox, TextField
from ui.widgets.segmented import Segmented

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from learnerplan.services.own_surveys import OwnSurvey
    from learnerplan.storage.store import Store
    from ui.context import Context
    from ui.dialogs.meanwhile import Control

_BAND_OF = {Voice.FAMILY: "family", Voice.TEACHER: "educator"}


class SurveyEditDialog(DialogFrame):
    """With `survey` it changes that one, without one it makes a new one and tells its id through `made`.

    Whom a survey asks stays once somebody has answered.
    """

    made = Signal(str)

    def __init__(self, ctx: Context, parent: QWidget, survey: OwnSurvey | None = None) -> None:
        title, primary = ("Change the survey", "Keep") if survey else ("New survey", "Begin")
        super().__init__(ctx, title, primary, parent)
        self._survey = survey
        theme = ctx.theme
        self.title = TextField(theme, "Such as How I learn, fall")
        self.introduction = TextBox(theme, "What you say before the first question", 3, name="Introduction")
        self.respondent = Segmented(theme, [(voice.value, text) for voice, text in RESPONDENTS.items()], "Who answers")
        bands = [(band, text) for band, text in BANDS.items() if band not in _BAND_OF.values()]
        self.band = Select(theme, bands, name="For")
        self.language = Select(theme, LANGUAGES, name="Language")
        self.form.add("Title", self.title, key="title")
        self.form.add("Introduction", self.introduction, "It says who will read the answers.")
        asks = self.form.add("Who answers", self.respondent)
        self._band = self.form.make("For", self.band, "Grades 1 to 3 get pictures and large words on paper.")
        self.form.add_row(self._band, self.form.make("Language of the labels", self.language))
        if survey is not None:
            self.title.setText(survey.title)
            self.introduction.show_value(survey.introduction)
            self.respondent.choose(survey.respondent.value)
            self.band.choose(survey.band)
            self.language.choose(survey.language or "en")
            asks.setVisible(not survey.responses)
            fields: dict[str, Control] = {
                "title": self.title,
                "introduction": self.introduction,
                "respondent": self.respondent,
                "band": self.band,
                "language": self.language,
            }
            self.follow("survey", survey.id, fields).arrived.connect(self._show_band)
        self.respondent.chosen.connect(lambda _value: self._show_band())
        self._show_band()
        self.title.setFocus()

    def state(self) -> object:
        """What the fields hold."""
        asks = (self.respondent.value(), self.band.value(), self.language.value())
        return (self.title.value(), self.introduction.value(), *asks)

    def keep(self) -> None:
        """Write it."""
        self.clear_problem()
        if not self.title.value():
            self.show_errors({"title": "A survey needs a title, such as How I learn, fall."})
            return
        voice = Voice(self.respondent.value())
        values: dict[str, Any] = {
            "title": self.title.value(),
            "introduction": self.introduction.value(),
            "respondent": voice,
            "band": _BAND_OF.get(voice, self.band.value()),
            "language": self.language.value(),
        }
        found: list[str] = []

        def work(store: Store) -> None:
            if self._survey is not None:
                own_surveys.change(store, self._survey.id, **self._typed(values))
            else:
                found.append(own_surveys.add(store, **values))

        if self.write(work, "Survey changed" if self._survey else "Survey begun"):
            self.accept()
            for survey_id in found:
                self.made.emit(survey_id)

    def _typed(self, values: dict[str, Any]) -> dict[str, Any]:
        """The values of the fields that were changed here; who answers decides about the grades, too."""
        touched = self.touched()
        return {
            column: value
            for column, value in values.items()
            if column in touched or (column == "band" and "respondent" in touched)
        }

    def _show_band(self) -> None:
        self._band.setVisible(self.respondent.value() == Voice.LEARNER.value)
