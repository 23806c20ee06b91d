from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtWidgets import QLabel

from learnerplan.services import memory_aids, quick_notes
from tests.ui.classday import dialog
from ui.widgets.menu_button import MenuButton

SECRET = "Zebrafish reminder"


@pytest.fixture
def tab(page, room):
    quick_notes.remember(room.store, SECRET, [room.ana], on=date(2026, 11, 16))
    page.go("private")
    return page.private_notes


def take(tab, text):
    """Do what a line of the menu of the note of 16 Nov does."""
    more = next(one for one in tab.findChildren(MenuButton) if "16 Nov" in one.accessibleName())
    next(one for one in more._choices() if one.text == text).act()


def shown(tab):
    return any(SECRET in words.text() for words in tab.findChildren(QLabel))


def test_they_are_closed_until_opened(tab):
    assert not shown(tab)
    tab.show_button.click()
    assert shown(tab)
    tab.close_button.click()
    assert not shown(tab)


def test_they_close_when_another_tab_or_learner_is_shown(tab, page, room):
    tab.open_private()
    page.go("plan")
    assert not shown(tab)
    page.go("private")
    assert not tab.is_open()
    tab.open_private()
    page.open(room.minh, "private")
    assert not tab.is_open()


def test_a_child_who_looks_on_sees_none(tab):
    tab.open_private()
    tab.close_private()
    assert not shown(tab)
    assert tab.show_button.isVisible()


def test_a_note_is_added_changed_and_removed_here(tab, room):
    tab.open_private()
    tab.add_button.click()
    asked = dialog()
    assert asked.is_private()
    asked.text.setPlainText("Another one")
    asked.primary.click()
    assert tab.is_open(), "a dialog over the page does not end the visit"
    take(tab, "Change the note…")
    dialog().text.setPlainText("Changed")
    dialog().primary.click()
    take(tab, "Remove the note")
    assert [aid.text for aid in memory_aids.of_learner(room.store, room.ana)] == ["Another one"]
    room.store.undo()
    assert len(memory_aids.of_learner(room.store, room.ana)) == 2
