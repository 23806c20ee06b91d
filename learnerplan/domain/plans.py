"""A plan: one learner, one term, the states that it passes through, and what may change in each."""

from __future__ import annotations

from enum import StrEnum


class PlanState(StrEnum):
    """The life of a plan, in order."""

    DRAFT = "draft"
    AGREED = "agreed"
    ACTIVE = "active"
    REFLECTING = "reflecting"
    CLOSED = "closed"


class Agreer(StrEnum):
    """Who agrees to a plan. The family may agree later than the others."""

    LEARNER = "learner"
    TEACHER = "teacher"
    FAMILY = "family"


class PlanPart(StrEnum):
    """What of a plan is to change: what was agreed, the work of the term, or how it ended."""

    AGREEMENT = "agreement"
    WORK = "work"
    OUTCOME = "outcome"


ORDER = tuple(PlanState)
_FORWARD = {
    PlanState.DRAFT: (PlanState.AGREED, PlanState.ACTIVE, PlanState.CLOSED),
    PlanState.AGREED: (PlanState.ACTIVE, PlanState.REFLECTING, PlanState.CLOSED),
    PlanState.ACTIVE: (PlanState.REFLECTING, PlanState.CLOSED),
    PlanState.REFLECTING: (PlanState.CLOSED,),
    PlanState.CLOSED: (),
}
_BACK = {
    PlanState.AGREED: PlanState.DRAFT,
    PlanState.ACTIVE: PlanState.AGREED,
    PlanState.REFLECTING: PlanState.ACTIVE,
    PlanState.CLOSED: PlanState.REFLECTING,
}
_OPEN_FOR = {
    PlanPart.AGREEMENT: frozenset({PlanState.DRAFT, PlanState.AGREED, PlanState.ACTIVE}),
    PlanPart.WORK: frozenset(ORDER) - {PlanState.CLOSED},
    PlanPart.OUTCOME: frozenset(ORDER) - {PlanState.CLOSED},
}


def may_pass(state: PlanState, to: PlanState) -> bool:
    """Whether a plan may go on from a state to another one."""
    return to in _FORWARD[state]


def goes_back(state: PlanState, to: PlanState) -> bool:
    """Whether this is the one step back that is possible; it is deliberate and needs a reason."""
    return _BACK.get(state) is to


def is_open(state: PlanState, part: PlanPart) -> bool:
    """Whether this part of a plan may change while it is in a state."""
    return state in _OPEN_FOR[part]
