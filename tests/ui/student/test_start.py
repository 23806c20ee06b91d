"""The teacher's side: who gets the laptop, the PIN, and coming back after a crash."""

from __future__ import annotations

from datetime import date

import pytest

from learnerplan.domain.goals import GoalKind
from learnerplan.services import (
    classes,
    goals,
    learners,
    own_surveys,
    planbooks,
    plans,
    student_inbox,
    student_pin,
    student_sessions,
)
from learnerplan.services.student_sessions import FILE, Opens, Session
from tests.ui.student.conftest import PIN, leave
from ui.app import Desk
from ui.student.mode import StudentMode
from ui.student.start_page import StudentStartPage
from ui.student.window import StudentWindow


@pytest.fixture
def page(main):
    return main.current_page()


def test_the_first_time_asks_for_a_pin_and_then_begins(page, room, room_ctx, main):
    room_ctx.navigate("student", room.ana)
    page.begin_button.click()
    dialog = next(one for one in page.findChildren(type(page.choose_pin())) if one.isVisible())
    dialog.first.setText("12")
    dialog.again.setText("12")
    dialog.keep()
    assert dialog.isVisible()
    dialog.first.setText(PIN)
    dialog.again.setText(PIN)
    dialog.chosen.connect(page._begin)
    dialog.keep()
    assert student_pin.is_set(room.store)
    assert page.mode.window.session == Session((room.ana,), (Opens.PLAN,), begun_on=date.today())
    leave(page.mode)


def test_a_class_is_handed_round_by_name(page, room, room_ctx):
    student_pin.choose(room.store, PIN, PIN)
    page.who.who.choose("round")
    page.what.opens[Opens.SURVEY].setChecked(True)
    page.what.surveys["ready:grades-1-3"].setChecked(True)
    page.begin()
    session = page.mode.window.session
    assert session.order == tuple(classes.learner_ids(room.store, room.class_id))
    assert session.passing
    (survey,) = session.survey_ids
    assert own_surveys.one(room.store, survey).band == "1-3"
    leave(page.mode)


@pytest.mark.parametrize(
    ("prepare", "said"),
    [
        (lambda page: page.what.opens[Opens.PLAN].setChecked(False), "Nothing is open"),
        (lambda page: page.what.opens[Opens.SURVEY].setChecked(True), "No survey is chosen"),
        (lambda page: page.who.who.choose("one"), "Nobody is chosen"),
        (lambda page: page.who.nobody.click(), "Tick the students who are here"),
    ],
)
def test_what_is_missing_is_said(page, room, prepare, said):
    from PySide6.QtWidgets import QLabel

    student_pin.choose(room.store, PIN, PIN)
    page.who.who.choose("round")
    prepare(page)
    page.begin()
    assert student_sessions.held(room.store.folder) is None
    assert said in " ".join(label.text() for label in page.findChildren(QLabel))


def test_who_is_absent_is_left_out_of_the_round(page, room):
    student_pin.choose(room.store, PIN, PIN)
    everybody = tuple(classes.learner_ids(room.store, room.class_id))
    page.who.who.choose("round")
    assert tuple(page.who.ticks) == everybody
    page.who.ticks[room.ana].click()
    assert f"{len(everybody) - 1} of {len(everybody)} students" in page.who.count.text()
    page.begin()
    assert page.mode.window.session.order == tuple(each for each in everybody if each != room.ana)
    leave(page.mode)
    page.who.nobody.click()
    page.who.ticks[room.minh].click()
    page.begin()
    session = page.mode.window.session
    assert (session.order, session.passing) == ((room.minh,), True)
    leave(page.mode)
    page.who.everybody.click()
    assert page.who.order() == everybody


def test_a_round_that_was_broken_off_goes_on_with_the_others(page, room):
    student_pin.choose(room.store, PIN, PIN)
    first, *others = classes.learner_ids(room.store, room.class_id)
    page.who.who.choose("round")
    page.begin()
    page.mode.window.screen_shown.here.click()
    page.mode.window.screen_shown.done_button.click()
    leave(page.mode)
    assert page.who.order() == tuple(others)
    assert page.who.had.isVisibleTo(page)
    assert "left out: 1" in page.who.had.text()
    page.begin()
    for _each in others:
        page.mode.window.screen_shown.here.click()
        page.mode.window.screen_shown.done_button.click()
    leave(page.mode)
    assert page.who.order() == (first, *others)


def test_a_student_who_comes_into_the_class_is_in_the_round(page, room):
    page.who.who.choose("round")
    page.who.ticks[room.ana].click()
    new = learners.add(room.store, given_name="Zoe", family_name="Zimmer")
    with room.store.transaction("Enrol") as tx:
        classes.enrol(tx, room.class_id, [new])
    assert page.who.ticks[new].isChecked()
    assert not page.who.ticks[room.ana].isChecked()


def test_several_surveys_go_into_one_session_and_are_ticked_the_next_time(page, room, room_ctx):
    student_pin.choose(room.store, PIN, PIN)
    kept = own_surveys.add_ready(room.store, "grades-1-3")
    page.what.opens[Opens.SURVEY].setChecked(True)
    page.what.surveys[kept].setChecked(True)
    page.what.surveys["ready:grades-4-8"].setChecked(True)
    page.who.choose_one(room.ana)
    page.begin()
    ids = page.mode.window.session.survey_ids
    assert ids[0] == kept
    assert own_surveys.one(room.store, ids[1]).band == "4-8"
    leave(page.mode)
    again = StudentStartPage(room_ctx)
    again.reload()
    assert again.what.opens[Opens.SURVEY].isChecked()
    assert [each for each, box in again.what.surveys.items() if box.isChecked()] == list(ids)
    again.deleteLater()


def test_the_folder_for_work_is_chosen_here_and_kept(page, room, tmp_path):
    assert not page.what.opens[Opens.WORK].isEnabled()
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    page.what.choose_folder(inbox)
    assert page.what.opens[Opens.WORK].isEnabled()
    assert page.what.opens[Opens.WORK].isChecked()
    assert student_inbox.chosen(room.store) == inbox
    inbox.rmdir()
    page.reload()
    assert page.what._gone.isVisibleTo(page)


def test_a_session_without_a_pin_holds_nobody(room, room_ctx, main):
    student_sessions.keep(room.store.folder, Session((room.ana,)))
    assert not StudentMode(room_ctx, main).resume()
    assert student_sessions.held(room.store.folder) is None


@pytest.fixture
def planbook_with_pin(tmp_path):
    path = tmp_path / "mine"
    store = planbooks.create(path, today=date.today())
    learner = learners.add(store, given_name="Ana", family_name="Ferreira")
    plan = plans.start(store, learner, today=date.today())
    goals.add(store, plan, kind=GoalKind.PERSONAL, words="Build a kite")
    student_pin.choose(store, PIN, PIN)
    student_sessions.keep(store.folder, Session((learner,), (Opens.PLAN,)))
    store.close()
    return path


@pytest.fixture
def desk(tmp_path, monkeypatch, qapp, qtbot):
    monkeypatch.setenv("LEARNERPLAN_HOME", str(tmp_path / "home"))
    made = Desk(qapp)
    yield made
    if made.window is not None:
        made.window.close()
        made.window.deleteLater()
    made.close()
    made.deleteLater()
    qapp.setStyleSheet("")


def child_window(qapp):
    return next((one for one in qapp.topLevelWidgets() if isinstance(one, StudentWindow) and one.isVisible()), None)


@pytest.mark.parametrize("damaged", [False, True])
def test_after_a_crash_the_application_opens_in_student_mode(desk, planbook_with_pin, qapp, damaged):
    if damaged:
        (planbook_with_pin / FILE).write_bytes(b"{")
    desk.open(planbook_with_pin)
    window = child_window(qapp)
    assert window is not None
    assert not desk.window.isVisible()
    (mode,) = desk.window.findChildren(StudentMode)
    leave(mode)
    assert desk.window.isVisible()
    assert child_window(qapp) is None
    assert not (planbook_with_pin / FILE).exists()


def test_leaving_the_folder_takes_the_childs_window_along(desk, planbook_with_pin, qapp, tmp_path):
    desk.open(planbook_with_pin)
    other = tmp_path / "other"
    planbooks.create(other, today=date.today()).close()
    desk.open(other)
    qapp.sendPostedEvents(None, 52)
    assert child_window(qapp) is None
    assert desk.window.isVisible()
