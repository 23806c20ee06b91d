"""What a sheet is, by the meaning of its headers: supports, notes, measurements and goals, and what is none of them."""

from __future__ import annotations

import pytest

from learnerplan.errors import UserError
from learnerplan.imports import recognise
from learnerplan.imports.tables import read
from tests.imports.made import table

SUPPORTS = (
    "Student | Accommodation | Setting | Start | Review date | Case manager",
    "Student ID | Student | Disability | Accommodations | Related Services | IEP Date | Annual Review Date",
    "Last Name | First Name | 504 Plan | Start Date | Review Date",
    "LASID | ELL Program | ELP Level | Entry Date | Exit Date",
    "Local ID | Intervention | Provider | Minutes per week | Start | End",
    "student_local_id | Service Type | Date Started | Provided by Educator",
    "State ID | Modifications | Subject",
    "student_local_id | sep_oid | sep_status",
    "LASID | recorded by | Confidential note",
)
NOTES = (
    "Student | Date | Note",
    "LASID | recorded_by educator_login | Q: What would help?",
    "Pupil | Observation | Observed by",
    "Student ID | Anecdotal note | Date",
)
MEASUREMENTS = (
    "Student | Goal | Date | Value",
    "Student ID | Goal | 2026-11-02 | 2026-11-09",
    "Learner | Objective | Date | Correct | Trials",
)
GOALS = (
    "Student | Goal | Baseline | Target | Due",
    "Student | Goal 1 | Goal 2",
    "Student ID | Goal | Standard | Term",
)
ROSTERS = (
    "First Name | Last Name | Grade | 504 | IEP | ELL",
    "Student | Birthdate | Homeroom | Sped Placement | Plan 504 | Disability",
    "First Name | Last Name | Student ID | Grade | Notes",
    "Name | Grade | Email | Program | Status",
)
CASES = [
    (headers, kind)
    for kind, sheets in (
        ("supports", SUPPORTS), ("notes", NOTES), ("measurements", MEASUREMENTS), ("goals", GOALS), ("roster", ROSTERS),
    )
    for headers in sheets
]  # fmt: skip


@pytest.mark.parametrize(("headers", "kind"), CASES, ids=[f"{kind} {headers[:24]}" for headers, kind in CASES])
def test_what_a_sheet_is(headers, kind):
    line = " | ".join(["x"] * (headers.count("|") + 1))
    found = recognise.recognise(table(f"{headers}\n{line}"))
    assert found.kind == kind
    assert found.evidence
    assert all(column.use for column in found.mapping.columns)


def test_a_bare_list_of_numbers_is_told_what_it_lacks():
    with pytest.raises(UserError, match="no column says what of them"):
        recognise.recognise(table("lasid | ignored | other | bar\n1 | x | y | z"))


def test_no_column_of_a_plan_is_lost_and_names_are_not_taken_twice():
    found = recognise.recognise(
        table("Student | First Name | Last Name | sep_oid | sep_x | Odd\nA B | A | B | 1 | 2 | 3")
    )
    uses = {column.header: column.use for column in found.mapping.columns}
    assert uses == {
        "Student": "leave_out", "First Name": "given_name", "Last Name": "family_name", "sep_oid": "support_plan",
        "sep_x": "support_kept", "Odd": "support_kept",
    }  # fmt: skip


def test_every_real_file_of_supports_but_the_bare_list_is_recognised(shared_data):
    kinds = {}
    for path in sorted((shared_data / "supports").glob("*.csv")):
        for sheet in read(path):
            try:
                kinds[path.stem] = recognise.recognise(sheet).kind
            except UserError:
                kinds[path.stem] = ""
    assert kinds == {
        "ed_plan_accommodations_fixture": "supports",
        "ed_plans_fixture": "supports",
        "form_to_notes_fixture": "notes",
        "restricted_notes_form_fixture": "supports",
        "service_upload_example": "",
    }


def test_a_districts_roster_with_plan_columns_stays_a_roster(shared_data):
    (sheet,) = read(shared_data / "rosters" / "district-students-export.csv")
    assert recognise.recognise(sheet).kind == "roster"
