"""Notes beside the plan: who and when, the newest first, long ones whole in the list of all."""

from __future__ import annotations

from datetime import date

import pytest

from learnerplan.domain import records
from tests.ui.learner.conftest import choose
from ui.pages.learner.notes import NoteBlock, shortened
from ui.widgets.attribution import Attribution
from ui.widgets.menu_button import MenuButton
from ui.widgets.text import Paragraph

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing the keyboard)", extend=True)

LONG = "Explained the drawing again and again. " * 12


@pytest.fixture
def noted(room):
    """Three notes about Ana, the last about Minh as well."""
    with room.store.transaction("Note") as tx:
        for text, day, whose in (
            ("Asked first", 3, [room.ana]),
            (LONG.strip(), 5, [room.ana]),
            ("Shared the tablet", 9, [room.ana, room.minh]),
        ):
            note = tx.add(records.Observation, text=text, seen_on=date(2026, 11, day), by="J. Okafor")
            for learner in whose:
                tx.add(records.ObservationLearner, observation_id=note, learner_id=learner)


def blocks(widget):
    return [one for one in widget.findChildren(NoteBlock) if not one.isHidden()]


def test_without_notes_there_is_no_card(page):
    assert page.plan.notes.isHidden()


def test_the_newest_note_leads_with_who_and_about_how_many(noted, page):
    found = blocks(page.plan.notes)
    said = [one.findChild(Paragraph).plain() for one in found]
    assert said[0] == "Shared the tablet"
    assert said[1].endswith("…")
    assert said[2] == "Asked first"
    assert found[0].findChild(Attribution).accessibleName() == "J. Okafor, about 2 students"


def test_all_notes_are_whole(noted, page):
    page.plan.notes.every.click()
    said = [one.findChild(Paragraph).plain() for one in page.findChildren(NoteBlock)]
    assert LONG.strip() in said


def test_a_removed_note_stays_with_the_other_child_and_comes_back(noted, page, room):
    choose(blocks(page.plan.notes)[0].findChild(MenuButton), "Remove the note")
    assert [one.findChild(Paragraph).plain() for one in blocks(page.plan.notes)][-1] == "Asked first"
    assert room.store.value("SELECT count(*) FROM observation") == 3
    assert room.store.value("SELECT group_concat(learner_id) FROM observation_learner").count(room.minh) == 1
    assert room.store.undo() == "Remove note"
    (own,) = (one for one in blocks(page.plan.notes) if one.findChild(Paragraph).plain() == "Asked first")
    choose(own.findChild(MenuButton), "Remove the note")
    assert room.store.value("SELECT count(*) FROM observation") == 2


def test_short_notes_are_not_cut():
    assert shortened("One.\nTwo.") == "One.\nTwo."
    assert shortened("a\nb\nc\nd\ne") == "a\nb\nc\nd…"
