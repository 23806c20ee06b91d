"""The first screen and the first page of a day."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from learnerplan.domain import records
from learnerplan.errors import UserError
from learnerplan.services import checkins, conferences, goals, learners, plans
from learnerplan.settings import Settings
from ui.context import Preferences
from ui.pages.today import TodayPage
from ui.pages.welcome import WelcomePage


@pytest.fixture
def welcome(theme, qtbot):
    page = WelcomePage(theme, Preferences(Settings()))
    qtbot.addWidget(page)
    page.resize(1280, 800)
    with qtbot.waitExposed(page):
        page.show()
    return page


@pytest.mark.parametrize(
    ("card", "signal"), [("sample", "sample_wanted"), ("roster", "roster_wanted"), ("empty", "empty_wanted")]
)
def test_each_card_asks_for_its_start_by_key(welcome, qtbot, card, signal):
    with qtbot.waitSignal(getattr(welcome, signal)):
        qtbot.keyClick(getattr(welcome, card), Qt.Key.Key_Space)


def test_why_a_start_failed_is_said_on_the_page(welcome):
    welcome.show_problem(UserError("The disk is full, so nothing was saved.", "Make some room."))
    assert welcome._problem.isVisible()


def test_the_picture_goes_where_there_is_no_room(welcome):
    welcome.resize(850, 700)
    assert not welcome._picture.isVisible()


@pytest.fixture
def today(room_ctx, qtbot):
    page = TodayPage(room_ctx)
    qtbot.addWidget(page)
    page.resize(1280, 800)
    with qtbot.waitExposed(page):
        page.show()
    return page


def buttons(page):
    return [one.accessibleName() or one.text() for one in page.findChildren(QPushButton) if one.isVisible()]


def test_the_checklist_goes_through_the_first_ten_minutes_and_then_goes(today, room, qtbot):
    assert "Import a roster" not in buttons(today)
    assert "Import a survey" in buttons(today)
    store = room.store
    plan = plans.start(store, room.ana, today=date.today())
    goals.add(store, plan, kind="personal", words="Read")
    checkins.add(store, room.ana, checkins.Talk(held_on=date.today(), words="ok"))
    with store.transaction("Answer") as tx:
        survey = tx.add(records.Survey, title="Fall")
        tx.add(records.Response, survey_id=survey, learner_id=room.ana)
    qtbot.waitUntil(lambda: not today.checklist.isVisible())


def test_a_conference_leads_to_its_packet(today, room, qtbot):
    conferences.plan(room.store, room.ana, held_at=datetime.now() + timedelta(2))
    button = next(one for one in today.findChildren(QPushButton) if one.accessibleName().startswith("Packet of Ana"))
    with qtbot.waitSignal(today.ctx.shell.place_wanted) as wanted:
        button.click()
    assert (wanted.args[0].page, wanted.args[0].target) == ("conferences", room.ana)


def test_who_was_seen_is_ticked(today, room):
    checkins.add(room.store, room.ana, checkins.Talk(held_on=date.today(), words="ok"))
    assert today.discs.accessibleName() == "1 of 2 students seen in the last 7 days"
    learners.set_active(room.store, room.minh, active=False)
    assert today.discs.accessibleName() == "1 of 1 students seen in the last 7 days"
