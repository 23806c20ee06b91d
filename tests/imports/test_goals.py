"""Sheets of goals: teachers keep plans in sheets, and the sheet may come back changed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from learnerplan.imports.drafts import StepDraft
from learnerplan.imports.known import KnownGoal
from learnerplan.imports.sheets_of_goals.goal_rows import measure_of, steps_of
from tests.imports.applying import Book
from tests.imports.made import NEW, REFUSED, UNCHANGED, UNDECIDED, UPDATED, knows, learner, plan, values, verdicts

ROOM = knows(learner(1, "Ana", "Diaz", ids={"student_id": "7"}), learner(2, "Bo", "Li"), learner(3, "Bo", "Oz"))
HEAD = "Learner | Goal | Kind | Area | Why | Measure | Baseline | Target | Due | Steps\n"
ANA = "Ana Diaz | Read a chapter book | Personal | Reading | I want to | chapters | 0 | 12 chapters | 2027-01-15 | {}"
SHEET = HEAD + ANA.format("me: read 10 minutes a day; teacher: find books; home: listen to me; draw the hero")


def test_a_goal_with_all_that_the_sheet_says():
    made = plan(SHEET, ROOM)
    (row,) = made.rows()
    assert (made.files[0].kind, row.verdict, row.title) == ("goals", NEW, "Ana Diaz")
    assert row.payload.learner_ref == "L1"
    assert values(row) == {
        "statement": "Read a chapter book",
        "kind": "personal",
        "area": "academic",
        "why": "I want to",
        "measure": "chapters",
        "measure_kind": "number",
        "unit": "chapters",
        "baseline": "0",
        "target": "12",
        "due_on": "2027-01-15",
    }
    assert row.payload.steps == (
        StepDraft("me", "read 10 minutes a day"),
        StepDraft("teacher", "find books"),
        StepDraft("home", "listen to me"),
        StepDraft("me", "draw the hero"),
    )


def test_the_sheet_again_changes_nothing():
    book = Book(ROOM)
    book.commit(plan(SHEET, ROOM))
    assert verdicts(plan(SHEET, book.known)) == [UNCHANGED]


def test_a_changed_sheet_updates_and_adds_steps():
    book = Book(ROOM)
    book.commit(plan(SHEET, ROOM))
    made = plan(HEAD + ANA.format("me: read 10 minutes a day; me: tell Bo").replace("12 chap", "14 chap"), book.known)
    (row,) = made.rows()
    assert row.verdict == UPDATED
    assert values(row) == {"target": "14"}
    assert row.payload.steps == (StepDraft("me", "tell Bo"),)
    assert "Target: 12, now 14." in row.reason


def test_what_the_teacher_changed_here_is_asked():
    goal = KnownGoal("G1", "L1", "Read a chapter book", (("target", "15"),), own_fields=frozenset({"target"}))
    known = replace(ROOM, goals=(goal,))
    made = plan("Student | Goal | Target\nAna Diaz | read a chapter book | 12", known)
    (row,) = made.rows()
    assert (row.verdict, row.reason) == (UNDECIDED, "You wrote “15”. The file has “12”.")
    (kept,) = made.decide(row.key, "keep").rows()
    assert kept.payload.declined == (("target", "12"),)
    (taken,) = made.decide(row.key, "file").rows()
    assert dict(taken.payload.values)["target"] == "12"


def test_learners_by_number_by_name_and_by_a_first_name_that_only_one_has():
    text = "Student ID | Goal | Target\n7 | Read | 3"
    assert plan(text, ROOM, kind="goals").rows()[0].payload.learner_ref == "L1"
    made = plan("Student | Goal | Target\nAna | Read | 3\nBo | Read | 3\nZoe | Read | 3", ROOM)
    assert verdicts(made) == [NEW, UNDECIDED, UNDECIDED]
    assert made.rows()[1].reason == "2 students here are called Bo."
    (_, decided, _) = made.decide(made.rows()[1].key, "learner:L3").rows()
    assert decided.payload.learner_ref == "L3"


def test_a_goal_that_three_share_is_the_grades():
    known = knows(*(learner(number, f"N{number}", "Li") for number in range(4)))
    lines = "\n".join(f"N{number} Li | {'Know fractions' if number < 3 else 'Sing'} | x" for number in range(4))
    made = plan(f"Student | Goal | Why\n{lines}", known)
    assert [values(row)["kind"] for row in made.rows()] == ["grade_level"] * 3 + ["personal"]


def test_what_is_not_understood_is_said():
    (row,) = plan("Student | Goal | Area | Due\nAna Diaz | Sing | Zorp | soon", ROOM).rows()
    assert row.verdict == NEW
    assert "Area “Zorp” is not understood" in row.reason
    assert "Due “soon” is not understood" in row.reason


def test_rows_without_goal_or_learner_are_refused():
    made = plan("Student | Goal | Why\nAna Diaz | | x\n | Sing | x", ROOM)
    assert verdicts(made) == [REFUSED, REFUSED]


def test_the_same_goal_twice_is_one():
    made = plan("Student | Goal | Steps\nAna Diaz | Sing | a\nAna Diaz | Sing | b", ROOM)
    assert verdicts(made) == [NEW, UPDATED]
    book = Book(ROOM)
    book.commit(made)
    assert [len(goal.steps) for goal in book.goals.values()] == [2]


@pytest.mark.parametrize(
    ("baseline", "target", "expected"),
    [
        ("3", "6", {"measure_kind": "number", "baseline": "3", "target": "6", "unit": ""}),
        ("40%", "85 %", {"measure_kind": "number", "baseline": "40", "target": "85", "unit": "%"}),
        ("", "2,5", {"measure_kind": "number", "baseline": "", "target": "2.5", "unit": ""}),
        ("3 of 10", "8/10", {"measure_kind": "trials", "baseline": "30", "target": "80", "unit": ""}),
        ("low", "high", {"measure_kind": "words", "target_words": "high (from low)"}),
        ("", "Yes", {"measure_kind": "yes_no", "target_words": "Yes"}),
        ("", "", {}),
        ("", "1234567", {"measure_kind": "number", "baseline": "", "target": "1234567", "unit": ""}),
        ("", "9" * 400, {"measure_kind": "words", "target_words": "9" * 400}),
        ("", f"1/{'9' * 5000}", {"measure_kind": "words", "target_words": f"1/{'9' * 5000}"}),
    ],
)
def test_measures(baseline: str, target: str, expected: dict[str, str]):
    assert measure_of(baseline, target) == expected


def test_steps_over_lines_and_with_other_owners():
    assert steps_of("• Student: one\n- Parents: two;; time: three") == (
        StepDraft("me", "one"),
        StepDraft("home", "two"),
        StepDraft("me", "time: three"),
    )
