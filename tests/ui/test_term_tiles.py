"""What the tile of a term says, by its days and by the state of its plan."""

from __future__ import annotations

from datetime import date

import pytest

from learnerplan.domain import records
from learnerplan.domain.goals import GoalKind, GoalStatus
from learnerplan.domain.plans import PlanState
from learnerplan.services import goals, plans
from ui.models import term_tiles
from ui.pages.learner.goal import pace_words

TODAY = date(2026, 11, 18)
AFTER = date(2027, 1, 20)


@pytest.fixture
def plan(room):
    made = plans.start(room.store, room.ana, today=TODAY)
    goal = goals.add(room.store, made, kind=GoalKind.PERSONAL, words="Make a comic", baseline=0, target=12, measure="P",
                     begun_on=date(2026, 10, 19), due_on=date(2026, 12, 18))  # fmt: skip
    goals.measure(room.store, goal, measured_on=TODAY, value=3)
    return made


def set_state(room, plan, state):
    with room.store.transaction("State") as tx:
        tx.change(records.Plan, plan, state=state)


def tile(room, today=TODAY, name="Term 2"):
    sheet = plans.sheet(room.store, room.ana, today=today)
    return next(one for one in sheet.tiles if one.term.name == name)


@pytest.mark.parametrize(
    ("state", "today", "where", "says"),
    [
        (PlanState.ACTIVE, TODAY, "now", "week 5 of 9"),
        (PlanState.CLOSED, TODAY, "closed", "closed, 0 of 1 met"),
        (PlanState.CLOSED, AFTER, "closed", "0 of 1 met"),
        (PlanState.ACTIVE, AFTER, "past", "not closed yet"),
    ],
)
def test_a_plan_is_closed_when_it_was_closed_and_not_when_its_term_ends(room, plan, state, today, where, says):
    set_state(room, plan, state)
    assert term_tiles.state(tile(room, today), today) == where
    assert term_tiles.caption(tile(room, today), today) == says


def test_a_past_term_without_a_plan_says_so(room):
    assert term_tiles.state(tile(room, AFTER), AFTER) == "past"
    assert term_tiles.caption(tile(room, AFTER), AFTER) == "no plan"


@pytest.mark.parametrize("status", [GoalStatus.MET, GoalStatus.PARTLY, GoalStatus.CARRIED])
def test_the_pace_of_today_belongs_to_goals_that_run(room, plan, status):
    (goal,) = goals.of_plan(room.store, plan)
    assert pace_words(goal, TODAY, ()).expected == pytest.approx(0.5)
    goals.change(room.store, goal.id, status=status, outcome_note="Well done")
    (goal,) = goals.of_plan(room.store, plan)
    held = pace_words(goal, TODAY, ())
    assert held.expected is None
    assert held.reached == pytest.approx(0.25)
