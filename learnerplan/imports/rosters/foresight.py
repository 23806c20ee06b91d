"""What must be known of a whole roster before its first row is planned: shared numbers, equal names, who is taken."""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass, field, replace

from learnerplan.imports.identifiers import as_compared, is_damaged
from learnerplan.imports.known import Identifier
from learnerplan.imports.persons.entries import Entry
from learnerplan.imports.persons.people import person_names
from learnerplan.imports.planned.verdicts import LEARNER
from learnerplan.imports.planned.working import Working
from learnerplan.imports.words.naming import alike


@dataclass(frozen=True, slots=True)
class Clash:
    """Numbers of a row, as compared, that another row has with another name, and the sentence that says so."""

    reason: str
    identifiers: set[Identifier]


@dataclass(frozen=True, slots=True)
class _Alone:
    owned: set[str]
    answered: set[str]

    def __contains__(self, learner_id: object) -> bool:
        return learner_id in self.owned and learner_id not in self.answered


@dataclass
class Ahead:
    """Facts about the rows of one table.

    `owned` are learners whom some row names by a number, `answered` those whom a person has said a row to be;
    `clashes` go by the row's index; `same_name` tells apart the rows without an answer that share a name, by their
    numbers where they have any.
    """

    owned: set[str] = field(default_factory=set)
    answered: set[str] = field(default_factory=set)
    clashes: dict[int, Clash] = field(default_factory=dict)
    same_name: dict[tuple[str, str], set[object]] = field(default_factory=dict)

    def look(self, entries: Iterable[tuple[Entry, str]], working: Working) -> None:
        """Gather the facts from rows and their keys."""
        first: dict[Identifier, Entry] = {}
        sharing: dict[Identifier, list[Entry]] = {}
        for entry, key in entries:
            answered, _ = working.answer(key)
            if answered.startswith(LEARNER):
                self.answered.add(answered.partition("+")[0].removeprefix(LEARNER))
            for identifier in map(as_compared, entry.person.identifiers):
                self.owned.update(working.learners.holders(identifier))
                if first.setdefault(identifier, entry) is not entry and not is_damaged(identifier.value):
                    sharing.setdefault(identifier, []).append(entry)
            if not answered:
                numbers = entry.person.identifiers if entry.numbered() else entry.index
                for name in person_names(entry.person)[:1]:
                    self.same_name.setdefault(name, set()).add(numbers)
        for identifier, later in sharing.items():
            self._clash(identifier, first[identifier], later)

    @property
    def owned_alone(self) -> Container[str]:
        """Those whom a row names by a number and no person has said another row to be."""
        return _Alone(self.owned, self.answered)

    def is_shared(self, entry: Entry) -> bool:
        """Whether the row's name stands in the file for more than one."""
        return any(len(self.same_name.get(name, ())) > 1 for name in person_names(entry.person))

    def _clash(self, identifier: Identifier, first: Entry, later: list[Entry]) -> None:
        others = [entry for entry in later if not _same_person(first, entry)]
        for entry in (first, *others) if others else ():
            other = others[0] if entry is first else first
            number = next(each.value for each in other.person.identifiers if as_compared(each) == identifier)
            reason = f"Line {other.line} has the same number {number} and another name, {other.person.name}."
            self.clashes.setdefault(entry.index, Clash(reason, set())).identifiers.add(identifier)

    def without_clashes(self, entry: Entry) -> Entry:
        """The row without numbers that another row of the file claims."""
        clash = self.clashes.get(entry.index)
        if clash is None:
            return entry
        kept = tuple(each for each in entry.person.identifiers if as_compared(each) not in clash.identifiers)
        return replace(entry, person=entry.person._replace(identifiers=kept))

    def without_numbers(self, entry: Entry) -> Entry:
        """The row as one decides it who answers "without the number".

        A row that is decided later stands alone: which of its numbers another row had is then not known.
        """
        if entry.index in self.clashes:
            return self.without_clashes(entry)
        return replace(entry, person=entry.person._replace(identifiers=()))


def _same_person(one: Entry, other: Entry) -> bool:
    """Whether two rows with one number can be one child: as careful as the match with the planbook."""
    mine, theirs = one.person, other.person
    if not mine.named() or not theirs.named() or set(person_names(mine)) & set(person_names(theirs)):
        return True
    called = alike(mine.given or mine.preferred, theirs.given or theirs.preferred)
    return called and alike(mine.family, theirs.family)
