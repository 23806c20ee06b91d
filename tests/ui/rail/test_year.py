"""The year of a school with five plans, in the real window: agreed, talked about weekly, looked back on, closed."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
import time_machine
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from learnerplan.domain.goals import GoalKind, GoalStatus
from learnerplan.domain.plans import PlanState
from learnerplan.domain.reflections import Prompt
from learnerplan.services import checkins, goals, learners, plan_papers, plan_states, plans, terms
from learnerplan.services.plan_papers import Reprint
from tests.ui.classday import TODAY, dialog, open_dialogs
from ui.dialogs.goal_edit import GoalEditDialog
from ui.dialogs.plan_close import PlanCloseDialog
from ui.dialogs.plan_start import PlanStartDialog
from ui.dialogs.reflection import ReflectionDialog
from ui.main_window import MainWindow
from ui.sections import SECTIONS

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing the keyboard)", extend=True)
WEEK = timedelta(weeks=1)


class Teacher:
    """Sits at the window, and comes back to it on other days."""

    def __init__(self, ctx, qtbot) -> None:
        self.window = MainWindow(ctx, SECTIONS)
        qtbot.addWidget(self.window)
        self.window.show()
        self._ctx, self._qtbot = ctx, qtbot
        self._clock = None

    def comes_on(self, day):
        """Begin a day."""
        self.leave()
        self._clock = time_machine.travel(datetime.combine(day, time(9), UTC))
        self._clock.start()
        self._ctx.navigate("today")

    def leave(self):
        """End the day."""
        if self._clock is not None:
            self._clock.stop()
            self._clock = None

    def goes_to(self, part, learner=""):
        """Open the rail in a mode."""
        self._ctx.navigate("check-in", learner, part)
        return self.window.current_page()

    def press(self, *keys: object) -> None:
        """Press keys where the focus is."""
        for key in keys:
            where = self.window.focusWidget() or self.window.current_page()
            if isinstance(key, str):
                self._qtbot.keyClicks(where, key)
            else:
                self._qtbot.keyClick(where, key)


@pytest.fixture
def teacher(room, room_ctx, qtbot):
    learners.set_active(room.store, room.minh, False)
    made = Teacher(room_ctx, qtbot)
    yield made
    made.leave()
    room_ctx.tasks.shut_down()


def agree(teacher, room, term):
    """The first day of a term: goals in the child's words, then learner, teacher and family agree."""
    teacher.comes_on(term.starts_on)
    page = teacher.goes_to("agree", room.ana)
    teacher.press("g")
    held = dialog()
    if isinstance(held, PlanStartDialog):
        held.words[GoalKind.GRADE_LEVEL].setPlainText(f"Ratios in {term.name}")
        held.words[GoalKind.PERSONAL].setPlainText("Make a comic")
    else:
        assert isinstance(held, GoalEditDialog)
        held.words.setPlainText(f"Ratios in {term.name}")
    held.primary.click()
    QApplication.processEvents()
    assert [goal.kind for goal in page.walk.desk.goals].count(GoalKind.GRADE_LEVEL) == 1
    teacher.press("1", "2", "3")
    dialog().name.setText("Rosa Ferreira")
    dialog().primary.click()
    QApplication.processEvents()
    assert page.walk.desk.plan.state is PlanState.ACTIVE


def talk_weekly(teacher, room, term):
    """A talk each Wednesday, by keys."""
    day = term.starts_on + timedelta((2 - term.starts_on.weekday()) % 7)
    weeks = 0
    while day <= term.ends_on:
        teacher.comes_on(day)
        page = teacher.goes_to("check-in")
        assert page.walk.desk.learner_id == room.ana
        teacher.press("2", "3", "s", f"Week {weeks} of {term.name}", Qt.Key.Key_Return)
        day += WEEK
        weeks += 1
    return weeks


def close(teacher, room, term, qtbot, *, last):
    """The last day of a term: outcomes, a look back, and the plan is closed."""
    teacher.comes_on(term.ends_on)
    page = teacher.goes_to("close", room.ana)
    for goal in page.walk.desk.goals:
        assert goal.status is GoalStatus.ACTIVE
        teacher.press("1" if goal.kind is GoalKind.GRADE_LEVEL or last else "3")
    teacher.press("r")
    held = dialog()
    assert isinstance(held, ReflectionDialog)
    held.boxes[Prompt.PROUD].setPlainText(f"My {term.name}")
    held.primary.click()
    plan = page.walk.desk.plan.id
    page.screen_.missing.close_all.click()
    held = dialog()
    assert isinstance(held, PlanCloseDialog)
    assert held.missing == []
    held.primary.click()
    state = "SELECT state FROM plan WHERE id = ?"
    qtbot.waitUntil(lambda: room.store.value(state, (plan,)) == "closed", timeout=20_000)
    qtbot.waitUntil(lambda: not open_dialogs())
    return plan


def test_five_terms_in_the_window(teacher, room, qtbot, tmp_path):
    store, first = room.store, tmp_path / "first.pdf"
    year = terms.listed(store, TODAY)
    assert len(year) == 5
    closed, talks = [], 0
    for term in year:
        agree(teacher, room, term)
        talks += talk_weekly(teacher, room, term)
        closed.append(close(teacher, room, term, qtbot, last=term is year[-1]))
        if term is year[0]:
            assert plan_papers.reprint(store, closed[0], first, today=term.ends_on) is Reprint.KEPT
    held = plans.of_learner(store, room.ana)
    assert [plan.state for plan in held] == [PlanState.CLOSED] * 5
    assert all(plan.learner_agreed_on and plan.teacher_agreed_on and plan.family_agreed_on for plan in held)
    assert len({row.id for row in checkins.of_learner(store, room.ana)}) == talks > 35
    comics = [goal for goal in goals.of_learner(store, room.ana) if goal.words == "Make a comic"]
    assert len(comics) == 5
    assert sum(goal.carried_from_id in {one.id for one in comics} for goal in comics) == 4
    assert [turn.state for turn in plan_states.turns(store, closed[0])][-1] is PlanState.CLOSED
    again = tmp_path / "again.pdf"
    assert plan_papers.reprint(store, closed[0], again, today=date(2027, 7, 1)) is Reprint.KEPT
    assert again.read_bytes() == first.read_bytes()
