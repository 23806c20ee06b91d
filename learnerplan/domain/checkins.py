"""Check-ins: a short talk about the goals, and how long ago the last one was."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

DUE_AFTER_DAYS = 7
OVERDUE_AFTER_DAYS = 14


class Mode(StrEnum):
    """How a check-in was held."""

    ONE_ON_ONE = "one_on_one"
    PAPER = "paper"
    CLASS = "class"


class Feeling(StrEnum):
    """How it feels, apart from how far it is."""

    EASY = "easy"
    GOOD = "good"
    HARD = "hard"
    STUCK = "stuck"


class AbsenceKind(StrEnum):
    """Why a learner was not talked to on a day of one-on-ones."""

    AWAY = "away"
    LATER = "later"


class Staleness(StrEnum):
    """How much a learner is due to be seen."""

    NEVER = "never"
    FRESH = "fresh"
    DUE = "due"
    OVERDUE = "overdue"


def staleness(last: date | None, today: date) -> tuple[Staleness, int | None]:
    """The state and the whole days since the last check-in (`None` when there was none)."""
    if last is None:
        return Staleness.NEVER, None
    days = max(0, (today - last).days)
    if days > OVERDUE_AFTER_DAYS:
        return Staleness.OVERDUE, days
    return (Staleness.DUE if days > DUE_AFTER_DAYS else Staleness.FRESH), days
