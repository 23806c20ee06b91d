"""The record of a learner and the lists, as scripts get them."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from learnerplan.domain import records
from learnerplan.domain.audiences import Audience
from learnerplan.domain.profiles import Facet, Voice
from learnerplan.services import artifacts, checkins, goals, learners, listing, plans, profiles, steps, whole


@pytest.fixture
def lived_in(room):
    """Ana with a plan, a goal that was worked on, a check-in, some work, and a private note."""
    store, day = room.store, room.today
    plan = plans.start(store, room.ana, today=day)
    goal = goals.add(store, plan, kind="personal", area="habits", words="Read every day", target=20.0)
    step = steps.add(store, goal, text="Choose a book")
    steps.tick(store, step, day)
    goals.measure(store, goal, measured_on=day, value=12.0)
    checkins.add(store, room.ana, checkins.Talk(held_on=day, words="It went well", levels={goal: None}))
    checkins.add(store, room.ana, checkins.Talk(held_on=day - timedelta(500), words="Long ago"))
    profiles.add(store, room.ana, facet=Facet.HOPE, text="Fly", voice=Voice.LEARNER, said_on=day)
    artifacts.add(store, room.ana, b"a map", name="map.txt", added_on=day, goal_ids=[goal], why="My best")
    with store.transaction("Remember") as tx:
        tx.add(records.MemoryAid, learner_id=room.ana, text="between us", written_on=day)
    return room, goal


def test_the_record_holds_all_that_was_written(lived_in):
    room, goal = lived_in
    record = whole.whole(room.store, room.ana)
    plan = record["plans"][0]
    assert plan["goals"][0]["words"] == "Read every day"
    assert plan["goals"][0]["target"] == 20
    assert plan["goals"][0]["steps"][0]["done_on"] == [room.today.isoformat()]
    assert plan["goals"][0]["measurements"][0]["value"] == 12
    assert plan["goals"][0]["artifacts"] == [record["artifacts"][0]["id"]]
    assert [each["words"] for each in plan["check_ins"]] == ["It went well"]
    assert plan["check_ins"][0]["goals"] == [{"goal_id": goal, "level": None}]
    assert record["profile"][0]["text"] == "Fly"
    assert record["profile"][0]["audience"] == Audience.RECORD
    assert record["artifacts"][0]["goals"] == [goal]


def test_a_check_in_that_fits_no_plan_is_not_lost(lived_in):
    room, _ = lived_in
    assert [each["words"] for each in whole.whole(room.store, room.ana)["check_ins"]] == ["Long ago"]


def test_private_notes_are_no_part_of_the_record(lived_in):
    room, _ = lived_in
    assert "between us" not in json.dumps(whole.whole(room.store, room.ana))


def test_truth_values_are_true_and_false(room):
    learners.set_active(room.store, room.ana, active=False)
    assert whole.whole(room.store, room.ana)["active"] is False
    assert {each["id"]: each["active"] for each in listing.listed(room.store, "learners")} == {
        room.ana: False,
        room.minh: True,
    }


def test_lists_name_the_learner_and_come_in_one_order(lived_in):
    room, goal = lived_in
    for kind in listing.KINDS:
        assert listing.listed(room.store, kind) == listing.listed(room.store, kind)
    listed = listing.listed(room.store, "goals")
    assert [(each["id"], each["learner_id"], each["steps"]) for each in listed] == [(goal, room.ana, 1)]
    assert listed[0]["learner"].endswith("Ferreira")
    assert listing.listed(room.store, "classes")[0]["learners"] == 2
    assert listing.listed(room.store, "plans")[0]["goals"] == 1


def test_somebody_who_left_a_class_is_no_longer_listed_in_it(room):
    with room.store.transaction("End") as tx:
        enrolment = tx.value("SELECT id FROM enrolment WHERE learner_id = ?", (room.ana,))
        tx.change(records.Enrolment, enrolment, ends_on=room.today)
    assert whole.whole(room.store, room.ana)["classes"] == []
    assert listing.listed(room.store, "classes")[0]["learners"] == 1
