from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QAbstractButton, QLabel

from learnerplan.domain.goals import GoalKind
from learnerplan.domain.steps import Who
from learnerplan.services import checkins, educators, goals, plans, steps
from ui.dialogs.check_in import CheckInDialog
from ui.dialogs.goal_edit import GoalEditDialog
from ui.dialogs.step_edit import StepEditDialog
from ui.main_window import MainWindow
from ui.pages.learner.goal_room import GoalRoom
from ui.pages.learner.page import LearnerPage
from ui.pages.learner.step_line import StepLine
from ui.sections import SECTIONS
from ui.widgets.bidi import plain
from ui.widgets.chip import Chip


def test_the_palettes_action_leads_to_the_teachers_own_plan(room, room_ctx, qtbot):
    window = MainWindow(room_ctx, SECTIONS)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    window.actions_by_id["own-plan"].trigger()
    page = window.current_page()
    assert isinstance(page, LearnerPage)
    assert educators.own(room.store)
    assert "Ms. Okoye" in page.title_label.text()
    assert not page.after.isEnabled()
    own = educators.own(room.store)
    plan = plans.start(room.store, own, today=date.today())
    goal = goals.add(room.store, plan, kind=GoalKind.PERSONAL, words="Talk less")
    step = steps.add(room.store, goal, text="Watch a lesson of mine", who=Who.TEACHER)
    qtbot.waitUntil(lambda: any("Principal" in line._box.accessibleName() for line in page.findChildren(StepLine)))
    rooms = [one.accessibleName() for one in page.plan.findChildren(GoalRoom) if one.isVisible()]
    assert rooms == ["Add a goal of our school. What our school works towards"]
    goals.add(room.store, plan, kind=GoalKind.GRADE_LEVEL, words="Children lead")
    qtbot.waitUntil(lambda: len(page.plan.cards) == 2)
    chips = {chip.accessibleName() for card in page.plan.cards for chip in card.findChildren(Chip)}
    assert {"Our school", "My own"} <= chips
    assert "For everyone" not in chips
    page.plan.goal_actions.add(GoalKind.GRADE_LEVEL)
    adding = next(each for each in window.findChildren(GoalEditDialog) if each.isVisible())
    assert "In my words" in [one.text() for one in adding.findChildren(QLabel)]
    assert [one.text() for one in adding.kind.findChildren(QAbstractButton)] == ["Our school", "My own"]
    adding.done(0)
    page.plan.goal_actions.edit_step(step)
    changing = next(each for each in window.findChildren(StepEditDialog) if each.isVisible())
    assert changing.who.currentText() == "Principal"
    changing.reject()
    qtbot.waitUntil(lambda: len(page.plan.agreement.boxes) > 0)
    assert [plain(box.text()) for box in page.plan.agreement.boxes.values()] == ["Ms.", "Principal"]
    page.check_in()
    dialog = next(each for each in window.findChildren(CheckInDialog) if each.isVisible())
    assert dialog.heading.text() == "Check-in on my own plan"
    dialog.said.setPlainText("Half of the class leads")
    dialog.by.setText("Principal Ruiz")
    dialog.primary.click()
    assert checkins.of_learner(room.store, own)[0].by == "Principal Ruiz"
    page.check_in()
    again = next(each for each in window.findChildren(CheckInDialog) if each.isVisible())
    assert again.by.value() == "Principal Ruiz"
    again.reject()
    page.packet()
    conferences = window.current_page()
    assert conferences.title_label.text() == "My own plan"
    assert "principal" in conferences.subtitle_label.text()
    noted = " ".join(one.text() for one in conferences.options.findChildren(QLabel))
    assert "room for my principal" in noted
    assert "for the family" not in noted
    assert conferences.people.learner_id == educators.own(room.store)
    qtbot.waitUntil(lambda: conferences.loader.sight is not None)
    window.close()
    room_ctx.tasks.shut_down()
