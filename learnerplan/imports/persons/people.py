"""People as rows name them, and whether a row and a learner can be one person."""

from __future__ import annotations

from typing import NamedTuple

from learnerplan.domain.names import full_name
from learnerplan.imports.identifiers import LABELS, NUMBERED, comparable
from learnerplan.imports.known import Identifier, KnownLearner
from learnerplan.imports.words.folding import fold
from learnerplan.imports.words.naming import alike


class Person(NamedTuple):
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


def person_names(person: Person) -> tuple[tuple[str, str], ...]:
    """The (given, family) pairs, folded, under which a row's person may be known."""
    return _pairs(person.given, person.preferred, person.middle, fold(person.family))


def known_names(learner: KnownLearner) -> tuple[tuple[str, str], ...]:
    """The (given, family) pairs, folded, under which a learner may be named in a file."""
    pairs = _pairs(learner.given_name, learner.preferred_name, learner.middle_name, fold(learner.family_name))
    if learner.other_names:
        pairs += tuple((fold(given), fold(other)) for given, other in learner.other_names)
    return pairs


def _pairs(given: str, preferred: str, middle: str, family: str) -> tuple[tuple[str, str], ...]:
    """The ways in which a given name may stand beside a family name: alone, as preferred, with the middle name."""
    pairs: tuple[tuple[str, str], ...] = ((fold(given), family),) if given else ()
    if preferred and preferred != given:
        pairs += ((fold(preferred), family),)
    if middle and given:
        pairs += ((fold(f"{given} {middle}"), family),)
    return pairs or ((("", family),) if family else ())


def agrees(person: Person, learner: KnownLearner) -> bool:
    """Whether the name in a row can be that of a learner whose number it carries.

    A new family name is common and passes; another given name passes only with the same family name and birth date.
    """
    if person.given == learner.given_name and person.family == learner.family_name:
        return True
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
        return family_alike(person.family, learner)
    if any(alike(mine, theirs) for mine in own for theirs in known if theirs):
        return True
    born_alike = bool(person.birth_date) and person.birth_date == learner.birth_date
    return born_alike and family_alike(person.family, learner)


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


def family_alike(family: str, learner: KnownLearner) -> bool:
    """Whether one family name is a part of the other, or one is missing."""
    mine, theirs = set(fold(family).split()), set(fold(learner.family_name).split())
    return not mine or not theirs or mine <= theirs or theirs <= mine


def same_name(person: Person, learner: KnownLearner) -> str:
    """What a match by name rests on, in a sentence."""
    if person.birth_date and person.birth_date == learner.birth_date:
        return "Same name and birthday."
    return "Same name and grade." if person.grade and learner.grade else "Same name."


def emails_of(learner: KnownLearner) -> tuple[str, ...]:
    """A learner's own addresses, for comparing."""
    held = [each.value for each in learner.identifiers if each.source == "email"]
    return tuple(dict.fromkeys(email.strip().casefold() for email in (*learner.emails, *held) if email.strip()))
