from __future__ import annotations

from datetime import date

import pytest

from learnerplan.domain.goals import GoalKind, GoalStatus, PaceState
from learnerplan.domain.profiles import HopeState, Horizon
from learnerplan.errors import UserError
from learnerplan.services import aspirations, goals, plans
from tests.storage.dumps import dump


@pytest.fixture
def hope(room):
    return aspirations.add(
        room.store, room.ana, text="Open a bakery 🥐", horizon=Horizon.AFTER_SCHOOL, said_on=date(2026, 9, 1)
    )


def goal(room, hope, **values):
    plan = plans.start(room.store, room.ana, today=room.today)
    return goals.add(
        room.store, plan, kind=GoalKind.PERSONAL, words="Sell at the fair", aspiration_id=hope,
        baseline=0, target=10, begun_on=date(2026, 10, 19), due_on=date(2026, 12, 18), **values,
    )  # fmt: skip


def test_hopes_stand_by_how_far_they_reach(room, hope):
    for horizon, text in ((Horizon.WHO_I_BECOME, "Be brave"), (Horizon.THIS_YEAR, "Read aloud")):
        aspirations.add(room.store, room.ana, text=text, horizon=horizon, said_on=room.today)
    texts = [row.text for row in aspirations.of_learner(room.store, room.ana)]
    assert texts == ["Read aloud", "Open a bakery 🥐", "Be brave"]
    assert aspirations.of_learner(room.store, room.minh) == []


def test_a_hope_knows_how_its_goals_stand(room, hope):
    served = goal(room, hope)
    (standing,) = aspirations.standing(room.store, room.ana, room.today)
    assert [(one.goal_id, one.term, one.pace) for one in standing.goals] == [(served, "Term 2", PaceState.NOT_TRACKED)]
    goals.measure(room.store, served, measured_on=room.today, value=1)
    goals.change(room.store, served, status=GoalStatus.ACTIVE)
    (standing,) = aspirations.standing(room.store, room.ana, room.today)
    assert standing.goals[0].pace is PaceState.BEHIND
    goals.change(room.store, served, status=GoalStatus.MET)
    assert aspirations.standing(room.store, room.ana, room.today)[0].met == 1


def test_a_carried_goal_counts_once_and_still_serves(room, hope):
    served = goal(room, hope)
    fresh = plans.carry_goal(room.store, served)
    (standing,) = aspirations.standing(room.store, room.ana, room.today)
    assert [(one.goal_id, one.term) for one in standing.goals] == [(fresh, "Term 3")]


def test_it_rests_wakes_and_is_changed(room, hope):
    aspirations.set_state(room.store, hope, HopeState.LET_GO)
    assert aspirations.of_learner(room.store, room.ana)[0].state is HopeState.LET_GO
    aspirations.set_state(room.store, hope, HopeState.ALIVE)
    aspirations.change(room.store, hope, text="Bake", horizon=Horizon.THIS_YEAR, said_on=room.today)
    assert aspirations.of_learner(room.store, room.ana)[0].text == "Bake"


def test_removing_leaves_the_goals_and_undo_brings_all_back(room, hope):
    served = goal(room, hope)
    before = dump(room.store)
    aspirations.remove(room.store, hope)
    assert aspirations.served_by(room.store, served) == ""
    room.store.undo()
    assert dump(room.store) == before
    assert aspirations.served_by(room.store, served) == hope


def test_what_is_refused(room, hope):
    with pytest.raises(UserError, match="needs words"):
        aspirations.add(room.store, room.ana, text=" ", horizon=Horizon.THIS_YEAR, said_on=room.today)
    aspirations.remove(room.store, hope)
    with pytest.raises(UserError, match="no longer there"):
        aspirations.set_state(room.store, hope, HopeState.REACHED)
