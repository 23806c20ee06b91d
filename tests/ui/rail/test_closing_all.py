"""Closing a whole class comes to its end: who has no plan is told, and who left the class comes last."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from learnerplan.domain import records
from learnerplan.domain.goals import GoalKind, GoalStatus
from learnerplan.domain.plans import PlanState
from learnerplan.services import goals, learners, plans, terms
from tests.ui.classday import TODAY, dialog
from ui.dialogs.plan_start import PlanStartDialog
from ui.models.rail import Mark

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing the keyboard)", extend=True)


def words_on(page):
    QApplication.processEvents()
    return " | ".join(one.text() for one in page.findChildren(QLabel) if one.isVisibleTo(page))


def end_goals(room, planned):
    for goal in (planned.everyone, planned.own, planned.page_goal):
        goals.change(room.store, goal, status=GoalStatus.MET)


def leave_class(room, learner):
    with room.store.transaction("Leaves") as tx:
        enrolment = room.store.value("SELECT id FROM enrolment WHERE learner_id = ?", (learner,))
        tx.change(records.Enrolment, enrolment, ends_on=TODAY)


@pytest.fixture
def closing(page):
    page.open("", "close")
    return page


def test_who_has_no_plan_is_not_to_go_and_comes_last(closing, planned, typist):
    assert "0 ready or closed, 2 to go, 1 without a plan" in words_on(closing)
    closing.open(planned.tala, "close")
    typist.press(Qt.Key.Key_Return)
    assert closing.walk.desk.learner_id == planned.ana
    assert closing.screen_.bar.maximum() == 2
    typist.press("1", "1", Qt.Key.Key_Return, "1", Qt.Key.Key_Return)
    assert "Every plan is ready or closed" in words_on(closing), "Tala was passed over already"
    assert "2 ready or closed, 0 to go, 1 without a plan" in words_on(closing)
    assert "1 student has no plan this term." in words_on(closing)
    assert "Tala" not in words_on(closing)


def test_a_plan_can_be_started_or_skipped_where_there_is_none(closing, planned, room, typist, qtbot):
    end_goals(room, planned)
    typist.press(Qt.Key.Key_Return)
    assert closing.walk.desk.learner_id == planned.tala
    assert "No plan this term." in words_on(closing)
    assert closing.screen_.legend.primary.text() == "Skip"
    typist.press(Qt.Key.Key_Return)
    assert closing.screen_.done.isVisibleTo(closing)
    qtbot.keyClick(closing.screen_.without, Qt.Key.Key_Space)
    assert closing.walk.desk.learner_id == planned.tala
    typist.press("g")
    started = dialog()
    assert isinstance(started, PlanStartDialog)
    started.words[GoalKind.PERSONAL].setPlainText("Ride my bike")
    started.primary.click()
    assert closing.walk.session.seat().mark is Mark.OPEN
    assert not closing.screen_.close_.start.isVisibleTo(closing)
    assert closing.screen_.legend.primary.text() == "Next"
    assert "2 ready or closed, 1 to go" in words_on(closing)


@pytest.mark.parametrize("archived", [False, True])
def test_who_left_with_an_open_plan_comes_last_and_apart(closing, planned, room, typist, qtbot, archived):
    if archived:
        learners.set_active(room.store, planned.ana, False)
    else:
        leave_class(room, planned.ana)
    assert "0 ready or closed, 1 to go, 1 left the class, 1 without a plan" in words_on(closing)
    assert [seat.id for seat in closing.walk.session.seats] == [planned.minh, planned.tala, planned.ana]
    assert [seat.left for seat in closing.walk.session.seats] == [False, False, True]
    closing.open(planned.ana, "close")
    assert "Left the class. This plan is still open." in words_on(closing)
    typist.press("1", "1")
    closing.screen_.missing.close_all.click()
    dialog().primary.click()
    plan = "SELECT state FROM plan WHERE learner_id = ?"
    qtbot.waitUntil(lambda: room.store.value(plan, (planned.ana,)) == PlanState.CLOSED, timeout=20_000)
    qtbot.waitUntil(lambda: len(closing.walk.session.seats) == 2)
    room.store.undo()
    assert closing.walk.session.seats[-1].id == planned.ana


def test_who_sits_in_another_class_is_closed_there(closing, planned, room):
    leave_class(room, planned.ana)
    with room.store.transaction("Moves") as tx:
        other = tx.add(records.SchoolClass, name="Another")
        tx.add(records.Enrolment, learner_id=planned.ana, class_id=other)
    assert planned.ana not in {seat.id for seat in closing.walk.session.seats}


def test_a_term_in_which_only_who_left_has_an_open_plan_is_a_press_away(closing, planned, room):
    first = terms.listed(room.store, TODAY)[0]
    plan = plans.start(room.store, planned.tala, today=TODAY, term_id=first.id)
    goals.add(room.store, plan, kind=GoalKind.PERSONAL, words="Ride my bike")
    leave_class(room, planned.tala)
    assert f"\u2068{first.name}\u2069 still has 1 open plan." in words_on(closing)
    closing.screen_.still_open.go.click()
    assert closing.walk.session.seats[-1].id == planned.tala
    assert closing.walk.session.seats[-1].left
