from __future__ import annotations

from datetime import date, timedelta

import pytest
import time_machine

from learnerplan.domain.profiles import Facet, Voice
from learnerplan.services import profile_times, profiles

SEPT, OCT, NOV = date(2026, 9, 2), date(2026, 10, 14), date(2026, 11, 18)
DAY = timedelta(days=1)


def texts(room, day):
    return [row.text for row in profile_times.as_of(room.store, room.ana, day)]


def add(room, text, day, **given):
    given = {"facet": Facet.STRENGTH, "voice": Voice.LEARNER, **given}
    return profiles.add(room.store, room.ana, text=text, said_on=day, **given)


@pytest.fixture
def written_later(room):
    """Two answers of the same thing, both typed in today."""
    old = add(room, "I wait for the bell", SEPT)
    profiles.supersede(room.store, old, text="I draw boxes", said_on=OCT)
    return old


def test_what_was_said_holds_until_other_words_take_its_place(room, written_later):
    assert texts(room, SEPT - DAY) == []
    assert texts(room, SEPT) == texts(room, OCT - DAY) == ["I wait for the bell"]
    assert texts(room, OCT) == texts(room, NOV) == ["I draw boxes"]


def test_two_days_stand_side_by_side_in_either_order(room, written_later):
    kept = add(room, "I explain things", SEPT)
    both = profile_times.between(room.store, room.ana, NOV, SEPT)
    assert (both.then_on, both.now_on) == (SEPT, NOV)
    assert both.still == {kept}
    assert {row.text for row in both.then} == {"I wait for the bell", "I explain things"}
    assert profile_times.first_day(room.store, room.ana) == SEPT


def test_the_words_are_those_of_that_day_though_they_were_corrected_since(room):
    with time_machine.travel("2026-09-02 10:00", tick=False):
        entry = add(room, "Sees paterns", SEPT)
    with time_machine.travel("2026-10-14 10:00", tick=False):
        profiles.correct(room.store, entry, text="Sees patterns", facet=Facet.SKILL)
    assert texts(room, OCT - DAY) == ["Sees paterns"]
    assert texts(room, OCT) == ["Sees patterns"]
    assert [row.facet for row in profile_times.as_of(room.store, room.ana, SEPT)] == [Facet.STRENGTH]


def test_what_was_removed_does_not_come_back(room):
    with time_machine.travel("2026-09-02 10:00", tick=False):
        entry = add(room, "Of another child", SEPT)
    profiles.remove(room.store, entry)
    assert texts(room, SEPT) == texts(room, NOV) == []
    assert profile_times.first_day(room.store, room.ana) is None
