"""Ctrl+Enter presses the main button of every dialog, with fields and without."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from learnerplan.domain.goals import GoalKind
from learnerplan.domain.plans import PlanState
from learnerplan.errors import UserError
from learnerplan.services import goals, plans
from ui.dialogs.about import AboutDialog
from ui.dialogs.plan_close import PlanCloseDialog
from ui.dialogs.rota import RotaDialog
from ui.pages.today import TodayPage
from ui.widgets.problem_dialog import ProblemDialog

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def host(room_ctx, qtbot):
    page = TodayPage(room_ctx)
    qtbot.addWidget(page)
    page.show()
    yield page
    room_ctx.tasks.shut_down()


def closing(room, host, status):
    plan = plans.start(room.store, room.ana, today=room.today)
    goal = goals.add(room.store, plan, kind=GoalKind.PERSONAL, words="Make a comic")
    goals.change(room.store, goal, status=status)
    dialog = PlanCloseDialog(host.ctx, [plan], host)
    dialog.open()
    return plan, dialog


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
@pytest.mark.parametrize("place", ["the dialog", "its main button", "Cancel"])
def test_a_dialog_without_a_field(room, host, qtbot, key, place):
    plan, dialog = closing(room, host, "met")
    at = {"the dialog": dialog, "its main button": dialog.primary, "Cancel": dialog.cancel}[place]
    qtbot.keyClick(at, key, CONTROL)
    state = "SELECT state FROM plan WHERE id = ?"
    qtbot.waitUntil(lambda: room.store.value(state, (plan,)) == PlanState.CLOSED, timeout=20_000)
    assert [row.state for row in plans.of_learner(room.store, room.ana)] == [PlanState.CLOSED]


def test_a_disabled_main_button_is_not_pressed_and_nothing_else_is(room, host, qtbot):
    _plan, dialog = closing(room, host, "active")
    qtbot.keyClick(dialog.cancel, Qt.Key.Key_Return, CONTROL)
    assert dialog.isVisible()
    assert plans.of_learner(room.store, room.ana)[0].state is not PlanState.CLOSED
    dialog.done(0)


def test_a_dialog_of_ticks_and_choices(room, host, qtbot):
    dialog = RotaDialog(host.ctx, room.class_id, host)
    dialog.open()
    before = room.store.undo_status().undo
    dialog.days[2].click()
    qtbot.keyClick(dialog.days[2], Qt.Key.Key_Return, CONTROL)
    assert not dialog.isVisible()
    assert room.store.undo_status().undo == "Change one-on-ones" != before


@pytest.mark.parametrize("kind", ["about", "problem"])
def test_dialogs_that_only_tell_something(room_ctx, qtbot, kind):
    problem = UserError("It went wrong.", "Try again.")
    dialog = AboutDialog(room_ctx.theme) if kind == "about" else ProblemDialog(room_ctx.theme, problem)
    dialog.show()
    qtbot.keyClick(dialog, Qt.Key.Key_Return, CONTROL)
    assert not dialog.isVisible()
