"""School years and terms."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from learnerplan.domain import records, terms
from learnerplan.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from learnerplan.storage.rows import Readable
    from learnerplan.storage.transaction import Transaction


class TermRow(NamedTuple):
    """A term of a school year."""

    id: str
    name: str
    position: int
    starts_on: date
    ends_on: date
    school_year: str


# A class may have terms of its own; a learner goes by those of the first of their classes that has any.
_TERMS = """WITH year AS (SELECT id FROM school_year
        ORDER BY id = (SELECT school_year_id FROM term WHERE id = :term) DESC, (starts_on <= :today) DESC,
            starts_on DESC LIMIT 1),
    own AS (SELECT t.class_id FROM term t JOIN enrolment e ON e.class_id = t.class_id
        WHERE e.learner_id = :learner AND e.ends_on IS NULL AND t.school_year_id = (SELECT id FROM year)
        ORDER BY t.class_id LIMIT 1)
    SELECT t.id, t.name, t.position, t.starts_on, t.ends_on, y.name
    FROM term t JOIN school_year y ON y.id = t.school_year_id
    WHERE y.id = (SELECT id FROM year) AND t.class_id IS (SELECT class_id FROM own) ORDER BY t.position, t.starts_on"""


def listed(view: Readable, today: date, *, learner_id: str = "", term_id: str = "") -> list[TermRow]:
    """The terms of the school year that a day (or the term named) belongs to, in order; else of the newest year.

    A learner whose class has terms of its own gets those.
    """
    return view.rows(TermRow, _TERMS, {"today": today.isoformat(), "learner": learner_id, "term": term_id})


def current(view: Readable, today: date, *, learner_id: str = "") -> TermRow | None:
    """The term that a day belongs to; between two terms, the one that ended."""
    return current_of(listed(view, today, learner_id=learner_id), today)


def current_of(rows: Sequence[TermRow], today: date) -> TermRow | None:
    """The same among terms that were read already."""
    position = terms.current([(row.starts_on, row.ends_on) for row in rows], today)
    return rows[position] if position is not None else None


def needed(view: Readable, today: date, *, learner_id: str = "") -> TermRow:
    """Like `current`, for writing a plan. Raises `UserError` when the planbook has no terms."""
    row = current(view, today, learner_id=learner_id)
    if row is None:
        raise UserError("There is no school year yet.", "Add the school year and its terms in the settings first.")
    return row


def add_usual_year(tx: Transaction, today: date) -> str:
    """Add the school year of a day with five usual terms; gives its id."""
    begins = terms.school_year_of(today)
    spans = terms.usual_terms(begins)
    year = tx.add(
        records.SchoolYear,
        name=f"{begins}–{(begins + 1) % 100:02}",
        starts_on=spans[0].starts_on,
        ends_on=spans[-1].ends_on,
    )
    tx.add_many(
        records.Term,
        [
            {
                "school_year_id": year,
                "name": span.name,
                "position": position,
                "starts_on": span.starts_on,
                "ends_on": span.ends_on,
            }
            for position, span in enumerate(spans, start=1)
        ],
    )
    return year
