"""The quick way through a file that comes again: rows that say of a learner just what is here already.

Such a row needs no taking apart. It is recognised cell by cell against the learner who has its number, and anything
that is not plainly equal goes the long way. The long way comes to the same verdict; this one only gets there sooner.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from learnerplan.imports.identifiers import NUMBERED, SOURCES
from learnerplan.imports.known import Identifier, KnownLearner
from learnerplan.imports.persons import contacts
from learnerplan.imports.persons.entries import Reader
from learnerplan.imports.planned.working import Working
from learnerplan.imports.rosters.rooms import Rooms
from learnerplan.imports.words import dates
from learnerplan.imports.words.grades import grade_of
from learnerplan.imports.words.lexicon import ID_USES

_TEXTS = ("given_name", "family_name", "middle_name", "preferred_name", "home_language", "pronouns")


@dataclass
class Familiar:
    """Looks for familiar rows of one table. `usable` is false for tables whose columns need the long way."""

    reader: Reader
    working: Working
    rooms: Rooms
    class_name: str = ""
    usable: bool = field(init=False)
    _ids: list[tuple[int, str]] = field(init=False)
    _texts: list[tuple[int, str]] = field(init=False)
    _whole_name: int = field(init=False)
    _shared: set[tuple[int, str]] = field(default_factory=set)
    _memo: dict[str, dict[str, str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        places = self.reader.places
        self._ids = [(place, SOURCES[use]) for use in ID_USES for place in places.get(use, ())]
        self._texts = [(places[use][0], use) for use in _TEXTS if use in places]
        self._whole_name = places.get("full_name", (-1,))[0]
        singles = (*_TEXTS, "full_name", "email", "grade", "birth_date", "status", "class_name", "class_id")
        self.usable = (
            bool(self.working.known.learners)
            and any(source in NUMBERED for _, source in self._ids)
            and ({"given_name", "family_name"} <= places.keys()) != ("full_name" in places)
            and all(len(places.get(use, ())) < 2 for use in singles)
        )

    def look(self, rows: Sequence[tuple[str, ...]]) -> None:
        """Note numbers that stand in several rows: where the first of them counts, all must go the long way."""
        for place, _ in self._ids:
            counts = Counter(row[place].strip().casefold() for row in rows)
            self._shared.update((place, cell) for cell, count in counts.items() if count > 1 and cell)

    def learner_of(self, row: tuple[str, ...]) -> KnownLearner | None:
        """The learner of whom this row says nothing new, or None where that is not plain to see."""
        learner = self._holder(row)
        if learner is None:
            return None
        for place, name in self._texts:
            cell = row[place]
            if cell != getattr(learner, name) and (cell or name in ("given_name", "family_name")):
                return None
        if self._whole_name >= 0 and self.reader.split(row[self._whole_name]) != (
            learner.given_name,
            learner.family_name,
        ):
            return None
        email = self._cell(row, "email")
        if email and ("email", email) not in learner.identifiers:
            return None
        if not self._same(row, "grade", grade_of, learner.grade):
            return None
        if not self._same(row, "birth_date", self._iso, learner.birth_date):
            return None
        if not self._same(row, "status", self.reader.state, "yes" if learner.active else "no"):
            return None
        return learner if self._is_in_class(row, learner) and self._has_family(row, learner) else None

    def _has_family(self, row: tuple[str, ...], learner: KnownLearner) -> bool:
        people = contacts.contacts_of(row, self.reader.people) if self.reader.people else ()
        return all(contacts.what_is_new(each, learner.contacts) is None for each in people)

    def key_parts(self, row: tuple[str, ...], learner: KnownLearner) -> tuple[str, ...]:
        """What names the row: the same parts, in the same order, as on the long way."""
        found = [part for place, source in self._ids if (cell := row[place]) for part in (source, cell)]
        grade = learner.grade if self._cell(row, "grade") else ""
        born = learner.birth_date if self._cell(row, "birth_date") else ""
        more = (cell for use in ("email", "class_name", "class_id") if (cell := self._cell(row, use)))
        given = learner.given_name or self._cell(row, "preferred_name")
        return (*found, given, learner.family_name, grade, born, *more)

    def _holder(self, row: tuple[str, ...]) -> KnownLearner | None:
        """The one learner who has every number of the row, spelt alike."""
        learner: KnownLearner | None = None
        numbered = False
        for place, source in self._ids:
            cell = row[place]
            if not cell:
                continue
            if learner is None:
                holders = self.working.learners.holders(Identifier(source, cell))
                learner = self.working.learners.get(holders[0]) if len(holders) == 1 else None
                if learner is None:
                    return None
            if (source, cell) not in learner.identifiers:
                return None
            if self._shared and (place, cell.strip().casefold()) in self._shared:
                return None
            numbered = numbered or source in NUMBERED
        return learner if numbered else None

    def _cell(self, row: tuple[str, ...], use: str) -> str:
        places = self.reader.places.get(use)
        return row[places[0]] if places else ""

    def _same(self, row: tuple[str, ...], use: str, read: Callable[[str], str], here: str) -> bool:
        cell = self._cell(row, use)
        if not cell:
            return True
        memo = self._memo.setdefault(use, {})
        value = memo.get(cell)
        if value is None:
            value = memo[cell] = read(cell)
        return value == here

    def _iso(self, cell: str) -> str:
        day = dates.day_of(cell, self.reader.date_order)
        return day.isoformat() if day else ""

    def _is_in_class(self, row: tuple[str, ...], learner: KnownLearner) -> bool:
        name = self.class_name or self._cell(row, "class_name")
        if not name:
            return True
        room = self.rooms.found(name, "" if self.class_name else self._cell(row, "class_id"))
        return room is not None and room.id in learner.classes and (bool(self.class_name) or room.name == name)
