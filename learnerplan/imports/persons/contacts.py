"""People at home, out of a row's columns: "Mother phone", "Parent 2 e-mail", "primary_email"."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from learnerplan.imports.drafts import NEW, ContactDraft
from learnerplan.imports.identifiers import email_of
from learnerplan.imports.known import Identifier, KnownContact
from learnerplan.imports.mapped.mapping import ColumnMapping, ColumnUse
from learnerplan.imports.words.folding import fold, tidy
from learnerplan.imports.words.lexicon import CONTACT_USES, header_key
from learnerplan.imports.words.naming import alike

_ROLE = re.compile(
    r"\b(mother|mom|mum|father|dad|guardian|parent|emergency|contact|padre|madre)s?(?=e?mail|phone|\b)(?:.*?\b(\d)\b)?"
)
_RELATIONS = {
    "mother": "Mother", "mom": "Mother", "mum": "Mother", "madre": "Mother", "father": "Father", "dad": "Father",
    "padre": "Father", "guardian": "Guardian", "emergency": "Emergency contact",
}  # fmt: skip
_TITLES = frozenset(("mr", "mrs", "ms", "miss", "mx", "dr", "sr", "sra", "herr", "frau", "m", "mme"))
_EMPTY = frozenset(("", "null", "n/a", "na", "none", "-", "\\n"))
_DIGITS = re.compile(r"\D+")


def columns_by_person(mapping: ColumnMapping) -> tuple[tuple[ColumnUse, ...], ...]:
    """The contact columns of a table, those of one person together: mother's, father's, contact 1's."""
    people: dict[tuple[str, str], list[ColumnUse]] = {}
    for column in mapping.having(*CONTACT_USES):
        match = _ROLE.search(header_key(column.header))
        people.setdefault((match[1], match[2] or "") if match else ("", ""), []).append(column)
    return tuple(tuple(columns) for columns in people.values())


def contacts_of(row: tuple[str, ...], people: tuple[tuple[ColumnUse, ...], ...]) -> tuple[ContactDraft, ...]:
    """The people at home whom a row names. One without name, phone and e-mail is nobody."""
    found = (contact_of(row, columns) for columns in people)
    return tuple(each for each in found if each.name or each.phones or each.emails)


def contact_of(row: tuple[str, ...], columns: tuple[ColumnUse, ...]) -> ContactDraft:
    """The one person at home of whom these columns speak."""
    cells: dict[str, list[str]] = {use: [] for use in CONTACT_USES}
    relation = ""
    for column in columns:
        value = tidy(row[column.index])
        if value.casefold() not in _EMPTY:
            cells[column.use].append(value)
        relation = relation or _relation(column.header)
    emails = (email_of(part) for value in cells["contact_email"] for part in re.split(r"[;,\s]+", value))
    return ContactDraft(
        name=" ".join(dict.fromkeys(cells["contact_name"])),
        relation=next(iter(cells["contact_relation"]), relation),
        phones=tuple(dict.fromkeys(cells["contact_phone"])),
        emails=tuple(dict.fromkeys(email for email in emails if email)),
        address=next(iter(cells["contact_address"]), ""),
        language=next(iter(cells["contact_language"]), ""),
        identifiers=tuple(Identifier("sis", value) for value in dict.fromkeys(cells["contact_id"])),
    )


@lru_cache(maxsize=512)
def _relation(header: str) -> str:
    """What a header says of who somebody is to the child: "Mother’s phone"."""
    match = _ROLE.search(header_key(header))
    return _RELATIONS.get(match[1], "") if match else ""


def what_is_new(contact: ContactDraft, held: tuple[KnownContact, ...]) -> ContactDraft | None:
    """What a file's contact adds to those that are held: all of it, a part, or nothing (None).

    A number that is held finds the contact even under another name, which then is taken unless a person typed the old.
    """
    same = next((each for each in held if set(contact.identifiers) & set(each.identifiers)), None)
    if same is None:
        same = next((each for each in held if _is_same(contact, each)), None)
    if same is None:
        return contact
    return _added(contact, same)


def _is_same(contact: ContactDraft, held: KnownContact) -> bool:
    """Whether two are one by phone, e-mail or name; a couple may share a phone, but neither number nor name."""
    if (contact.identifiers and held.identifiers) or not _may_be_called(contact.name, held.name):
        return False
    phones, emails = set(map(digits, held.phones)), {each.casefold() for each in held.emails}
    shares = any(digits(phone) in phones for phone in contact.phones) or bool(emails & set(contact.emails))
    return shares or bool(contact.name and fold(contact.name) == fold(held.name))


def _may_be_called(one: str, other: str) -> bool:
    """Whether two names can be one person's: by their first names, where both have one ("Ms. Diaz" has none)."""
    left, right = ([word for word in fold(name).split() if word not in _TITLES] for name in (one, other))
    return len(left) < 2 or len(right) < 2 or set(left) == set(right) or alike(left[0], right[0])


def _added(contact: ContactDraft, held: KnownContact) -> ContactDraft | None:
    known, addresses = set(map(digits, held.phones)), {each.casefold() for each in held.emails}
    phones = tuple(phone for phone in contact.phones if digits(phone) not in known)
    emails = tuple(email for email in contact.emails if email not in addresses)
    identifiers = tuple(each for each in contact.identifiers if each not in held.identifiers)
    by_number = len(identifiers) < len(contact.identifiers)
    other = contact.name and fold(contact.name) != fold(held.name) and not held.own_name
    renamed = contact.name if by_number and other else ""
    if not (phones or emails or identifiers or renamed):
        return None
    return replace(contact, ref=held.id, phones=phones, emails=emails, identifiers=identifiers, renamed=renamed)


def with_refs(
    drafts: tuple[ContactDraft, ...], learner_ref: str, held: tuple[KnownContact, ...]
) -> tuple[ContactDraft, ...]:
    """The drafts of a learner's contacts, with refs for those who have to be made."""
    return tuple(
        draft if draft.ref else replace(draft, ref=f"{NEW}contact:{learner_ref}:{len(held) + number}")
        for number, draft in enumerate(drafts)
    )


def all_known(drafts: tuple[ContactDraft, ...], held: tuple[KnownContact, ...]) -> tuple[KnownContact, ...]:
    """The contacts of a learner after these drafts."""
    for draft in drafts:
        if any(each.id == draft.ref for each in held):
            held = tuple(_grown(each, draft) if each.id == draft.ref else each for each in held)
        else:
            held = (*held, KnownContact(draft.ref, draft.name, draft.phones, draft.emails, draft.identifiers))
    return held


def _grown(contact: KnownContact, draft: ContactDraft) -> KnownContact:
    return replace(
        contact,
        name=draft.renamed or contact.name,
        phones=contact.phones + draft.phones,
        emails=contact.emails + draft.emails,
        identifiers=contact.identifiers + draft.identifiers,
    )


def describe(contact: ContactDraft) -> str:
    """A contact in a line, for the list of changes."""
    return ", ".join(part for part in (contact.name or contact.relation, *contact.phones, *contact.emails) if part)


def digits(phone: str) -> str:
    """A phone number for comparing."""
    return _DIGITS.sub("", phone) or phone
