"""Learners: who is meant, and how people at home are reached."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """Most learners are children; the teacher's own plan is an educator's."""

    CHILD = "child"
    EDUCATOR = "educator"


class NameOrder(StrEnum):
    """Which name comes first where this learner's name is written."""

    GIVEN = "given"
    FAMILY = "family"


class PointKind(StrEnum):
    """How a contact is reached."""

    PHONE = "phone"
    EMAIL = "email"
