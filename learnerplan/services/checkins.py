"""Check-ins: progress on the planbook's scale, the learner's words, and a next move that becomes a dated step."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

from learnerplan.domain import records
from learnerplan.domain.audiences import Audience
from learnerplan.domain.checkins import Feeling, Mode
from learnerplan.domain.plans import PlanPart
from learnerplan.errors import UserError
from learnerplan.services import plan_states, steps

if TYPE_CHECKING:
    from collections.abc import Mapping

    from learnerplan.domain.steps import Who
    from learnerplan.storage.rows import Readable
    from learnerplan.storage.store import Store
    from learnerplan.storage.transaction import Transaction


@dataclass(frozen=True)
class CheckInRow:
    """A check-in as it is listed: a row for each goal that it spoke of, or one without a goal."""

    id: str
    held_on: date
    mode: Mode
    by: str
    feeling: Feeling | None
    words: str
    next_move: str
    audience: Audience
    goal_id: str | None
    goal: str
    level: str
    level_position: int | None


@dataclass(frozen=True)
class Measure:
    """A measurement made in the check-in."""

    value: float | None = None
    trials: int | None = None


@dataclass(frozen=True)
class Talk:
    """What was said in one check-in. `levels`: goal id to level id, or `None` for a goal talked of but not judged.

    `next_goal` is the goal whose list the next move joins as a step (the first goal talked of where it is empty).
    """

    held_on: date
    levels: Mapping[str, str | None] = field(default_factory=dict)
    measures: Mapping[str, Measure] = field(default_factory=dict)
    words: str = ""
    next_move: str = ""
    next_goal: str = ""
    next_who: Who | None = None
    next_due: date | None = None
    feeling: Feeling | None = None
    mode: Mode = Mode.ONE_ON_ONE
    by: str = ""


_CHECK_INS = """SELECT c.id, c.held_on, c.mode, c."by", c.feeling, c.words, c.next_move, c.audience, x.goal_id,
    coalesce(nullif(g.words, ''), g.statement, ''), coalesce(v.name, ''), v.position
    FROM check_in c LEFT JOIN check_in_goal x ON x.check_in_id = c.id
    LEFT JOIN goal g ON g.id = x.goal_id LEFT JOIN scale_level v ON v.id = x.level_id
    WHERE c.learner_id = ? ORDER BY c.held_on DESC, c.id DESC, g.position"""

NEXT_MOVE_DAYS = 7


def of_learner(view: Readable, learner_id: str) -> list[CheckInRow]:
    """A learner's check-ins, newest first."""
    return view.rows(CheckInRow, _CHECK_INS, (learner_id,))


def add(store: Store, learner_id: str, talk: Talk) -> str:
    """Keep a check-in, its measurements, and its next move as a dated step. Raises `UserError` when empty."""
    with store.transaction("Check in") as tx:
        return add_in(tx, learner_id, talk)


def add_in(tx: Transaction, learner_id: str, talk: Talk) -> str:
    """Like `add`, as part of a larger transaction."""
    said = talk.words.strip() or talk.next_move.strip() or talk.feeling or talk.levels or talk.measures
    if not said:
        raise UserError("There is nothing to keep yet.", "Choose how far a goal is, or write what the student says.")
    check_in = tx.add(
        records.CheckIn,
        learner_id=learner_id,
        held_on=talk.held_on,
        mode=talk.mode,
        by=talk.by,
        feeling=talk.feeling,
        words=talk.words.strip(),
        next_move=talk.next_move.strip(),
    )
    goals = list(dict.fromkeys((*talk.levels, *talk.measures)))
    for goal in goals:
        plan_states.needs_open_goal(tx, goal, PlanPart.WORK)
    tx.add_many(
        records.CheckInGoal,
        [{"check_in_id": check_in, "goal_id": goal, "level_id": talk.levels.get(goal)} for goal in goals],
    )
    tx.add_many(
        records.Measurement,
        [
            {
                "goal_id": goal,
                "measured_on": talk.held_on,
                "value": measured.value,
                "trials": measured.trials,
                "by": talk.by,
                "check_in_id": check_in,
            }
            for goal, measured in talk.measures.items()
            if measured.value is not None
        ],
    )
    next_goal = talk.next_goal or next(iter(goals), "")
    if talk.next_move.strip() and next_goal:
        steps.add_in(
            tx,
            next_goal,
            text=talk.next_move,
            who=talk.next_who or "me",
            due_on=talk.next_due or talk.held_on + timedelta(NEXT_MOVE_DAYS),
            check_in_id=check_in,
        )
    return check_in


def set_audience(store: Store, check_in_id: str, audience: Audience) -> None:
    """Decide whether the words of a check-in may go home."""
    with store.transaction("Release for the family" if audience is Audience.FAMILY else "Keep in the record") as tx:
        tx.change(records.CheckIn, check_in_id, audience=audience)


def remove(store: Store, check_in_id: str) -> None:
    """Remove a check-in with its measurements; the step that came of it stays. Undo brings it back."""
    with store.transaction("Remove check-in") as tx:
        tx.delete(records.CheckIn, check_in_id)
