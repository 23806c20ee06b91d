"""The real survey exports, counted by other means: every answer that the file holds is in the plan, to the letter."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from learnerplan.imports.known import Known, KnownLearner
from learnerplan.imports.planned.plan import FilePlan, Verdict
from learnerplan.imports.planning import plan_import
from learnerplan.imports.tables import read_sources
from learnerplan.imports.words.folding import clean

# What stands in these files beside answers: when, who, and the form's own columns.
NOT_ASKED = {
    "timestamp", "first name", "local id number", "first and last name", "student id number", "email address",
    "student name", "teacher name", "student local id number", "id", "start time", "completion time", "email", "name",
}  # fmt: skip
NAMES = (
    "mid_year_survey_fixture.csv",
    "student_meeting_fixture.csv",
    "student_voice_survey.csv",
    "student_voice_survey_v2.csv",
    "google-forms-91.csv",
    "google-forms-91.xlsx",
    "ms-forms-187-cp1252.csv",
)
SOMEBODY = KnownLearner("L1", "Some", "Body")


def rows_of(path: Path) -> list[list[str]]:
    """The cells of a file, read without any code of ours."""
    if path.suffix == ".xlsx":
        from python_calamine import CalamineWorkbook

        sheet = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0)
        return [[str(cell) for cell in row] for row in sheet.to_python()]
    encoding = "cp1252" if "cp1252" in path.name else "utf-8-sig"
    with path.open(encoding=encoding, newline="") as file:
        return list(csv.reader(file))


def answers_in(path: Path) -> list[dict[str, str]]:
    heads, *rows = rows_of(path)
    asked = [index for index, head in enumerate(heads) if head.strip().lower() not in NOT_ASKED]
    return [{clean(heads[index]): clean(row[index]) for index in asked if row[index].strip()} for row in rows]


def file_of(path: Path, decided: bool) -> FilePlan:
    made = plan_import(read_sources([path]), Known(learners=(SOMEBODY,)))
    if decided:
        made = made.decide_all({row.key: "learner:L1" for row in made.open_rows()})
    (file,) = made.files
    return file


@pytest.mark.parametrize("name", NAMES)
def test_every_row_is_there_and_waits_for_its_learner(shared_data: Path, name: str):
    path = shared_data / "surveys" / name
    file = file_of(path, decided=False)
    held = answers_in(path)
    assert len(file.rows) == len(held)
    assert file.count(Verdict.UNDECIDED) == sum(1 for answers in held if answers)
    assert len({row.key for row in file.rows}) == len(held)


@pytest.mark.parametrize("name", NAMES)
def test_every_answer_is_kept_to_the_letter(shared_data: Path, name: str):
    path = shared_data / "surveys" / name
    file = file_of(path, decided=True)
    taken = [{answer.question: answer.text for answer in row.payload.answers} for row in file.rows if row.payload]
    assert taken == [answers for answers in answers_in(path) if answers]


def test_the_workbook_and_the_csv_hold_the_same_91_answers_at_the_same_minutes(shared_data: Path):
    first, second = (
        file_of(shared_data / "surveys" / f"google-forms-91.{ending}", decided=True) for ending in ("csv", "xlsx")
    )
    assert len(first.rows) == len(second.rows) == 91
    assert [row.key for row in first.rows] == [row.key for row in second.rows]
    for one, other in zip(first.rows, second.rows, strict=True):
        words = [[" ".join(answer.text.split()) for answer in row.payload.answers] for row in (one, other)]
        assert words[0] == words[1]
        moments = [row.payload.answered_at.replace(second=0) for row in (one, other)]
        assert moments[0] == moments[1]


@pytest.mark.parametrize("name", NAMES)
def test_none_of_them_is_taken_for_a_familys(shared_data: Path, name: str):
    assert file_of(shared_data / "surveys" / name, decided=False).mapping.voice == "learner"
