"""The year of a school with five plans: each term agreed, checked in weekly, looked back on, closed, carried on."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from learnerplan.domain.goals import GoalKind, GoalStatus
from learnerplan.domain.plans import Agreer, PlanState
from learnerplan.domain.reflections import Prompt
from learnerplan.services import (
    checkins,
    goals,
    plan_closing,
    plan_papers,
    plan_states,
    plans,
    profiles,
    reflections,
    scales,
    steps,
    terms,
)
from learnerplan.services.checkins import Measure, Talk
from learnerplan.services.plan_papers import Reprint

FIRST_DAY = date(2026, 8, 24)


@pytest.fixture
def year(room):
    """The five terms of the year."""
    held = terms.listed(room.store, FIRST_DAY)
    assert len(held) == 5
    return held


def agree(room, plan, on):
    for who in (Agreer.LEARNER, Agreer.TEACHER, Agreer.FAMILY):
        plan_states.agree(room.store, plan, who, on, name="Rosa Ferreira" if who is Agreer.FAMILY else "")


def talk_weekly(room, learner, plan, term):
    """A talk each Wednesday: progress, a measurement, the child's words and a next move."""
    levels = scales.progress_levels(room.store)
    day = term.starts_on + timedelta((2 - term.starts_on.weekday()) % 7)
    weeks = 0
    while day <= term.ends_on:
        held = goals.of_plan(room.store, plan)
        talk = Talk(
            day,
            levels={goal.id: levels[min(weeks, len(levels) - 1)].id for goal in held},
            measures={held[0].id: Measure(float(weeks))},
            words=f"Week {weeks + 1} of {term.name}",
            next_move="Show it to a friend",
        )
        checkins.add(room.store, learner, talk)
        day += timedelta(weeks=1)
        weeks += 1
    return weeks


def end_term(room, learner, plan, term, *, last):
    """One goal met, the other carried on (or partly met in the last term); the learner looks back; the plan closes."""
    plan_states.move(room.store, plan, PlanState.REFLECTING)
    plan_states.move(room.store, plan, PlanState.ACTIVE, reason="One more day")
    met, other = goals.of_plan(room.store, plan)[:2]
    goals.change(room.store, met.id, status=GoalStatus.MET)
    if last:
        goals.change(room.store, other.id, status=GoalStatus.PARTLY, outcome_note="Most of it")
    else:
        plans.carry_goal(room.store, other.id)
    plan_states.move(room.store, plan, PlanState.REFLECTING)
    reflections.write(room.store, learner, plan, {Prompt.PROUD: f"My {term.name}"}, on=term.ends_on)
    assert plan_closing.missing(room.store, [plan]) == []
    plan_closing.close(room.store, [plan], today=term.ends_on)


def test_five_terms_each_agreed_checked_in_looked_back_on_closed_and_carried_on(room, year, tmp_path):
    store, ana = room.store, room.ana
    kept = tmp_path / "term 1.pdf"
    closed = []
    for number, term in enumerate(year):
        plan = plans.start(store, ana, today=term.starts_on, term_id=term.id)
        goals.add(
            store, plan, kind=GoalKind.GRADE_LEVEL, words=f"Ratios {number}", position=-1,
            measure="Tickets", baseline=0, target=5, begun_on=term.starts_on, due_on=term.ends_on,
        )  # fmt: skip
        if number == 0:
            own = goals.add(store, plan, kind=GoalKind.PERSONAL, words="Make a comic")
            steps.add(store, own, text="Draw one page")
        agree(room, plan, term.starts_on)
        assert plans.of_learner(store, ana)[number].state is PlanState.ACTIVE
        assert talk_weekly(room, ana, plan, term) >= 7
        end_term(room, ana, plan, term, last=number == len(year) - 1)
        closed.append(plan)
        if number == 0:
            assert plan_papers.reprint(store, plan, kept, today=term.ends_on) is Reprint.KEPT
    held = plans.of_learner(store, ana)
    assert [plan.state for plan in held] == [PlanState.CLOSED] * 5
    assert all(plan.learner_agreed_on and plan.teacher_agreed_on and plan.family_agreed_on for plan in held)
    again = tmp_path / "term 1 again.pdf"
    assert plan_papers.reprint(store, closed[0], again, today=year[-1].ends_on) is Reprint.KEPT
    assert again.read_bytes() == kept.read_bytes(), "the packet of term 1 prints the same bytes after term 5"
    assert comic_chain(store, ana) == ["Term 5", "Term 4", "Term 3", "Term 2", "Term 1"]
    assert len(checkins.of_learner(store, ana)) > 35
    assert profiles.entries(store, ana) == []


def comic_chain(store, learner):
    """The terms through which the comic went, from its last goal back along the links."""
    every = {goal.id: goal for goal in goals.of_learner(store, learner)}
    names = {plan.id: plan.term for plan in plans.of_learner(store, learner)}
    followed = {goal.carried_from_id for goal in every.values()}
    goal = next(goal for goal in every.values() if goal.words == "Make a comic" and goal.id not in followed)
    chain = []
    while goal is not None:
        chain.append(names[goal.plan_id])
        goal = every.get(goal.carried_from_id or "")
    return chain
