"""Giving goals of the bank to one learner or many: who they are, and the places filled in, shown as they will read."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from learnerplan.services import goal_bank_use, learners
from ui.dialogs.frame import DialogFrame
from ui.dialogs.goal_bank_words import given
from ui.dialogs.people_of_classes import PeopleOfClasses
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
    """One step of undo for everyone. A learner who has a goal of the same words is not given it again.

    Without `learner_ids` the dialog asks who is given the goals. `vision` is what a plan template says a term is for.
    """

    def __init__(
        self,
        ctx: Context,
        goals: Sequence[BankGoal],
        learner_ids: Sequence[str],
        parent: QWidget,
        *,
        term_id: str = "",
        vision: str = "",
    ) -> None:
        title, who = "Give from the goal bank", _who(ctx, learner_ids)
        super().__init__(ctx, title, given(len(goals), len(learner_ids)), parent, subtitle=who, width=560)
        self._goals, self._learners, self._term = tuple(goals), tuple(learner_ids), term_id
        self._vision = vision
        theme = ctx.theme
        self.people: PeopleOfClasses | None = None
        if not learner_ids:
            self.people = PeopleOfClasses(ctx)
            self.people.changed.connect(self._chose)
            self.form.add("Who is given it" if len(goals) == 1 else "Who is given them", self.people, key="people")
        places = dict.fromkeys(place for goal in goals for place in goal.places())
        self.places = {place: TextField(theme, "Stands in its place", name=place) for place in places}
        for place, field in self.places.items():
            self.form.add(place[:1].upper() + place[1:], field, key=place)
            field.textChanged.connect(self._preview)
        self.form.setVisible(bool(self.places) or self.people is not None)
        self._reads = label("", "row")
        self.body.addWidget(self._reads)
        self._quotes = [Quote("", "s") for _ in goals]
        for quote in self._quotes:
            self.body.addWidget(quote)
        self._own: dict[str, str] = {}
        self._chose()
        first = self.people or next(iter(self.places.values()), None)
        (first or self.primary).setFocus()

    def state(self) -> object:
        """What is filled in."""
        return self._given_to(), tuple(field.value() for field in self.places.values())

    def keep(self) -> None:
        """Give the goals."""
        self.clear_problem()
        if self.people is not None:
            self.people.settle()
        people = self._given_to()
        lacking = {} if people else {"people": "Nobody is chosen yet. Choose one student or several."}
        lacking |= {
            place: "Say what stands in its place for these students."
            for place, field in self.places.items()
            if not field.value()
        }
        if self.show_errors(lacking):
            return
        filled = {place: field.value() for place, field in self.places.items()}
        ids = [goal.id for goal in self._goals]
        held: list[Applied] = []

        def work(store: Store) -> None:
            held.append(
                goal_bank_use.apply(
                    store, people, ids, today=date.today(), filled=filled, term_id=self._term, vision=self._vision
                )
            )

        if self.write(work, ""):
            self.ctx.toast(said(held[0]), undo=any(held[0].made.values()))
            self.accept()

    def _given_to(self) -> tuple[str, ...]:
        return self._learners if self.people is None else self.people.value()

    def _chose(self) -> None:
        people = self._given_to()
        self.primary.say(given(len(self._goals), len(people)))
        self._own = {}
        if people:
            with self.ctx.store.read() as view:
                self._own = goal_bank_use.own_words(view, people[0], today=date.today(), term_id=self._term)
        start = "It will read" if len(self._goals) == 1 else "They will read"
        self._reads.setText(f"{start} for {isolate(self._own['name'])}" if len(people) > 1 else start)
        self._preview()
        if self.isVisible():
            self.resize(self.sizeHint())

    def _preview(self) -> None:
        words = {place.casefold(): field.value() for place, field in self.places.items()} | self._own
        for goal, quote in zip(self._goals, self._quotes, strict=True):
            quote.show_words(goal_bank_use.filled_in(goal.words or goal.statement, words))


def said(applied: Applied) -> str:
    """What was given, and to whom it was not."""
    made = max((len(goals) for goals in applied.made.values()), default=0)
    to = sum(bool(goals) for goals in applied.made.values())
    had = len(applied.skipped)
    parts = []
    if made:
        what = "1 goal" if made == 1 else f"{made} goals"
        parts.append(f"{what} given to {'1 student' if to == 1 else f'{to} students'}.")
        if had:
            parts.append("One student had it already." if had == 1 else f"{had} students had it already.")
    else:
        parts.append("Nobody was given anything: it is in these plans already.")
    if applied.shut:
        shut = len(applied.shut)
        parts.append(
            "One plan is looked back on already." if shut == 1 else f"{shut} plans are looked back on already."
        )
    return " ".join(parts)


def _who(ctx: Context, learner_ids: Sequence[str]) -> str:
    names = [learners.one(ctx.store, one).name for one in learner_ids[:4]]
    more = len(learner_ids) - len(names)
    return ", ".join(isolate(name) for name in names) + (f" and {more} more" if more else "")
