"""Sheets and forms with notes: observations of the record, each once, about all the learners that a row lists."""

from __future__ import annotations

import csv

import pytest

from learnerplan.imports.planned.plan import Verdict
from learnerplan.services import imports, observations, pending
from tests.room import TODAY
from tests.services.importing import brought_in, dump, number_of, transactions, written

HEAD = "Student,Date,Note,By,Type\n"
ANA = "Ana Lúcia Ferreira,2026-11-02,Explained it with a drawing,Ms. Okoye,Math\n"


def counts(plan):
    return {str(verdict): plan.count(verdict) for verdict in Verdict if plan.count(verdict)}


def sheet(folder, text):
    return written(folder, "notes.csv", text)


def test_every_answer_of_the_real_form_is_a_note_with_its_question(store, tmp_path, shared_data):
    path = shared_data / "supports" / "form_to_notes_fixture.csv"
    with path.open(encoding="utf-8", newline="") as handle:
        rows = list(csv.DictReader(handle))
    brought_in(store, written(tmp_path, "roster.csv", "First Name,Last Name,Local ID\nSolo,Amir,111111111\n"))
    plan = brought_in(store, path)
    assert counts(plan) == {"new": len(rows)}
    learner = store.value("SELECT id FROM learner")
    asked = {(header[3:], cell) for row in rows for header, cell in row.items() if header.startswith("Q: ") and cell}
    held = observations.of_learner(store, learner)
    assert {tuple(note.text.split("\n", 1)) for note in held} == asked
    assert {note.by for note in held} == {row["recorded_by educator_login"] for row in rows}
    assert store.value("SELECT DISTINCT audience FROM observation") == "record"
    assert number_of(store, "memory_aid") == 0
    before, count = dump(store), transactions(store)
    assert counts(brought_in(store, path)) == {"unchanged": len(rows)}
    assert (dump(store), transactions(store)) == (before, count)


def test_a_note_has_who_when_and_what_about(room, tmp_path):
    before = dump(room.store)
    brought_in(room.store, sheet(tmp_path, HEAD + ANA))
    (note,) = observations.of_learner(room.store, room.ana)
    assert (note.text, str(note.seen_on), note.by) == ("Explained it with a drawing", "2026-11-02", "Ms. Okoye")
    assert note.source_label == "Math, notes.csv"
    room.store.undo()
    assert dump(room.store) == before


def test_an_answer_that_changed_brings_only_itself(room, tmp_path):
    head = "Student,Recorded by,Q: What helps?,Q: What makes you proud?\n"
    brought_in(room.store, sheet(tmp_path, head + "Ana Lúcia Ferreira,vivian,Time,The reef\n"))
    plan = brought_in(room.store, sheet(tmp_path, head + "Ana Lúcia Ferreira,vivian,A friend,The reef\n"))
    assert [(row.verdict, row.reason) for row in plan.rows()] == [(Verdict.NEW, "1 new note.")]
    assert number_of(room.store, "observation") == 3


@pytest.mark.parametrize(
    ("head", "names"),
    [("Student", "Ana Lúcia Ferreira; Minh Anh Nguyễn"), ("Students", '"Ana Lúcia Ferreira, Minh Anh Nguyễn"')],
)
def test_a_row_that_lists_several_is_one_note_about_all(room, tmp_path, head, names):
    path = sheet(tmp_path, f"{head},Date,Note\n{names},2026-11-02,Shared the tablet\n")
    brought_in(room.store, path)
    assert number_of(room.store, "observation") == 1
    for learner in (room.ana, room.minh):
        (note,) = observations.of_learner(room.store, learner)
        assert (note.text, note.learners) == ("Shared the tablet", 2)
    assert counts(brought_in(room.store, path)) == {"unchanged": 1}


def test_last_name_first_is_one_learner(room, tmp_path):
    brought_in(room.store, sheet(tmp_path, 'Student,Date,Note\n"Ferreira, Ana Lúcia",2026-11-02,Asked first\n'))
    assert len(observations.of_learner(room.store, room.ana)) == 1


def test_of_several_the_one_who_is_unknown_is_asked_about(room, tmp_path):
    path = sheet(tmp_path, "Student,Date,Note\nAna Lúcia Ferreira; Min Nguyen,2026-11-02,Shared the tablet\n")
    assert counts(brought_in(room.store, path)) == {"undecided": 1}
    (row,) = pending.listed(room.store)
    assert row.reason == "No student here is Min Nguyen. The note is about 2 students."
    pending.decide(room.store, row.id, f"learner:{room.minh}", today=TODAY)
    assert [len(observations.of_learner(room.store, each)) for each in (room.ana, room.minh)] == [1, 1]
    before, count = dump(room.store), transactions(room.store)
    assert counts(brought_in(room.store, path)) == {"unchanged": 1}
    assert (dump(room.store), transactions(room.store)) == (before, count)


def test_the_same_words_of_two_children_are_two_notes_and_twice_of_one_is_one(room, tmp_path):
    line = "{},2026-11-02,Read aloud to the class today\n"
    lines = "".join(map(line.format, ("Ana Lúcia Ferreira", "Minh Anh Nguyễn", "Ana Lúcia Ferreira")))
    plan = brought_in(room.store, sheet(tmp_path, f"Student,Date,Note\n{lines}"))
    assert counts(plan) == {"new": 2, "unchanged": 1}


def test_a_day_that_is_none_is_said_and_the_day_of_the_import_taken(room, tmp_path):
    plan = brought_in(room.store, sheet(tmp_path, HEAD + ANA.replace("2026-11-02", "Tuesday")))
    (row,) = plan.rows()
    assert row.notes == ("Day “Tuesday” is not understood: the day of the import is taken.",)
    assert observations.of_learner(room.store, room.ana)[0].seen_on == TODAY


def test_leaving_out_a_support_leaves_the_notes_of_the_same_drop_to_be_decided(room, tmp_path):
    supports = written(tmp_path, "a.csv", "Student,Accommodation,Start\nBao Lee,More time,2026-09-01\n")
    plan = imports.plan(room.store, [supports, sheet(tmp_path, HEAD + ANA.replace("Ana Lúcia Ferreira", "Bao Lee"))])
    support, note = plan.rows()
    decided = plan.decide(support.key, "skip")
    assert decided.row(support.key).verdict is Verdict.UNCHANGED
    assert decided.row(note.key).verdict is Verdict.UNDECIDED


def test_rows_without_a_note_or_a_learner_are_refused(room, tmp_path):
    plan = brought_in(room.store, sheet(tmp_path, HEAD + "Ana Lúcia Ferreira,2026-11-02,,x,\n,2026-11-02,Words,x,\n"))
    assert [row.reason for row in plan.rows()] == [
        "There is no note in this row.", "There is no student in this row.",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("head", "line", "kind"),
    [
        ("First Name,Last Name,Grade,Notes", "Zoe,Ardent,6,Moved here in May last year", "roster"),
        ("Student,Birthdate,Date,Notes", "Zoe Ardent,2014-01-02,2026-01-01,x", "roster"),
        ("Student,Comment", "Zoe Ardent,Asked a very good question today", "notes"),
    ],
)
def test_a_roster_with_a_column_of_notes_stays_a_roster(room, tmp_path, head, line, kind):
    plan = brought_in(room.store, sheet(tmp_path, f"{head}\n{line}\n"))
    assert [file.kind for file in plan.files] == [kind]


def test_a_note_on_one_child_stays_single_when_it_comes_for_two(room, tmp_path):
    head = "Students,Recorded by,Q: What helps?,Q: What makes you proud?\n"
    brought_in(room.store, sheet(tmp_path, head + "Ana Lúcia Ferreira,vivian,Time,\n"))
    brought_in(room.store, sheet(tmp_path, head + "Ana Lúcia Ferreira; Minh Anh Nguyễn,vivian,Time,The reef\n"))
    told = {"What helps?\nTime", "What makes you proud?\nThe reef"}
    for learner in (room.ana, room.minh):
        held = [note.text for note in observations.of_learner(room.store, learner)]
        assert (len(held), set(held)) == (2, told)
