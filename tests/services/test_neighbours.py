"""Stepping through the roster."""

from __future__ import annotations

import pytest

from learnerplan.services import classes, learners


@pytest.fixture
def room(store):
    return classes.add(store, "Room 12")


def test_neighbours_follow_the_roster_of_the_class(store, room):
    ids = {
        family: learners.add(store, class_id=room, given_name="A", family_name=family)
        for family in ("Ölmez", "Haddad", "Abdi")
    }
    other = learners.add(store, given_name="A", family_name="Garcia")
    assert learners.neighbours(store, ids["Haddad"], class_id=room) == (ids["Abdi"], ids["Ölmez"])
    assert learners.neighbours(store, ids["Abdi"], class_id=room) == ("", ids["Haddad"])
    assert learners.neighbours(store, ids["Haddad"]) == (other, ids["Ölmez"])
    assert learners.neighbours(store, other, class_id=room) == ("", "")


def test_archived_learners_are_stepped_over(store):
    ids = [learners.add(store, given_name=name) for name in ("Ana", "Ben", "Cem")]
    learners.set_active(store, ids[1], False)
    assert learners.neighbours(store, ids[0]) == ("", ids[2])
