from __future__ import annotations

from datetime import date, timedelta

import pytest

from learnerplan.domain.audiences import Audience
from learnerplan.domain.goals import GoalKind, GoalStatus
from learnerplan.domain.plans import PlanState
from learnerplan.domain.steps import Repeats, Who
from learnerplan.errors import UserError
from learnerplan.services import goals, plan_closing, plan_states, plans, steps, week, years

TODAY = date(2026, 11, 18)
MONDAY = date(2026, 11, 16)


@pytest.fixture
def goal(room):
    plan = plans.start(room.store, room.ana, today=TODAY)
    return goals.add(room.store, plan, kind=GoalKind.PERSONAL, words="Make a comic")


def texts(room, day=TODAY, **how):
    return [step.text for goal in week.of_learner(room.store, room.ana, day, **how).goals for step in goal.steps]


def test_the_week_has_its_school_days_without_days_off(room, goal):
    year = years.sheet(room.store).years[0].id
    days = [MONDAY + timedelta(days=at) for at in range(5)]
    assert list(week.of_learner(room.store, room.ana, TODAY).days) == days
    years.add_day_off(room.store, year, name="Fair", starts_on=days[3], ends_on=days[4])
    assert list(week.of_learner(room.store, room.ana, TODAY).days) == days[:3]
    held = week.of_learner(room.store, room.ana, TODAY)
    assert (held.name, held.term, held.week, held.monday) == ("Ana Lúcia", "Term 2", 5, MONDAY)


def test_steps_come_round_as_often_as_they_repeat(room, goal):
    def add(text, **values):
        return steps.add(room.store, goal, text=text, who=Who.ME, **values)

    add("daily", repeats=Repeats.DAILY)
    add("daily until last week", repeats=Repeats.DAILY, due_on=MONDAY - timedelta(days=3))
    add("weekly", repeats=Repeats.WEEKLY)
    add("once")
    add("once, next month", due_on=date(2026, 12, 10))
    add("once, late", due_on=date(2026, 11, 2))
    done = add("once, done before")
    steps.tick(room.store, done, MONDAY - timedelta(days=4))
    ticked = add("once, done now")
    steps.tick(room.store, ticked, MONDAY)
    assert texts(room) == ["daily", "weekly", "once", "once, late", "once, done now"]
    assert "once, done before" in texts(room, MONDAY - timedelta(days=4))


def test_a_day_is_ticked_and_taken_back_alone(room, goal):
    step = steps.add(room.store, goal, text="Draw", who=Who.ME, repeats=Repeats.DAILY)
    for day in (MONDAY, TODAY):
        week.set_done(room.store, step, day, True)
    week.set_done(room.store, step, MONDAY, False)
    (held,) = week.of_learner(room.store, room.ana, TODAY).goals[0].steps
    assert held.done == {TODAY}
    week.set_done(room.store, step, MONDAY, False)
    assert room.store.value("SELECT count(*) FROM step_done") == 1


def test_paper_leaves_out_what_is_not_for_home_and_what_is_over(room, goal):
    steps.add(room.store, goal, text="Draw", who=Who.HOME)
    goals.change(room.store, goal, audience=Audience.NOT_HOME)
    assert texts(room) == ["Draw"]
    assert texts(room, for_home=True) == []
    goals.change(room.store, goal, audience=Audience.FAMILY, status=GoalStatus.MET)
    assert texts(room) == []


def test_a_closed_plan_takes_no_tick(room, goal):
    step = steps.add(room.store, goal, text="Draw", who=Who.ME, repeats=Repeats.DAILY)
    goals.change(room.store, goal, status=GoalStatus.MET)
    plan = plans.of_learner(room.store, room.ana)[0].id
    for state in (PlanState.ACTIVE, PlanState.REFLECTING):
        plan_states.move(room.store, plan, state)
    plan_closing.close(room.store, [plan], today=TODAY)
    with pytest.raises(UserError):
        week.set_done(room.store, step, TODAY, True)
    with pytest.raises(UserError):
        week.set_done(room.store, step, TODAY, False)


def test_in_a_break_there_is_no_school_and_nothing_breaks(room, goal):
    steps.add(room.store, goal, text="Draw", who=Who.ME, repeats=Repeats.DAILY)
    held = week.of_learner(room.store, room.ana, date(2026, 12, 24))
    assert held.days == ()
    assert week.of_learner(room.store, room.ana, date(2026, 10, 19)).term == "Term 2"


def test_a_class_prints_a_page_for_each_child_with_steps(room, goal, tmp_path):
    out = tmp_path / "weeks.pdf"
    with pytest.raises(UserError, match="Nobody has a step"):
        week.write(room.store, [room.ana, room.minh], out, day=TODAY)
    steps.add(room.store, goal, text="Draw", who=Who.ME, repeats=Repeats.DAILY)
    assert week.write(room.store, [room.ana, room.minh], out, day=TODAY) == 1
    assert out.read_bytes().startswith(b"%PDF")
    first = out.read_bytes()
    week.write(room.store, [room.ana, room.minh], out, day=TODAY)
    assert out.read_bytes() == first, "the same week gives the same bytes"
