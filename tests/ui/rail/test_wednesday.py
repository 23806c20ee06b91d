"""A whole class on a Wednesday: the 28 of the sample class in the real window, one after another, by keys alone."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
import time_machine
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from learnerplan.services import checkins, classes, rota, sample, today
from learnerplan.storage.store import Store
from tests.ui.classday import TODAY
from tests.ui.conftest import context
from ui.main_window import MainWindow
from ui.models.rail import Mark
from ui.pages.rail.page import RailPage
from ui.sections import SECTIONS

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing the keyboard)", extend=True)
CLASS, MOST_KEYS = 28, 12


WEDNESDAY = date(2026, 11, 25)
"""A week after the day of the sample class."""


@pytest.fixture
def store(tmp_path):
    made = Store.open(sample.create(tmp_path / "sample", today=TODAY))
    with time_machine.travel(datetime(2026, 11, 25, 9, 0, tzinfo=UTC)):
        yield made
    made.close()


@pytest.fixture
def window(store, theme, qtbot):
    ctx = context(store, theme)
    made = MainWindow(ctx, SECTIONS, sample=True)
    qtbot.addWidget(made)
    made.resize(1280, 800)
    made.show()
    ctx.navigate("today")
    qtbot.waitExposed(made)
    yield made
    ctx.changes.leave()
    ctx.tasks.shut_down()


def words_on(page):
    QApplication.processEvents()
    return " | ".join(one.text() for one in page.findChildren(QLabel) if one.isVisibleTo(page))


def test_28_children_are_checked_in_one_after_another(window, store, qtbot):
    room = classes.listed(store)[0].id
    assert f"{CLASS} check-ins due" in words_on(window.current_page())
    window.actions_by_id["go-check-in"].trigger()
    page = window.current_page()
    assert isinstance(page, RailPage)
    assert f"0 talked, {CLASS} due" in words_on(page)
    everyone = {row.id: row for row in rota.rail(store, room, WEDNESDAY)}
    assert len(everyone) == CLASS
    seen, keys = [], 0

    def press(key, modifier=Qt.KeyboardModifier.NoModifier):
        nonlocal keys
        keys += 1
        where = window.focusWidget() or page
        if isinstance(key, str):
            qtbot.keyClicks(where, key)
        else:
            qtbot.keyClick(where, key, modifier)

    for number in range(CLASS):
        learner = page.walk.desk.learner_id
        called = {row.name for at, row in everyone.items() if at != learner}
        said = words_on(page)
        assert not any(name in said for name in called), "a child sees its own name alone"
        seen.append(learner)
        keys = 0
        for key in ("3", "2", "t", "f", "s"):
            press(key)
        qtbot.keyClicks(window.focusWidget(), f"I did it {number}")
        press(Qt.Key.Key_Tab)
        qtbot.keyClicks(window.focusWidget(), f"Show it to a friend {number}")
        press(Qt.Key.Key_Return)
        assert keys <= MOST_KEYS
    assert sorted(seen) == sorted(everyone)
    waited = [everyone[learner].last or date.min for learner in seen]
    assert waited == sorted(waited), "who waits longest comes first"
    assert page.screen_.done.isVisible()
    assert {seat.mark for seat in page.walk.session.seats} == {Mark.DONE}
    assert f"{CLASS} talked, 0 due" in words_on(page)
    for number, learner in enumerate(seen):
        newest = checkins.of_learner(store, learner)[0]
        assert (newest.held_on, newest.words) == (WEDNESDAY, f"I did it {number}")
        moves = "SELECT count(*) FROM step s JOIN goal g ON g.id = s.goal_id WHERE g.learner_id = ? AND s.text = ?"
        assert store.value(moves, (learner, f"Show it to a friend {number}")) == 1
    assert today.overview(store, today=WEDNESDAY, class_id=room).due.to_go == 0
    page.screen_.stop.click()
    assert "No check-ins due" in words_on(window.current_page())
