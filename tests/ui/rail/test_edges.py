"""Check-in where things are unusual: terms that ended, two classes, two windows, long words, who comes and goes."""

from __future__ import annotations

from datetime import date

import pytest
import time_machine
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from learnerplan.domain import records
from learnerplan.domain.goals import GoalKind, GoalStatus
from learnerplan.domain.plans import PlanState
from learnerplan.services import (
    checkins,
    classes,
    goals,
    learners,
    plan_closing,
    plan_states,
    plans,
    rail,
    terms,
    today,
    typing_drafts,
)
from tests.ui.classday import TODAY
from tests.ui.rail.conftest import Typist
from ui.main_window import MainWindow
from ui.models.rail import Mark, RailMode
from ui.pages.learner.page import LearnerPage
from ui.pages.rail.page import RailPage
from ui.pages.today import TodayPage
from ui.sections import SECTIONS
from ui.widgets.bidi import plain

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


@pytest.mark.parametrize("day", ["2027-02-15", "2027-02-19", "2027-02-20"], ids=["last week", "last day", "after it"])
def test_at_the_end_of_a_term_that_term_is_closed_and_an_earlier_one_is_a_press_away(
    planned, room, room_ctx, qtbot, day
):
    later = next(term for term in terms.listed(room.store, TODAY) if term.name == "Term 3")
    assert later.ends_on == date(2027, 2, 19)
    third = plans.start(room.store, planned.ana, today=TODAY, term_id=later.id)
    goals.add(room.store, third, kind=GoalKind.PERSONAL, words="Finish the comic")
    with time_machine.travel(f"{day} 09:00:00+00:00"):
        page = shown(RailPage(room_ctx), qtbot)
        page.open("", "close")
        assert page.screen_.terms.currentText() == "Term 3"
        assert page.walk.plan_id() == third
        assert "\u2068Term 2\u2069 still has 2 open plans." in words_on(page)
        Typist(page, qtbot).press("1")
        way = page.screen_.still_open.go
        assert plain(way.text()) == "Go to Term 2"
        qtbot.keyClick(way, Qt.Key.Key_Space)
        assert page.screen_.terms.currentText() == "Term 2"
        assert page.walk.desk.plan.term == "Term 2"
        assert "\u2068Term 2\u2069 still has" not in words_on(page), "what is shown needs no way there"
        Typist(page, qtbot).press("1")
        assert goals.one(room.store, planned.everyone).status.value == "met", "the keys act at once"
        page.open("", "check-in")
        assert not page.screen_.still_open.isVisible()


def test_the_line_goes_when_the_last_plan_of_that_term_closes(planned, room, room_ctx, qtbot):
    for goal in (planned.everyone, planned.own, planned.page_goal):
        goals.change(room.store, goal, status=GoalStatus.MET)
    with time_machine.travel("2027-02-19 09:00:00+00:00"):
        page = shown(RailPage(room_ctx), qtbot)
        page.open("", "close")
        assert "still has 2 open plans" in words_on(page)
        plan_closing.close(room.store, [plans.of_learner(room.store, planned.ana)[0].id], today=date.today())
        assert "\u2068Term 2\u2069 still has 1 open plan." in words_on(page)
        plan_closing.close(room.store, [plans.of_learner(room.store, planned.minh)[0].id], today=date.today())
        assert "still has" not in words_on(page)


def test_today_leads_to_the_term_that_it_names(planned, room, room_ctx, qtbot):
    window = MainWindow(room_ctx, SECTIONS)
    qtbot.addWidget(window)
    window.show()
    with time_machine.travel("2027-02-19 09:00:00+00:00"):
        room_ctx.navigate("today")
        first = window.current_page()
        close = next(one for one in first.findChildren(QPushButton) if one.text() == "Close")
        assert close.accessibleName() == "Close the plans of Term 2"
        close.click()
        page = window.current_page()
        assert (page.walk.mode, page.screen_.terms.currentText()) == (RailMode.CLOSE, "Term 2")
    with time_machine.travel("2027-04-01 09:00:00+00:00"):
        page.open("", "close")
        page.reload()
        assert page.screen_.terms.currentText() == "Term 2", "the first with plans that still run"
        qtbot.keyClick(page, Qt.Key.Key_Return)
    with time_machine.travel("2027-04-08 09:00:00+00:00"):
        page.reload()
        assert page.screen_.terms.currentText() == "Term 4", "a choice is of its day"
    window.close()
    room_ctx.tasks.shut_down()


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
