"""The real files, with counts that were taken from them by other means."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from learnerplan.errors import UserError
from learnerplan.imports.known import Identifier, Known, KnownLearner
from learnerplan.imports.planned.plan import ImportPlan, Verdict
from learnerplan.imports.planning import Options, plan_import
from learnerplan.imports.tables import read_sources
from tests.imports.applying import Book

V1, UK, DISTRICT = "rosters/sds-v1-25-users", "rosters/sds-uk-25-users", "rosters/district-students-export.csv"


def plan_of(shared_data: Path, name: str, known: Known) -> ImportPlan:
    return plan_import(read_sources([shared_data / name]), known)


def counts(plan: ImportPlan) -> dict[str, tuple[int, int, int]]:
    """File -> (new, unchanged, anything else)."""
    return {
        file.path.name: (
            file.count(Verdict.NEW),
            file.count(Verdict.UNCHANGED),
            len(file.rows) - file.count(Verdict.NEW) - file.count(Verdict.UNCHANGED),
        )
        for file in plan.files
    }


def enrolments(book: Book) -> int:
    return sum(len(learner.classes) for learner in book.learners.values())


@pytest.fixture
def v1(shared_data: Path) -> Book:
    book = Book()
    book.commit(plan_of(shared_data, V1, book.known))
    return book


def test_sds_v1_makes_22_learners_in_2_classes(shared_data: Path, v1: Book):
    assert counts(plan_of(shared_data, V1, Known())) == {
        "Section.csv": (2, 0, 0),
        "Student.csv": (22, 0, 0),
        "StudentEnrollment.csv": (44, 0, 0),
        "Teacher.csv": (0, 2, 0),
        "TeacherRoster.csv": (0, 2, 0),
        "School.csv": (0, 2, 0),
    }
    assert (len(v1.learners), len(v1.classes), enrolments(v1)) == (22, 2, 44)
    names = {(each.given_name, each.family_name) for each in v1.learners.values()}
    assert ("Ora", "Klein") in names
    assert ("Craig", "Beane") not in names  # a teacher


def test_sds_v1_reads_months_first_and_keeps_numbers_by_system(v1: Book):
    ronald = next(each for each in v1.learners.values() if each.given_name == "Ronald")
    assert ronald.birth_date == "1998-05-11"
    assert ronald.middle_name == "Grace"
    assert set(ronald.identifiers) == {
        Identifier("sis", "13007"),
        Identifier("number", "13012"),
        Identifier("username", "RLees"),
    }


def test_no_password_gets_into_a_plan(shared_data: Path):
    for folder in (V1, UK):
        assert "P@ssw" not in repr(plan_of(shared_data, folder, Known()))


def test_a_second_import_of_sds_changes_nothing(shared_data: Path, v1: Book):
    again = plan_of(shared_data, V1, v1.known)
    assert all(other == 0 and new == 0 for new, _, other in counts(again).values())
    assert all(row.payload is None for row in again.rows())


def test_the_district_export_adds_5(shared_data: Path, v1: Book):
    plan = plan_of(shared_data, DISTRICT, v1.known)
    assert counts(plan) == {"district-students-export.csv": (5, 0, 0)}
    v1.commit(plan)
    first = next(each for each in v1.learners.values() if each.given_name == "First")
    assert (first.family_name, first.grade, first.birth_date) == ("Fake Student", "7", "1998-07-15")
    assert set(first.identifiers) == {Identifier("state", "1000000000"), Identifier("local", "100")}
    assert first.contacts[0].phones == ("617-555-1212",)
    assert first.contacts[0].emails == ("parent@example.com",)
    fourth = next(each for each in v1.learners.values() if each.given_name == "Fourth")
    assert fourth.contacts == ()
    assert counts(plan_of(shared_data, DISTRICT, v1.known)) == {"district-students-export.csv": (0, 5, 0)}


def test_what_is_sensitive_in_the_district_export_is_in_no_draft(shared_data: Path):
    (file,) = plan_of(shared_data, DISTRICT, Known()).files
    out = {column.header for column in file.mapping.columns if column.sensitive}
    assert out == {
        "program_assigned",
        "limited_english_proficiency",
        "sped_placement",
        "disability",
        "sped_level_of_need",
        "plan_504",
        "free_reduced_lunch",
        "gender",
        "race",
        "hispanic_latino",
    }
    drafts = repr([row.payload for row in file.rows])
    assert "Specific LDs" not in drafts
    assert "Free Lunch" not in drafts


def test_sds_uk_after_v1_adds_classes_and_nobody(shared_data: Path, v1: Book):
    v1.commit(plan_of(shared_data, DISTRICT, v1.known))
    plan = plan_of(shared_data, UK, v1.known)
    found = counts(plan)
    assert found["Student.csv"] == (0, 22, 0)
    assert found["Section.csv"] == (26, 2, 0)
    assert found["StudentEnrollment.csv"] == (132, 22, 0)
    v1.commit(plan)
    assert len(v1.learners) == 27
    again = plan_of(shared_data, UK, v1.known)
    assert all(other == 0 and new == 0 for new, _, other in counts(again).values())


def test_v1_and_uk_in_one_drop_are_22_learners(shared_data: Path):
    tables = read_sources([shared_data / V1, shared_data / UK])
    book = Book()
    book.commit(plan_import(tables, Known()))
    assert (len(book.learners), len(book.classes)) == (22, 28)


SURVEYS = {
    "mid_year_survey_fixture.csv": 1,
    "student_meeting_fixture.csv": 2,
    "student_voice_survey.csv": 1,
    "student_voice_survey_v2.csv": 1,
    "google-forms-91.csv": 91,
    "google-forms-91.xlsx": 91,
    "ms-forms-187-cp1252.csv": 187,
}


@pytest.mark.parametrize("name", SURVEYS)
def test_surveys_of_strangers_wait_and_none_is_lost(shared_data: Path, name: str):
    plan = plan_of(shared_data, f"surveys/{name}", Known())
    (file,) = plan.files
    assert file.kind == "survey"
    assert file.count(Verdict.UNDECIDED) == len(file.rows) == SURVEYS[name]
    assert len({row.key for row in file.rows}) == SURVEYS[name]
    assert all(row.reason and row.choices for row in file.rows)


MARI = KnownLearner("L1", "Mari", "Kenobi", identifiers=(Identifier("local", "111222222"),))
KYLO = KnownLearner("L2", "Kylo", "Ren", identifiers=(Identifier("local", "2225555555"),))


@pytest.mark.parametrize("name", [name for name in SURVEYS if "fixture" in name or "voice" in name])
def test_surveys_find_their_learners_by_padded_numbers(shared_data: Path, name: str):
    book = Book(Known(learners=(MARI, KYLO)))
    plan = plan_of(shared_data, f"surveys/{name}", book.known)
    assert {row.verdict for row in plan.rows()} == {Verdict.NEW}
    assert plan.rows()[0].payload.learner_ref == "L1"
    book.commit(plan)
    again = plan_of(shared_data, f"surveys/{name}", book.known)
    assert {row.verdict for row in again.rows()} == {Verdict.UNCHANGED}


def test_answers_are_kept_to_the_letter_with_facet_and_moment(shared_data: Path):
    (row,) = plan_of(shared_data, "surveys/student_voice_survey.csv", Known(learners=(MARI,))).rows()
    response = row.payload
    assert str(response.answered_at) == "2018-08-12 06:28:23"
    assert [(answer.facet, answer.text) for answer in response.answers] == [
        ("strength", "Stole the most bases in the league this year"),
        ("strength", "Thoughtful and think before I just open my mouth"),
        ("interest", "Making podcasts, teaching my sister songs"),
        ("challenge", "when there is too much work and I don't know what to do"),
        ("support", "are kind and explain what we need to do to get good grades"),
    ]
    assert len(response.entries()) == 5


def test_the_same_form_in_two_layouts_is_one_response(shared_data: Path):
    book = Book(Known(learners=(MARI,)))
    book.commit(plan_of(shared_data, "surveys/student_voice_survey.csv", book.known))
    again = plan_of(shared_data, "surveys/student_voice_survey_v2.csv", book.known)
    assert [row.verdict for row in again.rows()] == [Verdict.UNCHANGED]


def test_the_csv_and_the_xlsx_of_one_form_are_the_same_91_answers(shared_data: Path):
    first = plan_of(shared_data, "surveys/google-forms-91.csv", Known()).rows()
    second = plan_of(shared_data, "surveys/google-forms-91.xlsx", Known()).rows()
    assert {row.key for row in first} == {row.key for row in second}
    both = plan_import(
        read_sources([shared_data / f"surveys/google-forms-91.{ending}" for ending in ("csv", "xlsx")]), Known()
    )
    assert [file.count(Verdict.UNDECIDED) for file in both.files] == [91, 0]
    assert len({row.key for row in both.rows()}) == 182


def test_answers_of_187_strangers_can_be_given_to_a_learner(shared_data: Path):
    plan = plan_of(shared_data, "surveys/ms-forms-187-cp1252.csv", Known(learners=(MARI,)))
    decided = plan.decide_all({plan.rows()[0].key: "learner:L1", plan.rows()[1].key: "skip"})
    assert (decided.count(Verdict.NEW), decided.count(Verdict.UNCHANGED), decided.count(Verdict.UNDECIDED)) == (
        1,
        1,
        185,
    )
    answer = decided.rows()[0].payload
    assert answer.answered_at is not None
    assert answer.answered_at.year == 2024


def test_typographic_apostrophes_of_windows_are_read_right(shared_data: Path):
    with (shared_data / "surveys/ms-forms-187-cp1252.csv").open(encoding="cp1252", newline="") as file:
        expected = [tuple(row) for row in csv.reader(file)]
    (table,) = read_sources([shared_data / "surveys/ms-forms-187-cp1252.csv"])
    assert (table.headers, *table.rows) == tuple(expected)


def test_the_nasty_files_are_planned_or_refused_with_a_sentence(shared_data: Path):
    for path in sorted((shared_data / "nasty").rglob("*.*")):
        try:
            plan = plan_import(read_sources([path]), Known(), Options(kind="roster"))
        except UserError as error:
            plan = None
            sentence = error.message
        assert plan is not None or path.name in sentence
