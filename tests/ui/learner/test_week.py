from __future__ import annotations

from datetime import date, timedelta

import pytest

from learnerplan.domain.steps import Repeats, Who
from learnerplan.services import steps, week
from tests.ui.classday import dialog
from ui.dialogs import week_printing

TODAY = date(2026, 11, 18)


@pytest.fixture
def daily(room, planned):
    return steps.add(room.store, planned.own, text="Draw a page", who=Who.ME, repeats=Repeats.DAILY)


@pytest.fixture
def opened(daily, page):
    page.plan.week.click()
    return dialog()


def done(room, step):
    sql = "SELECT step_id, done_on FROM step_done WHERE step_id = ? ORDER BY done_on"
    return [row.done_on for row in room.store.rows(week._Done, sql, (step,))]


def test_a_daily_step_has_a_box_each_school_day_that_has_come(opened, room, daily):
    boxes = {day: box for (step, day), box in opened.boxes.items() if step == daily}
    assert list(boxes) == [date(2026, 11, 16) + timedelta(days=at) for at in range(5)]
    assert [box.isEnabled() for box in boxes.values()] == [True, True, True, False, False]
    boxes[date(2026, 11, 17)].click()
    opened.boxes[daily, TODAY].click()
    opened.boxes[daily, date(2026, 11, 17)].click()
    assert done(room, daily) == [TODAY]


def test_a_single_step_has_one_box_for_the_week(opened, room, planned):
    opened.boxes[planned.mine, None].click()
    assert done(room, planned.mine) == [TODAY]
    opened.boxes[planned.mine, None].click()
    assert done(room, planned.mine) == []


def test_one_can_go_back_a_week_and_tick_there(opened, room, daily):
    opened.before.click()
    assert "9 Nov" in opened._span.text()
    opened.boxes[daily, date(2026, 11, 10)].click()
    assert done(room, daily) == [date(2026, 11, 10)]
    opened.after.click()
    opened.after.click()
    assert not any(box.isEnabled() for box in opened.boxes.values()), "next week is still to come"


def test_it_prints(opened, room, room_ctx, page, tmp_path, qtbot, monkeypatch):
    shown = []
    monkeypatch.setattr(week_printing.QDesktopServices, "openUrl", lambda url: shown.append(url.toLocalFile()))
    out = tmp_path / "week.pdf"
    week_printing.print_to(room_ctx, [room.ana, room.minh], TODAY, out, page.work_place)
    qtbot.waitUntil(lambda: bool(shown), timeout=10000)
    assert shown == [str(out)]
    assert out.read_bytes().startswith(b"%PDF")
