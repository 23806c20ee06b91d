"""Using the goal bank: one goal or several for one child or many, with the places filled in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from learnerplan.domain import records
from learnerplan.domain.plans import PlanPart
from learnerplan.errors import UserError
from learnerplan.services import goals, learners, plan_states, plans, steps, terms
from learnerplan.services.goal_bank import PLACE, TEXTS, listed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from learnerplan.services.goal_bank import BankGoal
    from learnerplan.services.terms import TermRow
    from learnerplan.storage.rows import Readable
    from learnerplan.storage.store import Store
    from learnerplan.storage.transaction import Transaction


@dataclass(frozen=True)
class Applied:
    """What was made of a template: goals by learner, who had all of them already, and whose plan is looked back on."""

    made: Mapping[str, tuple[str, ...]]
    skipped: tuple[str, ...] = ()
    shut: tuple[str, ...] = ()


def apply(
    store: Store,
    learner_ids: Sequence[str],
    goal_ids: Sequence[str],
    *,
    today: date,
    filled: Mapping[str, str] | None = None,
    term_id: str = "",
    vision: str = "",
) -> Applied:
    """Give learners these goals of the bank in a term's plan, in one step of undo.

    `filled` are the words for the places; a learner who has a goal of the same words in that plan is not given it
    again, and one of many whose plan is looked back on or closed is passed over. `vision`, of a plan template, is what
    the term is for where a plan does not say so yet. Raises `UserError` for a place that nobody filled, and where every
    plan is closed.
    """
    bank = {goal.id: goal for goal in listed(store)}
    wanted = [bank[goal_id] for goal_id in goal_ids if goal_id in bank]
    words = {place.casefold(): text for place, text in (filled or {}).items() if text.strip()}
    open_places = [place for goal in wanted for place in goal.places() if place.casefold() not in words]
    if open_places:
        raise UserError(f"“{open_places[0]}” is not filled in yet.", "Say what stands in its place for these students.")
    made: dict[str, tuple[str, ...]] = {}
    shut: list[str] = []
    people = tuple(dict.fromkeys(learner_ids))
    with store.transaction("Add goals") as tx:
        for learner_id in people:
            plan = _plan_of(tx, learner_id, today, term_id)
            if len(shut) + 1 < len(people) and not plan_states.takes(tx, plan, PlanPart.AGREEMENT):
                shut.append(learner_id)
                continue
            made[learner_id] = tuple(_give(tx, learner_id, plan, wanted, words, today, term_id))
            _say_vision(tx, plan, vision)
        done = Applied(made, tuple(learner for learner, given in made.items() if not given), tuple(shut))
        tx.label = _label(len(people), len(made) - len(done.skipped))
    return done


def _label(asked: int, given: int) -> str:
    """What the Undo menu says: how many were given something, of several for whom it was asked."""
    if not given:
        return "Change plan" if asked == 1 else "Change plans"  # of a template nothing but what the term is for
    if asked == 1:
        return "Add goals"
    return "Add goals for 1 student" if given == 1 else f"Add goals for {given} students"


def _plan_of(tx: Transaction, learner_id: str, today: date, term_id: str) -> str:
    if tx.get(records.Learner, learner_id) is None:
        raise UserError("A student who was chosen is no longer there.", "Choose again.")
    return plans.needed(tx, learner_id, today=today, term_id=term_id)


def _say_vision(tx: Transaction, plan_id: str, vision: str) -> None:
    held = tx.get(records.Plan, plan_id)
    if vision.strip() and held is not None and not held["vision"].strip():
        tx.change(records.Plan, plan_id, vision=vision.strip())


def _give(
    tx: Transaction,
    learner_id: str,
    plan: str,
    wanted: Sequence[BankGoal],
    words: Mapping[str, str],
    today: date,
    term_id: str,
) -> list[str]:
    term = _term_of(tx, learner_id, today, term_id)
    own = own_words(tx, learner_id, today=today, term_id=term_id)
    held = {(goal.words, goal.statement) for goal in goals.of_plan(tx, plan)}
    made = []
    for goal in wanted:
        said = {name: filled_in(getattr(goal, name), {**words, **own}) for name in TEXTS}
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
            steps.add_in(tx, fresh, text=filled_in(step.text, {**words, **own}), who=step.who, repeats=step.repeats)
        made.append(fresh)
    return made


def own_words(view: Readable, learner_id: str, *, today: date, term_id: str = "") -> dict[str, str]:
    """The words that a goal takes from the learner and the term: name, grade and term."""
    learner = learners.one(view, learner_id)
    term = _term_of(view, learner_id, today, term_id)
    return {"name": learner.called, "grade": learner.grade, "term": term.name if term else ""}


def filled_in(text: str, words: Mapping[str, str]) -> str:
    """A text with the words in braces replaced by those of `words`, by their names in small letters."""
    return PLACE.sub(lambda hit: words.get(hit.group(1).strip().casefold()) or hit.group(0), text)


def _term_of(view: Readable, learner_id: str, today: date, term_id: str) -> TermRow | None:
    term = next((each for each in terms.listed(view, today, learner_id=learner_id) if each.id == term_id), None)
    return term or terms.current(view, today, learner_id=learner_id)
