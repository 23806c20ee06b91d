from __future__ import annotations

import pytest

from learnerplan.errors import UserError
from learnerplan.services import planbooks, student_pin
from learnerplan.storage.store import Store

NOON = 1_800_000_000.0


@pytest.mark.parametrize("pin", ["", "123", "123456789", "12a4", "١٢٣٤", " 1234"])
def test_a_pin_is_four_to_eight_digits(store, pin):
    with pytest.raises(UserError, match="4 to 8 digits"):
        student_pin.choose(store, pin, pin)
    assert not student_pin.is_set(store)


def test_it_is_typed_twice_alike(store):
    with pytest.raises(UserError, match="not alike"):
        student_pin.choose(store, "1234", "1235")
    assert not student_pin.is_set(store)


def test_only_a_salted_hash_is_kept_and_undo_does_not_reach_it(room):
    before = room.store.undo_status()
    student_pin.choose(room.store, "4711", "4711")
    first = planbooks.setting(room.store, student_pin.PIN)
    assert "4711" not in first
    assert room.store.undo_status() == before
    while room.store.undo():
        pass
    assert student_pin.check(room.store, "4711", NOON).right
    student_pin.choose(room.store, "4711", "4711")
    assert planbooks.setting(room.store, student_pin.PIN) != first


def test_five_tries_are_free_then_each_waits_longer(store):
    student_pin.choose(store, "4711", "4711")
    assert [student_pin.check(store, "0000", NOON).wait for _try in range(5)] == [0, 0, 0, 0, 30]
    assert student_pin.waits(store, NOON + 10) == 20
    assert not student_pin.check(store, "4711", NOON + 29).right
    assert student_pin.check(store, "0000", NOON + 30).wait == 60
    later = NOON + 30
    for _try in range(8):
        later += student_pin.waits(store, later)
        student_pin.check(store, "0000", later)
    assert student_pin.waits(store, later) == student_pin.LONGEST_WAIT
    assert student_pin.check(store, "4711", later + 300).right
    assert student_pin.check(store, "0000", later + 300).wait == 0


def test_the_wait_outlives_a_restart_and_a_clock_set_back(store):
    student_pin.choose(store, "4711", "4711")
    for _try in range(5):
        student_pin.check(store, "0000", NOON)
    again = Store.open(store.folder.path)
    assert student_pin.waits(again, NOON) == 30
    assert student_pin.waits(again, NOON - 86_400) == 30
    again.close()


def test_without_a_pin_none_is_right(store):
    assert not student_pin.check(store, "0000", NOON).right
