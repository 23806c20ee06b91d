"""What beginning the next school year will do, learner by learner, before it is done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from learnerplan.domain import grades, names
from learnerplan.services import years

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from learnerplan.storage.rows import Readable


@dataclass(frozen=True)
class MoverRow:
    """A learner of a class that the next year takes along."""

    id: str
    given_name: str
    family_name: str
    preferred_name: str
    name_order: str
    grade: str
    class_name: str

    @property
    def name(self) -> str:
        """The name for the screen."""
        return names.shown_name(self.given_name, self.family_name, self.preferred_name, self.name_order)

    @property
    def next_grade(self) -> str:
        """The grade after this one; the same where its words are not known."""
        return grades.following(self.grade)


@dataclass(frozen=True)
class YearPreview:
    """The year that would begin: its name and days, and who would come along. `open_plans` are those not closed yet."""

    name: str
    starts_on: date
    ends_on: date
    terms: int
    classes: int
    open_plans: int
    learners: tuple[MoverRow, ...]


_MOVERS = """SELECT l.id, l.given_name, l.family_name, l.preferred_name, l.name_order, l.grade, min(c.name)
    FROM enrolment e JOIN learner l ON l.id = e.learner_id JOIN "class" c ON c.id = e.class_id
    WHERE e.ends_on IS NULL AND l.active AND c.active AND (c.school_year_id = :year OR c.school_year_id IS NULL)
    GROUP BY l.id"""
_OPEN = """SELECT count(*) FROM plan p JOIN term t ON t.id = p.term_id JOIN learner l ON l.id = p.learner_id
    WHERE t.school_year_id = :year AND p.state <> 'closed' AND l.active"""
_CLASSES = 'SELECT count(*) FROM "class" WHERE active AND (school_year_id = :year OR school_year_id IS NULL)'


def preview(view: Readable, school_year_id: str) -> YearPreview:
    """What `years.roll_over` would make of a school year. Raises `UserError` when it is gone."""
    name, starts_on, ends_on = years.following_year(view, school_year_id)
    held = {"year": school_year_id}
    return YearPreview(
        name=name,
        starts_on=starts_on,
        ends_on=ends_on,
        terms=int(view.value("SELECT count(*) FROM term WHERE school_year_id = :year AND class_id IS NULL", held)),
        classes=int(view.value(_CLASSES, held)),
        open_plans=int(view.value(_OPEN, held)),
        learners=tuple(_by_name(view.rows(MoverRow, _MOVERS, held))),
    )


def _by_name(rows: Sequence[MoverRow]) -> list[MoverRow]:
    return sorted(rows, key=lambda row: names.sort_key(row.given_name, row.family_name))
