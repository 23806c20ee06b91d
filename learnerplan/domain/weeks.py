"""A learner's week as a list to tick: the school days, and the steps of each goal with what is done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from learnerplan.domain.steps import Repeats

if TYPE_CHECKING:
    from datetime import date

    from learnerplan.domain.steps import Who


@dataclass(frozen=True)
class WeekStep:
    """A step; a daily one is ticked on each school day, any other once, `due_on` this day where one is set."""

    id: str
    text: str
    who: Who
    repeats: Repeats
    due_on: date | None
    done: frozenset[date]

    @property
    def each_day(self) -> bool:
        """Whether every school day has a box of its own."""
        return self.repeats is Repeats.DAILY


@dataclass(frozen=True)
class WeekGoal:
    """A goal with its steps of the week."""

    title: str
    in_own_words: bool
    steps: tuple[WeekStep, ...]


@dataclass(frozen=True)
class WeekList:
    """One learner's week. `days` are its school days: weekends, days off and days outside the term are left out."""

    learner_id: str
    name: str
    term: str
    week: int | None
    monday: date
    days: tuple[date, ...]
    goals: tuple[WeekGoal, ...]
