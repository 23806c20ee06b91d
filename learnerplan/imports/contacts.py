"""People at home, out of a row's columns: "Mother phone", "Parent 2 e-mail", "primary_email"."""

from __future__ import annotations

import re
from dataclasses import replace

from learnerplan.imports.drafts import NEW, ContactDraft
from learnerplan.imports.folding import fold, tidy
from learnerplan.imports.identifiers import email_of
from learnerplan.imports.known import KnownContact
from learnerplan.imports.lexicon import CONTACT_USES, header_key
from learnerplan.imports.mapping import ColumnMapping, ColumnUse

_ROLE = re.compile(r"\b(mother|mom|mum|father|dad|guardian|parent|emergency|contact|padre|madre)s?\b(?:.*?\b(\d)\b)?")
_RELATIONS = {
    "mother": "Mother", "mom": "Mother", "mum": "Mother", "madre": "Mother", "father": "Father", "dad": "Father",
    "padre": "Father", "guardian": "Guardian", "emergency": "Emergency contact",
}  # fmt: skip
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
    found = (_contact(row, columns) for columns in people)
    return tuple(each for each in found if each.name or each.phones or each.emails)


def _contact(row: tuple[str, ...], columns: tuple[ColumnUse, ...]) -> ContactDraft:
    cells: dict[str, list[str]] = {use: [] for use in CONTACT_USES}
    relation = ""
    for column in columns:
        value = tidy(row[column.index])
        if value.casefold() not in _EMPTY:
            cells[column.use].append(value)
        match = _ROLE.search(header_key(column.header))
        relation = relation or (_RELATIONS.get(match[1], "") if match else "")
    emails = (email_of(part) for value in cells["contact_email"] for part in re.split(r"[;,\s]+", value))
    return ContactDraft(
        name=" ".join(dict.fromkeys(cells["contact_name"])),
        relation=next(iter(cells["contact_relation"]), relation),
        phones=tuple(dict.fromkeys(cells["contact_phone"])),
        emails=tuple(dict.fromkeys(email for email in emails if email)),
        address=next(iter(cells["contact_address"]), ""),
        language=next(iter(cells["contact_language"]), ""),
    )


def what_is_new(contact: ContactDraft, held: tuple[KnownContact, ...]) -> ContactDraft | None:
    """What a file's contact adds to those that are held: all of it, a phone or e-mail, or nothing (None)."""
    for each in held:
        phones = tuple(phone for phone in contact.phones if _digits(phone) not in set(map(_digits, each.phones)))
        emails = tuple(email for email in contact.emails if email not in {one.casefold() for one in each.emails})
        shares = len(phones) < len(contact.phones) or len(emails) < len(contact.emails)
        if shares or (contact.name and fold(contact.name) == fold(each.name)):
            if not phones and not emails:
                return None
            return replace(contact, ref=each.id, phones=phones, emails=emails)
    return contact


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
            held = tuple(
                replace(each, phones=each.phones + draft.phones, emails=each.emails + draft.emails)
                if each.id == draft.ref
                else each
                for each in held
            )
        else:
            held = (*held, KnownContact(draft.ref, draft.name, draft.phones, draft.emails))
    return held


def describe(contact: ContactDraft) -> str:
    """A contact in a line, for the list of changes."""
    return ", ".join(part for part in (contact.name or contact.relation, *contact.phones, *contact.emails) if part)


def _digits(phone: str) -> str:
    return _DIGITS.sub("", phone) or phone
