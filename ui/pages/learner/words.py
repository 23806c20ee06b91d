"""All that a learner has said, superseded words too, what others said before, and the surveys as answered."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from learnerplan.domain.profiles import Voice
from learnerplan.services import profiles, surveys
from ui import days
from ui.models.facets import FACETS, are_own_words
from ui.widgets.bidi import joined
from ui.widgets.chip import Chip
from ui.widgets.entry_words import who_said
from ui.widgets.layout import STRETCH, clear, column, row, rule
from ui.widgets.text import Paragraph, Quote, label

if TYPE_CHECKING:
    from datetime import date

    from learnerplan.services.profiles import EntryRow
    from learnerplan.services.surveys import AnswerRow
    from ui.context import Context


class AllWords(QWidget):
    """Newest first. What took the place of other words says so, and so do the words that were replaced."""

    def __init__(self, ctx: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ctx = ctx
        self._content = column(gap=ctx.theme.px(14))
        self.setLayout(column(self._content, STRETCH, gap=0))

    def show_learner(self, learner_id: str, today: date) -> None:
        """Read and show everything."""
        with self._ctx.store.read() as view:
            every = profiles.entries(view, learner_id, current_only=False)
            answers = surveys.answers(view, learner_id)
        said = [entry for entry in every if entry.voice is Voice.LEARNER]
        before = [entry for entry in every if entry.voice is not Voice.LEARNER and not entry.current]
        clear(self._content)
        for entry in said:
            self._content.addWidget(self._entry(entry, today))
        if not said:
            self._content.addWidget(label("No words of the student's own yet.", "small", wrap=True))
        if before:
            self._content.addWidget(rule())
            self._content.addWidget(label("What others said before", "small-strong", wrap=True))
        for entry in before:
            self._content.addWidget(self._entry(entry, today))
        for _response, group in groupby(answers, key=lambda answer: answer.response_id):
            self._content.addWidget(rule())
            self._content.addWidget(self._response(list(group), today))

    def _entry(self, entry: EntryRow, today: date) -> QWidget:
        theme = self._ctx.theme
        made = QWidget()
        tone = "" if entry.current else "ink3"
        own = are_own_words(entry.voice, entry.made)
        parts = column(Quote(entry.text, "s", tone) if own else Paragraph(entry.text, "body", tone), gap=theme.px(2))
        who = "" if entry.voice is Voice.LEARNER else who_said(entry, "")
        about = joined(FACETS[entry.facet], who, days.short(entry.said_on, today), entry.source_label)
        parts.addWidget(label(about, "caption", wrap=True))
        if not entry.current:
            parts.addLayout(row(Chip(theme, "Sees it otherwise now", "history", "none"), STRETCH))
        made.setLayout(parts)
        return made

    def _response(self, answers: list[AnswerRow], today: date) -> QWidget:
        theme = self._ctx.theme
        first = answers[0]
        made = QWidget()
        when = days.short(first.answered_at.date(), today) if first.answered_at else ""
        who = first.respondent_name if first.respondent is not Voice.LEARNER else ""
        box = column(label(first.survey, "small-strong", wrap=True), gap=theme.px(8))
        box.addWidget(label(joined("Answered", when, who), "caption", wrap=True))
        for answer in answers:
            if not answer.text.strip():
                continue
            pair = column(label(answer.question, "caption", wrap=True), Paragraph(answer.text), gap=theme.px(1))
            box.addLayout(pair)
        made.setLayout(box)
        return made
