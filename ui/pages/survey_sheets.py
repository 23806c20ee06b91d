"""Typing in paper sheets: a table, the day on which they were filled in, and one button that keeps them all."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedLayout, QWidget

from learnerplan.errors import UserError
from learnerplan.services import own_surveys, survey_grids
from ui import operations
from ui.errors import show_error
from ui.models.survey_grid import SurveyGridModel
from ui.refresh import keep_fresh
from ui.widgets.bidi import isolate, joined
from ui.widgets.button import Button
from ui.widgets.date_field import DateField
from ui.widgets.empty_state import EmptyState
from ui.widgets.layout import STRETCH, column, row
from ui.widgets.page_frame import PageFrame
from ui.widgets.survey_table import SurveyTable
from ui.widgets.text import Paragraph, label

if TYPE_CHECKING:
    from PySide6.QtGui import QHideEvent

    from ui.context import Context

READS = frozenset({"survey", "question", "question_option", "learner", "enrolment", "contact", "response"})
REST = 1000
"""What is typed is kept as a draft this many ms after the first letter that is not kept yet."""


class SurveySheetsPage(PageFrame):
    """`open(survey_id, "")` shows the table of a survey with what was typed before and not kept."""

    keys = (
        ("1 to 9", "Pick an answer; press again to take it away where several fit"),
        ("Letters", "Write, in a column of words"),
        ("Tab, arrows", "Go about"),
        ("Enter", "The same question of the next sheet"),
        ("Delete", "Empty the cell"),
        ("Ctrl+S", "Keep the sheets"),
    )

    def __init__(self, ctx: Context) -> None:
        super().__init__(ctx.theme, "Type in sheets", scrolls=False)
        self.ctx = ctx
        theme = ctx.theme
        self._survey_id = ""
        self._room = ""
        self.model = SurveyGridModel(self)
        self.table = SurveyTable(theme, self.model)
        self.day = DateField(theme, name="Filled in on")
        self.back = Button(theme, "Back to the survey", "quiet", "arrow-left", on_click=self._leave)
        self.clear = Button(theme, "Empty the table", "ghost", on_click=self.model.empty)
        self.keep = Button(theme, "Keep", "primary", on_click=self.keep_sheets)
        self.add_action(self.back, self.clear, self.keep)
        self._offered = Paragraph("", "small")
        self._offered.setMinimumHeight(theme.px(44))
        self._draft_said = label("", "caption")
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(REST)
        self._timer.timeout.connect(self._write_draft)
        self._build()
        self.model.typed.connect(self._typed)
        self.model.refused.connect(self.show_problem)
        self.day.changed.connect(self._typed)
        self.table.selectionModel().currentChanged.connect(lambda *_: self._tell_question())
        QShortcut(QKeySequence(QKeySequence.StandardKey.Save), self).activated.connect(self.keep_sheets)
        self._fresh = keep_fresh(self, ctx, READS, self.reload)

    def open(self, target: str, part: str) -> None:
        """Show the table of a survey."""
        del part
        if target and target != self._survey_id:
            self.keep_draft()
            self._survey_id = target
        self._fresh.mark()
        self.table.setFocus()

    def reload(self) -> None:
        """Read whom the survey asks, and the draft."""
        if not self._survey_id:
            return
        self.keep_draft()
        self._room = self.ctx.room.class_id
        try:
            with self.ctx.store.read() as view:
                survey = own_surveys.one(view, self._survey_id)
                people = survey_grids.asked(view, survey, self._room)
                draft = survey_grids.draft(view, survey, self._room)
        except UserError as error:
            show_error(error, self, self.theme)
            return
        self.model.show_survey(survey, people, draft)
        self.day.show_value(draft.on or date.today())
        self.model.set_day(draft.on or date.today())
        self._stack.setCurrentIndex(0 if people and survey.questions else 1)
        self.table.fit()
        self._tell()
        self._tell_question()

    def keep_sheets(self) -> None:
        """Keep all filled sheets in one step of undo."""
        survey = self.model.survey
        if survey is None:
            return
        self.clear_problem()
        try:
            self.model.set_day(self.day.value())
        except UserError as error:
            self.show_problem(error)
            return
        self._timer.stop()
        typed, people, room = self.model.draft, self.model.people, self._room
        lack = survey_grids.missing(survey, people, typed.cells)
        if lack is not None:
            rows = [person.key for person in people]
            columns = [question.id for question in survey.questions]
            self.table.setCurrentIndex(self.model.index(rows.index(lack.person), columns.index(lack.question_id)))
        kept = operations.perform(
            self.ctx, lambda store: survey_grids.keep(store, survey, room, people, typed), parent=self
        )
        if kept:
            self.ctx.toast("1 sheet kept" if kept == 1 else f"{kept} sheets kept", undo=True)
            self.ctx.navigate("survey", survey.id, "answers")

    def keep_draft(self) -> None:
        """Keep now what is typed and not kept on this computer yet."""
        if self._timer.isActive():
            self._timer.stop()
            self._write_draft()

    @Slot()
    def _write_draft(self) -> None:
        survey, typed = self.model.survey, self.model.draft
        if survey is None:
            return
        survey_id, room = survey.id, self._room
        operations.perform(self.ctx, lambda store: survey_grids.keep_draft(store, survey_id, room, typed), parent=self)
        self._tell()

    def hideEvent(self, event: QHideEvent) -> None:
        """Keep what was typed before somebody goes elsewhere."""
        self.keep_draft()
        super().hideEvent(event)

    def _build(self) -> None:
        theme, px = self.theme, self.theme.px
        name = label("Filled in on", "field")
        name.setBuddy(self.day)
        self.day.setMaximumWidth(px(240))
        top = row(name, self.day, STRETCH, self._draft_said, gap=px(12))
        full, holder = QWidget(), QWidget()
        self._stack = QStackedLayout()
        inside = column(top, gap=px(12))
        inside.addWidget(self.table, 1)
        full.setLayout(inside)
        words = "Add questions to the survey and children to the class; then each has a line here."
        empty = EmptyState(theme, "clipboard-list", "Nothing to type in yet", words)
        holder.setLayout(column(empty))
        self._stack.addWidget(full)
        self._stack.addWidget(holder)
        self.body.addLayout(self._stack, 1)
        self.foot.addWidget(self._offered)

    def _typed(self) -> None:
        try:
            self.model.set_day(self.day.value())
        except UserError:
            self.model.set_day(None)  # said when the sheets are kept
        self.clear_problem()
        if not self._timer.isActive():
            self._timer.start()
        self._tell()

    def _tell(self) -> None:
        count, survey = self.model.filled(), self.model.survey
        self.keep.say("Keep 1 sheet" if count == 1 else f"Keep {count} sheets" if count else "Keep")
        self.clear.setVisible(count > 0)
        self._draft_said.setText("What you type is kept here until you keep the sheets." if count else "")
        if survey is not None:
            asked = "1 line" if len(self.model.people) == 1 else f"{len(self.model.people)} lines"
            self.say("Type in sheets", joined(survey.title, asked))

    def _tell_question(self) -> None:
        index = self.table.currentIndex()
        question = self.model.question(index)
        if question is None:
            self._offered.show_text("")
            return
        answers = "   ".join(f"{number} {isolate(option.text)}" for number, option in enumerate(question.options, 1))
        self._offered.show_text(
            f"{isolate(question.text)}\n{answers or 'Write what stands on the sheet, to the letter.'}"
        )

    def _leave(self) -> None:
        self.ctx.navigate("survey", self._survey_id)
