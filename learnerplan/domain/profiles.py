"""What is known of a learner: dated entries, each with a facet, a voice and a source."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

# A term lasts about eight weeks; what a child said before it began is worth asking again.
STALE_WEEKS = 8


class Facet(StrEnum):
    """What a profile entry speaks of. Preferences and supports, never a "learning style"."""

    STRENGTH = "strength"
    CHALLENGE = "challenge"
    INTEREST = "interest"
    PASSION = "passion"
    SKILL = "skill"
    MOTIVATION = "motivation"
    HOPE = "hope"
    PREFERENCE = "preference"
    SUPPORT = "support"


class Voice(StrEnum):
    """Who says it."""

    LEARNER = "learner"
    TEACHER = "teacher"
    FAMILY = "family"
    DATA = "data"


class Made(StrEnum):
    """How the child's words came to be."""

    WROTE = "wrote"
    DICTATED = "dictated"
    DREW = "drew"
    PICKED = "picked"


class Source(StrEnum):
    """Where an entry comes from."""

    SURVEY = "survey"
    CONFERENCE = "conference"
    OBSERVATION = "observation"
    CHECK_IN = "check_in"
    IMPORT = "import"
    TYPED = "typed"


class Horizon(StrEnum):
    """How far a hope reaches."""

    THIS_YEAR = "this_year"
    AFTER_SCHOOL = "after_school"
    WHO_I_BECOME = "who_i_become"


class HopeState(StrEnum):
    """What became of a hope."""

    ALIVE = "alive"
    REACHED = "reached"
    LET_GO = "let_go"


def weeks_old(said_on: date, today: date) -> int:
    """How many whole weeks ago something was said."""
    return max(0, (today - said_on).days // 7)


def is_stale(said_on: date, today: date) -> bool:
    """Whether it is time to ask again."""
    return weeks_old(said_on, today) >= STALE_WEEKS
