"""Goals: words are needed, competencies are read back, a slip of the pen is taken out again."""

from __future__ import annotations

from datetime import date

import pytest

from learnerplan.domain import records
from learnerplan.domain.goals import GoalKind
from learnerplan.errors import UserError
from learnerplan.services import goals, learners, plans, terms

TODAY = date(2026, 11, 18)


@pytest.fixture
def plan(store):
    with store.transaction("Start") as tx:
        terms.add_usual_year(tx, TODAY)
    return plans.start(store, learners.add(store, given_name="Layla"), today=TODAY)


@pytest.fixture
def standards(store):
    with store.transaction("Add standards") as tx:
        framework = tx.add(records.Framework, title="Mathematics")
        return [
            tx.add(records.Competency, framework_id=framework, code=code, statement=code, position=position)
            for position, code in enumerate(("6.RP.A.1", "6.RP.A.2"))
        ]


def test_a_goal_without_words_is_refused_and_starts_no_transaction_step(store, plan):
    with pytest.raises(UserError, match="needs words"):
        goals.add(store, plan, kind=GoalKind.PERSONAL, words="  ")
    assert store.undo_status().undo == "Start plan"


def test_competencies_are_read_in_the_order_of_their_framework(store, plan, standards):
    goal = goals.add(store, plan, kind=GoalKind.GRADE_LEVEL, words="Ratios", competency_ids=standards[::-1])
    assert goals.competency_ids(store, goal) == standards
    goals.change(store, goal, competency_ids=standards[1:])
    assert goals.competency_ids(store, goal) == standards[1:]


def test_a_measurement_taken_out_lets_the_one_before_speak(store, plan):
    goal = goals.add(store, plan, kind=GoalKind.PERSONAL, words="Comic", baseline=0, target=12)
    goals.measure(store, goal, measured_on=date(2026, 11, 2), value=4)
    slip = goals.measure(store, goal, measured_on=TODAY, value=80)
    goals.unmeasure(store, slip)
    assert goals.one(store, goal).now == 4
    store.undo()
    assert goals.one(store, goal).now == 80
