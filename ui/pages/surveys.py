"""Surveys: our own and those that came from files, with who has answered; ready-made ones to take over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from learnerplan.services import own_surveys, survey_changes
from ui import operations
from ui.models import survey_words
from ui.refresh import keep_fresh
from ui.widgets.bidi import joined
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.chip import Chip
from ui.widgets.kept_focus import kept_focus, name_place
from ui.widgets.layout import clear, column
from ui.widgets.page_frame import PageFrame
from ui.widgets.survey_line import SurveyLine
from ui.widgets.text import label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QVBoxLayout, QWidget

    from learnerplan.services.own_surveys import Ready
    from learnerplan.services.survey_changes import CountedSurvey
    from ui.context import Context

READS = frozenset({"survey", "question", "response", "learner", "enrolment", "contact", "class", "setting"})
SUBTITLE = "Answers go into the profiles."


class SurveysPage(PageFrame):
    """The list. A line opens its survey; a ready-made one is taken over first, so that it can be changed."""

    keys = (("Enter", "Open the survey"),)

    def __init__(self, ctx: Context) -> None:
        super().__init__(ctx.theme, "Surveys", SUBTITLE)
        self.ctx = ctx
        theme = ctx.theme
        self.new = Button(theme, "New survey", "primary", "plus", on_click=self.make)
        self.look_back = Button(theme, "Reflection sheets", icon="printer", on_click=self.print_reflections)
        self.add_action(self.look_back, self.new)
        self.ours = Card(theme, "Your surveys", gap=4)
        self.imported = Card(theme, "From forms and files", gap=4)
        self.ready = Card(theme, "Ready-made, to take over", gap=4)
        self._ours, self._imported = column(gap=0), column(gap=0)
        self.ours.body.addLayout(self._ours)
        self.imported.body.addLayout(self._imported)
        self._takes: dict[str, Button] = {}
        self._held: dict[str, str] = {}
        self._ready = own_surveys.ready_made()
        for each in self._ready:
            self.ready.add(self._ready_line(each))
        for card in (self.ours, self.ready, self.imported):
            self.body.addWidget(card)
        self.body.addStretch(1)
        keep_fresh(self, ctx, READS, self.reload)

    def reload(self) -> None:
        """Read the surveys."""
        rows = survey_changes.counted(self.ctx.store, self.ctx.room.class_id)
        self._offer({row.title: row.id for row in reversed(rows) if row.ours})
        with kept_focus(self):
            self._fill(self._ours, [row for row in rows if row.ours])
            self._fill(self._imported, [row for row in rows if not row.ours])
        if not any(row.ours for row in rows):
            words = "None yet. Take one of the ready-made surveys over, or begin a new one."
            self._ours.addWidget(label(words, "small", wrap=True))
        self.imported.setVisible(any(not row.ours for row in rows))

    def make(self) -> None:
        """Open the dialog for a new survey."""
        from ui.dialogs.survey_edit import SurveyEditDialog

        dialog = SurveyEditDialog(self.ctx, self)
        dialog.made.connect(self.show_survey)
        dialog.open()

    def print_reflections(self) -> None:
        """Open the dialog that prints sheets to look back on a term."""
        from ui.dialogs.reflection_print import ReflectionPrintDialog

        ReflectionPrintDialog(self.ctx, self).open()

    def take_over(self, key: str) -> None:
        """Make a survey of a ready-made one and open it; one that was taken over before is opened."""
        if key in self._held:
            self.show_survey(self._held[key])
            return
        survey_id = operations.perform(
            self.ctx, lambda store: own_surveys.add_ready(store, key), parent=self, toast="Survey added", undo=True
        )
        if survey_id:
            self.show_survey(survey_id)

    def show_survey(self, survey_id: str) -> None:
        """Go to a survey."""
        self.ctx.navigate("survey", survey_id)

    def _fill(self, box: QVBoxLayout, rows: Sequence[CountedSurvey]) -> None:
        clear(box)
        for row in rows:
            done = row.answered >= row.asked > 0
            chip = Chip(
                self.theme,
                survey_words.answered(row),
                "check" if done else "",
                "ok" if done else "info" if row.answered else "none",
            )
            icon = survey_words.ICONS.get(row.respondent, "smile")
            line = SurveyLine(self.theme, row.id, icon, row.title, joined(*survey_words.about_survey(row)), chip)
            line.setAccessibleName(f"{line.accessibleName()}, {survey_words.answered(row)}")
            line.opened.connect(self.show_survey)
            name_place(line, f"survey:{row.id}")
            box.addWidget(line)

    def _offer(self, held: dict[str, str]) -> None:
        """Offer to take over what is not there yet, and to open what is. `held` are our surveys by title."""
        self._held = {each.key: held[each.title] for each in self._ready if each.title in held}
        for each in self._ready:
            words = "Open" if each.key in self._held else "Take over"
            self._takes[each.key].say(words)
            self._takes[each.key].setAccessibleName(f"{words} “{each.title}”")

    def _ready_line(self, ready: Ready) -> QWidget:
        take = Button(self.theme, "Take over", "ghost", small=True, on_click=lambda: self.take_over(ready.key))
        self._takes[ready.key] = take
        count = f"{len(ready.questions)} questions"
        caption = f"{survey_words.BANDS[ready.band]}, {count}"
        icon = survey_words.ICONS[ready.respondent]
        return SurveyLine(self.theme, ready.key, icon, ready.title, caption, take, opens=False)
