"""Carrying a goal into the next term: it begins where it stands, and keeps the link."""

from __future__ import annotations

from datetime import date

import pytest

from learnerplan.domain.goals import GoalKind, GoalStatus
from learnerplan.domain.steps import Repeats, Who
from learnerplan.errors import UserError
from learnerplan.services import classes, goals, plans, steps, terms, years

TODAY = date(2026, 11, 18)


@pytest.fixture
def goal(room):
    plan = plans.start(room.store, room.ana, today=TODAY)
    goal_id = goals.add(
        room.store, plan, kind=GoalKind.PERSONAL, words="Make a comic", why="someone needs it", unit="pages",
        baseline=0, target=12,
    )  # fmt: skip
    done = steps.add(room.store, goal_id, text="Ask two readers", who=Who.ME)
    steps.add(room.store, goal_id, text="Redraw page 5", who=Who.HOME, due_on=TODAY)
    steps.tick(room.store, done, TODAY)
    goals.measure(room.store, goal_id, measured_on=TODAY, value=8)
    return goal_id


def next_term(room):
    return plans.sheet(room.store, room.ana, today=date(2027, 1, 12))


def test_the_goal_goes_on_from_where_it_stands(room, goal):
    fresh = plans.carry_goal(room.store, goal, note="Two pages to go")
    assert goals.one(room.store, goal).status is GoalStatus.CARRIED
    assert goals.one(room.store, goal).outcome_note == "Two pages to go"
    sheet = next_term(room)
    (carried,) = sheet.goals
    assert (carried.id, carried.words, carried.baseline, carried.target) == (fresh, "Make a comic", 8, 12)
    assert (carried.carried_from_id, carried.status) == (goal, GoalStatus.ACTIVE)
    assert (carried.begun_on, carried.due_on) == (sheet.term.starts_on, sheet.term.ends_on)
    assert [(step.text, step.due_on) for step in sheet.steps] == [("Redraw page 5", None)]


def test_a_step_that_comes_again_goes_on_however_often_it_was_done(room, goal):
    daily = steps.add(room.store, goal, text="Read to Yaman", who=Who.HOME, repeats=Repeats.DAILY)
    steps.tick(room.store, daily, TODAY)
    plans.carry_goal(room.store, goal)
    held = [(step.text, step.repeats, step.times_done) for step in next_term(room).steps]
    assert held == [("Redraw page 5", Repeats.ONCE, 0), ("Read to Yaman", Repeats.DAILY, 0)]


def test_it_goes_on_among_the_terms_that_the_learner_goes_by(room, goal):
    other = classes.add(room.store, "Reading group")
    year = years.sheet(room.store).years[0].id
    years.give_class_terms(room.store, other, year)
    school = {row.id for row in terms.of_class(room.store, TODAY, room.class_id)}
    fresh = plans.carry_goal(room.store, goal)
    held = plans.of_learner(room.store, room.ana)
    assert {row.term_id for row in held} <= school
    assert goals.one(room.store, fresh).plan_id in {row.id for row in held}


def test_it_is_one_step_of_undo_and_is_not_done_twice(room, goal):
    first = plans.carry_goal(room.store, goal)
    assert plans.carry_goal(room.store, goal) == first
    assert len(next_term(room).goals) == 1
    assert room.store.undo() == "Carry goal forward"
    assert next_term(room).plan is None
    assert goals.one(room.store, goal).status is GoalStatus.ACTIVE


def test_in_the_last_term_of_all_it_is_told(room):
    last = next_term(room).tiles[-1].term
    plan = plans.start(room.store, room.ana, today=TODAY, term_id=last.id)
    goal = goals.add(room.store, plan, kind=GoalKind.PERSONAL, words="Sing")
    with pytest.raises(UserError, match="no later term"):
        plans.carry_goal(room.store, goal)
    assert goals.one(room.store, goal).status is GoalStatus.ACTIVE
