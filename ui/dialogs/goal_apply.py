"""Giving goals of the bank to one learner or many: the places are filled in first, and shown as they will read."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from learnerplan.services import goal_bank_use, learners
from learnerplan.services.goal_bank import PLACE
from ui.dialogs.frame import DialogFrame
from ui.dialogs.goal_bank_words import given
from ui.widgets.bidi import isolate
from ui.widgets.fields import TextField
from ui.widgets.text import Quote, label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from learnerplan.services.goal_bank import BankGoal
    from learnerplan.services.goal_bank_use import Applied
    from learnerplan.storage.store import Store
    from ui.context import Context


class GoalApplyDialog(DialogFrame):
    """One step of undo for everyone. A learner who has a goal of the same words is not given it again."""

    def __init__(
        self, ctx: Context, goals: Sequence[BankGoal], learner_ids: Sequence[str], parent: QWidget, *, term_id: str = ""
    ) -> None:
        primary = given(len(goals), len(learner_ids))
        super().__init__(ctx, "Give from the goal bank", primary, parent, subtitle=_who(ctx, learner_ids), width=560)
        self._goals, self._learners, self._term = tuple(goals), tuple(learner_ids), term_id
        theme = ctx.theme
        places = dict.fromkeys(place for goal in goals for place in goal.places())
        self.places = {place: TextField(theme, "Stands in its place", name=place) for place in places}
        for place, field in self.places.items():
            self.form.add(place[:1].upper() + place[1:], field, key=place)
            field.textChanged.connect(self._preview)
        self.form.setVisible(bool(self.places))
        self.body.addWidget(label("It will read" if len(goals) == 1 else "They will read", "row"))
        self._quotes = [Quote("", "s") for _ in goals]
        for quote in self._quotes:
            self.body.addWidget(quote)
        self._called = _called(ctx, learner_ids)
        self._preview()
        first = next(iter(self.places.values()), None)
        (first or self.primary).setFocus()

    def state(self) -> object:
        """What is filled in."""
        return tuple(field.value() for field in self.places.values())

    def keep(self) -> None:
        """Give the goals."""
        self.clear_problem()
        empty = {
            place: "Say what stands in its place for these students."
            for place, field in self.places.items()
            if not field.value()
        }
        if self.show_errors(empty):
            return
        filled = {place: field.value() for place, field in self.places.items()}
        ids = [goal.id for goal in self._goals]
        held: list[Applied] = []

        def work(store: Store) -> None:
            held.append(
                goal_bank_use.apply(store, self._learners, ids, today=date.today(), filled=filled, term_id=self._term)
            )

        if self.write(work, ""):
            self.ctx.toast(said(held[0]), undo=any(held[0].made.values()))
            self.accept()

    def _preview(self) -> None:
        words = {place.casefold(): field.value() for place, field in self.places.items() if field.value()}
        words["name"] = self._called
        for goal, quote in zip(self._goals, self._quotes, strict=True):
            text = goal.words or goal.statement
            quote.show_words(PLACE.sub(lambda hit: words.get(hit.group(1).strip().casefold()) or hit.group(0), text))


def said(applied: Applied) -> str:
    """What was given, and to whom it was not."""
    made = sum(len(goals) for goals in applied.made.values())
    to = sum(bool(goals) for goals in applied.made.values())
    had = len(applied.skipped)
    rest = "" if not had else " One student had it already." if had == 1 else f" {had} students had it already."
    if not made:
        return "Nobody was given anything: it is in these plans already."
    what = "1 goal" if made == 1 else f"{made} goals"
    return f"{what} given to {'1 student' if to == 1 else f'{to} students'}.{rest}"


def _who(ctx: Context, learner_ids: Sequence[str]) -> str:
    names = [learners.one(ctx.store, one).name for one in learner_ids[:4]]
    more = len(learner_ids) - len(names)
    return ", ".join(isolate(name) for name in names) + (f" and {more} more" if more else "")


def _called(ctx: Context, learner_ids: Sequence[str]) -> str:
    return learners.one(ctx.store, learner_ids[0]).called if learner_ids else ""
