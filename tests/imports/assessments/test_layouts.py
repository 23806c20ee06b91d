"""136 header rows of real products: which are taken for results, and what is never taken for them."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import NamedTuple

import pytest

from learnerplan.errors import UserError
from learnerplan.imports import recognise
from learnerplan.imports.assessments.planner import plan
from learnerplan.imports.assessments.uses import PART_USES, WHO_USES
from learnerplan.imports.files.table import Table
from learnerplan.imports.known import Identifier, Known, KnownLearner
from learnerplan.imports.mapped.mapping import ColumnUse
from learnerplan.imports.planned.plan import FilePlan, Verdict
from learnerplan.imports.planned.run import Run
from learnerplan.imports.planned.working import Working
from learnerplan.imports.tables import read

# Judged by reading the headers, not by our own code: rows of these layouts hold no score, level or rating.
HOLD_NO_SCORE = {
    "LAUSD_iReadyELA0SS": "lessons passed and minutes on task",
    "iREADY_MATH_INST_123C": "lessons passed and minutes on task, month by month",
}
# Names of a natural key that mean the learner, as the layouts' own list spells them.
LEARNER_KEYS = {
    "STUDENTID", "STUDENTLOCALID", "STATESTUDENTID", "STUDENTNUMBER", "STATEID", "LOCALID", "STUDENTSTATEID", "SSID",
    "SISID", "STUDENTIDNUMBER", "STATESTUDENTIDENTIFIER", "LASTNAME", "STUDENTLASTNAME", "STUDENTFIRSTNAME",
}  # fmt: skip
MEASURES = {"score", "percentile", "placement", *PART_USES} - {"part_name"}


class Seen(NamedTuple):
    name: str
    headers: tuple[str, ...]
    key: list[str]
    found: recognise.Recognition | None

    @property
    def columns(self) -> tuple[ColumnUse, ...]:
        """The columns of a layout that is taken for results."""
        return self.found.mapping.columns if self.found and self.found.kind == "assessment" else ()


def layouts(shared_data: Path) -> list[tuple[str, tuple[str, ...], list[str]]]:
    path = shared_data / "assessments/header-layouts.json"
    listed = json.loads(path.read_text(encoding="utf-8"))
    return [(each["layout"], tuple(each["headers"]), each["natural_key"]) for each in listed]


def looked_at(name: str, headers: tuple[str, ...]) -> recognise.Recognition | None:
    try:
        return recognise.recognise(Table(Path(f"{name}.csv"), headers, (), ()))
    except UserError:
        return None


@pytest.fixture(scope="module")
def seen(shared_data: Path) -> list[Seen]:
    """Each layout as it is recognised without help."""
    return [Seen(name, headers, key, looked_at(name, headers)) for name, headers, key in layouts(shared_data)]


def squeezed(text: str) -> str:
    return re.sub(r"[^A-Z0-9]", "", text.upper())


def test_every_layout_that_holds_a_learner_and_a_score_is_recognised(seen: list[Seen]):
    assert len(seen) == 136
    holding = [each for each in seen if each.name not in HOLD_NO_SCORE]
    missed = []
    for each in holding:
        uses = {column.use for column in each.columns}
        if not uses & set(WHO_USES) or not uses & MEASURES:
            missed.append(each.name)
    assert missed == []
    assert len(holding) == 134


@pytest.mark.parametrize("name", HOLD_NO_SCORE)
def test_what_holds_no_score_is_not_taken_for_results(seen: list[Seen], name: str):
    assert [each.columns for each in seen if each.name == name] == [()]


def test_the_learner_is_found_where_the_layouts_own_key_says(seen: list[Seen]):
    wrong = []
    for each in seen:
        wanted = {squeezed(name) for name in each.key} & LEARNER_KEYS
        for column in each.columns:
            if squeezed(column.header) in wanted and column.use not in WHO_USES:
                wrong.append((each.name, column.header, column.use))
    assert wrong == []


def test_nothing_of_a_childs_origin_health_or_lunch_is_kept_of_any_layout(seen: list[Seen]):
    telling = re.compile(
        r"\b(race|ethnicity|gender|sex|hispanic|disability|504|migrant|lunch|meal|homeless|iep|economically|lep|ell)\b"
    )
    kept = []
    for each in seen:
        for column in each.columns:
            words = " ".join(re.findall(r"[a-z]+|\d+", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", column.header).lower()))
            if telling.search(words) and column.use != "leave_out":
                kept.append((each.name, column.header, column.use))
    assert kept == []


def test_no_other_real_file_is_taken_for_results(shared_data: Path):
    seen = 0
    for folder in ("rosters", "surveys", "supports", "standards", "nasty"):
        for path in sorted((shared_data / folder).rglob("*.csv")):
            try:
                tables = read(path)
            except UserError:
                continue
            for table in tables:
                seen += 1
                try:
                    assert recognise.recognise(table).kind != "assessment", path.name
                except UserError:
                    continue
    assert seen > 30


def test_every_real_file_of_results_is_recognised_for_certain(shared_data: Path):
    files = sorted((shared_data / "assessments").rglob("*.csv"))
    assert len(files) == 8
    for path in files:
        found = recognise.recognise(read(path)[0])
        assert (found.kind, found.confidence) == ("assessment", 0.95), path.name


@pytest.mark.parametrize(
    "headers",
    [
        "Student ID | First Name | Last Name | Grade | Reading Level",
        "Student | Goal | Measure | Baseline | Target score",
        "Timestamp | Name | Score | What is your favourite subject?",
        "sourcedId | status | dateLastModified | lineItemSourcedId | studentSourcedId | score | scoreDate",
        "Student ID | Name | Homeroom | Teacher | Start Date",
        "Code | Statement | Grade Level",
    ],
)
def test_neighbours_are_not_taken_for_results(headers: str):
    found = looked_at("list", tuple(each.strip() for each in headers.split("|")))
    assert found is None or found.kind != "assessment"


@pytest.mark.parametrize(
    "headers",
    [
        "Student ID | Test Date | Score",
        "SSID | Season | Scale Score",
        "Name | Date | Spelling score | Percentile",
        "LASID | School Year | Composite Score",
        "Last Name | First Name | Window | National Percentile Rank",
    ],
)
def test_any_export_with_learner_date_and_score_is_taken_with_less_certainty(headers: str):
    found = looked_at("district check", tuple(each.strip() for each in headers.split("|")))
    assert found is not None
    assert found.kind == "assessment"
    assert found.confidence < 0.9


FILLED = {
    "full_name": "Ana Diaz", "given_name": "Ana", "family_name": "Diaz", "grade": "3", "taken_on": "2024-09-16",
    "school_year": "2024-2025", "window": "Fall", "test_name": "Check", "subject": "Science", "placement": "Level 2",
    "part_placement": "Level 2", "part_name": "An area", "birth_date": "", "email": "", "kept": "", "leave_out": "",
}  # fmt: skip


def test_a_row_of_each_layout_is_planned_as_what_its_columns_mean(seen: list[Seen]):
    ana = KnownLearner("L1", "Ana", "Diaz", identifiers=(Identifier("student_id", "77"),))
    for each in seen:
        if not each.columns:
            continue
        cells = tuple(
            FILLED.get(column.use, "77" if column.use in WHO_USES else str(place % 80 + 1))
            for place, column in enumerate(each.columns)
        )
        source = Table(Path(f"{each.name}.csv"), each.headers, (cells,), (2,))
        working = Working(Known(learners=(ana,)), {})
        working.learners.settle()
        blank = FilePlan(source.path, "", "assessment", "", (), each.found.mapping, source)
        rows = plan(blank, Run(working, "", None)).rows
        assert {row.verdict for row in rows} == {Verdict.NEW}, each.name
        for row in rows:
            values = dict(row.payload.values)
            assert values.keys() & {"score", "percentile", "placement"} or row.payload.parts, each.name
            assert values.get("taken_on", "2024-09-16") == "2024-09-16", each.name
            assert row.learner_ref == "L1"
