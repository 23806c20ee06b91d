from __future__ import annotations

from datetime import timedelta

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


def test_who_had_their_turn_is_known_for_the_day(room):
    student_setups.note_turns(room.store, [room.ana], on=room.today)
    student_setups.note_turns(room.store, [room.minh], on=room.today)
    assert student_setups.had_turn(room.store, on=room.today) == {room.ana, room.minh}
    assert student_setups.had_turn(room.store, on=room.today + timedelta(days=1)) == frozenset()
