"""One row of a roster taken apart: who it is about and what it says of them."""

from __future__ import annotations

from dataclasses import dataclass

from learnerplan.imports import contacts, dates
from learnerplan.imports.drafts import ContactDraft
from learnerplan.imports.folding import tidy
from learnerplan.imports.grades import grade_of
from learnerplan.imports.identifiers import email_of, identifier
from learnerplan.imports.known import Identifier
from learnerplan.imports.lexicon import ID_USES
from learnerplan.imports.mapping import ColumnMapping, ColumnUse
from learnerplan.imports.match import Person
from learnerplan.imports.naming import split_name
from learnerplan.imports.tables import Table

_EMPTY = frozenset(("", "null", "n/a", "#n/a", "\\n", "none", "-"))
_GONE = frozenset(
    (
        "inactive",
        "withdrawn", "transferred", "transfer", "exited", "graduated", "left", "dropped", "no", "false", "0",
        "n", "to be deleted", "tobedeleted", "not enrolled", "moved", "archived", "deleted", "disabled", "inaktiv",
        "inactivo", "baja",
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    """What a row of people says. `values` are filled fields only; `unclear` is a date that could be two days."""

    index: int
    line: int
    person: Person
    values: dict[str, str]
    contacts: tuple[ContactDraft, ...] = ()
    class_names: tuple[str, ...] = ()
    unclear: str = ""


@dataclass(frozen=True, slots=True)
class Reader:
    """Takes rows apart by a mapping. `date_order` is settled for the whole column before."""

    mapping: ColumnMapping
    date_order: str
    people: tuple[tuple[ColumnUse, ...], ...]

    @classmethod
    def of(cls, mapping: ColumnMapping, date_order: str) -> Reader:
        """A reader for the columns of this mapping."""
        return cls(mapping, date_order, contacts.columns_by_person(mapping))

    def entry(self, table: Table, index: int) -> Entry:
        """Row `index` of the table."""
        row = table.rows[index]
        values, unclear = self._values(row)
        identifiers = self.identifiers(row)
        emails = self.emails(row)
        person = Person(
            values.get("given_name", ""),
            values.get("family_name", ""),
            values.get("middle_name", ""),
            values.get("preferred_name", ""),
            values.get("grade", ""),
            values.get("birth_date", ""),
            identifiers,
            emails,
        )
        people = contacts.contacts_of(row, self.people)
        return Entry(index, table.lines[index], person, values, people, self._classes(row), unclear)

    def identifiers(self, row: tuple[str, ...]) -> tuple[Identifier, ...]:
        """The row's numbers and names in other systems; a question that was asked twice counts once."""
        found = (identifier(column.use, row[column.index]) for column in self.mapping.having(*ID_USES))
        return tuple(dict.fromkeys(each for each in found if each is not None))

    def emails(self, row: tuple[str, ...]) -> tuple[str, ...]:
        """The learner's own addresses."""
        found = (email_of(row[column.index]) for column in self.mapping.having("email"))
        return tuple(dict.fromkeys(email for email in found if email))

    def first(self, row: tuple[str, ...], use: str) -> str:
        """The first filled cell among the columns with this use."""
        cells = (tidy(row[column.index]) for column in self.mapping.columns if column.use == use)
        return next((cell for cell in cells if cell.casefold() not in _EMPTY), "")

    def whole(self, row: tuple[str, ...], use: str) -> str:
        """The first filled cell with this use, line breaks included."""
        cells = (row[column.index] for column in self.mapping.columns if column.use == use)
        return next((cell for cell in cells if cell.strip().casefold() not in _EMPTY), "")

    def names(self, row: tuple[str, ...]) -> tuple[str, str]:
        """(given, family), from columns of their own or from one with both."""
        given, family = self._name(row, "given_name"), self._name(row, "family_name")
        if not given and not family:
            return split_name(self.first(row, "full_name"))
        if given and not family and "," in given:
            return split_name(given)
        return given, family

    def _name(self, row: tuple[str, ...], use: str) -> str:
        """A cell of names. People are called Null and None; a database's NULL is in capitals, with a name beside it."""
        cells = (tidy(row[column.index]) for column in self.mapping.columns if column.use == use)
        return next((cell for cell in cells if cell not in ("", "NULL", "-", "\\N", "N/A", "#N/A")), "")

    def _values(self, row: tuple[str, ...]) -> tuple[dict[str, str], str]:
        given, family = self.names(row)
        found = {"given_name": given, "family_name": family}
        for use in ("middle_name", "preferred_name", "home_language"):
            found[use] = self.first(row, use)
        if found["preferred_name"] == given:
            found["preferred_name"] = ""
        found["grade"] = grade_of(self.first(row, "grade"))
        born = self.first(row, "birth_date")
        day = dates.day_of(born, self.date_order)
        found["birth_date"] = day.isoformat() if day else ""
        status = self.first(row, "status")
        if status:
            found["active"] = "no" if status.casefold() in _GONE else "yes"
        unclear = born if born and day is None else ""
        return {name: value for name, value in found.items() if value}, unclear

    def _classes(self, row: tuple[str, ...]) -> tuple[str, ...]:
        names = (self.first((*row,), column.use) for column in self.mapping.having("class_name")[:1])
        return tuple(name for name in names if name)
