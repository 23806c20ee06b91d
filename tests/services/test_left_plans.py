"""Plans that whoever left a class left open."""

from __future__ import annotations

from datetime import date

from learnerplan.domain.goals import GoalKind
from learnerplan.services import classes, goals, left_plans, plan_closing, plans, terms, years

TODAY = date(2026, 11, 18)


def planned(room, learner):
    plan = plans.start(room.store, learner, today=TODAY)
    return plan, goals.add(room.store, plan, kind=GoalKind.PERSONAL, words="Make a comic")


def test_after_the_roll_over_the_class_that_moved_up_still_offers_who_left(room):
    plan, goal = planned(room, room.ana)
    planned(room, room.minh)
    term = plans.of_learner(room.store, room.ana)[0].term_id
    assert left_plans.of_class(room.store, room.class_id, term) == []
    years.roll_over(room.store, years.sheet(room.store).years[0].id, leaving=[room.ana])
    moved_up = next(held.id for held in classes.listed(room.store) if held.active)
    (found,) = left_plans.of_class(room.store, moved_up, term)
    assert (found.learner_id, found.plan_id, found.goals, found.open_goals) == (room.ana, plan, 1, 1)
    over = terms.unclosed(room.store, date(2027, 9, 15), moved_up, with_left=True)
    assert [one.plans for one in over] == [2]
    assert [one.plans for one in terms.unclosed(room.store, date(2027, 9, 15), moved_up)] == [1]
    goals.change(room.store, goal, status="met")
    plan_closing.close(room.store, [plan], today=TODAY)
    assert left_plans.of_class(room.store, moved_up, term) == []


def test_a_class_hears_of_nobody_who_never_sat_there(room):
    planned(room, room.ana)
    other = classes.add(room.store, "Another")
    years.roll_over(room.store, years.sheet(room.store).years[0].id, leaving=[room.ana])
    term = plans.of_learner(room.store, room.ana)[0].term_id
    assert left_plans.of_class(room.store, other, term) == []
