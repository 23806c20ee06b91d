"""Steps: the small promises of a goal, and ticking them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from learnerplan.domain import records
from learnerplan.domain.plans import PlanPart
from learnerplan.domain.steps import Repeats, Who
from learnerplan.errors import UserError
from learnerplan.services import plan_states

if TYPE_CHECKING:
    from learnerplan.storage.rows import Readable
    from learnerplan.storage.store import Store
    from learnerplan.storage.transaction import Transaction


@dataclass(frozen=True)
class StepRow:
    """A step with the last day on which it was done."""

    id: str
    goal_id: str
    text: str
    who: Who
    repeats: Repeats
    due_on: date | None
    position: int
    done_on: date | None
    times_done: int

    def done(self, today: date) -> bool:
        """Whether there is nothing to tick now: done once, or done on this day, or in this week."""
        if self.done_on is None:
            return False
        if self.repeats is Repeats.DAILY:
            return self.done_on == today
        if self.repeats is Repeats.WEEKLY:
            return self.done_on.isocalendar()[:2] == today.isocalendar()[:2]
        return True


_STEPS = """SELECT s.id, s.goal_id, s.text, s.who, s.repeats, s.due_on, s.position, max(d.done_on), count(d.id)
    FROM step s JOIN goal g ON g.id = s.goal_id LEFT JOIN step_done d ON d.step_id = s.id
    WHERE {where} GROUP BY s.id ORDER BY s.position, s.id"""


def of_plan(view: Readable, plan_id: str) -> list[StepRow]:
    """The steps of all goals of a plan."""
    return view.rows(StepRow, _STEPS.format(where="g.plan_id = ?"), (plan_id,))


def of_goal(view: Readable, goal_id: str) -> list[StepRow]:
    """The steps of a goal."""
    return view.rows(StepRow, _STEPS.format(where="s.goal_id = ?"), (goal_id,))


def add(store: Store, goal_id: str, *, text: str, **values: Any) -> str:
    """Add a step at the end of a goal's list."""
    with store.transaction("Add step") as tx:
        return add_in(tx, goal_id, text=text, **values)


def add_in(tx: Transaction, goal_id: str, *, text: str, **values: Any) -> str:
    """Like `add`, as part of a larger transaction."""
    if not text.strip():
        raise UserError("A step needs words.", "Type what will be done.")
    plan_states.needs_open_goal(tx, goal_id, PlanPart.WORK)
    position = tx.value("SELECT coalesce(max(position), -1) + 1 FROM step WHERE goal_id = ?", (goal_id,))
    return tx.add(records.Step, goal_id=goal_id, text=text.strip(), **{"position": position, **values})


def change(store: Store, step_id: str, **values: Any) -> None:
    """Change a step."""
    if "text" in values and not str(values["text"]).strip():
        raise UserError("A step needs words.", "Type what will be done.")
    with store.transaction("Change step") as tx:
        refuse_closed(tx, step_id)
        tx.change(records.Step, step_id, **values)


def tick(store: Store, step_id: str, done_on: date) -> None:
    """Say that a step was done on a day; twice on one day counts once."""
    with store.transaction("Tick step") as tx:
        tick_in(tx, step_id, done_on)


def tick_in(tx: Transaction, step_id: str, done_on: date) -> None:
    """Like `tick`, as part of a larger transaction."""
    refuse_closed(tx, step_id)
    held = tx.value("SELECT id FROM step_done WHERE step_id = ? AND done_on = ?", (step_id, done_on.isoformat()))
    if not held:
        tx.add(records.StepDone, step_id=step_id, done_on=done_on)


def untick(store: Store, step_id: str) -> None:
    """Take back the last day on which a step was done."""
    with store.transaction("Untick step") as tx:
        refuse_closed(tx, step_id)
        held = tx.value("SELECT id FROM step_done WHERE step_id = ? ORDER BY done_on DESC LIMIT 1", (step_id,))
        if held:
            tx.delete(records.StepDone, held)


def remove(store: Store, step_id: str) -> None:
    """Remove a step; undo brings it back."""
    with store.transaction("Remove step") as tx:
        refuse_closed(tx, step_id)
        tx.delete(records.Step, step_id)


def refuse_closed(tx: Transaction, step_id: str) -> None:
    """Raises `UserError` for a step of a plan that takes no work any more."""
    goal_id = tx.value("SELECT goal_id FROM step WHERE id = ?", (step_id,))
    plan_states.needs_open_goal(tx, str(goal_id), PlanPart.WORK)
