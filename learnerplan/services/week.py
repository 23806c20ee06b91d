"""A learner's week: which steps come round on which school days, what is done, and the same on paper."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from learnerplan.domain import records
from learnerplan.domain import terms as spans
from learnerplan.domain.audiences import Audience
from learnerplan.domain.goals import GoalStatus
from learnerplan.domain.packets import Paper
from learnerplan.domain.steps import Repeats
from learnerplan.domain.weeks import WeekGoal, WeekList, WeekStep
from learnerplan.errors import UserError
from learnerplan.services import learners, plans, steps, terms, years

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from learnerplan.services.steps import StepRow
    from learnerplan.storage.rows import Readable
    from learnerplan.storage.store import Store

SCHOOL_DAYS = 5
"""Monday to Friday."""


@dataclass(frozen=True)
class _Done:
    step_id: str
    done_on: date


def of_learner(view: Readable, learner_id: str, day: date, *, for_home: bool = False) -> WeekList:
    """The week of a day. `for_home` leaves out goals that the family is not to read, as paper does."""
    learner = learners.one(view, learner_id)
    monday = spans.monday(day)
    sunday = monday + timedelta(days=6)
    rows = terms.listed(view, day, learner_id=learner.id)
    term = terms.current_of(rows, max(day, monday))
    if term is not None and term.ends_on < monday:  # between two terms the next one may begin within the week
        term = next((row for row in rows if monday <= row.starts_on <= sunday), term)
    week = spans.week_of(term.starts_on, term.ends_on, max(day, term.starts_on)) if term else None
    found = plans.sheet(view, learner.id, today=day, term_id=term.id if term and term.starts_on > day else "")
    done: dict[str, set[date]] = {}
    sql = """SELECT d.step_id, d.done_on FROM step_done d JOIN step s ON s.id = d.step_id
        JOIN goal g ON g.id = s.goal_id WHERE g.learner_id = ? AND d.done_on BETWEEN ? AND ?"""
    for row in view.rows(_Done, sql, (learner.id, monday.isoformat(), sunday.isoformat())):
        done.setdefault(row.step_id, set()).add(row.done_on)
    goals = []
    for goal in found.goals:
        if goal.status is not GoalStatus.ACTIVE or (for_home and goal.audience is not Audience.FAMILY):
            continue
        held = tuple(
            WeekStep(step.id, step.text, step.who, step.repeats, step.due_on, frozenset(done.get(step.id, ())))
            for step in found.steps_of(goal.id)
            if _comes_round(step, monday, sunday)
        )
        if held:
            goals.append(WeekGoal(goal.title, bool(goal.words), held))
    days = _school_days(view, monday, term)
    return WeekList(learner.id, learner.called, term.name if term else "", week, monday, days, tuple(goals))


def _comes_round(step: StepRow, monday: date, sunday: date) -> bool:
    """Steps that repeat always; one-time steps until the week in which they are done, from the week they are due."""
    if step.repeats is not Repeats.ONCE:
        return step.due_on is None or step.due_on >= monday
    if step.done_on is not None:
        return monday <= step.done_on <= sunday
    return step.due_on is None or step.due_on <= sunday


def _school_days(view: Readable, monday: date, term: terms.TermRow | None) -> tuple[date, ...]:
    week = [monday + timedelta(days=at) for at in range(SCHOOL_DAYS)]
    free = years.days_off(view, week[0], week[-1])
    return tuple(day for day in week if day not in free and (term is None or term.starts_on <= day <= term.ends_on))


def set_done(store: Store, step_id: str, day: date, done: bool) -> None:
    """Tick a step on a day, or take that day's tick back. Raises `UserError` in a closed plan."""
    if done:
        steps.tick(store, step_id, day)
        return
    with store.transaction("Untick step") as tx:
        steps.refuse_closed(tx, step_id)
        held = tx.value("SELECT id FROM step_done WHERE step_id = ? AND done_on = ?", (step_id, day.isoformat()))
        if held:
            tx.delete(records.StepDone, held)


def sheets(view: Readable, learner_ids: Iterable[str], day: date) -> list[WeekList]:
    """The weeks that paper shows: of those who have a step this week."""
    lists = [of_learner(view, learner_id, day, for_home=True) for learner_id in learner_ids]
    return [held for held in lists if held.goals]


def write(
    store: Store,
    learner_ids: Sequence[str],
    out: Path,
    *,
    day: date,
    paper: Paper = Paper.LETTER,
    language: str = "en",
) -> int:
    """Print the weeks of learners into one file, one page a child; gives the number of pages.

    Raises `UserError` where nobody has a step in that week, or where the file cannot be written.
    """
    from learnerplan.documents.week_sheet import render

    with store.read() as view:
        made = sheets(view, learner_ids, day)
    if not made:
        raise UserError("Nobody has a step to tick in this week.", "Add steps to goals first, or choose another week.")
    return render(made, out, paper=paper, language=language)
