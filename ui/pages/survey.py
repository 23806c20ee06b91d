"""One survey: its questions, who has answered, and what changed from fall to spring."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog

from learnerplan import files
from learnerplan.domain.profiles import Voice
from learnerplan.errors import UserError
from learnerplan.services import own_surveys, survey_changes, survey_given, survey_grids, survey_rounds
from ui import days, operations
from ui.errors import show_error
from ui.models import survey_words
from ui.pages.survey_answered import AnsweredPart
from ui.pages.survey_changed import ChangedPart
from ui.pages.survey_questions import QuestionsPart
from ui.refresh import keep_fresh
from ui.widgets.bidi import joined
from ui.widgets.button import Button
from ui.widgets.layout import column
from ui.widgets.menu_button import Choice, MenuButton
from ui.widgets.page_frame import PageFrame
from ui.widgets.tabs import Tabs

if TYPE_CHECKING:
    from learnerplan.services.own_surveys import OwnSurvey
    from learnerplan.storage.store import Store
    from ui.context import Context

READS = frozenset(
    {"survey", "question", "question_option", "response", "answer", "learner", "enrolment", "contact", "setting"}
)
TABS = (("questions", "Questions", ""), ("answers", "Answers", ""), ("changes", "Fall and spring", ""))


class SurveyPage(PageFrame):
    """`open(survey_id, part)` shows a survey; `part` is questions, answers or changes."""

    keys = (
        ("Ctrl+1 to 3", "Questions, answers, fall and spring"),
        ("Ctrl+P", "Print sheets"),
        ("Enter", "Change the question"),
        ("Ctrl+Up, Ctrl+Down", "Move the question"),
        ("Delete", "Remove the question"),
    )

    def __init__(self, ctx: Context) -> None:
        super().__init__(ctx.theme, "Survey")
        self.ctx = ctx
        theme = ctx.theme
        self.survey: OwnSurvey | None = None
        self._survey_id = ""
        self.every = Button(theme, "All surveys", "quiet", "arrow-left", on_click=lambda: ctx.navigate("surveys"))
        self.print = Button(theme, "Print", icon="printer", on_click=self.print_sheets)
        self.type = Button(theme, "Type in sheets", "primary", "keyboard", on_click=self.type_sheets)
        self.more = MenuButton(theme, "ellipsis", "More for this survey", self._choices, small=False)
        self.add_action(self.every, self.more, self.print, self.type)
        self.tabs = Tabs(theme, TABS, "Parts of the survey")
        self.add_head(self.tabs)
        self.questions = QuestionsPart(ctx)
        self.answered = AnsweredPart(ctx)
        self.changed = ChangedPart(ctx)
        self._parts = {"questions": self.questions, "answers": self.answered, "changes": self.changed}
        self._box = column(*self._parts.values(), gap=0)
        self.body.addLayout(self._box)
        self.body.addStretch(1)
        self.answered.again_wanted.connect(self.ask_again)
        self.tabs.chosen.connect(self._show_part)
        for number, part in enumerate(self._parts, start=1):
            keys = QShortcut(QKeySequence(f"Ctrl+{number}"), self)
            keys.activated.connect(lambda at=part: self._show_part(at))
        QShortcut(QKeySequence(QKeySequence.StandardKey.Print), self).activated.connect(self.print_sheets)
        self._fresh = keep_fresh(self, ctx, READS, self.reload)
        self._show_part("questions")

    def open(self, target: str, part: str) -> None:
        """Show another survey."""
        if target and target != self._survey_id:
            self._survey_id = target
            self.to_top()
        if part in self._parts:
            self._show_part(part)
        self._fresh.mark()

    def reload(self) -> None:
        """Read the survey and show it."""
        if not self._survey_id:
            return
        class_id = self.ctx.room.class_id
        try:
            with self.ctx.store.read() as view:
                survey = own_surveys.one(view, self._survey_id)
                people = survey_grids.asked(view, survey, class_id)
                given, since = survey_given.given(view, survey.id), survey_rounds.newest(view, survey.id)
                changes = survey_changes.of_class(view, survey.id, class_id, voice=survey.respondent)
        except UserError as error:
            show_error(error, self, self.theme)
            return
        self.survey = survey
        done = sum(not survey_given.waits(person.answered_again, given.get(person.who)) for person in people)
        language = dict(survey_words.LANGUAGES).get(survey.language, "")
        again = f"asked again {days.short(survey_rounds.day(since), date.today())}" if since is not None else ""
        said = f"{done} of {len(people)} answered"
        whom = survey_words.whom(survey.respondent, survey.band)
        self.say(survey.title, joined(*whom, said, again, language, "" if survey.active else "Out of use"))
        self.tabs.set_count("questions", len(survey.questions))
        self.tabs.set_count("answers", done)
        self.questions.show_survey(survey)
        self.answered.show_people(survey, people, given)
        self.changed.show_changes(survey, changes, people)
        for button in (self.print, self.type, self.more):
            button.setVisible(survey.ours)
        self.type.setVisible(survey.ours and bool(survey.questions) and bool(people))

    def type_sheets(self) -> None:
        """Go to the grid."""
        self.ctx.navigate("survey-sheets", self._survey_id)

    def print_sheets(self) -> None:
        """Open the dialog that prints."""
        from ui.dialogs.survey_print import SurveyPrintDialog

        if self.survey is not None and self.survey.ours:
            SurveyPrintDialog(self.ctx, self.survey, self).open()

    def note_given(self) -> None:
        """Open the dialog that notes whom a survey went to by another way than the printer."""
        from ui.dialogs.survey_given import SurveyGivenDialog

        if self.survey is not None:
            SurveyGivenDialog(self.ctx, self.survey, self).open()

    def ask_again(self) -> None:
        """Open the dialog that begins a new round."""
        from ui.dialogs.survey_again import SurveyAgainDialog

        if self.survey is not None and self.survey.ours:
            SurveyAgainDialog(self.ctx, self.survey, self).open()

    def copy_text(self) -> None:
        """Put the survey on the clipboard, to paste into a form tool."""
        if self.survey is not None:
            QGuiApplication.clipboard().setText(own_surveys.as_text(self.survey))
            self.ctx.toast("Copied. Paste it into your form tool or a message.")

    def save_text(self) -> None:
        """Ask where to, and write the survey as text."""
        if self.survey is None:
            return
        dialog = QFileDialog(self, "Save the survey as text")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter("Text (*.txt)")
        dialog.setDefaultSuffix("txt")
        dialog.selectFile(survey_words.file_name(self.survey.title, date.today(), "txt"))
        dialog.fileSelected.connect(lambda name: self.save_text_to(Path(name)))
        dialog.open()

    def save_text_to(self, out: Path) -> None:
        """Write the survey as text."""
        if self.survey is None:
            return
        try:
            files.write_bytes(out, own_surveys.as_text(self.survey).encode())
        except OSError as error:
            problem = UserError(
                f"{out.name} cannot be written there ({error.strerror or error}).", "Choose another place."
            )
            show_error(problem, self, self.theme)
            return
        self.ctx.toast(f"Saved as {out.name}")

    def _show_part(self, wanted: str) -> None:
        if wanted != self.tabs.value():
            self.to_top()
        self.tabs.choose(wanted)
        for name, part in self._parts.items():
            part.setVisible(name == wanted)

    def _choices(self) -> list[Choice]:
        survey = self.survey
        if survey is None:
            return []
        use = "Take out of use" if survey.active else "Use it again"
        return [
            Choice("Title, introduction, language…", self._edit, "pencil"),
            *([Choice("Note who was given it…", self.note_given, "mail")] if survey.respondent is Voice.FAMILY else []),
            *([Choice("Ask again…", self.ask_again, "repeat")] if survey.responses else []),
            Choice("Copy as text", self.copy_text, "copy", rule=True),
            Choice("Save as text…", self.save_text, "download"),
            Choice(use, lambda: self._use(not survey.active), "archive", rule=True),
            Choice("Remove", self._remove, "trash-2"),
        ]

    def _edit(self) -> None:
        from ui.dialogs.survey_edit import SurveyEditDialog

        SurveyEditDialog(self.ctx, self, self.survey).open()

    def _use(self, active: bool) -> None:
        def work(store: Store) -> None:
            own_surveys.change(store, self._survey_id, active=active)

        operations.perform(self.ctx, work, parent=self, toast="In use again" if active else "Taken out of use")

    def _remove(self) -> None:
        def work(store: Store) -> bool:
            own_surveys.remove(store, self._survey_id)
            self._survey_id = ""
            return True

        if operations.perform(self.ctx, work, parent=self, toast="Survey removed"):
            self.ctx.navigate("surveys")
