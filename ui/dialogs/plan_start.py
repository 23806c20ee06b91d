"""Starting a term's plan with a pair of goals: one for everyone, one of the learner's own."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from learnerplan.domain.goals import GoalKind
from learnerplan.domain.profiles import Facet, Voice
from learnerplan.services import competencies, educators, goals, plans, profiles
from ui import days, operations
from ui.dialogs.competency_picker import CompetencyPicker
from ui.dialogs.frame import DialogFrame
from ui.models import work
from ui.widgets.bidi import isolate
from ui.widgets.card import Card
from ui.widgets.chip import Chip
from ui.widgets.fields import TextBox, TextField
from ui.widgets.layout import STRETCH, row
from ui.widgets.text import Quote, label

if TYPE_CHECKING:
    from learnerplan.services.learners import LearnerRow
    from learnerplan.services.profiles import EntryRow
    from learnerplan.services.terms import TermRow
    from learnerplan.storage.transaction import Transaction
    from ui.context import Context

_HINTS = {GoalKind.GRADE_LEVEL: (Facet.CHALLENGE, Facet.SKILL), GoalKind.PERSONAL: (Facet.HOPE, Facet.MOTIVATION)}
"""The facets whose words may lead to a goal of each kind."""


class PlanStartDialog(DialogFrame):
    """Both goals look alike and weigh the same; either may come later."""

    def __init__(self, ctx: Context, learner: LearnerRow, term: TermRow, parent: QWidget) -> None:
        super().__init__(
            ctx,
            f"Start the plan for {term.name}",
            "Start the plan",
            parent,
            subtitle=f"{isolate(learner.name)}. Two first goals, side by side. Measures and steps can follow.",
            width=860,
        )
        self._learner, self._term = learner, term
        self._own_plan = educators.is_educator(ctx.store, learner.id)
        theme = ctx.theme
        self.words = {kind: TextBox(theme, "I want to…", 3, voice=True) for kind in GoalKind}
        self.standards = CompetencyPicker(theme, competencies.listed(ctx.store))
        self.why = TextField(theme, "Because…")
        said = [entry for entry in profiles.entries(ctx.store, learner.id) if entry.voice is Voice.LEARNER]
        pair = row(*(self._card(kind, said) for kind in GoalKind), gap=theme.px(16))
        for at in range(len(GoalKind)):
            pair.setStretch(at, 1)
        self.body.insertLayout(0, pair)
        self.form.hide()
        self.words[GoalKind.GRADE_LEVEL].setFocus()

    def state(self) -> object:
        """What the fields hold."""
        return (*(box.value() for box in self.words.values()), self.why.value(), *self.standards.value())

    def keep(self) -> None:
        """Write plan and goals in one step of undo."""
        self.clear_problem()
        if self.standards.line.value():
            self.standards.take_first()
        filled = {kind: box.value() for kind, box in self.words.items() if box.value()}
        if not filled:
            how = "in your own words" if self._own_plan else "as the student says it"
            self.show_errors({GoalKind.GRADE_LEVEL: f"Write at least one of the two goals, {how}."})
            return
        begins = max(self._term.starts_on, min(date.today(), self._term.ends_on))
        extra: dict[GoalKind, dict[str, Any]] = {
            GoalKind.GRADE_LEVEL: {"competency_ids": self.standards.value()},
            GoalKind.PERSONAL: {"why": self.why.value()},
        }

        def start(tx: Transaction) -> str:
            plan = plans.needed(tx, self._learner.id, today=date.today(), term_id=self._term.id)
            for kind, words in filled.items():
                goals.add_in(
                    tx, plan, kind=kind, words=words, begun_on=begins, due_on=self._term.ends_on, **extra[kind]
                )
            return plan

        if operations.change(self.ctx, "Start plan", start, parent=self, toast=f"{self._term.name} has begun"):
            self.accept()

    def _card(self, kind: GoalKind, said: list[EntryRow]) -> Card:
        theme, form = self.theme, self.form
        card = Card(theme, padding=20, gap=12)
        own = kind is GoalKind.PERSONAL
        card.body.addLayout(row(Chip(theme, *work.kind_chip(kind, own_plan=self._own_plan)), STRETCH))
        whose = "In my words" if self._own_plan else f"In {self._learner.called}’s words"
        card.add(form.make(whose, self.words[kind], key=kind))
        if own:
            card.add(form.make("Why it matters to me", self.why))
        elif self.standards.completer.model().rowCount() > 0:
            card.add(form.make("Standards", self.standards))
        heard = [entry for entry in said if entry.facet in _HINTS[kind]][:2]
        if heard:
            said_by = "I said" if self._own_plan else f"{isolate(self._learner.called)} said"
            card.add(label(said_by, "caption-strong", "ink3"))
        for entry in heard:
            card.add(Quote(entry.text, "s"))
            card.add(label(days.short(entry.said_on, date.today()), "caption"))
        card.body.addStretch(1)
        return card
