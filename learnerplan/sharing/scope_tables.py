"""What kinds of tables there are for a share: personal ones, those that others lean on, and those that never leave."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from learnerplan.domain import tables
from learnerplan.domain.supports import RESTRICTED

LEARNER = "learner"
CLASS = "class"
OBSERVATION = "observation"
ABOUT = "observation_learner"
_ROOTS = (CLASS, LEARNER, OBSERVATION)
_HOME: dict[str, dict[str, Callable[[Any], bool]]] = {
    # The line of a file that a result came from: nobody knows what else its columns told.
    "result": {"source_row": lambda _text: True},
    # What plans kept that were closed before closing left out the texts marked as safeguarding. Nothing is as good as
    # that: it may stand for such a copy, where that did not come.
    "plan": {"frozen": lambda text: not text or '"safeguarding"' in str(text)},
}
_KEPT = frozenset({"disclosure", "goal_template", "plan_template"})


@cache
def ordered() -> tuple[str, ...]:
    """Every shared table, owners before what they own."""
    return (*_ROOTS, *(table for table in tables.shared() if table not in _ROOTS))


@cache
def personal() -> frozenset[str]:
    """Learners, observations, and what belongs to them directly or through others."""
    return _owned_by(frozenset({LEARNER, OBSERVATION}))


@cache
def kept() -> frozenset[str]:
    """What goes to one's own devices only: the log of what went to whom, and the teacher's own bank of goals."""
    return _owned_by(_KEPT)


def home(table: str) -> dict[str, Callable[[Any], bool]]:
    """The columns whose values go to one's own devices only, each with whether a value is such a one.

    Each is a text, a cell of its own, and empty where nothing came. Two values of one make no choice.
    """
    return _HOME.get(table, {})


@cache
def restricted() -> frozenset[str]:
    """Supports, and what would belong to them."""
    return _owned_by(RESTRICTED)


@cache
def reference() -> frozenset[str]:
    """What personal rows lean on: standards, surveys, scales, assessments, terms, and classes."""
    return frozenset(tables.shared()) - personal() - kept()


@cache
def holders(table: str) -> tuple[tables.Link, ...]:
    """The links that decide whether a row belongs: every one that is set must point to a row that does.

    A term of a class stands and falls with the class; the school year of it comes along.
    """
    owned = tuple(link for link in tables.links_of(table) if link.owned)
    if table in personal():
        return tuple(link for link in owned if link.target in personal() or link.target == CLASS)
    return owned


@cache
def leans_on(table: str) -> tuple[tables.Link, ...]:
    """The links to reference rows, which come along with a row that belongs."""
    return tuple(link for link in tables.links_of(table) if link.target in reference())


@cache
def held_by(table: str) -> tuple[tables.Link, ...]:
    """The links of other tables through which rows belong to rows of this one, without those that never leave."""
    return tuple(
        link
        for link in tables.links_to(table)
        if link.table in tables.shared() and link.table not in kept() and link in holders(link.table)
    )


@cache
def has_audience(table: str) -> bool:
    """Whether rows of this table say how far their text may travel."""
    return "audience" in tables.columns(table)


def _owned_by(roots: frozenset[str]) -> frozenset[str]:
    found = set(roots)
    while more := {
        link.table
        for link in tables.links()
        if link.owned and link.target in found and link.table not in found and link.table in tables.shared()
    }:
        found |= more
    return frozenset(found)
