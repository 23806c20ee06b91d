"""A profile on any two days side by side, strengths first; below it what was asked twice."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QLayout, QVBoxLayout, QWidget

from learnerplan.errors import UserError
from learnerplan.services import profile_times, survey_answers
from ui import days
from ui.dialogs.frame import DialogFrame
from ui.models.facets import HEADINGS, are_own_words
from ui.widgets.chip import Chip
from ui.widgets.date_field import DateField
from ui.widgets.entry_words import attribution
from ui.widgets.layout import STRETCH, clear, column, row, rule
from ui.widgets.text import Paragraph, Quote, label
from ui.widgets.then_and_now import then_and_now

if TYPE_CHECKING:
    from collections.abc import Sequence

    from learnerplan.services.learners import LearnerRow
    from learnerplan.services.profile_times import TwoDays
    from learnerplan.services.profiles import EntryRow
    from ui.context import Context
    from ui.models.facets import Heading


class ProfileTimesDialog(DialogFrame):
    """Two dates; another one shows at once. Nothing is changed here."""

    def __init__(self, ctx: Context, learner: LearnerRow, parent: QWidget) -> None:
        said = "With who said it and when. Words that others took the place of stand on the days on which they held."
        super().__init__(ctx, f"{learner.called}, then and now", "Done", parent, subtitle=said, width=900)
        self._learner, self._today = learner, date.today()
        theme = ctx.theme
        self.then, self.now = DateField(theme, name="Then"), DateField(theme, name="Now")
        first = profile_times.first_day(ctx.store, learner.id) or self._today
        self.then.show_value(min(first, self._today))
        self.now.show_value(self._today)
        self.form.add_row(self.form.make("Then", self.then, key="then"), self.form.make("Now", self.now, key="now"))
        self.shown: TwoDays | None = None
        self._sides = column(gap=theme.px(16))
        self.body.addLayout(self._sides)
        self.cancel.hide()
        self.then.changed.connect(self.look)
        self.now.changed.connect(self.look)
        self.look()

    def keep(self) -> None:
        """Leave."""
        self.accept()

    def look(self) -> None:
        """Read the two days and show them."""
        self.clear_problem()
        one, other = self._typed(tell=True)
        if one is None or other is None:
            return
        self.shown = profile_times.between(self.ctx.store, self._learner.id, one, other)
        clear(self._sides)
        theme = self.theme
        heads = (
            row(Chip(theme, days.full(self.shown.then_on), tone="none"), STRETCH),
            row(Chip(theme, days.full(self.shown.now_on), tone="info"), STRETCH),
        )
        self._sides.addLayout(self._pair(*heads))
        for heading in HEADINGS:
            part = self._part(heading, self.shown)
            if part is not None:
                self._sides.addWidget(part)
        if not self.shown.then and not self.shown.now:
            self._sides.addWidget(label("Nothing was kept on either day.", "small", wrap=True))
        self._add_asked_twice()

    def _typed(self, *, tell: bool = False) -> tuple[date | None, date | None]:
        found: list[date | None] = []
        errors: dict[str, str] = {}
        for key, field in (("then", self.then), ("now", self.now)):
            try:
                found.append(field.value())
                if found[-1] is None:
                    errors[key] = "Choose a day."
            except UserError as error:
                found.append(None)
                errors[key] = str(error)
        if tell:
            self.form.show_errors(errors)
        return found[0], found[1]

    def _part(self, heading: Heading, both: TwoDays) -> QWidget | None:
        then = [entry for entry in both.then if entry.facet in heading.facets]
        now = [entry for entry in both.now if entry.facet in heading.facets]
        if not then and not now:
            return None
        made = QWidget()
        box = column(label(heading.title, "row"), gap=self.theme.px(6))
        box.addLayout(self._pair(self._side(then, frozenset()), self._side(now, both.still)))
        made.setLayout(box)
        return made

    def _side(self, entries: Sequence[EntryRow], still: frozenset[str]) -> QVBoxLayout:
        theme = self.theme
        box = column(gap=theme.px(8))
        for entry in entries:
            said = Quote(entry.text, "s") if are_own_words(entry.voice, entry.made) else Paragraph(entry.text)
            about = row(attribution(theme, entry, self._learner.called, self._today), gap=theme.px(8))
            about.setStretch(0, 1)
            if entry.id in still:
                about.addWidget(label("still", "caption"))
            box.addLayout(column(said, about, gap=theme.px(1)))
        if not entries:
            box.addWidget(label("Nothing here", "caption"))
        box.addStretch(1)
        return box

    def _pair(self, one: QLayout, other: QLayout) -> QHBoxLayout:
        line = row(one, other, gap=self.theme.px(24))
        line.setStretch(0, 1)
        line.setStretch(1, 1)
        return line

    def _add_asked_twice(self) -> None:
        found = survey_answers.asked_twice(self.ctx.store, self._learner.id)
        for survey, pairs in found:
            self._sides.addWidget(rule())
            self._sides.addWidget(label(f"{survey}, asked twice", "row", wrap=True))
            for pair in pairs:
                self._sides.addWidget(then_and_now(self.theme, pair, self._today))
