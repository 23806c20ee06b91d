"""Steps: the small promises of a goal, and whose they are."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


class Who(StrEnum):
    """Whose promise a step is."""

    ME = "me"
    TEACHER = "teacher"
    HOME = "home"


class Repeats(StrEnum):
    """How often a step comes round."""

    ONCE = "once"
    DAILY = "daily"
    WEEKLY = "weekly"


def is_late(who: Who, due: date | None, done: bool, today: date) -> bool:
    """Whether to say that a step is past its date. A home step is never late: families are asked, not chased."""
    return who is not Who.HOME and not done and due is not None and due < today
