from __future__ import annotations

from datetime import date

import pytest

from learnerplan.domain.goals import GoalKind, GoalStatus
from learnerplan.domain.plans import Agreer, PlanState
from learnerplan.errors import UserError
from learnerplan.services import goals, plan_states, plans, steps
from tests.storage.dumps import dump

TODAY = date(2026, 11, 18)


@pytest.fixture
def plan(room):
    return plans.start(room.store, room.ana, today=TODAY)


@pytest.fixture
def goal(room, plan):
    return goals.add(room.store, plan, kind=GoalKind.PERSONAL, words="Make a comic", baseline=0, target=12)


def state(room, plan):
    return PlanState(room.store.value("SELECT state FROM plan WHERE id = ?", (plan,)))


def test_learner_and_teacher_make_a_draft_agreed_and_in_its_term_it_runs(room, plan):
    plan_states.agree(room.store, plan, Agreer.LEARNER, TODAY)
    assert state(room, plan) is PlanState.DRAFT
    plan_states.agree(room.store, plan, Agreer.TEACHER, TODAY)
    assert state(room, plan) is PlanState.ACTIVE
    assert [row.state for row in plan_states.turns(room.store, plan)] == [PlanState.AGREED, PlanState.ACTIVE]


def test_before_its_term_an_agreed_plan_waits(room, plan):
    for who in (Agreer.LEARNER, Agreer.TEACHER):
        plan_states.agree(room.store, plan, who, date(2026, 8, 1))
    assert state(room, plan) is PlanState.AGREED
    plan_states.take_back(room.store, plan, Agreer.LEARNER)
    assert state(room, plan) is PlanState.DRAFT


def test_the_family_may_agree_later_and_by_name(room, plan):
    plan_states.agree(room.store, plan, Agreer.FAMILY, TODAY, name="Ms. Ferreira")
    held = plans.of_learner(room.store, room.ana)[0]
    assert held.family_agreed_on == TODAY
    assert state(room, plan) is PlanState.DRAFT


def test_going_back_needs_a_reason_and_is_kept(room, plan):
    plan_states.move(room.store, plan, PlanState.ACTIVE)
    plan_states.move(room.store, plan, PlanState.REFLECTING)
    with pytest.raises(UserError, match="say why"):
        plan_states.move(room.store, plan, PlanState.ACTIVE)
    plan_states.move(room.store, plan, PlanState.ACTIVE, reason="The term goes on a week")
    assert plan_states.turns(room.store, plan)[-1].reason == "The term goes on a week"


def test_states_are_not_skipped(room, plan):
    with pytest.raises(UserError, match="a draft"):
        plan_states.move(room.store, plan, PlanState.REFLECTING)


def test_what_was_agreed_is_fixed_while_it_is_looked_back_on(room, plan, goal):
    plan_states.move(room.store, plan, PlanState.ACTIVE)
    goals.change(room.store, goal, words="Make two comics")
    plan_states.move(room.store, plan, PlanState.REFLECTING)
    before = dump(room.store)
    for change in (
        lambda: goals.change(room.store, goal, words="Make none"),
        lambda: goals.add(room.store, plan, kind=GoalKind.PERSONAL, words="Another"),
        lambda: goals.remove(room.store, goal),
        lambda: plans.set_vision(room.store, plan, "Other"),
    ):
        with pytest.raises(UserError, match="looked back on"):
            change()
    assert dump(room.store) == before
    goals.measure(room.store, goal, measured_on=TODAY, value=12)
    goals.change(room.store, goal, status=GoalStatus.MET, outcome_note="All pages")
    steps.add(room.store, goal, text="Show it")
