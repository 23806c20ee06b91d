"""Imports, from the file to the records: new, updated, unchanged, waiting, and never over a teacher's own word."""

from __future__ import annotations

import pytest

from learnerplan.errors import UserError
from learnerplan.imports.planned.plan import Verdict
from learnerplan.progress import Cancelled, Progress
from learnerplan.services import imports, learners, pending, waiting, whole
from tests.room import TODAY
from tests.services.importing import brought_in, dump, number_of, transactions, written

ROSTER = """Student ID,First Name,Last Name,Grade,Birthdate,Homeroom,Mother,Mother phone,Mother email,Password
0042,Zoë,Nguyễn,6,2014-03-09,Room 12,Linh Nguyễn,555-0100,linh@example.org,hunter2
0043,Omar,Haddad,6,2014-07-21,Room 12,,,,hunter3
"""
SURVEY = """Timestamp,First name,Student ID,What are you good at?,What is hard for you?,What is your favorite color?
2026-09-02 10:15,Zoë,0042,"Drawing maps, long ones",Fractions,Green
2026-09-02 10:16,Nobody,9999,Singing,Waiting,Blue
"""
GOALS = """Student ID,Goal,Kind,Area,Why,Measure,Baseline,Target,Due,Steps
0042,Read every day,personal,habits,I like it,minutes a day,5,20,2026-12-11,Choose a book; Teacher: ask; Home: calm
"""


@pytest.fixture
def roster(tmp_path):
    return written(tmp_path, "fall_roster.csv", ROSTER)


def test_a_roster_makes_learners_with_everything_it_says_and_no_password(room, roster):
    plan = brought_in(room.store, roster)
    assert plan.count(Verdict.NEW) == 2
    record = whole.whole(room.store, learners.find(room.store, "0042"))
    assert (record["given_name"], record["family_name"], record["grade"]) == ("Zoë", "Nguyễn", "6")
    assert record["birth_date"] == "2014-03-09"
    assert [each["name"] for each in record["classes"]] == ["Room 12"]
    assert [each["value"] for each in record["identifiers"]] == ["0042"]
    assert record["contacts"][0]["name"] == "Linh Nguyễn"
    assert record["contacts"][0]["phones"] == ["555-0100"]
    assert record["contacts"][0]["emails"] == ["linh@example.org"]
    assert "hunter" not in repr(dump(room.store))


def test_a_class_that_is_there_is_used_and_not_made_again(room, roster):
    brought_in(room.store, roster)
    assert number_of(room.store, "class") == 1
    assert number_of(room.store, "enrolment", f"class_id = '{room.class_id}'") == 4


def test_the_second_import_writes_nothing(room, roster):
    brought_in(room.store, roster)
    before, count = dump(room.store), transactions(room.store)
    plan = imports.plan(room.store, [roster])
    outcome = imports.commit(room.store, plan, today=TODAY)
    assert {row.verdict for row in plan.rows()} == {Verdict.UNCHANGED}
    assert not outcome.wrote
    assert (dump(room.store), transactions(room.store)) == (before, count)


def test_an_import_is_one_step_of_undo_and_redo(room, roster):
    before = dump(room.store)
    brought_in(room.store, roster)
    after = dump(room.store)
    assert room.store.undo() == "Import fall_roster.csv"
    assert dump(room.store) == before
    assert room.store.redo() == "Import fall_roster.csv"
    assert dump(room.store) == after


def test_a_changed_file_updates_what_the_import_wrote(room, roster, tmp_path):
    brought_in(room.store, roster)
    newer = written(tmp_path, "winter.csv", ROSTER.replace("Zoë,Nguyễn,6", "Zoë,Nguyễn,7"))
    plan = imports.plan(room.store, [newer])
    row = next(row for row in plan.rows() if row.verdict is Verdict.UPDATED)
    assert [(change.field, change.old, change.new) for change in row.changes] == [("grade", "6", "7")]
    imports.commit(room.store, plan, today=TODAY)
    assert room.store.value("SELECT grade FROM learner WHERE given_name = 'Zoë'") == "7"


def test_what_a_teacher_typed_is_asked_about_and_kept_when_they_say_so(room, roster):
    brought_in(room.store, roster)
    zoe = learners.find(room.store, "0042")
    learners.change(room.store, zoe, grade="5")
    plan = imports.plan(room.store, [roster])
    asked = plan.open_rows()
    assert [row.title for row in asked] == ["Zoë Nguyễn"]
    keep = next(choice.key for choice in asked[0].choices if choice.key.endswith("keep"))
    imports.commit(room.store, plan.decide(asked[0].key, keep), today=TODAY)
    assert room.store.value("SELECT grade FROM learner WHERE id = ?", (zoe,)) == "5"
    again = imports.plan(room.store, [roster])
    assert not again.open_rows()


def test_the_files_value_can_be_taken_instead(room, roster):
    brought_in(room.store, roster)
    zoe = learners.find(room.store, "0042")
    learners.change(room.store, zoe, grade="5")
    plan = imports.plan(room.store, [roster])
    row = plan.open_rows()[0]
    take = next(choice.key for choice in row.choices if choice.key.endswith("file"))
    imports.commit(room.store, plan.decide(row.key, take), today=TODAY)
    assert room.store.value("SELECT grade FROM learner WHERE id = ?", (zoe,)) == "6"
    assert imports.plan(room.store, [roster]).count(Verdict.UNCHANGED) == 2


def test_an_undone_edit_is_the_files_word_again(room, roster):
    brought_in(room.store, roster)
    learners.change(room.store, learners.find(room.store, "0042"), grade="5")
    room.store.undo()
    assert imports.plan(room.store, [roster]).count(Verdict.UNCHANGED) == 2


def test_a_plan_from_before_a_change_is_refused_where_it_would_do_something_else(room, roster):
    plan = imports.plan(room.store, [roster])
    learners.add(room.store, given_name="Omar", family_name="Haddad")
    before = dump(room.store)
    with pytest.raises(UserError, match="changed since this preview"):
        imports.commit(room.store, plan, today=TODAY)
    assert dump(room.store) == before


def test_a_plan_from_before_a_change_holds_where_it_would_do_the_same(room, roster):
    plan = imports.plan(room.store, [roster])
    learners.set_active(room.store, room.ana, active=False)
    assert imports.commit(room.store, plan, today=TODAY).new == 2


def test_a_cancelled_import_leaves_nothing(room, roster):
    before = dump(room.store)
    plan = imports.plan(room.store, [roster])
    progress = Progress()
    progress.cancel()
    with pytest.raises(Cancelled):
        imports.commit(room.store, plan, today=TODAY, progress=progress)
    assert dump(room.store) == before


def test_a_plain_list_goes_into_the_class_that_is_named(room, tmp_path):
    names = written(tmp_path, "names.csv", "Name\nLi Wei\nAda Byron\n")
    brought_in(room.store, names, class_name="Chess club")
    assert number_of(room.store, "class", "name = 'Chess club'") == 1
    assert number_of(room.store, "enrolment") == 4


def test_survey_answers_become_the_learners_own_words_with_date_and_source(room, roster, tmp_path):
    brought_in(room.store, roster)
    plan = brought_in(room.store, written(tmp_path, "Fall survey.csv", SURVEY))
    assert (plan.count(Verdict.NEW), plan.count(Verdict.UNDECIDED)) == (1, 1)
    record = whole.whole(room.store, learners.find(room.store, "0042"))
    said = {entry["facet"]: entry for entry in record["profile"]}
    assert said["strength"]["text"] == "Drawing maps, long ones"
    assert said["challenge"]["text"] == "Fractions"
    assert {(entry["voice"], entry["source"], entry["audience"]) for entry in record["profile"]} == {
        ("learner", "survey", "record")
    }
    assert {entry["said_on"] for entry in record["profile"]} == {"2026-09-02"}
    assert said["strength"]["source_label"] == "Fall survey, question 1"
    answers = {answer["question"]: answer["text"] for answer in record["surveys"][0]["answers"]}
    assert answers["What is your favorite color?"] == "Green"


def test_a_newer_answer_leads_and_the_older_stays_in_the_profile(room, roster, tmp_path):
    brought_in(room.store, roster)
    brought_in(room.store, written(tmp_path, "Fall survey.csv", SURVEY))
    later = SURVEY.replace("2026-09-02 10:15", "2026-11-02 10:15").replace("Fractions", "")
    later = later.replace("Drawing maps, long ones", "Asking questions")
    brought_in(room.store, written(tmp_path, "Fall survey 2.csv", later))
    record = whole.whole(room.store, learners.find(room.store, "0042"))
    now = {entry["text"]: entry["current"] for entry in record["profile"]}
    assert now["Asking questions"] is True
    assert now["Drawing maps, long ones"] is False
    assert now["Fractions"] is True
    assert len(record["surveys"]) == 2


def test_an_older_answer_that_comes_later_does_not_lead(room, roster, tmp_path):
    brought_in(room.store, roster)
    brought_in(room.store, written(tmp_path, "Fall survey.csv", SURVEY))
    older = SURVEY.replace("2026-09-02", "2026-08-30").replace("Drawing maps, long ones", "Running")
    brought_in(room.store, written(tmp_path, "Older.csv", older))
    record = whole.whole(room.store, learners.find(room.store, "0042"))
    now = {entry["text"]: entry["current"] for entry in record["profile"]}
    assert (now["Running"], now["Drawing maps, long ones"]) == (False, True)


def test_a_sheet_of_goals_makes_a_plan_for_the_term_with_goals_and_steps(room, roster, tmp_path):
    brought_in(room.store, roster)
    plan = brought_in(room.store, written(tmp_path, "goals.csv", GOALS), kind="goals")
    assert plan.count(Verdict.NEW) == 1
    held = whole.whole(room.store, learners.find(room.store, "0042"))["plans"][0]
    goal = held["goals"][0]
    assert (goal["statement"], goal["kind"], goal["area"]) == ("Read every day", "personal", "habits")
    assert (goal["baseline"], goal["target"], goal["due_on"]) == (5.0, 20.0, "2026-12-11")
    assert [(step["who"], step["text"]) for step in goal["steps"]] == [
        ("me", "Choose a book"),
        ("teacher", "ask"),
        ("home", "calm"),
    ]
    assert imports.plan(room.store, [tmp_path / "goals.csv"]).count(Verdict.UNCHANGED) == 1


def test_a_row_that_waited_is_attached_to_the_learner_who_is_chosen(room, roster, tmp_path):
    brought_in(room.store, roster)
    brought_in(room.store, written(tmp_path, "Fall survey.csv", SURVEY))
    waits = pending.listed(room.store)
    assert [(row.title, row.line) for row in waits] == [("Nobody", 3)]
    before = dump(room.store)
    outcome = pending.decide(room.store, waits[0].id, f"learner:{room.ana}", today=TODAY)
    assert outcome.wrote
    assert "Singing" in [entry["text"] for entry in whole.whole(room.store, room.ana)["profile"]]
    assert pending.listed(room.store) == []
    room.store.undo()
    assert dump(room.store) == before


def test_a_decision_is_remembered_when_the_file_comes_again(room, roster, tmp_path):
    survey = written(tmp_path, "Fall survey.csv", SURVEY)
    brought_in(room.store, roster)
    brought_in(room.store, survey)
    pending.decide(room.store, pending.listed(room.store)[0].id, "skip", today=TODAY)
    count = transactions(room.store)
    plan = brought_in(room.store, survey)
    assert not plan.open_rows()
    assert transactions(room.store) == count


def test_a_row_that_waits_can_be_given_both_answers_at_once(room, tmp_path):
    """Who is it, and then: whose grade is right."""
    sheet = written(tmp_path, "names.csv", "First Name,Last Name,Grade\nMinh,Tran,7\nMinh,Tran,8\n")
    for grade in ("1", "2"):
        learners.add(room.store, given_name="Minh", family_name="Tran", grade=grade)
    brought_in(room.store, sheet)
    row = pending.listed(room.store)[0]
    who = next(choice.key for choice in row.choices if choice.key.startswith("learner:"))
    asked = pending.decide(room.store, row.id, who, today=TODAY)
    assert asked.undecided == 1
    again = next(each for each in pending.listed(room.store) if each.id == row.id)
    assert [choice.key for choice in again.choices] == [f"{who}+keep", f"{who}+file"]
    assert pending.decide(room.store, row.id, f"{who}+file", today=TODAY).updated == 1
    assert room.store.value("SELECT grade FROM learner WHERE id = ?", (who.removeprefix("learner:"),)) == "7"


def test_an_answer_that_a_row_does_not_offer_is_refused(room, roster, tmp_path):
    brought_in(room.store, written(tmp_path, "Fall survey.csv", SURVEY))
    row = pending.listed(room.store)[0]
    before = dump(room.store)
    for wrong in ("new", "learner:nobody", ""):
        with pytest.raises(UserError, match="no answer for this row"):
            pending.decide(room.store, row.id, wrong, today=TODAY)
    with pytest.raises(UserError, match="waits for a decision"):
        pending.decide(room.store, "gone", "skip", today=TODAY)
    assert dump(room.store) == before


def test_answers_that_would_do_something_else_now_than_was_shown_are_not_saved(room, tmp_path):
    learners.add(room.store, given_name="Noor", family_name="Haddad", grade="1")
    other = learners.add(room.store, given_name="Noor", family_name="Haddad", grade="2")
    brought_in(room.store, written(tmp_path, "names.csv", "First Name,Last Name,Grade\nNoor,Haddad,7\n"))
    rows = [each.row for each in waiting.listed(room.store)]
    decisions = {rows[0].key: f"learner:{other}+file"}
    shown = pending.plan(room.store, rows, decisions)
    (row,) = shown.rows()
    assert [(each.old, each.new) for each in row.changes] == [("2", "7")]
    learners.change(room.store, other, grade="7")
    before = dump(room.store)
    with pytest.raises(UserError, match="nothing was saved"):
        pending.decide_all(room.store, decisions, today=TODAY, shown=shown)
    assert dump(room.store) == before
    again = pending.plan(room.store, rows, decisions)
    assert again.count(Verdict.UNCHANGED) == 1
    assert pending.decide_all(room.store, decisions, today=TODAY, shown=again).unchanged == 1
    assert pending.listed(room.store) == []


def test_rows_that_waited_for_the_roster_are_matched_when_it_is_there(room, roster, tmp_path):
    brought_in(room.store, written(tmp_path, "Fall survey.csv", SURVEY))
    assert len(pending.listed(room.store)) == 2
    brought_in(room.store, roster)
    outcome = pending.settle(room.store, today=TODAY)
    assert (outcome.new, outcome.undecided) == (1, 1)
    assert [row.title for row in pending.listed(room.store)] == ["Nobody"]
    assert len(whole.whole(room.store, learners.find(room.store, "0042"))["profile"]) == 3


def test_two_rows_with_one_number_wait_and_are_decided_each(room, tmp_path):
    twice = written(tmp_path, "twice.csv", "Student ID,First Name,Last Name\n77,Ida,Stone\n77,Rui,Costa\n")
    plan = brought_in(room.store, twice)
    assert plan.count(Verdict.UNDECIDED) == 2
    waits = {row.title: row for row in pending.listed(room.store)}
    pending.decide(room.store, waits["Ida Stone"].id, "new", today=TODAY)
    pending.decide(room.store, waits["Rui Costa"].id, "no_id", today=TODAY)
    assert number_of(room.store, "learner", "family_name IN ('Stone', 'Costa')") == 2
    assert number_of(room.store, "identifier", "value = '77'") == 1
    assert pending.listed(room.store) == []
    assert not imports.plan(room.store, [twice]).open_rows()


def test_how_the_teacher_mapped_a_survey_is_remembered(room, roster, tmp_path):
    brought_in(room.store, roster)
    survey = written(tmp_path, "Fall survey.csv", SURVEY)
    file = imports.plan(room.store, [survey]).files[0]
    color = next(column for column in file.mapping.columns if "color" in column.header)
    edited = file.mapping.with_use(color.index, "question", "preference")
    brought_in(room.store, survey, mappings={(file.path, file.sheet): edited})
    again = imports.plan(room.store, [written(tmp_path, "Spring.csv", SURVEY.replace("2026-09", "2027-03"))])
    assert next(column for column in again.files[0].mapping.columns if "color" in column.header).facet == "preference"


def test_another_mapping_of_rows_that_wait_is_kept_with_them(room, tmp_path):
    survey = written(tmp_path, "Fall survey.csv", SURVEY)
    brought_in(room.store, survey)
    file = imports.plan(room.store, [survey]).files[0]
    color = next(column for column in file.mapping.columns if "color" in column.header)
    left_out = file.mapping.with_use(color.index, "leave_out")
    brought_in(room.store, survey, mappings={(file.path, file.sheet): left_out})
    assert all("Green" not in dict(row.cells).values() for row in pending.listed(room.store))
