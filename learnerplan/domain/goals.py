"""Goals: two kinds as equals, measured, with a pace that belongs to the goal and not to the child."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


class GoalKind(StrEnum):
    """For everyone in the grade, or the child's own."""

    GRADE_LEVEL = "grade_level"
    PERSONAL = "personal"


class GoalArea(StrEnum):
    """The part of life that a goal is about."""

    ACADEMIC = "academic"
    SOCIAL_EMOTIONAL = "social_emotional"
    HABITS = "habits"
    FUTURE = "future"


class MeasureKind(StrEnum):
    """How a goal is measured."""

    NUMBER = "number"
    LEVEL = "level"
    TRIALS = "trials"
    YES_NO = "yes_no"
    WORDS = "words"


class GoalStatus(StrEnum):
    """Open while the plan runs; one of the outcomes when it closes."""

    ACTIVE = "active"
    MET = "met"
    PARTLY = "partly"
    CARRIED = "carried"
    DROPPED = "dropped"


class PaceState(StrEnum):
    """Where a goal stands against its own time line."""

    NOT_TRACKED = "not_tracked"
    BEHIND = "behind"
    ON_PACE = "on_pace"
    AHEAD = "ahead"
    MET = "met"


@dataclass(frozen=True)
class Pace:
    """Shares are parts of the way from baseline to target, 0 to 1; `None` where there is nothing to compare."""

    state: PaceState
    reached: float | None = None
    expected: float | None = None


# A goal is called behind or ahead only when it is further than this from a straight line, in parts of the way:
# measurements of classroom work scatter by about as much.
TOLERANCE = 0.1


def pace(
    *,
    baseline: float | None,
    target: float | None,
    now: float | None,
    begun: date | None,
    due: date | None,
    today: date,
) -> Pace:
    """Compare what was reached with a straight line from the day begun to the day due.

    A target may lie below the baseline (fewer days late). Without two numbers and a measurement a goal is not
    tracked, which is not zero.
    """
    if baseline is None or target is None or now is None or baseline == target:
        return Pace(PaceState.NOT_TRACKED)
    reached = (now - baseline) / (target - baseline)
    if reached >= 1:
        return Pace(PaceState.MET, 1.0, _expected(begun, due, today))
    shown = max(0.0, reached)
    expected = _expected(begun, due, today)
    if expected is None:
        return Pace(PaceState.ON_PACE, shown, None)
    if reached < expected - TOLERANCE:
        return Pace(PaceState.BEHIND, shown, expected)
    if reached > expected + 2 * TOLERANCE:
        return Pace(PaceState.AHEAD, shown, expected)
    return Pace(PaceState.ON_PACE, shown, expected)


def _expected(begun: date | None, due: date | None, today: date) -> float | None:
    if begun is None or due is None or due <= begun:
        return None
    return min(1.0, max(0.0, (today - begun).days / (due - begun).days))
