"""Puts beside each row what other tables of the import say of it, in columns that name the file they come from.

So a row can wait for a decision, or be looked at, with all that is known of it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from learnerplan.imports.identifiers import email_of
from learnerplan.imports.mapped.columns import Columns, listed
from learnerplan.imports.mapped.mapping import LEAVE_OUT, ColumnMapping, ColumnUse
from learnerplan.imports.oneroster.folder import Course, Folder, first
from learnerplan.imports.oneroster.headers import JOINED, squeezed
from learnerplan.imports.tables import Table
from learnerplan.imports.words import dates
from learnerplan.imports.words.folding import fold
from learnerplan.imports.words.parts import RELATIONSHIPS, ROLES, TAUGHT, USERS
from learnerplan.imports.words.roles import Who

_BRACED = re.compile(r"\{\s*([^:{}]+?)\s*:\s*([^{}]*?)\s*\}")
_PLAIN = re.compile(r"^\s*([^:{}]+?)\s*:\s*(.+?)\s*$")
_ID_USES = {
    "ldap": "username", "ad": "username", "username": "username", "userprincipalname": "username", "sis": "id_sis",
    "local": "id_local", "number": "id_number", "studentid": "id_student", "state": "id_state", "stateid": "id_state",
    "ssid": "id_state", "sasid": "id_state",
}  # fmt: skip
_AGAIN = " again"
_MOST_CONTACTS = 9
_FROM_USERS = f"{JOINED}users.csv"


class Beside:
    """A table that grows columns. A column that the table has itself is filled where it is empty."""

    def __init__(self, table: Table, mapping: ColumnMapping) -> None:
        own = tuple(index for index, header in enumerate(table.headers) if JOINED not in header)
        self._before = {column.header: column for column in mapping.columns if JOINED in column.header}
        if len(own) < len(table.headers):
            rows = tuple(tuple(row[index] for index in own) for row in table.rows)
            table = replace(table, headers=tuple(table.headers[index] for index in own), rows=rows)
        columns = tuple(column for column in mapping.columns if JOINED not in column.header)
        self.columns = Columns(table, replace(mapping, columns=columns))
        self._new: list[tuple[str, str, list[str]]] = []
        self._filled: dict[int, list[str]] = {}

    def put(self, use: str, header: str, cells: list[str], *, instead: bool = False) -> None:
        """Add cells of a use, one a row; `instead` of what stands in the table, or else only where that is empty."""
        own = self.columns.mapping.column(use)
        if own is None:
            if any(cells):
                self._new.append((use, header, cells))
            return
        held = [row[own.index] for row in self.columns.table.rows]
        merged = [
            (new or old) if instead else (old if old.strip() else new) for old, new in zip(held, cells, strict=True)
        ]
        if merged != held:
            self._filled[own.index] = merged

    def add(self, use: str, header: str, cells: list[str]) -> None:
        """Add a column, whatever the table has of that use."""
        if any(cells):
            self._new.append((use, header, cells))

    def clear(self, use: str, same: list[str]) -> None:
        """Empty the cells of a use that say no more than these: a number that stands in for a user name."""
        own = self.columns.mapping.column(use)
        if own is None:
            return
        held = [row[own.index] for row in self.columns.table.rows]
        cleared = ["" if cell == other else cell for cell, other in zip(held, same, strict=True)]
        if cleared != held:
            self._filled[own.index] = cleared

    def joined(self) -> tuple[Table, ColumnMapping]:
        """The table with all that was put beside it, and the mapping of all its columns."""
        table, mapping = self.columns.table, self.columns.mapping
        if not self._new and not self._filled:
            return table, mapping
        rows: Sequence[tuple[str, ...]] = table.rows
        if self._filled:
            whole = [list(row) for row in rows]
            for index, cells in self._filled.items():
                for row, cell in zip(whole, cells, strict=True):
                    row[index] = cell
            rows = tuple(map(tuple, whole))
        if self._new:
            beside = zip(*(cells for _, _, cells in self._new), strict=True)
            rows = tuple(row + more for row, more in zip(rows, beside, strict=True))
        headers = table.headers + tuple(header for _, header, _ in self._new)
        start = len(table.headers)
        more = tuple(
            self._column(start + number, header, use, cells) for number, (use, header, cells) in enumerate(self._new)
        )
        return replace(table, headers=headers, rows=tuple(rows)), replace(mapping, columns=mapping.columns + more)

    def _column(self, index: int, header: str, use: str, cells: list[str]) -> ColumnUse:
        before = self._before.get(header)
        samples = tuple(dict.fromkeys(cell for cell in cells[:50] if cell))[:3]
        reason = f"Put beside each row from {header.partition(JOINED)[2]}."
        if before is not None and before.use == LEAVE_OUT:
            return replace(before, index=index, samples=samples)
        return ColumnUse(index, header, use, reason, samples=samples)


def join(table: Table, mapping: ColumnMapping, folder: Folder) -> tuple[Table, ColumnMapping]:
    """A table with what the others say of its rows. Rows that were kept from an earlier import have it already."""
    if table.keys or mapping.part not in _JOINS:
        return table, mapping
    beside = Beside(table, mapping)
    _JOINS[mapping.part](beside, folder)
    return beside.joined()


def _users(beside: Beside, folder: Folder) -> None:
    columns = beside.columns
    numbers = [number.casefold() for number in columns.cells("id_sis")]
    graded = columns.cells("grade")
    roles = [_role(number, own, folder) for number, own in zip(numbers, columns.cells("role"), strict=True)]
    beside.put("role", f"role{JOINED}other files", roles, instead=folder.has(ROLES))
    beside.put("status", f"status{JOINED}roles.csv", [_state(number, folder) for number in numbers], instead=True)
    grades = [
        folder.grades.get(number, "") or (first(listed(grade)) if "," in grade else "")
        for number, grade in zip(numbers, graded, strict=True)
    ]
    beside.put("grade", f"grade{JOINED}roles.csv", grades, instead=any("," in grade for grade in graded))
    beside.put("birth_date", f"birthDate{JOINED}demographics.csv", [folder.born.get(each, "") for each in numbers])
    beside.put("org", f"school{JOINED}roles.csv", [",".join(folder.role_orgs.get(each, ())) for each in numbers])
    addresses = [email_of(cell) for cell in columns.cells("username")]
    if any(addresses):
        beside.put("email", f"e-mail{JOINED}users.csv", addresses)
    _other_ids(beside)
    beside.clear("username", columns.cells("id_sis"))
    _contacts(beside, folder, numbers)


def _role(number: str, own: str, folder: Folder) -> str:
    """The roles of a user by all tables; where none says one, what the places in classes and family ties show."""
    filled = dict.fromkeys(role for role in (own, *folder.roles.get(number, ())) if role)
    found = folder.who(number, own)
    return ",".join(filled) or ("guardian" if found is Who.FAMILY else str(found))


def _state(number: str, folder: Folder) -> str:
    """A user is deleted when all roles are, and not deleted when another row of the user is not."""
    if folder.has_left_all_roles(number):
        return "tobedeleted"
    return "active" if folder.is_active_elsewhere(number) else ""


def _other_ids(beside: Beside) -> None:
    """ "{LDAP:jdoe},{Fed:42}" becomes a column for each system."""
    cells, names = beside.columns.cells("user_ids"), beside.columns.cells("username")
    found: dict[str, list[str]] = {}
    for row, cell in enumerate(cells):
        here: set[str] = set()
        for system, value in _pairs(cell) if cell else ():
            if value.casefold() != names[row].casefold():
                name = system
                while name in here:
                    name += _AGAIN
                here.add(name)
                found.setdefault(name, [""] * len(cells))[row] = value
    for system in sorted(found):
        plain = system.replace(_AGAIN, "")
        use = _ID_USES.get(squeezed(plain).replace("_", ""), "id_user")
        shown = found[system] if use != "id_user" else [_named(plain, value) for value in found[system]]
        beside.add(use, f"userIds {system}{_FROM_USERS}", shown)


def _named(system: str, value: str) -> str:
    """What an ID elsewhere is kept as; one that was kept without a system has none."""
    return f"{system}:{value}" if value and system != "user_id" else value


def _pairs(cell: str) -> list[tuple[str, str]]:
    braced = _BRACED.findall(cell)
    if braced:
        return [(system, value) for system, value in braced if value]
    return [(match[1], match[2]) for part in cell.split(",") if (match := _PLAIN.match(part))]


def _contacts(beside: Beside, folder: Folder, numbers: list[str]) -> None:
    """The family that a child's row names by number, each with name, relation, phones and e-mail."""
    ties = [list(folder.ties.get(number, {}).values())[:_MOST_CONTACTS] for number in numbers]
    for place in range(max(map(len, ties), default=0)):
        cells: dict[str, list[str]] = {use: [] for use in _CONTACT}
        for each in ties:
            values = _contact_cells(folder, each[place].relative, each[place].relation) if place < len(each) else {}
            for use in _CONTACT:
                cells[use].append(values.get(use, ""))
        for use, called in _CONTACT.items():
            beside.add(use.partition(":")[0], f"Contact {place + 1} {called}{_FROM_USERS}", cells[use])


_CONTACT = {
    "contact_id": "ID",
    "contact_name": "name",
    "contact_relation": "relation",
    "contact_phone": "phone",
    "contact_phone:2": "other phone",
    "contact_email": "e-mail",
}


def _contact_cells(folder: Folder, number: str, relation: str) -> dict[str, str]:
    member = folder.member(number)
    if member is None:
        return {}
    phones = (*member.phones, "", "")
    return {
        "contact_id": member.number,
        "contact_name": member.name,
        "contact_relation": relation,
        "contact_phone": phones[0],
        "contact_phone:2": phones[1],
        "contact_email": member.email,
    }


def _relationships(beside: Beside, folder: Folder) -> None:
    relatives = beside.columns.cells("contact_id")
    found = [_contact_cells(folder, number, "") for number in relatives]
    for use, called in _CONTACT.items():
        if use not in ("contact_id", "contact_relation"):
            cells = [each.get(use, "") for each in found]
            beside.add(use.partition(":")[0], f"Contact {called}{_FROM_USERS}", cells)


def _classes(beside: Beside, folder: Folder) -> None:
    columns = beside.columns
    courses = [folder.courses.get(number.casefold()) for number in columns.cells("course")]
    # Codes of subjects are numbers; the title of the course says more.
    own = [_worded(cell) for cell in columns.cells("subject")]
    titles = columns.cells("class_name")
    subjects = [_subject(*each) for each in zip(own, courses, titles, strict=True)]
    beside.put("subject", f"subject{JOINED}courses.csv", subjects, instead=True)
    spans = [_span(cell, folder) for cell in columns.cells("session")]
    beside.put("starts", f"begins{JOINED}academicSessions.csv", [starts for starts, _ in spans])
    beside.put("ends", f"ends{JOINED}academicSessions.csv", [ends for _, ends in spans])


def _subject(own: str, course: Course | None, title: str) -> str:
    found = own or (course and (_worded(course.subject) or course.title)) or ""
    return "" if fold(found) == fold(title) else found


def _worded(cell: str) -> str:
    return ", ".join(part for part in listed(cell) if not part.isdigit())


def _span(cell: str, folder: Folder) -> tuple[str, str]:
    """The first and the last day (ISO) of the terms in which a class is held."""
    held = [session for number in listed(cell) if (session := folder.sessions.get(number.casefold()))]
    starts = [day for each in held if (day := dates.day_of(each.starts, folder.date_order))]
    ends = [day for each in held if (day := dates.day_of(each.ends, folder.date_order))]
    return min(starts).isoformat() if starts else "", max(ends).isoformat() if ends else ""


_JOINS = {USERS: _users, TAUGHT: _classes, RELATIONSHIPS: _relationships}
