"""Rosters: what becomes of each row, with a reason, and nothing guessed."""

from __future__ import annotations

import pytest

from learnerplan.errors import UserError
from learnerplan.imports.known import Identifier, KnownClass, KnownContact
from tests.imports.applying import Book
from tests.imports.made import (
    NEW,
    REFUSED,
    UNCHANGED,
    UNDECIDED,
    UPDATED,
    knows,
    learner,
    plan,
    values,
    verdicts,
)

CLASS_LIST = """
Student ID | Stu Name       | Pref | Grade | Birthdate  | Home Lang | FRL | Guardian Email
0041827    | Kováčová, Hana | Mimi | 06    | 4/23/2014  | Slovak    | Y   | jana@example.org
0042010    | Đorđević, Luka |      | 6     | 11/2/2014  |           | N   |
"""


def test_a_plain_list_makes_learners_with_all_that_it_says():
    made = plan(CLASS_LIST)
    assert verdicts(made) == [NEW, NEW]
    hana = made.rows()[0]
    assert values(hana) == {
        "given_name": "Hana",
        "family_name": "Kováčová",
        "preferred_name": "Mimi",
        "grade": "6",
        "birth_date": "2014-04-23",
        "home_language": "Slovak",
    }
    assert hana.payload.identifiers == (Identifier("student_id", "0041827"),)
    assert hana.payload.contacts[0].emails == ("jana@example.org",)
    assert hana.payload.contacts[0].relation == "Guardian"
    assert hana.title == "Hana Kováčová"
    assert "keeps its zeros" in hana.reason


def test_sensitive_columns_are_left_out_with_the_reason_beside_them():
    made = plan(CLASS_LIST)
    lunch = next(column for column in made.files[0].mapping.columns if column.header == "FRL")
    assert (lunch.use, lunch.reason, lunch.sensitive) == ("leave_out", "Sensitive. Not needed here.", True)


def test_the_same_list_again_changes_nothing():
    book = Book()
    book.commit(plan(CLASS_LIST))
    again = plan(CLASS_LIST, book.known)
    assert verdicts(again) == [UNCHANGED, UNCHANGED]
    assert all(row.payload is None for row in again.rows())


def test_updates_show_each_field_old_and_new():
    known = knows(learner(1, "Layla", "Haddad", ids={"student_id": "7"}, grade="5"))
    made = plan("ID | First | Last | Grade | Home language\n7 | Layla | Haddad | 6 | Arabic", known)
    (row,) = made.rows()
    assert row.verdict == UPDATED
    assert [(change.label, change.old, change.new) for change in row.changes] == [
        ("Home language", "", "Arabic"),
        ("Grade", "5", "6"),
    ]
    assert "Home language: none, now Arabic." in row.reason
    assert values(row) == {"home_language": "Arabic", "grade": "6"}


def test_a_blank_cell_takes_nothing_away():
    known = knows(learner(1, "Layla", "Haddad", ids={"student_id": "7"}, grade="5", home_language="Arabic"))
    made = plan("ID | First | Last | Grade | Home language\n7 | Layla | Haddad | | NULL", known)
    assert verdicts(made) == [UNCHANGED]


def test_capitals_and_missing_accents_are_no_news():
    known = knows(learner(1, "Hana", "Kováčová", ids={"student_id": "7"}))
    assert verdicts(plan("ID | First | Last\n7 | HANA | KOVACOVA", known)) == [UNCHANGED]


def test_accents_that_were_missing_are_news():
    known = knows(learner(1, "Hana", "Kovacova", ids={"student_id": "7"}))
    (row,) = plan("ID | First | Last\n7 | Hana | Kováčová", known).rows()
    assert values(row) == {"family_name": "Kováčová"}


def test_the_preferred_name_in_a_first_name_column_does_not_replace_the_first_name():
    known = knows(learner(1, "Miriam", "Levi", ids={"student_id": "7"}, preferred_name="Mimi"))
    assert verdicts(plan("ID | First | Last\n7 | Mimi | Levi", known)) == [UNCHANGED]


OWN = knows(
    learner(
        1, "Quoc Bao", "Pham", ids={"student_id": "7"}, preferred_name="Bảo", own_fields=frozenset({"preferred_name"})
    )
)
OWN_FILE = "ID | First | Last | Pref | Grade\n7 | Quoc Bao | Pham | Quoc | 6"


def test_what_the_teacher_typed_is_never_overwritten_unasked():
    made = plan(OWN_FILE, OWN)
    (row,) = made.rows()
    assert row.verdict == UNDECIDED
    assert row.payload is None
    assert row.reason == "You wrote “Bảo”. The file has “Quoc”."
    assert [choice.key for choice in row.choices] == ["keep", "file"]


def test_keeping_mine_takes_the_rest_and_is_remembered():
    made = plan(OWN_FILE, OWN)
    kept = made.decide(made.rows()[0].key, "keep")
    (row,) = kept.rows()
    assert (row.verdict, values(row), row.decided) == (UPDATED, {"grade": "6"}, "keep")
    assert row.payload.declined == (("preferred_name", "Quoc"),)
    book = Book(OWN)
    book.commit(kept)
    assert verdicts(plan(OWN_FILE, book.known)) == [UNCHANGED]


def test_using_the_file_replaces_it():
    made = plan(OWN_FILE, OWN)
    (row,) = made.decide(made.rows()[0].key, "file").rows()
    assert values(row) == {"preferred_name": "Quoc", "grade": "6"}


def test_a_plan_never_changes_when_it_is_decided():
    made = plan(OWN_FILE, OWN)
    before = made.rows()
    made.decide(made.rows()[0].key, "file")
    assert made.rows() == before


def test_a_choice_that_is_not_offered_is_refused():
    made = plan(OWN_FILE, OWN)
    with pytest.raises(UserError):
        made.decide(made.rows()[0].key, "nonsense")


def test_rows_without_a_name_are_refused_with_their_line():
    made = plan("ID | First | Last\n1 | Ana | Diaz\n2 | |\n | | ")
    assert verdicts(made) == [NEW, REFUSED, REFUSED]
    assert made.files[0].summary()["refused"][0] == {
        "line": 3,
        "reason": "There is no name in this row, and no student here has its number.",
    }


def test_a_row_with_a_number_alone_updates_who_has_it():
    known = knows(learner(1, "Ana", "Diaz", ids={"student_id": "1"}))
    (row,) = plan("ID | First | Last | Grade\n1 | | | 6", known).rows()
    assert (row.verdict, row.title) == (UPDATED, "Ana Diaz")


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (["3/4/2014", "12/25/2013"], "2014-03-04"),
        (["3/4/2014", "25/12/2013"], "2014-04-03"),
        (["3.4.2014", "5.6.2014"], "2014-04-03"),
        (["2014-04-03", "2014-05-06"], "2014-04-03"),
        (["4/4/2014", "5/6/2014"], "2014-04-04"),
        (["41732", "41733"], "2014-04-03"),
    ],
)
def test_the_column_shows_how_its_dates_are_written(cells: list[str], expected: str):
    rows = "\n".join(f"N{number} | L | {cell}" for number, cell in enumerate(cells))
    made = plan(f"First | Last | DOB\n{rows}")
    assert values(made.rows()[0])["birth_date"] == expected


def test_dates_that_could_be_two_days_are_asked_once_and_remembered():
    text = "First | Last | DOB\nAna | Diaz | 3/4/2014\nBo | Li | 5/6/2014"
    made = plan(text)
    (question,) = made.files[0].questions
    assert [choice.key for choice in question.choices] == ["dmy", "mdy"]
    assert "birth_date" not in values(made.rows()[0])
    assert "3/4/2014 is not certain" in made.rows()[0].reason
    file = made.files[0]
    answered = plan(text, mappings={(file.path, ""): file.mapping.with_date_order("dmy")})
    assert values(answered.rows()[0])["birth_date"] == "2014-04-03"
    assert not answered.files[0].questions
    book = Book()
    book.commit(answered)
    again = plan(text, book.known)
    assert verdicts(again) == [UNCHANGED, UNCHANGED]
    assert again.files[0].mapping.remembered


def test_a_planbook_that_knows_how_its_school_writes_dates_is_not_asked():
    made = plan("First | Last | DOB\nAna | Diaz | 3/4/2014", knows(date_order="dmy"))
    assert values(made.rows()[0])["birth_date"] == "2014-04-03"


def test_a_class_column_enrols_and_makes_the_class_once():
    made = plan("First | Last | Homeroom\nAna | Diaz | Room 12\nBo | Li | room 12")
    (draft,) = made.files[0].classes
    assert draft.values == (("name", "Room 12"),)
    assert [row.payload.classes for row in made.rows()] == [(draft.ref,), (draft.ref,)]


def test_the_class_that_the_teacher_names_wins_over_the_column():
    known = knows(classes=(KnownClass("C1", "Room 12"),))
    made = plan("First | Last | Homeroom\nAna | Diaz | HEA 200", known, class_name="Room 12")
    assert made.rows()[0].payload.classes == ("C1",)
    assert made.files[0].classes == ()


def test_several_classes_of_one_name_are_not_guessed():
    known = knows(classes=(KnownClass("C1", "Art"), KnownClass("C2", "Art")))
    made = plan("First | Last | Class\nAna | Diaz | Art", known)
    assert made.rows()[0].payload.classes == ()
    assert "Several classes are called Art" in made.files[0].notes[0]


def test_those_who_are_not_in_the_file_are_named_and_stay():
    known = knows(
        learner(1, "Ana", "Diaz", grade="6", classes=("C1",)),
        learner(2, "Bo", "Li", grade="6", classes=("C1",)),
        learner(3, "Cy", "Oz", grade="6", classes=("C2",)),
        learner(4, "Di", "Po", grade="6", classes=("C1",), active=False),
        classes=(KnownClass("C1", "Room 12"), KnownClass("C2", "Room 13")),
    )
    made = plan("First | Last | Class\nAna | Diaz | Room 12", known)
    assert made.files[0].absent == ("L2",)
    book = Book(known)
    book.commit(made)
    assert book.learners == {each.id: each for each in known.learners}
    assert plan("First | Last\nAna | Diaz", known).files[0].absent == ("L2",)


def test_contacts_of_mother_and_father_are_two():
    text = "First | Last | Mother Name | Mother Phone | Father Email\nAna | Diaz | Eva Diaz | 555-1 | Pa@example.org"
    made = plan(text)
    mother, father = made.rows()[0].payload.contacts
    assert (mother.name, mother.relation, mother.phones) == ("Eva Diaz", "Mother", ("555-1",))
    assert (father.relation, father.emails) == ("Father", ("pa@example.org",))
    book = Book()
    book.commit(made)
    assert verdicts(plan(text, book.known)) == [UNCHANGED]


@pytest.mark.parametrize(
    ("name", "added"), [("Adam Diaz", ["Adam Diaz"]), ("Ms. Diaz", []), ("Diaz, Eva", []), ("Eva Ruiz", []), ("", [])]
)
def test_a_phone_that_two_share_makes_them_no_one_person(name: str, added: list[str]):
    eva = KnownContact("K1", "Eva Diaz", ("617-555-1212",), ())
    text = f"First | Last | Guardian name | Guardian phone\nAna | Diaz | {name} | 617-555-1212"
    (row,) = plan(text, knows(learner(1, "Ana", "Diaz", contacts=(eva,)))).rows()
    assert [change.new.partition(",")[0] for change in row.changes] == added


def test_a_new_phone_of_a_known_contact_is_added_to_them():
    held = KnownContact("K1", "Eva", ("617 555 1212",), ("eva@example.org",))
    known = knows(learner(1, "Ana", "Diaz", contacts=(held,)))
    (row,) = plan(
        "First | Last | Guardian phone | Guardian email\nAna | Diaz | 617-555-1212 | new@example.org", known
    ).rows()
    (contact,) = row.payload.contacts
    assert (contact.ref, contact.phones, contact.emails) == ("K1", (), ("new@example.org",))


def test_who_left_the_school_goes_to_the_archive_and_may_come_back():
    known = knows(learner(1, "Ana", "Diaz", ids={"sis": "1"}), learner(2, "Bo", "Li", ids={"sis": "2"}, active=False))
    made = plan("SIS ID | First | Last | Status\n1 | Ana | Diaz | Withdrawn\n2 | Bo | Li | Active", known)
    assert [values(row) for row in made.rows()] == [{"active": "no"}, {"active": "yes"}]
    assert [(row.changes[0].old, row.changes[0].new) for row in made.rows()] == [
        ("active", "archived"),
        ("archived", "active"),
    ]


def test_what_the_teacher_says_a_column_means_is_remembered():
    text = "First | Last | Thing\nAna | Diaz | Annie"
    made = plan(text)
    file = made.files[0]
    edited = file.mapping.with_use(2, "preferred_name")
    made = plan(text, mappings={(file.path, ""): edited})
    assert values(made.rows()[0])["preferred_name"] == "Annie"
    book = Book()
    book.commit(made)
    again = plan("Last | first | THING\nOz | Cy | Cici", book.known)
    assert values(again.rows()[0]).get("preferred_name") is None  # another order of columns is another file
    again = plan("First | Last | thing\nCy | Oz | Cici", book.known)
    assert values(again.rows()[0])["preferred_name"] == "Cici"


def test_headings_without_rows_are_a_sentence():
    with pytest.raises(UserError, match="no rows below them"):
        plan("First | Last | Grade")


def test_a_table_that_is_nothing_we_know_says_what_was_seen():
    with pytest.raises(UserError, match="“a”, “b”, “c”"):
        plan("a | b | c\n1 | 2 | 3")


def test_people_may_be_called_null_and_true():
    made = plan("First | Last\nJennifer | Null\nTrue | Lee\nJENNY | NULL")
    assert [values(row).get("family_name") for row in made.rows()] == ["Null", "Lee", None]
