"""What counts as done, what is asked once only, and where the keys begin."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPointF, QSize, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest

from learnerplan.domain.goals import GoalKind
from learnerplan.domain.reflections import Prompt
from learnerplan.services import goals, own_surveys, student_inbox, student_sessions
from learnerplan.services.student_sessions import Opens, Session
from tests.ui.student.conftest import begin, crash, go, leave, tile
from ui.student.answered import AnsweredScreen
from ui.student.hub import Hub
from ui.student.window import StudentWindow
from ui.theme.theme import Theme
from ui.theme.tokens import LIGHT


def finish(screen, window):
    """Answer with the first picture and go through the rest without an answer."""
    screen.answers.press(0)
    screen.go_on()
    while screen is window.screen_shown:
        screen.unsure.click()


def test_what_is_done_outlives_a_crash_and_is_not_answered_twice(mode, room, room_ctx, main, pictures):
    window = begin(mode, room.ana, surveys=(pictures,))
    finish(go(window, Opens.SURVEY), window)
    go(window, Opens.PROFILE).done.click()
    again = crash(mode, room_ctx, main)
    done = {part.opens for part, tile in again.window.screen_shown.tiles.items() if tile.done}
    assert done == {Opens.SURVEY, Opens.PROFILE}
    screen = go(again.window, Opens.SURVEY)
    assert isinstance(screen, AnsweredScreen)
    screen.back.click()
    assert room.store.value("SELECT count(*) FROM response") == 1
    leave(again)


def test_the_answers_themselves_tell_that_a_survey_is_done(mode, room, room_ctx, main, pictures):
    window = begin(mode, room.ana, surveys=(pictures,))
    finish(go(window, Opens.SURVEY), window)
    student_sessions.keep(room.store.folder, replace(window.session, done=()))
    again = crash(mode, room_ctx, main)
    assert tile(again.window, Opens.SURVEY).done
    leave(again)


def test_each_survey_has_a_tile_with_its_title(mode, room, pictures):
    older = own_surveys.add_ready(room.store, "grades-4-8")
    window = begin(mode, room.ana, surveys=(pictures, older), opens=(Opens.SURVEY,))
    titles = [own_surveys.one(room.store, each).title for each in (pictures, older)]
    assert [tile.accessibleName() for tile in window.screen_shown.tiles.values()] == titles
    window.go(window.session.parts[1])
    assert window.screen_shown.survey.id == older


def test_going_back_is_not_done(mode, room, goal, pictures, tmp_path):
    student_inbox.choose(room.store, tmp_path)
    window = begin(mode, room.ana, surveys=(pictures,))
    for opens in (Opens.SURVEY, Opens.WORK, Opens.DRAW):
        go(window, opens).back.click()
        assert isinstance(window.screen_shown, Hub)
    go(window, Opens.REFLECTION)._done()
    assert [part for part, tile in window.screen_shown.tiles.items() if tile.done] == []
    assert window.session.done == ()


def test_a_survey_goes_on_where_the_child_went_back(mode, room, pictures):
    window = begin(mode, room.ana, surveys=(pictures,))
    screen = go(window, Opens.SURVEY)
    screen.answers.press(2)
    screen.go_back()
    assert go(window, Opens.SURVEY).answers.cards[2].isChecked()


def test_typing_goes_into_the_first_empty_box_at_once(mode, room, goal):
    window = begin(mode, room.ana)
    assert go(window, Opens.PLAN).proud is window.focusWidget()
    screen = go(window, Opens.REFLECTION)
    assert screen.boxes[Prompt.PROUD] is window.focusWidget()
    QTest.keyClicks(window.focusWidget(), "It flew")
    screen.leave()
    boxes = list(go(window, Opens.REFLECTION).boxes.values())
    assert window.focusWidget() is boxes[1]


def test_what_has_the_keys_does_not_look_chosen(mode, room, pictures, qtbot):
    window = begin(mode, room.ana, surveys=(pictures,))
    qtbot.waitUntil(window.isActiveWindow)
    card, other = go(window, Opens.SURVEY).answers.cards[:2]
    ground = [each.grab().toImage().pixelColor(each.width() // 2, each.height() - 8) for each in (card, other)]
    assert card.shows_focus()
    assert ground[0] == ground[1]
    card.click()
    assert card.grab().toImage().pixelColor(card.width() // 2, card.height() - 8) != ground[0]


def test_goals_to_choose_from_are_equally_high(mode, room, goal, tmp_path, qapp):
    from learnerplan.domain import records

    plan = room.store.value("SELECT plan_id FROM goal WHERE id = ?", (goal,))
    goals.add(room.store, plan, kind=GoalKind.PERSONAL, words="Make a comic book that other kids want to borrow soon")
    with room.store.transaction("Longer") as tx:
        tx.change(records.Goal, goal, words="Kite")
    (tmp_path / "kite.png").write_bytes(b"no picture, and still on offer")
    student_inbox.choose(room.store, tmp_path)
    window = begin(mode, room.ana)
    one, two = go(window, Opens.WORK).goals
    qapp.processEvents()
    assert one.height() == two.height()


@pytest.mark.parametrize(
    ("asked", "room_there", "shown"),
    [(1.5, QSize(1024, 700), 1.0), (1.5, QSize(1920, 1200), 1.25), (1.0, QSize(800, 600), 1.0)],
)
def test_letters_grow_only_as_far_as_the_screen_has_room(room, room_ctx, qtbot, asked, room_there, shown):
    ctx = replace(room_ctx, theme=Theme(LIGHT, asked))
    window = StudentWindow(ctx, Session((room.ana,)), room_there)
    qtbot.addWidget(window)
    assert window.theme.scale == shown
    window.let_go()


def test_one_child_who_was_not_done_yet_comes_back(mode, room, qapp):
    window = begin(mode, room.ana, opens=(Opens.PROFILE,))
    go(window, Opens.PROFILE).done.click()
    window.screen_shown.done_button.click()
    qapp.processEvents()
    assert window.screen_shown.back.isVisible()
    QTest.mouseClick(window.screen_shown.back, Qt.MouseButton.LeftButton)
    assert tile(window, Opens.PROFILE).done


def test_after_a_round_nobody_comes_back(mode, room):
    window = begin(mode, room.ana, room.minh)
    window.screen_shown.done_button.click()
    window.screen_shown.here.click()
    window.screen_shown.done_button.click()
    assert not window.screen_shown.back.isVisibleTo(window)


def test_the_second_click_of_two_does_not_end_the_turn(mode, room, qapp):
    window = begin(mode, room.ana, opens=(Opens.PROFILE,))
    QTest.mouseClick(go(window, Opens.PROFILE).done, Qt.MouseButton.LeftButton)
    button = window.screen_shown.done_button
    at, left = QPointF(button.rect().center()), Qt.MouseButton.LeftButton
    for kind in (QEvent.Type.MouseButtonDblClick, QEvent.Type.MouseButtonRelease):
        held = left if kind == QEvent.Type.MouseButtonDblClick else Qt.MouseButton.NoButton
        qapp.sendEvent(
            button, QMouseEvent(kind, at, button.mapToGlobal(at), left, held, Qt.KeyboardModifier.NoModifier)
        )
    assert isinstance(window.screen_shown, Hub)
    QTest.mouseClick(button, left)
    assert not isinstance(window.screen_shown, Hub)
