"""A profile as it stood on any day, and two days side by side: from the journal and from when things were said."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from learnerplan.domain.profiles import Facet
from learnerplan.services import profiles
from learnerplan.storage import history

if TYPE_CHECKING:
    from learnerplan.services.profiles import EntryRow
    from learnerplan.storage.store import Store


@dataclass(frozen=True)
class TwoDays:
    """What held on two days, the newest first: `then` on the earlier, `now` on the later one."""

    then_on: date
    now_on: date
    then: tuple[EntryRow, ...]
    now: tuple[EntryRow, ...]

    @property
    def still(self) -> frozenset[str]:
        """The ids of entries that held on both days."""
        return frozenset(row.id for row in self.then) & frozenset(row.id for row in self.now)


def as_of(store: Store, learner_id: str, day: date) -> list[EntryRow]:
    """The entries that held at the end of a day, in the words that they had then.

    What was said by that day but written down later counts as well, unless something said by then took its place.
    An entry that was removed since stays away: it was taken out on purpose, perhaps as another child's.
    """
    rows = profiles.entries(store, learner_id, current_only=False)
    replaced = {row.supersedes_id: row.said_on for row in rows if row.supersedes_id}
    moment = datetime.combine(day, time.max)
    found = []
    with store.raw() as connection:
        for row in rows:
            if row.said_on > day or (row.id in replaced and replaced[row.id] <= day):
                continue
            held = history.as_of(connection, "profile_entry", row.id, moment)
            if held is None:  # written down afterwards
                if row.current or row.id in replaced:
                    found.append(row)
            elif held["current"]:
                found.append(replace(row, text=held["text"], facet=Facet(held["facet"])))
    return found


def between(store: Store, learner_id: str, one: date, other: date) -> TwoDays:
    """A learner's profile on two days, in either order."""
    then, now = sorted((one, other))
    return TwoDays(then, now, tuple(as_of(store, learner_id, then)), tuple(as_of(store, learner_id, now)))


def first_day(store: Store, learner_id: str) -> date | None:
    """The day of the oldest words in a profile; `None` for an empty one."""
    days = [row.said_on for row in profiles.entries(store, learner_id, current_only=False)]
    return min(days, default=None)
