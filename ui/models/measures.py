"""What a goal counts, in words: where it began, where it is now, what it aims for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from learnerplan.domain.goals import GoalStatus, MeasureKind, PaceState
from ui.models.levels import look

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from learnerplan.services.goals import GoalRow, MeasurementRow
    from learnerplan.services.scales import Level
    from ui.models.tones import Look

KINDS: dict[MeasureKind, str] = {
    MeasureKind.NUMBER: "A number",
    MeasureKind.TRIALS: "How many of how many",
    MeasureKind.LEVEL: "A level of our scale",
    MeasureKind.YES_NO: "Yes or no",
    MeasureKind.WORDS: "In words",
}
"""What each way of measuring is called."""

STATES: dict[PaceState, Look] = {
    PaceState.BEHIND: ("Behind pace", "gauge", "warn"),
    PaceState.ON_PACE: ("On pace", "check", "ok"),
    PaceState.AHEAD: ("Ahead of pace", "trending-up", "ok"),
    PaceState.MET: ("Met", "check", "ok"),
    PaceState.NOT_TRACKED: ("Not tracked yet", "circle-dashed", "none"),
}
"""(word, icon, tone) of each pace; it is said of the goal, never of the child."""

OUTCOMES: dict[GoalStatus, Look] = {
    GoalStatus.MET: ("Met", "check", "ok"),
    GoalStatus.PARTLY: ("Partly met", "circle-dot", "info"),
    GoalStatus.CARRIED: ("Carried forward", "arrow-right", "info"),
    GoalStatus.DROPPED: ("Set aside", "archive", "none"),
}
"""(word, icon, tone) of each outcome."""


def number(value: float) -> str:
    """A number without needless digits."""
    rounded = round(value, 2)
    return str(int(rounded)) if rounded == int(rounded) else f"{rounded}"


def amount(value: float, kind: MeasureKind, levels: Sequence[Level] = ()) -> str:
    """A measured value as its goal counts it; trials are a share of 100."""
    if kind is MeasureKind.TRIALS:
        return f"{number(value)}%"
    if kind is MeasureKind.YES_NO:
        return "yes" if value >= 1 else "not yet"
    if kind is MeasureKind.LEVEL:
        at = min(max(round(value), 0), len(levels) - 1)
        return levels[at].name if levels else number(value)
    return number(value)


def measured(row: MeasurementRow, kind: MeasureKind, levels: Sequence[Level] = ()) -> str:
    """One measurement as it is listed: "3", "4 of 5", a level, or words."""
    parts = []
    if row.value is not None and row.trials:
        parts.append(f"{number(row.value)} of {row.trials}")
    elif row.value is not None:
        parts.append(amount(row.value, kind, levels))
    return ", ".join([*parts, row.words] if row.words else parts)


def is_counted(goal: GoalRow) -> bool:
    """Whether there is a number to aim for, so that a track can show the way."""
    return goal.target is not None and goal.measure_kind not in (MeasureKind.YES_NO, MeasureKind.WORDS)


def ends(goal: GoalRow, levels: Sequence[Level] = ()) -> tuple[str, str, str]:
    """Where a counted goal began, where it is now, what it aims for; empty where nothing is known."""
    kind, unit = goal.measure_kind, goal.unit.strip()
    began = "" if goal.baseline is None else f"began {amount(goal.baseline, kind, levels)}"
    now = "" if goal.now is None else f"now {amount(goal.now, kind, levels)}"
    aim = "" if goal.target is None else f"aim {amount(goal.target, kind, levels)}{'' if unit == '%' else ' '}{unit}"
    return began, now, aim.strip()


def measure_line(goal: GoalRow) -> str:
    """What is counted, and the aim where it is said in words."""
    if goal.measure_kind is MeasureKind.WORDS and goal.target_words:
        return ": ".join(part for part in (goal.measure, goal.target_words) if part)
    return goal.measure


def standing(goal: GoalRow, today: date, levels: Sequence[Level] = ()) -> Look:
    """(word, icon, tone) of a goal: its outcome, else its pace, else the progress that was agreed last."""
    if goal.status in OUTCOMES:
        return OUTCOMES[goal.status]
    state = goal.pace(today).state
    if goal.measure_kind is MeasureKind.YES_NO and goal.now is not None:
        return STATES[PaceState.MET] if goal.now >= 1 else ("Not yet", "circle-dot", "warn")
    if state is PaceState.NOT_TRACKED and goal.level_position is not None:
        icon, tone = look(goal.level_position, len(levels))
        return goal.level, icon, tone
    return STATES[state]
