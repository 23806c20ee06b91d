"""Somebody types on a page while a change of another person comes in and the page reads anew."""

from __future__ import annotations

import pytest

from learnerplan.domain import records
from learnerplan.services import artifacts
from tests.ui.learner.conftest import TODAY
from ui.widgets.meanwhile_note import MeanwhileNote

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing the keyboard)", extend=True)


def arrives(room, table, row_id, **values):
    with room.store.transaction("Take in", origin="share", actor="Tomáš Novák") as tx:
        tx.change(table, row_id, **values)


@pytest.fixture
def work(page, room, planned):
    page.go("evidence")
    artifacts.add(room.store, room.ana, b"a", name="a.txt", title="Boxes", added_on=TODAY)
    return artifacts.of_learner(room.store, room.ana)[0].id


def stored(room):
    return artifacts.of_learner(room.store, room.ana)[0].why


def test_words_that_are_being_typed_outlive_a_change_of_something_else(page, room, work, qtbot):
    detail = page.evidence.detail
    qtbot.keyClicks(detail.why, "I never saw")
    arrives(room, records.Artifact, work, title="Boxes for two")
    assert detail.accessibleName() == "Boxes for two"
    assert detail.why.value() == "I never saw"
    qtbot.keyClicks(detail.why, " it before")
    detail._keep()
    assert stored(room) == "I never saw it before"


def test_both_texts_are_seen_where_somebody_wrote_the_same_field(page, room, work, qtbot):
    detail = page.evidence.detail
    qtbot.keyClicks(detail.why, "I never saw it")
    arrives(room, records.Artifact, work, why="It was hard")
    assert detail.why.value() == "I never saw it"
    note = detail.findChild(MeanwhileNote)
    assert "It was hard" in note.accessibleName()
    note.take.click()
    assert detail.why.value() == "It was hard"
    assert stored(room) == "It was hard"


def test_keeping_what_was_typed_is_a_decision_between_two_seen_texts(page, room, work, qtbot):
    detail = page.evidence.detail
    qtbot.keyClicks(detail.why, "I never saw it")
    arrives(room, records.Artifact, work, why="It was hard")
    detail._keep()
    assert stored(room) == "I never saw it"
    assert detail.findChild(MeanwhileNote) is None or detail.findChild(MeanwhileNote).isHidden()


def test_a_new_step_goes_on_being_typed_while_its_goal_changes(page, room, planned, qtbot):
    page.go("plan")
    plan = page.plan
    card = next(one for one in plan.cards if one.goal.id == planned.everyone)
    card.add_step.click()
    card = next(one for one in plan.cards if one.goal.id == planned.everyone)
    qtbot.keyClicks(card.adder.text, "Draw ten boxes")
    arrives(room, records.Goal, planned.everyone, why="It matters")
    again = next(one for one in plan.cards if one.goal.id == planned.everyone)
    assert again is not card
    assert again.adder.text.value() == "Draw ten boxes"
    again.adder.text.returnPressed.emit()
    again = next(one for one in plan.cards if one.goal.id == planned.everyone)
    assert again.adder.text.value() == ""
