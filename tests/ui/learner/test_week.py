from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from learnerplan.domain.steps import Repeats, Who
from learnerplan.services import steps, week
from tests.documents.reading import pages_text
from tests.ui.classday import dialog
from ui.dialogs import sheet_print
from ui.dialogs.week_printing import WeekPrintDialog
from ui.widgets.bidi import plain
from ui.widgets.text import Paragraph

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


def test_a_long_step_is_read_whole(page, room, planned, qtbot):
    long = "Read ten pages aloud to somebody who listens and tell them what surprised me in them and why I think so"
    steps.add(room.store, planned.own, text=long, who=Who.ME, repeats=Repeats.DAILY)
    page.plan.week.click()
    (words,) = [each for each in dialog().findChildren(Paragraph) if long in plain(each.text())]
    assert words.height() >= 2 * words.fontMetrics().height()


def test_it_prints(opened, room, room_ctx, page, tmp_path, qtbot, monkeypatch):
    shown = []
    monkeypatch.setattr(sheet_print.QDesktopServices, "openUrl", lambda url: shown.append(url.toLocalFile()) or True)
    opened.print_button.click()
    (printing,) = opened.findChildren(WeekPrintDialog)
    with qtbot.waitSignal(printing.accepted):
        printing.primary.click()
    assert Path(shown[0]).read_bytes().startswith(b"%PDF")


def test_many_are_printed_in_a_language_and_who_has_no_step_is_said(opened, room, room_ctx, page, tmp_path, qtbot):
    said = []
    room_ctx.shell.toast_wanted.connect(lambda text, _undo: said.append(text))
    printing = WeekPrintDialog(room_ctx, [room.ana, room.minh], TODAY, page.window(), name="week lists")
    printing.open()
    printing.language.choose("es")
    out = tmp_path / "week.pdf"
    with qtbot.waitSignal(printing.accepted):
        printing.print_to(out)
    assert "mi semana" in " ".join(pages_text(out.read_bytes()))
    assert said[-1] == "Saved week.pdf, 1 page. 1 student has no step then."


def test_a_place_that_cannot_be_written_is_said_in_the_dialog(opened, room, room_ctx, page, tmp_path, qtbot):
    printing = WeekPrintDialog(room_ctx, [room.ana], TODAY, page.window(), name="week lists")
    printing.open()
    printing.print_to(tmp_path / "none" / "week.pdf")
    qtbot.waitUntil(lambda: bool(printing._sentence.text()))
    assert printing.isVisible()
    printing.reject()
