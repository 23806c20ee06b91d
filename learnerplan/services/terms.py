"""School years and terms."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from learnerplan.domain import records, terms
from learnerplan.errors import UserError

if TYPE_CHECKING:
    from learnerplan.storage.rows import Readable
    from learnerplan.storage.transaction import Transaction


class TermRow(NamedTuple):
    """A term of the newest school year that holds today, or of the newest at all."""

    id: str
    name: str
    position: int
    starts_on: date
    ends_on: date
    school_year: str


def listed(view: Readable, today: date) -> list[TermRow]:
    """The terms of the school year that a day belongs to, in order; of the newest year where none holds it."""
    return view.rows(
        TermRow,
        """SELECT t.id, t.name, t.position, t.starts_on, t.ends_on, y.name
        FROM term t JOIN school_year y ON y.id = t.school_year_id
        WHERE y.id = (SELECT id FROM school_year ORDER BY (starts_on <= :today) DESC, starts_on DESC LIMIT 1)
        ORDER BY t.position""",
        {"today": today.isoformat()},
    )


def current(view: Readable, today: date) -> TermRow | None:
    """The term that a day belongs to; between two terms, the one that ended."""
    rows = listed(view, today)
    position = terms.current([(row.starts_on, row.ends_on) for row in rows], today)
    return rows[position] if position is not None else None


def needed(view: Readable, today: date) -> TermRow:
    """Like `current`, for writing a plan. Raises `UserError` when the planbook has no terms."""
    row = current(view, today)
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
