"""Days in words, as people say them: how long ago, and when something is due. English; the catalogue comes later."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, datetime

_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DAYS_IN_WORDS = 21
_WEEKS_IN_WORDS = 26


def ago(day: date, today: date) -> str:
    """How long ago a day was: "today", "4 days ago", "5 weeks ago", then the date."""
    days = (today - day).days
    if days <= 0:
        return "today" if days == 0 else short(day, today)
    if days == 1:
        return "yesterday"
    if days <= _DAYS_IN_WORDS:
        return f"{days} days ago"
    weeks = days // 7
    return f"{weeks} weeks ago" if weeks <= _WEEKS_IN_WORDS else short(day, today)


def count(days: int) -> str:
    """A number of days as a length: "today", "1 day", "8 days"."""
    if days == 0:
        return "today"
    return "1 day" if days == 1 else f"{days} days"


def long_ago(day: date, today: date) -> str:
    """The age of something said: "11 weeks old", after a year "over 8 years old"."""
    years = age(day, today)
    if years:
        return "over a year old" if years == 1 else f"over {years} years old"
    weeks = max(0, (today - day).days // 7)
    return "1 week old" if weeks == 1 else f"{weeks} weeks old"


def short(day: date, today: date | None = None) -> str:
    """A date without its weekday: "14 Nov", with the year where it is another than today's."""
    year = f" {day.year}" if today is not None and day.year != today.year else ""
    return f"{day.day} {_MONTHS[day.month - 1]}{year}"


def due(day: date, today: date) -> str:
    """A coming day: "today", "tomorrow", "Fri", "next Wed", then the date. A past one is its date."""
    days = (day - today).days
    if days == 0:
        return "today"
    if days == 1:
        return "tomorrow"
    if 1 < days < 7:
        return _WEEKDAYS[day.weekday()]
    if 7 <= days < 14:
        return f"next {_WEEKDAYS[day.weekday()]}"
    return short(day, today)


def done(day: date, today: date) -> str:
    """The day on which something was done: "today", "Mon" within the last six days, then the date."""
    days = (today - day).days
    if days == 0:
        return "today"
    return _WEEKDAYS[day.weekday()] if 0 < days < 7 else short(day, today)


def month(day: date) -> str:
    """The short name of a month, for a block of day over month."""
    return _MONTHS[day.month - 1]


def long_month(day: date) -> str:
    """The name of a month."""
    return _LONG_MONTHS[day.month - 1]


def age(birth: date, today: date) -> int:
    """Age in whole years."""
    return today.year - birth.year - ((today.month, today.day) < (birth.month, birth.day))


def clock(moment: datetime) -> str:
    """A time of day: "3:30 pm"."""
    return f"{moment.hour % 12 or 12}:{moment.minute:02} {'am' if moment.hour < 12 else 'pm'}"


def weekday(day: date) -> str:
    """The short name of a weekday."""
    return _WEEKDAYS[day.weekday()]


def long_weekday(day: date) -> str:
    """The name of a weekday."""
    return _LONG_WEEKDAYS[day.weekday()]


def full(day: date) -> str:
    """A date for a heading: "Wednesday 18 November"."""
    return f"{_LONG_WEEKDAYS[day.weekday()]} {day.day} {_LONG_MONTHS[day.month - 1]}"


_LONG_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_LONG_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
