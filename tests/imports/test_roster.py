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


def test_same_name_and_birthday_with_a_new_number_is_asked():
    known = knows(learner(1, "Sofía", "Castillo", ids={"student_id": "100"}, birth_date="2014-05-13"))
    made = plan("ID | First | Last | Birthdate\n200 | Sofia | Castillo | 2014-05-13", known)
    (row,) = made.rows()
    assert row.verdict == UNDECIDED
    assert row.reason == "Same name and birthday, but a new school ID."
    assert [choice.label for choice in row.choices] == ["Same child", "Two children", "Leave out"]
    assert row.choices[0].detail == "Keep Sofía’s record, add the new ID"
    (same,) = made.decide(row.key, "learner:L1").rows()
    assert same.payload.identifiers == (Identifier("student_id", "200"),)
    assert same.payload.ref == "L1"
    (two,) = made.decide(row.key, "new").rows()
    assert two.verdict == NEW
    (out,) = made.decide(row.key, "skip").rows()
    assert (out.verdict, out.payload) == (UNCHANGED, None)


def test_answers_are_remembered_when_the_file_comes_again():
    known = knows(learner(1, "Sofía", "Castillo", ids={"student_id": "100"}, birth_date="2014-05-13"))
    text = "ID | First | Last | Birthdate\n200 | Sofia | Castillo | 2014-05-13"
    for choice in ("learner:L1", "new", "skip"):
        book = Book(known)
        made = plan(text, known)
        book.commit(made.decide(made.rows()[0].key, choice))
        assert verdicts(plan(text, book.known)) == [UNCHANGED]


def test_lost_zeros_are_recognised_and_asked():
    known = knows(learner(1, "Ana", "Diaz", ids={"student_id": "0042"}))
    made = plan("ID | First | Last\n42 | Ana | Diaz", known)
    (row,) = made.rows()
    assert row.verdict == UNDECIDED
    assert "42 here is 0042" in row.reason
    book = Book(known)
    book.commit(made.decide(row.key, "learner:L1"))
    assert book.learners["L1"].identifiers == (Identifier("student_id", "0042"),)
    assert verdicts(plan("ID | First | Last\n42 | Ana | Diaz", book.known)) == [UNCHANGED]


def test_numbers_that_a_spreadsheet_shortened_are_asked_with_those_who_fit():
    known = knows(
        learner(1, "Ana", "Diaz", ids={"student_id": "123456789012"}), learner(2, "Bo", "Li", ids={"student_id": "5"})
    )
    (row,) = plan("ID | First | Last\n1.23457E+11 | Ana | Diaz", known).rows()
    assert row.verdict == UNDECIDED
    assert "shortened the number to 1.23457E+11" in row.reason
    assert [choice.learner_id for choice in row.choices] == ["L1", "", ""]


def test_a_shortened_number_is_never_kept():
    made = plan("ID | First | Last\n1.0E+05 | Ana | Diaz")
    (row,) = made.rows()
    assert row.verdict == UNDECIDED
    (new,) = made.decide(row.key, "new").rows()
    assert new.payload.identifiers == ()


def test_a_number_that_belongs_to_somebody_else_is_asked():
    known = knows(learner(1, "Ora", "Klein", ids={"student_id": "7"}))
    made = plan("ID | First | Last\n7 | Bob | Smith", known)
    (row,) = made.rows()
    assert row.verdict == UNDECIDED
    assert row.reason == "School ID 7 is Ora Klein here, but the row says Bob Smith."
    (new,) = made.decide(row.key, "new").rows()
    assert new.payload.identifiers == ()


def test_a_new_family_name_with_the_same_number_is_an_update():
    known = knows(learner(1, "Ora", "Klein", ids={"student_id": "7"}))
    (row,) = plan("ID | First | Last\n7 | Ora | Klein-Baum", known).rows()
    assert (row.verdict, values(row)) == (UPDATED, {"family_name": "Klein-Baum"})


def test_one_number_with_two_names_in_a_file_is_asked_on_both_lines():
    made = plan("ID | First | Last\n7 | Ana | Diaz\n8 | Cy | Oz\n7 | Bo | Li")
    assert verdicts(made) == [UNDECIDED, NEW, UNDECIDED]
    first, _, second = made.rows()
    assert "Line 4 has the same number 7" in first.reason
    assert "Line 2 has the same number 7" in second.reason
    done = made.decide_all({first.key: "new", second.key: "no_id"})
    assert verdicts(done) == [NEW, NEW, NEW]
    assert done.rows()[0].payload.identifiers == (Identifier("student_id", "7"),)
    assert done.rows()[2].payload.identifiers == ()
    book = Book()
    book.commit(done)
    assert verdicts(plan("ID | First | Last\n7 | Ana | Diaz\n8 | Cy | Oz\n7 | Bo | Li", book.known)) == [UNCHANGED] * 3


def test_a_learner_on_two_lines_is_one_learner_in_both_classes():
    text = "ID | First | Last | Class\n7 | Ana | Diaz | Art\n7 | Ana | Diaz | Music"
    made = plan(text)
    assert verdicts(made) == [NEW, UPDATED]
    book = Book()
    book.commit(made)
    (ana,) = book.learners.values()
    assert len(ana.classes) == 2
    assert verdicts(plan(text, book.known)) == [UNCHANGED, UNCHANGED]


def test_two_lines_that_contradict_each_other_the_first_counts_and_stays():
    text = "ID | First | Last | Grade\n7 | Ana | Diaz | 6\n7 | Ana | Diaz | 7"
    made = plan(text)
    assert verdicts(made) == [NEW, UNCHANGED]
    assert "Grade 7 is not taken: line 2 has 6." in made.rows()[1].reason
    book = Book()
    book.commit(made)
    assert verdicts(plan(text, book.known)) == [UNCHANGED, UNCHANGED]


def test_two_children_of_one_name_without_numbers_are_asked_not_merged():
    text = "First | Last | Grade\nMaria | Garcia | 6\nMaria | García | 6"
    made = plan(text)
    assert verdicts(made) == [NEW, UNDECIDED]
    second = made.rows()[1]
    assert "Line 2 has the same name" in second.reason
    book = Book()
    book.commit(made.decide(second.key, "new"))
    assert len(book.learners) == 2
    assert verdicts(plan(text, book.known)) == [UNCHANGED, UNCHANGED]
    one = Book()
    one.commit(made.decide(second.key, second.choices[0].key))
    assert len(one.learners) == 1


def test_two_children_of_one_name_with_numbers_of_their_own_are_two():
    text = "ID | First | Last | Grade\n1 | Maria | Garcia | 6\n2 | Maria | Garcia | 6"
    made = plan(text)
    assert verdicts(made) == [NEW, NEW]
    book = Book()
    book.commit(made)
    assert verdicts(plan(text, book.known)) == [UNCHANGED, UNCHANGED]


def test_two_numbered_rows_of_one_name_and_one_learner_here_without_a_number_are_asked():
    known = knows(learner(1, "Maria", "Garcia", grade="6"))
    text = "ID | First | Last | Grade\n1 | Maria | Garcia | 6\n2 | Maria | Garcia | 6"
    made = plan(text, known)
    assert verdicts(made) == [UNDECIDED, UNDECIDED]
    done = made.decide_all({made.rows()[0].key: "new", made.rows()[1].key: "learner:L1"})
    book = Book(known)
    book.commit(done)
    assert book.learners["L1"].identifiers == (Identifier("student_id", "2"),)
    assert verdicts(plan(text, book.known)) == [UNCHANGED, UNCHANGED]


def test_a_name_that_two_learners_here_have_is_asked():
    known = knows(learner(1, "Ana", "Diaz", grade="6"), learner(2, "Ana", "Diaz", grade="6"))
    (row,) = plan("First | Last | Grade\nAna | Diaz | 6", known).rows()
    assert row.verdict == UNDECIDED
    assert {choice.learner_id for choice in row.choices} == {"L1", "L2", ""}


def test_name_with_grade_matches_and_adds_the_number():
    known = knows(learner(1, "Ana", "Díaz", grade="6"))
    (row,) = plan("ID | First | Last | Grade\n7 | ANA | DIAZ | 06", known).rows()
    assert row.verdict == UPDATED
    assert row.payload.ref == "L1"
    assert row.payload.identifiers == (Identifier("student_id", "7"),)


@pytest.mark.parametrize(
    ("row", "why"),
    [("Ana | Diaz | 7 | ", "grade 7 in the file and grade 6 here"), ("Ana | Diaz | 6 | 2013-01-02", "birth date")],
)
def test_a_name_with_something_against_it_is_asked(row: str, why: str):
    known = knows(learner(1, "Ana", "Diaz", grade="6", birth_date="2014-05-05" if "2013" in row else ""))
    (planned,) = plan(f"First | Last | Grade | DOB\n{row}", known).rows()
    assert planned.verdict == UNDECIDED
    assert why in planned.reason


def test_another_number_and_another_birthday_is_another_child():
    known = knows(learner(1, "Ana", "Diaz", ids={"student_id": "1"}, birth_date="2014-05-05"))
    made = plan("ID | First | Last | DOB\n2 | Ana | Diaz | 2013-06-06", known)
    assert verdicts(made) == [NEW]


def test_brothers_and_sisters_share_an_address_and_stay_two():
    known = knows(learner(1, "Ana", "Diaz", emails=("home@example.org",)))
    made = plan("First | Last | Email\nBeto | Diaz | home@example.org", known)
    assert verdicts(made) == [NEW]


def test_an_address_with_the_name_beside_it_matches():
    known = knows(learner(1, "Ana", "Diaz", emails=("ana@example.org",), grade="5"))
    (row,) = plan("First | Last | Email | Grade\nAna | Diaz Ruiz | ANA@example.org | 6", known).rows()
    assert (row.verdict, row.payload.ref) == (UPDATED, "L1")


def test_numbers_of_different_systems_are_not_confused():
    known = knows(
        learner(1, "Ronald", "Lees", ids={"sis": "13007", "number": "13012"}),
        learner(2, "Dion", "Matheson", ids={"sis": "13012", "number": "13017"}),
    )
    (named,) = plan("Student ID | First | Last | Grade\n13012 | Dion | Matheson | 9", known).rows()
    assert (named.payload.ref, named.payload.identifiers) == ("L2", ())
    assert verdicts(plan("Student ID | First | Last\n13012 | Dan | Brown", known)) == [UNDECIDED]
    made = plan("SIS ID | First | Last | Grade\n13012 | Dion | Matheson | 9", known)
    assert made.rows()[0].payload.ref == "L2"


def test_a_state_code_in_the_state_id_column_tells_nobody_apart():
    made = plan("SIS ID | State ID | First | Last\n1 | WA | Ana | Diaz\n2 | WA | Bo | Li\n3 | WA | Cy | Oz")
    assert verdicts(made) == [NEW] * 3
    assert made.files[0].mapping.columns[1].reason == "It tells nobody apart."


def test_a_learner_on_a_line_for_each_class_keeps_the_number():
    lines = "\n".join(
        f"{number} | {name} | Li | C{period}" for number, name in ((1, "A"), (2, "B")) for period in range(8)
    )
    made = plan(f"Student ID | First | Last | Class\n{lines}")
    book = Book()
    book.commit(made)
    assert [len(each.classes) for each in book.learners.values()] == [8, 8]


def test_rows_without_a_name_are_refused_with_their_line():
    made = plan("ID | First | Last\n1 | Ana | Diaz\n2 | |\n | | ")
    assert verdicts(made) == [NEW, REFUSED, REFUSED]
    assert made.files[0].summary()["refused"][0] == {
        "line": 3,
        "reason": "There is no name in this row, and no learner here has its number.",
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


@pytest.mark.parametrize("kind", ["assessment", "standards", "notes"])
def test_kinds_of_a_later_version_are_a_sentence(kind: str):
    with pytest.raises(UserError, match="does not import yet"):
        plan("First | Last\nAna | Diaz", kind=kind)


def test_people_may_be_called_null_and_true():
    made = plan("First | Last\nJennifer | Null\nTrue | Lee\nJENNY | NULL")
    assert [values(row).get("family_name") for row in made.rows()] == ["Null", "Lee", None]
