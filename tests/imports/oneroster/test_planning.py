"""Folders of OneRoster 1.1 and 1.2: who becomes a learner, who a contact, and what each row is told."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from learnerplan.imports.drafts import SchoolYearDraft, TermDraft
from learnerplan.imports.known import Identifier, Known, KnownClass, KnownYear
from learnerplan.imports.planned.plan import Verdict
from learnerplan.imports.planning import plan_import
from learnerplan.imports.tables import read_sources
from tests.imports.made import knows, learner, values
from tests.imports.oneroster.folders import ONE_1, ONE_2, file, planned, told, write


def rows_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def changed(files: dict[str, str], name: str, old: str, new: str) -> dict[str, str]:
    assert old in files[name]
    return {**files, name: files[name].replace(old, new)}


def verdicts_of(plan, name: str) -> list[str]:
    return [verdict for verdict, _ in told(plan, name)]


@pytest.fixture
def one_1(tmp_path: Path):
    return planned(write(tmp_path / "one", ONE_1))


@pytest.fixture
def one_2(tmp_path: Path):
    return planned(write(tmp_path / "two", ONE_2))


@pytest.mark.parametrize("files", [ONE_1, ONE_2])
def test_each_row_of_each_file_ends_somehow(tmp_path: Path, files: dict[str, str]):
    plan = planned(write(tmp_path / "all", files))
    assert {each.path.stem for each in plan.files} == set(files)
    assert plan.ignored == ()
    for name, text in files.items():
        assert len(file(plan, name).rows) == len(rows_of(text)), name
        assert all(row.reason for row in file(plan, name).rows)
        assert [row.line for row in file(plan, name).rows] == list(range(2, len(rows_of(text)) + 2))


def test_students_are_learners_and_nobody_else_is(one_1, one_2):
    for plan, text in ((one_1, ONE_1["users"]), (one_2, ONE_2["users"])):
        made = {row.title for row in file(plan, "users").rows if row.verdict is Verdict.NEW}
        named = {f"{row['givenName']} {row['familyName']}" for row in rows_of(text) if row["sourcedId"] in ("U1", "U2")}
        assert made == named
    assert "role teacher" in told(one_1, "users")[5][1]
    assert "contact of Zoë Nguyễn and Omar Haddad" in told(one_1, "users")[2][1]


def test_what_other_files_say_comes_in_with_the_student(one_1, one_2):
    first = values(file(one_1, "users").rows[0])
    assert first["birth_date"] == "2020-03-04"
    assert (first["grade"], first["middle_name"]) == ("6", "Mai")
    assert values(file(one_1, "users").rows[1])["grade"] == "K"
    second = values(file(one_2, "users").rows[0])
    assert (second["preferred_name"], second["pronouns"], second["active"]) == ("Zo", "they/them", "yes")


def test_ids_elsewhere_are_kept_apart(one_1):
    held = set(file(one_1, "users").rows[0].payload.identifiers)
    assert held == {
        Identifier("sis", "U1"),
        Identifier("student_id", "0042"),
        Identifier("username", "znguyen"),
        Identifier("user_id", "Fed:42"),
        Identifier("email", "zoe@lake.example"),
    }


def test_agents_are_contacts_of_each_child(one_1):
    zoe, omar = (file(one_1, "users").rows[index].payload.contacts for index in (0, 1))
    assert [(each.name, each.relation) for each in zoe] == [("Linh Nguyễn", "Parent"), ("Tâm Lê", "Guardian")]
    assert [(each.name, each.relation) for each in omar] == [("Linh Nguyễn", "Parent"), ("Eva Haddad", "Relative")]
    assert zoe[0].phones == ("555-0101", "555-0102")
    assert zoe[0].emails == ("linh@home.example",)
    assert zoe[1].phones == ("555-0102",)  # written twice
    assert zoe[0].identifiers == omar[0].identifiers == (Identifier("sis", "P1"),)


def test_classes_have_subject_grades_periods_and_the_days_of_their_terms(one_1):
    first, second = (values(row) for row in file(one_1, "classes").rows)
    assert first["subject"] == "Mathematics"
    assert second["subject"] == "Reading, Writing"
    assert (first["grade"], first["period"]) == ("6, 7", "1, 3")
    assert (first["starts"], first["ends"]) == ("2031-08-25", "2032-06-12")
    assert (second["starts"], second["ends"]) == ("2031-08-25", "2031-12-19")


def test_the_school_year_comes_with_the_terms_that_do_not_overlap(one_1):
    rows = file(one_1, "academicSessions").rows
    drafts = [row.payload for row in rows]
    assert isinstance(drafts[1], SchoolYearDraft)
    assert not drafts[1].usual_terms
    assert [(each.name, each.position) for each in drafts if isinstance(each, TermDraft)] == [
        ("Autumn", 1),
        ("Spring", 2),
    ]
    assert drafts[3] is None
    assert {row.payload.year_ref for row in file(one_1, "classes").rows} == {drafts[1].ref}


def test_a_school_year_that_is_here_stays_as_it_is(tmp_path: Path):
    year = KnownYear("Y", "2031–32", "2031-08-25", "2032-06-10", terms=5)
    plan = planned(write(tmp_path / "one", ONE_1), Known(years=(year,)))
    assert set(verdicts_of(plan, "academicSessions")) == {"unchanged"}
    assert {row.payload.year_ref for row in file(plan, "classes").rows} == {"Y"}


def test_days_of_terms_are_read_as_their_own_file_shows(tmp_path: Path):
    files = changed(
        ONE_1, "academicSessions", "T1,,,Autumn,term,2031-08-25,2031-12-19", "T1,,,Autumn,term,25/08/2031,19/12/2031"
    )
    first = values(file(planned(write(tmp_path / "one", files)), "classes").rows[1])
    assert (first["starts"], first["ends"]) == ("2031-08-25", "2031-12-19")


def test_a_school_year_without_terms_gets_the_usual_ones(tmp_path: Path):
    lines = ONE_1["academicSessions"].splitlines(keepends=True)
    sessions = lines[0] + lines[2]
    plan = planned(write(tmp_path / "one", {**ONE_1, "academicSessions": sessions}))
    assert file(plan, "academicSessions").rows[0].payload.usual_terms


def test_rows_that_refer_to_nothing_say_so(one_1, one_2):
    reasons = dict(
        zip((row["sourcedId"] for row in rows_of(ONE_1["enrollments"])), told(one_1, "enrollments"), strict=True)
    )
    assert reasons["N5"] == ("refused", "No class has the number K9, in this import or here.")
    assert reasons["N6"] == ("refused", "No student has the number U9, in this import or here.")
    assert reasons["N4"] == ("unchanged", "The place of a teacher, not of a student. Not kept.")
    assert told(one_2, "roles")[6] == ("refused", "No user has the number U8, in this import or here.")


def test_a_row_for_another_school_is_refused(one_2):
    verdict, reason = told(one_2, "users")[2]
    assert verdict == "refused"
    assert reason == "This row is for another school: orgs.csv has none with the number S7."
    assert "another school" in told(one_2, "roles")[2][1]


def test_a_class_of_another_school_is_refused_and_its_places_left_out(tmp_path: Path):
    files = changed(ONE_1, "classes", "Room 4,S1", "Room 4,S9")
    plan = planned(write(tmp_path / "one", files))
    assert verdicts_of(plan, "classes") == ["new", "refused"]
    assert "another school" in told(plan, "enrollments")[1][1]


def test_who_has_no_role_anywhere_is_not_guessed(one_2):
    verdict, reason = told(one_2, "users")[5]
    assert verdict == "refused"
    assert "whole folder" in reason


def test_without_roles_places_in_classes_show_the_students(tmp_path: Path):
    files = {name: text for name, text in ONE_2.items() if name in ("users", "classes", "enrollments")}
    plan = planned(write(tmp_path / "few", files))
    assert verdicts_of(plan, "users") == ["new", "new", "new", "unchanged", "refused", "refused"]


def test_a_user_who_stands_twice_is_one_learner(tmp_path: Path):
    again = ONE_1["users"] + "U1,,,true,S1,student,znguyen,,Zoë,Nguyễn,Mai,0042,,,,,06,Pa55\n"
    plan = planned(write(tmp_path / "one", {**ONE_1, "users": again}))
    assert verdicts_of(plan, "users")[-1] == "unchanged"


def test_who_is_deleted_in_one_row_and_not_in_another_stays(tmp_path: Path):
    gone = "U1,tobedeleted,2031-09-09,true,S1,student,znguyen,,Zoë,Nguyễn,Mai,0042,,,,,06,Pa55\n"
    plan = planned(write(tmp_path / "one", {**ONE_1, "users": ONE_1["users"] + gone}))
    assert values(file(plan, "users").rows[0]).get("active") in (None, "yes")
    assert verdicts_of(plan, "users")[-1] == "unchanged"


def test_what_is_deleted_there_and_not_here_is_left_out(tmp_path: Path):
    files = changed(ONE_1, "users", "U2,,,", "U2,tobedeleted,2031-09-09,")
    files = changed(files, "classes", "K2,,,", "K2,tobedeleted,2031-09-09,")
    plan = planned(write(tmp_path / "one", files))
    assert told(plan, "users")[1] == ("unchanged", "Deleted there, and not here. Nothing to do.")
    assert verdicts_of(plan, "classes") == ["new", "unchanged"]
    assert verdicts_of(plan, "enrollments")[1:3] == ["unchanged", "unchanged"]
    assert verdicts_of(plan, "demographics") == ["unchanged", "unchanged"]


def test_a_learner_whose_roles_are_all_deleted_is_archived(tmp_path: Path):
    files = changed(ONE_2, "roles", "R1,active", "R1,tobedeleted")
    known = knows(learner(1, "Zoë", "Nguyễn", ids={"sis": "U1"}, grade="6"))
    rows = file(planned(write(tmp_path / "two", files), known), "users").rows
    assert values(rows[0])["active"] == "no"
    files["roles"] += "R8,active,2031-08-01,U1,secondary,student,,,S1,\n"
    rows = file(planned(write(tmp_path / "two", files), known), "users").rows
    assert "active" not in values(rows[0])


def test_days_before_months_are_read_as_the_file_shows(tmp_path: Path):
    files = changed(ONE_1, "demographics", "2020-03-04", "04/03/2020")
    files = changed(files, "demographics", "2020-05-06", "26/05/2020")
    plan = planned(write(tmp_path / "one", files))
    assert [values(row)["birth_date"] for row in file(plan, "users").rows[:2]] == ["2020-03-04", "2020-05-26"]
    files = changed(files, "demographics", "26/05/2020", "06/05/2020")
    plan = planned(write(tmp_path / "one", files))
    assert [question.key for question in file(plan, "users").questions] == ["date_order"]


def test_demographics_alone_find_the_learners_who_are_here(tmp_path: Path):
    known = knows(learner(1, "Zoë", "Nguyễn", ids={"sis": "U1"}))
    plan = planned(write(tmp_path / "few", {"demographics": ONE_1["demographics"]}), known)
    assert verdicts_of(plan, "demographics") == ["updated", "refused"]
    assert values(file(plan, "demographics").rows[0]) == {"birth_date": "2020-03-04"}


def test_classes_and_places_alone_find_what_is_here(tmp_path: Path):
    known = knows(
        learner(1, "Zoë", "Nguyễn", ids={"sis": "u1"}),
        classes=(KnownClass("C1", "Math 6A", (Identifier("sis", "K1"),)),),
    )
    plan = planned(write(tmp_path / "few", {"enrollments": ONE_1["enrollments"]}), known)
    assert verdicts_of(plan, "enrollments") == ["new", "refused", "refused", "unchanged", "refused", "refused"]


def test_no_password_and_no_flag_is_in_any_plan(tmp_path: Path):
    files = {**ONE_2, "userFlags": "userSourcedId,flag\nU1,homelessIndicator\n"}
    plan = planned(write(tmp_path / "two", files))
    assert "Pa55" not in repr(plan.files)
    assert "homeless" not in repr([file.rows for file in plan.files])
    assert told(plan, "userFlags") == [("unchanged", "Sensitive, and not needed here: left out.")]


def test_an_empty_file_of_a_folder_is_no_fault(tmp_path: Path):
    empty = ONE_1["demographics"].partition("\n")[0] + "\n"
    plan = planned(write(tmp_path / "one", {**ONE_1, "demographics": empty}))
    assert file(plan, "demographics").rows == ()
    assert plan.ignored == ()


@settings(max_examples=8)
@given(data=st.data())
def test_the_order_of_the_files_changes_nothing(data: st.DataObject, tmp_path_factory: pytest.TempPathFactory):
    folder = tmp_path_factory.getbasetemp() / "permuted"
    tables = read_sources([write(folder, ONE_2)])
    shuffled = data.draw(st.permutations(tables))
    assert plan_import(shuffled, Known()).files == plan_import(tables, Known()).files


def test_a_list_of_nothing_is_nothing(tmp_path: Path):
    users = 'sourcedId,givenName,familyName,role,orgSourcedIds,grades\n1,Ana,Diaz,student,",",","\n'
    roles = 'userSourcedId,roleType,role,orgSourcedId,grade\n1,primary,student,",",","\n'
    plan = planned(
        write(
            tmp_path / "commas",
            {"users.csv": users, "roles.csv": roles, "orgs.csv": "sourcedId,name,type\n9,Elm,school\n"},
        )
    )
    assert all(row.reason for row in plan.rows())


def test_a_number_waits_in_every_spelling(tmp_path):
    header = ONE_1["users"].partition("\n")[0]
    rows = (f"U1,,,true,S1,student,,,{given},Lê,,,,,,,06," for given in ("Ana", "Bo"))
    places = ONE_1["enrollments"].partition("\n")[0] + "\nN1,,,K1,S1,u1,student,,,\n"
    folder = write(tmp_path, {**ONE_1, "users": "\n".join([header, *rows, ""]), "enrollments": places})
    plan = planned(folder)
    assert [verdict for verdict, _ in told(plan, "users")] == ["undecided", "undecided"]
    assert told(plan, "enrollments") == [("undecided", "Waits until the row with this student is decided.")]
