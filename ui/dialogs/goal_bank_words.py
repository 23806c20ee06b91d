"""Finding goals in the bank and saying in a line what each holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from learnerplan.domain.names import folded
from ui.dialogs.goal_edit import AREAS, KINDS
from ui.widgets.bidi import joined

if TYPE_CHECKING:
    from collections.abc import Sequence

    from learnerplan.services.goal_bank import BankGoal


def matching(goals: Sequence[BankGoal], words: str, kind: str = "") -> list[BankGoal]:
    """The goals that hold every typed word, without regard to case and accents; of one kind where it is named."""
    wanted = folded(words).split()
    return [
        goal for goal in goals if (not kind or goal.kind.value == kind) and all(word in _text(goal) for word in wanted)
    ]


def _text(goal: BankGoal) -> str:
    parts = (goal.title, goal.words, goal.statement, goal.why, goal.success, goal.measure, AREAS[goal.area])
    return folded(" ".join((*parts, *(step.text for step in goal.steps))))


def caption(goal: BankGoal) -> str:
    """Kind, area, grades, steps, and how many places are to be filled in."""
    steps, places = len(goal.steps), goal.places()
    return joined(
        KINDS[goal.kind],
        AREAS[goal.area],
        f"grades {goal.grades}" if goal.grades else "",
        "" if not steps else "1 step" if steps == 1 else f"{steps} steps",
        f"fill in: {', '.join(places)}" if places else "",
    )


def given(goals: int, students: int) -> str:
    """What a button says that gives goals; to nobody yet where `students` is 0."""
    what = "this goal" if goals == 1 else f"{goals} goals"
    to = "" if not students else " to 1 student" if students == 1 else f" to {students} students"
    return f"Give {what}{to}"
