from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
import time_machine
from PySide6.QtWidgets import QApplication, QLabel

from learnerplan.domain.goals import GoalKind
from learnerplan.services import backups, goals, learners, plans, scales, years
from ui.dialogs.quick_note import QuickNoteDialog
from ui.pages.note_card import NoteCard
from ui.pages.today import TodayPage
from ui.widgets.person_row import PersonRow

TODAY = date(2026, 11, 18)


@pytest.fixture
def page(room, room_ctx, qtbot):
    with time_machine.travel(datetime(2026, 11, 18, 9, 0, tzinfo=UTC)):
        made = TodayPage(room_ctx)
        qtbot.addWidget(made)
        made.resize(1200, 900)
        made.show()
        yield made
    room_ctx.tasks.shut_down()


@pytest.fixture
def goal(room):
    plan = plans.start(room.store, room.ana, today=TODAY)
    return goals.add(
        room.store, plan, kind=GoalKind.PERSONAL, words="Make a comic", unit="pages", baseline=0, target=12,
        begun_on=date(2026, 10, 19), due_on=date(2026, 12, 18),
    )  # fmt: skip


def test_a_goal_falls_behind_and_catches_up_while_the_page_is_shown(page, goal, room, room_ctx):
    assert not page.behind.isVisible()
    goals.measure(room.store, goal, measured_on=TODAY, value=2)
    assert page.behind.isVisible()
    (row,) = [one for one in page.behind.findChildren(PersonRow) if one.isVisible()]
    assert "now 2, aim 12 pages" in row.accessibleName()
    went = []
    room_ctx.shell.place_wanted.connect(went.append)
    page.behind._open(room.ana, "plan")
    assert (went[0].page, went[0].target, went[0].part) == ("learner", room.ana, "plan")
    goals.measure(room.store, goal, measured_on=TODAY, value=9)
    assert not page.behind.isVisible()


def test_a_backup_is_asked_for_until_there_is_a_fresh_one(page, goal, room):
    assert page.backup.isVisible()
    backups.backup(room.store)
    page.reload()
    assert not page.backup.isVisible()


def test_the_quick_note_is_one_click_away(page):
    card = page.findChild(NoteCard)
    card.write.click()
    (opened,) = [one for one in card.findChildren(QuickNoteDialog) if one.isVisible()]
    assert opened.people.value() == ()
    opened.done(0)


def test_a_goal_on_a_scale_is_behind_in_its_words(page, goal, room):
    goals.change(room.store, goal, measure_kind="level", baseline=0, target=4, unit="")
    goals.measure(room.store, goal, measured_on=TODAY, value=1)
    (row,) = [one for one in page.behind.findChildren(PersonRow) if one.isVisible()]
    names = [level.name for level in scales.progress_levels(room.store)]
    assert f"now {names[1]}, aim {names[4]}" in row.accessibleName()


def test_with_nobody_the_checklist_is_what_the_page_is_for(page, goal, room, room_ctx):
    side = page._side.indexOf(page.checklist)
    assert side == 0
    assert not page._nobody.isVisible()
    for learner in (room.ana, room.minh):
        learners.set_active(room.store, learner, False)
    assert page._main.indexOf(page.checklist) == 0
    room.store.undo()
    assert page._side.indexOf(page.checklist) == 0


@pytest.fixture
def on_day(room, room_ctx, qtbot, goal):
    """The page on another day."""
    made = TodayPage(room_ctx)
    qtbot.addWidget(made)
    made.resize(1200, 900)
    made.show()

    def show(year, month, day):
        with time_machine.travel(datetime(year, month, day, 9, 0, tzinfo=UTC)):
            made.reload()
        QApplication.processEvents()  # what was added to a shown page shows then
        return [one.text() for one in made.findChildren(QLabel) if one.isVisible()]

    yield show
    room_ctx.tasks.shut_down()


def test_between_terms_nobody_is_waited_for(on_day):
    said = on_day(2026, 12, 29)
    assert "Between terms" in said
    assert not [words for words in said if "due" in words or "Not seen" in words or words == "Goals that need a look"]
    assert "Term 2 is over" in said
    assert "Term 3 begins" in said
    assert "2 check-ins due" in on_day(2027, 1, 5)


def test_after_the_last_term_the_next_year_is_offered_until_it_is_there(on_day, room):
    assert "The school year is over" in on_day(2027, 6, 25)
    years.roll_over(room.store, years.sheet(room.store).years[0].id)
    said = on_day(2027, 6, 25)
    assert "The school year is over" not in said
    assert "Term 1 begins" in said
