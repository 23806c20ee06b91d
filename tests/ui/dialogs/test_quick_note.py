from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence

from learnerplan.services import memory_aids, observations, search, typing_drafts
from ui.dialogs.quick_note import PRIVATE, SETTLE, QuickNoteDialog
from ui.main_window import MainWindow
from ui.sections import SECTIONS


@pytest.fixture
def dialog(room_ctx, host):
    made = QuickNoteDialog(room_ctx, host)
    made.open()
    return made


def choose(dialog, kind):
    dialog.kind.choose(kind)
    dialog.kind.chosen.emit(kind)


def test_a_note_about_two_is_kept_with_ctrl_enter(dialog, room, qtbot):
    qtbot.keyClicks(dialog.text, "Shared the blocks")
    for letters in ("ana", "ngu"):
        dialog.people.line.setText(letters)
        qtbot.keyClick(dialog.people.line, Qt.Key.Key_Return)
    assert dialog.people.value() == (room.ana, room.minh), "accents do not matter"
    choose(dialog, "proud")
    dialog.tags.setText("teamwork, maths")
    qtbot.keyClick(dialog.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    (note,) = observations.of_learner(room.store, room.ana)
    assert (note.text, note.learners, note.by) == ("Shared the blocks", 2, "Ms. Okoye")
    assert room.store.value("SELECT kind FROM observation") == "proud"
    assert room.store.value("SELECT count(*) FROM observation_tag") == 2
    room.store.undo()
    assert observations.of_learner(room.store, room.minh) == []


def test_ctrl_enter_keeps_the_note_from_the_line_of_names_too(dialog, room, qtbot):
    qtbot.keyClicks(dialog.text, "Counted in twos")
    dialog.people.line.setText("ana")
    qtbot.keyClick(dialog.people.line, Qt.Key.Key_Return)
    qtbot.keyClick(dialog.people.line, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert [note.text for note in observations.of_learner(room.store, room.ana)] == ["Counted in twos"]
    assert not dialog.isVisible()


def test_what_is_missing_is_said_beside_its_field(dialog, room):
    dialog.day.line.setText("soon")
    dialog.primary.click()
    assert dialog.isVisible()
    said = {key: field.error() for key, field in dialog.form._fields.items() if field.error()}
    assert set(said) == {"text", "people", "day"}
    assert observations.of_learner(room.store, room.ana) == []


def test_a_private_note_looks_and_is_kept_otherwise(dialog, room):
    choose(dialog, PRIVATE)
    assert dialog.text.property("private")
    assert dialog.lock.isVisible()
    assert not dialog.tags.isVisible()
    dialog.text.setPlainText("Zebrafish reminder")
    dialog.people.choose([room.ana])
    dialog.day.show_value(date(2026, 11, 20))
    assert dialog.primary.text() == "Keep privately"
    dialog.primary.click()
    assert [aid.text for aid in memory_aids.of_learner(room.store, room.ana)] == ["Zebrafish reminder"]
    assert observations.of_learner(room.store, room.ana) == []
    assert not search.search(room.store, "Zebrafish")


def test_leaving_keeps_a_draft_and_keeping_forgets_it(dialog, room, room_ctx, host, qtbot):
    dialog.text.setPlainText("Half a thought")
    qtbot.waitUntil(lambda: typing_drafts.read(room.store, "quick-note") == "Half a thought", timeout=SETTLE * 4)
    dialog.reject()
    again = QuickNoteDialog(room_ctx, host, about=[room.minh])
    again.open()
    assert again.text.value() == "Half a thought"
    again.primary.click()
    assert typing_drafts.read(room.store, "quick-note") == ""
    assert [note.text for note in observations.of_learner(room.store, room.minh)] == ["Half a thought"]


def test_a_private_draft_comes_back_only_when_private_is_chosen(dialog, room, room_ctx, host):
    choose(dialog, PRIVATE)
    dialog.text.setPlainText("For me")
    dialog.reject()
    again = QuickNoteDialog(room_ctx, host)
    again.open()
    assert again.text.value() == ""
    choose(again, PRIVATE)
    assert again.text.value() == "For me"


def test_words_that_turn_private_leave_no_open_draft(dialog, room):
    dialog.text.setPlainText("Rather not")
    dialog.keep_draft()
    choose(dialog, PRIVATE)
    dialog.keep_draft()
    assert typing_drafts.read(room.store, "quick-note") == ""
    assert typing_drafts.read(room.store, "quick-note:private") == "Rather not"


def test_ctrl_n_works_from_anywhere_and_knows_the_learner(room, room_ctx, qtbot):
    window = MainWindow(room_ctx, SECTIONS)
    qtbot.addWidget(window)
    window.show()
    room_ctx.navigate("class")
    action = window.actions_by_id["note"]
    assert action.shortcut() == QKeySequence("Ctrl+N")
    for place, people in ((("class",), ()), (("learner", room.ana), (room.ana,))):
        room_ctx.navigate(*place)
        action.trigger()
        (opened,) = [one for one in window.findChildren(QuickNoteDialog) if one.isVisible()]
        assert opened.people.value() == people
        opened.done(0)
    room_ctx.tasks.shut_down()


def test_a_dialog_over_a_small_dialog_has_the_room_of_the_window(dialog, room_ctx, host):
    host.resize(1200, 780)
    alone = QuickNoteDialog(room_ctx, host).sizeHint()
    dialog.resize(400, 330)
    assert QuickNoteDialog(room_ctx, dialog).sizeHint() == alone
    assert alone.height() > 330
