"""Plans: the term strip, one term's plan as a page shows it, and starting one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from learnerplan.domain import records
from learnerplan.domain.goals import GoalStatus
from learnerplan.domain.plans import PlanPart, PlanState
from learnerplan.domain.steps import Repeats
from learnerplan.errors import UserError
from learnerplan.services import goals as goal_service
from learnerplan.services import plan_states, terms
from learnerplan.services import steps as step_service

if TYPE_CHECKING:
    from collections.abc import Sequence

    from learnerplan.storage.rows import Readable
    from learnerplan.storage.store import Store
    from learnerplan.storage.transaction import Transaction


@dataclass(frozen=True)
class PlanRow:
    """A plan and its term. `kept` tells whether closing froze anything: older versions closed without doing so."""

    id: str
    learner_id: str
    term_id: str
    term: str
    position: int
    starts_on: date
    ends_on: date
    state: PlanState
    vision: str
    learner_agreed_on: date | None
    teacher_agreed_on: date | None
    family_agreed_on: date | None
    family_agreed_by: str
    goals: int
    met: int
    kept: bool


@dataclass(frozen=True)
class TermTile:
    """A term of the strip above a plan; `plan` is `None` where there is none yet.

    `left` is a term of a class that the learner has left, which goes by other terms: there because of its plan.
    """

    term: terms.TermRow
    plan: PlanRow | None
    left: bool = False


@dataclass(frozen=True)
class OtherYear:
    """A school year that the strip does not show, by the term to open in it."""

    name: str
    term_id: str


@dataclass(frozen=True)
class PlanSheet:
    """All that the plan page shows of one term; `years` are the others with plans of this learner, and the one now."""

    tiles: tuple[TermTile, ...]
    years: tuple[OtherYear, ...]
    term: terms.TermRow | None
    plan: PlanRow | None
    goals: tuple[goal_service.GoalRow, ...]
    steps: tuple[step_service.StepRow, ...]

    def steps_of(self, goal_id: str) -> list[step_service.StepRow]:
        """The steps of one goal."""
        return [step for step in self.steps if step.goal_id == goal_id]


_PLANS = """SELECT p.id, p.learner_id, p.term_id, t.name, t.position, t.starts_on, t.ends_on, p.state, p.vision,
    p.learner_agreed_on, p.teacher_agreed_on, p.family_agreed_on, p.family_agreed_by,
    (SELECT count(*) FROM goal WHERE plan_id = p.id),
    (SELECT count(*) FROM goal WHERE plan_id = p.id AND status = 'met'), octet_length(p.frozen) > 0
    FROM plan p JOIN term t ON t.id = p.term_id WHERE p.learner_id = ? ORDER BY t.starts_on, p.id"""


def of_learner(view: Readable, learner_id: str) -> list[PlanRow]:
    """A learner's plans, oldest term first."""
    return view.rows(PlanRow, _PLANS, (learner_id,))


def sheet(view: Readable, learner_id: str, *, today: date, term_id: str = "") -> PlanSheet:
    """The plan page of a term, of the current one when none is named."""
    held = {plan.term_id: plan for plan in of_learner(view, learner_id)}
    listed = terms.listed(view, today, learner_id=learner_id, term_id=term_id)
    left = [term for term in _left_behind(view, learner_id, listed) if term not in listed]
    listed = sorted([*listed, *left], key=lambda term: term.starts_on)
    now = terms.current(view, today, learner_id=learner_id)
    if now is not None and now.id not in held:
        now = next((term for term in listed if term.id in held and term.starts_on <= today <= term.ends_on), now)
    wanted = term_id or (now.id if now else "")
    plan = held.get(wanted)
    return PlanSheet(
        tiles=tuple(TermTile(term, held.get(term.id), left=term in left) for term in listed),
        years=_other_years(view, learner_id, listed, now),
        term=next((term for term in listed if term.id == wanted), None),
        plan=plan,
        goals=tuple(goal_service.of_plan(view, plan.id)) if plan else (),
        steps=tuple(step_service.of_plan(view, plan.id)) if plan else (),
    )


_WITH_PLANS = """SELECT t.id, t.name, t.position, t.starts_on, t.ends_on, y.name FROM plan p
    JOIN term t ON t.id = p.term_id JOIN school_year y ON y.id = t.school_year_id
    WHERE p.learner_id = ? AND y.id = (SELECT school_year_id FROM term WHERE id = ?) ORDER BY t.starts_on"""


def _left_behind(view: Readable, learner_id: str, listed: Sequence[terms.TermRow]) -> list[terms.TermRow]:
    """The terms of the same year in which a learner has plans: those of a class that they have left are no longer
    among the terms that they go by.
    """
    return view.rows(terms.TermRow, _WITH_PLANS, (learner_id, listed[0].id)) if listed else []


# Beside max() SQLite gives the other columns of the same row: the last term of each year.
_YEARS = """SELECT name, id FROM (SELECT y.name, t.id, max(t.starts_on), y.starts_on AS begins FROM plan p
        JOIN term t ON t.id = p.term_id JOIN school_year y ON y.id = t.school_year_id
    WHERE p.learner_id = :learner AND y.id <> coalesce((SELECT school_year_id FROM term WHERE id = :shown), '')
    GROUP BY y.id) ORDER BY begins"""


def _other_years(
    view: Readable, learner_id: str, listed: Sequence[terms.TermRow], now: terms.TermRow | None
) -> tuple[OtherYear, ...]:
    shown = listed[0].id if listed else ""
    others = view.rows(OtherYear, _YEARS, {"learner": learner_id, "shown": shown})
    if now is not None and listed and now.school_year != listed[0].school_year:
        others = [other for other in others if other.name != now.school_year]
        others.append(OtherYear(now.school_year, now.id))
    return tuple(others)


def start(store: Store, learner_id: str, *, today: date, term_id: str = "") -> str:
    """Start a learner's plan for a term (the current one), or give the one that is there."""
    with store.transaction("Start plan") as tx:
        return needed(tx, learner_id, today=today, term_id=term_id)


def needed(tx: Transaction, learner_id: str, *, today: date, term_id: str = "") -> str:
    """The plan of a learner for a term, made when it is not there yet."""
    term = term_id or terms.needed(tx, today, learner_id=learner_id).id
    held = tx.value("SELECT id FROM plan WHERE learner_id = ? AND term_id = ? ORDER BY id LIMIT 1", (learner_id, term))
    return str(held) if held else tx.add(records.Plan, learner_id=learner_id, term_id=term, state=PlanState.DRAFT)


# What a goal takes along; where it stands now is where it begins again.
_CARRIED = (
    *("kind", "area", "words", "statement", "why", "success", "aspiration_id", "audience"),
    *("measure", "measure_kind", "unit", "target", "target_words"),
)


def carry_goal(store: Store, goal_id: str, *, note: str = "") -> str:
    """Let a goal go on in the term after its own; gives the new goal's id.

    Its standards go along, the steps that are not done, and those that come again. A goal that was carried before is
    not carried twice. Raises `UserError` when there is no later term.
    """
    goal = goal_service.one(store, goal_id)
    term = _after(store, goal.plan_id)
    with store.transaction("Carry goal forward") as tx:
        tx.change(records.Goal, goal_id, status=GoalStatus.CARRIED, outcome_note=note)
        held = tx.value("SELECT id FROM goal WHERE carried_from_id = ?", (goal_id,))
        if held:
            return str(held)
        values = tx.get(records.Goal, goal_id) or {}
        plan = needed(tx, goal.learner_id, today=term.starts_on, term_id=term.id)
        fresh = goal_service.add_in(
            tx,
            plan,
            competency_ids=goal_service.competency_ids(tx, goal_id),
            **{name: values[name] for name in _CARRIED},
            baseline=goal.baseline if goal.now is None else goal.now,
            begun_on=term.starts_on,
            due_on=term.ends_on,
            carried_from_id=goal_id,
        )
        for step in step_service.of_goal(tx, goal_id):
            if step.done_on is None or step.repeats is not Repeats.ONCE:
                step_service.add_in(tx, fresh, text=step.text, who=step.who, repeats=step.repeats)
    return fresh


@dataclass(frozen=True)
class _Term:
    id: str
    starts_on: date
    ends_on: date


# In its own year a goal goes on among the terms of its plan; in a later one among those that the learner goes by
# then: the terms of the first of their classes that has any, or the school's.
_AFTER = """SELECT t.id, t.starts_on, t.ends_on FROM plan p JOIN term own ON own.id = p.term_id
    JOIN term t ON t.starts_on > own.starts_on JOIN school_year y ON y.id = t.school_year_id
    WHERE p.id = ? AND t.class_id IS CASE WHEN t.school_year_id = own.school_year_id THEN own.class_id ELSE
        (SELECT min(o.class_id) FROM term o JOIN enrolment e ON e.class_id = o.class_id
        WHERE e.learner_id = p.learner_id AND e.ends_on IS NULL AND o.school_year_id = t.school_year_id) END
    ORDER BY y.starts_on, t.starts_on, t.id LIMIT 1"""


def _after(view: Readable, plan_id: str) -> _Term:
    found = view.rows(_Term, _AFTER, (plan_id,))
    if not found:
        raise UserError(
            "There is no later term to carry this goal into.",
            "Begin the next school year in Settings first. This plan can still be closed after that.",
        )
    return found[0]


def set_vision(store: Store, plan_id: str, vision: str) -> None:
    """Write what the term is for."""
    with store.transaction("Change plan") as tx:
        plan_states.needs_open(tx, plan_id, PlanPart.AGREEMENT)
        tx.change(records.Plan, plan_id, vision=vision.strip())
