"""What an import must know of classes, of who is in them and since when, and of school years."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from learnerplan.imports.known import KnownEnrolment, KnownYear
from learnerplan.services import authorship

if TYPE_CHECKING:
    from collections.abc import Iterable

    from learnerplan.storage.rows import Readable

MADE = "made"
"""Among the own fields of an enrolment: a person put the learner into the class."""
_NONE: frozenset[str] = frozenset()
_FIELDS = {"starts_on": "starts", "ends_on": "ends"}


class EnrolmentRow(NamedTuple):
    """An enrolment, dates in ISO form or empty."""

    id: str
    learner_id: str
    class_id: str
    starts_on: str
    ends_on: str


def enrolments(view: Readable) -> list[EnrolmentRow]:
    """All enrolments, those that ended as well, oldest first for each learner."""
    return view.rows(
        EnrolmentRow,
        """SELECT id, learner_id, class_id, coalesce(starts_on, ''), coalesce(ends_on, '')
        FROM enrolment ORDER BY learner_id, id""",
    )


def classes_of(rows: Iterable[EnrolmentRow]) -> dict[str, tuple[str, ...]]:
    """The classes that each learner is in. Who has left one is not in it."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for row in rows:
        if not row.ends_on:
            found[row.learner_id].append(row.class_id)
    return {learner: tuple(classes) for learner, classes in found.items()}


def held(view: Readable, rows: list[EnrolmentRow]) -> dict[tuple[str, str], KnownEnrolment]:
    """(class, learner) -> the enrolment that holds, or else the last that ended."""
    if not rows:
        return {}
    written = authorship.written(view, "enrolment")
    own = _own(rows, written) if written else {}
    found: dict[tuple[str, str], KnownEnrolment] = {}
    # Those that hold come last, so that they count.
    for ended in (True, False):
        for _id, learner_id, class_id, starts_on, ends_on in rows:
            if bool(ends_on) is ended:
                found[class_id, learner_id] = KnownEnrolment(starts_on, ends_on, own.get(_id, _NONE))
    return found


def _own(rows: list[EnrolmentRow], written: list[authorship.Written]) -> dict[str, frozenset[str]]:
    """What a person wrote of each enrolment."""
    fields = authorship.own_fields(written, _FIELDS, {row.id: row for row in rows})
    made = {each.row_id for each in written if each.op == "I"}
    whole = frozenset((MADE,))
    return {row_id: fields.get(row_id, _NONE) | (whole if row_id in made else _NONE) for row_id in made | fields.keys()}


def years(view: Readable) -> tuple[KnownYear, ...]:
    """The school years, oldest first."""
    return tuple(
        view.rows(
            KnownYear,
            """SELECT y.id, y.name, y.starts_on, y.ends_on,
            (SELECT count(*) FROM term t WHERE t.school_year_id = y.id AND t.class_id IS NULL)
            FROM school_year y ORDER BY y.starts_on, y.id""",
        )
    )
