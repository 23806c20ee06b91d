"""Whose results a row has: found once for all rows of a learner. Results never make learners."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from learnerplan.imports.persons.entries import Reader
from learnerplan.imports.persons.match import Match
from learnerplan.imports.persons.people import Person
from learnerplan.imports.planned.owners import Owner, Owners
from learnerplan.imports.planned.working import Working
from learnerplan.imports.words import dates
from learnerplan.imports.words.grades import grade_of
from learnerplan.imports.words.parts import ASSESSMENT

MOST = 1000
"""Rows about nobody here that wait for a person. A file with more is a district's: of its other learners nothing is
kept, since a planbook holds the data of its own learners and no others'."""
_MEMO = 20_000


@dataclass(kw_only=True)
class Learned(Owners):
    """Finds the learner of each row, and remembers who was found: an export has many rows of each.

    `who` are the columns that name the learner.
    """

    working: Working
    kind: str = ASSESSMENT
    reader: Reader
    who: tuple[int, ...]
    _people: dict[tuple[str, ...], Person] = field(default_factory=dict)
    _found: dict[Person, Match] = field(default_factory=dict)

    def person(self, row: Sequence[str]) -> Person:
        """Whom a row names: numbers, e-mails, name, grade and birth date."""
        named = tuple([row[place] for place in self.who])
        known = self._people.get(named)
        if known is None:
            if len(self._people) > _MEMO:
                self._people.clear()
            known = self._people[named] = _person_of(tuple(row), self.reader)
        return known

    def of(self, key: str, line: int, person: Person) -> Owner:
        """Whose the row with this key is. One who is found and was never asked about needs no more."""
        if not self.working.told and not self.working.answer(key)[0]:
            match = self.match(person) if person.named() or person.identifiers or person.emails else None
            if match is not None and match.learner is not None:
                return Owner(match.learner)
        return super().of(key, line, person)

    def match(self, person: Person) -> Match:
        """Who this is, or the question about it."""
        known = self._found.get(person)
        if known is None:
            if len(self._found) > _MEMO:
                self._found.clear()
            known = self._found[person] = super().match(person)
        return known

    def is_stranger(self, person: Person) -> bool:
        """Whether a row is about nobody here, and nobody here has a like name or number."""
        if not (person.named() or person.identifiers or person.emails):
            return False
        match = self.match(person)
        return match.learner is None and not match.candidates


def _person_of(row: tuple[str, ...], reader: Reader) -> Person:
    given, family = reader.names(row)
    grade = grade_of(reader.first(row, "grade"))
    born = dates.day_of(reader.first(row, "birth_date"), reader.date_order)
    ids, emails = reader.identifiers(row), reader.emails(row)
    return Person(given, family, "", "", grade, born.isoformat() if born else "", ids, emails)


def stranger(person: Person) -> str:
    """Why a row about nobody here is refused."""
    number = next((each.value for each in person.identifiers), "")
    if number:
        return f"No student of yours has the number {number}."
    return f"No student of yours is {person.name or next(iter(person.emails), 'named in this row')}."
