"""Answers in which several were ticked, marks of quizzes and the links that forms add."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from learnerplan.imports.planning import plan_import
from learnerplan.imports.words.choices import are_joined, options_of, parts_of
from tests.imports.applying import Book
from tests.imports.made import NEW, UNCHANGED, knows, learner, plan, table, verdicts

ROOM = knows(*(learner(number, f"N{number}", "Li", ids={"student_id": f"{number}"}) for number in range(1, 9)))
TICKED = (
    "Drawing, Reading, writing and poems",
    "Drawing",
    "Reading, writing and poems, Sports",
    "Drawing, Sports, knitting, with my gran",
    "Sports",
    "Drawing, Reading, writing and poems, Sports",
)
WORDS = ("I like music, and books, too", "Maths", "When it is quiet, mostly", "Dogs, cats", "Football", "Cats, dogs")


def survey(answers, question: str = "What do you like to do?", name: str = "form.csv"):
    rows = "\n".join(f"9/{day}/2026 8:00:00 | {day} | {text}" for day, text in enumerate(answers, start=1))
    return table(f"Timestamp | Student ID | {question}\n{rows}", name)


def test_options_are_told_by_the_other_answers_even_where_they_hold_a_comma():
    assert set(options_of(TICKED)) == {"Drawing", "Reading, writing and poems", "Sports"}
    made = plan_import([survey(TICKED)], ROOM)
    answers = [row.payload.answers[0] for row in made.rows()]
    assert answers[0].choices == ("Drawing", "Reading, writing and poems")
    assert answers[3].choices == ("Drawing", "Sports", "knitting, with my gran")
    assert [answer.text for answer in answers] == list(TICKED)
    assert made.files[0].survey.questions[0].kind == "several"
    assert made.rows()[3].payload.entries()[0][1] == "Drawing; Sports; knitting, with my gran"


def test_sentences_with_commas_stay_whole():
    assert options_of(WORDS) == ()
    made = plan_import([survey(WORDS)], ROOM)
    assert all(row.payload.answers[0].choices == () for row in made.rows())


@pytest.mark.parametrize(
    "answers",
    [
        ("Virginia, USA", "Virginia", "Texas, USA", "Virginia, USA", "Ohio, USA", "Texas"),
        ("Yes, a lot", "Yes, a lot", "No", "Yes, a lot"),
        ("Diaz, Ana", "Li, Bo", "Diaz, Ana"),
    ],
)
def test_places_names_and_one_choice_are_no_lists(answers):
    assert options_of(answers) == ()


def test_the_sheet_and_the_csv_of_one_form_are_the_same_answers():
    known = survey([text.replace(", ", ";") for text in ("A, B", "B", "A, C", "C")], name="csv.csv")
    sheet = survey(("A, B", "B", "A, C", "C"), name="sheet.csv")
    first = plan_import([known], ROOM)
    assert [row.payload.answers[0].choices for row in first.rows()] == [("A", "B"), ("B",), ("A", "C"), ("C",)]
    book = Book(ROOM)
    book.commit(first)
    assert set(verdicts(plan_import([sheet], book.known))) == {UNCHANGED}


def test_semicolons_of_a_sentence_join_nothing():
    assert are_joined(("Art;Chess;", "Art;"))
    assert are_joined(("Art;Chess", "Chess", "Art"))
    assert not are_joined(("I try; I learn", "I ask", "It helps; really"))


def test_options_of_an_earlier_file_tell_those_of_a_single_answer():
    book = Book(ROOM)
    book.commit(plan_import([survey(TICKED)], ROOM))
    later = survey(TICKED)
    one = type(later)(
        later.path, later.headers, (("10/1/2026 8:00:00", "7", "Drawing, Sports"),), (2,), encoding="UTF-8", digest="x"
    )
    (row,) = plan_import([one], book.known).rows()
    assert row.payload.answers[0].choices == ("Drawing", "Sports")


def test_a_form_whose_first_answers_were_few_is_seen_through_later():
    few, many = survey(TICKED[:1]), survey(TICKED)
    book = Book(ROOM)
    first = plan_import([few], ROOM)
    assert first.rows()[0].payload.answers[0].choices == ()
    book.commit(first)
    rows = plan_import([many], book.known).rows()
    assert verdicts(plan_import([many], book.known)) == [UNCHANGED] + [NEW] * 5
    assert rows[2].payload.answers[0].choices == ("Reading, writing and poems", "Sports")


@settings(max_examples=40)
@given(
    st.lists(
        st.lists(st.sampled_from(["Art", "Books, long ones", "Chess", "Dance"]), min_size=1, max_size=4, unique=True),
        min_size=1,
        max_size=12,
    )
)
def test_no_word_of_an_answer_is_lost(ticked):
    answers = [", ".join(sorted(each)) for each in ticked]
    options = options_of(answers)
    for answer in answers:
        parts = parts_of(answer, "several", options) if options else (answer,)
        assert sorted(", ".join(parts).split(", ")) == sorted(answer.split(", "))


QUIZ = (
    "Timestamp | Score | Student ID | What is 3 x 4? | What is 3 x 4? [Score] | What is 3 x 4? [Feedback] | "
    "What was hard? | Points - What was hard? | Feedback – What was hard? | Puntos: What was hard? | "
    "Feedback that helps me | Edit link\n"
    "9/1/2026 8:00:00 | 12 / 20 | 1 | 12 | 1 / 1 | good | Fractions | 0 | see me | 1 | kind words | "
    "https://docs.google.com/forms/d/x"
)


def test_marks_of_a_quiz_and_links_are_no_answers():
    (file,) = plan(QUIZ, ROOM).files
    asked = [column.header for column in file.mapping.columns if column.use == "question"]
    assert asked == ["What is 3 x 4?", "What was hard?", "Feedback that helps me"]
    reasons = {column.header: column.reason for column in file.mapping.columns}
    assert reasons["Score"] == reasons["Points - What was hard?"] == "Marks of a quiz, not an answer."
    assert reasons["Edit link"] == "A link to the form, not an answer."


def test_marks_and_links_that_come_later_make_no_new_answer():
    book = Book(ROOM)
    book.commit(plan(QUIZ, ROOM))
    changed = QUIZ.replace("12 / 20", "15 / 20").replace("see me", "better").replace("forms/d/x", "forms/d/y")
    assert verdicts(plan(changed, book.known)) == [UNCHANGED]


def test_a_grid_is_no_mark():
    text = "Timestamp | Student ID | How sure? [Maths] | How sure? [Art]\n9/1/2026 8:00:00 | 1 | very | a bit"
    (row,) = plan(text, ROOM).rows()
    assert [answer.text for answer in row.payload.answers] == ["very", "a bit"]
