"""Whose word a field is: what a person typed or cleared is theirs, what they never filled in is nobody's."""

from __future__ import annotations

from learnerplan.imports.planned.plan import Verdict
from learnerplan.services import imports, learners
from tests.services.importing import brought_in, written

ROSTER = "Student ID,First Name,Last Name,Birthdate,Home language,Pronouns\n77,Kofi,Mensah,2014-05-06,Twi,he/him\n"


def kofi(room) -> str:
    return learners.add(room.store, given_name="Kofi", family_name="Mensah")


def test_a_file_fills_what_was_left_empty_when_the_learner_was_added_by_hand(room, tmp_path):
    known = kofi(room)
    plan = brought_in(room.store, written(tmp_path, "list.csv", ROSTER))
    assert [(row.verdict, row.learner_ref) for row in plan.rows()] == [(Verdict.UPDATED, known)]
    (row,) = room.store._reader().execute(
        "SELECT birth_date, home_language, pronouns FROM learner WHERE id = ?", (known,)
    )
    assert tuple(row) == ("2014-05-06", "Twi", "he/him")


def test_what_was_typed_when_they_were_added_is_asked_about(room, tmp_path):
    learners.add(room.store, given_name="Kofi", family_name="Mensah", home_language="Ga")
    (row,) = imports.plan(room.store, [written(tmp_path, "list.csv", ROSTER)]).rows()
    assert (row.verdict, row.reason) == (Verdict.UNDECIDED, "You wrote “Ga”. The file has “Twi”.")


def test_what_was_cleared_on_purpose_is_asked_about(room, tmp_path):
    sheet = written(tmp_path, "list.csv", ROSTER)
    brought_in(room.store, sheet)
    known = learners.find(room.store, "77")
    learners.change(room.store, known, home_language="")
    (row,) = imports.plan(room.store, [sheet]).rows()
    assert (row.verdict, row.reason) == (Verdict.UNDECIDED, "You left Home language empty. The file has “Twi”.")


def test_pronouns_that_the_teacher_changed_stay_unless_they_say_otherwise(room, tmp_path):
    sheet = written(tmp_path, "list.csv", ROSTER)
    brought_in(room.store, sheet)
    known = learners.find(room.store, "77")
    learners.change(room.store, known, pronouns="they/them")
    (row,) = imports.plan(room.store, [sheet]).rows()
    assert row.reason == "You wrote “they/them”. The file has “he/him”."


def test_whoever_was_added_by_hand_may_leave_by_the_file(room, tmp_path):
    kofi(room)
    sheet = written(tmp_path, "list.csv", "First Name,Last Name,Status\nKofi,Mensah,Withdrawn\n")
    (row,) = imports.plan(room.store, [sheet]).rows()
    assert [(change.old, change.new) for change in row.changes] == [("active", "archived")]
