"""A question of a survey: its words, how it is answered, and which part of the profile its answers feed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from learnerplan.domain.profiles import Facet
from learnerplan.domain.surveys import QuestionKind
from learnerplan.services import own_surveys
from learnerplan.services.own_surveys import Wording
from ui.dialogs.frame import DialogFrame
from ui.dialogs.meanwhile_lines import MeanwhileLines
from ui.dialogs.survey_options import SurveyOptions
from ui.models.facets import FACETS
from ui.models.survey_words import KINDS
from ui.widgets.checkbox import CheckBox
from ui.widgets.fields import Select, TextBox, TextField
from ui.widgets.survey_preview import QuestionPreview
from ui.widgets.text import label

if TYPE_CHECKING:
    from learnerplan.services.own_surveys import OwnSurvey, QuestionRow
    from learnerplan.storage.store import Store
    from ui.context import Context
    from ui.dialogs.meanwhile import Control


class SurveyQuestionDialog(DialogFrame):
    """With `question` it changes that one. What was answered keeps its kind, and says so."""

    def __init__(self, ctx: Context, survey: OwnSurvey, parent: QWidget, question: QuestionRow | None = None) -> None:
        super().__init__(
            ctx,
            "Change the question" if question else "Add a question",
            "Keep" if question else "Add",
            parent,
            width=640,
        )
        self._survey, self._question = survey, question
        theme = ctx.theme
        self.words = TextBox(theme, "What do you lose track of time doing?", 2, name="Question")
        self.kind = Select(theme, [(kind.value, text) for kind, text in KINDS.items()], name="How it is answered")
        facets = [("", "Kept with the answers only"), *((facet.value, text) for facet, text in FACETS.items())]
        self.facet = Select(theme, facets, name="Feeds")
        self.hint = TextField(theme, "Shown small below the question")
        self.required = CheckBox(theme, "Needs an answer")
        self.options = SurveyOptions(theme)
        self.preview = QuestionPreview(theme)
        self.form.add("Question", self.words, key="words")
        kind = self.form.make("How it is answered", self.kind, self._why_fixed())
        self.form.add_row(kind, self.form.make("Part of the profile", self.facet))
        self._options = self.form.add("Answers to choose from", self.options)
        self.form.add("Hint", self.hint)
        self.body.addWidget(self.required)
        self.body.addWidget(label("As it is asked", "field"))
        self.body.addWidget(self.preview)
        self._fill()
        self.kind.chosen.connect(lambda _value: self._changed())
        self.words.textChanged.connect(self._changed)
        self.hint.textChanged.connect(self._changed)
        self.options.changed.connect(self._changed)
        self._changed()
        if question is not None:
            self._follow(question.id)
        self.words.setFocus()

    def wording(self) -> Wording:
        """The question as it stands in the fields."""
        kind = QuestionKind(self.kind.value())
        facet = self.facet.value()
        return Wording(
            self.words.value(),
            kind,
            Facet(facet) if facet else None,
            () if kind is QuestionKind.TEXT else self.options.value(),
            self.hint.value(),
            self.required.isChecked(),
        )

    def state(self) -> object:
        """What the fields hold."""
        return self.wording()

    def keep(self) -> None:
        """Write the question."""
        self.clear_problem()
        wording = self.wording()
        if self.show_errors({} if wording.text else {"words": "A question needs words. Type what you ask."}):
            return
        question, survey = self._question, self._survey

        def work(store: Store) -> None:
            if question is not None:
                own_surveys.change_question(store, question.id, wording)
            else:
                own_surveys.add_question(store, survey.id, wording)

        if self.write(work, "Question changed" if question else "Question added"):
            self.accept()

    def _why_fixed(self) -> str:
        answered = self._question is not None and self._question.answers
        return "It stays: this question was answered." if answered else ""

    def _fill(self) -> None:
        question = self._question
        if question is None:
            self.options.show_options([("", ""), ("", "")])
            return
        self.words.show_value(question.text)
        self.kind.choose(question.kind.value)
        self.kind.setEnabled(not question.answers)
        self.facet.choose(question.facet.value if question.facet else "")
        self.hint.setText(question.hint)
        self.required.setChecked(question.required)
        self.options.show_options(
            [(option.text, option.picture) for option in question.options] or [("", ""), ("", "")],
            [option.id for option in question.options],
        )

    def _follow(self, question_id: str) -> None:
        store = self.ctx.store

        def read() -> dict[str, tuple[str, str]]:
            return {one.id: (one.text, one.picture) for one in own_surveys.options_of(store, question_id)}

        lines = MeanwhileLines(self.ctx, "question_option", read, self.options, lambda option: str(option[0]), self)
        fields: dict[str, Control] = {
            "text": self.words,
            "kind": self.kind,
            "facet": self.facet,
            "hint": self.hint,
            "required": self.required,
        }
        self.hear(lines)
        lines.arrived.connect(self._changed)
        self.follow("question", question_id, fields).arrived.connect(self._changed)

    def _changed(self) -> None:
        wording = self.wording()
        self._options.setVisible(wording.kind is not QuestionKind.TEXT)
        self.options.show_pictures(wording.kind is not QuestionKind.ONE)
        self.preview.show_wording(wording)
        self.watch(self)
