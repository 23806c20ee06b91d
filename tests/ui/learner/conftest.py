"""The learner page on a class of two, on a Wednesday in the fifth week of the second term."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import pytest

from learnerplan.domain.goals import GoalKind
from learnerplan.domain.steps import Who
from learnerplan.services import goals, plans, steps
from tests.room import Room
from tests.ui.classday import TODAY, on_the_day, open_dialogs
from ui.context import Context
from ui.pages.learner.page import LearnerPage

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ("on_the_day",)


@dataclass(frozen=True)
class Planned:
    """Ana's plan of the second term: a goal of each kind, the first with three steps."""

    plan: str
    everyone: str
    own: str
    mine: str
    teachers: str
    homes: str


@pytest.fixture
def planned(room: Room) -> Planned:
    """Ana with a plan."""
    plan = plans.start(room.store, room.ana, today=TODAY)
    dates = {"begun_on": date(2026, 10, 19), "due_on": date(2026, 12, 18)}
    everyone = goals.add(
        room.store, plan, kind=GoalKind.GRADE_LEVEL, words="Explain ratios with a drawing",
        measure="Exit tickets", unit="of 6", baseline=1, target=6, **dates,
    )  # fmt: skip
    own = goals.add(
        room.store, plan, kind=GoalKind.PERSONAL, words="Make a comic", why="someone needs it",
        measure="Pages", unit="pages", baseline=0, target=12, **dates,
    )  # fmt: skip
    mine = steps.add(room.store, everyone, text="Draw equal groups", who=Who.ME, due_on=date(2026, 11, 16))
    teachers = steps.add(room.store, everyone, text="Pick two problems", who=Who.TEACHER, due_on=TODAY)
    homes = steps.add(room.store, everyone, text="Share a recipe", who=Who.HOME, due_on=date(2026, 11, 10))
    return Planned(plan, everyone, own, mine, teachers, homes)


@pytest.fixture
def page(room: Room, room_ctx: Context, qtbot) -> Iterator[LearnerPage]:
    """The page of Ana, shown, its way to other places looped back to itself."""
    made = LearnerPage(room_ctx)
    qtbot.addWidget(made)
    room_ctx.shell.place_wanted.connect(
        lambda place: made.open(place.target, place.part) if place.page == "learner" else None
    )
    made.resize(1200, 900)
    made.open(room.ana, "plan")
    made.show()
    qtbot.waitExposed(made)
    yield made
    for one in open_dialogs():
        one.done(0)
    room_ctx.tasks.shut_down()


def choose(menu_button, text: str) -> None:
    """Open the menu of a button and take the line with this text."""
    menu_button.click()
    menu = menu_button.menu_shown
    assert menu is not None
    (action,) = [one for one in menu.actions() if one.text().replace("&&", "&") == text]
    action.trigger()
    menu.close()
