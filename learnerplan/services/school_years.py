"""School years, for classes whose files say when they are held."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from learnerplan.domain import terms as spans
from learnerplan.services import terms

if TYPE_CHECKING:
    from learnerplan.storage.rows import Readable
    from learnerplan.storage.transaction import Transaction


@dataclass(frozen=True)
class SchoolYearRow:
    """A school year of the planbook."""

    id: str
    name: str
    starts_on: date
    ends_on: date


def listed(view: Readable) -> list[SchoolYearRow]:
    """All school years, oldest first."""
    return view.rows(SchoolYearRow, "SELECT id, name, starts_on, ends_on FROM school_year ORDER BY starts_on, id")


def holding(tx: Transaction, day: date) -> str:
    """The id of the school year that a day belongs to; made with its usual terms where the planbook has none."""
    for year in listed(tx):
        if year.starts_on <= day <= year.ends_on or spans.school_year_of(year.starts_on) == spans.school_year_of(day):
            return year.id
    return terms.add_usual_year(tx, day)
