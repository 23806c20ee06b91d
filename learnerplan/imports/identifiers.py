"""Numbers by which systems know learners: kept as text, with what spreadsheets do to them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from learnerplan.imports.known import Identifier
from learnerplan.imports.words.folding import tidy

SOURCES = {
    "id_sis": "sis",
    "id_state": "state",
    "id_local": "local",
    "id_number": "number",
    "id_student": "student_id",
    "username": "username",
    "id_user": "user_id",
    "email": "email",
}
"""Use of a column -> the source that its identifiers get."""

LABELS = {
    "sis": "School system ID",
    "state": "State ID",
    "local": "Local ID",
    "number": "Student number",
    "student_id": "School ID",
    "username": "User name",
    "user_id": "ID elsewhere",
    "email": "E-mail",
}
ANY = "student_id"
"""The source of a column that only says "ID": it may be any system's number."""

NUMBERED = frozenset(("sis", "state", "local", "number", "student_id"))
_SCIENTIFIC = re.compile(r"^(\d)(?:[.,](\d+))?E\+?(\d{1,2})$", re.IGNORECASE)
_FLOAT = re.compile(r"^(\d+)\.0+$")
_NOBODY = frozenset(
    ("", "null", "n/a", "na", "#n/a", "none", "nil", "-", "--", "?", "anonymous", "unknown", "0", "\\n")
)
_LOOK_AT = 500
_EMAIL = re.compile(r"^[^@\s,;]+@[^@\s,;]+\.[^@\s,;]+$")


def identifier(use: str, cell: str) -> Identifier | None:
    """The identifier that a cell of an id column holds, or None for an empty one or a stand-in such as "N/A"."""
    value = tidy(cell)
    if value.isalnum() and value.isascii() and value.casefold() not in _NOBODY:
        return Identifier(SOURCES[use], value)
    if value.startswith("'") or (value.startswith('="') and value.endswith('"')):
        value = value.lstrip("'=").strip('"')
    if value.casefold() in _NOBODY:
        return None
    whole = _FLOAT.match(value)
    return Identifier(SOURCES[use], whole[1] if whole else value)


def stands_for_nothing(value: str) -> bool:
    """Whether a tidied cell is empty or says only that nothing is known: "NULL", "N/A", "-"."""
    return value.casefold() in _NOBODY


def email_of(cell: str) -> str:
    """The address in a cell in small letters, or nothing where there is none."""
    value = tidy(cell).casefold()
    return value if _EMAIL.match(value) else ""


def comparable(value: str) -> str:
    """Identifiers are compared without case; zeros count."""
    return value.casefold()


def as_compared(identifier: Identifier) -> Identifier:
    """The identifier in the form that is the same for all its spellings."""
    value = identifier.value.casefold()
    return identifier if value == identifier.value else Identifier(identifier.source, value)


def without_zeros(value: str) -> str:
    """What a spreadsheet leaves of a number: 0042 becomes 42. Empty for what is no number."""
    return value.lstrip("0") if value.isdecimal() else ""


def is_damaged(value: str) -> bool:
    """Whether a spreadsheet has shortened this number (1.0E+05), so that its digits are lost."""
    return ("E" in value or "e" in value) and bool(_SCIENTIFIC.match(value))


def spoiled_field(identifier: Identifier) -> str:
    """Under what name a number that a spreadsheet spoiled is remembered of a learner whose it was said to be."""
    return f"identifier.{identifier.source}"


def spoiled(given: Sequence[Identifier], held: Sequence[Identifier]) -> tuple[tuple[str, str], ...]:
    """The (field, value) pairs of numbers that are shortened, or are held numbers without their zeros."""
    stripped = {(each.source, without_zeros(each.value)) for each in held if each.value.startswith("0")}
    return tuple(
        (spoiled_field(each), each.value)
        for each in given
        if each.source in NUMBERED and (is_damaged(each.value) or (each.source, each.value) in stripped)
    )


def could_be(damaged: str, value: str) -> bool:
    """Whether `value` is one of the numbers that a spreadsheet shows as `damaged`."""
    match = _SCIENTIFIC.match(damaged)
    if not match or not value.isdecimal() or len(value) > 100:  # E+99 is the most that the pattern takes
        return False
    digits = len(match[2] or "")
    return f"{int(value):.{digits}E}" == f"{match[1]}{'.' if digits else ''}{match[2] or ''}E+{int(match[3]):02d}"


def names_nobody(cells: Sequence[str], names: Sequence[str]) -> bool:
    """Whether a column that calls itself an id tells nobody apart: one value for many names, or a state's two letters.

    `names` are the names in the same rows. A number that comes again with the same name is a learner in two classes.
    """
    filled = [
        (value, name)
        for cell, name in zip(cells[:_LOOK_AT], names, strict=False)
        if (value := tidy(cell)).casefold() not in _NOBODY
    ]
    if not filled:
        return True
    if all(len(value) <= 3 and value.isalpha() for value, _ in filled):
        return True
    holders: dict[str, set[str]] = {}
    for value, name in filled:
        holders.setdefault(value, set()).add(name)
    shared = sum(1 for value, _ in filled if len(holders[value]) > 1)
    return len(filled) > 3 and shared * 2 > len(filled)
