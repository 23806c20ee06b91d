"""Goals: reading them with their measurements and pace, and writing them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from learnerplan.domain import records
from learnerplan.domain.audiences import Audience
from learnerplan.domain.goals import GoalArea, GoalKind, GoalStatus, MeasureKind, Pace, pace
from learnerplan.domain.plans import PlanPart
from learnerplan.errors import UserError
from learnerplan.services import plan_states

if TYPE_CHECKING:
    from collections.abc import Sequence

    from learnerplan.storage.rows import Readable
    from learnerplan.storage.store import Store
    from learnerplan.storage.transaction import Transaction


@dataclass(frozen=True)
class GoalRow:
    """A goal with what was measured last, the progress agreed last, and how much hangs on it."""

    id: str
    plan_id: str
    learner_id: str
    position: int
    kind: GoalKind
    area: GoalArea
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
    begun_on: date | None
    due_on: date | None
    status: GoalStatus
    outcome_note: str
    carried_from_id: str | None
    audience: Audience
    code: str
    standard: str
    child_standard: str
    now: float | None
    now_on: date | None
    level_id: str | None
    level: str
    level_position: int | None
    level_on: date | None
    check_ins: int
    artifacts: int

    @property
    def title(self) -> str:
        """The learner's words where there are some, else the statement."""
        return self.words or self.statement

    def pace(self, today: date) -> Pace:
        """Where the goal stands against a straight line from baseline to target."""
        return pace(
            baseline=self.baseline,
            target=self.target,
            now=self.now,
            begun=self.begun_on,
            due=self.due_on,
            today=today,
        )


@dataclass(frozen=True)
class MeasurementRow:
    """One dated measurement."""

    id: str
    goal_id: str
    measured_on: date
    value: float | None
    trials: int | None
    words: str
    by: str


_GOALS = """WITH scope AS (SELECT id FROM goal g WHERE {where}),
    last_measured AS (
        SELECT goal_id, CASE WHEN trials > 0 THEN 100.0 * value / trials ELSE value END AS value, measured_on,
            row_number() OVER (PARTITION BY goal_id ORDER BY measured_on DESC, id DESC) AS place
        FROM measurement WHERE value IS NOT NULL AND goal_id IN scope),
    last_level AS (
        SELECT x.goal_id, v.id AS level_id, v.name, v.position, c.held_on,
            row_number() OVER (PARTITION BY x.goal_id ORDER BY c.held_on DESC, c.id DESC) AS place
        FROM check_in_goal x JOIN check_in c ON c.id = x.check_in_id JOIN scale_level v ON v.id = x.level_id
        WHERE x.goal_id IN scope),
    standard AS (
        SELECT x.goal_id, k.code, k.statement, k.child_statement,
            row_number() OVER (PARTITION BY x.goal_id ORDER BY k.position, k.id) AS place
        FROM goal_competency x JOIN competency k ON k.id = x.competency_id
        WHERE x.goal_id IN scope)
    SELECT g.id, g.plan_id, g.learner_id, g.position, g.kind, g.area, g.words, g.statement, g.why, g.success, g.measure,
        g.measure_kind, g.unit, g.baseline, g.target, g.target_words, g.begun_on, g.due_on, g.status, g.outcome_note,
        g.carried_from_id, g.audience, coalesce(s.code, ''), coalesce(s.statement, ''), coalesce(s.child_statement, ''),
        m.value, m.measured_on, v.level_id, coalesce(v.name, ''), v.position, v.held_on,
        (SELECT count(*) FROM check_in_goal WHERE goal_id = g.id),
        (SELECT count(*) FROM artifact_goal WHERE goal_id = g.id)
    FROM goal g LEFT JOIN last_measured m ON m.goal_id = g.id AND m.place = 1
    LEFT JOIN last_level v ON v.goal_id = g.id AND v.place = 1
    LEFT JOIN standard s ON s.goal_id = g.id AND s.place = 1
    WHERE g.id IN scope ORDER BY g.position, g.id"""


def of_plan(view: Readable, plan_id: str) -> list[GoalRow]:
    """The goals of a plan in their order."""
    return view.rows(GoalRow, _GOALS.format(where="g.plan_id = ?"), (plan_id,))


def of_learner(view: Readable, learner_id: str) -> list[GoalRow]:
    """All goals of a learner, over all terms."""
    return view.rows(GoalRow, _GOALS.format(where="g.learner_id = ?"), (learner_id,))


def one(view: Readable, goal_id: str) -> GoalRow:
    """One goal. Raises `UserError` when it is gone."""
    rows = view.rows(GoalRow, _GOALS.format(where="g.id = ?"), (goal_id,))
    if not rows:
        raise UserError("This goal is no longer in the plan.", "Undo brings a removed goal back.")
    return rows[0]


def competency_ids(view: Readable, goal_id: str) -> list[str]:
    """The competencies that a goal works on, in the order of their framework."""
    rows = view.rows(
        _Tie,
        """SELECT x.id, x.competency_id FROM goal_competency x JOIN competency k ON k.id = x.competency_id
        WHERE x.goal_id = ? ORDER BY k.position, k.id""",
        (goal_id,),
    )
    return [row.competency_id for row in rows]


def measurements(view: Readable, goal_id: str) -> list[MeasurementRow]:
    """What was measured for a goal, oldest first."""
    return view.rows(
        MeasurementRow,
        """SELECT id, goal_id, measured_on, value, trials, words, "by" FROM measurement WHERE goal_id = ?
        ORDER BY measured_on, id""",
        (goal_id,),
    )


def add(store: Store, plan_id: str, *, competency_ids: Sequence[str] = (), **values: Any) -> str:
    """Add a goal at the end of a plan. Raises `UserError` without any words or in a closed plan."""
    with store.transaction("Add goal") as tx:
        return add_in(tx, plan_id, competency_ids=competency_ids, **values)


def add_in(tx: Transaction, plan_id: str, *, competency_ids: Sequence[str] = (), **values: Any) -> str:
    """Like `add`, as part of a larger transaction."""
    _needs_words(values)
    plan = tx.get(records.Plan, plan_id)
    if plan is None:
        raise UserError("This plan is no longer there.", "Undo brings a removed plan back.")
    plan_states.needs_open(tx, plan_id, PlanPart.AGREEMENT)
    position = tx.value("SELECT coalesce(max(position), -1) + 1 FROM goal WHERE plan_id = ?", (plan_id,))
    goal_id = tx.add(records.Goal, plan_id=plan_id, learner_id=plan["learner_id"], **{"position": position, **values})
    tx.add_many(records.GoalCompetency, [{"goal_id": goal_id, "competency_id": one} for one in competency_ids])
    return goal_id


def change(store: Store, goal_id: str, *, competency_ids: Sequence[str] | None = None, **values: Any) -> None:
    """Change a goal; `competency_ids`, where given, are its competencies from now on."""
    held = one(store, goal_id)
    _needs_words({"words": held.words, "statement": held.statement, **values})
    with store.transaction("Change goal") as tx:
        _refuse_closed(tx, goal_id, values, competency_ids)
        tx.change(records.Goal, goal_id, **values)
        if competency_ids is not None:
            _set_competencies(tx, goal_id, competency_ids)


def remove(store: Store, goal_id: str) -> None:
    """Remove a goal with its steps and measurements; undo brings all of it back."""
    with store.transaction("Remove goal") as tx:
        plan_states.needs_open_goal(tx, goal_id, PlanPart.AGREEMENT)
        tx.delete(records.Goal, goal_id)


def measure(
    store: Store,
    goal_id: str,
    *,
    measured_on: date,
    value: float | None = None,
    trials: int | None = None,
    words: str = "",
    by: str = "",
) -> str:
    """Write down where a goal stands on a day. Raises `UserError` for no value, or more right than trials."""
    if value is None and not words.strip():
        raise UserError("There is nothing to write down.", "Type a number, or say it in words.")
    if trials is not None and value is not None and value > trials:
        raise UserError(f"{value:g} of {trials} cannot be.", "The first number is how many were right.")
    with store.transaction("Add measurement") as tx:
        plan_states.needs_open_goal(tx, goal_id, PlanPart.WORK)
        return tx.add(
            records.Measurement,
            goal_id=goal_id,
            measured_on=measured_on,
            value=value,
            trials=trials,
            words=words.strip(),
            by=by,
        )


def unmeasure(store: Store, measurement_id: str) -> None:
    """Take a measurement out again, such as one with a slip of the pen; undo brings it back."""
    with store.transaction("Remove measurement") as tx:
        goal_id = tx.value("SELECT goal_id FROM measurement WHERE id = ?", (measurement_id,))
        plan_states.needs_open_goal(tx, str(goal_id), PlanPart.WORK)
        tx.delete(records.Measurement, measurement_id)


_ENDS = frozenset(("status", "outcome_note", "audience", "position"))
"""What of a goal may still be written once it is looked back on."""


def _refuse_closed(tx: Transaction, goal_id: str, values: dict[str, Any], competency_ids: Sequence[str] | None) -> None:
    agreed = competency_ids is not None or not values.keys() <= _ENDS
    if agreed:
        plan_states.needs_open_goal(tx, goal_id, PlanPart.AGREEMENT)
    if "status" in values or "outcome_note" in values:
        plan_states.needs_open_goal(tx, goal_id, PlanPart.OUTCOME)


def _set_competencies(tx: Transaction, goal_id: str, wanted: Sequence[str]) -> None:
    held = {
        row.competency_id: row.id
        for row in tx.rows(_Tie, "SELECT id, competency_id FROM goal_competency WHERE goal_id = ?", (goal_id,))
    }
    for competency_id, tie in held.items():
        if competency_id not in wanted:
            tx.delete(records.GoalCompetency, tie)
    tx.add_many(
        records.GoalCompetency,
        [{"goal_id": goal_id, "competency_id": one} for one in dict.fromkeys(wanted) if one not in held],
    )


@dataclass(frozen=True)
class _Tie:
    id: str
    competency_id: str


def _needs_words(values: dict[str, Any]) -> None:
    if not any(str(values.get(name, "")).strip() for name in ("words", "statement")):
        raise UserError("A goal needs words.", "Write it as the student says it.")
