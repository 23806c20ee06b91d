"""Nothing leads out of student mode but the PIN, and nothing leads to another child."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QContextMenuEvent, QDragEnterEvent, QDropEvent, QFileOpenEvent, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QMenu, QPlainTextEdit, QWidget

from learnerplan.errors import UserError
from learnerplan.services import learners, planbooks, student_sessions
from learnerplan.services.student_sessions import Opens, Session
from tests.services.secrets import SECRET, fill
from tests.storage.dumps import dump
from tests.ui.student.conftest import PIN, begin, go, leave
from ui.student.grown_up import WRONG
from ui.student.mode import StudentMode


def said(window) -> list[str]:
    """Every text that a widget of the window holds or tells a screen reader."""
    found = []
    for one in [window, *window.findChildren(QWidget)]:
        found += [one.accessibleName(), one.accessibleDescription(), one.toolTip(), one.windowTitle()]
        for name in ("text", "plain", "placeholderText", "toPlainText"):
            if callable(getattr(one, name, None)):
                found.append(getattr(one, name)())
    return found


def test_the_main_window_is_gone_whole(mode, main, room):
    window = begin(mode, room.ana)
    assert not main.isVisible()
    assert not main.isEnabled()
    assert window.isVisible()
    assert window.windowState() & Qt.WindowState.WindowFullScreen


def test_no_action_or_shortcut_of_the_main_window_is_on(mode, main, room):
    begin(mode, room.ana)
    assert [action.text() for action in main.actions() if action.isEnabled()] == []
    assert [keys.key().toString() for keys in main.findChildren(QShortcut) if keys.isEnabled()] == []


def test_undo_stays_off_while_the_child_writes(mode, main, room, goal, qapp):
    window = begin(mode, room.ana)
    go(window, Opens.PLAN)
    QTest.mouseClick(window.screen_shown.cards[0].steps[0], Qt.MouseButton.LeftButton)
    qapp.processEvents()
    assert room.store.undo_status().undo == "Tick step"
    assert not main.actions_by_id["undo"].isEnabled()
    before = dump(room.store)
    for keys in ("undo", "redo", "palette", "open", "import"):
        main.actions_by_id[keys].trigger()
    assert dump(room.store) == before
    leave(mode)
    assert main.actions_by_id["undo"].isEnabled()


CONTROL, ALT, NONE = (
    Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.NoModifier,
)  # fmt: skip
KEYS = (
    *((Qt.Key[f"Key_{name}"], CONTROL) for name in ("K", "F", "N", "O", "Q", "W", "P", "Z", "Y", "1")),
    *((Qt.Key[f"Key_{name}"], ALT) for name in ("1", "3", "F4", "Up")),
    *((Qt.Key[f"Key_{name}"], NONE) for name in ("Escape", "F1", "F6", "F10", "Menu", "Backspace", "Slash")),
)


@pytest.mark.parametrize(("key", "held"), KEYS)
def test_no_key_leads_anywhere(mode, main, room, key, held, qapp):
    window = begin(mode, room.ana)
    before = dump(room.store)
    for target in (window, window.screen_shown, window.focusWidget() or window):
        QTest.keyClick(target, key, held)
    qapp.processEvents()
    assert mode.window is window
    assert window.isVisible()
    assert not main.isVisible()
    shown = [one for one in QApplication.topLevelWidgets() if one.isVisible() and one is not window]
    assert shown == []
    assert dump(room.store) == before


def test_closing_is_refused_and_keeps_what_was_typed(mode, main, room, goal):
    window = begin(mode, room.ana)
    go(window, Opens.PLAN)
    window.screen_shown.proud.setPlainText("My kite")
    assert not window.close()
    assert window.isVisible()
    assert student_sessions.held(room.store.folder) is not None
    assert room.store.value("SELECT text FROM reflection") == "My kite"


def test_a_window_that_opens_elsewhere_goes_away(mode, main, room, qapp, qtbot):
    window = begin(mode, room.ana)
    stray = QDialog()
    qtbot.addWidget(stray)
    stray.show()
    main.show()
    qtbot.waitUntil(lambda: not stray.isVisible() and not main.isVisible())
    assert window.isVisible()


def test_menus_of_the_right_button_do_not_open(mode, room, goal, qapp):
    window = begin(mode, room.ana)
    go(window, Opens.PLAN)
    box = window.screen_shown.proud
    qapp.sendEvent(box, QContextMenuEvent(QContextMenuEvent.Reason.Mouse, QPoint(5, 5), box.mapToGlobal(QPoint(5, 5))))
    qapp.sendEvent(box.viewport(), QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(5, 5), QPoint(9, 9)))
    assert [one for one in qapp.topLevelWidgets() if isinstance(one, QMenu) and one.isVisible()] == []


def test_nothing_is_pasted_or_dropped(mode, room, goal, qapp, tmp_path):
    window = begin(mode, room.ana)
    go(window, Opens.PLAN)
    box = window.screen_shown.proud
    mime = QMimeData()
    mime.setText(SECRET)
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path / "secret.png"))])
    qapp.clipboard().setText(SECRET)
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(box, Qt.Key.Key_Insert, Qt.KeyboardModifier.ShiftModifier)
    box.paste()
    actions, buttons = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    for target in (window, box, box.viewport()):
        enter = QDragEnterEvent(QPoint(5, 5), actions, mime, buttons, Qt.KeyboardModifier.NoModifier)
        qapp.sendEvent(target, enter)
        assert not enter.isAccepted()
        qapp.sendEvent(target, QDropEvent(QPointF(5, 5), actions, mime, buttons, Qt.KeyboardModifier.NoModifier))
    assert box.toPlainText() == ""
    qapp.clipboard().clear()


def test_the_systems_quit_and_open_reach_nobody(mode, room, qapp, tmp_path):
    window = begin(mode, room.ana)
    left = []
    qapp.aboutToQuit.connect(lambda: left.append(1))
    quitting = QEvent(QEvent.Type.Quit)
    qapp.sendEvent(qapp, quitting)
    qapp.sendEvent(qapp, QFileOpenEvent(str(tmp_path / "roster.csv")))
    assert not quitting.isAccepted()
    assert left == []
    assert window.isVisible()


def test_no_secret_is_in_any_widget(mode, room, main):
    fill(room)
    survey = room.store.value("SELECT id FROM survey WHERE band = '1-3'")
    window = begin(mode, room.ana, surveys=(survey,))
    everything = said(window)
    for opens in (Opens.PLAN, Opens.SURVEY, Opens.REFLECTION, Opens.PROFILE, Opens.SCRIPT, Opens.WORK):
        go(window, opens)
        everything += said(window)
        window.go_home()
    window.ask_pin()
    everything += said(window)
    assert "Build a kite" in " ".join(everything)
    assert "Find two sticks" in everything
    assert [text for text in everything if SECRET in text] == []


def test_only_the_next_childs_name_stands_on_the_way(mode, room):
    window = begin(mode, room.ana, room.minh, passing=True)
    words = " ".join(label.text() for label in window.findChildren(QLabel) if label.isVisibleTo(window))
    assert "Ana Lúcia" in words
    assert "Minh" not in words
    assert "Ferreira" not in words
    assert "Build" not in words


def test_the_pin_leads_out(mode, main, room):
    begin(mode, room.ana)
    leave(mode, "0000")
    assert mode.window.grown_up_screen.words.text() == WRONG
    assert not main.isVisible()
    mode.window.grown_up_screen.back.emit()
    assert mode.window.screen_shown.isVisible()
    leave(mode)
    assert mode.window is None
    assert main.isVisible()
    assert main.isEnabled()
    assert student_sessions.held(room.store.folder) is None


def test_the_pin_leads_out_even_where_the_session_cannot_be_removed(mode, main, room):
    begin(mode, room.ana)
    file = room.store.folder.path / student_sessions.FILE
    file.unlink()
    (file / "in the way").mkdir(parents=True)
    leave(mode)
    assert mode.window is None
    assert main.isVisible()
    assert "will open in student mode the next time" in " ".join(said(main))


def test_after_five_wrong_tries_the_field_waits(mode, room):
    begin(mode, room.ana)
    mode.window.ask_pin()
    way_out = mode.window.grown_up_screen
    for _try in range(5):
        way_out.field.setText("0000")
        way_out.check()
    assert not way_out.field.isEnabled()
    assert "Wait 30 seconds" in way_out.words.text()
    way_out.field.setText(PIN)
    way_out.check()
    assert mode.window is not None


def test_without_a_pin_it_does_not_begin(room, room_ctx, main):
    with pytest.raises(UserError, match="no PIN"):
        StudentMode(room_ctx, main).begin(Session((room.ana,)))
    assert student_sessions.held(room.store.folder) is None
    assert main.isVisible()


def test_a_child_who_left_has_no_turn(mode, room):
    learners.set_active(room.store, room.ana, False)
    window = begin(mode, room.ana, room.minh)
    assert window.session.learner_id == room.minh
    window.screen_shown.arrived.emit()
    assert "Minh" in window.screen_shown.title


def test_what_the_child_writes_is_noted_as_the_childs(mode, room, goal):
    window = begin(mode, room.ana)
    go(window, Opens.PLAN)
    window.screen_shown.cards[0].steps[0].click()
    assert room.store.value("SELECT actor FROM txn ORDER BY id DESC LIMIT 1") == "learner"
    leave(mode)
    assert room.store.actor == "teacher"
    assert planbooks.setting(room.store, "student.tries") == ""


def test_boxes_offer_no_menu(mode, room, goal):
    window = begin(mode, room.ana)
    for opens in (Opens.PLAN, Opens.SCRIPT):
        go(window, opens)
        boxes = window.screen_shown.findChildren(QPlainTextEdit)
        assert boxes
        assert {box.contextMenuPolicy() for box in boxes} == {Qt.ContextMenuPolicy.NoContextMenu}
