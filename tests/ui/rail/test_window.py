"""Check-in in the window: a key leads there, it has the window to itself, and Stop leads back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QPushButton

from learnerplan.domain.profiles import Voice
from learnerplan.services.rail import ProfileQuote
from ui.main_window import MainWindow
from ui.navigation import Place
from ui.pages.rail.page import RailPage
from ui.sections import SECTIONS

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing the keyboard)", extend=True)


@pytest.fixture
def window(planned, room_ctx, qtbot):
    made = MainWindow(room_ctx, SECTIONS)
    qtbot.addWidget(made)
    made.resize(1280, 800)
    made.show()
    room_ctx.navigate("today")
    qtbot.waitExposed(made)
    yield made
    room_ctx.tasks.shut_down()


def test_a_key_leads_there_and_stop_leads_back(window, planned, qtbot):
    assert window.sidebar.isVisible()
    window.actions_by_id["go-check-in"].trigger()
    assert "Ctrl+Shift+C" in [keys.toString() for keys in window.actions_by_id["go-check-in"].shortcuts()]
    page = window.current_page()
    assert isinstance(page, RailPage)
    assert not window.sidebar.isVisible()
    qtbot.keyClick(window.focusWidget() or page, "3")
    assert page.screen_.check_in.goals[0].rating.value()
    page.screen_.stop.click()
    assert window.stack.place == Place("today")
    assert window.sidebar.isVisible()
    window.actions_by_id["go-check-in"].trigger()
    assert page.screen_.check_in.goals[0].rating.value(), "what was chosen is still there"


def test_today_is_one_click_away_from_it(window, qtbot):
    start = next(one for one in window.current_page().findChildren(QPushButton) if one.text() == "Start check-ins")
    qtbot.mouseClick(start, Qt.MouseButton.LeftButton)
    assert isinstance(window.current_page(), RailPage)


def test_the_page_is_made_anew_in_other_sizes_at_the_same_child(window, planned, room_ctx, qtbot):
    room_ctx.navigate("check-in", planned.minh)
    assert window.current_page().walk.desk.learner_id == planned.minh
    room_ctx.theme.set_look(room_ctx.theme.tokens, 1.25, reading_font=False)
    again = window.current_page()
    assert again.walk.desk.learner_id == planned.minh
    assert not window.sidebar.isVisible()


def test_closing_the_window_keeps_what_is_typed(window, planned, room, room_ctx, qtbot):
    from learnerplan.services import rail, typing_drafts

    room_ctx.navigate("check-in")
    page = window.current_page()
    qtbot.keyClick(window.focusWidget() or page, "s")
    qtbot.keyClicks(window.focusWidget(), "Half")
    window.close()
    assert "Half" in typing_drafts.read(room.store, rail.DRAFT + planned.ana)


def test_the_curtain_takes_a_toast_away_covers_the_next_and_keeps_shortcuts_still(window, room_ctx, qtbot):
    room_ctx.navigate("check-in")
    page = window.current_page()
    room_ctx.toast("Kept", undo=True)
    assert window.toast.isVisible()
    assert (
        window.toast.geometry().bottom() < page.screen_.legend.mapTo(window, page.screen_.legend.rect().topLeft()).y()
    )
    qtbot.keyClick(window.focusWidget() or page, "b")
    curtain = page.screen_.curtain
    assert curtain.geometry() == window.rect()
    middle = window.toast.geometry().center()
    assert not window.toast.isVisible()
    room_ctx.toast("Another", undo=True)
    assert window.childAt(middle) is curtain or curtain.isAncestorOf(window.childAt(middle))
    qtbot.keyClick(curtain, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert not curtain.isVisible(), "a shortcut shows the screen again"
    assert not [one for one in QApplication.topLevelWidgets() if isinstance(one, QDialog) and one.isVisible()]
    assert window.focusWidget() is not None


def test_escape_hides_the_screen_at_once_and_the_toast_with_it(window, room_ctx, qtbot):
    room_ctx.navigate("check-in")
    page = window.current_page()
    curtain = page.screen_.curtain
    qtbot.keyClick(window.focusWidget() or page, "a")
    assert window.toast.isVisible(), "away was said"
    qtbot.keyClick(window.focusWidget() or page, Qt.Key.Key_Escape)
    assert curtain.isVisible()
    assert not window.toast.isVisible()
    qtbot.keyClick(curtain, Qt.Key.Key_Space)
    assert not curtain.isVisible()
    assert not window.toast.isVisible(), "what comes back shows nothing stale"
    assert window.focusWidget() is page, "letters act at once"


def test_from_a_field_escape_leaves_it_first_and_the_toast_waits(window, room_ctx, qtbot):
    room_ctx.navigate("check-in")
    page = window.current_page()
    qtbot.keyClick(window.focusWidget() or page, "s")
    room_ctx.toast("Kept", undo=True)
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Escape)
    assert window.focusWidget() is page
    assert not page.screen_.curtain.isVisible()
    assert window.toast.isVisible()
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Escape)
    assert page.screen_.curtain.isVisible()
    assert not window.toast.isVisible()


def test_escape_in_the_toast_itself_hides_the_screen_too(window, room_ctx, qtbot):
    room_ctx.navigate("check-in")
    page = window.current_page()
    room_ctx.toast("Kept", undo=True)
    undo = window.toast.findChild(QPushButton)
    undo.setFocus()
    qtbot.keyClick(undo, Qt.Key.Key_Escape)
    assert page.screen_.curtain.isVisible()
    assert not window.toast.isVisible()


def test_elsewhere_escape_sends_the_toast_away(window, room_ctx, qtbot):
    room_ctx.toast("Kept", undo=True)
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert not window.toast.isVisible()
    assert window.stack.place == Place("today")


def test_leaving_takes_the_curtain_along(window, room_ctx, qtbot):
    room_ctx.navigate("check-in")
    page = window.current_page()
    page.hide_screen()
    room_ctx.navigate("today")
    assert not page.screen_.curtain.isVisible()


def test_another_mode_is_there_when_the_page_is_gone_to_again(window, planned, room_ctx):
    room_ctx.navigate("check-in")
    page = window.current_page()
    room_ctx.navigate("today")
    room_ctx.navigate("check-in", planned.minh, "close")
    assert page.screen_.close_.isVisible()
    assert page.walk.desk.learner_id == planned.minh
    room_ctx.navigate("today")
    room_ctx.navigate("check-in", part="agree")
    assert page.screen_.agree.isVisible()
    assert page.screen_.agree.boxes


def test_the_strip_of_the_sample_class_is_not_for_a_child(planned, room_ctx, qtbot):
    made = MainWindow(room_ctx, SECTIONS, sample=True)
    qtbot.addWidget(made)
    made.show()
    room_ctx.navigate("today")
    assert made.sample_strip.isVisible()
    room_ctx.navigate("check-in")
    assert not made.sample_strip.isVisible()
    room_ctx.tasks.shut_down()


def test_names_are_off_again_when_the_page_is_come_back_to(window, room_ctx):
    room_ctx.navigate("check-in")
    panel = window.current_page().screen_.panel
    panel.names.click()
    assert panel.named()
    room_ctx.navigate("today")
    room_ctx.navigate("check-in")
    assert not panel.named()
    assert not panel.list.seats.named


def test_a_long_name_has_the_line_to_itself_where_no_quote_stands_beside_it(window, room_ctx):
    window.actions_by_id["go-check-in"].trigger()
    page = window.current_page()
    name, day = page.screen_.head.name, date(2026, 11, 18)
    seat = replace(page.walk.turn(), name="Marisol Marchand-Featherstonehaugh")
    page.screen_.head.show_learner(seat, None, day)
    QApplication.processEvents()
    alone = name.width()
    page.screen_.head.show_learner(seat, ProfileQuote("I like to be asked.", Voice.LEARNER, "", day, day), day)
    QApplication.processEvents()
    assert name.width() < alone - 200


def test_with_little_room_the_foot_shows_few_keys_and_the_way_to_all(window, room_ctx, qtbot):
    room_ctx.navigate("check-in")
    legend = window.current_page().screen_.legend
    many = {one.text() for one in legend.findChildren(QLabel)}
    assert {"how far", "next move", "hide"} <= many
    window.resize(900, 700)
    room_ctx.theme.set_look(room_ctx.theme.tokens, 1.5, reading_font=False)
    few = [one.text() for one in window.current_page().screen_.legend.findChildren(QLabel)]
    assert few == ["how far", "next", "back", "hide", "all keys"]
