from __future__ import annotations

from datetime import date

import pytest

from learnerplan.domain import records
from learnerplan.domain.profiles import Made, Voice
from learnerplan.errors import UserError
from learnerplan.services import own_surveys, profiles, survey_answers, survey_changes, survey_grids
from learnerplan.services.survey_answers import Said, Sheet
from learnerplan.services.survey_grids import Cell, GridDraft
from tests.storage.dumps import dump

FALL, SPRING = date(2025, 9, 9), date(2026, 3, 10)


@pytest.fixture
def pictures(room):
    return own_surveys.one(room.store, own_surveys.add_ready(room.store, "grades-1-3"))


@pytest.fixture
def home(room):
    with room.store.transaction("Add contacts") as tx:
        for who, name, relation, language, held in (
            (room.ana, "Rosa", "Mother", "es", {}),
            (room.ana, "Luis", "Father", "es", {"must_not_receive": True}),
            (room.minh, "Bao", "Uncle", "", {"may_receive": False}),
        ):
            tx.add(records.Contact, learner_id=who, name=name, relation=relation, language=language, **held)
    return own_surveys.one(room.store, own_surveys.add_ready(room.store, "families"))


def question(survey, start):
    return next(each for each in survey.questions if each.text.startswith(start))


def test_a_survey_asks_the_children_of_a_class(room, pictures):
    asked = survey_grids.asked(room.store, pictures, room.class_id)
    assert [(row.learner_id, row.answered) for row in asked] == [(room.ana, None), (room.minh, None)]


def test_a_family_survey_goes_to_those_alone_who_may_receive_it(room, home):
    (rosa,) = survey_grids.asked(room.store, home, room.class_id)
    assert (rosa.contact, rosa.language, rosa.learner_id) == ("Rosa", "es", room.ana)
    counted = {row.title: row for row in survey_changes.counted(room.store, room.class_id)}
    assert (counted[home.title].asked, counted[home.title].answered) == (1, 0)


def test_a_familys_sheet_is_kept_with_its_contact_and_voice(room, home):
    (rosa,) = survey_grids.asked(room.store, home)
    cells = {Cell(rosa.key, home.questions[0].id): Said("Paciente")}
    survey_answers.keep(room.store, home.id, survey_grids.sheets(home, [rosa], cells), on=FALL)
    (entry,) = profiles.entries(room.store, room.ana)
    assert (entry.text, entry.voice, entry.said_by) == ("Paciente", Voice.FAMILY, "Mother")
    assert room.store.value("SELECT contact_id FROM response") == rosa.contact_id
    (again,) = survey_grids.asked(room.store, home)
    assert again.answered == FALL
    counted = {row.title: row for row in survey_changes.counted(room.store, room.class_id)}
    assert counted[home.title].answered == 1


@pytest.mark.parametrize(("typed", "picked"), [("13", [0, 2]), ("1, 3", [0, 2]), ("2 2", [1]), (" ", [])])
def test_digits_pick_options(pictures, typed, picked):
    several = question(pictures, "What do you like")
    said = survey_grids.read(several, typed)
    assert said.picks == tuple(several.options[at].id for at in picked)
    assert survey_grids.written(several, said) == ", ".join(str(at + 1) for at in picked)


@pytest.mark.parametrize(
    ("typed", "says"), [("9", "none of the answers"), ("x", "none of"), ("12", "takes one answer")]
)
def test_what_a_question_does_not_offer_is_refused(pictures, typed, says):
    with pytest.raises(UserError, match=says):
        survey_grids.read(pictures.questions[0], typed)


def test_what_was_typed_outlives_the_window_and_is_no_step_of_undo(room, pictures):
    where, hope = pictures.questions[0], question(pictures, "What do you want")
    cells = {
        Cell(room.ana, where.id): Said(picks=(where.options[1].id,), made=Made.PICKED),
        Cell(room.minh, hope.id): Said("to swim"),
    }
    before = room.store.undo_status()
    survey_grids.keep_draft(room.store, pictures.id, room.class_id, GridDraft(FALL, cells))
    assert room.store.undo_status() == before
    assert survey_grids.draft(room.store, pictures, room.class_id) == GridDraft(FALL, cells)
    assert survey_grids.draft(room.store, pictures, "").cells == {}
    shorter = (("Outside", ""), ("At home", ""))
    changed = own_surveys.Wording(where.text, where.kind, where.facet, shorter)
    own_surveys.change_question(room.store, where.id, changed)
    again = own_surveys.one(room.store, pictures.id)
    assert list(survey_grids.draft(room.store, again, room.class_id).cells) == [Cell(room.minh, hope.id)]
    survey_grids.keep_draft(room.store, pictures.id, room.class_id, GridDraft(FALL, {}))
    assert room.store.value("SELECT count(*) FROM draft") == 0


def test_a_grid_is_kept_in_one_step_and_its_draft_goes(room, pictures):
    people = survey_grids.asked(room.store, pictures, room.class_id)
    where = pictures.questions[0]
    typed = GridDraft(FALL, {Cell(room.ana, where.id): Said(picks=(where.options[0].id,))})
    before = dump(room.store)
    survey_grids.keep_draft(room.store, pictures.id, room.class_id, typed)
    assert survey_grids.keep(room.store, pictures, room.class_id, people, typed) == 1
    assert survey_grids.draft(room.store, pictures, room.class_id).cells == {}
    room.store.undo()
    assert dump(room.store) == before


def test_a_grid_that_cannot_be_kept_says_why_and_keeps_its_draft(room):
    survey_id = own_surveys.add(
        room.store, title="Check", questions=[own_surveys.Wording("One?"), own_surveys.Wording("Two?", required=True)]
    )
    survey = own_surveys.one(room.store, survey_id)
    people = survey_grids.asked(room.store, survey, room.class_id)
    begun = {Cell(room.ana, survey.questions[0].id): Said("Yes")}
    for typed, says in (
        (GridDraft(FALL, {}), "No answer"),
        (GridDraft(None, begun), "the day"),
        (GridDraft(date(2999, 1, 1), begun), "the day"),
        (GridDraft(FALL, begun), "Ana Lúcia: “Two[?]” is not answered"),
    ):
        survey_grids.keep_draft(room.store, survey_id, room.class_id, typed)
        with pytest.raises(UserError, match=says):
            survey_grids.keep(room.store, survey, room.class_id, people, typed)
        assert survey_grids.draft(room.store, survey, room.class_id) == (typed if typed.cells else GridDraft(None, {}))


def test_the_class_compares_fall_with_spring(room, pictures):
    where, likes = pictures.questions[0], question(pictures, "What do you like")
    answers = {
        (room.ana, FALL): (0, (0, 1)), (room.minh, FALL): (0, (2,)),
        (room.ana, SPRING): (2, (0, 2)), (room.minh, SPRING): (0, (2,)),
    }  # fmt: skip
    for (who, day), (one, several) in answers.items():
        said = {
            where.id: Said(picks=(where.options[one].id,)),
            likes.id: Said(picks=tuple(likes.options[at].id for at in several)),
        }
        survey_answers.keep(room.store, pictures.id, [Sheet(who, said)], on=day)
    first, second = survey_changes.of_class(room.store, pictures.id, room.class_id)
    assert (first.both, first.same) == (2, 1)
    assert [(move.then, move.now, move.count) for move in first.moves] == [("Just me", "In a small group", 1)]
    assert {(move.then, move.now) for move in second.moves} == {("Build", ""), ("", "Read")}
    (counted,) = survey_changes.counted(room.store, room.class_id)
    assert (counted.asked, counted.answered, counted.responses) == (2, 2, 4)


def test_two_contacts_are_each_compared_with_their_own_words(room, home):
    with room.store.transaction("Add contact") as tx:
        tx.add(records.Contact, learner_id=room.ana, name="Inés", relation="Aunt")
    first, second = survey_grids.asked(room.store, home)
    good = home.questions[0].id
    for person, text, day in ((first, "Patient", FALL), (second, "Funny", SPRING)):
        filled = survey_grids.sheets(home, [person], {Cell(person.key, good): Said(text)})
        survey_answers.keep(room.store, home.id, filled, on=day)
    assert survey_answers.compare(room.store, home.id, room.ana, voice=Voice.FAMILY) == []
    assert survey_changes.of_class(room.store, home.id, voice=Voice.FAMILY) == []
    filled = survey_grids.sheets(home, [first], {Cell(first.key, good): Said("Patient and kind")})
    survey_answers.keep(room.store, home.id, filled, on=SPRING)
    (pair,) = survey_answers.compare(room.store, home.id, room.ana, voice=Voice.FAMILY)
    assert (pair.then, pair.now) == ("Patient", "Patient and kind")
    (change,) = survey_changes.of_class(room.store, home.id, voice=Voice.FAMILY)
    assert (change.both, change.same) == (1, 0)
