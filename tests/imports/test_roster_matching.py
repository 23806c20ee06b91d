"""Rosters: who is meant by a row; where that is not sure, the teacher is asked."""

from __future__ import annotations

import pytest

from learnerplan.imports.known import Identifier
from tests.imports.applying import Book
from tests.imports.made import (
    NEW,
    UNCHANGED,
    UNDECIDED,
    UPDATED,
    knows,
    learner,
    plan,
    values,
    verdicts,
)


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
    assert row.choices[0].detail == "Keep Ora’s record, take the new name"
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


def test_a_number_in_two_spellings_is_one_number():
    made = plan("ID | First | Last\nAB7 | Ana | Diaz\nab7 | Bo | Diaz\nAb7 | Ana | Diaz")
    first, second, third = made.rows()
    assert [row.verdict for row in made.rows()] == [UNDECIDED] * 3
    assert first.reason == "Line 3 has the same number ab7 and another name, Bo Diaz."
    assert second.reason == "Line 2 has the same number AB7 and another name, Ana Diaz."
    assert third.reason == "Waits until the row with this student is decided."


def test_a_row_does_not_overtake_the_question_it_waited_for():
    text = (
        "ID | State ID | First | Last\nA1 | | Ana | Diaz\nA2 | S7 | Ana | Diaz\nA2 | | Bo | Diaz\nA1 | S7 | Ana | Diaz"
    )
    book = Book(knows())
    made = plan(text)
    assert verdicts(made) == [NEW, UNDECIDED, UNDECIDED, UNDECIDED]
    book.commit(made)
    assert verdicts(plan(text, book.known)) == [UNCHANGED, UNDECIDED, UNDECIDED, UNDECIDED]
