from __future__ import annotations

from datetime import date

import pytest

from learnerplan.domain.checkins import AbsenceKind
from learnerplan.services import checkins, learners, rota, today, years
from learnerplan.services.rota import Place

WEDNESDAY = date(2026, 11, 18)


def talk(room, learner, day):
    checkins.add(room.store, learner, checkins.Talk(day, words="It goes well"))


def places(room, day=WEDNESDAY):
    return {row.id: row.place for row in rota.rail(room.store, room.class_id, day)}


def test_a_class_has_days_and_an_interval(room):
    assert rota.of_class(room.store, room.class_id) == rota.Rota(frozenset(), 7)
    rota.set_rota(room.store, room.class_id, weekdays={2, 4}, every=14)
    rota.set_rota(room.store, room.class_id, weekdays={2}, every=14)
    assert rota.of_class(room.store, room.class_id) == rota.Rota(frozenset({2}), 14)


def test_the_next_day_leaves_out_holidays_and_weekends(room):
    year = years.sheet(room.store).years[0]
    assert rota.next_day(room.store, room.class_id, date(2026, 11, 21)) == date(2026, 11, 23), "after a weekend"
    rota.set_rota(room.store, room.class_id, weekdays={2}, every=7)
    assert rota.next_day(room.store, room.class_id, WEDNESDAY) == WEDNESDAY
    years.add_day_off(room.store, year.id, name="Holiday", starts_on=WEDNESDAY, ends_on=date(2026, 11, 27))
    assert rota.next_day(room.store, room.class_id, WEDNESDAY) == date(2026, 12, 2)


def test_the_rail_says_where_each_stands(room):
    talk(room, room.ana, WEDNESDAY)
    rota.miss(room.store, room.minh, WEDNESDAY, AbsenceKind.LATER)
    rota.miss(room.store, room.minh, WEDNESDAY, AbsenceKind.AWAY)
    assert places(room) == {room.ana: Place.TALKED, room.minh: Place.AWAY}
    rota.is_back(room.store, room.minh, WEDNESDAY)
    assert places(room)[room.minh] is Place.OPEN
    room.store.undo()
    assert places(room)[room.minh] is Place.AWAY


def test_who_was_away_comes_back_first_then_who_waits_longest(room):
    talk(room, room.ana, date(2026, 11, 4))
    talk(room, room.minh, date(2026, 11, 10))
    rows = rota.rail(room.store, room.class_id, WEDNESDAY)
    assert [row.id for row in rota.order(rows)] == [room.ana, room.minh]
    rota.miss(room.store, room.minh, date(2026, 11, 11), AbsenceKind.AWAY)
    rows = rota.rail(room.store, room.class_id, WEDNESDAY)
    assert [row.id for row in rota.order(rows)] == [room.minh, room.ana]
    talk(room, room.minh, date(2026, 11, 12))
    rows = rota.rail(room.store, room.class_id, WEDNESDAY)
    assert [row.id for row in rota.order(rows)] == [room.ana, room.minh], "a talk since then makes good for it"
    rota.miss(room.store, room.ana, WEDNESDAY, AbsenceKind.LATER)
    rows = rota.rail(room.store, room.class_id, WEDNESDAY)
    assert [row.id for row in rota.order(rows)] == [room.minh, room.ana]


@pytest.mark.parametrize(("last", "days"), [(None, None), (date(2026, 11, 4), 14)])
def test_days_since_the_last_talk(room, last, days):
    if last:
        talk(room, room.ana, last)
    row = next(row for row in rota.rail(room.store, room.class_id, WEDNESDAY) if row.id == room.ana)
    assert row.days(WEDNESDAY) == days


@pytest.mark.parametrize("every", [7, 14])
@pytest.mark.parametrize("day", [date(2026, 11, 11), date(2026, 11, 17), WEDNESDAY, date(2026, 12, 1)])
def test_the_rail_and_today_count_the_same_as_due(room, every, day):
    rota.set_rota(room.store, room.class_id, weekdays={2}, every=every)
    tala = learners.add(room.store, class_id=room.class_id, given_name="Tala", family_name="Whitehorse")
    learners.add(room.store, class_id=room.class_id, given_name="New", family_name="Since March")
    talk(room, room.ana, date(2026, 11, 4))
    talk(room, room.minh, date(2026, 11, 11))
    rota.miss(room.store, tala, WEDNESDAY, AbsenceKind.AWAY)
    rota.miss(room.store, room.ana, WEDNESDAY, AbsenceKind.LATER)
    wait = rota.of_class(room.store, room.class_id).wait(day)
    in_rail = sum(row.due(day, wait) for row in rota.rail(room.store, room.class_id, day))
    assert in_rail == today.overview(room.store, today=day, class_id=room.class_id).due.to_go


@pytest.mark.parametrize(
    ("weekdays", "every", "day", "wait"),
    [
        (set(), 7, WEDNESDAY, 7),
        ({2}, 7, date(2026, 11, 19), 7),
        ({2}, 7, WEDNESDAY, 4),
        ({2}, 14, WEDNESDAY, 11),
        ({2}, 1, WEDNESDAY, 1),
        ({0, 2}, 7, WEDNESDAY, 5),
        ({1, 2}, 7, date(2026, 11, 17), 7),
    ],
)
def test_on_a_day_of_one_on_ones_nobody_waits_for_the_next_who_is_nearly_due(weekdays, every, day, wait):
    assert rota.Rota(frozenset(weekdays), every).wait(day) == wait


def test_who_was_caught_up_on_thursday_has_a_turn_the_next_wednesday(room):
    rota.set_rota(room.store, room.class_id, weekdays={2}, every=7)
    talk(room, room.ana, date(2026, 11, 12))
    talk(room, room.minh, date(2026, 11, 16))
    wait = rota.of_class(room.store, room.class_id).wait(WEDNESDAY)
    rows = rota.rail(room.store, room.class_id, WEDNESDAY)
    assert {row.id for row in rows if row.due(WEDNESDAY, wait)} >= {room.ana}
    assert room.minh not in {row.id for row in rows if row.due(WEDNESDAY, wait)}
