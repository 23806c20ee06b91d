"""The check-in page on a class of three, on a Wednesday in the fifth week of the second term."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from learnerplan.domain.goals import GoalKind
from learnerplan.domain.profiles import Facet, Voice
from learnerplan.domain.steps import Who
from learnerplan.services import checkins, goals, learners, plans, profiles, steps
from tests.ui.classday import TODAY, on_the_day, open_dialogs
from ui.pages.rail.page import RailPage

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ("on_the_day",)


@dataclass(frozen=True)
class Planned:
    """Three learners: Ana waits longest and has a plan, then Minh with one goal, then Tala without a plan."""

    ana: str
    minh: str
    tala: str
    everyone: str
    own: str
    mine: str
    homes: str
    page_goal: str


@pytest.fixture
def planned(room) -> Planned:
    """The class with plans, talks and a quote."""
    store = room.store
    tala = learners.add(store, class_id=room.class_id, given_name="Tala", family_name="Whitehorse")
    plan = plans.start(store, room.ana, today=TODAY)
    dates = {"begun_on": date(2026, 10, 19), "due_on": date(2026, 12, 18)}
    everyone = goals.add(
        store, plan, kind=GoalKind.GRADE_LEVEL, words="Explain ratios", measure="Exit tickets", baseline=1, target=6,
        **dates,
    )  # fmt: skip
    own = goals.add(store, plan, kind=GoalKind.PERSONAL, words="Make a comic", **dates)
    mine = steps.add(store, everyone, text="Draw equal groups", who=Who.ME, due_on=TODAY)
    homes = steps.add(store, everyone, text="Share a recipe", who=Who.HOME, due_on=date(2026, 11, 10))
    page_goal = goals.add(
        store, plans.start(store, room.minh, today=TODAY), kind=GoalKind.PERSONAL, words="Read aloud", **dates
    )
    profiles.add(
        store, room.ana, facet=Facet.HOPE, text="I want to draw my own book", voice=Voice.LEARNER,
        said_on=date(2026, 9, 2),
    )  # fmt: skip
    last = checkins.Talk(date(2026, 11, 4), words="I can do it with pizza", next_move="Try fraction strips")
    checkins.add(store, room.ana, last)
    checkins.add(store, room.minh, checkins.Talk(date(2026, 11, 10), words="It goes well"))
    checkins.add(store, tala, checkins.Talk(date(2026, 11, 12), words="Fine"))
    return Planned(room.ana, room.minh, tala, everyone, own, mine, homes, page_goal)


@pytest.fixture
def page(planned, room_ctx, qtbot) -> Iterator[RailPage]:
    """The page, shown."""
    made = RailPage(room_ctx)
    qtbot.addWidget(made)
    made.resize(1280, 900)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    made.setFocus()
    yield made
    for one in open_dialogs():
        one.done(0)
    room_ctx.tasks.shut_down()


class Typist:
    """Presses keys where the focus is, and counts all but the letters of words."""

    def __init__(self, page: RailPage, qtbot) -> None:
        self._page, self._qtbot = page, qtbot
        self.count = 0

    def where(self):
        """The widget that gets the next key."""
        return self._page.focusWidget() or self._page

    def press(self, *keys: object, modifier: Qt.KeyboardModifier | None = None) -> None:
        """Press keys one after the other."""
        for key in keys:
            self.count += 1
            args = (key,) if modifier is None else (key, modifier)
            self._qtbot.keyClick(self.where(), *args)

    def write(self, words: str) -> None:
        """Type words."""
        self._qtbot.keyClicks(self.where(), words)


@pytest.fixture
def typist(page, qtbot) -> Typist:
    """Hands on the keyboard."""
    return Typist(page, qtbot)
