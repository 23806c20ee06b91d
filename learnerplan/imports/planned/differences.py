"""What a row would change in a learner: each field old -> new, what is added, and what the teacher must be asked."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from learnerplan.imports.drafts import ContactDraft, LearnerDraft, Values
from learnerplan.imports.identifiers import LABELS, NUMBERED, comparable, is_damaged, spoiled, without_zeros
from learnerplan.imports.known import Identifier, KnownLearner
from learnerplan.imports.persons import contacts
from learnerplan.imports.planned.plan import Change
from learnerplan.imports.planned.working import Working
from learnerplan.imports.words.folding import fold

FIELDS = {
    "given_name": "First name",
    "family_name": "Last name",
    "middle_name": "Middle name",
    "preferred_name": "Likes to be called",
    "grade": "Grade",
    "birth_date": "Birth date",
    "home_language": "Home language",
    "pronouns": "Pronouns",
    "active": "Status",
}
_NAMES = frozenset(("given_name", "family_name", "middle_name"))
_WORDS = _NAMES | {"preferred_name", "home_language", "pronouns"}
_SHOWN = {"yes": "active", "no": "archived"}


class Wanted(NamedTuple):
    """What a row says that a learner should be. `values` holds filled fields only: a blank cell takes nothing away."""

    values: dict[str, str]
    identifiers: tuple[Identifier, ...] = ()
    contacts: tuple[ContactDraft, ...] = ()
    classes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Difference:
    """`changes` happen; `conflicts` are fields that a person typed here and the file has otherwise."""

    changes: tuple[Change, ...]
    conflicts: tuple[Change, ...]
    draft: LearnerDraft

    def with_file(self) -> Difference:
        """The teacher takes the file's values."""
        values = self.draft.values + tuple((change.field, _stored(change)) for change in self.conflicts)
        return Difference(self.changes + self.conflicts, (), self.draft._replace(values=values))

    def with_mine(self) -> Difference:
        """The teacher keeps what is here, and is not asked about these values again."""
        declined = tuple((change.field, _stored(change)) for change in self.conflicts)
        return Difference(self.changes, (), self.draft._replace(declined=declined))

    def with_spoiled(self, learner: KnownLearner, given: tuple[Identifier, ...]) -> Difference:
        """A person said that this is the learner, and with it whose a shortened number or one without zeros is."""
        said = tuple(pair for pair in spoiled(given, learner.identifiers) if pair not in learner.declined)
        draft = self.draft if self.draft.ref else LearnerDraft(learner.id)
        return replace(self, draft=draft._replace(declined=draft.declined + said)) if said else self

    def empty(self) -> bool:
        """Whether the row says nothing new."""
        return not self.changes and not self.conflicts


NOTHING = Difference((), (), LearnerDraft(""))
"""What an unchanged row comes to."""


def compare(learner: KnownLearner, wanted: Wanted, working: Working) -> Difference:
    """What is new in a row about a learner who is here."""
    changes: list[Change] = []
    conflicts: list[Change] = []
    values: list[tuple[str, str]] = []
    for name, new in _fresh(learner, wanted.values).items():
        old = _text(learner, name)
        change = Change(name, FIELDS[name], _SHOWN.get(old, old), _SHOWN.get(new, new))
        if name not in learner.own_fields:
            changes.append(change)
            values.append((name, new))
        elif (name, new) not in learner.declined:
            conflicts.append(change)
    identifiers = new_identifiers(learner, wanted.identifiers)
    new_people = tuple(
        [found for each in wanted.contacts if (found := contacts.what_is_new(each, learner.contacts)) is not None]
    )
    people = contacts.with_refs(new_people, learner.id, learner.contacts)
    classes = tuple(ref for ref in dict.fromkeys(wanted.classes) if ref not in learner.classes)
    if not (changes or conflicts or identifiers or people or classes):
        return NOTHING
    changes += [Change("identifier", LABELS[each.source], "", each.value) for each in identifiers]
    changes += [Change("contact", "Family contact", "", contacts.describe(each)) for each in people]
    changes += [Change("class", "Class", "", working.class_of(ref).name) for ref in classes]
    draft = LearnerDraft(learner.id, tuple(values), identifiers, people, classes)
    return Difference(tuple(changes), tuple(conflicts), draft)


def first_counts(
    difference: Difference, values: dict[str, str], said: dict[str, str], line: int | None
) -> tuple[Difference, str]:
    """Two rows about one learner that contradict each other: the first counts, and the second says so.

    `values` are those of this row, `said` those of earlier ones; `line` is where the first stands in this file.
    """
    against = {name for name, value in values.items() if said.get(name, value) != value}
    overruled = [each for each in (*difference.changes, *difference.conflicts) if each.field in against]
    if not overruled:
        return difference, ""
    draft = difference.draft
    kept = Difference(
        tuple(each for each in difference.changes if each not in overruled),
        tuple(each for each in difference.conflicts if each not in overruled),
        draft._replace(values=tuple(pair for pair in draft.values if pair[0] not in against)),
    )
    first = overruled[0]
    where = f"line {line}" if line else "another file of this import"
    return kept, f" {first.label} {first.new} is not taken: {where} has {said[first.field]}."


def whole(ref: str, wanted: Wanted) -> LearnerDraft:
    """The draft of a learner who is not here yet."""
    values: Values = tuple((name, wanted.values[name]) for name in FIELDS if wanted.values.get(name))
    kept = tuple([each for each in wanted.identifiers if each.source not in NUMBERED or not is_damaged(each.value)])
    people = contacts.with_refs(wanted.contacts, ref, ()) if wanted.contacts else ()
    shortened = spoiled([each for each in wanted.identifiers if each not in kept], ())
    return LearnerDraft(ref, values, kept, people, wanted.classes, shortened)


def made(draft: LearnerDraft) -> KnownLearner:
    """The learner whom a draft of a new one makes."""
    values: dict[str, Any] = dict(draft.values)
    active = values.pop("active", "yes") == "yes"
    held = contacts.all_known(draft.contacts, ())
    return KnownLearner(
        id=draft.ref,
        active=active,
        identifiers=draft.identifiers,
        classes=draft.classes,
        contacts=held,
        declined=frozenset(draft.declined),
        **values,
    )


def grown(learner: KnownLearner, draft: LearnerDraft) -> KnownLearner:
    """The learner as a draft leaves them."""
    values: dict[str, Any] = dict(draft.values)
    if "active" in values:
        values["active"] = values["active"] == "yes"
    return learner._replace(
        identifiers=learner.identifiers + draft.identifiers,
        classes=learner.classes + draft.classes,
        contacts=contacts.all_known(draft.contacts, learner.contacts),
        declined=learner.declined | set(draft.declined),
        **values,
    )


def sentence(changes: tuple[Change, ...]) -> str:
    """Changes in words: "Home language: none, now Arabic." """
    parts = []
    for change in changes[:3]:
        if change.field in ("identifier", "contact", "class"):
            parts.append(f"{change.label} added: {change.new}." if change.field != "class" else f"Joins {change.new}.")
        else:
            parts.append(f"{change.label}: {change.old or 'none'}, now {change.new}.")
    if len(changes) > 3:
        parts.append(f"{len(changes) - 3} more.")
    return " ".join(parts)


def new_identifiers(learner: KnownLearner, given: tuple[Identifier, ...]) -> tuple[Identifier, ...]:
    """Identifiers to add: not those that are held, nor the damaged ones, nor 42 beside 0042."""
    if all(each in learner.identifiers for each in given):
        return ()
    held = {(each.source, comparable(each.value)) for each in learner.identifiers}
    emails = {email.casefold() for email in learner.emails}
    stripped = {without_zeros(each.value) for each in learner.identifiers if each.source in NUMBERED}
    fresh = []
    for each in dict.fromkeys(given):
        if (each.source, comparable(each.value)) in held or (each.source == "email" and each.value in emails):
            continue
        if each.source in NUMBERED and (is_damaged(each.value) or _only_lost_zeros(each.value, stripped)):
            continue
        fresh.append(each)
    return tuple(fresh)


def _only_lost_zeros(value: str, stripped: set[str]) -> bool:
    """42 is what a spreadsheet left of 0042; 0042 itself is worth keeping beside 42."""
    return bool(value) and not value.startswith("0") and value in stripped


def _fresh(learner: KnownLearner, values: dict[str, str]) -> dict[str, str]:
    """The fields of the file that say something else than the learner's."""
    fresh = {
        name: new
        for name, new in values.items()
        if new != (old := _text(learner, name)) and not _poorer(name, new, old)
    }
    if not fresh.keys() & _NAMES:
        return fresh
    given, family = fold(values.get("given_name", "")), fold(values.get("family_name", learner.family_name))
    also = {(fold(one), fold(other)) for one, other in learner.other_names}
    if learner.given_name and learner.preferred_name and "preferred_name" not in fresh:
        also.add((fold(learner.preferred_name), fold(learner.family_name)))
    if learner.given_name and learner.middle_name and "middle_name" not in fresh:
        also.add((fold(f"{learner.given_name} {learner.middle_name}"), fold(learner.family_name)))
    if given and (given, family) in also:
        # The file uses a name that we know the learner by; it does not replace the one that is kept.
        for name in _NAMES:
            fresh.pop(name, None)
    return fresh


def _poorer(name: str, new: str, old: str) -> bool:
    """The same word in capitals, without its accents, or its initial, is what a system made of it, and no news."""
    if name == "middle_name" and len(new.removesuffix(".")) == 1 and fold(old).startswith(fold(new)):
        return True
    if name not in _WORDS or fold(new) != fold(old):
        return name == "grade" and fold(new) == fold(old)
    marks = sum(char > "\x7f" for char in old) - sum(char > "\x7f" for char in new)
    return marks > 0 or (marks == 0 and (new.isupper() or new.islower()))


def _text(learner: KnownLearner, name: str) -> str:
    if name == "active":
        return "yes" if learner.active else "no"
    return str(getattr(learner, name))


def _stored(change: Change) -> str:
    return next(
        (kept for kept, shown in _SHOWN.items() if shown == change.new and change.field == "active"), change.new
    )
