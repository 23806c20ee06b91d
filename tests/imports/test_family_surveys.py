"""Answers from home: told from the wording, put to the child, in the voice of the contact who gave them."""

from __future__ import annotations

import pytest

from learnerplan.imports.known import KnownContact
from learnerplan.imports.mapped import voices
from tests.imports.applying import Book
from tests.imports.made import NEW, UNCHANGED, UNDECIDED, knows, learner, plan, verdicts

ROSA = KnownContact("K1", "Rosa Diaz", ("555-0101",), ("rosa@example.org",))
JAE = KnownContact("K2", "Jae Park", (), ("jae@example.org",))
ROOM = knows(
    learner(1, "Ana", "Diaz", ids={"student_id": "7"}, contacts=(ROSA, KnownContact("K3", "Luis Diaz"))),
    learner(2, "Min-ji", "Park", ids={"student_id": "8"}, contacts=(JAE,)),
    learner(3, "Jun", "Park", ids={"student_id": "9"}, contacts=(JAE,)),
)
FORM = """
Timestamp | Email Address | Your child's first and last name | Your name | Your relationship to your child | \
What are your child's strengths? | What do you hope for your child this year?
9/14/2026 18:02:11 | ROSA@example.org | Ana Diaz | Rosa | Mother | She asks good questions | That she reads for fun
9/15/2026 7:40:00 | grandpa@example.org | Ana Diaz | José Diaz | Grandfather | Kind to everybody | A good friend
"""


def test_a_familys_form_is_told_from_its_wording():
    (file,) = plan(FORM, ROOM).files
    assert (file.kind, file.mapping.voice) == ("survey", "family")
    assert [column.use for column in file.mapping.columns] == [
        "timestamp",
        "contact_email",
        "full_name",
        "contact_name",
        "contact_relation",
        "question",
        "question",
    ]
    assert "asks somebody at home about a child" in file.evidence[-1]


def test_answers_go_to_the_child_with_the_contact_who_gave_them():
    made = plan(FORM, ROOM)
    assert verdicts(made) == [NEW, NEW]
    rosa, grandfather = (row.payload for row in made.rows())
    assert (rosa.learner_ref, rosa.voice, rosa.respondent_name, rosa.contact_ref) == ("L1", "family", "Rosa Diaz", "K1")
    assert [facet for facet, _, _ in rosa.entries()] == ["strength", "hope"]
    assert (grandfather.respondent_name, grandfather.contact_ref) == ("José Diaz", "")
    assert "José Diaz is not among the contacts, and is kept by name." in made.rows()[1].reason


def test_nobody_becomes_a_contact_by_filling_in_a_form():
    book = Book(ROOM)
    book.commit(plan(FORM, ROOM))
    assert book.learners["L1"].contacts == ROOM.learners[0].contacts
    assert verdicts(plan(FORM, book.known)) == [UNCHANGED, UNCHANGED]


def test_the_familys_address_finds_the_child_where_only_a_first_name_stands():
    heads = "Timestamp | Email Address | Child's first name | What does your child love?"
    text = heads + "\n9/14/2026 18:02 | {} | {} | maps"
    made = plan(text.format("jae@example.org", "Jun"), ROOM)
    assert made.rows()[0].payload.learner_ref == "L3"
    assert made.rows()[0].payload.contact_ref == "K2"
    (asked,) = plan(text.format("jae@example.org", ""), ROOM).rows()
    assert asked.verdict == UNDECIDED
    assert {choice.learner_id for choice in asked.choices} == {"L2", "L3", ""}
    (stranger,) = plan(text.format("who@example.org", ""), ROOM).rows()
    assert (stranger.verdict, stranger.reason) == (UNDECIDED, "The answer names no student.")


@pytest.mark.parametrize("both", ["Min-ji and Jun", "Jun & Min-ji Park", "Jun, Min-ji"])
def test_an_answer_about_two_children_of_a_family_is_given_to_neither_unasked(both: str):
    heads = "Timestamp | Email Address | Child's name | What does your child love?"
    (asked,) = plan(f"{heads}\n9/14/2026 18:02 | jae@example.org | {both} | maps", ROOM).rows()
    assert asked.verdict == UNDECIDED
    assert {choice.learner_id for choice in asked.choices} == {"L2", "L3", ""}


def test_a_phone_a_part_or_a_slip_of_the_name_tells_the_contact():
    text = (
        "Timestamp | Student ID | Parent/Guardian Name | Parent phone | What helps your child learn?\n"
        "9/14/2026 18:02 | 7 | R. D. | (555) 0101 | calm\n9/14/2026 18:03 | 7 | Luis | | music\n"
        "9/14/2026 18:04 | 7 | Rossa Diaz | | air"
    )
    made = plan(text, ROOM)
    assert [row.payload.contact_ref for row in made.rows()] == ["K1", "K3", "K1"]


@pytest.mark.parametrize(
    "header",
    [
        "What are your child's strengths?",
        "What does my child love to do?",
        "¿Qué le gusta hacer a su hijo?",
        "¿Qué le preocupa a su hija?",
        "Qu’est-ce que votre enfant aime ?",
        "Was macht Ihr Kind gern?",
        "O que seu filho gosta de fazer?",
        "Che cosa piace a suo figlio?",
        "Wat doet uw kind graag?",
        "您的孩子喜欢什么?",
        "お子さまの好きなことは何ですか",
        "자녀가 좋아하는 것은 무엇입니까?",
        "ماذا يحب طفلك؟",
    ],
)
def test_it_is_told_in_many_languages(header: str):
    assert voices.family_header(("Timestamp", header)) == header


@pytest.mark.parametrize(
    "headers",
    [
        ("Timestamp", "Name", "What are you good at?"),
        ("Timestamp", "Name", "Parent name", "Parent phone", "What do you like?"),
        ("Timestamp", "Student ID", "I am proud that…"),
        ("Timestamp", "What helps children learn?"),
    ],
)
def test_what_learners_answer_is_theirs(headers: tuple[str, ...]):
    assert voices.family_header(headers) == ""


def test_the_name_of_a_parent_tells_it_where_the_questions_speak_of_the_student():
    headers = ("Timestamp", "Student name", "Parent/guardian name", "What should we know about the student?")
    assert voices.family_header(headers) == "Parent/guardian name"


def test_in_spanish_child_and_parent_have_a_name_each():
    text = (
        "Marca temporal | Nombre de su hijo/a | Nombre del padre o tutor | ¿Qué le gusta a su hijo?\n"
        "14/09/2026 18:02:11 | Ana Diaz | Rosa Diaz | cantar"
    )
    (row,) = plan(text, ROOM).rows()
    assert (row.payload.learner_ref, row.payload.contact_ref) == ("L1", "K1")


def test_the_voice_can_be_changed_and_is_remembered():
    text = "Timestamp | Email Address | Name | What helps?\n9/14/2026 18:02 | rosa@example.org | Ana Diaz | calm"
    made = plan(text, ROOM)
    file = made.files[0]
    assert file.mapping.voice == "learner"
    said = voices.spoken_by(file.mapping, "family")
    assert [column.use for column in said.columns] == ["timestamp", "contact_email", "full_name", "question"]
    taken = plan(text, ROOM, mappings={(file.path, ""): said})
    assert taken.rows()[0].payload.contact_ref == "K1"
    assert taken.rows()[0].payload.key == made.rows()[0].payload.key
    book = Book(ROOM)
    book.commit(taken)
    later = text.replace("9/14/2026", "9/20/2026")
    again = plan(later, book.known).files[0]
    assert (again.mapping.voice, again.rows[0].payload.contact_ref) == ("family", "K1")
    back = voices.spoken_by(said, "learner")
    assert [column.use for column in back.columns] == ["timestamp", "email", "full_name", "question"]


def test_a_voice_that_is_only_switched_is_enough():
    from dataclasses import replace

    text = "Timestamp | Email Address | Name | What helps?\n9/14/2026 18:02 | rosa@example.org | Ana Diaz | calm"
    file = plan(text, ROOM).files[0]
    switched = plan(text, ROOM, mappings={(file.path, ""): replace(file.mapping, voice="family")})
    assert switched.rows()[0].payload.contact_ref == "K1"


def test_an_answer_that_waits_keeps_who_gave_it():
    from learnerplan.imports.planning import plan_pending
    from tests.imports.test_pending import kept

    text = FORM.replace("Ana Diaz |", "Anita D |")
    made = plan(text, ROOM)
    assert set(verdicts(made)) == {UNDECIDED}
    row = made.rows()[0]
    now = made.decide(row.key, "learner:L1").rows()[0]
    later = plan_pending(kept(made), ROOM, {row.key: "learner:L1"}).rows()[0]
    assert now == later
    assert (later.payload.contact_ref, later.payload.voice) == ("K1", "family")


def test_a_contact_of_the_same_drop_is_known():
    from learnerplan.imports.known import Known
    from learnerplan.imports.planning import plan_import
    from tests.imports.made import table

    roster = table("Student ID | First | Last | Mother | Mother email\n7 | Ana | Diaz | Rosa Diaz | rosa@example.org")
    made = plan_import([table(FORM, "form.csv"), roster], Known())
    learner_row, rosa, _ = made.rows()
    assert rosa.payload.contact_ref == learner_row.payload.contacts[0].ref
    book = Book()
    book.commit(made)
    assert set(verdicts(plan_import([table(FORM, "form.csv"), roster], book.known))) == {UNCHANGED}


def test_topics_that_are_protected_are_left_out_of_a_familys_form_too():
    heads = "Timestamp | Your child's name | What does your child love? | Does your child take any medication?"
    (file,) = plan(f"{heads}\n9/14/2026 18:02 | Ana Diaz | maps | no", ROOM).files
    assert [(column.use, column.protected) for column in file.mapping.columns[2:]] == [
        ("question", ""),
        ("leave_out", "health"),
    ]
