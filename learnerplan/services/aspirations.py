"""Aspirations: what a learner hopes for over terms, and how the goals that serve it stand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from learnerplan.domain import records
from learnerplan.domain.audiences import Audience
from learnerplan.domain.goals import GoalStatus, PaceState
from learnerplan.domain.profiles import HopeState, Horizon
from learnerplan.errors import UserError
from learnerplan.services import goals

if TYPE_CHECKING:
    from collections.abc import Mapping

    from learnerplan.storage.rows import Readable
    from learnerplan.storage.store import Store


@dataclass(frozen=True)
class AspirationRow:
    """A hope in the learner's words."""

    id: str
    text: str
    horizon: Horizon
    state: HopeState
    said_on: date
    audience: Audience


@dataclass(frozen=True)
class Serving:
    """A goal that serves a hope: its words, its term, its outcome, and its pace while it is open."""

    goal_id: str
    title: str
    term: str
    status: GoalStatus
    pace: PaceState


@dataclass(frozen=True)
class Standing:
    """A hope with the goals that serve it, oldest term first."""

    aspiration: AspirationRow
    goals: tuple[Serving, ...]

    @property
    def met(self) -> int:
        """How many of the goals were met."""
        return sum(goal.status is GoalStatus.MET for goal in self.goals)


@dataclass(frozen=True)
class _Tie:
    goal_id: str
    aspiration_id: str
    term: str


_ROWS = """SELECT id, text, horizon, state, said_on, audience FROM aspiration WHERE {where}
    ORDER BY CASE horizon WHEN 'this_year' THEN 0 WHEN 'after_school' THEN 1 ELSE 2 END, said_on, id"""
# Goals that were carried on stand once, in their newest term: the older ones are the same goal.
_TIES = """SELECT g.id, g.aspiration_id, t.name FROM goal g JOIN plan p ON p.id = g.plan_id
    JOIN term t ON t.id = p.term_id WHERE g.learner_id = ? AND g.aspiration_id IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM goal n WHERE n.carried_from_id = g.id)
    ORDER BY t.starts_on, g.position, g.id"""


def of_learner(view: Readable, learner_id: str) -> list[AspirationRow]:
    """All hopes of a learner, the nearest first."""
    return view.rows(AspirationRow, _ROWS.format(where="learner_id = ?"), (learner_id,))


def standing(view: Readable, learner_id: str, today: date) -> list[Standing]:
    """The hopes of a learner with how their goals stand."""
    held = of_learner(view, learner_id)
    if not held:
        return []
    by_id = {goal.id: goal for goal in goals.of_learner(view, learner_id)}
    serving: dict[str, list[Serving]] = {}
    for tie in view.rows(_Tie, _TIES, (learner_id,)):
        goal = by_id[tie.goal_id]
        serving.setdefault(tie.aspiration_id, []).append(
            Serving(goal.id, goal.title, tie.term, goal.status, goal.pace(today).state)
        )
    return [Standing(row, tuple(serving.get(row.id, ()))) for row in held]


def served_by(view: Readable, goal_id: str) -> str:
    """The id of the hope that a goal serves; empty where it serves none."""
    return str(view.value("SELECT aspiration_id FROM goal WHERE id = ?", (goal_id,)) or "")


def add(store: Store, learner_id: str, *, text: str, horizon: Horizon, said_on: date) -> str:
    """Write down a hope. Raises `UserError` without words."""
    _needs_words(text)
    with store.transaction("Add hope") as tx:
        return tx.add(records.Aspiration, learner_id=learner_id, text=text.strip(), horizon=horizon, said_on=said_on)


def change(store: Store, aspiration_id: str, *, text: str, horizon: Horizon, said_on: date) -> None:
    """Write a hope otherwise; what it was before stays in the history."""
    _needs_words(text)
    with store.transaction("Change hope") as tx:
        _needs(tx.get(records.Aspiration, aspiration_id))
        tx.change(records.Aspiration, aspiration_id, text=text.strip(), horizon=horizon, said_on=said_on)


def set_state(store: Store, aspiration_id: str, state: HopeState) -> None:
    """Say that a hope is reached, rests, or is alive again; its goals stay."""
    with store.transaction("Change hope") as tx:
        _needs(tx.get(records.Aspiration, aspiration_id))
        tx.change(records.Aspiration, aspiration_id, state=state)


def remove(store: Store, aspiration_id: str) -> None:
    """Remove a hope that was written by mistake; its goals stay and serve none. Undo brings all of it back."""
    with store.transaction("Remove hope") as tx:
        _needs(tx.get(records.Aspiration, aspiration_id))
        for tie in tx.rows(_Id, "SELECT id FROM goal WHERE aspiration_id = ? ORDER BY id", (aspiration_id,)):
            tx.change(records.Goal, tie.id, aspiration_id=None)
        tx.delete(records.Aspiration, aspiration_id)


@dataclass(frozen=True)
class _Id:
    id: str


def _needs(row: Mapping[str, object] | None) -> None:
    if row is None:
        raise UserError("This hope is no longer there.", "Undo brings a removed one back.")


def _needs_words(text: str) -> None:
    if not text.strip():
        raise UserError("A hope needs words.", "Write it as the student says it.")
