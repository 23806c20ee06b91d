"""Who a row is about: by identifier, then e-mail, then name with grade. What is not certain is asked, never guessed."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from learnerplan.domain.names import full_name
from learnerplan.imports.folding import fold
from learnerplan.imports.identifiers import ANY, LABELS, NUMBERED, comparable, could_be, is_damaged, without_zeros
from learnerplan.imports.known import Identifier, KnownLearner
from learnerplan.imports.naming import alike


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


@dataclass(frozen=True, slots=True)
class Person:
    """What a row says of whom it is about."""

    given: str = ""
    family: str = ""
    middle: str = ""
    preferred: str = ""
    grade: str = ""
    birth_date: str = ""
    identifiers: tuple[Identifier, ...] = ()
    emails: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The name to show."""
        return full_name(self.given or self.preferred, self.family)

    def named(self) -> bool:
        """Whether there is any name."""
        return bool(self.given or self.family or self.preferred)


@dataclass(frozen=True, slots=True)
class Match:
    """The answer of `Learners.find`. `reason` is a sentence; `candidates` are those between whom to choose."""

    outcome: Outcome
    reason: str
    by: By = By.NOTHING
    learner: KnownLearner | None = None
    candidates: tuple[KnownLearner, ...] = ()


NOBODY = Match(Outcome.NONE, "No match by ID, e-mail or name.")


@dataclass
class Learners:
    """Learners by what identifies them. Grows while rows are planned, so that later rows find earlier ones."""

    _by_id: dict[str, KnownLearner] = field(default_factory=dict)
    _holding: dict[tuple[str, str], dict[str, None]] = field(default_factory=dict)
    _numbers: dict[str, dict[tuple[str, str], None]] = field(default_factory=dict)
    _stripped: dict[str, dict[tuple[str, str], None]] = field(default_factory=dict)
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
        for identifier in learner.identifiers:
            value = comparable(identifier.value)
            self._holding.setdefault((identifier.source, value), {})[learner.id] = None
            if identifier.source in NUMBERED:
                self._numbers.setdefault(value, {})[identifier.source, learner.id] = None
                if stripped := without_zeros(value):
                    self._stripped.setdefault(stripped, {})[value, learner.id] = None
        for email in _emails_of(learner):
            self._emails.setdefault(email, {})[learner.id] = None
        for name in known_names(learner):
            self._names.setdefault(name, {})[learner.id] = None

    def get(self, learner_id: str) -> KnownLearner | None:
        """The learner with this id or ref."""
        return self._by_id.get(learner_id)

    def all(self) -> Iterable[KnownLearner]:
        """Every learner, in the order in which they came."""
        return self._by_id.values()

    def holding(self, identifier: Identifier) -> list[KnownLearner]:
        """The learners who have exactly this identifier from this source."""
        ids = self._holding.get((identifier.source, comparable(identifier.value)), ())
        return [self._by_id[each] for each in ids]

    def find(self, person: Person, taken: Collection[str] = ()) -> Match:
        """Who this is. Learners in `taken` belong to other rows by their numbers, and are not matched by name."""
        for step in (self._by_damaged, self._by_identifier, self._by_number, self._by_lost_zeros):
            found = step(person)
            if found is not None:
                return found
        return self._by_email(person, taken) or self._by_name(person, taken) or NOBODY

    def _by_damaged(self, person: Person) -> Match | None:
        for identifier in person.identifiers:
            if identifier.source in NUMBERED and is_damaged(identifier.value):
                hits = self._could_be(identifier.value) | self._named(person)
                reason = f"A spreadsheet has shortened the number to {identifier.value}, so its digits are lost."
                return Match(Outcome.ASK, reason, By.IDENTIFIER, candidates=self._learners(hits))
        return None

    def _could_be(self, damaged: str) -> dict[str, None]:
        return {each: None for value, held in self._numbers.items() if could_be(damaged, value) for _, each in held}

    def _by_identifier(self, person: Person) -> Match | None:
        hits: dict[str, Identifier] = {}
        for identifier in person.identifiers:
            for learner in self.holding(identifier):
                hits.setdefault(learner.id, identifier)
        return self._by_hits(person, hits)

    def _by_number(self, person: Person) -> Match | None:
        """A column that only says "ID" may hold any system's number, and a number kept so may be any system's."""
        hits: dict[str, Identifier] = {}
        for identifier in person.identifiers:
            if identifier.source not in NUMBERED:
                continue
            for source, learner_id in self._numbers.get(comparable(identifier.value), ()):
                if ANY in (identifier.source, source):
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
                Outcome.ASK, "The numbers in this row belong to different learners here.", By.IDENTIFIER, None, learners
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
            for value, learner_id in self._stripped.get(stripped, ()) if stripped else ():
                learner = self._by_id[learner_id]
                if value == comparable(identifier.value) or not _same_system(identifier, value, learner):
                    continue
                reason = f"{identifier.value} here is {value}: a spreadsheet may have dropped the zeros in front."
                if len(identifier.value) > len(value):
                    reason = f"The file has {identifier.value}, here it is {value}, without the zeros in front."
                return Match(Outcome.ASK, reason, By.IDENTIFIER, None, (learner,))
        return None

    def _by_email(self, person: Person, taken: Collection[str]) -> Match | None:
        """Brothers and sisters share addresses, so the name must agree; without a name it must be one child's."""
        hits = {each: None for email in person.emails for each in self._emails.get(email, ()) if each not in taken}
        agreeing = [each for each in self._learners(hits) if not person.named() or agrees(person, each)]
        if len(agreeing) == 1:
            return Match(Outcome.FOUND, "Same e-mail.", By.EMAIL, agreeing[0], tuple(agreeing))
        if agreeing:
            return Match(Outcome.ASK, "Several learners here have this e-mail.", By.EMAIL, None, tuple(agreeing))
        return None

    def _by_name(self, person: Person, taken: Collection[str]) -> Match | None:
        named = (each for each in self._learners(self._named(person)) if each.id not in taken)
        hits = [each for each in named if not is_other(person, each)]
        certain = [each for each in hits if not doubt(person, each)]
        confirmed = [each for each in certain if person.birth_date and person.birth_date == each.birth_date]
        for sure in (confirmed, certain if len(certain) == len(hits) else []):
            if len(sure) == 1:
                return Match(Outcome.FOUND, _same_name(person, sure[0]), By.NAME, sure[0], tuple(hits))
        if len(hits) > 1:
            reason = f"{len(hits)} learners here are called {person.name}."
            return Match(Outcome.ASK, reason, By.NAME, None, tuple(hits))
        if hits:
            return Match(Outcome.ASK, doubt(person, hits[0]), By.NAME, None, tuple(hits))
        return None

    def _named(self, person: Person) -> dict[str, None]:
        return {each: None for name in person_names(person) for each in self._names.get(name, ())}

    def _learners(self, ids: Iterable[str]) -> tuple[KnownLearner, ...]:
        return tuple(self._by_id[each] for each in ids)


def person_names(person: Person) -> tuple[tuple[str, str], ...]:
    """The (given, family) pairs, folded, under which a row's person may be known."""
    family = fold(person.family)
    givens = (person.given, person.preferred, f"{person.given} {person.middle}")
    return tuple(dict.fromkeys((fold(given), family) for given in givens if given.strip()))


def known_names(learner: KnownLearner) -> tuple[tuple[str, str], ...]:
    """The (given, family) pairs, folded, under which a learner may be named in a file."""
    family = fold(learner.family_name)
    givens = (learner.given_name, learner.preferred_name, f"{learner.given_name} {learner.middle_name}")
    pairs = [(fold(given), family) for given in givens if given.strip()]
    pairs += [(fold(given), fold(other)) for given, other in learner.other_names]
    return tuple(dict.fromkeys(pairs))


def agrees(person: Person, learner: KnownLearner) -> bool:
    """Whether the name in a row can be that of a learner whose number it carries.

    A new family name is common and passes; another given name passes only with the same family name and birth date.
    """
    if not person.named() or set(person_names(person)) & set(known_names(learner)):
        return True
    known = [
        learner.given_name,
        learner.preferred_name,
        learner.middle_name,
        *(each for each, _ in learner.other_names),
    ]
    own = [each for each in (person.given, person.preferred) if each]
    if not own:
        return _family_alike(person.family, learner)
    if any(alike(mine, theirs) for mine in own for theirs in known if theirs):
        return True
    born_alike = bool(person.birth_date) and person.birth_date == learner.birth_date
    return born_alike and _family_alike(person.family, learner)


def doubt(person: Person, learner: KnownLearner) -> str:
    """Why a learner of the same name may be somebody else, or an empty text."""
    born = person.birth_date and learner.birth_date
    other = _other_number(person, learner)
    if other:
        if born and person.birth_date == learner.birth_date:
            return f"Same name and birthday, but a new {lower_first(LABELS[other])}."
        return f"Same name, but another {lower_first(LABELS[other])}."
    if born:
        return "" if person.birth_date == learner.birth_date else "Same name, but another birth date."
    if person.grade and learner.grade and fold(person.grade) != fold(learner.grade):
        return f"Same name, but grade {person.grade} in the file and grade {learner.grade} here."
    return ""


def is_other(person: Person, learner: KnownLearner) -> bool:
    """Whether a learner of the same name is certainly another: both number and birth date differ."""
    born = person.birth_date and learner.birth_date and person.birth_date != learner.birth_date
    return bool(born and _other_number(person, learner))


def shown_name(learner: KnownLearner) -> str:
    """A learner's name as files write it, not as it is called in the room."""
    return full_name(learner.given_name, learner.family_name)


def lower_first(label: str) -> str:
    """A label inside a sentence; "ID" and the like keep their capitals."""
    return label if label[:2].isupper() else label[:1].lower() + label[1:]


def _other_number(person: Person, learner: KnownLearner) -> str:
    """The source that numbers both, with different numbers; none where one number is the same."""
    theirs: dict[str, set[str]] = {}
    for identifier in learner.identifiers:
        theirs.setdefault(identifier.source, set()).add(comparable(identifier.value))
    for identifier in person.identifiers:
        held = theirs.get(identifier.source) if identifier.source in NUMBERED else None
        if held and comparable(identifier.value) not in held:
            return identifier.source
    return ""


def _same_system(identifier: Identifier, value: str, learner: KnownLearner) -> bool:
    sources = {each.source for each in learner.identifiers if comparable(each.value) == value}
    return identifier.source in sources or ANY in (identifier.source, *sources)


def _family_alike(family: str, learner: KnownLearner) -> bool:
    mine, theirs = set(fold(family).split()), set(fold(learner.family_name).split())
    return not mine or not theirs or mine <= theirs or theirs <= mine


def _same_name(person: Person, learner: KnownLearner) -> str:
    if person.birth_date and person.birth_date == learner.birth_date:
        return "Same name and birthday."
    return "Same name and grade." if person.grade and learner.grade else "Same name."


def _emails_of(learner: KnownLearner) -> tuple[str, ...]:
    held = [each.value for each in learner.identifiers if each.source == "email"]
    return tuple(dict.fromkeys(email.strip().casefold() for email in (*learner.emails, *held) if email.strip()))
