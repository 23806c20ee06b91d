"""Answers from home: whose child they are about, and which contact of the child gave them.

Nobody becomes a contact by filling in a form: whoever has the link could then be sent what is the family's. Who is not
among the contacts is kept by name with the answer.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from learnerplan.imports.drafts import ContactDraft
from learnerplan.imports.known import KnownContact, KnownLearner
from learnerplan.imports.mapped.mapping import ColumnMapping, ColumnUse
from learnerplan.imports.mapped.voices import FAMILY, is_about_child
from learnerplan.imports.persons import contacts
from learnerplan.imports.persons.match import NOBODY, By, Match, Outcome
from learnerplan.imports.persons.people import Person, agrees
from learnerplan.imports.words.folding import fold
from learnerplan.imports.words.naming import alike

_WHO = ("contact_name", "contact_relation", "contact_email", "contact_phone")


class Respondent(NamedTuple):
    """Who gave an answer: the name to keep, the contact's ref where they are one, and a sentence where they are not."""

    name: str = ""
    contact: str = ""
    remark: str = ""


@dataclass
class Families:
    """Finds families' children and contacts for the answers of one table."""

    mapping: ColumnMapping
    learners: Iterable[KnownLearner]
    _columns: tuple[ColumnUse, ...] = field(init=False)
    _by_email: dict[str, list[KnownLearner]] | None = None

    def __post_init__(self) -> None:
        self._columns = ()
        if self.mapping.voice == FAMILY:
            emails = [each for each in self.mapping.having("email") if not is_about_child(each.header)]
            as_contact = tuple(ColumnUse(each.index, each.header, "contact_email") for each in emails)
            self._columns = self.mapping.having(*_WHO) + as_contact

    def author(self, row: tuple[str, ...]) -> ContactDraft:
        """Who answered, as far as the row says."""
        return contacts.contact_of(row, self._columns) if self._columns else ContactDraft()

    def child(self, person: Person, author: ContactDraft) -> Match:
        """The child whose contact has the address that the answer came from, where the name does not speak against."""
        if self._by_email is None:
            self._by_email = {}
            for learner in self.learners:
                for address in {each.casefold() for contact in learner.contacts for each in contact.emails}:
                    self._by_email.setdefault(address, []).append(learner)
        found = {each.id: each for email in author.emails for each in self._by_email.get(email, ())}
        # "Ana and Ben" is about both, though as one name it is most like Ana's.
        words = set(fold(person.name).split())
        fitting = tuple(
            each for each in found.values() if not person.named() or agrees(person, each) or _called(each) <= words
        )
        if len(fitting) == 1:
            return Match(Outcome.FOUND, "The family’s e-mail.", By.EMAIL, fitting[0], fitting)
        if fitting:
            return Match(Outcome.ASK, "Several students here have this family’s e-mail.", By.EMAIL, None, fitting)
        return NOBODY

    def respondent(self, author: ContactDraft, learner: KnownLearner) -> Respondent:
        """Which contact of the learner answered."""
        if not (author.name or author.emails or author.phones):
            return Respondent()
        held = _held(author, learner.contacts)
        if held is not None:
            return Respondent(held.name or author.name or author.relation, held.id)
        name = author.name or author.relation or next(iter(author.emails), "")
        return Respondent(name, "", f"{name} is not among the contacts, and is kept by name." if name else "")


def _called(learner: KnownLearner) -> set[str]:
    return set(fold(learner.preferred_name or learner.given_name or learner.family_name).split())


def _held(author: ContactDraft, held: tuple[KnownContact, ...]) -> KnownContact | None:
    """By e-mail, then phone, then name: the whole of it, or a part that only one contact has."""
    for each in held:
        if {email.casefold() for email in each.emails} & set(author.emails):
            return each
    phones = set(map(contacts.digits, author.phones))
    for each in held:
        if phones & set(map(contacts.digits, each.phones)):
            return each
    name = fold(author.name)
    same = [each for each in held if name and fold(each.name) == name]
    words = set(name.split())
    near = same or [each for each in held if words and (words <= set(fold(each.name).split()) or _slip(name, each))]
    return near[0] if len(near) == 1 else None


def _slip(name: str, held: KnownContact) -> bool:
    """Whether whole names of two words or more differ by a slip alone."""
    one, other = name.split(), fold(held.name).split()
    return len(one) == len(other) > 1 and all(alike(left, right) for left, right in zip(one, other, strict=True))
