"""A plan: one learner, one term, and the states that it passes through."""

from __future__ import annotations

from enum import StrEnum


class PlanState(StrEnum):
    """The life of a plan, in order."""

    DRAFT = "draft"
    AGREED = "agreed"
    ACTIVE = "active"
    REFLECTING = "reflecting"
    CLOSED = "closed"
