"""One-on-ones of a class: on which days, how often, who is next, and who was away."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from learnerplan.domain import names, records
from learnerplan.domain.checkins import AbsenceKind
from learnerplan.services import years

if TYPE_CHECKING:
    from collections.abc import Collection

    from learnerplan.storage.rows import Readable
    from learnerplan.storage.store import Store

_LOOK_AHEAD = 60


class Place(StrEnum):
    """Where a learner stands on a day of one-on-ones."""

    TALKED = "talked"
    AWAY = "away"
    LATER = "later"
    OPEN = "open"


@dataclass(frozen=True)
class Rota:
    """How a class holds its one-on-ones: weekdays (0 is Monday; none: any day) and the days between two of a child."""

    weekdays: frozenset[int]
    every: int

    def wait(self, today: date) -> int:
        """After how many days a child is due today.

        `every`; on a day of one-on-ones a little fewer, where waiting for the next such day would miss the interval by
        more than seeing them now falls short of it. So whoever was away on Wednesday and came on Thursday is due the
        next Wednesday, after six days, and not after thirteen.
        """
        if today.weekday() not in self.weekdays:
            return self.every
        gap = min((day - today.weekday()) % 7 or 7 for day in self.weekdays)
        return max(1, self.every - (gap - 1) // 2)


@dataclass(frozen=True)
class RailRow:
    """A learner of the rail with the day of the last talk; `away` is a day on which they were missed since then."""

    id: str
    given_name: str
    family_name: str
    preferred_name: str
    name_order: str
    last: date | None
    away: date | None
    place: Place

    @property
    def name(self) -> str:
        """The name for the screen."""
        return names.shown_name(self.given_name, self.family_name, self.preferred_name, self.name_order)

    def days(self, today: date) -> int | None:
        """Days since the last talk, `None` when there was none."""
        return None if self.last is None else max(0, (today - self.last).days)

    def due(self, today: date, wait: int) -> bool:
        """Whether a talk is due, `wait` days after the last one (`Rota.wait`), unless they are away.

        `today.overview` counts so.
        """
        return self.place is not Place.AWAY and (self.last is None or (today - self.last).days >= wait)


def of_class(view: Readable, class_id: str) -> Rota:
    """How a class holds its one-on-ones; every week on any day where nothing was said."""
    every = view.value('SELECT check_in_every FROM "class" WHERE id = ?', (class_id,))
    days = view.rows(_Day, "SELECT id, weekday FROM check_in_day WHERE class_id = ?", (class_id,))
    return Rota(frozenset(day.weekday for day in days), int(every or 7))


def set_rota(store: Store, class_id: str, *, weekdays: Collection[int], every: int) -> None:
    """Say on which weekdays a class talks, and how many days lie between two talks with a child."""
    with store.transaction("Change one-on-ones") as tx:
        held = {
            day.weekday: day.id
            for day in tx.rows(_Day, "SELECT id, weekday FROM check_in_day WHERE class_id = ?", (class_id,))
        }
        for weekday, row_id in held.items():
            if weekday not in weekdays:
                tx.delete(records.CheckInDay, row_id)
        for weekday in sorted(set(weekdays) - held.keys()):
            tx.add(records.CheckInDay, class_id=class_id, weekday=weekday)
        tx.change(records.SchoolClass, class_id, check_in_every=max(1, every))


def next_day(view: Readable, class_id: str, today: date) -> date | None:
    """The next day of one-on-ones from today on, past days without school; `None` where there is none for weeks."""
    rota = of_class(view, class_id)
    free = years.days_off(view, today, today + timedelta(_LOOK_AHEAD))
    for step in range(_LOOK_AHEAD):
        day = today + timedelta(step)
        wanted = day.weekday() in rota.weekdays if rota.weekdays else day.weekday() < 5
        if wanted and day not in free:
            return day
    return None


_RAIL = """WITH talked AS (SELECT learner_id, max(held_on) AS day FROM check_in WHERE held_on <= :today
        GROUP BY learner_id),
    missed AS (SELECT a.learner_id, max(a."on") AS day FROM absence a LEFT JOIN talked t ON t.learner_id = a.learner_id
        WHERE a."on" > coalesce(t.day, '') AND a.why = 'away' GROUP BY a.learner_id)
    SELECT l.id, l.given_name, l.family_name, l.preferred_name, l.name_order, t.day, m.day,
        CASE WHEN t.day = :today THEN 'talked'
            ELSE coalesce((SELECT a.why FROM absence a WHERE a.learner_id = l.id AND a."on" = :today
                ORDER BY a.id DESC LIMIT 1), 'open') END
    FROM learner l JOIN enrolment e ON e.learner_id = l.id AND e.class_id = :class AND e.ends_on IS NULL
    LEFT JOIN talked t ON t.learner_id = l.id LEFT JOIN missed m ON m.learner_id = l.id
    WHERE l.active AND l.kind = 'child' GROUP BY l.id
    ORDER BY l.family_name COLLATE NOCASE, l.given_name COLLATE NOCASE, l.id"""


def rail(view: Readable, class_id: str, today: date) -> list[RailRow]:
    """The learners of a class by family name, with where each stands today."""
    return view.rows(RailRow, _RAIL, {"class": class_id, "today": today.isoformat()})


def order(rows: list[RailRow]) -> list[RailRow]:
    """Whom to see first: who was away the last time, then who waits longest; those put off come last."""
    still = [row for row in rows if row.place in (Place.OPEN, Place.LATER)]
    return sorted(
        still,
        key=lambda row: (row.place is Place.LATER, row.away is None, row.last or date.min, row.family_name.casefold()),
    )


def miss(store: Store, learner_id: str, on: date, why: AbsenceKind) -> None:
    """Say that a learner is away, or is to come later today. The newest word of a day counts."""
    with store.transaction("Away" if why is AbsenceKind.AWAY else "Later") as tx:
        for held in tx.rows(
            _Id, 'SELECT id FROM absence WHERE learner_id = ? AND "on" = ?', (learner_id, on.isoformat())
        ):
            tx.delete(records.Absence, held.id)
        tx.add(records.Absence, learner_id=learner_id, on=on, why=why)


def is_back(store: Store, learner_id: str, on: date) -> None:
    """Take back that a learner is away or comes later."""
    with store.transaction("Not away") as tx:
        for held in tx.rows(
            _Id, 'SELECT id FROM absence WHERE learner_id = ? AND "on" = ?', (learner_id, on.isoformat())
        ):
            tx.delete(records.Absence, held.id)


@dataclass(frozen=True)
class _Day:
    id: str
    weekday: int


@dataclass(frozen=True)
class _Id:
    id: str
