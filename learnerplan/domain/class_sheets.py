"""A class on paper: a row for each learner, with goals, open steps and room to write. For the teacher alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True)
class SheetGoal:
    """A goal with its open steps as (id, words). What is gone since the sheet was printed has no id.

    `counts` names what is counted ("pages"), `None` where a goal is not measured by a number.
    """

    id: str
    title: str
    steps: tuple[tuple[str, str], ...]
    counts: str | None = None


@dataclass(frozen=True)
class SheetRow:
    """A learner; `days` since the last talk, `None` where there was none."""

    learner_id: str
    name: str
    days: int | None
    goals: tuple[SheetGoal, ...]

    def steps(self) -> list[tuple[str, str, str]]:
        """The open steps of all goals as (id, words, goal id), in the order of their numbers on the paper."""
        return [(step, words, goal.id) for goal in self.goals for step, words in goal.steps]


@dataclass(frozen=True)
class ClassSheet:
    """One sheet: `levels` are those of the progress scale, lowest first; `week` is the week of the term."""

    room: str
    term: str
    week: int | None
    made_on: date
    teacher: str
    levels: tuple[str, ...]
    rows: tuple[SheetRow, ...]
    language: str = "en"
