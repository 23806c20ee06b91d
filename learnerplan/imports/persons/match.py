"""Who a row is about: by identifier, then e-mail, then name with grade. What is not certain is asked, never guessed."""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from learnerplan.imports.identifiers import (
    ANY,
    LABELS,
    NUMBERED,
    as_compared,
    comparable,
    could_be,
    is_damaged,
    spoiled_field,
    without_zeros,
)
from learnerplan.imports.known import Identifier, KnownLearner
from learnerplan.imports.persons.people import (
    Person,
    agrees,
    doubt,
    emails_of,
    family_alike,
    is_other,
    known_names,
    lower_first,
    person_names,
    same_name,
    shown_name,
)

Taken = tuple[Container[str], ...]
"""Sets of ids. They stay apart, since joining sets for each row of a long file would cost more than all else."""


class Outcome(StrEnum):
    """Found, certainly nobody that we know, or a question."""

    FOUND = "found"
    NONE = "none"
    ASK = "ask"


class By(StrEnum):
    """What a match rests on."""

    IDENTIFIER = "identifier"
    EMAIL = "email"
    NAME = "name"
    NOTHING = "nothing"


class Match(NamedTuple):
    """The answer of `Learners.find`. `reason` is a sentence; `candidates` are those between whom to choose."""

    outcome: Outcome
    reason: str
    by: By = By.NOTHING
    learner: KnownLearner | None = None
    candidates: tuple[KnownLearner, ...] = ()


NOBODY = Match(Outcome.NONE, "No match by ID, e-mail or name.")


@dataclass
class Learners:
    """Learners by what identifies them. Grows while rows are planned, so that later rows find earlier ones.

    Learners who are made by rows of a table are found at once by number, e-mail and name; by a number of another
    system, or one that lost its zeros, only from the next table on (`settle`): within one file 42 and 0042 are two.
    """

    _by_id: dict[str, KnownLearner] = field(default_factory=dict)
    _holding: dict[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)
    _unnamed: list[KnownLearner] = field(default_factory=list)
    _unsettled: list[KnownLearner] = field(default_factory=list)
    _to_settle: list[KnownLearner] = field(default_factory=list)
    _numbers: dict[str, dict[Identifier, None]] = field(default_factory=dict)
    _stripped: dict[str, dict[Identifier, None]] = field(default_factory=dict)
    _emails: dict[str, dict[str, None]] = field(default_factory=dict)
    _names: dict[tuple[str, str], dict[str, None]] = field(default_factory=dict)

    @classmethod
    def of(cls, learners: Iterable[KnownLearner]) -> Learners:
        """An index of these learners."""
        index = cls()
        for learner in learners:
            index.put(learner)
        return index

    def put(self, learner: KnownLearner) -> None:
        """Add a learner, or what is new about one."""
        self._by_id[learner.id] = learner
        self._unnamed.append(learner)
        self._unsettled.append(learner)
        holding = self._holding
        for identifier in learner.identifiers:
            held = as_compared(identifier)
            holders = holding.get(held, ())
            if learner.id not in holders:
                holding[held] = (*holders, learner.id)

    def settle(self) -> None:
        """A new table begins: what earlier ones brought may be found by every kind of number."""
        self._to_settle += self._unsettled
        self._unsettled = []

    def get(self, learner_id: str) -> KnownLearner | None:
        """The learner with this id or ref."""
        return self._by_id.get(learner_id)

    def known(self, learner_id: str) -> KnownLearner:
        """The learner with this id or ref, who must be here."""
        return self._by_id[learner_id]

    def all(self) -> Iterable[KnownLearner]:
        """Every learner, in the order in which they came."""
        return self._by_id.values()

    def holders(self, identifier: Identifier) -> tuple[str, ...]:
        """The ids of the learners who have exactly this identifier from this source."""
        return self._holding.get(as_compared(identifier), ())

    def holding(self, identifier: Identifier) -> list[KnownLearner]:
        """The learners who have exactly this identifier from this source."""
        return [self._by_id[each] for each in self.holders(identifier)]

    def _index_numbers(self) -> None:
        """Only a row that is not found by its own number asks for these, so that they are made late."""
        for learner in self._to_settle:
            for identifier in learner.identifiers:
                if identifier.source in NUMBERED:
                    held = as_compared(identifier)
                    self._numbers.setdefault(held.value, {})[held] = None
                    if stripped := without_zeros(held.value):
                        self._stripped.setdefault(stripped, {})[held] = None
        self._to_settle.clear()

    def _index_names(self) -> None:
        for learner in self._unnamed:
            for email in emails_of(learner):
                self._emails.setdefault(email, {})[learner.id] = None
            for name in known_names(learner):
                self._names.setdefault(name, {})[learner.id] = None
        self._unnamed.clear()

    def find(self, person: Person, taken: Taken = ()) -> Match:
        """Who this is. Learners in `taken` belong to other rows by their numbers, and are not matched by name."""
        person = _sound(person)
        found = self._by_damaged(person) or self._by_identifier(person)
        if found is not None:
            return found
        self._index_numbers()
        self._index_names()
        found = self._by_number(person) or self._by_lost_zeros(person)
        return found or self._by_email(person, taken) or self._by_name(person, taken) or NOBODY

    def find_exactly(self, person: Person) -> Match:
        """Who has just these identifiers: all that a row without a name is believed about."""
        return self._by_identifier(person) or NOBODY

    def _by_damaged(self, person: Person) -> Match | None:
        for identifier in person.identifiers:
            if identifier.source in NUMBERED and is_damaged(identifier.value):
                self._index_numbers()
                self._index_names()
                hits = self._could_be(identifier.value) | self._named(person)
                if (settled := self._settled(person, identifier, hits)) is not None:
                    return settled
                reason = f"A spreadsheet has shortened the number to {identifier.value}, so its digits are lost."
                return Match(Outcome.ASK, reason, By.IDENTIFIER, candidates=self._learners(hits))
        return None

    def _settled(self, person: Person, spoiled: Identifier, hits: Iterable[str]) -> Match | None:
        """Whose a number that a spreadsheet spoiled was said to be before, where the name agrees."""
        field = spoiled_field(spoiled)
        said = [
            each for each in self._learners(hits) if (field, spoiled.value) in each.declined and agrees(person, each)
        ]
        if len(said) != 1:
            return None
        reason = f"You said whose {spoiled.value} is."
        return Match(Outcome.FOUND, reason, By.NAME, said[0], tuple(said))

    def _could_be(self, damaged: str) -> dict[str, None]:
        fitting = (held for value, all_held in self._numbers.items() if could_be(damaged, value) for held in all_held)
        return {learner: None for held in fitting for learner in self._holding[held]}

    def _by_identifier(self, person: Person) -> Match | None:
        hits: dict[str, Identifier] = {}
        for identifier in person.identifiers:
            for learner_id in self.holders(identifier):
                hits.setdefault(learner_id, identifier)
        return self._by_hits(person, hits)

    def _by_number(self, person: Person) -> Match | None:
        """A column that only says "ID" may hold any system's number, and a number kept so may be any system's."""
        hits: dict[str, Identifier] = {}
        for identifier in person.identifiers:
            if identifier.source not in NUMBERED:
                continue
            for held in self._numbers.get(comparable(identifier.value), ()):
                if ANY in (identifier.source, held.source):
                    for learner_id in self._holding[held]:
                        hits.setdefault(learner_id, identifier)
        if len(hits) > 1 and person.named():
            agreeing = {each: hits[each] for each in hits if agrees(person, self._by_id[each])}
            hits = agreeing or hits
        return self._by_hits(person, hits)

    def _by_hits(self, person: Person, hits: dict[str, Identifier]) -> Match | None:
        if not hits:
            return None
        learners = self._learners(hits)
        if len(learners) > 1:
            return Match(
                Outcome.ASK, "The numbers in this row belong to different students here.", By.IDENTIFIER, None, learners
            )
        learner, identifier = learners[0], hits[learners[0].id]
        shown = f"{LABELS[identifier.source]} {identifier.value}"
        if agrees(person, learner):
            return Match(Outcome.FOUND, f"Same {lower_first(shown)}.", By.IDENTIFIER, learner, learners)
        reason = f"{shown} is {shown_name(learner)} here, but the row says {person.name}."
        return Match(Outcome.ASK, reason, By.IDENTIFIER, None, learners)

    def _by_lost_zeros(self, person: Person) -> Match | None:
        for identifier in person.identifiers:
            stripped = without_zeros(comparable(identifier.value)) if identifier.source in NUMBERED else ""
            for held in self._stripped.get(stripped, ()) if stripped else ():
                same_system = held.source == identifier.source or ANY in (identifier.source, held.source)
                if held.value == comparable(identifier.value) or not same_system:
                    continue
                holding = self._holding[held]
                if (settled := self._settled(person, identifier, holding)) is not None:
                    return settled
                reason = f"{identifier.value} here is {held.value}: a spreadsheet may have dropped the zeros in front."
                if len(identifier.value) > len(held.value):
                    reason = f"The file has {identifier.value}, here it is {held.value}, without the zeros in front."
                return Match(Outcome.ASK, reason, By.IDENTIFIER, None, self._learners(holding))
        return None

    def _by_email(self, person: Person, taken: Taken) -> Match | None:
        """Brothers and sisters share addresses, so the name must agree; without a name it must be one child's."""
        hits = {
            each: None for email in person.emails for each in self._emails.get(email, ()) if not _is_in(each, taken)
        }
        agreeing = [each for each in self._learners(hits) if not person.named() or agrees(person, each)]
        same = [each for each in agreeing if (person.given, person.family) == (each.given_name, each.family_name)]
        if len(same) == 1:
            return Match(Outcome.FOUND, "Same e-mail and name.", By.EMAIL, same[0], tuple(agreeing))
        if len(agreeing) == 1 and person.family and not family_alike(person.family, agreeing[0]):
            # A new family name is common, and so is an address that two children share.
            reason = f"The e-mail is {shown_name(agreeing[0])}’s here, but the row says {person.name}."
            return Match(Outcome.ASK, reason, By.EMAIL, None, tuple(agreeing))
        if len(agreeing) == 1:
            return Match(Outcome.FOUND, "Same e-mail.", By.EMAIL, agreeing[0], tuple(agreeing))
        if agreeing:
            return Match(Outcome.ASK, "Several students here have this e-mail.", By.EMAIL, None, tuple(agreeing))
        return None

    def _by_name(self, person: Person, taken: Taken) -> Match | None:
        named = (each for each in self._learners(self._named(person)) if not _is_in(each.id, taken))
        hits = [each for each in named if not is_other(person, each)]
        certain = [each for each in hits if not doubt(person, each)]
        confirmed = [each for each in certain if person.birth_date and person.birth_date == each.birth_date]
        for sure in (confirmed, certain if len(certain) == len(hits) else []):
            if len(sure) == 1:
                return Match(Outcome.FOUND, same_name(person, sure[0]), By.NAME, sure[0], tuple(hits))
        if len(hits) > 1:
            reason = f"{len(hits)} students here are called {person.name}."
            return Match(Outcome.ASK, reason, By.NAME, None, tuple(hits))
        if hits:
            return Match(Outcome.ASK, doubt(person, hits[0]), By.NAME, None, tuple(hits))
        return None

    def _named(self, person: Person) -> dict[str, None]:
        return {each: None for name in person_names(person) for each in self._names.get(name, ())}

    def _learners(self, ids: Iterable[str]) -> tuple[KnownLearner, ...]:
        return tuple(self._by_id[each] for each in ids)


def _sound(person: Person) -> Person:
    """The person without the numbers that a spreadsheet shortened, where there is another number to go by."""
    kept = tuple([each for each in person.identifiers if each.source not in NUMBERED or not is_damaged(each.value)])
    if len(kept) == len(person.identifiers) or not any(each.source in NUMBERED for each in kept):
        return person
    return person._replace(identifiers=kept)


def _is_in(learner_id: str, taken: Taken) -> bool:
    return any(learner_id in each for each in taken)
