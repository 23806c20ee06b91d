"""The sample class as it is written down in `resources/sample`, and the moving of its dates to this week."""

from __future__ import annotations

import hashlib
import tomllib
import uuid
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from learnerplan import paths
from learnerplan.domain.terms import monday

if TYPE_CHECKING:
    from pathlib import Path

ACTOR = "teacher"
"""Whose doing the life of the plans is: the teacher's at this computer."""
_FRIDAY = 4
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True)
class Content:
    """The files: the room, its survey, what it works on, its goal bank, and each learner by key."""

    room: dict[str, Any]
    survey: dict[str, Any]
    standards: dict[str, Any]
    bank: dict[str, Any]
    learners: dict[str, dict[str, Any]]

    def shown(self, teacher: str) -> str:
        """How the children call a teacher; other names stay as they are."""
        return next((str(one["shown"]) for one in self.room["teacher"] if one["key"] == teacher), teacher)

    def language(self, code: str) -> str:
        """The English name of a language."""
        return str(self.room["languages"][code])


def read() -> Content:
    """Read the files that ship with the app."""
    folder = paths.resource("sample")
    learners = [_toml(path) for path in sorted((folder / "learners").glob("*.toml"))]
    return Content(
        room=_toml(folder / "class.toml"),
        survey=_toml(folder / "survey.toml"),
        standards=_toml(folder / "standards.toml"),
        bank=_toml(folder / "bank.toml"),
        learners={one["key"]: one for one in learners},
    )


def artifact_file(name: str) -> Path:
    """A piece of the children's work."""
    return paths.resource("sample", "artifacts", name)


def _toml(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Stretch:
    """A term with the written days that come with it: it is written whole before the next, as a year is lived.

    The days lie after `after` and up to `until`; the first stretch holds all that came before its term, the last one
    all that is ahead.
    """

    term: dict[str, Any]
    after: date
    until: date

    def __contains__(self, day: date) -> bool:
        return self.after < day <= self.until


def stretches(content: Content) -> list[Stretch]:
    """The terms that have plans, in order, with their days."""
    held = [term for term in content.room["term"] if "state" in term]
    ends = [date.min, *(term["ends"] for term in held[:-1]), date.max]
    return [Stretch(term, ends[place], ends[place + 1]) for place, term in enumerate(held)]


@dataclass(frozen=True)
class Calendar:
    """Moves the written dates by whole weeks, so that weekdays stay and the week they were written for is this one.

    What happened since `term` began moves on by as many school days as this weekday lies behind the one it was written
    for, or back: so the class was seen as lately on a Monday as on a Friday, and nothing happened in the future.
    """

    written: date
    today: date
    term: date

    def moved(self, day: date) -> date:
        """A day that may lie ahead."""
        return day + (monday(self.today) - monday(self.written))

    def past(self, day: date) -> date:
        """A day on which something happened; Saturdays and Sundays stay what they are."""
        if day < self.term or day.weekday() > _FRIDAY:
            return min(self.moved(day), self.today)
        return self.talked(day)

    def talked(self, day: date) -> date:
        """A day of a talk: one that was held at a weekend may be put on a school day."""
        if day < self.term:
            return self.past(day)
        on = max(self.moved(self.term), _by_school_days(self.moved(day), self._ahead))
        return min(on, self.today)

    @property
    def _ahead(self) -> int:
        return min(self.today.weekday(), _FRIDAY) - self.written.weekday()

    def planned(self, moment: datetime) -> datetime:
        """A moment by the clock of the school; what lay ahead when it was written down still does at a weekend."""
        day = self.moved(moment.date())
        if moment.date() > self.written and day < self.today:
            day += timedelta(7)
        return datetime.combine(day, moment.time())

    def happened(self, moment: datetime) -> datetime:
        """A moment of the past as UTC, taking the school's clock for it."""
        return datetime.combine(self.past(moment.date()), moment.time(), UTC)


def _by_school_days(day: date, count: int) -> date:
    """So many school days later, or earlier where `count` is negative; the same day for none."""
    way = timedelta(1 if count > 0 else -1)
    if count > 0:
        day = min(day, monday(day) + timedelta(_FRIDAY))
    for _ in range(abs(count)):
        day += way
        while day.weekday() > _FRIDAY:
            day += way
    return day


def month_of(day: date) -> str:
    """Month and year, the same on every computer."""
    return f"{_MONTHS[day.month - 1]} {day.year}"


def row_id(day: date, *key: str | int) -> str:
    """An id in the form of a UUIDv7 that is the same in every making: the time of the day, the rest from the key."""
    stamp = int(datetime.combine(day, time(12), UTC).timestamp() * 1000)
    digest = hashlib.sha256("/".join(map(str, key)).encode()).digest()
    tail = int.from_bytes(digest[:10], "big")
    value = stamp << 80 | 0x7 << 76 | (tail >> 62 & 0xFFF) << 64 | 0x2 << 62 | tail & (1 << 62) - 1
    return str(uuid.UUID(int=value))
