"""A class whose teacher has a PIN, and the window of student mode around it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from learnerplan.domain.goals import GoalKind
from learnerplan.services import goals, own_surveys, plans, steps, student_pin
from learnerplan.services.student_sessions import Opens, Part, Session
from ui.main_window import MainWindow
from ui.sections import SECTIONS
from ui.student import window as student_window
from ui.student.mode import StudentMode

if TYPE_CHECKING:
    from collections.abc import Iterator

PIN = "4711"


@pytest.fixture(autouse=True)
def todays(room, monkeypatch):
    """The day that the fixtures call today is the day of the screens too."""

    class Day(date):
        @classmethod
        def today(cls) -> date:
            return room.today

    monkeypatch.setattr(student_window, "date", Day)


@pytest.fixture
def pictures(room) -> str:
    """The survey of pictures for the youngest."""
    return own_surveys.add_ready(room.store, "grades-1-3")


@pytest.fixture
def goal(room) -> str:
    """A goal of Ana's, with one step for today."""
    plan = plans.start(room.store, room.ana, today=room.today)
    made = goals.add(room.store, plan, kind=GoalKind.PERSONAL, words="Build a kite")
    steps.add(room.store, made, text="Find two sticks", due_on=room.today)
    return made


@pytest.fixture
def main(room_ctx, qtbot) -> MainWindow:
    """The teacher's window."""
    window = MainWindow(room_ctx, SECTIONS)
    qtbot.addWidget(window)
    window.show()
    room_ctx.navigate("student")
    return window


@pytest.fixture
def mode(room, room_ctx, main) -> Iterator[StudentMode]:
    """Ready to begin."""
    student_pin.choose(room.store, PIN, PIN)
    made = StudentMode(room_ctx, main)
    yield made
    if made.window is not None:
        leave(made)
    room_ctx.tasks.shut_down()


def begin(mode, *learners: str, opens=tuple(Opens), surveys=(), passing=False):
    """Start student mode and give its window."""
    mode.begin(Session(learners, opens, surveys, passing=passing, in_round=len(learners) > 1))
    return mode.window


def part_of(window, opens) -> Part:
    """The (first) part of this kind that is open."""
    return next(each for each in window.session.parts if each.opens is opens)


def go(window, opens):
    """Open a part and give its screen."""
    window.go(part_of(window, opens))
    return window.screen_shown


def tile(window, opens):
    """The tile of a part on the child's start."""
    return window.screen_shown.tiles[part_of(window, opens)]


def leave(mode, pin=PIN):
    """Type the PIN as a grown-up."""
    mode.window.ask_pin()
    QTest.keyClicks(mode.window.grown_up_screen.field, pin)
    QTest.keyClick(mode.window.grown_up_screen.field, Qt.Key.Key_Return)


def crash(mode, room_ctx, main):
    """The laptop starts again while the child has it."""
    mode.window.let_go()
    mode.window = None
    again = StudentMode(room_ctx, main)
    assert again.resume()
    return again
