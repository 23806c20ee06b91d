"""The next school year has begun, and plans of the last one are still open: closing leads there and back."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
import time_machine

from learnerplan.services import classes, terms, years
from tests.ui.classday import on_the_day
from ui.main_window import MainWindow
from ui.pages.today import TodayPage
from ui.sections import SECTIONS
from ui.widgets.button import Button

__all__ = ("on_the_day",)


@pytest.fixture
def september(planned, room, room_ctx, qtbot):
    """The window on a day of the new year, with the class that moved up."""
    years.roll_over(room.store, years.sheet(room.store).years[0].id)
    moved_up = next(held.id for held in classes.listed(room.store) if held.active)
    with time_machine.travel(datetime(2027, 9, 15, 9, 0, tzinfo=UTC)):
        room_ctx.room.choose(moved_up)
        window = MainWindow(room_ctx, SECTIONS)
        qtbot.addWidget(window)
        window.show()
        yield window
        room_ctx.tasks.shut_down()


def open_term(room, window):
    return terms.over(room.store, datetime.now(UTC).date(), window._ctx.room.class_id)


def shown(page):
    box = page.screen_.terms
    return [box.itemText(at) for at in range(box.count())]


def test_today_leads_to_what_the_last_year_left_open(september, room, room_ctx, planned):
    room_ctx.navigate("today")
    over = open_term(room, september)
    page = september.current_page()
    assert isinstance(page, TodayPage)
    next(one for one in page.findChildren(Button) if one.accessibleName() == f"Close the plans of {over.term}").click()
    page = september.current_page()
    assert page.walk.held.term_id == over.term_id
    assert {one.learner_id for one in page.walk.held.plans if one.plan_id} == {planned.ana, planned.minh}


def test_closing_tells_of_the_last_year_and_leads_back(september, room, room_ctx):
    room_ctx.navigate("check-in", "", "close")
    page = september.current_page()
    over = open_term(room, september)
    now = page.walk.held.term_id
    assert now != over.term_id
    assert page.screen_.still_open.isVisible()
    page.screen_.still_open.go.click()
    assert page.walk.held.term_id == over.term_id
    assert page.screen_.terms.currentText() == "Term 2, 2026–27"
    assert shown(page)[-1] == "Term 1, 2027–28"
    page.screen_.terms.chosen.emit(now)
    assert page.walk.held.term_id == now
    assert shown(page) == ["Term 1", "Term 2", "Term 3", "Term 4", "Term 5"]


def test_agreeing_begins_in_this_year(september, room, room_ctx):
    room_ctx.navigate("check-in", open_term(room, september).term_id, "close")
    page = september.current_page()
    room_ctx.navigate("check-in", "", "agree")
    assert {term.school_year for term in page.walk.held.terms} == {"2027–28"}
