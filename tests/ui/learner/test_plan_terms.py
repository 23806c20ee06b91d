"""The terms of a plan: a goal that goes through several of them, and the talks of one that is over."""

from __future__ import annotations

from datetime import date

import pytest

from learnerplan.services import checkins, plans
from tests.ui.classday import TODAY, dialog
from tests.ui.learner.conftest import choose
from tests.ui.learner.test_plan import card, more
from ui.pages.learner.goal import about
from ui.widgets.bidi import isolate

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing the keyboard)", extend=True)


def test_a_goal_is_carried_into_the_next_term(page, planned, room):
    choose(more(card(page, planned.own)), "How it ended…")
    made = dialog()
    next(one for one in made.options.buttons() if one.value == "carried").click()
    made.primary.click()
    assert card(page, planned.own)._state.accessibleName() == "Carried forward"
    tiles = plans.sheet(room.store, room.ana, today=TODAY).tiles
    page.plan.strip._tiles[tiles[2].term.id].click()
    (carried,) = page.plan.cards
    assert carried.goal.carried_from_id == planned.own
    assert page.plan._since[carried.goal.id] == "Term 2"
    assert about(carried.goal, "Term 2")[0].startswith(isolate(f"since {isolate('Term 2')}"))
    nxt = plans.carry_goal(room.store, carried.goal.id)
    page.plan.strip._tiles[tiles[3].term.id].click()
    assert [one.goal.id for one in page.plan.cards] == [nxt]
    assert f"since {isolate('Term 2')}" in page.plan.cards[0]._about.text()


def test_the_talks_of_a_term_that_is_over_stand_beside_its_plan(page, planned, room):
    tiles = plans.sheet(room.store, room.ana, today=TODAY).tiles
    before = plans.start(room.store, room.ana, today=TODAY, term_id=tiles[0].term.id)
    said = {date(2026, 9, 16): "I began", date(2026, 11, 11): "I went on"}
    for on, words in said.items():
        checkins.add(room.store, room.ana, checkins.Talk(held_on=on, words=words))
    assert [one.head.words for one in page.plan._log] == ["I went on", "I began"]
    page.plan.strip._tiles[tiles[0].term.id].click()
    assert page.plan._sheet.plan.id == before
    assert [one.head.words for one in page.plan._log] == ["I began"]
    page.plan.strip._tiles[tiles[1].term.id].click()
    assert len(page.plan._log) == 2
