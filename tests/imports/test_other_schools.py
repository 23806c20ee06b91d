"""A district's export of several schools: nobody of another school is made without the teacher's word."""

from __future__ import annotations

from learnerplan.imports.planned.plan import Verdict
from learnerplan.imports.planning import plan_pending
from learnerplan.imports.rosters.schools import MOST_TAUGHT
from tests.imports.applying import Book
from tests.imports.made import NEW, UNCHANGED, UNDECIDED, knows, learner, plan, verdicts
from tests.imports.test_pending import kept

HERE = knows(
    learner(1, "Ana", "Diaz", ids={"student_id": "1"}, grade="5"),
    learner(2, "Bo", "Li", ids={"student_id": "2"}, grade="5"),
)
DISTRICT = """
Student ID | First | Last | Grade | School
1 | Ana | Diaz | 5 | Oak Elementary
2 | Bo | Li | 5 | OAK ELEMENTARY
3 | Cy | Oz | 5 | Oak Elementary
4 | Di | Po | 9 | Lincoln High
5 | Eva | Ra | 9 | Lincoln High
6 | Fay | Su | 7 | PS 14
7 | Gus | Ti | 7 |
"""


def test_rows_of_other_schools_are_asked_and_those_of_ours_are_new():
    made = plan(DISTRICT, HERE)
    assert verdicts(made) == [UNCHANGED, UNCHANGED, NEW, UNDECIDED, UNDECIDED, UNDECIDED, NEW]
    row = made.rows()[3]
    assert row.reason == "“Lincoln High” is another school than “Oak Elementary”, where your students are."
    assert [(choice.key, choice.label) for choice in row.choices] == [("new", "Take"), ("skip", "Leave out")]


def test_one_answer_leaves_all_of_them_out_for_good():
    made = plan(DISTRICT, HERE)
    book = Book(HERE)
    book.commit(made.decide_all({row.key: "skip" for row in made.open_rows()}))
    assert len(book.learners) == 4
    assert set(verdicts(plan(DISTRICT, book.known))) == {UNCHANGED}


def test_a_teacher_at_two_schools_takes_them_and_is_not_asked_again():
    made = plan(DISTRICT, HERE)
    book = Book(HERE)
    book.commit(made.decide_all({row.key: "new" for row in made.open_rows()}))
    assert len(book.learners) == 7
    later = DISTRICT + "8 | Hal | Uz | 9 | Lincoln High\n"
    assert verdicts(plan(later, book.known))[-1] == NEW


def test_they_wait_until_they_are_decided_and_never_slip_in():
    made = plan(DISTRICT, HERE)
    book = Book(HERE)
    book.commit(made)
    waiting = kept(made)
    assert len(waiting) == 3
    again = plan_pending(waiting, book.known, dict.fromkeys((row.key for row in waiting), ""))
    assert {row.verdict for row in again.rows()} == {Verdict.UNDECIDED}
    taken = plan_pending(waiting, book.known, {waiting[0].key: "new"})
    assert verdicts(taken) == [NEW]


def test_a_short_list_of_several_schools_into_an_empty_planbook_is_one_teachers():
    assert set(verdicts(plan(DISTRICT))) == {NEW}


def test_a_long_one_is_asked_about_school_by_school():
    count = MOST_TAUGHT + 2
    rows = "\n".join(f"{n} | N{n} | L{n} | 5 | {'Oak' if n % 2 else 'Elm'}" for n in range(1, count))
    made = plan(f"Student ID | First | Last | Grade | School\n{rows}")
    assert made.count(Verdict.UNDECIDED) == len(made.rows())
    assert {row.reason for row in made.rows()} == {
        "This student is at Oak. Are students of that school yours?",
        "This student is at Elm. Are students of that school yours?",
    }
    answers = {row.key: "new" if "Oak" in row.reason else "skip" for row in made.open_rows()}
    book = Book()
    book.commit(made.decide_all(answers))
    assert len(book.learners) == sum(1 for n in range(1, count) if n % 2)


def test_a_long_list_of_one_school_is_not_asked_about():
    rows = "\n".join(f"{n} | N{n} | L{n} | Oak" for n in range(1, MOST_TAUGHT + 3))
    assert set(verdicts(plan(f"Student ID | First | Last | School\n{rows}"))) == {NEW}
