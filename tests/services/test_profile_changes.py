"""Then and now: what a child said first and says today."""

from __future__ import annotations

from datetime import date

import pytest

from learnerplan.domain import records
from learnerplan.domain.profiles import Facet, Voice, is_stale, weeks_old
from learnerplan.services import learners, profiles

SEPTEMBER, NOVEMBER = date(2026, 9, 2), date(2026, 11, 10)


@pytest.fixture
def layla(store):
    return learners.add(store, given_name="Layla", family_name="Haddad")


def say(store, learner_id, text, day, **values):
    given = {"facet": Facet.CHALLENGE, "voice": Voice.LEARNER, **values}
    return profiles.add(store, learner_id, text=text, said_on=day, **given)


def test_what_took_the_place_of_old_words_stands_against_the_first_ones(store, layla):
    first = say(store, layla, "wait for the bell.", SEPTEMBER)
    second = profiles.supersede(store, first, text="ask Kai.", said_on=date(2026, 10, 1))
    profiles.supersede(store, second, text="draw boxes.", said_on=NOVEMBER)
    changes = profiles.changed_views(profiles.entries(store, layla, current_only=False))
    assert [(change.then.text, change.now.text) for change in changes] == [("wait for the bell.", "draw boxes.")]


def test_the_same_question_asked_twice_is_a_change_of_view(store, layla):
    with store.transaction("Import survey", origin="import") as tx:
        survey = tx.add(records.Survey, title="All about me")
        question = tx.add(records.Question, survey_id=survey, position=1, text="When maths gets hard, I…")
        for text, day in (("wait for the bell.", SEPTEMBER), ("draw boxes.", NOVEMBER)):
            response = tx.add(records.Response, survey_id=survey, learner_id=layla)
            answer = tx.add(records.Answer, response_id=response, question_id=question, text=text)
            tx.add(
                records.ProfileEntry,
                learner_id=layla,
                facet=Facet.CHALLENGE,
                text=text,
                voice=Voice.LEARNER,
                said_on=day,
                answer_id=answer,
            )
    (change,) = profiles.changed_views(profiles.entries(store, layla, current_only=False))
    assert change.question == "When maths gets hard, I…"
    assert (change.then.text, change.now.text) == ("wait for the bell.", "draw boxes.")


def test_equal_words_and_single_entries_are_no_change(store, layla):
    entry = say(store, layla, "Drawing", SEPTEMBER)
    profiles.supersede(store, entry, text="drawing", said_on=NOVEMBER)
    say(store, layla, "Pigeons", NOVEMBER)
    assert profiles.changed_views(profiles.entries(store, layla, current_only=False)) == []


def test_a_translation_comes_with_the_entry_in_one_step(store, layla):
    say(
        store,
        layla,
        "تحب أن تشرح لأخيها الصغير",
        SEPTEMBER,
        voice=Voice.FAMILY,
        translation="She loves explaining things to her little brother.",
        translator="Ms. Saleh",
    )
    (entry,) = profiles.entries(store, layla)
    assert (entry.translation, entry.translator) == (
        "She loves explaining things to her little brother.",
        "Ms. Saleh",
    )
    store.undo()
    assert profiles.entries(store, layla) == []


def test_words_are_stale_after_eight_weeks():
    assert weeks_old(SEPTEMBER, date(2026, 11, 18)) == 11
    assert is_stale(SEPTEMBER, date(2026, 10, 28))
    assert not is_stale(SEPTEMBER, date(2026, 10, 27))
    assert weeks_old(NOVEMBER, SEPTEMBER) == 0


def test_a_slip_is_mended_in_place_with_its_translation(store, layla):
    entry = say(store, layla, "Comcs", SEPTEMBER, translation="x")
    profiles.correct(store, entry, text="Comics", facet=Facet.INTEREST, said_on=NOVEMBER, translation="")
    (row,) = profiles.entries(store, layla)
    assert (row.text, row.facet, row.said_on, row.translation) == ("Comics", Facet.INTEREST, NOVEMBER, "")
    assert store.undo() == "Correct profile entry"
    (row,) = profiles.entries(store, layla)
    assert (row.text, row.said_on, row.translation) == ("Comcs", SEPTEMBER, "x")
