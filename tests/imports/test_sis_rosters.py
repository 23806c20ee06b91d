"""Exports of the systems that schools use, in the shapes that those systems write."""

from __future__ import annotations

import pytest

from learnerplan.errors import UserError
from learnerplan.imports.known import Identifier, Known
from learnerplan.imports.planning import plan_import
from tests.imports.applying import Book
from tests.imports.made import NEW, UNCHANGED, UPDATED, knows, learner, plan, table, values, verdicts


def ids(row) -> set[tuple[str, str]]:
    return {tuple(each) for each in row.payload.identifiers}


def comes_to_rest(text: str) -> Book:
    """Import a table into an empty planbook; the second time nothing is new."""
    book = Book()
    book.commit(plan(text))
    again = plan(text, book.known)
    assert set(verdicts(again)) == {UNCHANGED}
    assert all(row.payload is None for row in again.rows())
    return book


POWERSCHOOL = """
Student_Number | State_StudentNumber | LastFirst | Grade_Level | DOB | Home_Room | Mother | Father | DCID | \
Enroll_Status | SchoolID | Guardianemail | Mother_DayPhone
104233 | 9900112233 | Okafor, Adaeze N | 4 | 03/17/2015 | 12A | Ngozi Okafor | Emeka Okafor | 5501 | 0 | 110 | \
ngozi@example.org | 555-0101
104234 | 9900112234 | Van der Berg, Jan | 4 | 11/02/2014 | 12A | Els Smit | | 5502 | 0 | 110 | |
104235 | 9900112235 | Li, Wei | 4 | 01/25/2015 | 12B | | | 5503 | 2 | 110 | |
104236 | 9900112236 | Cruz, Ana | 4 | 01/26/2015 | 12B | | | 5504 | -1 | 110 | |
"""


def test_powerschool():
    rows = plan(POWERSCHOOL).rows()
    assert {str(row.verdict) for row in rows} == {NEW}
    assert values(rows[0]) == {
        "given_name": "Adaeze",
        "family_name": "Okafor",
        "middle_name": "N",
        "grade": "4",
        "birth_date": "2015-03-17",
        "active": "yes",
    }
    assert ids(rows[0]) == {("number", "104233"), ("state", "9900112233"), ("sis", "5501")}
    assert [(each.name, each.relation) for each in rows[0].payload.contacts] == [
        ("Ngozi Okafor", "Mother"),
        ("Emeka Okafor", "Father"),
        ("", "Guardian"),
    ]
    assert rows[0].payload.contacts[0].phones == ("555-0101",)
    assert values(rows[1])["family_name"] == "Van der Berg"
    # Enroll_Status: 0 is enrolled, 2 transferred out, -1 pre-registered.
    assert [values(row)["active"] for row in rows] == ["yes", "yes", "no", "yes"]
    book = comes_to_rest(POWERSCHOOL)
    assert {each.name for each in book.classes.values()} == {"12A", "12B"}


CAMPUS = """
student.studentNumber | student.personID | student.stateID | student.lastName | student.firstName | student.grade | \
student.birthdate | student.homeroomTeacher | student.activeToday | student.schoolName | student.raceEthnicity
0004821 | 771 | 12345678 | Haddad | Layla | 05 | 2014-07-21 | Ms. Ito | Y | Oak Elementary | White
0004822 | 772 | 12345679 | O'Brien | Cillian | 05 | 2014-02-03 | Ms. Ito | N | Oak Elementary | White
"""


def test_infinite_campus():
    first, second = plan(CAMPUS).rows()
    assert ids(first) == {("number", "0004821"), ("sis", "771"), ("state", "12345678")}
    assert values(first) == {
        "given_name": "Layla",
        "family_name": "Haddad",
        "grade": "5",
        "birth_date": "2014-07-21",
        "active": "yes",
    }
    assert values(second)["active"] == "no"
    assert "White" not in repr(first.payload)
    comes_to_rest(CAMPUS)


SKYWARD = """
Entity | Other ID | Student Full Name (LFM) | Grd | Grad Yr | Birthdate | Hm Rm | Advisor | Student Status
401 | 20571 | MENDOZA RUIZ, LUCIA M | 06 | 2031 | 5/13/2014 | 104 | TURNER | Active
401 | 20572 | NAKAMURA, KEN | 06 | 2031 | 9/30/2014 | 104 | TURNER | Inactive
"""


def test_skyward():
    first, second = plan(SKYWARD).rows()
    assert (values(first)["given_name"], values(first)["middle_name"]) == ("LUCIA", "M")
    assert values(first)["family_name"] == "MENDOZA RUIZ"
    assert ids(first) == {("local", "20571")}
    assert (values(first)["active"], values(second)["active"]) == ("yes", "no")
    (room,) = comes_to_rest(SKYWARD).classes.values()
    assert room.name == "104"


def clever() -> list:
    students = """
School_id | Student_id | Student_number | State_id | Last_name | Middle_name | First_name | Grade | Gender | DOB | \
Race | Home_language | ELL_status | FRL_status | IEP_status | Student_email | Contact_relationship | Contact_type | \
Contact_name | Contact_phone | Contact_phone_type | Contact_email | Contact_sis_id | Username
77 | 1001 | 50001 | 800001 | Park | | Min-ji | 7 | F | 4/23/2012 | A | Korean | N | F | N | minji@school.example | \
Mother | Family | Soo Park | 555-0110 | Cell | soo@example.org | C9 | mpark
77 | 1001 | 50001 | 800001 | Park | | Min-ji | 7 | F | 4/23/2012 | A | Korean | N | F | N | minji@school.example | \
Father | Family | Jae Park | 555-0111 | Home | | C10 | mpark
77 | 1002 | 50002 | 800002 | Silva | Rosa | Inês | 7 | F | 12/30/2011 | H | Portuguese | N | N | N | \
ines@school.example | | | | | | | | isilva
"""
    sections = """
School_id | Section_id | Teacher_id | Name | Section_number | Grade | Course_name | Course_number | Period | Subject | \
Term_name | Term_start | Term_end
77 | S-1 | T1 | | 1 | 7 | Math 7 | M7 | 2 | Math | Fall | 08/20/2026 | 12/18/2026
77 | S-2 | T1 | Advisory 7B | 4 | 7 | Advisory | A | 1 | Homeroom | Fall | 08/20/2026 | 12/18/2026
"""
    enrolments = "School_id | Section_id | Student_id\n77 | S-1 | 1001\n77 | S-1 | 1002\n77 | S-2 | 1001"
    teachers = (
        "School_id | Teacher_id | Teacher_number | State_teacher_id | Teacher_email | First_name | Last_name | Title\n"
        "77 | T1 | 9 | 4 | ito@school.example | Aya | Ito | Ms"
    )
    schools = (
        "School_id | School_name | School_number | State_id | Low_grade | High_grade | Principal | Principal_email\n"
        "77 | Oak Middle | 110 | 4 | 6 | 8 | P. Diaz | p@school.example"
    )
    files = {"students": students, "sections": sections, "enrollments": enrolments}
    return [table(text, f"{name}.csv") for name, text in (files | {"teachers": teachers, "schools": schools}).items()]


def test_clever():
    made = plan_import(clever(), Known())
    assert [(file.path.stem, file.part) for file in made.files] == [
        ("sections", "classes"),
        ("students", "learners"),
        ("enrollments", "enrolments"),
        ("teachers", "teachers"),
        ("schools", "schools"),
    ]
    book = Book()
    book.commit(made)
    assert [each.name for each in book.classes.values()] == ["Math 7", "Advisory 7B"]
    minji, ines = book.learners.values()
    assert (minji.given_name, minji.home_language, len(minji.classes)) == ("Min-ji", "Korean", 2)
    assert set(minji.identifiers) == {
        Identifier("student_id", "1001"),
        Identifier("number", "50001"),
        Identifier("state", "800001"),
        Identifier("username", "mpark"),
        Identifier("email", "minji@school.example"),
    }
    assert [(each.name, each.phones) for each in minji.contacts] == [
        ("Soo Park", ("555-0110",)),
        ("Jae Park", ("555-0111",)),
    ]
    assert (ines.middle_name, ines.birth_date, len(ines.classes)) == ("Rosa", "2011-12-30", 1)
    again = plan_import(clever(), book.known)
    assert set(verdicts(again)) == {UNCHANGED}


def test_a_school_id_beside_another_number_is_the_schools_and_alone_the_learners():
    both = "School ID | Student ID | First | Last\n12 | 1 | Ana | Diaz\n12 | 2 | Bo | Li"
    assert ids(plan(both).rows()[0]) == {("student_id", "1")}
    alone = "School ID | First | Last\n12 | Ana | Diaz\n13 | Bo | Li"
    assert ids(plan(alone).rows()[0]) == {("student_id", "12")}
    of_each = "\n".join(f"{number} | {100 + number} | N{number} | L" for number in range(1, 9))
    assert len(ids(plan(f"School ID | State ID | First | Last\n{of_each}").rows()[0])) == 2


CLASSROOM = """
Last Name | First Name | Email Address | Fractions quiz | My hero essay
Date | | | 2026-09-05 | 2026-09-12
Points | | | 20 | 100
Overall Average | | | 17.5 | 88
Diaz | Ana | ana@school.example | 18 | 91
Li | Bo | bo@school.example | 17 |
"""


def test_google_classroom_lines_about_the_work_are_no_learners():
    made = plan(CLASSROOM, kind="roster")
    assert verdicts(made) == [UNCHANGED, UNCHANGED, UNCHANGED, NEW, NEW]
    assert "not of a student" in made.rows()[0].reason
    assert [row.title for row in made.rows()] == ["Date", "Points", "Overall Average", "Ana Diaz", "Bo Li"]
    assert values(made.rows()[3]) == {"given_name": "Ana", "family_name": "Diaz"}
    book = Book()
    book.commit(made)
    assert len(book.learners) == 2
    assert set(verdicts(plan(CLASSROOM, book.known, kind="roster"))) == {UNCHANGED}


@pytest.mark.parametrize("words", ["Datum Punkte", "Fecha Puntos", "Date Points", "Data Pontos", "日付 点数"])
def test_google_classroom_in_other_languages(words: str):
    one, two = words.split()
    text = f"Last Name | First Name | Email | Quiz\n{one} | | | 1.9.2026\n{two} | | | 10\nDiaz | Ana | a@x.org | 9"
    assert verdicts(plan(text, kind="roster")) == [UNCHANGED, UNCHANGED, NEW]


def test_canvas_points_possible_are_no_learner():
    heads = "Student | ID | SIS User ID | SIS Login ID | Section | Quiz 1 (101)"
    made = plan(f"{heads}\n    Points Possible | | | | | 10\nDiaz, Ana | 1 | s1 | adiaz | Math | 9", kind="roster")
    assert verdicts(made) == [UNCHANGED, NEW]
    assert ids(made.rows()[1]) == {("student_id", "1"), ("sis", "s1"), ("username", "adiaz")}


def test_children_may_be_called_as_the_lines_of_a_gradebook_are():
    text = "Last Name | First Name | Email\nDate | Miki | miki@example.org\nPoints | Ann | a@example.org\nTotal | Bo |"
    assert verdicts(plan(text)) == [NEW, NEW, NEW]
    assert verdicts(plan("Name | Grade\nTotal | 6\nMean | 6")) == [NEW, NEW]


def test_headings_that_are_printed_again_and_totals_are_no_learners():
    text = "Name | Grade\nAna Diaz | 6\n\ufeffName | Grade\nBo Li | 6\nTotal students: 2 |"
    made = plan(text)
    assert verdicts(made) == [NEW, UNCHANGED, NEW, UNCHANGED]
    assert "headings again" in made.rows()[1].reason
    assert "end of the list" in made.rows()[3].reason
    comes_to_rest(text)


@pytest.mark.parametrize(
    ("header", "cell", "given", "family"),
    [
        ("Name", "Ana Diaz", "Ana", "Diaz"),
        ("Name", "Diaz, Ana", "Ana", "Diaz"),
        ("Name (Last, First)", "Diaz Ana", "Ana", "Diaz"),
        ("Student", "Pelé", "Pelé", ""),
        ("Nom et prénom", "DE LA TOUR Marie Anne", "Marie Anne", "DE LA TOUR"),
        ("Nom et prénom", "Martin Chloé", "Chloé", "Martin"),
        ("Name", "DUPONT Marie", "Marie", "DUPONT"),
        ("Name", "JOHN SMITH", "JOHN", "SMITH"),
        ("Name", "JJ Abrams", "JJ", "Abrams"),
        ("Apellidos y nombres", "García López Ana María", "Ana María", "García López"),
        ("Apellidos y nombres", "García Ana", "Ana", "García"),
        ("Nachname, Vorname", "von der Heide Jan", "Jan", "von der Heide"),
        ("First and last name", "Ana Diaz", "Ana", "Diaz"),
        ("姓名", "김 민수", "민수", "김"),
        ("姓名", "李小龙", "李小龙", ""),
    ],
)
def test_the_order_of_names(header: str, cell: str, given: str, family: str):
    (row,) = plan(f"{header} | Grade\n{cell} | 6").rows()
    assert (values(row).get("given_name", ""), values(row).get("family_name", "")) == (given, family)


def test_a_plain_list_of_one_column_has_every_name():
    text = "Student\nDiaz, Ana\nCher\nNguyễn Văn, An\nSmith, John, Jr."
    rows = plan(text).rows()
    assert [row.title for row in rows] == ["Ana Diaz", "Cher", "An Nguyễn Văn", "John Smith Jr."]
    comes_to_rest(text)


def test_two_columns_of_one_name_count_once_the_first_that_is_filled():
    text = "First Name | Last Name | Email | Email\nAna | Diaz | | ana@x.example\nBo | Li | bo@x.example | bo@x.example"
    rows = plan(text).rows()
    assert [{each.value for each in row.payload.identifiers} for row in rows] == [{"ana@x.example"}, {"bo@x.example"}]
    numbers = "Student ID | First | Last | Student ID\n7 | Ana | Diaz | 7\n | Bo | Li | 8"
    assert [ids(row) for row in plan(numbers).rows()] == [{("student_id", "7")}, {("student_id", "8")}]
    comes_to_rest(numbers)


def test_pronouns_come_in_and_change_only_where_nobody_typed_them():
    text = "ID | First | Last | Pronouns\n7 | Ana | Diaz | she/her"
    assert values(plan(text).rows()[0])["pronouns"] == "she/her"
    comes_to_rest(text)
    known = knows(learner(1, "Ana", "Diaz", ids={"student_id": "7"}, pronouns="they/them"))
    (row,) = plan(text, known).rows()
    assert (row.verdict, row.reason) == (UPDATED, "Pronouns: they/them, now she/her.")
    own = known.learners[0]._replace(own_fields=frozenset({"pronouns"}))
    (asked,) = plan(text, knows(own)).rows()
    assert asked.reason == "You wrote “they/them”. The file has “she/her”."


def test_an_initial_says_nothing_new_of_a_middle_name():
    known = knows(learner(1, "Adaeze", "Okafor", middle_name="Nkechi", ids={"number": "7"}))
    assert verdicts(plan("Student Number | LastFirst\n7 | Okafor, Adaeze N", known)) == [UNCHANGED]
    assert verdicts(plan("Student Number | LastFirst\n7 | Okafor, Adaeze N.", known)) == [UNCHANGED]
    (row,) = plan("Student Number | LastFirst\n7 | Okafor, Adaeze P", known).rows()
    assert values(row) == {"middle_name": "P"}


def test_guardians_with_numbers_are_two_people():
    heads = "Last Name | First Name | Guardian 1 First Name | Guardian 1 Last Name | Guardian 1 Email | Guardian 2 Name"
    (row,) = plan(f"{heads} | Household Phone\nDiaz | Ana | Eva | Diaz | eva@x.example | Luis Ruiz | 555-0109").rows()
    assert [(each.name, each.emails, each.phones) for each in row.payload.contacts] == [
        ("Eva Diaz", ("eva@x.example",), ()),
        ("Luis Ruiz", (), ()),
        ("", (), ("555-0109",)),
    ]


@pytest.mark.parametrize(
    ("cell", "given", "preferred", "family"),
    [
        ('Robert "Bobby" Smith', "Robert", "Bobby", "Smith"),
        ("Smith, Katherine (Kate)", "Katherine", "Kate", "Smith"),
        ("Li, Wei (2)", "Wei (2)", "", "Li"),
        ("(Kate)", "(Kate)", "", ""),
    ],
)
def test_a_nickname_beside_the_name_is_what_they_are_called(cell: str, given: str, preferred: str, family: str):
    text = f"Name (nickname) | Grade\n{cell} | 5"
    found = values(plan(text).rows()[0])
    names = [found.get(each, "") for each in ("given_name", "preferred_name", "family_name")]
    assert names == [given, preferred, family]
    comes_to_rest(text)


def test_names_under_a_title_are_a_list_and_without_one_nobody_is_lost():
    made = plan("Period 3 Algebra\nDiaz, Ana\nO’Brien-Li, Bo\nvan der Berg, Jan")
    assert [row.title for row in made.rows()] == ["Ana Diaz", "Bo O’Brien-Li", "Jan van der Berg"]
    with pytest.raises(UserError, match="Diaz, Ana"):
        plan("Diaz, Ana\nLi, Bo\nOz, Cy")
    with pytest.raises(UserError):
        plan("Books\nCharlotte’s Web, 1952\nHoles: a novel\nMatilda")
