"""Carrying a goal into the next term: it begins where it stands, and keeps the link."""

from __future__ import annotations

from datetime import date

import pytest

from learnerplan.domain.goals import GoalKind, GoalStatus
from learnerplan.domain.steps import Repeats, Who
from learnerplan.errors import UserError
from learnerplan.services import classes, goal_chain, goals, plans, steps, terms, years

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


def in_the_last_term(room):
    year = years.sheet(room.store).years[0]
    last = terms.listed(room.store, TODAY, learner_id=room.ana)[-1]
    plan = plans.start(room.store, room.ana, today=TODAY, term_id=last.id)
    return year.id, goals.add(room.store, plan, kind=GoalKind.PERSONAL, words="Sing")


def lands_in(room, goal):
    plan = goals.one(room.store, plans.carry_goal(room.store, goal)).plan_id
    (row,) = [one for one in plans.of_learner(room.store, room.ana) if one.id == plan]
    listed = terms.listed(room.store, row.starts_on, learner_id=room.ana)
    return row, listed[0]


def test_in_a_new_year_it_lands_in_the_first_term_of_the_class_that_has_its_own(room):
    year = years.sheet(room.store).years[0].id
    years.give_class_terms(room.store, room.class_id, year)
    _, goal = in_the_last_term(room)
    years.roll_over(room.store, year)
    row, first = lands_in(room, goal)
    (owner,) = [one.class_name for one in years.sheet(room.store).terms if one.id == row.term_id]
    assert (row.term_id, owner) == (first.id, "Room 12"), "the page of the plan shows that term"


def test_so_it_does_where_the_class_has_them_only_in_the_new_year(room):
    year, goal = in_the_last_term(room)
    fresh = years.roll_over(room.store, year).school_year_id
    (now,) = [one.id for one in classes.listed(room.store) if one.active]
    years.give_class_terms(room.store, now, fresh)
    row, first = lands_in(room, goal)
    assert row.term_id == first.id


def test_and_in_the_schools_first_term_where_nobody_has_their_own(room):
    year, goal = in_the_last_term(room)
    years.roll_over(room.store, year)
    row, first = lands_in(room, goal)
    (term,) = [one for one in years.sheet(room.store).terms if one.id == row.term_id]
    assert (row.term_id, term.class_id) == (first.id, None)


def test_a_goal_that_went_through_three_terms_says_where_it_began(room, goal):
    second = plans.carry_goal(room.store, goal)
    third = plans.carry_goal(room.store, second)
    for goal_id, began in ((goal, {}), (second, {second: "Term 2"}), (third, {third: "Term 2"})):
        plan = goals.one(room.store, goal_id).plan_id
        assert goal_chain.began(room.store, plan) == began
