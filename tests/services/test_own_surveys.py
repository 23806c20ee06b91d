from __future__ import annotations

from datetime import date

import pytest

from learnerplan.domain import records
from learnerplan.domain.profiles import Facet, Made, Voice
from learnerplan.domain.surveys import QuestionKind
from learnerplan.errors import UserError
from learnerplan.services import own_surveys, profiles, survey_answers
from learnerplan.services.own_surveys import Wording
from learnerplan.services.survey_answers import Said, Sheet
from tests.storage.dumps import dump

FALL, SPRING = date(2026, 9, 9), date(2027, 3, 10)


@pytest.fixture
def pictures(room):
    return own_surveys.one(room.store, own_surveys.add_ready(room.store, "grades-1-3"))


def entries(room, **wanted):
    return [
        (row.text, row.current)
        for row in profiles.entries(room.store, room.ana, current_only=False)
        if all(getattr(row, name) == value for name, value in wanted.items())
    ]


def test_every_ready_made_survey_can_be_taken_over(store):
    for ready in own_surveys.ready_made():
        made = own_surveys.one(store, own_surveys.add_ready(store, ready.key))
        assert [question.text for question in made.questions] == [question.text for question in ready.questions]
        assert made.respondent is ready.respondent
    assert len(own_surveys.listed(store)) == len(own_surveys.READY)


def test_a_picked_picture_becomes_an_entry_in_the_childs_voice(room, pictures):
    where = pictures.questions[0]
    pick = where.options[1]
    sheet = Sheet(room.ana, {where.id: Said(picks=(pick.id,), made=Made.PICKED)})
    survey_answers.keep(room.store, pictures.id, [sheet], on=FALL)
    (row,) = profiles.entries(room.store, room.ana)
    assert (row.text, row.facet, row.voice, row.said_on) == (
        "With one friend", Facet.PREFERENCE, Voice.LEARNER, FALL,
    )  # fmt: skip
    assert row.source_label == "All about me in pictures: Where do you learn best?"


def test_spring_leads_and_fall_stays_readable_and_the_two_compare(room, pictures):
    where = pictures.questions[0]
    for option, day in ((0, FALL), (2, SPRING)):
        said = Said(picks=(where.options[option].id,))
        survey_answers.keep(room.store, pictures.id, [Sheet(room.ana, {where.id: said})], on=day)
    assert sorted(entries(room)) == [("In a small group", True), ("Just me", False)]
    (both,) = survey_answers.compare(room.store, pictures.id, room.ana)
    assert (both.then, both.then_on, both.now, both.now_on) == ("Just me", FALL, "In a small group", SPRING)
    assert survey_answers.who_answered(room.store, pictures.id) == {room.ana: SPRING}


def test_sheets_from_paper_are_typed_in_as_one_step(room, pictures):
    hope = next(question for question in pictures.questions if question.kind is QuestionKind.TEXT)
    before = dump(room.store)
    sheets = [Sheet(who, {hope.id: Said("to swim", made=Made.DICTATED)}) for who in (room.ana, room.minh)]
    assert len(survey_answers.keep(room.store, pictures.id, sheets, on=FALL)) == 2
    assert room.store.undo() == "Type in 2 sheets"
    assert dump(room.store) == before


def test_a_familys_answer_is_in_its_voice_and_takes_no_place_of_the_childs(room):
    home = own_surveys.one(room.store, own_surveys.add_ready(room.store, "families"))
    strength = home.questions[0]
    for name in ("Rosa", "Luis"):
        sheet = Sheet(room.ana, {strength.id: Said("Patient")}, Voice.FAMILY, respondent_name=name)
        survey_answers.keep(room.store, home.id, [sheet], on=FALL)
    assert entries(room, voice=Voice.FAMILY) == [("Patient", True), ("Patient", True)]


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({}, "no answer"),
        ({0: Said(picks=("a", "b"))}, "takes one answer"),
        ({0: Said(picks=("a",))}, "no longer offers"),
    ],
)
def test_odd_sheets_are_refused(room, pictures, answers, said):
    filled = {pictures.questions[at].id: each for at, each in answers.items()}
    before = dump(room.store)
    with pytest.raises(UserError, match=said):
        survey_answers.keep(room.store, pictures.id, [Sheet(room.ana, filled)], on=FALL)
    assert dump(room.store) == before


def test_questions_are_added_moved_changed_and_removed(store):
    survey = own_surveys.add(store, title="Check", questions=[Wording("One?"), Wording("Two?")])
    three = own_surveys.add_question(
        store, survey, Wording("Three?", QuestionKind.ONE, options=(("Yes", ""), ("No", "")))
    )
    own_surveys.move_question(store, three, -2)
    asked = own_surveys.one(store, survey).questions
    assert [question.text for question in asked] == ["Three?", "One?", "Two?"]
    own_surveys.remove_question(store, asked[1].id)
    changed = Wording("Three, really?", QuestionKind.ONE, options=(("Maybe", ""), ("Yes", "")))
    own_surveys.change_question(store, three, changed)
    (first, _two) = own_surveys.one(store, survey).questions
    assert first.text == "Three, really?"
    assert [option.text for option in first.options] == ["Maybe", "Yes"]


def test_one_answer_that_two_people_added_becomes_one_again(store):
    yes_no = Wording("Ready?", QuestionKind.ONE, options=(("Yes", ""), ("No", "")))
    survey = own_surveys.add(store, title="Check", questions=[yes_no])
    (asked,) = own_surveys.one(store, survey).questions
    with store.transaction("The same answer, from the other laptop") as tx:
        tx.add(records.QuestionOption, question_id=asked.id, position=2, text="Yes")
    own_surveys.change_question(store, asked.id, yes_no)
    assert [option.text for option in own_surveys.one(store, survey).questions[0].options] == ["Yes", "No"]


def test_what_was_answered_stays(room, pictures):
    where = pictures.questions[0]
    said = Said(picks=(where.options[0].id,))
    survey_answers.keep(room.store, pictures.id, [Sheet(room.ana, {where.id: said})], on=FALL)
    with pytest.raises(UserError, match="has answers"):
        own_surveys.remove_question(room.store, where.id)
    with pytest.raises(UserError, match="its kind stays"):
        own_surveys.change_question(room.store, where.id, Wording(where.text))
    fewer = Wording(where.text, where.kind, where.facet, (("Outside", ""), ("At home", "")))
    own_surveys.change_question(room.store, where.id, fewer)
    kept = own_surveys.one(room.store, pictures.id).questions[0]
    assert [option.text for option in kept.options] == ["Outside", "At home", "Just me"]


@pytest.mark.parametrize(
    ("wording", "said"),
    [
        (Wording(" "), "needs words"),
        (Wording("Which?", QuestionKind.ONE, options=(("A", ""),)), "two answers"),
        (Wording("Which?", QuestionKind.ONE, options=(("A", ""), ("A", ""))), "one answer twice"),
    ],
)
def test_a_question_that_nobody_could_answer_is_refused(store, wording, said):
    with pytest.raises(UserError, match=said):
        own_surveys.add(store, title="Check", questions=[wording])
    assert own_surveys.listed(store) == []


def test_as_text_it_can_be_pasted_into_a_form(store):
    survey = own_surveys.add(
        store,
        title="Check",
        introduction="Say it in your words.",
        questions=[
            Wording("One?"),
            Wording("Which?", QuestionKind.SEVERAL, options=(("A", ""), ("B", ""))),
            Wording("How?", QuestionKind.SCALE, options=(("Low", ""), ("High", ""))),
        ],
    )
    assert own_surveys.as_text(own_surveys.one(store, survey)) == (
        "Check\n\nSay it in your words.\n\n1. One?\n\n2. Which?\n   [ ] A\n   [ ] B\n\n"
        "3. How?\n   ( ) Low\n   ( ) High\n"
    )


def test_whom_a_survey_asks_stays_once_answered_and_so_does_the_survey(room, pictures):
    own_surveys.change(room.store, pictures.id, respondent=Voice.FAMILY)
    own_surveys.change(room.store, pictures.id, respondent=Voice.LEARNER, title="About me")
    where = pictures.questions[0]
    said = Said(picks=(where.options[0].id,))
    survey_answers.keep(room.store, pictures.id, [Sheet(room.ana, {where.id: said})], on=FALL)
    own_surveys.change(room.store, pictures.id, respondent=Voice.LEARNER, active=False)
    with pytest.raises(UserError, match="whom it asks stays"):
        own_surveys.change(room.store, pictures.id, respondent=Voice.FAMILY)
    with pytest.raises(UserError, match="has answers"):
        own_surveys.remove(room.store, pictures.id)
    other = own_surveys.add(room.store, title="Other")
    own_surveys.remove(room.store, other)
    assert [survey.title for survey in own_surveys.listed(room.store)] == ["About me"]
