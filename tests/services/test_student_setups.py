from __future__ import annotations

from learnerplan.services import student_setups
from learnerplan.services.student_sessions import Opens
from learnerplan.services.student_setups import Setup


def test_the_first_time_the_plan_alone_is_open(room):
    assert student_setups.last(room.store) == Setup((Opens.PLAN,))


def test_a_set_up_stands_ready_the_next_time_and_is_no_step_of_undo(room):
    before = room.store.undo_status().undo
    setup = Setup((Opens.SURVEY, Opens.DRAW), ("fall", "spring"))
    student_setups.keep(room.store, setup)
    assert student_setups.last(room.store) == setup
    assert room.store.undo_status().undo == before
