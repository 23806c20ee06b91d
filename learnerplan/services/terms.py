"""School years and terms."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from learnerplan.domain import records, terms
from learnerplan.errors import UserError
from learnerplan.services.conditions import IN_CLASS, LEFT_CLASS, OWN_TERMS

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
    own AS ({own})
    SELECT t.id, t.name, t.position, t.starts_on, t.ends_on, y.name
    FROM term t JOIN school_year y ON y.id = t.school_year_id
    WHERE y.id = (SELECT id FROM year) AND t.class_id IS (SELECT class_id FROM own) ORDER BY t.position, t.starts_on"""

_OF_LEARNER = f"SELECT {OWN_TERMS.format(learner=':learner', year='(SELECT id FROM year)')} AS class_id"
# A class is of one year. In another year its learners sat elsewhere: most of their plans say by which terms they went.
_OF_CLASS = """SELECT t.class_id FROM term t LEFT JOIN plan p ON p.term_id = t.id AND p.learner_id IN
            (SELECT learner_id FROM enrolment WHERE class_id = :class AND ends_on IS NULL)
        WHERE t.school_year_id = (SELECT id FROM year) AND (t.class_id = :class OR EXISTS
            (SELECT 1 FROM "class" c WHERE c.id = :class AND c.school_year_id <> t.school_year_id))
        GROUP BY t.class_id ORDER BY coalesce(t.class_id = :class, 0) DESC, max(t.id = :term) DESC, count(p.id) DESC,
            t.class_id LIMIT 1"""


def listed(view: Readable, today: date, *, learner_id: str = "", term_id: str = "") -> list[TermRow]:
    """The terms of the school year that a day (or the term named) belongs to, in order; else of the newest year.

    A learner whose class has terms of its own gets those.
    """
    sql = _TERMS.format(own=_OF_LEARNER)
    return view.rows(TermRow, sql, {"today": today.isoformat(), "learner": learner_id, "term": term_id})


def of_class(view: Readable, today: date, class_id: str, *, term_id: str = "") -> list[TermRow]:
    """The same for a class: its own terms, or those of the school. Where else its learners sit does not matter."""
    sql = _TERMS.format(own=_OF_CLASS)
    return view.rows(TermRow, sql, {"today": today.isoformat(), "class": class_id, "term": term_id})


def goes_by(view: Readable, today: date, class_id: str, term_id: str) -> bool:
    """Whether a class goes by a term, or went by it in its year."""
    return any(term.id == term_id for term in of_class(view, today, class_id, term_id=term_id))


def current(view: Readable, today: date, *, learner_id: str = "") -> TermRow | None:
    """The term that a day belongs to; between two terms, the one that ended."""
    return current_of(listed(view, today, learner_id=learner_id), today)


def current_of(rows: Sequence[TermRow], today: date) -> TermRow | None:
    """The same among terms that were read already."""
    position = terms.current([(row.starts_on, row.ends_on) for row in rows], today)
    return rows[position] if position is not None else None


_NEXT = """SELECT t.id, t.name, t.position, t.starts_on, t.ends_on, y.name
    FROM term t JOIN school_year y ON y.id = t.school_year_id
    WHERE t.starts_on > :today AND t.class_id IS (SELECT o.class_id FROM term o
        WHERE o.class_id = :class AND o.school_year_id = t.school_year_id LIMIT 1)
    ORDER BY y.starts_on, t.starts_on LIMIT 1"""


def following(view: Readable, today: date, class_id: str = "") -> TermRow | None:
    """The next term that begins after a day, of those that the class goes by in its year: its own, or the school's."""
    found = view.rows(TermRow, _NEXT, {"today": today.isoformat(), "class": class_id})
    return found[0] if found else None


_OVER = """WITH years AS (SELECT id, name, starts_on FROM school_year WHERE starts_on <= :today
        ORDER BY starts_on DESC LIMIT 2)
    SELECT t.id, t.name || iif(y.starts_on = (SELECT max(starts_on) FROM years), '', ' of ' || y.name), count(*)
    FROM plan p JOIN term t ON t.id = p.term_id JOIN years y ON y.id = t.school_year_id
    JOIN learner l ON l.id = p.learner_id
    WHERE p.state <> 'closed' AND t.ends_on < :today AND {whose}
    AND EXISTS (SELECT 1 FROM goal g WHERE g.plan_id = p.id)
    GROUP BY t.id ORDER BY t.ends_on, t.id"""


class TermOver(NamedTuple):
    """A term of this school year or the last that has ended while plans of it still run: how many are not closed.

    `term` is its name, with the year where that is the last one.
    """

    term_id: str
    term: str
    plans: int


def unclosed(view: Readable, today: date, class_id: str = "", *, with_left: bool = False) -> list[TermOver]:
    """The terms that have ended with plans that are not closed, oldest first; of everyone where no class is named.

    `with_left` counts those of a class who left it, too: their plans can close, and nobody waits for that.
    """
    whose = f"l.active AND l.kind = 'child' {IN_CLASS if class_id else ''}"
    sql = _OVER.format(whose=f"({whose} OR {LEFT_CLASS})" if class_id and with_left else whose)
    return view.rows(TermOver, sql, {"today": today.isoformat(), "class": class_id})


def over(view: Readable, today: date, class_id: str = "") -> TermOver | None:
    """The first of these terms."""
    return next(iter(unclosed(view, today, class_id)), None)


def to_close(rows: Sequence[TermRow], running: Sequence[TermOver], today: date) -> TermRow | None:
    """The term of `rows` whose plans are closed on a day: the current one in its last days and after them.

    Before those it is the first of the terms `running` that ended with plans that still run.
    """
    now = current_of(rows, today)
    if now is None or terms.is_closing(now.ends_on, today):
        return now
    held = {row.id: row for row in rows}
    return next((held[one.term_id] for one in running if one.term_id in held), now)


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
