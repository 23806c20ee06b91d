"""The goal bank and plan templates: goals without a learner, with places to fill in."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from learnerplan.domain import records
from learnerplan.domain.goals import GoalArea, GoalKind, MeasureKind
from learnerplan.domain.steps import Repeats, Who
from learnerplan.errors import UserError
from learnerplan.services import goals, steps

if TYPE_CHECKING:
    from collections.abc import Sequence

    from learnerplan.storage.rows import Readable
    from learnerplan.storage.store import Store
    from learnerplan.storage.transaction import Transaction

PLACE = re.compile(r"\{([^{}]+)\}")
"""A word in braces that is filled in when the goal is used."""
_OWN = frozenset(("name", "grade", "term"))
TEXTS = ("words", "statement", "why", "success", "measure", "target_words")


@dataclass(frozen=True)
class BankStep:
    """A step of a goal of the bank. Without an id it is a new one; equal steps say the same, whatever their ids."""

    text: str
    who: Who
    repeats: Repeats
    id: str = field(default="", compare=False)


@dataclass(frozen=True)
class BankGoal:
    """A goal of the bank. `title` is what the bank calls it; the rest is what a goal made of it gets."""

    id: str
    title: str
    kind: GoalKind
    area: GoalArea
    grades: str
    words: str
    statement: str
    why: str
    success: str
    measure: str
    measure_kind: MeasureKind
    unit: str
    baseline: float | None
    target: float | None
    target_words: str
    steps: tuple[BankStep, ...] = ()
    competency_ids: tuple[str, ...] = ()

    def places(self) -> tuple[str, ...]:
        """The words in braces that somebody fills in; name, grade and term fill themselves."""
        texts = [getattr(self, name) for name in TEXTS] + [step.text for step in self.steps]
        found = (place.strip() for text in texts for place in PLACE.findall(text))
        return tuple(dict.fromkeys(place for place in found if place.casefold() not in _OWN))


@dataclass(frozen=True)
class BankPlan:
    """A plan template: goals of the bank that belong together."""

    id: str
    title: str
    vision: str
    goal_ids: tuple[str, ...] = ()


_GOALS = """SELECT id, title, kind, area, grades, words, statement, why, success, measure, measure_kind, unit, baseline,
    target, target_words, NULL, NULL FROM goal_template ORDER BY title COLLATE NOCASE, id"""


def listed(view: Readable) -> list[BankGoal]:
    """All goals of the bank by title, with their steps."""
    from dataclasses import replace

    promised: dict[str, list[BankStep]] = {}
    for row in view.rows(
        _Step, "SELECT goal_template_id, text, who, repeats, id FROM goal_template_step ORDER BY position, id"
    ):
        promised.setdefault(row.goal_template_id, []).append(BankStep(row.text, row.who, row.repeats, row.id))
    tied: dict[str, list[str]] = {}
    for tie in view.rows(_Tie, "SELECT goal_template_id, competency_id FROM goal_template_competency ORDER BY id"):
        tied.setdefault(tie.goal_template_id, []).append(tie.competency_id)
    return [
        replace(goal, steps=tuple(promised.get(goal.id, ())), competency_ids=tuple(tied.get(goal.id, ())))
        for goal in view.rows(BankGoal, _GOALS)
    ]


def steps_of(view: Readable, goal_id: str) -> list[BankStep]:
    """The steps of a goal of the bank, in their order."""
    sql = "SELECT text, who, repeats, id FROM goal_template_step WHERE goal_template_id = ? ORDER BY position, id"
    return view.rows(BankStep, sql, (goal_id,))


def competencies_of(view: Readable, goal_id: str) -> list[str]:
    """The ids of the competencies that a goal of the bank works on."""
    sql = "SELECT id, competency_id AS other FROM goal_template_competency WHERE goal_template_id = ? ORDER BY id"
    return [row.other for row in view.rows(_Tied, sql, (goal_id,))]


def goals_of_plan(view: Readable, plan_id: str) -> list[str]:
    """The ids of the goals of a plan template, in their order."""
    return [row.other for row in _members(view, plan_id)]


def plans_listed(view: Readable) -> list[BankPlan]:
    """All plan templates by title."""
    from dataclasses import replace

    held: dict[str, list[str]] = {}
    for row in view.rows(
        _Member, "SELECT plan_template_id, goal_template_id FROM plan_template_goal ORDER BY position, id"
    ):
        held.setdefault(row.plan_template_id, []).append(row.goal_template_id)
    found = view.rows(BankPlan, "SELECT id, title, vision, NULL FROM plan_template ORDER BY title COLLATE NOCASE, id")
    return [replace(plan, goal_ids=tuple(held.get(plan.id, ()))) for plan in found]


def keep(
    store: Store,
    *,
    goal_id: str = "",
    steps: Sequence[BankStep] = (),
    competency_ids: Sequence[str] = (),
    **values: Any,
) -> str:
    """Put a goal into the bank, or change the one with `goal_id`. Raises `UserError` for one without any words."""
    if not any(str(values.get(name, "")).strip() for name in ("words", "statement")):
        raise UserError("A goal needs words.", "Write it as a student would say it.")
    values.setdefault("title", values.get("words") or values.get("statement"))
    with store.transaction("Change goal bank" if goal_id else "Add to goal bank") as tx:
        return keep_in(tx, goal_id, steps, competency_ids, values)


def keep_goal(store: Store, goal_id: str, *, title: str = "") -> str:
    """Put a goal of a plan into the bank, without what is of one child: baseline, dates and what was measured."""
    goal = goals.one(store, goal_id)
    called = store.value(
        "SELECT coalesce(nullif(preferred_name, ''), given_name) FROM learner WHERE id = ?", (goal.learner_id,)
    )
    promised = [BankStep(_nameless(step.text, called), step.who, step.repeats) for step in _steps_of(store, goal_id)]
    return keep(
        store,
        title=title or _nameless(goal.title, called),
        kind=goal.kind,
        area=goal.area,
        **{name: _nameless(getattr(goal, name), called) for name in TEXTS},
        measure_kind=goal.measure_kind,
        unit=goal.unit,
        target=goal.target,
        steps=promised,
        competency_ids=goals.competency_ids(store, goal_id),
    )


def remove(store: Store, goal_id: str) -> None:
    """Take a goal out of the bank; goals that were made of it stay."""
    with store.transaction("Remove from goal bank") as tx:
        tx.delete(records.GoalTemplate, goal_id)


def keep_plan(store: Store, *, title: str, goal_ids: Sequence[str], vision: str = "", plan_id: str = "") -> str:
    """Make or change a plan template of goals of the bank."""
    if not title.strip() or not goal_ids:
        raise UserError("A plan template needs a name and a goal.", "Choose goals of the bank for it.")
    with store.transaction("Change plan template" if plan_id else "Add plan template") as tx:
        return keep_plan_in(tx, plan_id, title, goal_ids, vision)


def keep_plan_in(tx: Transaction, plan_id: str, title: str, goal_ids: Sequence[str], vision: str) -> str:
    """Like `keep_plan`, as part of a larger transaction."""
    held: dict[str, list[str]] = {}  # two people may have put the same goal in
    if plan_id:
        tx.change(records.PlanTemplate, plan_id, title=title.strip(), vision=vision.strip())
        for row in _members(tx, plan_id):
            held.setdefault(row.other, []).append(row.id)
    else:
        plan_id = tx.add(records.PlanTemplate, title=title.strip(), vision=vision.strip())
    for position, goal_id in enumerate(dict.fromkeys(goal_ids)):
        if goal_id in held:
            tx.change(records.PlanTemplateGoal, held[goal_id].pop(0), position=position)
        else:
            tx.add(records.PlanTemplateGoal, plan_template_id=plan_id, goal_template_id=goal_id, position=position)
    for row_id in (row_id for same in held.values() for row_id in same):
        tx.delete(records.PlanTemplateGoal, row_id)
    return plan_id


def remove_plan(store: Store, plan_id: str) -> None:
    """Take a plan template away; its goals stay in the bank."""
    with store.transaction("Remove plan template") as tx:
        tx.delete(records.PlanTemplate, plan_id)


def keep_in(
    tx: Transaction, goal_id: str, promised: Sequence[BankStep], competency_ids: Sequence[str], values: dict[str, Any]
) -> str:
    """Like `keep`, as part of a larger transaction."""
    if goal_id:
        tx.change(records.GoalTemplate, goal_id, **values)
    else:
        goal_id = tx.add(records.GoalTemplate, **values)
    _set_steps(tx, goal_id, promised)
    _set_competencies(tx, goal_id, competency_ids)
    return goal_id


def _set_steps(tx: Transaction, goal_id: str, promised: Sequence[BankStep]) -> None:
    """Steps that stay keep their rows, so that what another person wrote in one of them meanwhile finds it."""
    held = {step.id for step in steps_of(tx, goal_id)}
    for position, step in enumerate(promised):
        values = {"position": position, "text": step.text, "who": step.who, "repeats": step.repeats}
        if step.id in held:
            held.remove(step.id)
            tx.change(records.GoalTemplateStep, step.id, **values)
        else:
            tx.add(records.GoalTemplateStep, goal_template_id=goal_id, **values)
    for row_id in sorted(held):
        tx.delete(records.GoalTemplateStep, row_id)


def _set_competencies(tx: Transaction, goal_id: str, competency_ids: Sequence[str]) -> None:
    sql = "SELECT id, competency_id AS other FROM goal_template_competency WHERE goal_template_id = ? ORDER BY id"
    held = tx.rows(_Tied, sql, (goal_id,))
    for row in held:
        if row.other not in competency_ids:
            tx.delete(records.GoalTemplateCompetency, row.id)
    for competency_id in dict.fromkeys(competency_ids):
        if competency_id not in {row.other for row in held}:
            tx.add(records.GoalTemplateCompetency, goal_template_id=goal_id, competency_id=competency_id)


def _members(view: Readable, plan_id: str) -> list[_Tied]:
    sql = """SELECT id, goal_template_id AS other FROM plan_template_goal WHERE plan_template_id = ?
        ORDER BY position, id"""
    return view.rows(_Tied, sql, (plan_id,))


def _nameless(text: str, called: Any) -> str:
    """A goal goes into the bank without the child's name."""
    return re.sub(rf"\b{re.escape(str(called))}\b", "{name}", text) if called else text


def _steps_of(view: Readable, goal_id: str) -> list[steps.StepRow]:
    return steps.of_goal(view, goal_id)


@dataclass(frozen=True)
class _Step:
    goal_template_id: str
    text: str
    who: Who
    repeats: Repeats
    id: str


@dataclass(frozen=True)
class _Tie:
    goal_template_id: str
    competency_id: str


@dataclass(frozen=True)
class _Member:
    plan_template_id: str
    goal_template_id: str


@dataclass(frozen=True)
class _Tied:
    id: str
    other: str
