"""Agreeing and closing the plans of a class in the rail, with keys, and the menu's dialogs."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel

from learnerplan.domain.checkins import Feeling, Mode
from learnerplan.domain.goals import GoalKind, GoalStatus
from learnerplan.domain.plans import Agreer, PlanState
from learnerplan.domain.reflections import Prompt
from learnerplan.domain.steps import Who
from learnerplan.services import checkins, goals, plan_closing, plans, reflections, rota, steps, terms
from tests.ui.classday import TODAY, dialog, open_dialogs
from ui.dialogs.check_in_grid import CheckInGridDialog
from ui.dialogs.family_agrees import FamilyAgreesDialog
from ui.dialogs.goal_edit import GoalEditDialog
from ui.dialogs.plan_start import PlanStartDialog
from ui.dialogs.reflection import ReflectionDialog
from ui.dialogs.rota import RotaDialog
from ui.models.rail import Mark
from ui.pages.rail.extras import open_grid, open_rota

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing the keyboard)", extend=True)


def plan_of(room, learner):
    return plans.of_learner(room.store, learner)[0]


def words_on(page):
    QApplication.processEvents()  # what is new shows itself when its turn comes
    return " | ".join(one.text() for one in page.findChildren(QLabel) if one.isVisibleTo(page))


@pytest.fixture
def agreeing(page):
    page.open("", "agree")
    return page


@pytest.fixture
def closing(page):
    page.open("", "close")
    return page


def test_ticks_agree_a_plan_and_go_on(agreeing, planned, room, typist):
    assert agreeing.walk.desk.learner_id == planned.ana
    typist.press("1", "2")
    assert plan_of(room, planned.ana).state is PlanState.ACTIVE, "its term has begun"
    assert "1 agreed, 2 to go" in words_on(agreeing)
    typist.press("3")
    asked = dialog()
    assert isinstance(asked, FamilyAgreesDialog), "a name belongs to it, as on the plan's page"
    asked.reject()
    assert not agreeing.screen_.agree.boxes[Agreer.FAMILY].isChecked()
    typist.press("3")
    asked = dialog()
    asked.name.setText("Rosa Ferreira")
    asked.on.show_value(TODAY)
    asked.primary.click()
    held = plan_of(room, planned.ana)
    assert (held.family_agreed_by, held.family_agreed_on) == ("Rosa Ferreira", TODAY)
    agreeing.forward()
    assert agreeing.walk.desk.learner_id == planned.minh
    typist.press(Qt.Key.Key_Return, modifier=Qt.KeyboardModifier.ShiftModifier)
    typist.press("3")
    assert plan_of(room, planned.ana).family_agreed_on is None, "a second press takes it back"


def test_a_goal_is_added_while_agreeing(agreeing, planned, typist):
    typist.press(Qt.Key.Key_Return, "g")
    assert agreeing.walk.desk.learner_id == planned.minh
    held = dialog()
    assert isinstance(held, GoalEditDialog)
    held.done(0)
    typist.press(Qt.Key.Key_Return, "g")
    assert agreeing.walk.desk.learner_id == planned.tala
    assert isinstance(dialog(), PlanStartDialog), "a plan begins where there is none"


def test_outcomes_by_digits_and_a_reason_for_what_is_dropped(closing, planned, room, typist):
    typist.press("1")
    assert goals.one(room.store, planned.everyone).status is GoalStatus.MET
    typist.press("4")
    assert goals.one(room.store, planned.own).status is GoalStatus.ACTIVE, "dropped needs a reason"
    assert "Say why, then it is set aside." in words_on(closing)
    typist.write("The comic became a play")
    typist.press(Qt.Key.Key_Escape)
    own = goals.one(room.store, planned.own)
    assert (own.status, own.outcome_note) == (GoalStatus.DROPPED, "The comic became a play")
    assert "1 ready or closed, 1 to go, 1 without a plan" in words_on(closing)
    typist.press("r")
    assert isinstance(dialog(), ReflectionDialog)


def test_a_goal_goes_on_next_term(closing, planned, room, typist):
    typist.press("3")
    assert goals.one(room.store, planned.everyone).status is GoalStatus.CARRIED
    assert len(plans.of_learner(room.store, planned.ana)) == 2


def test_an_outcome_that_could_not_be_written_is_not_shown_as_chosen(closing, planned, room):
    (card, *_rest) = closing.screen_.close_.goals
    card.ended.disconnect()  # as where there is no later term: nothing is written
    card.end(GoalStatus.CARRIED)
    assert card.options.value() == GoalStatus.CARRIED.value
    closing.reload()
    assert closing.screen_.close_.goals[0] is card
    assert card.options.value() == ""
    assert goals.one(room.store, card.goal.id).status is GoalStatus.ACTIVE


def test_what_is_missing_is_counted_and_names_nobody(closing, planned):
    said = words_on(closing)
    assert "No look back yet" in said
    assert "“\u2068Explain ratios\u2069” was not measured" in said
    assert "3 goals have no outcome yet" not in said, "how the class stands is not for a child"
    assert "Behind pace" not in said
    assert "Minh" not in said
    assert not closing.screen_.missing.close_all.isEnabled()
    closing.screen_.panel.names.click()
    said = words_on(closing)
    assert "3 goals have no outcome yet" in said
    assert "2 students have not looked back" in said
    assert "1 student has no plan" in said
    assert "Minh" not in said


def test_a_look_back_that_was_kept_stands_there(closing, planned, room, typist):
    screen = closing.screen_.close_
    assert screen.reflect.text() == "Look back"
    typist.press("r")
    held = dialog()
    held.boxes[Prompt.PROUD].show_value("My first page")
    held.primary.click()
    said = words_on(closing)
    assert "Looked back 18 Nov" in said
    assert "My first page" in said
    assert "No look back yet" not in said
    assert screen.reflect.text() == "Change the look back"


def test_a_face_of_a_day_is_no_look_back(closing, planned, room):
    plan = plan_of(room, planned.ana)
    reflections.write(room.store, planned.ana, plan.id, {Prompt.FACE: "good"}, on=TODAY, goal_id=planned.own)
    assert "No look back yet" in words_on(closing)


def test_a_closed_plan_offers_no_keys_that_do_nothing(closing, planned, room, typist):
    for goal in (planned.everyone, planned.own):
        goals.change(room.store, goal, status=GoalStatus.MET)
    plan_closing.close(room.store, [plan_of(room, planned.ana).id], today=TODAY)
    closing.open(planned.ana, "close")
    said = words_on(closing)
    assert "This plan is closed. Its page opens it again, with a reason." in said
    assert "how it ended" not in said
    assert "look back" not in said
    assert not closing.screen_.close_.reflect.isVisibleTo(closing)
    typist.press("1", "r")
    assert goals.one(room.store, planned.everyone).status is GoalStatus.MET
    assert not open_dialogs()


def test_ready_plans_close_together(closing, planned, room, typist, qtbot):
    reflections.write(room.store, planned.minh, plan_of(room, planned.minh).id, {Prompt.PROUD: "My voice"}, on=TODAY)
    typist.press("1", "2", Qt.Key.Key_Return, "1")
    assert closing.screen_.missing.close_all.text() == "Close this plan…"
    closing.screen_.panel.names.click()
    assert closing.screen_.missing.close_all.text() == "Close 2 plans…"
    closing.screen_.missing.close_all.click()
    held = dialog()
    held.primary.click()
    qtbot.waitUntil(lambda: plan_of(room, planned.ana).state is PlanState.CLOSED, timeout=20000)
    assert plan_of(room, planned.minh).state is PlanState.CLOSED
    qtbot.waitUntil(lambda: all(seat.mark is Mark.DONE for seat in closing.walk.session.seats[:2]), timeout=2000)


def test_leaving_while_plans_close_stops_it_and_they_may_close_later(closing, planned, room, typist, qtbot):
    typist.press("1", "2")
    before = plan_of(room, planned.ana).state
    closing.screen_.missing.close_all.click()
    held = dialog()
    held.primary.click()
    assert not held.primary.isEnabled()
    held.reject()
    qtbot.waitUntil(held.primary.isEnabled, timeout=20000)
    assert held.isVisible()
    assert plan_of(room, planned.ana).state is before
    assert not list(room.store.folder.artifacts.rglob("*.pdf"))
    held.primary.click()
    qtbot.waitUntil(lambda: plan_of(room, planned.ana).state is PlanState.CLOSED, timeout=20000)


@pytest.mark.parametrize("width", [1280, 1024, 900])
def test_the_button_that_closes_stays_where_it_is(closing, planned, room, typist, width):
    closing.resize(width, 700)
    button = closing.screen_.missing.close_all
    places = []
    for _ in range(3):  # three things are missing, then two, then nothing but a plan
        QApplication.processEvents()
        places.append(button.mapTo(closing, QPoint()))
        assert button.isVisibleTo(closing)
        typist.press(Qt.Key.Key_Return)
    assert len(set(places)) == 1
    assert closing.rect().contains(places[0])
    typist.press(Qt.Key.Key_Return, modifier=Qt.KeyboardModifier.ShiftModifier)
    closing.open("", "agree")
    assert not button.isVisibleTo(closing)


def test_a_child_that_looks_on_closes_its_own_plan_and_hears_of_no_other(closing, planned, room, typist, qtbot):
    typist.press("1", "2", Qt.Key.Key_Return, "1")
    assert closing.walk.desk.learner_id == planned.minh
    closing.screen_.missing.close_all.click()
    held = dialog()
    assert held.windowTitle() == "Close Minh’s plan of Term 2?"
    assert held.staying == []
    said = " | ".join(one.text() for one in held.findChildren(QLabel))
    assert not any(name in said for name in ("Ana", "Tala"))


def test_before_a_bulk_close_it_is_said_which_plans_stay_open(closing, planned, room, typist):
    closing.screen_.panel.names.click()
    typist.press("1", "2")
    closing.screen_.missing.close_all.click()
    held = dialog()
    assert held.windowTitle() == "Close Ana Lúcia’s plan of Term 2?"
    assert [each.goal for each in held.staying] == ["Read aloud"]
    said = " | ".join(one.text() for one in held.findChildren(QLabel))
    assert "1 plan stays open" in said
    assert "\u2068Minh\u2069: “\u2068Read aloud\u2069” has no outcome yet" in said
    assert held.primary.isEnabled()


def test_the_days_of_one_on_ones(page, room, qtbot):
    open_rota(page.ctx, page)
    held = dialog()
    assert isinstance(held, RotaDialog)
    qtbot.keyClick(held.days[2], Qt.Key.Key_Space)
    held.every.choose("14")
    held.primary.click()
    assert rota.of_class(room.store, room.class_id) == rota.Rota(frozenset({2}), 14)


def test_a_sheet_is_typed_in_as_in_a_spreadsheet(page, planned, room, qtbot):
    open_grid(page.ctx, page)
    held = dialog()
    assert isinstance(held, CheckInGridDialog)
    model, grid = held.model, held.grid
    assert [model.headerData(at, Qt.Orientation.Vertical) for at in range(3)] == [
        "Ana Lúcia Ferreira", "Minh Nguyễn", "Tala Whitehorse",
    ]  # fmt: skip
    assert grid.currentIndex().row() == 0
    for key in ("3", Qt.Key.Key_Return, "2", Qt.Key.Key_Return):
        focus = held.focusWidget()
        if isinstance(key, str):
            qtbot.keyClicks(focus, key)
        else:
            qtbot.keyClick(focus, key)
        QApplication.processEvents()
    assert model.data(model.index(0, 0)).startswith("3")
    assert model.data(model.index(1, 0)).startswith("2")
    at = {name: column for column, name in enumerate(model.columns)}
    assert not model.setData(model.index(0, 1), "9"), "no such level"
    assert not model.setData(model.index(0, at["steps"]), "3"), "no such step"
    assert model.setData(model.index(0, at["steps"]), "1")
    assert model.setData(model.index(0, at["feeling"]), "G")
    assert model.setData(model.index(0, at["words"]), "It went well")
    assert model.setData(model.index(2, at["move"]), "Choose a goal")
    assert not model.flags(model.index(2, 0)) & Qt.ItemFlag.ItemIsEditable, "Tala has no goal"
    held.primary.click()
    assert room.store.undo_status().undo == "Type in 3 check-ins"
    first = checkins.of_learner(room.store, planned.ana)[0]
    assert (first.mode, first.feeling, first.words, first.held_on) == (
        Mode.PAPER, Feeling.GOOD, "It went well", date(2026, 11, 18),
    )  # fmt: skip
    assert steps.of_goal(room.store, planned.everyone)[0].done_on == TODAY
    assert checkins.of_learner(room.store, planned.tala)[0].next_move == "Choose a goal"
    assert {seat.mark for seat in page.walk.session.seats} == {Mark.DONE}
    room.store.undo()
    assert {seat.mark for seat in page.walk.session.seats} == {Mark.OPEN}
    assert steps.of_goal(room.store, planned.everyone)[0].done_on is None


def test_personal_goals_stay_personal(agreeing, planned, room):
    goals.add(room.store, plan_of(room, planned.ana).id, kind=GoalKind.PERSONAL, words="Ride my bike")
    assert "“Ride my bike”" in words_on(agreeing)
    steps.add(room.store, planned.own, text="Draw a page", who=Who.ME)
    assert "1 step" in words_on(agreeing)


def test_plans_of_another_term_can_be_agreed(agreeing, planned, room, typist):
    later = next(term for term in terms.listed(room.store, TODAY) if term.name == "Term 3")
    plans.start(room.store, planned.minh, today=TODAY, term_id=later.id)
    box = agreeing.screen_.terms
    assert box.currentText() == "Term 2"
    box.setCurrentIndex(box.findData(later.id))
    box.activated.emit(box.currentIndex())
    typist.press(Qt.Key.Key_Return)
    assert agreeing.walk.desk.learner_id == planned.minh
    typist.press("1", "2")
    states = {plan.term: plan.state for plan in plans.of_learner(room.store, planned.minh)}
    assert states == {"Term 2": PlanState.DRAFT, "Term 3": PlanState.AGREED}, "its term has still to begin"
