"""The roster, and finding, adding and changing learners."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from learnerplan.domain import records
from learnerplan.errors import UserError
from learnerplan.services import checkins, classes, goals, learners, plans


def test_roster_shows_the_class_by_family_name(room):
    rows = learners.roster(room.store, today=room.today, class_id=room.class_id)
    assert [row.name for row in rows] == ["Ana Lúcia Ferreira", "Minh Nguyễn"]
    assert all(row.last_check_in is None and row.open_goals == 0 for row in rows)


def test_roster_knows_when_a_learner_was_seen_and_when_goals_moved(room):
    plan = plans.start(room.store, room.ana, today=room.today)
    goal = goals.add(room.store, plan, kind="personal", words="Read more", begun_on=room.today - timedelta(40))
    stale = learners.roster(room.store, today=room.today)[0]
    assert stale.goal_needs_look
    assert stale.last_moved is None
    goals.measure(room.store, goal, measured_on=room.today - timedelta(3), value=4)
    checkins.add(room.store, room.ana, checkins.Talk(held_on=room.today - timedelta(8), words="ok"))
    moved = learners.roster(room.store, today=room.today)[0]
    assert moved.last_check_in == room.today - timedelta(8)
    assert moved.last_moved == room.today - timedelta(3)
    assert not moved.goal_needs_look
    assert moved.open_goals == 1


def test_an_archived_learner_leaves_the_roster_and_keeps_the_record(room):
    learners.set_active(room.store, room.minh, active=False)
    assert [row.id for row in learners.roster(room.store, today=room.today)] == [room.ana]
    assert learners.one(room.store, room.minh).given_name == "Minh Anh"


@pytest.mark.parametrize("reference", ["Ana Lucia Ferreira", "ferreira, ana lúcia", "Ferreira Ana Lúcia", "Ana Lúcia"])
def test_a_unique_name_finds_the_learner_without_accents_and_case(room, reference):
    assert learners.find(room.store, reference) == room.ana


def test_an_identifier_an_alias_or_an_id_finds_the_learner(room):
    with room.store.transaction("Add identifier") as tx:
        tx.add(records.Identifier, learner_id=room.minh, source="local", value="0042")
        tx.add(records.LearnerAlias, learner_id=room.minh, old_id="an older id")
    assert learners.find(room.store, " 0042 ") == room.minh
    assert learners.find(room.store, "an older id") == room.minh
    assert learners.find(room.store, room.minh) == room.minh
    assert learners.one(room.store, "an older id").id == room.minh


def test_a_name_that_two_learners_have_asks_to_be_exact(room):
    learners.add(room.store, given_name="Ana Lucia", family_name="Ferreira")
    with pytest.raises(UserError, match="More than one student"):
        learners.find(room.store, "Ana Lúcia Ferreira")
    with pytest.raises(UserError, match="No student is called"):
        learners.find(room.store, "Nobody")


def test_a_learner_needs_a_name(room):
    with pytest.raises(UserError, match="needs a name"):
        learners.add(room.store, given_name="  ")
    with pytest.raises(UserError, match="needs a name"):
        learners.change(room.store, room.ana, given_name="", family_name="")


def test_a_value_that_does_not_fit_changes_nothing(room):
    with pytest.raises(UserError, match="birth date"):
        learners.change(room.store, room.ana, grade="7", birth_date="the 31st of February")
    assert learners.one(room.store, room.ana).grade == "6"


def test_enrolling_twice_is_enrolling_once(room):
    with room.store.transaction("Enrol") as tx:
        assert classes.enrol(tx, room.class_id, [room.ana, room.ana, room.minh]) == 0
    assert len(classes.learner_ids(room.store, room.class_id)) == 2


def test_a_class_name_is_taken_once(room):
    with pytest.raises(UserError, match="already"):
        classes.add(room.store, "room 12")


def test_dates_come_back_as_dates(room):
    learners.change(room.store, room.ana, birth_date=date(2015, 2, 28))
    assert learners.one(room.store, room.ana).birth_date == date(2015, 2, 28)


def test_a_number_that_two_systems_use_is_told_apart_by_its_kind(room):
    with room.store.transaction("Add identifiers") as tx:
        tx.add(records.Identifier, learner_id=room.ana, source="sis", value="13018")
        tx.add(records.Identifier, learner_id=room.minh, source="number", value="13018")
    with pytest.raises(UserError, match="sis:0042"):
        learners.find(room.store, "13018")
    assert learners.find(room.store, "SIS: 13018") == room.ana
    assert learners.find(room.store, "number:13018") == room.minh
