"""Surveys: whose words they are, what becomes a profile entry, and that no answer is lost or doubled."""

from __future__ import annotations

from learnerplan.imports.known import Known
from tests.imports.applying import Book
from tests.imports.made import NEW, REFUSED, UNCHANGED, UNDECIDED, knows, learner, plan, verdicts

ROOM = knows(
    learner(1, "Ana", "Diaz", ids={"student_id": "7"}),
    learner(2, "Beatriz", "Diaz", preferred_name="Bea", ids={"student_id": "8"}),
    learner(3, "Bo", "Li", emails=("bo@example.org",)),
)
GOOGLE = """
Timestamp          | Email Address  | Student ID | First name | I am good at…  | What worries you?
1/18/2024 14:18:57 |                | 7          | Ana        | drawing horsis | nothing
1/19/2024 9:05:00  | BO@example.org |            | Bo         | chess          |
1/19/2024 9:06:00  |                | 8          | Bea        |                | tests
"""


def test_google_forms_find_learners_by_number_and_address():
    made = plan(GOOGLE, ROOM)
    assert verdicts(made) == [NEW, NEW, NEW]
    assert [row.payload.learner_ref for row in made.rows()] == ["L1", "L3", "L2"]
    assert made.rows()[0].payload.entries() == (
        ("strength", "drawing horsis", "I am good at…"),
        ("challenge", "nothing", "What worries you?"),
    )
    assert [question.text for question in made.files[0].survey.questions] == ["I am good at…", "What worries you?"]


def test_the_same_answers_again_change_nothing():
    book = Book(ROOM)
    book.commit(plan(GOOGLE, ROOM))
    again = plan(GOOGLE, book.known)
    assert verdicts(again) == [UNCHANGED] * 3
    assert again.files[0].survey.ref in book.surveys


def test_new_answers_join_the_survey_and_old_ones_stay():
    book = Book(ROOM)
    book.commit(plan(GOOGLE, ROOM))
    longer = GOOGLE + "2/1/2024 8:00:00 | | 7 | Ana | drawing dogs | maths\n"
    made = plan(longer, book.known)
    assert verdicts(made) == [UNCHANGED, UNCHANGED, UNCHANGED, NEW]
    book.commit(made)
    assert len(book.surveys) == 1
    assert len(next(iter(book.surveys.values())).response_keys) == 4


def test_a_question_that_was_added_later_doubles_nothing():
    book = Book(ROOM)
    book.commit(plan(GOOGLE, ROOM))
    lines = GOOGLE.strip().splitlines()
    wider = "\n".join([f"{lines[0]} | My hobbies are", *(f"{line} | " for line in lines[1:])])
    made = plan(wider, book.known)
    assert verdicts(made) == [UNCHANGED] * 3
    assert made.files[0].survey.ref in book.surveys


def test_one_learner_twice_in_a_file_is_two_responses():
    text = "Timestamp | Student ID | I am proud of…\n1/2/2024 8:00:00 | 7 | a\n1/9/2024 8:00:00 | 7 | b"
    made = plan(text, ROOM)
    assert verdicts(made) == [NEW, NEW]
    assert len({row.payload.key for row in made.rows()}) == 2


def test_equal_anonymous_answers_of_one_minute_are_both_kept():
    text = "Timestamp | Do you like school?\n1/2/2024 8:00:00 | Yes\n1/2/2024 8:00:30 | Yes"
    made = plan(text, ROOM)
    assert verdicts(made) == [UNDECIDED, UNDECIDED]
    assert len({row.key for row in made.rows()}) == 2


def test_a_first_name_alone_names_nobody_for_certain():
    made = plan("Timestamp | First name | I like to…\n1/2/2024 8:00:00 | Ana | run", ROOM)
    (row,) = made.rows()
    assert row.verdict == UNDECIDED
    assert [choice.label for choice in row.choices] == ["Ana Diaz", "Leave out"]
    (decided,) = made.decide(row.key, "learner:L1").rows()
    assert (decided.verdict, decided.payload.learner_ref) == (NEW, "L1")


def test_a_number_with_another_name_beside_it_is_asked():
    (row,) = plan("Timestamp | Student ID | First name | I like to…\n1/2/2024 8:00:00 | 7 | Bo | run", ROOM).rows()
    assert row.verdict == UNDECIDED
    assert "School ID 7 is Ana Diaz here, but the row says Bo." in row.reason


def test_a_whole_name_must_be_one_learners():
    text = "Timestamp | What is your first and last name? | I like to…\n1/2/2024 8:00:00 | ana díaz | run"
    assert verdicts(plan(text, ROOM)) == [NEW]
    twins = knows(learner(1, "Ana", "Diaz"), learner(2, "Ana", "Díaz"))
    assert verdicts(plan(text, twins)) == [UNDECIDED]


def test_a_misspelt_name_is_asked_with_those_who_are_near():
    (row,) = plan("Timestamp | Name | I like to…\n1/2/2024 8:00:00 | Anna Dias | run", ROOM).rows()
    assert row.verdict == UNDECIDED
    assert "L1" in {choice.learner_id for choice in row.choices}


def test_asked_twice_the_first_that_is_filled_counts():
    text = (
        "Timestamp | Are you new? | Your name | I like to… | Your name\n"
        "1/2/2024 8:00:00 | No | | run | Ana Diaz\n1/2/2024 8:01:00 | Yes | Bo Li | sing | "
    )
    made = plan(text, ROOM)
    assert [row.payload.learner_ref for row in made.rows()] == ["L1", "L3"]


MICROSOFT = "\n".join(
    (
        "ID | Start time | Completion time | Email | Name | Total points | What do you like to do?"
        " | Points - What do you like to do? | Feedback - What do you like to do?",
        "1 | 9/1/2024 11:27 | 9/1/2024 11:29 | anonymous | | 0 | Art;Chess;Reading; | |",
        "2 | 9/13/2024 11:27 | 9/13/2024 11:30 | bo@example.org | Bo Li | 0 | Chess; | 0 | nice",
    )
)


def test_microsoft_forms_with_quiz_columns_and_several_choices():
    made = plan(MICROSOFT, ROOM)
    assert verdicts(made) == [UNDECIDED, NEW]
    (question,) = made.files[0].survey.questions
    assert (question.text, question.kind, question.facet) == ("What do you like to do?", "several", "interest")
    answer = made.rows()[1].payload.answers[0]
    assert (answer.text, answer.choices) == ("Chess;", ("Chess",))
    assert str(made.rows()[1].payload.answered_at) == "2024-09-13 11:30:00"
    assert made.rows()[0].reason == "The answer names no student."


def test_the_number_of_an_answer_is_no_learners_number():
    known = knows(learner(1, "Ana", "Diaz", ids={"student_id": "1"}))
    assert verdicts(plan(MICROSOFT, known))[0] == UNDECIDED


def test_marks_given_later_do_not_make_answers_new():
    book = Book(ROOM)
    book.commit(plan(MICROSOFT, ROOM))
    assert verdicts(plan(MICROSOFT.replace("nice", "very nice"), book.known))[1] == UNCHANGED


def test_protected_questions_are_left_out_and_said_to_be():
    text = (
        "Timestamp | Student ID | I am proud of… | Does your family go to church? | Do you take medication?\n"
        "1/2/2024 8:00:00 | 7 | my song | often | never"
    )
    made = plan(text, ROOM)
    columns = made.files[0].mapping.columns
    assert [(column.use, column.protected) for column in columns[3:]] == [
        ("leave_out", "religion"),
        ("leave_out", "health"),
    ]
    assert "Left out unless you decide otherwise." in columns[3].reason
    assert [answer.text for answer in made.rows()[0].payload.answers] == ["my song"]
    file = made.files[0]
    taken = plan(text, ROOM, mappings={(file.path, ""): file.mapping.with_use(3, "question")})
    assert [answer.text for answer in taken.rows()[0].payload.answers] == ["my song", "often"]
    assert taken.rows()[0].payload.key == made.rows()[0].payload.key


def test_words_in_an_answer_protect_nothing():
    made = plan("Timestamp | Student ID | I am proud that I…\n1/2/2024 8:00:00 | 7 | Stole the most bases", ROOM)
    assert made.rows()[0].payload.entries()[0][1] == "Stole the most bases"


def test_the_mapping_of_questions_is_edited_and_remembered():
    made = plan(GOOGLE, ROOM)
    file = made.files[0]
    edited = file.mapping.with_use(5, "question", "hope")
    made = plan(GOOGLE, ROOM, mappings={(file.path, ""): edited})
    book = Book(ROOM)
    book.commit(made)
    later = "\n".join((GOOGLE.strip().splitlines()[0], "2/1/2024 8:00:00 | | 7 | Ana | drawing dogs | maths"))
    again = plan(later, book.known)
    assert again.files[0].mapping.remembered
    assert again.rows()[0].payload.entries()[1][0] == "hope"


def test_answers_keep_their_spelling_accents_and_line_breaks():
    from learnerplan.imports.planning import plan_import
    from tests.imports.made import table

    base = table("Timestamp | Student ID | I like…\n1/2/2024 8:00:00 | 7 | x")
    words = "  horsis 🐴\n  and “más” dogs  "
    odd = type(base)(
        base.path, base.headers, (("1/2/2024 8:00:00", "7", words),), base.lines, encoding="UTF-8", digest="d"
    )
    (row,) = plan_import([odd], ROOM).rows()
    assert row.payload.answers[0].text == words
    assert row.payload.entries()[0][1] == words.strip()


def test_a_row_without_any_answer_is_refused():
    made = plan("Timestamp | Student ID | I like…\n1/2/2024 8:00:00 | 7 | ", ROOM)
    assert verdicts(made) == [REFUSED]


def test_days_of_answers_lie_close_together():
    padded = "Timestamp | Student ID | I like…\n03/09/2018 8:24:54 | 7 | a\n03/10/2018 10:23:32 | 8 | b"
    assert [str(row.payload.answered_at.date()) for row in plan(padded, ROOM).rows()] == ["2018-03-09", "2018-03-10"]
    one = "Timestamp | Student ID | I like…\n03/09/2018 08:24:54 | 7 | a"
    made = plan(one, ROOM)
    assert made.files[0].questions
    assert made.rows()[0].payload.answered_at is None
    file = made.files[0]
    answered = plan(one, ROOM, mappings={(file.path, ""): file.mapping.with_date_order("dmy")})
    assert str(answered.rows()[0].payload.answered_at.date()) == "2018-09-03"
    assert answered.rows()[0].payload.key == made.rows()[0].payload.key


def test_forms_in_other_languages_are_surveys_too():
    for head in ("Marca temporal", "Horodateur", "Zeitstempel", "タイムスタンプ", "طابع زمني", "Отметка времени"):
        made = plan(f"{head} | ¿Qué te gusta?\n18.01.2024 14:18:57 | leer", Known())
        assert (made.files[0].kind, verdicts(made)) == ("survey", [UNDECIDED])


def test_a_form_of_names_without_questions_is_a_roster():
    made = plan("Timestamp | First name | Last name | Student ID\n1/2/2024 8:00:00 | Cy | Oz | 9", ROOM)
    assert (made.files[0].kind, verdicts(made)) == ("roster", [NEW])


def test_grids_keep_each_row_of_theirs():
    heads = "Timestamp | Student ID | How sure are you? [Reading] | How sure are you? [Maths]"
    text = f"{heads}\n1/2/2024 8:00:00 | 7 | very | a bit"
    made = plan(text, ROOM)
    assert [(each.text, each.kind) for each in made.files[0].survey.questions] == [
        ("How sure are you? [Reading]", "one"),
        ("How sure are you? [Maths]", "one"),
    ]


def test_a_learner_of_the_same_drop_is_found():
    from learnerplan.imports.planning import plan_import
    from tests.imports.made import table

    roster = table("Student ID | First | Last\n9 | Cy | Oz", "roster.csv")
    survey = table("Timestamp | Student ID | I like…\n1/2/2024 8:00:00 | 9 | run", "survey.csv")
    made = plan_import([survey, roster], Known())
    assert [file.kind for file in made.files] == ["roster", "survey"]
    assert made.rows()[1].payload.learner_ref == made.rows()[0].payload.ref
    book = Book()
    book.commit(made)
    assert verdicts(plan_import([survey, roster], book.known)) == [UNCHANGED, UNCHANGED]


def test_a_mapping_is_remembered_though_a_question_was_added_or_left_out():
    made = plan(GOOGLE, ROOM)
    file = made.files[0]
    edited = file.mapping.with_use(5, "question", "hope")
    book = Book(ROOM)
    book.commit(plan(GOOGLE, ROOM, mappings={(file.path, ""): edited}))
    lines = GOOGLE.strip().splitlines()
    wider = plan(f"{lines[0]} | My hobbies are\n{lines[1].replace('1/18', '2/18')} | chess", book.known)
    mapping = wider.files[0].mapping
    assert mapping.remembered
    assert [column.facet for column in mapping.columns[4:]] == ["strength", "hope", "interest"]
    assert wider.rows()[0].payload.entries()[1][:2] == ("hope", "nothing")
    fewer = plan(
        "Timestamp | Student ID | First name | What worries you?\n3/1/2024 8:00:00 | 7 | Ana | maths", book.known
    )
    assert fewer.files[0].mapping.remembered is False
    other = plan("Timestamp | Student ID | I like…\n3/1/2024 8:00:00 | 7 | maths", book.known)
    assert other.files[0].mapping.remembered is False


def test_a_number_that_is_asked_twice_counts_once():
    text = (
        "Timestamp | Student ID | I like to… | Student ID\n"
        "1/2/2024 8:00:00 | 7 | run |\n1/2/2024 8:01:00 | | sing | 8\n1/2/2024 8:02:00 | 8 | swim | 8"
    )
    assert [row.payload.learner_ref for row in plan(text, ROOM).rows()] == ["L1", "L2", "L2"]


def test_an_answer_that_was_edited_later_is_a_newer_one_and_the_first_stays():
    book = Book(ROOM)
    text = (
        "Timestamp | Student ID | I like to… | Form Response Edit URL\n1/2/2024 8:00:00 | 7 | run | https://x.example"
    )
    book.commit(plan(text, ROOM))
    made = plan(text.replace("1/2/2024", "1/9/2024").replace("run", "sing"), book.known)
    assert verdicts(made) == [NEW]
    assert [answer.text for answer in made.rows()[0].payload.answers] == ["sing"]
