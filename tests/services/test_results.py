"""Results in a planbook: corrected, merged, undone, looked up by their keys."""

from __future__ import annotations

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from learnerplan.imports.planned.plan import Verdict
from learnerplan.services import imports, known_results, merging, pending, results, whole
from learnerplan.storage.store import Store
from tests.imports import workbook
from tests.room import TODAY
from tests.services.importing import brought_in, dump, everything, number_of, transactions, written

ROSTER = "Student ID,First Name,Last Name\n0042,Ana,Diaz\n0043,Ben,Okoye\n"
HEAD = "Student ID,Test Name,Test Date,Scale Score,Percentile,Reading Score,Reading Level\n"


@pytest.fixture
def room(store, tmp_path):
    brought_in(store, written(tmp_path, "roster.csv", ROSTER))
    return store


def check(folder, *rows: str):
    return written(folder, "check.csv", HEAD + "\n".join(rows) + "\n")


def learner_of(store, number="0042") -> str:
    return str(store.value("SELECT learner_id FROM identifier WHERE value = ?", (number,)))


def test_a_corrected_score_changes_in_place_and_undo_brings_the_old_one_back(room, tmp_path):
    brought_in(room, check(tmp_path, "0042,Check,2025-09-16,404,14,7,On level"))
    before = dump(room)
    plan = brought_in(room, check(tmp_path, "0042,Check,2025-09-16,410,15,8,On level"))
    (row,) = plan.rows()
    assert row.verdict is Verdict.UPDATED
    assert [(each.label, each.old, each.new) for each in row.changes] == [
        ("score", "404", "410"),
        ("percentile", "14", "15"),
        ("Reading", "7, On level", "8, On level"),
    ]
    (kept,) = whole.whole(room, learner_of(room))["results"]
    assert (kept["score"], kept["percentile"], kept["parts"][0]["score"]) == (410.0, 15.0, 8.0)
    assert number_of(room, "result_part") == 1
    room.undo()
    assert dump(room) == before


def test_a_later_file_may_add_a_sub_score_and_takes_none_away(room, tmp_path):
    brought_in(room, check(tmp_path, "0042,Check,2025-09-16,404,14,7,On level"))
    other = written(
        tmp_path,
        "check.csv",
        "Student ID,Test Name,Test Date,Scale Score,Writing Score\n0042,Check,2025-09-16,404,3\n",
    )
    brought_in(room, other)
    (kept,) = whole.whole(room, learner_of(room))["results"]
    assert [(part["name"], part["score"]) for part in kept["parts"]] == [("Reading", 7.0), ("Writing", 3.0)]
    assert kept["percentile"] == 14.0


def test_results_of_one_test_stand_under_one_assessment_however_it_is_spelt(room, tmp_path):
    brought_in(room, check(tmp_path, "0042,District Math,2025-09-16,404,14,,", "0043,DISTRICT  MATH,2025-09-16,1,1,,"))
    brought_in(room, check(tmp_path, "0042,district math,2025-12-16,420,20,,"))
    assert number_of(room, "assessment") == 1
    mine = results.of_learner(room, learner_of(room))
    assert [(row.assessment, row.subject, row.score) for row in mine] == [
        ("District Math", "Mathematics", 404.0),
        ("District Math", "Mathematics", 420.0),
    ]


def test_the_results_of_two_learners_who_are_one_are_known_again(room, tmp_path):
    file = check(tmp_path, "0042,Check,2025-09-16,404,14,,", "0043,Check,2025-09-17,405,15,,")
    brought_in(room, file)
    kept = learner_of(room)
    merging.merge(room, kept, learner_of(room, "0043"))
    count = transactions(room)
    again = brought_in(room, written(tmp_path, "check.csv", file.read_text(encoding="utf-8").replace("0043", "0042")))
    assert {row.verdict for row in again.rows()} == {Verdict.UNCHANGED}
    assert {row.learner_ref for row in again.rows()} == {kept}
    assert number_of(room, "result") == 2
    assert transactions(room) == count


def test_what_both_of_two_who_are_one_had_stays_one_result(room, tmp_path):
    file = check(tmp_path, "0042,Check,2025-09-16,404,14,,", "0043,Check,2025-09-16,404,14,,")
    brought_in(room, file)
    merging.merge(room, learner_of(room), learner_of(room, "0043"))
    held, count = number_of(room, "result"), transactions(room)
    assert {row.verdict for row in brought_in(room, file).rows()} == {Verdict.UNCHANGED}
    assert (number_of(room, "result"), transactions(room)) == (held, count)


def test_results_that_come_in_one_drop_with_their_learners_are_known_again(store, tmp_path):
    roster = written(tmp_path, "roster.csv", ROSTER)
    file = check(tmp_path, "0042,Check,2025-09-16,404,14,,", "0043,Check,2025-09-16,405,15,,")
    first = imports.plan(store, [roster, file])
    assert imports.commit(store, first, today=TODAY).new == 4
    held, count = number_of(store, "result"), transactions(store)
    again = imports.plan(store, [roster, file])
    assert {row.verdict for row in again.rows()} == {Verdict.UNCHANGED}
    assert not imports.commit(store, again, today=TODAY).wrote
    corrected = check(tmp_path, "0042,Check,2025-09-16,410,14,,")
    assert {row.verdict for row in brought_in(store, corrected).rows()} == {Verdict.UPDATED}
    assert (number_of(store, "result"), transactions(store)) == (held, count + 1)


def test_a_row_that_says_less_does_not_take_the_result_of_another(room, tmp_path):
    file = check(
        tmp_path,
        "0042,Check,2025-09-16,404,14,,",
        "0042,Check,2025-09-16,404,,,",
        "0042,Check,2025-09-16,404,0,,",
        "0042,Check,2025-09-16,404,x,,",
    )
    brought_in(room, file)
    count = transactions(room)
    assert {row.verdict for row in brought_in(room, file).rows()} == {Verdict.UNCHANGED}
    assert (number_of(room, "result"), transactions(room)) == (3, count)


def test_a_lookup_reads_the_index_of_keys_and_no_whole_table(room):
    plan = [
        row[-1]
        for row in room._reader().execute(
            f"EXPLAIN QUERY PLAN {known_results._RESULTS}",
            (json.dumps(["a/b"]),),
        )
    ]
    assert any("USING INDEX" in step and "result" in step for step in plan), plan
    assert not any(step.startswith("SCAN r") for step in plan), plan


def test_waiting_rows_are_taken_for_the_learner_whom_the_teacher_names(room, tmp_path):
    brought_in(room, check(tmp_path, "0999,Check,2025-09-16,404,14,,", "0999,Check,2025-12-16,405,15,,"))
    first, _second = pending.listed(room)
    pending.decide(room, first.id, f"learner:{learner_of(room)}", today=TODAY)
    assert pending.listed(room) == []
    assert [row.score for row in results.of_learner(room, learner_of(room))] == [404.0, 405.0]
    count = transactions(room)
    again = brought_in(room, check(tmp_path, "0999,Check,2025-09-16,404,14,,", "0999,Check,2025-12-16,405,15,,"))
    assert {row.verdict for row in again.rows()} == {Verdict.UNCHANGED}
    assert transactions(room) == count


def test_what_is_sensitive_is_nowhere_in_the_planbook(room, tmp_path):
    file = written(
        tmp_path,
        "check.csv",
        "Student ID,Race,Lunch Status,Password,Teacher Name,Home Language,Test Date,Score\n"
        "0042,Zzrace,Zzlunch,Zzpass,Zzteacher,Zzlang,2025-09-16,7\n"
        "0999,Zzrace,Zzlunch,Zzpass,Zzteacher,Zzlang,2025-09-16,7\n",
    )
    brought_in(room, file)
    assert number_of(room, "result") == number_of(room, "pending_row") == 1
    assert "Zz" not in everything(room)


def test_a_waiting_row_of_two_seasons_becomes_two_results(room, tmp_path):
    head = "Student ID,Fall Reading Score,Fall Final Date,Winter Reading Score,Winter Final Date\n"
    file = written(tmp_path, "seasons.csv", head + "0999,12,2024-09-03,15,2025-01-09\n")
    brought_in(room, file)
    (waiting,) = pending.listed(room)
    pending.decide(room, waiting.id, f"learner:{learner_of(room)}", today=TODAY)
    assert [(row.window, row.taken_on.isoformat()) for row in results.of_learner(room, learner_of(room))] == [
        ("Fall", "2024-09-03"),
        ("Winter", "2025-01-09"),
    ]
    assert pending.listed(room) == []
    held = dump(room)
    assert {row.verdict for row in brought_in(room, file).rows()} == {Verdict.UNCHANGED}
    assert dump(room) == held


def test_how_days_are_written_is_asked_once_and_then_known(room, tmp_path):
    head = "Student ID,Test Date,Score\n"
    file = written(tmp_path, "check.csv", head + "0042,3/4/2025,7\n")
    asked = imports.plan(room, [file])
    (question,) = asked.files[0].questions
    assert [choice.key for choice in question.choices] == ["dmy", "mdy"]
    mapping = asked.files[0].mapping.with_date_order("dmy")
    brought_in(room, file, mappings={(file, ""): mapping})
    assert [row.taken_on.isoformat() for row in results.of_learner(room, learner_of(room))] == ["2025-04-03"]
    later = brought_in(room, written(tmp_path, "check.csv", head + "0043,5/6/2025,7\n"))
    assert later.files[0].questions == ()
    assert [row.taken_on.isoformat() for row in results.of_learner(room, learner_of(room, "0043"))] == ["2025-06-05"]


def test_a_workbook_gives_the_same_results_as_a_text_file(room, tmp_path):
    # 45916 is how a spreadsheet holds 16 September 2025.
    rows: list[list[object]] = [["Student ID", "Test Date", "Scale Score"], ["0042", 45916, 404], ["0043", 45917, 3.5]]
    brought_in(room, workbook.write(tmp_path / "check.xlsx", {"Results": rows}))
    lines = "Student ID,Test Date,Scale Score\n0042,2025-09-16,404\n0043,2025-09-17,3.5\n"
    again = brought_in(room, written(tmp_path, "check.csv", lines))
    assert {row.verdict for row in again.rows()} == {Verdict.UNCHANGED}
    assert number_of(room, "result") == 2


CELLS = st.sampled_from(["", "0042", "0043", "0999", "Ana", "404", "1,234", "<5", "N/A", "Level 2", "99", "2025-09-16"])
ROWS = st.lists(
    st.tuples(
        st.sampled_from(["0042", "0043", "0999", "42", ""]),
        st.sampled_from(["Check", "Other", ""]),
        st.sampled_from(["2025-09-16", "9/17/2025", "3/4/2025", "soon", ""]),
        CELLS,
        CELLS,
        CELLS,
        CELLS,
    ),
    min_size=1,
    max_size=8,
)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(rows=ROWS)
def test_nothing_is_lost_the_preview_holds_and_a_second_import_finds_all_as_it_is(
    rows, empty_planbook, tmp_path_factory
):
    import shutil

    folder = tmp_path_factory.mktemp("results")
    store = Store.open(shutil.copytree(empty_planbook, folder / "planbook"))
    try:
        brought_in(store, written(folder, "roster.csv", ROSTER))
        file = check(folder, *(",".join(f'"{cell}"' for cell in row) for row in rows))
        before, count = dump(store), transactions(store)
        plan = imports.plan(store, [file])
        told = [row for row in plan.rows() if row.payload is None]
        assert {row.line for row in plan.rows()} == set(range(2, len(rows) + 2))
        assert all(row.reason for row in plan.rows())
        assert all(row.choices or row.waits_for for row in told if row.verdict is Verdict.UNDECIDED)
        assert len({row.key for row in plan.rows()}) == len(plan.rows())
        imports.commit(store, plan, today=TODAY)
        assert number_of(store, "result") == plan.count(Verdict.NEW)
        assert number_of(store, "pending_row") == plan.count(Verdict.UNDECIDED)
        held, wrote = dump(store), transactions(store)
        again = brought_in(store, file)
        assert again.count(Verdict.NEW) == again.count(Verdict.UPDATED) == 0
        assert (dump(store), transactions(store)) == (held, wrote)
        if wrote > count:
            store.undo()
        assert dump(store) == before
    finally:
        store.close()
