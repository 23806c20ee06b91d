"""What is known of a learner: dated entries, each with a facet, a voice and a source."""

from __future__ import annotations

from enum import StrEnum


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
