"""Which school year a day belongs to, among those that are here or come with an import."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from learnerplan.domain.terms import school_year_of
from learnerplan.imports.known import KnownYear


def year_of(day: str, years: Iterable[KnownYear]) -> KnownYear | None:
    """The year that holds an ISO day, or that begins in the same summer; the rule of `services.school_years`."""
    if not day:
        return None
    known = list(years)
    within = (year for year in known if year.starts <= day <= year.ends)
    began = school_year_of(date.fromisoformat(day))
    same = (year for year in known if school_year_of(date.fromisoformat(year.starts)) == began)
    return next(within, None) or next(same, None)
