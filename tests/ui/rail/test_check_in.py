"""Checking a class in with the keyboard alone, a child looking on."""

from __future__ import annotations

from datetime import date

import pytest
import time_machine
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtWidgets import QApplication, QLabel

from learnerplan.domain.checkins import AbsenceKind, Feeling
from learnerplan.domain.steps import Who
from learnerplan.services import artifacts, checkins, goals, rail, rota, scales, steps, typing_drafts
from learnerplan.services.rota import Place
from tests.ui.classday import TODAY
from tests.ui.rail.conftest import Typist
from ui.models.rail import Mark
from ui.pages.rail.page import RailPage

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing the keyboard)", extend=True)
SHIFT = Qt.KeyboardModifier.ShiftModifier
MOST_KEYS = 12


def now(page):
    return page.walk.desk.learner_id if page.walk.desk is not None else ""


def marks(page):
    return {seat.id: seat.mark for seat in page.walk.session.seats}


def words_on(page):
    QApplication.processEvents()  # what is new shows itself when its turn comes
    return " | ".join(one.text() for one in page.findChildren(QLabel) if one.isVisibleTo(page))


def test_who_waits_longest_comes_first(page, planned):
    assert page.walk.session.order == [planned.ana, planned.minh, planned.tala]
    assert now(page) == planned.ana
    assert "Wednesday one-on-ones" in words_on(page)
    assert "0 talked, 2 due, 1 not due yet" in words_on(page)
    assert "I want to draw my own book" in words_on(page)
    assert "I can do it with pizza" in words_on(page)
    assert "Try fraction strips" in words_on(page)


def test_a_typical_child_takes_few_keys(page, planned, room, typist):
    typist.press("3", "2", "t", "n")
    typist.write("4")
    typist.press(Qt.Key.Key_Escape, "f", "f", "s")
    typist.write("it was three whole ones")
    typist.press(Qt.Key.Key_Tab)
    typist.write("Teach the strip")
    typist.press(Qt.Key.Key_Return)
    assert typist.count <= MOST_KEYS
    (newest, second, *_rest) = checkins.of_learner(room.store, planned.ana)
    levels = scales.progress_levels(room.store)
    assert newest.held_on == TODAY
    assert (newest.words, newest.next_move) == ("it was three whole ones", "Teach the strip")
    assert newest.feeling is Feeling.GOOD
    assert {newest.goal_id: newest.level, second.goal_id: second.level} == {
        planned.everyone: levels[3].name,
        planned.own: levels[2].name,
    }
    assert [row.value for row in goals.measurements(room.store, planned.everyone)] == [4]
    done, _home, move = steps.of_goal(room.store, planned.everyone)
    assert done.done_on == TODAY
    assert (move.text, move.who, move.due_on) == ("Teach the strip", Who.ME, date(2026, 11, 25))
    assert now(page) == planned.minh
    assert marks(page)[planned.ana] is Mark.DONE


def test_the_check_in_is_one_step_of_undo(page, planned, room, typist):
    typist.press("3", Qt.Key.Key_Return)
    assert room.store.undo_status().undo == "Check in"
    room.store.undo()
    assert marks(page)[planned.ana] is Mark.OPEN
    assert now(page) == planned.minh


def test_nothing_said_is_no_check_in(page, planned, room, typist):
    typist.press(Qt.Key.Key_Return)
    assert now(page) == planned.minh
    assert len(checkins.of_learner(room.store, planned.ana)) == 1
    typist.press(Qt.Key.Key_Return, Qt.Key.Key_Return)
    assert now(page) == planned.ana, "whoever is open comes round again"


def test_not_today_is_no_value(page, planned, room, typist):
    typist.press("-", "3", Qt.Key.Key_Return)
    newest = checkins.of_learner(room.store, planned.ana)[0]
    assert newest.goal_id == planned.own, "the hyphen goes on to the next goal"
    assert newest.level_position == 3
    assert room.store.value("SELECT count(*) FROM check_in_goal WHERE goal_id = ?", (planned.everyone,)) == 0


def test_back_to_the_child_before(page, planned, typist):
    typist.press("3", Qt.Key.Key_Return)
    typist.press(Qt.Key.Key_Return, modifier=SHIFT)
    assert now(page) == planned.ana
    assert "You talked today" in words_on(page)


def test_away_and_later(page, planned, room, typist):
    typist.press("l")
    assert now(page) == planned.minh
    typist.press("a")
    assert now(page) == planned.tala
    assert marks(page) == {planned.ana: Mark.LATER, planned.minh: Mark.AWAY, planned.tala: Mark.OPEN}
    typist.press("2", Qt.Key.Key_Return)
    assert now(page) == planned.tala or now(page) == planned.ana
    places = {row.id: row.place for row in rota.rail(room.store, room.class_id, TODAY)}
    assert places[planned.minh] is Place.AWAY


def test_who_is_away_can_come_back(page, planned, typist):
    typist.press("a")
    typist.press(Qt.Key.Key_Return, modifier=SHIFT)
    assert now(page) == planned.ana
    typist.press("a")
    assert marks(page)[planned.ana] is Mark.OPEN
    assert now(page) == planned.ana


def test_who_was_away_the_last_time_comes_first(planned, room, room_ctx, qtbot):
    rota.miss(room.store, planned.tala, date(2026, 11, 17), AbsenceKind.AWAY)
    page = RailPage(room_ctx)
    qtbot.addWidget(page)
    page.show()
    assert now(page) == planned.tala


def test_letters_are_letters_in_a_field(page, planned, typist):
    typist.press("s")
    typist.write("bat ball 234")
    assert now(page) == planned.ana
    assert page.screen_.check_in.said.value() == "bat ball 234"
    assert not page.screen_.curtain.isVisible()
    typist.press(Qt.Key.Key_Escape, "3")
    assert page.screen_.check_in.goals[0].rating.value()


def test_shift_enter_in_the_words_makes_a_line(page, planned, typist):
    typist.press("s")
    typist.write("one")
    typist.press(Qt.Key.Key_Return, modifier=SHIFT)
    typist.write("two")
    assert page.screen_.check_in.said.value() == "one\ntwo"


@pytest.mark.parametrize("keys", [("b",), (Qt.Key.Key_Escape,), ("s", Qt.Key.Key_Escape, Qt.Key.Key_Escape)])
def test_one_key_hides_the_screen_and_any_key_shows_it(page, planned, typist, keys):
    typist.press(*keys)
    assert page.screen_.curtain.isVisible()
    assert page.screen_.curtain.geometry() == page.rect()
    typist.press("3")
    assert not page.screen_.curtain.isVisible()
    assert not page.screen_.check_in.goals[0].rating.value(), "the key that shows it does nothing else"
    typist.press("3")
    assert page.screen_.check_in.goals[0].rating.value()


def test_no_classmate_is_named_by_default(page, planned):
    model = page.screen_.panel.list.seats
    said = [str(model.data(model.index(at), Qt.ItemDataRole.AccessibleTextRole)) for at in range(3)]
    assert not any("Minh" in one or "Tala" in one for one in (*said, words_on(page)))
    page.screen_.panel.names.click()
    said = [str(model.data(model.index(at), Qt.ItemDataRole.AccessibleTextRole)) for at in range(3)]
    assert any("Minh" in one for one in said)


def test_a_toast_names_nobody(page, planned, room_ctx, typist, qtbot):
    with qtbot.waitSignal(room_ctx.shell.toast_wanted) as said:
        typist.press("a")
    assert said.args == ["Away today, first the next time", True]


def test_what_is_typed_survives(page, planned, room, room_ctx, typist, qtbot):
    typist.press("1", "l")
    assert now(page) == planned.minh
    typist.press("4", "s")
    typist.write("I read to my brother")
    typist.press(Qt.Key.Key_Tab)
    typist.write("Read to the class")
    name = rail.DRAFT + planned.minh
    qtbot.waitUntil(lambda: "Read to the class" in typing_drafts.read(room.store, name), timeout=2000)
    again = RailPage(room_ctx)
    qtbot.addWidget(again)
    again.show()
    assert now(again) == planned.minh, "who was in the middle comes first"
    held = again.screen_.check_in
    assert held.said.value() == "I read to my brother"
    assert held.next_move.text.value() == "Read to the class"
    assert "not kept yet" in words_on(again)
    Typist(again, qtbot).press(Qt.Key.Key_Return)
    newest = checkins.of_learner(room.store, planned.minh)[0]
    assert (newest.words, newest.level_position) == ("I read to my brother", 4)
    assert typing_drafts.read(room.store, name) == ""


def test_a_draft_is_of_the_day_on_which_it_was_typed(page, planned, room, room_ctx, typist, qtbot):
    typist.press("3", "s")
    typist.write("Yesterday")
    page.hide()
    with time_machine.travel("2026-11-19 09:00:00+00:00"):
        again = RailPage(room_ctx)
        qtbot.addWidget(again)
        again.show()
        assert "Typed before on 18 Nov" in words_on(again)
        Typist(again, qtbot).press(Qt.Key.Key_Return)
    assert checkins.of_learner(room.store, planned.ana)[0].held_on == TODAY


def test_a_change_from_elsewhere_leaves_what_is_typed(page, planned, room, typist):
    typist.press("3", "s")
    typist.write("Half a sen")
    steps.add(room.store, planned.everyone, text="A new step", who=Who.ME)
    assert page.screen_.check_in.said.value() == "Half a sen"
    assert page.screen_.check_in.goals[0].rating.value()
    assert len(page.screen_.check_in.goals[0].steps) == 3
    typist.write("tence")
    assert page.screen_.check_in.said.value() == "Half a sentence", "the typing goes on where it was"


def test_steps_are_ticked_one_after_another(page, planned, room, typist):
    typist.press("t", "t")
    assert all(step.done_on == TODAY for step in steps.of_goal(room.store, planned.everyone))
    typist.press(Qt.Key.Key_Space)
    assert sum(step.done_on == TODAY for step in steps.of_goal(room.store, planned.everyone)) == 1
    typist.press(Qt.Key.Key_Return)
    assert marks(page)[planned.ana] is Mark.DONE, "a step ticked together is a talk"


def test_a_number_that_is_none_is_said_beside_it(page, planned, room, typist):
    typist.press("n")
    typist.write("four")
    typist.press(Qt.Key.Key_Return)
    assert now(page) == planned.ana
    assert "Write the number in digits" in words_on(page)
    assert len(checkins.of_learner(room.store, planned.ana)) == 1


def test_a_pasted_picture_becomes_evidence(page, planned, room, typist, qtbot):
    picture = QImage(8, 8, QImage.Format.Format_RGB32)
    picture.fill(QColor("red"))
    QGuiApplication.clipboard().setImage(picture)
    typist.press("v", modifier=Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: len(artifacts.of_goal(room.store, planned.everyone)) == 1)
    QGuiApplication.clipboard().clear()
    assert artifacts.of_learner(room.store, planned.ana)[0].made_on == TODAY


def test_a_child_without_a_plan_is_heard_all_the_same(page, planned, room, typist):
    typist.press("l", "l")
    assert now(page) == planned.tala
    assert "There is no plan for this term yet" in words_on(page)
    typist.press("3", "s")
    typist.write("I like maths")
    typist.press(Qt.Key.Key_Return)
    assert checkins.of_learner(room.store, planned.tala)[0].words == "I like maths"


def test_all_done(page, planned, typist):
    typist.press("3", Qt.Key.Key_Return, "3", Qt.Key.Key_Return, "a")
    assert now(page) == ""
    assert page.screen_.done.isVisible()
    assert "2 talked, 1 away, 0 due" in words_on(page)
    assert "Whoever is away comes first the next time." in words_on(page)


def test_without_a_class_there_are_classes_to_choose(page, planned, room_ctx, room, qtbot):
    room_ctx.room.choose("")
    qtbot.waitUntil(lambda: "Which class do you talk to?" in words_on(page))
    room_ctx.room.choose(room.class_id)
    assert now(page) == planned.ana


def test_a_page_left_open_overnight_begins_the_new_day(page, planned, room, typist):
    typist.press("3", "s")
    typist.write("Yesterday")
    with time_machine.travel("2026-11-19 09:00:00+00:00"):
        typist.press(Qt.Key.Key_Return)
        assert "Thursday one-on-ones" in words_on(page)
        assert "Typed before on 18 Nov" in words_on(page)
        assert len(checkins.of_learner(room.store, planned.ana)) == 1, "nothing is kept under another day"
        typist.press(Qt.Key.Key_Return)
        assert checkins.of_learner(room.store, planned.ana)[0].held_on == TODAY
        assert marks(page)[planned.ana] is Mark.OPEN, "of today nothing was said yet"


def test_what_was_typed_after_a_talk_is_offered_too(page, planned, room, room_ctx, typist, qtbot):
    for _learner in range(3):
        typist.press("3", "s")
        typist.write("Done")
        typist.press(Qt.Key.Key_Return)
    assert "All that was said is kept." in words_on(page)
    page.open(planned.minh, "")
    typist.press("s")
    typist.write("One more thing")
    page.hide()
    again = RailPage(room_ctx)
    qtbot.addWidget(again)
    again.show()
    assert now(again) == planned.minh, "the rail does not say that all is done"
    assert "not kept yet" in words_on(again)
