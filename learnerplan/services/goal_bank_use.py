"""Using the goal bank: one goal or several for one child or many, with the places filled in."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from learnerplan.domain import names, records
from learnerplan.errors import UserError
from learnerplan.services import goals, plans, steps, terms
from learnerplan.services.goal_bank import PLACE, TEXTS, listed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from learnerplan.services.goal_bank import BankGoal
    from learnerplan.storage.store import Store
    from learnerplan.storage.transaction import Transaction


@dataclass(frozen=True)
class Applied:
    """What was made of a template: goals by learner, and who had all of them already."""

    made: Mapping[str, tuple[str, ...]]
    skipped: tuple[str, ...] = field(default=())


def apply(
    store: Store,
    learner_ids: Sequence[str],
    goal_ids: Sequence[str],
    *,
    today: date,
    filled: Mapping[str, str] | None = None,
    term_id: str = "",
) -> Applied:
    """Give learners these goals of the bank in a term's plan, in one step of undo.

    `filled` are the words for the places; a learner who has a goal of the same words in that plan is not given it
    again. Raises `UserError` for a place that nobody filled.
    """
    bank = {goal.id: goal for goal in listed(store)}
    wanted = [bank[goal_id] for goal_id in goal_ids if goal_id in bank]
    words = {place.casefold(): text for place, text in (filled or {}).items() if text.strip()}
    open_places = [place for goal in wanted for place in goal.places() if place.casefold() not in words]
    if open_places:
        raise UserError(f"“{open_places[0]}” is not filled in yet.", "Say what stands in its place for these students.")
    made: dict[str, tuple[str, ...]] = {}
    with store.transaction(
        "Add goals" if len(learner_ids) == 1 else f"Add goals for {len(learner_ids)} students"
    ) as tx:
        for learner_id in dict.fromkeys(learner_ids):
            made[learner_id] = tuple(_give(tx, learner_id, wanted, words, today, term_id))
    return Applied(made, tuple(learner for learner, given in made.items() if not given))


def _give(
    tx: Transaction, learner_id: str, wanted: Sequence[BankGoal], words: Mapping[str, str], today: date, term_id: str
) -> list[str]:
    learner = tx.get(records.Learner, learner_id)
    if learner is None:
        raise UserError("A student who was chosen is no longer there.", "Choose again.")
    plan = plans.needed(tx, learner_id, today=today, term_id=term_id)
    term = next((each for each in terms.listed(tx, today, learner_id=learner_id) if each.id == term_id), None)
    term = term or terms.current(tx, today, learner_id=learner_id)
    own = {
        "name": names.called(learner["given_name"], learner["preferred_name"]),
        "grade": learner["grade"],
        "term": term.name if term else "",
    }
    held = {(goal.words, goal.statement) for goal in goals.of_plan(tx, plan)}
    made = []
    for goal in wanted:
        said = {name: _fill(getattr(goal, name), {**words, **own}) for name in TEXTS}
        if (said["words"], said["statement"]) in held:
            continue
        fresh = goals.add_in(
            tx,
            plan,
            competency_ids=goal.competency_ids,
            kind=goal.kind,
            area=goal.area,
            **said,
            measure_kind=goal.measure_kind,
            unit=goal.unit,
            baseline=goal.baseline,
            target=goal.target,
            begun_on=term.starts_on if term else today,
            due_on=term.ends_on if term else None,
        )
        for step in goal.steps:
            steps.add_in(tx, fresh, text=_fill(step.text, {**words, **own}), who=step.who, repeats=step.repeats)
        made.append(fresh)
    return made


def _fill(text: str, words: Mapping[str, str]) -> str:
    return PLACE.sub(lambda hit: words.get(hit.group(1).strip().casefold(), hit.group(0)), text)
