from __future__ import annotations

from datetime import date, timedelta

import pytest

from learnerplan.domain import records
from learnerplan.errors import UserError
from learnerplan.services import own_surveys, survey_answers, survey_given, survey_grids
from learnerplan.services.survey_answers import Said
from learnerplan.services.survey_given import Given
from learnerplan.services.survey_grids import Cell
from tests.storage.dumps import dump

FALL, SPRING = date(2025, 9, 9), date(2026, 3, 10)


@pytest.fixture
def home(room):
    with room.store.transaction("Add contacts") as tx:
        for who, name, language in ((room.ana, "Rosa", "es"), (room.minh, "Bao", "")):
            tx.add(records.Contact, learner_id=who, name=name, relation="Mother", language=language)
    return own_surveys.one(room.store, own_surveys.add_ready(room.store, "families"))


@pytest.fixture
def people(room, home):
    return survey_grids.asked(room.store, home, room.class_id)


def test_who_was_given_a_survey_is_kept_with_day_and_language_and_undone(room, home, people):
    rosa, bao = people
    before = dump(room.store)
    survey_given.give(room.store, home.id, {rosa.who: "es", bao.who: "en"}, on=FALL)
    assert survey_given.given(room.store, home.id) == {rosa.contact_id: Given(FALL, "es"), bao.who: Given(FALL, "en")}
    room.store.undo()
    assert dump(room.store) == before


def test_the_newest_time_stands(room, home, people):
    rosa, bao = people
    survey_given.give(room.store, home.id, {rosa.who: "es", bao.who: "en"}, on=SPRING)
    survey_given.give(room.store, home.id, {rosa.who: "en"}, on=FALL)
    assert survey_given.given(room.store, home.id)[rosa.who] == Given(SPRING, "es")


def test_given_again_an_answer_is_waited_for_again(room, home, people):
    rosa, _bao = people
    cells = {Cell(rosa.key, home.questions[0].id): Said("Paciente")}
    assert survey_given.waits(rosa.answered, None)
    survey_answers.keep(room.store, home.id, survey_grids.sheets(home, [rosa], cells), on=FALL)
    again = next(row for row in survey_grids.asked(room.store, home) if row.who == rosa.who)
    assert not survey_given.waits(again.answered, None)
    assert not survey_given.waits(again.answered, Given(FALL, "es"))
    assert survey_given.waits(again.answered, Given(SPRING, "es"))


def test_nobody_and_a_day_to_come_are_refused(room, home, people):
    with pytest.raises(UserError, match="Nobody"):
        survey_given.give(room.store, home.id, {}, on=FALL)
    with pytest.raises(UserError, match="still to come"):
        survey_given.give(room.store, home.id, {people[0].who: "en"}, on=date.today() + timedelta(1))


def test_a_removed_survey_takes_the_note_along_and_undo_brings_it_back(room, home, people):
    survey_given.give(room.store, home.id, {people[0].who: "es"}, on=FALL)
    own_surveys.remove(room.store, home.id)
    assert survey_given.given(room.store, home.id) == {}
    room.store.undo()
    assert list(survey_given.given(room.store, home.id)) == [people[0].who]
