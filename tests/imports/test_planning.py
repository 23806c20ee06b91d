"""Several files at once: what is what, what is left alone, progress and Cancel."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from learnerplan.errors import UserError
from learnerplan.imports.known import Known
from learnerplan.imports.planning import Options, plan_import
from learnerplan.imports.tables import read_sources
from learnerplan.progress import Cancelled, Progress
from tests.imports import workbook
from tests.imports.applying import Book
from tests.imports.made import NEW, REFUSED, UNCHANGED, UPDATED, table, verdicts

ROSTER = "First Name | Last Name | SIS ID\nAna | Diaz | 1\nBo | Li | 2"


def test_a_stranger_among_chosen_files_stops_the_import_and_is_named():
    with pytest.raises(UserError, match=r"odd\.csv"):
        plan_import([table(ROSTER), table("a | b\n1 | 2", "odd.csv")], Known())


def test_a_stranger_in_a_folder_is_left_alone_and_said_to_be():
    odd = replace(table("a | b\n1 | 2", "odd.csv"), along=True)
    made = plan_import([replace(table(ROSTER), along=True), odd], Known())
    assert verdicts(made) == [NEW, NEW]
    ((path, reason),) = [(each.path, each.reason) for each in made.ignored]
    assert path == Path("odd.csv")
    assert "looks like neither" in reason


def test_a_folder_of_strangers_is_a_sentence():
    with pytest.raises(UserError, match=r"odd\.csv"):
        plan_import([replace(table("a | b\n1 | 2", "odd.csv"), along=True)], Known())


def test_a_sheet_of_notes_beside_the_roster_is_left_alone(tmp_path: Path):
    sheets = {"Class": [["First Name", "Last Name"], ["Ana", "Diaz"]], "Notes": [["a", "b"], ["1", "2"]]}
    made = plan_import(read_sources([workbook.write(tmp_path / "book.xlsx", sheets)]), Known())
    assert [file.sheet for file in made.files] == ["Class"]
    assert [each.sheet for each in made.ignored] == ["Notes"]
    assert made.files[0].summary()["sheet"] == "Class"


SHEETS = {
    "P1": [["First Name", "Last Name", "ID"], ["Ana", "Diaz", 1.0]],
    "P2": [["First Name", "Last Name", "ID"], ["Bo", "Li", 2.0], ["Ana", "Diaz", 1.0]],
}


def test_two_sheets_are_two_classes(tmp_path: Path):
    tables = read_sources([workbook.write(tmp_path / "book.xlsx", SHEETS)])
    made = plan_import(tables, Known())
    assert verdicts(made) == [NEW, NEW, UPDATED]
    assert [file.class_name for file in made.files] == ["P1", "P2"]
    assert "These students join P2." in made.files[1].notes[-1]
    book = Book()
    book.commit(made)
    assert [each.name for each in book.classes.values()] == ["P1", "P2"]
    assert [len(each.classes) for each in book.learners.values()] == [2, 1]
    assert set(verdicts(plan_import(tables, book.known))) == {UNCHANGED}


def test_the_class_that_is_said_is_that_of_all_sheets(tmp_path: Path):
    tables = read_sources([workbook.write(tmp_path / "book.xlsx", SHEETS)])
    made = plan_import(tables, Known(), Options(class_name="Room 12"))
    assert verdicts(made) == [NEW, NEW, UNCHANGED]
    assert {file.class_name for file in made.files} == {"Room 12"}


def test_sheets_with_the_same_learners_are_lists_of_one_class(tmp_path: Path):
    rows = [[f"N{number}", "Li", float(number)] for number in range(1, 6)]
    lists = {"Class list": [["First Name", "Last Name", "ID"], *rows], "Bus": [["First", "Last", "ID"], *rows[:4]]}
    made = plan_import(read_sources([workbook.write(tmp_path / "book.xlsx", lists)]), Known())
    assert verdicts(made) == [NEW] * 5 + [UNCHANGED] * 4
    assert {file.class_name for file in made.files} == {""}


def test_sheets_that_nobody_named_and_a_single_one_are_no_classes(tmp_path: Path):
    unnamed = dict(zip(("Sheet1", "Tabelle 2"), SHEETS.values(), strict=True))
    made = plan_import(read_sources([workbook.write(tmp_path / "book.xlsx", unnamed)]), Known())
    assert [file.class_name for file in made.files] == ["", ""]
    single = {"Export": SHEETS["P1"]}
    made = plan_import(read_sources([workbook.write(tmp_path / "one.xlsx", single)]), Known())
    assert made.files[0].class_name == ""


def test_the_same_file_twice_in_one_drop_is_read_once(tmp_path: Path):
    path = tmp_path / "list.csv"
    path.write_text("First Name,Last Name\nAna,Diaz\n", "utf-8")
    assert len(read_sources([path, path])) == 1
    copy = tmp_path / "copy.csv"
    copy.write_bytes(path.read_bytes())
    plan = plan_import(read_sources([path, copy]), Known())
    assert verdicts(plan) == [NEW]
    assert [(each.path, each.reason) for each in plan.ignored] == [(copy, "It is the same file as “list.csv”.")]


def test_enrolments_of_unknown_learners_and_classes_are_refused_with_a_reason():
    sections = table("SIS ID | School SIS ID | Section Name | Section Number\nS1 | 1 | Art | 1", "Section.csv")
    pairs = table("Section SIS ID | SIS ID\nS1 | 1\nS9 | 1\nS1 | 9\n | 1\nS1 | 1", "StudentEnrollment.csv")
    made = plan_import([pairs, sections, table(ROSTER, "Student.csv")], Known())
    rows = made.files[-1].rows
    assert [str(row.verdict) for row in rows] == [NEW, REFUSED, REFUSED, REFUSED, UNCHANGED]
    assert "No class has the number S9" in rows[1].reason
    assert "No student has the number 9" in rows[2].reason


def test_classes_update_their_names_and_keep_the_teachers_own():
    from learnerplan.imports.known import Identifier, KnownClass

    held = KnownClass("C1", "Room 12", (Identifier("sis", "S1"),), subject="Arts", own_fields=frozenset({"name"}))
    file = table(
        "SIS ID | School SIS ID | Section Name | Course Subject | Term Name\nS1 | 1 | Art 101 | Art | T1", "Section.csv"
    )
    made = plan_import([file], Known(classes=(held,)))
    (row,) = made.rows()
    assert row.reason == "You wrote “Room 12”. The file has “Art 101”."
    (kept,) = made.decide(row.key, "keep").rows()
    assert (kept.payload.values, kept.payload.declined) == ((("subject", "Art"),), (("name", "Art 101"),))
    (taken,) = made.decide(row.key, "file").rows()
    assert dict(taken.payload.values) == {"name": "Art 101", "subject": "Art"}


def test_kinds_may_be_said_where_headers_do_not_tell():
    made = plan_import([table("Student | Colour\nAna | red\nBo | blue")], Known(), Options(kind="survey"))
    assert made.files[0].kind == "survey"
    with pytest.raises(UserError, match="neither"):
        plan_import([table("Colour\nred")], Known(), Options(kind="roster"))
    with pytest.raises(UserError, match="no kind of file"):
        plan_import([table(ROSTER)], Known(), Options(kind="nonsense"))


def test_long_work_says_where_it_stands_and_stops_when_asked():
    rows = "\n".join(f"N{number} | L{number} | {number}" for number in range(1, 1200))
    tables = [table(f"First Name | Last Name | SIS ID\n{rows}")]
    steps: list[tuple[int, int, str]] = []
    plan_import(tables, Known(), progress=Progress(lambda done, total, label: steps.append((done, total, label))))
    assert len(steps) >= 4
    assert all(done <= total and label for done, total, label in steps)
    stopped = Progress()
    stopped.cancel()
    with pytest.raises(Cancelled):
        plan_import(tables, Known(), progress=stopped)


def test_a_plan_carries_the_stamp_of_what_it_was_made_against():
    assert plan_import([table(ROSTER)], Known(stamp="17")).stamp == "17"


def test_counts_are_those_of_the_contract():
    made = plan_import([table("First Name | Last Name\nAna | Diaz\n | ")], Known())
    assert made.files[0].summary() == {
        "path": "list.csv",
        "kind": "roster",
        "new": 1,
        "updated": 0,
        "unchanged": 0,
        "undecided": 0,
        "refused": [{"line": 3, "reason": "There is no name in this row."}],
    }
