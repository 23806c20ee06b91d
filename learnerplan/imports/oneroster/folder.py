"""All tables of one OneRoster import, read together: who is who, who is whose family, what each number refers to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from learnerplan.domain.names import full_name
from learnerplan.imports.identifiers import email_of
from learnerplan.imports.mapped.columns import Columns, listed
from learnerplan.imports.mapped.mapping import ColumnMapping
from learnerplan.imports.persons.entries import state_of
from learnerplan.imports.planned.run import Run, column_order
from learnerplan.imports.tables import Table
from learnerplan.imports.words.parts import (
    COURSES,
    DEMOGRAPHICS,
    ORGS,
    PLACES,
    RELATIONSHIPS,
    ROLES,
    SESSIONS,
    USERS,
)
from learnerplan.imports.words.roles import Who, family_word, is_student, who

DESK = "oneroster"
"""On this desk of a run lies the folder."""


class Member(NamedTuple):
    """A user as their family or their children see them."""

    number: str
    name: str
    phones: tuple[str, ...]
    email: str


class Tie(NamedTuple):
    """A family contact of a child, by number, and what they are to the child."""

    relative: str
    relation: str


class Course(NamedTuple):
    """A course as its classes need it."""

    title: str
    subject: str


class Session(NamedTuple):
    """A school year or a part of one; days as the file writes them."""

    title: str
    type: str
    starts: str
    ends: str
    within: str


def is_gone(status: str) -> bool:
    """Whether a row says that what it is about is deleted at its source."""
    return bool(status) and state_of(status) == "no"


class Folder:
    """What the tables of an import say together. Numbers are compared without case."""

    def __init__(self, tables: Sequence[tuple[Table, ColumnMapping]], date_order: str = "") -> None:
        self._parts: defaultdict[str, list[Columns]] = defaultdict(list)
        for table, mapping in tables:
            self._parts[mapping.part].append(Columns(table, mapping))
        self.date_order = date_order
        self._place: dict[str, tuple[Columns, int]] = {}
        self._twice: set[str] = set()
        self._active: set[str] = set()
        self._members: dict[str, Member | None] = {}
        self.orgs = self._numbers(ORGS, "org")
        self.courses: dict[str, Course] = {}
        self.sessions: dict[str, Session] = {}
        self.born: dict[str, str] = {}
        self.roles: defaultdict[str, list[str]] = defaultdict(list)
        self.grades: dict[str, str] = {}
        self.role_orgs: defaultdict[str, list[str]] = defaultdict(list)
        self._role_states: dict[str, bool] = {}
        self.pupils: set[str] = set()
        self.graded: set[str] = set()
        self.related: dict[str, str] = {}
        self.children: set[str] = set()
        self._related_pairs: list[tuple[str, str]] = []
        self.ties: defaultdict[str, dict[str, Tie]] = defaultdict(dict)
        self._read_users()
        self._read_roles()
        self._read_numbers()
        self._read_refs()
        self._read_agents()

    def part(self, part: str) -> list[Columns]:
        """The tables of one part."""
        return self._parts[part]

    def has(self, part: str) -> bool:
        """Whether the import has such a table."""
        return part in self._parts

    def is_user(self, number: str) -> bool:
        """Whether a number is in the users' table of this import."""
        return number.casefold() in self._place

    def is_active_elsewhere(self, number: str) -> bool:
        """Whether another row with this number says that it is not deleted."""
        return number.casefold() in self._twice and number.casefold() in self._active

    def has_left_all_roles(self, number: str) -> bool:
        """Whether each row of roles about this number is deleted."""
        return self._role_states.get(number.casefold(), False)

    def who(self, number: str, own: str) -> Who:
        """Who a user is: by the role in their own row and those in other tables, else by what refers to them."""
        key = number.casefold()
        roles = self.roles.get(key)
        found = who(",".join((own, *roles)) if roles else own)
        if found is not Who.UNKNOWN:
            return found
        if key in self.pupils or key in self.children:
            return Who.STUDENT
        if key in self.graded and key not in self.related:
            return Who.STUDENT
        return Who.FAMILY if key in self.related else Who.UNKNOWN

    def who_has(self, number: str) -> Who:
        """Who the user with a number is."""
        place = self._place.get(number.casefold())
        return self.who(number, place[0].cells("role")[place[1]] if place else "")

    def member(self, number: str) -> Member | None:
        """The user with a number, as a family contact; None where the users' table has none, or a deleted one."""
        key = number.casefold()
        if key not in self._members:
            self._members[key] = self._member(key)
        return self._members[key]

    def _member(self, number: str) -> Member | None:
        place = self._place.get(number)
        if place is None:
            return None
        columns, row = place
        if is_gone(columns.cells("status")[row]) and not self.is_active_elsewhere(number):
            return None
        phones: dict[str, str] = {}
        for phone in columns.every("agent_phone", row):
            phones.setdefault("".join(filter(str.isdigit, phone)), phone)
        name = full_name(columns.cells("given_name")[row], columns.cells("family_name")[row])
        email = columns.cells("email")[row]
        return Member(columns.cells("id_sis")[row], name, tuple(phones.values()), email_of(email) if email else "")

    def families(self) -> dict[str, list[str]]:
        """The number of each relative -> the names of the children whose contact they are."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for child, ties in self.ties.items():
            held = self.member(child)
            for relative in ties:
                found[relative].append(held.name if held else child)
        for child, relative in self._related_pairs:
            held = self.member(child)
            if held and held.name not in found[relative]:
                found[relative].append(held.name)
        return found

    def _numbers(self, part: str, use: str) -> frozenset[str] | None:
        if part not in self._parts:
            return None
        return frozenset(cell.casefold() for each in self._parts[part] for cell in each.cells(use) if cell)

    def _read_users(self) -> None:
        for columns in self._parts[USERS]:
            uses = ("id_sis", "status", "grade")
            for row, (number, status, grade) in enumerate(zip(*map(columns.cells, uses), strict=True)):
                key, gone = number.casefold(), is_gone(status)
                if grade:
                    self.graded.add(key)
                if key in self._place:
                    self._twice.add(key)
                if key and (key not in self._place or not gone):
                    self._place[key] = (columns, row)
                if key and not gone:
                    self._active.add(key)

    def _read_roles(self) -> None:
        for columns in self._parts[ROLES]:
            uses = ("id_sis", "role", "org", "grade", "status")
            for number, role, org, grade, status in zip(*map(columns.cells, uses), strict=True):
                key, gone = number.casefold(), is_gone(status)
                self._role_states[key] = gone and self._role_states.get(key, True)
                self.roles[key].append(role)
                self.role_orgs[key].extend(listed(org))
                levels = listed(grade)
                if levels and not gone and is_student(role):
                    self.grades.setdefault(key, levels[0])

    def _read_numbers(self) -> None:
        """What other tables refer to by number."""
        for columns in self._parts[DEMOGRAPHICS]:
            for number, born in zip(columns.cells("id_sis"), columns.cells("birth_date"), strict=True):
                if born:
                    self.born.setdefault(number.casefold(), born)
        for columns in self._parts[COURSES]:
            for number, title, subject in zip(*map(columns.cells, ("course", "title", "subject")), strict=True):
                self.courses.setdefault(number.casefold(), Course(title, subject))
        for columns in self._parts[SESSIONS]:
            self.date_order = column_order(columns.table, columns.mapping, self.date_order, "starts", "ends")
            uses = ("session", "title", "session_type", "starts", "ends", "within")
            for number, *session in zip(*map(columns.cells, uses), strict=True):
                self.sessions.setdefault(number.casefold(), Session(*session))

    def _read_refs(self) -> None:
        """Who is in classes and who is whose family, which shows who somebody is."""
        for columns in self._parts[PLACES]:
            for number, role in zip(columns.cells("id_sis"), columns.cells("role"), strict=True):
                if is_student(role):
                    self.pupils.add(number.casefold())
        for columns in self._parts[RELATIONSHIPS]:
            uses = ("id_sis", "contact_id", "contact_relation")
            for child, relative, relation in zip(*map(columns.cells, uses), strict=True):
                self.children.add(child.casefold())
                self.related[relative.casefold()] = relation
                self._related_pairs.append((child.casefold(), relative.casefold()))

    def _read_agents(self) -> None:
        """Agents of a child are their family; agents of a parent are the children. Both ways are written."""
        for columns in self._parts[USERS]:
            if not columns.has("agents"):
                continue
            uses = ("id_sis", "role", "agents")
            for number, role, agents in zip(*map(columns.cells, uses), strict=True):
                student = bool(agents) and self.who(number, role) is Who.STUDENT
                for other in listed(agents):
                    self._tie(*((number, other) if student else (other, number)))

    def _tie(self, child: str, relative: str) -> None:
        if self.who_has(child) is not Who.STUDENT or self.member(relative) is None:
            return
        key = relative.casefold()
        columns, row = self._place[key]
        roles = ",".join((columns.cells("role")[row], *self.roles.get(key, ())))
        relation = columns.cells("agent_relation")[row] or family_word(roles)
        self.ties[child.casefold()].setdefault(key, Tie(relative, relation))
        self.related.setdefault(key, relation)


def on_desk(run: Run) -> Folder | None:
    """The folder of this import, where it has tables of OneRoster."""
    found: Folder | None = run.desks.get(DESK)
    return found


def first(cells: Iterable[str]) -> str:
    """The first that is filled."""
    return next((cell for cell in cells if cell), "")
