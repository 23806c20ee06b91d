from __future__ import annotations

from datetime import date

import pytest

from learnerplan.domain.goals import GoalKind, GoalStatus, MeasureKind
from learnerplan.services import goals, goals_behind, learners, plans

TODAY = date(2026, 11, 18)


@pytest.fixture
def goal(room):
    plan = plans.start(room.store, room.ana, today=TODAY)
    return goals.add(
        room.store, plan, kind=GoalKind.PERSONAL, words="Make a comic", unit="pages", baseline=0, target=12,
        begun_on=date(2026, 10, 19), due_on=date(2026, 12, 18),
    )  # fmt: skip


def behind(room, **where):
    return [row.goal_id for row in goals_behind.listed(room.store, today=TODAY, **where)]


def test_only_a_measured_goal_can_be_behind(room, goal):
    assert behind(room) == []
    goals.measure(room.store, goal, measured_on=TODAY, value=2)
    (row,) = goals_behind.listed(room.store, today=TODAY, class_id=room.class_id)
    assert (row.goal_id, row.name, row.now, row.target) == (goal, "Ana Lúcia Ferreira", 2, 12)
    goals.measure(room.store, goal, measured_on=TODAY, value=8)
    assert behind(room) == []


def test_an_ended_goal_an_archived_learner_and_another_class_are_left_out(room, goal):
    goals.measure(room.store, goal, measured_on=TODAY, value=2)
    assert behind(room, class_id="another") == []
    goals.change(room.store, goal, status=GoalStatus.PARTLY)
    assert behind(room) == []
    goals.change(room.store, goal, status=GoalStatus.ACTIVE)
    assert behind(room) == [goal]
    learners.set_active(room.store, room.ana, False)
    assert behind(room) == []


def test_trials_count_in_parts_of_a_hundred(room, goal):
    goals.change(room.store, goal, measure_kind="trials", baseline=40, target=80)
    goals.measure(room.store, goal, measured_on=TODAY, value=7, trials=10)
    assert behind(room) == []
    goals.measure(room.store, goal, measured_on=TODAY, value=4, trials=10)
    assert behind(room) == [goal]


def test_it_agrees_with_the_plan(room, goal):
    for value in (0, 3, 6, 9, 12):
        goals.measure(room.store, goal, measured_on=TODAY, value=value)
        assert bool(behind(room)) == (goals.one(room.store, goal).pace(TODAY).state.value == "behind")


def test_the_furthest_behind_stands_first(room, goal):
    plan = plans.start(room.store, room.minh, today=TODAY)
    other = goals.add(
        room.store, plan, kind=GoalKind.PERSONAL, words="Run", baseline=0, target=10,
        begun_on=date(2026, 10, 19), due_on=date(2026, 12, 18),
    )  # fmt: skip
    goals.measure(room.store, goal, measured_on=TODAY, value=3)
    goals.measure(room.store, other, measured_on=TODAY, value=0)
    assert behind(room) == [other, goal]


def test_levels_of_the_scale_are_behind_too(room, goal):
    goals.change(room.store, goal, measure_kind="level", baseline=0, target=4, unit="")
    goals.measure(room.store, goal, measured_on=TODAY, value=1)
    (row,) = goals_behind.listed(room.store, today=TODAY)
    assert (row.measure_kind, row.now, row.target) == (MeasureKind.LEVEL, 1, 4)
    goals.measure(room.store, goal, measured_on=TODAY, value=3)
    assert behind(room) == []
