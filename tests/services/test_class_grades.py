"""Which grade somebody who joins a class is likely in."""

from __future__ import annotations

import pytest

from learnerplan.domain import records
from learnerplan.services import classes, learners


def say_grade(room, grade):
    with room.store.transaction("Say the grade") as tx:
        tx.change(records.SchoolClass, room.class_id, grade=grade)


@pytest.mark.parametrize(("named", "found"), [("6", "6"), ("K", "K"), ("", "5"), ("5 and 6", "5")])
def test_the_grade_of_a_class_or_of_most_in_it(room, named, found):
    say_grade(room, named)
    learners.change(room.store, room.ana, grade="5")
    learners.change(room.store, room.minh, grade="5")
    learners.add(room.store, class_id=room.class_id, given_name="Noor", grade="6")
    assert classes.grade(room.store, room.class_id) == found


def test_of_no_class_nobody_knows(room):
    assert classes.grade(room.store, "") == ""
