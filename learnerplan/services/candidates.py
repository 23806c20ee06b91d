"""What tells learners apart when a row of an import may be one of several: a few facts of each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from learnerplan.domain import names

if TYPE_CHECKING:
    from collections.abc import Iterable

    from learnerplan.storage.rows import Readable

_SOME = 500
"""Ids a query: SQLite takes no endless list."""


@dataclass(frozen=True)
class Candidate:
    """One learner; `classes` are names of classes that are still held, `identifiers` (source, value) pairs."""

    id: str
    name: str
    grade: str
    birth_date: date | None
    active: bool
    classes: tuple[str, ...]
    identifiers: tuple[tuple[str, str], ...]


class _Learner(NamedTuple):
    id: str
    given_name: str
    family_name: str
    preferred_name: str
    name_order: str
    grade: str
    birth_date: date | None
    active: bool


class _Of(NamedTuple):
    learner_id: str
    one: str
    two: str


def facts(view: Readable, learner_ids: Iterable[str]) -> dict[str, Candidate]:
    """The facts of these learners, by id; an id that nobody has any more is left out."""
    wanted = list(dict.fromkeys(learner_ids))
    found: dict[str, Candidate] = {}
    for start in range(0, len(wanted), _SOME):
        found.update(_some(view, wanted[start : start + _SOME]))
    return found


def _some(view: Readable, ids: list[str]) -> dict[str, Candidate]:
    marks = ", ".join("?" * len(ids))
    rows = view.rows(
        _Learner,
        f"""SELECT id, given_name, family_name, preferred_name, name_order, grade, birth_date, active
        FROM learner WHERE id IN ({marks})""",
        ids,
    )
    rooms = view.rows(
        _Of,
        f"""SELECT e.learner_id, c.name, '' FROM enrolment e JOIN "class" c ON c.id = e.class_id
        WHERE c.active AND e.ends_on IS NULL AND e.learner_id IN ({marks}) ORDER BY c.name""",
        ids,
    )
    numbers = view.rows(
        _Of, f"SELECT learner_id, source, value FROM identifier WHERE learner_id IN ({marks}) ORDER BY id", ids
    )
    return {
        row.id: Candidate(
            id=row.id,
            name=names.shown_name(row.given_name, row.family_name, row.preferred_name, row.name_order),
            grade=row.grade,
            birth_date=row.birth_date,
            active=row.active,
            classes=tuple(dict.fromkeys(each.one for each in rooms if each.learner_id == row.id)),
            identifiers=tuple((each.one, each.two) for each in numbers if each.learner_id == row.id),
        )
        for row in rows
    }
