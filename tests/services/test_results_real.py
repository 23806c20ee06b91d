"""Exports of results as four products write them, imported into planbooks with and without these students."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from learnerplan.imports.planned.plan import Verdict
from learnerplan.services import pending, results, whole
from tests.room import TODAY
from tests.services.importing import brought_in, dump, number_of, transactions, written

Row = dict[str, str]


class Export(NamedTuple):
    """A real file: its learners' column, what counts as a row with a result, and how many sub-scores a row holds."""

    path: str
    learner: str
    holds: Callable[[Row], bool]
    parts: Callable[[Row], int]
    name: str


def filled(row: Row, *headers: str) -> int:
    return sum(1 for header in headers if row.get(header, "").strip())


def of_map(row: Row) -> int:
    areas = [f"Goal{number}Name" for number in range(1, 9)]
    return filled(row, *areas, "PercentCorrect", "LexileScore", "QuantileScore")


def of_dibels(row: Row) -> int:
    """Measures with a level, a score or a percentile; the Lexile measure is one more."""
    ends = (" - Level", " - Score", " - National Norm Percentile")
    measures = {
        header.removesuffix(end)
        for header, cell in row.items()
        for end in ends
        if cell.strip() and header.endswith(end) and not header.startswith("Composite")
    }
    return len(measures) + filled(row, "DIBELS Composite Score - Lexile")


def of_i_ready(row: Row) -> int:
    areas = ("Number and Operations", "Algebra and Algebraic Thinking", "Measurement and Data", "Geometry")
    return filled(row, *(f"{area} Scale Score" for area in areas), "Quantile Measure")


def of_star(row: Row) -> int:
    measures = ("RaschScore", "UnifiedScore", "GradeEquivalent", "NormalCurveEquivalent", "InstructionalReadingLevel")
    return filled(row, *measures, "Lexile")


EXPORTS = (
    Export("map-growth/map_growth.csv", "StudentID", lambda row: bool(row["TestRITScore"]), of_map, "MAP Growth"),
    Export("i-ready/iready_math.csv", "Student ID", lambda row: bool(row["Overall Scale Score"]), of_i_ready,
           "i-Ready Diagnostic"),
    Export("star/star_reading.csv", "StudentIdentifier", lambda row: bool(row["ScaledScore"]), of_star, "Star Reading"),
    Export("dibels-8/sample_anonymized_file.csv", "Student Primary ID", lambda row: bool(row["Composite Score"]),
           of_dibels, "DIBELS 8th Edition"),
    Export("star-district/star_math_v1.csv", "StudentLocalID", lambda row: bool(row["PercentileRank"]),
           lambda row: filled(row, "GradeEquivalent"), "Star Math"),
    Export("star-district/star_math_v2.csv", "StudentIdentifier", lambda row: bool(row["PercentileRank"]),
           lambda row: filled(row, "GradeEquivalent"), "Star Math"),
    Export("star-district/star_math_v2_invalid.csv", "StudentIdentifier", lambda row: bool(row["PercentileRank"]),
           lambda row: filled(row, "GradeEquivalent"), "Star Math"),
    Export("star-district/star_reading_v2.csv", "StudentIdentifier", lambda row: bool(row["PercentileRank"]),
           lambda row: filled(row, "GradeEquivalent"), "Star Reading"),
)  # fmt: skip
every_export = pytest.mark.parametrize("export", EXPORTS, ids=lambda export: Path(export.path).stem)


def rows_of(path: Path) -> list[Row]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [{header: cell or "" for header, cell in row.items() if header} for row in csv.DictReader(file)]


def roster_for(folder: Path, export: Export, rows: list[Row]) -> Path:
    """A roster of just the students in a file, with the names that it gives them."""
    given = ("First Name", "StudentFirstName", "Student First Name")
    family = ("Last Name", "StudentLastName", "Student Last Name")
    lines = {
        row[export.learner]: (
            next((row[header] for header in given if header in row), f"Given{row[export.learner]}"),
            next((row[header] for header in family if header in row), f"Family{row[export.learner]}"),
        )
        for row in rows
    }
    listed = "".join(f"{number},{first},{last}\n" for number, (first, last) in lines.items())
    return written(folder, "roster.csv", f"Student ID,First Name,Last Name\n{listed}")


def imported(store, shared_data: Path, folder: Path, export: Export):
    path = shared_data / "assessments" / export.path
    rows = rows_of(path)
    brought_in(store, roster_for(folder, export, rows))
    return rows, path, brought_in(store, path)


@every_export
def test_each_row_with_a_result_is_kept_and_each_without_is_refused(store, shared_data, tmp_path, export):
    rows, _path, plan = imported(store, shared_data, tmp_path, export)
    holding = [row for row in rows if export.holds(row)]
    assert plan.count(Verdict.NEW) == len(holding) == number_of(store, "result")
    assert plan.count(Verdict.REFUSED) == len(rows) - len(holding)
    assert plan.count(Verdict.UNDECIDED) == 0
    assert number_of(store, "result_part") == sum(map(export.parts, holding))
    named = {row.assessment for learner in store_ids(store) for row in results.of_learner(store, learner)}
    assert named == ({export.name} if holding else set())
    assert number_of(store, "learner") == len({row[export.learner] for row in rows})


@every_export
def test_a_second_import_changes_nothing_and_undo_takes_the_first_back(store, shared_data, tmp_path, export):
    path = shared_data / "assessments" / export.path
    rows = rows_of(path)
    brought_in(store, roster_for(tmp_path, export, rows))
    empty = dump(store)
    plan = brought_in(store, path)
    full, count = dump(store), transactions(store)
    again = brought_in(store, path)
    kept = sum(1 for row in rows if export.holds(row))
    assert again.count(Verdict.UNCHANGED) == kept
    assert (dump(store), transactions(store)) == (full, count)
    if plan.count(Verdict.NEW):
        store.undo()
        assert dump(store) == empty


@every_export
def test_without_these_students_all_rows_wait_and_none_makes_a_student(store, shared_data, export):
    path = shared_data / "assessments" / export.path
    rows = rows_of(path)
    plan = brought_in(store, path)
    holding = sum(1 for row in rows if export.holds(row))
    assert plan.count(Verdict.UNDECIDED) == holding
    assert plan.count(Verdict.REFUSED) == len(rows) - holding
    assert number_of(store, "learner") == number_of(store, "result") == 0
    assert number_of(store, "pending_row") == holding


@every_export
def test_rows_that_waited_are_taken_in_when_the_roster_comes_later(store, shared_data, tmp_path, export):
    path = shared_data / "assessments" / export.path
    rows = rows_of(path)
    brought_in(store, path)
    brought_in(store, roster_for(tmp_path, export, rows))
    pending.settle(store, today=TODAY)
    holding = [row for row in rows if export.holds(row)]
    assert number_of(store, "result") == len(holding)
    assert number_of(store, "result_part") == sum(map(export.parts, holding))
    assert pending.listed(store) == []


def store_ids(store) -> list[str]:
    return [str(row[0]) for row in store._reader().execute("SELECT id FROM learner ORDER BY id").fetchall()]


def learner_numbered(store, number: str) -> str:
    return str(store.value("SELECT learner_id FROM identifier WHERE value = ?", (number,)))


def test_a_map_growth_result_keeps_all_that_its_row_says(store, shared_data, tmp_path):
    rows, _path, _plan = imported(store, shared_data, tmp_path, EXPORTS[0])
    row = next(each for each in rows if each["StudentID"] == "605001")
    (kept,) = whole.whole(store, learner_numbered(store, "605001"))["results"]
    assert kept["assessment"] == "MAP Growth"
    assert (kept["subject"], kept["window"], kept["school_year"]) == (row["Subject"], "Fall", "2021-2022")
    assert kept["taken_on"] == "2021-09-16"
    assert (kept["score"], kept["scale"]) == (float(row["TestRITScore"]), "RIT")
    assert kept["standard_error"] == float(row["TestStandardError"])
    assert kept["percentile"] == float(row["TestPercentile"])
    assert kept["placement"] == row["AchievementQuintile"]
    parts = {part["name"]: part for part in kept["parts"]}
    goal = parts[row["Goal1Name"]]
    assert (goal["score"], goal["standard_error"]) == (float(row["Goal1RitScore"]), float(row["Goal1StdErr"]))
    assert goal["placement"] == row["Goal1Adjective"]
    assert (kept["source_file"], kept["source_line"]) == ("map_growth.csv", 3)


def test_the_two_rows_of_a_student_in_i_ready_stay_two(store, shared_data, tmp_path):
    rows, _path, _plan = imported(store, shared_data, tmp_path, EXPORTS[1])
    kept = results.of_learner(store, learner_numbered(store, "605001"))
    mine = [row for row in rows if row["Student ID"] == "605001"]
    assert len(mine) == 2
    assert [each.score for each in kept] == [float(row["Overall Scale Score"]) for row in mine]
    assert [each.attempt for each in kept] == ["Baseline", "Most recent"]
    assert [each.window for each in kept] == ["Winter", "Spring"]
    assert [each.placement for each in kept] == [row["Overall Placement"] for row in mine]
    assert {each.subject for each in kept} == {"Mathematics"}


def test_the_source_row_holds_nothing_that_is_sensitive(store, shared_data, tmp_path):
    _rows, _path, _plan = imported(store, shared_data, tmp_path, EXPORTS[3])
    kept = [json.loads(row[0]) for row in store._reader().execute("SELECT source_row FROM result").fetchall()]
    assert len(kept) == 5
    for row in kept:
        assert not row.keys() & {"Race", "Gender", "Disability", "Meal Status", "Title 1", "ELL Status", "Section 504"}
        assert not [header for header in row if "Teacher" in header]
        assert row["Composite Score"]
        assert row["Assessment Edition"] == "DIBELS 8th Edition"


def test_two_layouts_of_one_product_meet_in_one_result(store, shared_data, tmp_path):
    brought_in(store, written(tmp_path, "roster.csv", "Local ID,First Name,Last Name\n10,Ana,Diaz\n"))
    brought_in(store, shared_data / "assessments/star-district/star_math_v1.csv")
    again = brought_in(store, shared_data / "assessments/star-district/star_math_v2.csv")
    assert [row.verdict for row in again.rows()] == [Verdict.UNCHANGED]
    assert number_of(store, "result") == 1


def test_an_invalid_row_is_refused_with_its_line_and_the_reason(store, shared_data, tmp_path):
    _rows, _path, plan = imported(store, shared_data, tmp_path, EXPORTS[6])
    (row,) = plan.rows()
    assert (row.line, row.verdict) == (2, Verdict.REFUSED)
    assert row.reason.startswith("There is no score in this row")
    assert "is 10." in row.reason
