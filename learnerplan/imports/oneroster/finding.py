"""Which file of OneRoster or School Data Sync 2 a table is, and what is proposed for its columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from learnerplan.imports.found import Found
from learnerplan.imports.identifiers import names_nobody
from learnerplan.imports.mapped import proposals
from learnerplan.imports.mapped.mapping import LEAVE_OUT, ColumnMapping, ColumnUse, fingerprint
from learnerplan.imports.mapped.sensitive import is_sensitive
from learnerplan.imports.oneroster import headers as forms
from learnerplan.imports.words.lexicon import CONTACT_USES, ID_USES
from learnerplan.imports.words.parts import (
    ASIDE,
    COURSES,
    DEMOGRAPHICS,
    FLAGS,
    GRADEBOOK,
    ORGS,
    PLACES,
    RELATIONSHIPS,
    ROLES,
    ROSTER,
    SESSIONS,
    TAUGHT,
    USERS,
)

if TYPE_CHECKING:
    from learnerplan.imports.found import Headers
    from learnerplan.imports.tables import Table

_EVIDENCE = {
    USERS: "It has the columns of OneRoster’s users: numbers, names, roles.",
    ROLES: "It says which user has which role at which school.",
    DEMOGRAPHICS: "It has the columns of OneRoster’s demographics: numbers and birth dates.",
    RELATIONSHIPS: "It says who is whose family.",
    PLACES: "It pairs the number of a class with the number of a user.",
    TAUGHT: "It has the columns of OneRoster’s classes: titles, courses, terms.",
    COURSES: "It has the columns of OneRoster’s courses.",
    SESSIONS: "It has the columns of OneRoster’s school years and terms.",
    ORGS: "Its columns describe schools and districts.",
    FLAGS: "It holds flags of users, which are sensitive.",
    GRADEBOOK: "It is a part of OneRoster’s gradebook.",
    ASIDE: "It is a part of OneRoster that is not needed here.",
}
_USES: dict[str, tuple[str, ...]] = {
    USERS: (
        "given_name", "family_name", "middle_name", "preferred_name", "pronouns", "grade", "birth_date",
        "home_language", "status", *ID_USES, "email", "role", "org", "agents", "agent_phone",
        "agent_relation", "user_ids", *CONTACT_USES,
    ),
    TAUGHT: ("class_id", "class_name", "subject", "period", "grade", "starts", "ends", "status", "course", "session",
             "org"),
    PLACES: ("class_id", *ID_USES, "role", "starts", "ends", "status"),
    DEMOGRAPHICS: (*ID_USES, "birth_date"),
    RELATIONSHIPS: (*ID_USES, *CONTACT_USES, "status"),
    ROLES: (*ID_USES, "role", "org", "grade", "status"),
    SESSIONS: ("session", "title", "session_type", "starts", "ends", "within", "status"),
    COURSES: ("course", "title", "subject"),
    ORGS: ("org", "school"),
}  # fmt: skip
_NOT_NEEDED = "Not needed here."
_UNKNOWN = "Not a column of OneRoster. Choose what it means if you need it."
_SENSITIVE = "Sensitive. Not needed here."
_TELLS_NOBODY = "It tells nobody apart."


def found(table: Table, _headers: Headers) -> Found | None:
    """The file of OneRoster that a table is."""
    read = forms.read(table.headers, table.path.stem.casefold())
    return Found(ROSTER, read.form.part, 0.95, (_EVIDENCE[read.form.part],)) if read else None


def uses_of(part: str) -> tuple[str, ...]:
    """The meanings that a column of a part may have."""
    return _USES.get(part, ())


def propose(table: Table, part: str) -> ColumnMapping:
    """A use for each column. What is sensitive or not needed is left out."""
    read = forms.read(table.headers, table.path.stem.casefold())
    uses = forms.uses(table.headers, read) if read else ("",) * len(table.headers)
    meant = read.meant if read else uses
    columns = tuple(
        _column(index, header, uses[index], meant[index], part) for index, header in enumerate(table.headers)
    )
    mapping = ColumnMapping(fingerprint(table.headers), ROSTER, columns, part, table.path.stem)
    return _without_empty_numbers(table, proposals.with_samples(table, mapping))


def _column(index: int, header: str, use: str, meant: str, part: str) -> ColumnUse:
    if is_sensitive(header) or part == FLAGS or (part == DEMOGRAPHICS and meant and not use):
        return ColumnUse(index, header, LEAVE_OUT, _SENSITIVE, sensitive=True)
    if use:
        slip = "" if forms.squeezed(header) == meant else "Spelt nearly as in OneRoster."
        return ColumnUse(index, header, use, slip)
    return ColumnUse(index, header, LEAVE_OUT, _NOT_NEEDED if meant else _UNKNOWN)


def _without_empty_numbers(table: Table, mapping: ColumnMapping) -> ColumnMapping:
    """Some systems write the school's number into the column for a second number of each user."""
    doubtful = mapping.having("id_student", "id_user")
    if not doubtful:
        return mapping
    named = [column.index for column in mapping.having("given_name", "family_name")]
    head = table.rows[:500]
    names = [" ".join(row[index] for index in named) for row in head]
    for column in doubtful:
        if names_nobody([row[column.index] for row in head], names):
            mapping = _left_out(mapping, column.index)
    return mapping


def _left_out(mapping: ColumnMapping, index: int) -> ColumnMapping:
    from dataclasses import replace

    columns = tuple(
        replace(column, use=LEAVE_OUT, reason=_TELLS_NOBODY, here_only=True) if column.index == index else column
        for column in mapping.columns
    )
    return replace(mapping, columns=columns)
