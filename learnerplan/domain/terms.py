"""Terms: the usual ones of a school year, and where in one we are."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence


class Span(NamedTuple):
    """A named stretch of days, both ends included."""

    name: str
    starts_on: date
    ends_on: date


# Start and end of five terms (month, day), from late summer to early summer; each is moved to the Monday before
# and the Friday after. A school changes them in the settings.
_USUAL = (((8, 24), (10, 14)), ((10, 19), (12, 16)), ((1, 4), (2, 17)), ((2, 22), (4, 7)), ((4, 12), (6, 9)))
_SUMMER_ENDS = 7
CLOSING_DAYS = 7
"""So many days at the end of a term its plans are closed."""
AGREEING_DAYS = 28
"""So many days from the first of a term its plans are agreed."""
_AHEAD = 14


def school_year_of(day: date) -> int:
    """The calendar year in which the school year of a day began; July opens a new one."""
    return day.year if day.month >= _SUMMER_ENDS else day.year - 1


def usual_terms(year: int) -> list[Span]:
    """Five terms of the school year that begins in `year`."""
    spans = []
    for number, ((month, day), (end_month, end_day)) in enumerate(_USUAL, start=1):
        first = date(year + (month < _SUMMER_ENDS), month, day)
        last = date(year + (end_month < _SUMMER_ENDS), end_month, end_day)
        monday, friday = first - timedelta(first.weekday()), last + timedelta((4 - last.weekday()) % 7)
        spans.append(Span(f"Term {number}", monday, friday))
    return spans


def weeks(starts_on: date, ends_on: date) -> int:
    """How many calendar weeks a term touches."""
    return (monday(ends_on) - monday(starts_on)).days // 7 + 1


def week_of(starts_on: date, ends_on: date, today: date) -> int | None:
    """The number of this week in a term, from 1; `None` outside it."""
    if not starts_on <= today <= ends_on:
        return None
    return (monday(today) - monday(starts_on)).days // 7 + 1


def is_closing(ends_on: date, today: date) -> bool:
    """Whether a term is in its last days, or over."""
    return (ends_on - today).days < CLOSING_DAYS


def is_agreeing(starts_on: date, today: date) -> bool:
    """Whether a term begins: it is in its first weeks, or starts in two weeks at most."""
    return -_AHEAD <= (today - starts_on).days < AGREEING_DAYS


def monday(day: date) -> date:
    """The Monday of a day's week."""
    return day - timedelta(day.weekday())


def current(spans: Sequence[tuple[date, date]], today: date) -> int | None:
    """The position of the term that a day belongs to: in it, else the one that ended last, else the first."""
    if not spans:
        return None
    begun = [position for position, (starts_on, _) in enumerate(spans) if starts_on <= today]
    return max(begun, key=lambda position: spans[position][0]) if begun else 0
