"""The life of a plan: who agreed and when, going on to the next state, and going back with a reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from learnerplan.domain import plans, records
from learnerplan.domain.ids import new_id
from learnerplan.domain.plans import Agreer, PlanPart, PlanState
from learnerplan.errors import UserError

if TYPE_CHECKING:
    from learnerplan.storage.rows import Readable
    from learnerplan.storage.store import Store
    from learnerplan.storage.transaction import Transaction

_WORDS = {
    PlanState.DRAFT: "a draft",
    PlanState.AGREED: "agreed",
    PlanState.ACTIVE: "running",
    PlanState.REFLECTING: "being looked back on",
    PlanState.CLOSED: "closed",
}
_LABELS = {
    PlanState.DRAFT: "Make plan a draft again",
    PlanState.AGREED: "Agree plan",
    PlanState.ACTIVE: "Start plan",
    PlanState.REFLECTING: "Look back on plan",
    PlanState.CLOSED: "Close plan",
}
_REFUSED = {
    PlanPart.AGREEMENT: "What was agreed no longer changes.",
    PlanPart.WORK: "What was done in it no longer changes.",
    PlanPart.OUTCOME: "How its goals ended no longer changes.",
}


@dataclass(frozen=True)
class TurnRow:
    """A state that a plan passed into; `at` is UTC, `reason` says why where it went back."""

    state: PlanState
    at: datetime
    by: str
    reason: str


@dataclass(frozen=True)
class _Held:
    state: PlanState
    learner_agreed_on: date | None
    teacher_agreed_on: date | None
    starts_on: date


def turns(view: Readable, plan_id: str) -> list[TurnRow]:
    """The states that a plan passed into, oldest first."""
    sql = 'SELECT state, at, "by", reason FROM plan_turn WHERE plan_id = ? ORDER BY at, id'
    return view.rows(TurnRow, sql, (plan_id,))


def agree(store: Store, plan_id: str, who: Agreer, on: date, *, name: str = "") -> None:
    """Write down that somebody agrees. With learner and teacher a draft is agreed; once its term has begun, it runs.

    `name` is who of the family it was. Raises `UserError` for a plan that is past agreeing.
    """
    with store.transaction("Agree plan") as tx:
        agree_in(tx, plan_id, who, on, by=store.actor, name=name)


def agree_in(tx: Transaction, plan_id: str, who: Agreer, on: date, *, by: str, name: str = "") -> None:
    """Like `agree`, as part of a larger transaction."""
    needs_open(tx, plan_id, PlanPart.AGREEMENT)
    values: dict[str, object] = {f"{who}_agreed_on": on}
    if who is Agreer.FAMILY:
        values["family_agreed_by"] = name.strip()
    tx.change(records.Plan, plan_id, **values)
    held = _held(tx, plan_id)
    if held.state is PlanState.DRAFT and held.learner_agreed_on and held.teacher_agreed_on:
        begun = held.starts_on <= on
        turn(tx, plan_id, PlanState.AGREED, by=by)
        if begun:
            turn(tx, plan_id, PlanState.ACTIVE, by=by)


def take_back(store: Store, plan_id: str, who: Agreer) -> None:
    """Take an agreement back; a plan that was only agreed is a draft again."""
    with store.transaction("Take agreement back") as tx:
        needs_open(tx, plan_id, PlanPart.AGREEMENT)
        tx.change(records.Plan, plan_id, **{f"{who}_agreed_on": None})
        if who is not Agreer.FAMILY and _held(tx, plan_id).state is PlanState.AGREED:
            turn(tx, plan_id, PlanState.DRAFT, by=store.actor, reason="An agreement was taken back.")


def move(store: Store, plan_id: str, to: PlanState, *, reason: str = "") -> None:
    """Let a plan go on to a state, or one step back. Closing has a service of its own (`plan_closing`).

    Raises `UserError` where that is not the next state, or a step back has no reason.
    """
    if to is PlanState.CLOSED:
        raise ValueError("closing freezes the plan: plan_closing.close does it")
    with store.transaction("Open plan again" if reason and to is PlanState.REFLECTING else _LABELS[to]) as tx:
        turn(tx, plan_id, to, by=store.actor, reason=reason)


def turn(
    tx: Transaction,
    plan_id: str,
    to: PlanState,
    *,
    by: str,
    reason: str = "",
    at: datetime | None = None,
    turn_id: str = "",
) -> None:
    """Pass a plan into a state and write that down, now or as of `at`. Raises `UserError` as `move` does."""
    state = _held(tx, plan_id).state
    if plans.goes_back(state, to):
        if not reason.strip():
            raise UserError(
                f"This plan is {_WORDS[state]}. To go back, say why.", "The reason is kept with the plan's history."
            )
    elif not plans.may_pass(state, to):
        raise UserError(f"This plan is {_WORDS[state]}, so it cannot become {_WORDS[to]}.")
    values: dict[str, object] = {"state": to}
    if state is PlanState.CLOSED:
        values["closed_on"] = None
    tx.change(records.Plan, plan_id, **values)
    tx.add(
        records.PlanTurn,
        id=turn_id or new_id(),
        plan_id=plan_id,
        state=to,
        at=at or datetime.now(UTC),
        by=by,
        reason=reason.strip(),
    )


def takes(view: Readable, plan_id: str, part: PlanPart) -> bool:
    """Whether this part of the plan may change in its state."""
    return plans.is_open(_held(view, plan_id).state, part)


def needs_open(view: Readable, plan_id: str, part: PlanPart) -> None:
    """Raise `UserError` where this part of the plan may not change in its state."""
    state = _held(view, plan_id).state
    if not plans.is_open(state, part):
        raise UserError(f"This plan is {_WORDS[state]}. {_REFUSED[part]}", "Open it again to change it.")


def needs_open_goal(view: Readable, goal_id: str, part: PlanPart) -> None:
    """The same for the plan of a goal. A goal that is gone is somebody else's sentence."""
    plan_id = view.value("SELECT plan_id FROM goal WHERE id = ?", (goal_id,))
    if plan_id:
        needs_open(view, str(plan_id), part)


def _held(view: Readable, plan_id: str) -> _Held:
    found = view.rows(
        _Held,
        """SELECT p.state, p.learner_agreed_on, p.teacher_agreed_on, t.starts_on
        FROM plan p JOIN term t ON t.id = p.term_id WHERE p.id = ?""",
        (plan_id,),
    )
    if not found:
        raise UserError("This plan is no longer there.", "Undo brings a removed plan back.")
    return found[0]
