"""Check-in where things are unusual: terms that ended, two classes, two windows, long words, who comes and goes."""

from __future__ import annotations

from datetime import date

import pytest
import time_machine
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from learnerplan.domain import records
from learnerplan.domain.plans import PlanState
from learnerplan.services import checkins, classes, goals, learners, plan_states, plans, rail, today, typing_drafts
from tests.ui.classday import TODAY
from tests.ui.rail.conftest import Typist
from ui.models.rail import Mark
from ui.pages.learner.page import LearnerPage
from ui.pages.rail.page import RailPage
from ui.pages.today import TodayPage

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing the keyboard)", extend=True)
WORDS = "I read to my brother 🎈 قرأت لأخي ארנב " * 125
AFTER_TERM_2 = "2027-01-20 09:00:00+00:00"


def words_on(page):
    QApplication.processEvents()
    return " | ".join(one.text() for one in page.findChildren(QLabel) if one.isVisibleTo(page))


def shown(made, qtbot):
    qtbot.addWidget(made)
    made.resize(1280, 900)
    made.show()
    return made


def leave_class(room, learner, on):
    with room.store.transaction("Leaves") as tx:
        enrolment = room.store.value("SELECT id FROM enrolment WHERE learner_id = ?", (learner,))
        tx.change(records.Enrolment, enrolment, ends_on=on)


def test_a_thousand_words_in_any_script_are_kept_letter_by_letter(page, planned, room, typist):
    assert len(WORDS.split()) >= 1000
    typist.press("s")
    page.focusWidget().insertPlainText(WORDS)
    typist.press(Qt.Key.Key_Return)
    assert checkins.of_learner(room.store, planned.ana)[0].words == WORDS.strip()
    page.open(planned.ana, "")
    assert WORDS[:200] in words_on(page)
    assert WORDS not in words_on(page), "what was said the last time is read at a glance"


def test_a_goal_without_a_measure_is_talked_about_all_the_same(page, planned, room, typist):
    page.open(planned.minh, "")
    typist.press("n", "3", Qt.Key.Key_Return)
    assert checkins.of_learner(room.store, planned.minh)[0].level_position == 3
    assert goals.measurements(room.store, planned.page_goal) == []


def test_a_learner_of_two_classes_is_talked_to_once(page, planned, room, room_ctx, typist, qtbot):
    other = classes.add(room.store, "Reading group")
    with room.store.transaction("Both classes") as tx:
        tx.add(records.Enrolment, class_id=other, learner_id=planned.ana)
    typist.press("3", Qt.Key.Key_Return)
    room_ctx.room.choose(other)
    assert [(seat.id, seat.mark) for seat in page.walk.session.seats] == [(planned.ana, Mark.DONE)]
    everyone = today.overview(room.store, today=TODAY)
    assert (everyone.learners, everyone.seen) == (3, 2)


def test_who_joins_in_march_waits_like_everybody(page, planned, room):
    fresh = learners.add(room.store, class_id=room.class_id, given_name="Noor", family_name="Al-Masri")
    (seat,) = [one for one in page.walk.session.seats if one.id == fresh]
    assert (seat.mark, seat.due, seat.last) == (Mark.OPEN, True, None)
    page.open(fresh, "")
    assert "The first check-in" in words_on(page)
    assert "There is no plan for this term yet" in words_on(page)


def test_who_leaves_while_their_turn_is_makes_room_for_the_next(page, planned, room, typist):
    typist.press("s")
    typist.write("Half a sentence")
    leave_class(room, planned.ana, TODAY)
    assert page.walk.desk.learner_id == planned.minh
    assert page.screen_.check_in.said.value() == "", "nobody's words end up with somebody else"
    assert "Half a sentence" in typing_drafts.read(room.store, rail.DRAFT + planned.ana)
    room.store.undo()
    page.open(planned.ana, "")
    assert page.screen_.check_in.said.value() == "Half a sentence"


def test_two_windows_of_one_learner(page, planned, room, room_ctx, typist, qtbot):
    plan = shown(LearnerPage(room_ctx), qtbot)
    plan.open(planned.ana, "plan")
    other = shown(RailPage(room_ctx), qtbot)
    assert other.walk.desk.learner_id == planned.ana
    page.activateWindow()
    typist.press("s")
    typist.write("Here")
    Typist(other, qtbot).press("3", Qt.Key.Key_Return)
    (kept, *_rest) = checkins.of_learner(room.store, planned.ana)
    assert kept.level_position == 3
    assert page.walk.desk.learner_id == planned.ana
    assert page.screen_.check_in.said.value() == "Here", "what is typed here stays"
    assert "You talked today" in words_on(page) or "not kept yet" in words_on(page)
    typist.press(Qt.Key.Key_Return)
    assert [row.words for row in checkins.of_learner(room.store, planned.ana)][:2] in (["Here", ""], ["", "Here"])


def test_a_term_that_ended_while_plans_run_is_offered_to_close(planned, room, room_ctx, qtbot):
    plan = plans.of_learner(room.store, planned.ana)[0].id
    plan_states.move(room.store, plan, PlanState.ACTIVE)
    with time_machine.travel(AFTER_TERM_2):
        first = shown(TodayPage(room_ctx), qtbot)
        assert "Term 2 is over" in words_on(first)
        assert "2 plans are not closed yet" in words_on(first)
        page = shown(RailPage(room_ctx), qtbot)
        page.open("", "close")
        assert page.screen_.terms.currentText() == "Term 2"
        assert page.walk.plan_id() == plan
        hands = Typist(page, qtbot)
        hands.press("1")
        assert goals.one(room.store, planned.everyone).status.value == "met"
        page.open("", "check-in")
        assert "There is no plan for this term yet" in words_on(page), "one-on-ones are of the term that is on"


def test_nothing_is_over_while_the_term_is_on(planned, room, room_ctx, qtbot):
    first = shown(TodayPage(room_ctx), qtbot)
    assert "is over" not in words_on(first)
    assert today.overview(room.store, today=date(2026, 12, 18), class_id=room.class_id).over is None


def test_the_private_notes_are_closed_before_a_child_looks(planned, room, room_ctx, qtbot):
    page = shown(LearnerPage(room_ctx), qtbot)
    page.open(planned.ana, "private")
    page.private_notes.open_private()
    page.hide()
    rail_page = shown(RailPage(room_ctx), qtbot)
    assert not page.private_notes.is_open()
    assert rail_page.walk.desk.learner_id == planned.ana
