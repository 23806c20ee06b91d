"""Sheets of supports: each row counted by other means, found again, linked to its plan, and told to nobody unasked."""

from __future__ import annotations

import csv
import json

import pytest

from learnerplan.imports.planned.plan import Verdict
from learnerplan.services import imports, pending, search, supports
from tests.room import TODAY
from tests.services.importing import brought_in, dump, number_of, transactions, written

ROSTER = "First Name,Last Name,State ID,Local ID\nSolo,Amir,991111111,111111111\nKylo,Ren,993333333,333333333\n"
FILES = ("ed_plans_fixture", "ed_plan_accommodations_fixture", "restricted_notes_form_fixture")
HEAD = "Student,Student ID,Accommodation,Setting,Details,Start,Review date,Case manager\n"
MORE_TIME = "Ana Lúcia Ferreira,7,More time,Math,Half as much again,2026-09-01,2026-12-01,R. Lind\n"


@pytest.fixture
def support_files(shared_data):
    return shared_data / "supports"


@pytest.fixture
def numbered(room):
    """The class of two, Ana with a number."""
    from learnerplan.domain import records

    with room.store.transaction("Number") as tx:
        tx.add(records.Identifier, learner_id=room.ana, source="student_id", value="7")
    return room


def rows_of(path):
    """The rows of a file, by the csv module."""
    with path.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def counts(plan):
    return {str(verdict): plan.count(verdict) for verdict in Verdict if plan.count(verdict)}


def sheet(folder, text, name="accommodations.csv"):
    return written(folder, name, text)


def test_every_real_row_becomes_a_support_and_comes_again_unchanged(store, tmp_path, support_files):
    brought_in(store, written(tmp_path, "roster.csv", ROSTER))
    for name in FILES:
        path = support_files / f"{name}.csv"
        held = number_of(store, "support")
        assert counts(brought_in(store, path)) == {"new": len(rows_of(path))}
        assert number_of(store, "support") == held + len(rows_of(path))
    before, count = dump(store), transactions(store)
    for name in FILES:
        path = support_files / f"{name}.csv"
        assert counts(brought_in(store, path)) == {"unchanged": len(rows_of(path))}
    assert (dump(store), transactions(store)) == (before, count)


def test_a_plan_says_what_its_row_says_and_loses_no_cell(store, tmp_path, support_files):
    brought_in(store, written(tmp_path, "roster.csv", ROSTER))
    path = support_files / "ed_plans_fixture.csv"
    brought_in(store, path)
    expected = rows_of(path)
    for row in expected:
        key = f"plan/number:{row['sep_oid']}"
        found = json.loads(store.value("SELECT source_row FROM support WHERE key = ?", (key,)))["cells"]
        assert found == {header: cell for header, cell in row.items() if cell.strip()}
        for column, header in (("starts_on", "sep_effective_date"), ("review_on", "sep_review_date")):
            assert store.value(f"SELECT {column} FROM support WHERE key = ?", (key,)) == row[header]
    text = store.value("SELECT text FROM support WHERE key = 'plan/number:test-sep-oid-2'")
    assert text == "ADHD\nGeneral Anxiety Disorder"


@pytest.mark.parametrize("order", [(0, 1), (1, 0)], ids=["plan first", "accommodation first"])
def test_an_accommodation_finds_its_plan_whichever_comes_first(store, tmp_path, support_files, order):
    brought_in(store, written(tmp_path, "roster.csv", ROSTER))
    for number in order:
        brought_in(store, support_files / f"{FILES[number]}.csv")
    assert number_of(store, "support", "part_of_id = (SELECT id FROM support WHERE key = 'plan/number:test-sep-oid-1')")


@pytest.mark.parametrize("turned", [False, True])
def test_plan_and_accommodation_in_one_drop(store, tmp_path, support_files, turned):
    brought_in(store, written(tmp_path, "roster.csv", ROSTER))
    paths = [support_files / f"{name}.csv" for name in (reversed(FILES[:2]) if turned else FILES[:2])]
    imports.commit(store, imports.plan(store, paths), today=TODAY)
    assert number_of(store, "support", "part_of_id IS NOT NULL") == 1


def test_unknown_learners_wait_and_are_matched_when_the_roster_comes(store, tmp_path, support_files):
    total = 0
    for name in FILES:
        path = support_files / f"{name}.csv"
        total += len(rows_of(path))
        assert counts(brought_in(store, path)) == {"undecided": len(rows_of(path))}
    assert (number_of(store, "support"), number_of(store, "pending_row")) == (0, total)
    brought_in(store, written(tmp_path, "roster.csv", ROSTER))
    pending.settle(store, today=TODAY)
    assert (number_of(store, "support"), number_of(store, "pending_row")) == (total, 0)
    assert number_of(store, "support", "part_of_id IS NOT NULL") == 1


def test_a_bare_list_is_taken_only_when_somebody_says_what_it_is(store, tmp_path, support_files):
    from learnerplan.errors import UserError

    path = support_files / "service_upload_example.csv"
    with pytest.raises(UserError):
        imports.plan(store, [path])
    brought_in(store, written(tmp_path, "roster.csv", ROSTER))
    plan = brought_in(store, path, kind="supports")
    known = {"111111111", "333333333"}
    rows = rows_of(path)
    assert plan.count(Verdict.NEW) == sum(row["lasid"] in known for row in rows)
    assert plan.count(Verdict.UNDECIDED) == sum(row["lasid"] not in known for row in rows)
    assert store.value("SELECT kind || ': ' || title FROM support") == "service: service upload example"
    assert any("No column names the support" in note for note in plan.files[0].notes)


def test_changed_words_of_a_sheet_update_the_support(numbered, tmp_path):
    store = numbered.store
    brought_in(store, sheet(tmp_path, HEAD + MORE_TIME))
    plan = brought_in(store, sheet(tmp_path, HEAD + MORE_TIME.replace("Half as much", "A third")))
    (row,) = plan.rows()
    assert (row.verdict, row.reason) == (Verdict.UPDATED, "Changed accommodation: what is given.")
    assert [(each.old, each.new) for each in row.changes] == [("Half as much again", "A third again")]
    (held,) = supports.of_learner(store, numbered.ana)
    assert (held.text, held.area, held.given_by, held.kind) == ("A third again", "Math", "R. Lind", "accommodation")


def test_what_the_teacher_changed_is_asked_without_a_word_of_it(numbered, tmp_path):
    store = numbered.store
    brought_in(store, sheet(tmp_path, HEAD + MORE_TIME))
    (held,) = supports.of_learner(store, numbered.ana)
    supports.change(store, held.id, text="As long as she needs")
    changed = sheet(tmp_path, HEAD + MORE_TIME.replace("Half", "Twice"))
    plan = brought_in(store, changed)
    (row,) = plan.rows()
    assert row.verdict is Verdict.UNDECIDED
    said = f"{row.title} {row.reason} {row.choices}"
    assert "needs" not in said
    assert "Twice" not in said
    (waiting,) = pending.listed(store)
    pending.decide(store, waiting.id, "keep", today=TODAY)
    assert supports.of_learner(store, numbered.ana)[0].text == "As long as she needs"
    assert counts(brought_in(store, changed)) == {"unchanged": 1}


def test_a_name_alone_is_asked_once_for_all_rows_of_a_child(room, tmp_path):
    lines = HEAD + MORE_TIME.replace(",7,", ",,") + MORE_TIME.replace(",7,", ",,").replace("More time", "A quiet room")
    path = sheet(tmp_path, lines)
    plan = brought_in(room.store, path)
    first, second = plan.rows()
    assert (first.verdict, second.verdict, second.waits_for) == (Verdict.UNDECIDED, Verdict.UNDECIDED, first.key)
    assert [choice.learner_id for choice in first.choices] == [room.ana, ""]
    asked = next(row for row in pending.listed(room.store) if row.choices)
    pending.decide(room.store, asked.id, f"learner:{room.ana}", today=TODAY)
    assert [one.title for one in supports.of_learner(room.store, room.ana)] == ["A quiet room", "More time"]
    before, count = dump(room.store), transactions(room.store)
    assert counts(brought_in(room.store, path)) == {"unchanged": 2}
    assert (dump(room.store), transactions(room.store)) == (before, count)


def test_leaving_out_a_child_leaves_out_all_its_rows(room, tmp_path):
    lines = (
        HEAD + MORE_TIME.replace(",7,", ",9,") + MORE_TIME.replace(",7,", ",9,").replace("More time", "A quiet room")
    )
    brought_in(room.store, sheet(tmp_path, lines))
    asked = next(row for row in pending.listed(room.store) if row.choices)
    pending.decide(room.store, asked.id, "skip", today=TODAY)
    assert (number_of(room.store, "support"), number_of(room.store, "pending_row")) == (0, 0)


def test_a_number_that_another_child_has_is_refused(numbered, tmp_path):
    from learnerplan.domain import records

    with numbered.store.transaction("Number") as tx:
        tx.add(records.Identifier, learner_id=numbered.minh, source="student_id", value="8")
    head = "Student ID,Service ID,Service type,Start date\n"
    brought_in(numbered.store, sheet(tmp_path, head + "7,S-1,Speech,2026-09-01\n"))
    plan = brought_in(numbered.store, sheet(tmp_path, head + "8,S-1,Speech,2026-09-01\n"))
    (row,) = plan.rows()
    assert (row.verdict, row.reason) == (Verdict.REFUSED, "A support with its number is another student’s here.")


def test_days_in_many_forms_and_status_codes_as_text(numbered, tmp_path):
    head = "Student ID,Plan type,Plan ID,Status,Start date,Review date,End date\n"
    brought_in(numbered.store, sheet(tmp_path, head + "7,504,P1,04,9/14/2026,1457395200000,14 June 2027\n"))
    (held,) = supports.of_learner(numbered.store, numbered.ana)
    assert (held.title, held.status) == ("504 plan", "04")
    assert [str(day) for day in (held.starts_on, held.review_on, held.ends_on)] == [
        "2026-09-14", "2016-03-08", "2027-06-14",
    ]  # fmt: skip


def test_a_day_that_is_none_is_said_without_its_cell(numbered, tmp_path):
    plan = brought_in(numbered.store, sheet(tmp_path, HEAD + MORE_TIME.replace("2026-12-01", "when anxious")))
    (row,) = plan.rows()
    assert row.notes == ("What stands under “Review” is no day and is left out.",)
    assert "anxious" not in row.reason


def test_an_import_of_supports_is_undone_in_one_step_and_its_label_names_nothing(numbered, tmp_path):
    before = dump(numbered.store)
    brought_in(numbered.store, sheet(tmp_path, HEAD + MORE_TIME, "Ana ADHD plan.csv"))
    assert numbered.store.undo() == "Import supports"
    assert dump(numbered.store) == before


def test_pending_supports_show_only_whose_they_are(store, support_files):
    brought_in(store, support_files / "restricted_notes_form_fixture.csv")
    (row,) = pending.listed(store)
    assert dict(row.cells) == {"LASID": "111111111"}
    assert "medication" not in json.dumps(row.as_json())
    assert row.title == "Local ID 111111111"


def test_supports_are_found_by_no_search(numbered, tmp_path):
    brought_in(numbered.store, sheet(tmp_path, HEAD + MORE_TIME))
    for words in ("More time", "Half as much", "Lind", "Math"):
        assert search.search(numbered.store, words) == []


def test_of_two_supports_of_one_name_each_row_finds_its_own(numbered, tmp_path):
    near = MORE_TIME.replace("Half as much again", "In a quiet room")
    brought_in(numbered.store, sheet(tmp_path, HEAD + MORE_TIME + near))
    (row,) = brought_in(numbered.store, sheet(tmp_path, HEAD + near)).rows()
    assert row.verdict is Verdict.UNCHANGED
    held = supports.of_learner(numbered.store, numbered.ana)
    assert {each.text for each in held} == {"Half as much again", "In a quiet room"}
