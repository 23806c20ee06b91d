"""What a teacher may say of the columns of an export, and what is proposed for them."""

from __future__ import annotations

from pathlib import Path

import pytest

from learnerplan.imports.assessments.uses import RESULT_USES
from learnerplan.imports.drafts.results import ResultDraft
from learnerplan.imports.kinds import KINDS
from learnerplan.imports.planning import Options, plan_import
from learnerplan.imports.words.lexicon import USES
from tests.imports.made import NEW, REFUSED, knows, learner, table, verdicts

HERE = knows(learner(1, "Ana", "Diaz", ids={"student_id": "0042"}))


def test_every_use_has_words_for_the_mapping_editor():
    assert KINDS["assessment"].uses("") == RESULT_USES
    assert all(USES[use].label for use in RESULT_USES)
    assert len(set(RESULT_USES)) == len(RESULT_USES)


def uses_of(text: str) -> dict[str, str]:
    mapping = KINDS["assessment"].propose(table(text), "")
    return {column.header: column.use for column in mapping.columns}


def test_of_two_columns_for_one_number_the_leading_one_gives_it():
    uses = uses_of(
        "Student ID | Overall Relative Placement | Overall Placement | Percent Correct | RIT Score | "
        "Start Date | Test Date\n"
        "0042 | 2 below | Grade 1 | 54 | 208 | 2025-09-01 | 2025-09-02"
    )
    assert uses == {
        "Student ID": "id_student",
        "Overall Relative Placement": "kept",
        "Overall Placement": "placement",
        "Percent Correct": "part_score",
        "RIT Score": "score",
        "Start Date": "taken_on",
        "Test Date": "taken_on",
    }


def test_what_a_teacher_chose_for_a_column_is_what_counts():
    source = table("Student ID | Test Date | Score | Stars\n0042 | 2025-09-16 | 7 | 4", "check.csv")
    made = plan_import([source], HERE, Options())
    mapping = made.files[0].mapping.with_use(3, "part_score").with_use(2, "leave_out")
    again = plan_import([source], HERE, Options(mappings={(Path("check.csv"), ""): mapping}))
    (row,) = again.rows()
    assert isinstance(row.payload, ResultDraft)
    assert [part.name for part in row.payload.parts or ()] == ["Stars"]
    assert "score" not in dict(row.payload.values)
    assert "Score" not in row.payload.source_row


def test_a_table_that_shows_it_not_is_taken_for_results_where_the_teacher_says_so():
    source = table("Name | Reading\nAna Diaz | 12\nBen Okoye | ", "list.csv")
    made = plan_import([source], HERE, Options(kind="assessment"))
    assert made.files[0].kind == "assessment"
    assert verdicts(made) == [NEW, REFUSED]


def test_a_season_in_the_files_name_is_the_window_where_no_column_says_when():
    text = "Student ID | Reading Score | Writing Score | Spelling Score\n0042 | 1 | 2 | 3"
    (row,) = plan_import([table(text, "Check Fall 2024-25.csv")], HERE, Options()).rows()
    assert isinstance(row.payload, ResultDraft)
    assert row.payload.assessment[0] == "Check"
    assert dict(row.payload.values) == {"window": "Fall", "school_year": "2024-2025"}


@pytest.mark.parametrize(
    ("header", "use"),
    [
        ("Teacher Email", "leave_out"),
        ("Social Security Number", "leave_out"),
        ("Student Phone", "leave_out"),
        ("TakenAtByIPAddress", "leave_out"),
        ("Free/Reduced Lunch", "leave_out"),
        ("BlackOrAfricanAmerican", "leave_out"),
        ("504 Plan", "leave_out"),
        ("School Name", "kept"),
        ("Baseline Diagnostic (Y/N)", "baseline_flag"),
        ("Listening Proficiency Level", "part_placement"),
    ],
)
def test_what_is_sensitive_or_of_others_is_left_out_and_all_else_stays(header: str, use: str):
    assert uses_of(f"Student ID | Test Date | Score | {header}\n0042 | 2025-09-16 | 7 | x")[header] == use
