"""What Excel does to numbers: zeros lost in front, long ones shortened. Recognised, asked once, nobody doubled."""

from __future__ import annotations

from learnerplan.imports.known import Identifier
from tests.imports.applying import Book
from tests.imports.made import NEW, UNCHANGED, UNDECIDED, UPDATED, knows, learner, plan, verdicts

CLASS = knows(
    learner(1, "Ana", "Diaz", ids={"local": "0004821"}, grade="5"),
    learner(2, "Bo", "Li", ids={"local": "0004822"}, grade="5"),
    learner(3, "Cy", "Oz", ids={"local": "0114823"}, grade="5"),
)
LOST = "Local ID | First | Last | Grade\n4821 | Ana | Diaz | 5\n4822 | Bo | Li | 5\n114823 | Cy | Oz | 5"


def same_for_all(made):
    """As "same for all like this" does it: the one choice of each row that means a learner."""
    answers = {}
    for row in made.open_rows():
        (answers[row.key],) = [choice.key for choice in row.choices if choice.key.startswith("learner:")]
    return made.decide_all(answers)


def test_a_number_of_thousands_of_digits_is_only_a_number():
    long = "9" * 5000
    held = knows(learner(1, "Ana", "Diaz", ids={"local": long}))
    assert verdicts(plan(f"Local ID | First | Last\n1.2E+05 | Bo | Li\n{long} | Ana | Diaz", held)) == [
        UNDECIDED,
        UNCHANGED,
    ]


def test_lost_zeros_are_asked_with_a_choice_that_says_what_it_means():
    made = plan(LOST, CLASS)
    assert verdicts(made) == [UNDECIDED] * 3
    row = made.rows()[0]
    assert row.reason == "4821 here is 0004821: a spreadsheet may have dropped the zeros in front."
    assert [choice.label for choice in row.choices] == ["Same child", "Two children", "Leave out"]
    assert row.choices[0].detail == "Keep Ana’s record. The ID is 0004821, with its zeros."


def test_one_answer_for_all_makes_nobody_twice_and_keeps_the_zeros():
    book = Book(CLASS)
    book.commit(same_for_all(plan(LOST, CLASS)))
    assert {key: each.identifiers for key, each in book.learners.items()} == {
        each.id: each.identifiers for each in CLASS.learners
    }


def test_the_next_file_without_zeros_is_not_asked_about_again():
    book = Book(CLASS)
    book.commit(same_for_all(plan(LOST, CLASS)))
    assert verdicts(plan(LOST, book.known)) == [UNCHANGED] * 3
    later = LOST.replace("| 5\n", "| 6\n")
    made = plan(later, book.known)
    assert verdicts(made) == [UPDATED, UPDATED, UNCHANGED]
    assert made.rows()[0].payload.ref == "L1"


def test_the_answer_holds_for_that_name_and_no_other():
    book = Book(CLASS)
    book.commit(same_for_all(plan(LOST, CLASS)))
    (row,) = plan("Local ID | First | Last | Grade\n4821 | Omar | Haddad | 5", book.known).rows()
    assert row.verdict == UNDECIDED


def test_zeros_that_were_missing_here_are_added():
    known = knows(learner(1, "Ana", "Diaz", ids={"local": "4821"}))
    text = "Local ID | First | Last\n0004821 | Ana | Diaz"
    made = plan(text, known)
    (row,) = made.rows()
    assert row.reason == "The file has 0004821, here it is 4821, without the zeros in front."
    assert row.choices[0].detail == "Keep Ana’s record. The ID is 0004821, with its zeros."
    book = Book(known)
    book.commit(made.decide(row.key, "learner:L1"))
    assert Identifier("local", "0004821") in book.learners["L1"].identifiers
    assert verdicts(plan(f"{text} Ruiz", book.known)) == [UPDATED]


SHORT = "Local ID | First | Last | Grade\n1.23457E+11 | Ana | Diaz | 5\n1.23457E+11 | Bo | Li | 5"


def test_shortened_numbers_match_nobody_and_are_not_kept():
    known = knows(learner(1, "Ana", "Diaz", ids={"local": "123456789012"}, grade="5"))
    made = plan(SHORT, known)
    assert verdicts(made) == [UNDECIDED, UNDECIDED]
    ana, bo = made.rows()
    assert [choice.label for choice in ana.choices] == ["Same child", "Two children", "Leave out"]
    done = made.decide_all({ana.key: "learner:L1", bo.key: "new"})
    book = Book(known)
    book.commit(done)
    assert book.learners["L1"].identifiers == known.learners[0].identifiers
    made_now = next(each for each in book.learners.values() if each.id != "L1")
    assert made_now.identifiers == ()
    assert verdicts(plan(SHORT, book.known)) == [UNCHANGED, UNCHANGED]
    assert verdicts(plan(SHORT.replace("| 5", "| 6"), book.known)) == [UPDATED, UPDATED]


def test_in_an_empty_planbook_the_choice_says_that_the_number_stays_out():
    (row, _) = plan(SHORT).rows()
    assert [(choice.label, choice.detail) for choice in row.choices][:1] == [
        ("A new student", "Make a new student, without the number")
    ]


def test_a_second_number_that_is_whole_is_gone_by():
    known = knows(learner(1, "Ana", "Diaz", ids={"state": "991"}))
    heads = "State ID | Local ID | First | Last | Grade"
    text = f"{heads}\n991 | 1.23457E+11 | Ana | Diaz | 5\n992 | 1.23457E+11 | Bo | Li | 5"
    made = plan(text, known)
    assert verdicts(made) == [UPDATED, NEW]
    assert made.rows()[0].payload.identifiers == ()
    assert made.rows()[1].payload.identifiers == (Identifier("state", "992"),)


def test_a_column_of_shortened_numbers_is_said_once_with_the_way_out():
    made = plan(SHORT)
    (note,) = made.files[0].notes
    assert "“Local ID”" in note
    assert "as text" in note
