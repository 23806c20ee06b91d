from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel

from learnerplan.domain.goals import GoalKind
from learnerplan.domain.steps import Who
from learnerplan.services import checkins, educators, goals, learners, plans, steps
from ui.dialogs.aspiration_edit import AspirationDialog
from ui.dialogs.check_in import CheckInDialog
from ui.dialogs.goal_edit import GoalEditDialog
from ui.dialogs.plan_close import PlanCloseDialog
from ui.dialogs.reflection import ReflectionDialog
from ui.dialogs.step_edit import StepEditDialog
from ui.dialogs.week import WeekDialog
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


@pytest.fixture
def own_page(room, room_ctx, qtbot):
    """The teacher's own record, with a plan of this term, on the page of learners."""
    own = educators.begin(room.store)
    plans.start(room.store, own, today=date.today())
    page = LearnerPage(room_ctx)
    qtbot.addWidget(page)
    page.resize(1280, 900)
    page.show()
    page.open(own, "plan")
    page.reload()
    yield page
    room_ctx.tasks.shut_down()


def words_on(widget):
    QApplication.processEvents()
    return plain(" | ".join(one.text() for one in widget.findChildren(QLabel) if one.isVisibleTo(widget)))


def opened(page, kind):
    (found,) = [one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible()]
    return found


def test_the_hints_speak_to_the_reader_whose_plan_it_is(own_page, room):
    said = words_on(own_page)
    assert "who I want to become: what do you hope for?" in said
    assert "In your own words." in said
    called = learners.one(room.store, educators.own(room.store)).called
    for tab in ("profile", "plan", "evidence", "growth"):
        own_page.open("", tab)
        own_page.reload()
        said = words_on(own_page).replace(plain(own_page.title_label.text()), "")
        assert f"{called} " not in said, tab
        assert f"{called}’s" not in said, tab
        assert "student" not in said.replace("of students", ""), tab
    assert "Test results are of students." in words_on(own_page.growth)


def test_the_page_has_no_ways_that_only_a_student_has(own_page):
    assert own_page.edit_button.accessibleName() == "Edit my particulars"
    for way in (own_page.before, own_page.after, own_page.more):
        assert not way.isVisibleTo(own_page)
    own_page.open("", "profile")
    assert "From home" not in words_on(own_page.profile)


def test_the_dialogs_speak_in_the_readers_own_words(own_page, room):
    own_page.plan.hopes.add_hope()
    hoping = opened(own_page, AspirationDialog)
    assert (hoping.heading.text(), "In my words" in words_on(hoping)) == ("What do you hope for?", True)
    hoping.primary.click()
    assert "Write it in your own words." in words_on(hoping)
    hoping.done(0)
    learner = learners.one(room.store, educators.own(room.store))
    (plan,) = plans.of_learner(room.store, learner.id)
    looking = ReflectionDialog(own_page.ctx, learner, plan, own_page)
    looking.open()
    said = words_on(looking)
    assert "in your own words" in said
    assert "Who says it" not in said
    assert "family" not in said
    looking.done(0)
    week = WeekDialog(own_page.ctx, learner, own_page)
    assert week.heading.text() == "My week"
    closing = PlanCloseDialog(own_page.ctx, [plan.id], own_page)
    assert closing.windowTitle().startswith("Close my plan of Term")


def test_a_students_page_keeps_its_words(own_page, room):
    own_page.open(room.ana, "plan")
    own_page.reload()
    assert "what does Ana Lúcia hope for?" in words_on(own_page)
    assert own_page.edit_button.accessibleName() == "Edit student"
    assert own_page.more.isVisibleTo(own_page)
    own_page.open("", "profile")
    own_page.reload()
    assert "From home" in words_on(own_page.profile)
    assert "In Ana Lúcia’s words" in words_on(own_page.profile)
