"""The class sheet from the menu of the rail: printed, and typed in afterwards by the numbers on the paper."""

from __future__ import annotations

from pathlib import Path

import pytest

from learnerplan.domain.checkins import Feeling, Mode
from learnerplan.services import checkins, class_sheets, goals, printed_sheets, steps
from learnerplan.services.checkins import Talk
from tests.ui.classday import TODAY, dialog
from ui.dialogs.class_sheet_print import ClassSheetPrintDialog
from ui.pages.rail.extras import ask_sheet, open_grid

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing the keyboard)", extend=True)


def test_the_sheet_is_printed(page, planned, room, tmp_path, qtbot, monkeypatch):
    opened = []
    where = "ui.dialogs.sheet_print.QDesktopServices.openUrl"
    monkeypatch.setattr(where, lambda url: opened.append(url) or True)
    ask_sheet(page.ctx, page)
    held = dialog()
    assert isinstance(held, ClassSheetPrintDialog)
    held.language.choose("es")
    with qtbot.waitSignal(held.accepted):
        held.primary.click()
    assert Path(opened[0].toLocalFile()).read_bytes().startswith(b"%PDF")
    (printed,) = printed_sheets.printed(room.store, room.class_id)
    assert (printed.language, len(printed.rows)) == ("es", 3)


def test_the_grid_is_that_of_the_paper_though_the_class_went_on(page, planned, room, tmp_path):
    class_sheets.write(room.store, room.class_id, tmp_path / "a.pdf", today=TODAY, language="es")
    on_paper = class_sheets.collect(room.store, room.class_id, today=TODAY)
    first = on_paper.rows[0]
    gone, ticked = first.goals[0].steps[0][0], first.steps()[1]
    steps.remove(room.store, gone)
    checkins.add(room.store, first.learner_id, Talk(held_on=TODAY, words="Seen since"))
    now = class_sheets.collect(room.store, room.class_id, today=TODAY)
    assert [row.name for row in now.rows] != [row.name for row in on_paper.rows]
    open_grid(page.ctx, page)
    held = dialog()
    assert held.which.isVisible()
    model = held.model
    assert [row.name for row in model.sheet.rows] == [row.name for row in on_paper.rows]
    at = {name: column for column, name in enumerate(model.columns)}
    assert not model.setData(model.index(0, at["steps"]), "1"), "this step is gone"
    assert model.setData(model.index(0, at["steps"]), "2")
    assert not model.setData(model.index(0, at["feeling"]), "h")
    assert model.setData(model.index(0, at["feeling"]), "d")
    held.primary.click()
    assert steps.of_goal(room.store, ticked[2])[-1].id == ticked[0]
    kept = checkins.of_learner(room.store, first.learner_id)
    assert (Feeling.HARD, Mode.PAPER) in {(talk.feeling, talk.mode) for talk in kept}


def test_what_is_typed_in_the_grid_outlives_the_window(page, planned, room):
    open_grid(page.ctx, page)
    held = dialog()
    at = {name: column for column, name in enumerate(held.model.columns)}
    held.model.setData(held.model.index(1, at["words"]), "I read to my cat")
    held._settle.timeout.emit()  # as a second later, with the laptop closed then
    assert room.store.undo_status().undo != "Keep draft"
    held.reject()
    open_grid(page.ctx, page)
    again = dialog()
    assert again.model.data(again.model.index(1, at["words"])) == "I read to my cat"
    assert again.empty.isVisible()
    again.empty.click()
    again.reject()
    assert room.store.value("SELECT count(*) FROM draft") == 0


def test_the_number_now_is_written_beside_the_level(page, planned, room):
    goals.change(room.store, planned.own, measure="Pages", unit="pages", baseline=0.0, target=12.0)
    open_grid(page.ctx, page)
    held = dialog()
    model = held.model
    counted = model.sheet.rows[0].goals[0]
    assert counted.counts is not None
    place = model.index(0, 0)
    for odd in ("9", "3 x", "3 ", "12", "= "):
        assert not model.setData(place, odd) or odd.strip() == "3", odd
    assert "=12" in model.hint(place)
    assert model.setData(place, "3 2,5")
    assert "now 2.5" in model.data(place)
    other = model.sheet.rows[0].goals[1]
    assert model.setData(model.index(0, 1), "=4")
    held.primary.click()
    assert goals.one(room.store, counted.id).now == 2.5
    assert goals.one(room.store, other.id).now == 4
    talks = checkins.of_learner(room.store, model.sheet.rows[0].learner_id)
    now = {talk.goal_id: talk.level_position for talk in talks if talk.mode is Mode.PAPER}
    assert now == {counted.id: 3, other.id: None}
    uncounted = next(row for row in model.sheet.rows if row.goals and row.goals[0].counts is None)
    assert not model.setData(model.index(model.sheet.rows.index(uncounted), 0), "=4")
