"""A survey that is asked again: who waits, who has answered, and which answers stand side by side."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
import time_machine

from learnerplan.errors import UserError
from learnerplan.services import own_surveys, student_view, survey_answers, survey_changes, survey_grids, survey_rounds
from learnerplan.services.survey_answers import Said, Sheet
from tests.storage.dumps import dump

FALL, FEBRUARY, MARCH = date(2026, 9, 9), date(2027, 2, 1), date(2027, 3, 10)


@pytest.fixture(autouse=True)
def spring():
    with time_machine.travel("2027-03-15 10:00:00+00:00"):
        yield


@pytest.fixture
def survey(room):
    return own_surveys.one(room.store, own_surveys.add_ready(room.store, "grades-4-8"))


def say(room, survey, who, words, on):
    question = next(one for one in survey.questions if not one.options)
    survey_answers.keep(room.store, survey.id, [Sheet(who, {question.id: Said(words)})], on=on)


def people(room, survey):
    return {row.learner_id: row for row in survey_grids.asked(room.store, survey, room.class_id)}


def count(room, survey):
    return next(row for row in survey_changes.counted(room.store, room.class_id) if row.id == survey.id)


def test_answered_in_the_fall_is_not_yet_in_the_spring(room, survey):
    say(room, survey, room.ana, "Dogs", FALL)
    say(room, survey, room.minh, "Cars", FALL)
    assert count(room, survey).answered == 2
    before = dump(room.store)
    survey_rounds.ask_again(room.store, survey.id, on=FEBRUARY)
    assert count(room, survey).answered == 0
    assert people(room, survey)[room.ana].answered_again is None
    assert people(room, survey)[room.ana].answered == FALL
    say(room, survey, room.ana, "Whales", MARCH)
    assert count(room, survey).answered == 1
    assert count(room, survey).responses == 3, "nothing is thrown away"
    assert people(room, survey)[room.ana].answered_again == MARCH
    assert people(room, survey)[room.minh].answered_again is None
    room.store.undo()
    room.store.undo()
    assert dump(room.store) == before


def test_fall_stands_beside_spring_and_a_correction_is_no_change(room, survey):
    say(room, survey, room.ana, "Dog", FALL)
    say(room, survey, room.ana, "Dogs", FALL + timedelta(2))
    assert survey_answers.compare(room.store, survey.id, room.ana) != []
    survey_rounds.ask_again(room.store, survey.id, on=FEBRUARY)
    assert survey_answers.compare(room.store, survey.id, room.ana) == [], "both are of one round"
    assert survey_answers.asked_twice(room.store, room.ana) == []
    assert survey_changes.of_class(room.store, survey.id, room.class_id) == []
    say(room, survey, room.ana, "Whales", MARCH)
    (pair,) = survey_answers.compare(room.store, survey.id, room.ana)
    assert (pair.then, pair.then_on, pair.now, pair.now_on) == ("Dogs", FALL + timedelta(2), "Whales", MARCH)
    (change,) = survey_changes.of_class(room.store, survey.id, room.class_id)
    assert (change.both, change.same) == (1, 0)


def test_a_round_of_today_begins_now(room, survey):
    with time_machine.travel("2027-03-15 09:00:00+00:00"):
        say(room, survey, room.ana, "Dogs", date.today())
    survey_rounds.ask_again(room.store, survey.id, on=date.today())
    assert count(room, survey).answered == 0
    with time_machine.travel("2027-03-15 11:00:00+00:00"):
        say(room, survey, room.ana, "Whales", date.today())
    assert count(room, survey).answered == 1


def test_a_child_is_asked_once_in_a_round_on_whichever_day(room, survey):
    say(room, survey, room.ana, "Dogs", FALL)
    survey_rounds.ask_again(room.store, survey.id, on=FEBRUARY)
    today = date.today()
    assert not student_view.answered(room.store, room.ana, survey.id, since=today)
    say(room, survey, room.ana, "Whales", MARCH)
    assert student_view.answered(room.store, room.ana, survey.id, since=today)
    assert not student_view.answered(room.store, room.minh, survey.id, since=today)


def test_days_that_cannot_be_are_refused(room, survey):
    with pytest.raises(UserError, match="still to come"):
        survey_rounds.ask_again(room.store, survey.id, on=date.today() + timedelta(1))
    survey_rounds.ask_again(room.store, survey.id, on=FEBRUARY)
    for day in (FEBRUARY, FALL):
        with pytest.raises(UserError, match="February 1"):
            survey_rounds.ask_again(room.store, survey.id, on=day)
    assert len(survey_rounds.begun(room.store, survey.id)) == 1


def test_the_rounds_go_with_the_survey(room, survey):
    survey_rounds.ask_again(room.store, survey.id, on=FEBRUARY)
    own_surveys.remove(room.store, survey.id)
    assert survey_rounds.begun(room.store, survey.id) == []


def test_of_three_rounds_the_first_and_the_last_stand_side_by_side():
    starts = [datetime(2027, 2, 1), datetime(2027, 5, 1)]
    answered = {"fall": datetime(2026, 9, 1), "winter": datetime(2027, 2, 1), "again": datetime(2027, 3, 1)}
    assert survey_rounds.first_and_last(starts, answered) == ("fall", "again")
    assert survey_rounds.first_and_last(starts, {**answered, "spring": datetime(2027, 5, 2)}) == ("fall", "spring")
    assert survey_rounds.first_and_last(starts, {"no day": None}) is None
