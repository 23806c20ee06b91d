"""Likely duplicates: who may be one child twice, and what a teacher said of them."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from learnerplan.domain import duplicates, names
from learnerplan.services import aliases, planbooks

if TYPE_CHECKING:
    from learnerplan.storage.rows import Readable
    from learnerplan.storage.store import Store

APART = "duplicates.apart"
"""The setting with the pairs that are two children."""


@dataclass(frozen=True)
class Duplicate:
    """Two learners who may be one, the one with more on record first. `score` is 0 to 100."""

    keep_id: str
    keep: str
    other_id: str
    other: str
    reason: str
    score: float


class _Learner(NamedTuple):
    id: str
    given_name: str
    family_name: str
    preferred_name: str
    other_name: str
    name_order: str
    grade: str
    birth_date: str
    active: bool
    rows: int


class _Triple(NamedTuple):
    learner_id: str
    one: str
    two: str


_LEARNERS = """SELECT l.id, l.given_name, l.family_name, l.preferred_name, l.other_name, l.name_order, l.grade,
    coalesce(l.birth_date, ''), l.active,
    (SELECT count(*) FROM profile_entry WHERE learner_id = l.id) + (SELECT count(*) FROM goal WHERE learner_id = l.id)
    + (SELECT count(*) FROM artifact WHERE learner_id = l.id) + (SELECT count(*) FROM check_in WHERE learner_id = l.id)
    FROM learner l WHERE l.kind = 'child' ORDER BY l.id"""


def listed(view: Readable) -> list[Duplicate]:
    """The likely duplicates, surest first, without the pairs that a teacher called two children."""
    learners = {row.id: row for row in view.rows(_Learner, _LEARNERS)}
    identifiers: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for row in view.rows(_Triple, "SELECT learner_id, source, value FROM identifier ORDER BY learner_id, id"):
        identifiers[row.learner_id].append((row.one, row.two))
    classes: defaultdict[str, set[str]] = defaultdict(set)
    for row in view.rows(_Triple, "SELECT learner_id, class_id, '' FROM enrolment WHERE ends_on IS NULL"):
        classes[row.learner_id].add(row.one)
    apart = _apart(view)
    pairs = duplicates.likely(
        duplicates.Candidate(
            row.id,
            row.given_name,
            row.family_name,
            row.preferred_name,
            row.other_name,
            row.grade,
            row.birth_date,
            row.active,
            tuple(identifiers[row.id]),
            frozenset(classes[row.id]),
        )
        for row in learners.values()
    )
    return [
        _shown(learners[pair.one], learners[pair.two], pair) for pair in pairs if _key(pair.one, pair.two) not in apart
    ]


def set_apart(store: Store, one: str, two: str) -> None:
    """Remember that these are two children, so that nobody asks again. It can be undone."""
    with store.transaction("Say that these are two children") as tx:
        pairs = sorted(_apart(tx) | {_key(aliases.living(tx, one), aliases.living(tx, two))})
        planbooks.set_setting(tx, APART, json.dumps(pairs))


def _apart(view: Readable) -> set[tuple[str, str]]:
    """The pairs as they are now: who was merged since is the learner that they became."""
    pairs = json.loads(planbooks.setting(view, APART, "[]"))
    return {_key(aliases.living(view, one), aliases.living(view, two)) for one, two in pairs}


def _key(one: str, two: str) -> tuple[str, str]:
    return (one, two) if one < two else (two, one)


def _shown(one: _Learner, two: _Learner, pair: duplicates.Pair) -> Duplicate:
    """The one to keep is active, has more on record, and came first."""
    keep, other = sorted((one, two), key=lambda row: (not row.active, -row.rows, row.id))
    return Duplicate(keep.id, _name(keep), other.id, _name(other), pair.reason, pair.score)


def _name(row: _Learner) -> str:
    return names.shown_name(row.given_name, row.family_name, row.preferred_name, row.name_order)
