"""What the words for roles mean: a student, family of one, or staff."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache

from learnerplan.imports.words.folding import fold

_STUDENT = frozenset(("student", "students", "learner", "pupil", "s"))
_FAMILY = frozenset(
    (
        "guardian", "parent", "relative", "mother", "father", "family", "aunt", "uncle", "grandparent", "grandmother",
        "grandfather", "sibling", "childadvocate", "caseworker",
    )
)  # fmt: skip
_WORDS = re.compile(r"[,;|]")


class Who(StrEnum):
    """Whom a user is to a planbook. Who is a student and something else as well is a student."""

    STUDENT = "student"
    FAMILY = "family"
    STAFF = "staff"
    UNKNOWN = ""


def is_student(role: str) -> bool:
    """Whether a role is that of a child who learns."""
    return fold(role) in _STUDENT


def is_family(role: str) -> bool:
    """Whether a role is that of a child's family; OneRoster has parent, guardian and relative."""
    return fold(role).replace(" ", "") in _FAMILY


@lru_cache(maxsize=1024)
def family_word(roles: str) -> str:
    """The first of the roles that is one of family, with a capital; empty where there is none."""
    words = (word.strip() for word in _WORDS.split(roles))
    return next((word.capitalize() for word in words if word and is_family(word)), "")


@lru_cache(maxsize=1024)
def who(roles: str) -> Who:
    """Who somebody with these roles is; several stand in one cell, with commas."""
    words = [word for word in _WORDS.split(roles) if word.strip()]
    if not words:
        return Who.UNKNOWN
    if any(map(is_student, words)):
        return Who.STUDENT
    return Who.FAMILY if any(map(is_family, words)) else Who.STAFF
