"""One row of a roster taken apart: who it is about and what it says of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from learnerplan.imports.drafts import ContactDraft
from learnerplan.imports.identifiers import NUMBERED, email_of, identifier, is_damaged
from learnerplan.imports.known import Identifier
from learnerplan.imports.mapped.mapping import ColumnMapping, ColumnUse
from learnerplan.imports.persons import contacts
from learnerplan.imports.persons.people import Person
from learnerplan.imports.tables import Table
from learnerplan.imports.words import dates
from learnerplan.imports.words.folding import tidy
from learnerplan.imports.words.grades import grade_of
from learnerplan.imports.words.lexicon import ID_USES, header_key
from learnerplan.imports.words.naming import family_words, split_name, without_initial, without_nickname

_VALUES = (
    "given_name",
    "family_name",
    "middle_name",
    "preferred_name",
    "home_language",
    "pronouns",
    "grade",
    "birth_date",
    "active",
)
_NO_NAME = frozenset(("", "NULL", "-", "\\N", "N/A", "#N/A"))
_EMPTY = frozenset(("", "null", "n/a", "#n/a", "\\n", "none", "-"))
_GONE = frozenset(
    (
        "inactive",
        "withdrawn", "transferred", "transfer", "exited", "graduated", "left", "dropped", "no", "false", "0",
        "n", "to be deleted", "tobedeleted", "not enrolled", "moved", "archived", "deleted", "disabled", "inaktiv",
        "inactivo", "baja",
    )
)  # fmt: skip
# PowerSchool's Enroll_Status: -1 pre-registered, 0 enrolled, 1 inactive, 2 transferred, 3 graduated, 4 historical.
_CODES = {"-1": "yes", "0": "yes", "1": "no", "2": "no", "3": "no", "4": "no"}


@dataclass(frozen=True, slots=True)
class Entry:
    """What a row of people says. `values` are filled fields only; `unclear` is a date that could be two days."""

    index: int
    line: int
    person: Person
    values: dict[str, str]
    contacts: tuple[ContactDraft, ...] = ()
    class_name: str = ""
    class_number: str = ""
    unclear: str = ""

    def named(self) -> bool:
        """Whether the row has any name."""
        return self.person.named()

    def numbered(self) -> bool:
        """Whether the row has a number that can be relied on."""
        return any(each.source in NUMBERED and not is_damaged(each.value) for each in self.person.identifiers)


@dataclass(frozen=True, slots=True)
class Reader:
    """Takes rows apart by a mapping. `date_order` is settled for the whole column before."""

    mapping: ColumnMapping
    date_order: str
    people: tuple[tuple[ColumnUse, ...], ...]
    places: dict[str, tuple[int, ...]]
    family_words: int = 0
    coded: bool = False

    @classmethod
    def of(cls, mapping: ColumnMapping, date_order: str) -> Reader:
        """A reader for the columns of this mapping."""
        places: dict[str, tuple[int, ...]] = {}
        for column in mapping.columns:
            places[column.use] = (*places.get(column.use, ()), column.index)
        whole, status = mapping.column("full_name"), mapping.column("status")
        return cls(
            mapping,
            date_order,
            contacts.columns_by_person(mapping),
            places,
            family_words(whole.header) if whole else 0,
            status is not None and header_key(status.header) == "enroll status",
        )

    def entries(self, table: Table, indexes: Sequence[int]) -> list[Entry]:
        """These rows of a table of people. Column by column, since ten thousand rows must take no second."""
        rows = [table.rows[index] for index in indexes]
        born_on = self._texts(rows, "birth_date")
        columns = zip(
            indexes,
            rows,
            [self.names(row) for row in rows],
            self._texts(rows, "middle_name"),
            self._texts(rows, "preferred_name"),
            self._texts(rows, "home_language"),
            self._texts(rows, "pronouns"),
            born_on,
            _each(grade_of, self._texts(rows, "grade")),
            _each(self._iso, born_on),
            _each(self.state, self._texts(rows, "status")),
            self._texts(rows, "class_name"),
            self._texts(rows, "class_id"),
            strict=True,
        )
        mailed = "email" in self.places
        whole = "full_name" in self.places
        found = []
        for index, row, names, middle, called, language, spoken_of, born, grade, day, state, *taught in columns:
            given, family = names
            in_class, class_number = taught
            given, short = without_nickname(given)
            if whole and not middle:
                given, middle = without_initial(given)
            preferred = "" if (called or short) == given else called or short
            cells = (given, family, middle, preferred, language, spoken_of, grade, day, state)
            emails = self.emails(row) if mailed else ()
            person = Person(given, family, middle, preferred, grade, day, self.identifiers(row), emails)
            found.append(
                Entry(
                    index,
                    table.lines[index],
                    person,
                    {name: value for name, value in zip(_VALUES, cells, strict=True) if value},
                    contacts.contacts_of(row, self.people) if self.people else (),
                    in_class,
                    class_number,
                    born if born and not day else "",
                )
            )
        return found

    def identifiers(self, row: tuple[str, ...]) -> tuple[Identifier, ...]:
        """The row's numbers and names in other systems; a question that was asked twice counts once."""
        found = (identifier(use, row[place]) for use in ID_USES for place in self.places.get(use, ()))
        return tuple(dict.fromkeys(each for each in found if each is not None))

    def emails(self, row: tuple[str, ...]) -> tuple[str, ...]:
        """The learner's own addresses."""
        found = (email_of(row[place]) for place in self.places.get("email", ()))
        return tuple(dict.fromkeys(email for email in found if email))

    def first(self, row: tuple[str, ...], use: str) -> str:
        """The first filled cell among the columns with this use."""
        for place in self.places.get(use, ()):
            cell = tidy(row[place])
            if cell and cell.casefold() not in _EMPTY:
                return cell
        return ""

    def whole(self, row: tuple[str, ...], use: str) -> str:
        """The first filled cell with this use, line breaks included."""
        cells = (row[place] for place in self.places.get(use, ()))
        return next((cell for cell in cells if cell.strip().casefold() not in _EMPTY), "")

    def names(self, row: tuple[str, ...]) -> tuple[str, str]:
        """(given, family), from columns of their own or from one with both."""
        given, family = self._name(row, "given_name"), self._name(row, "family_name")
        if not given and not family:
            return self.split(self.first(row, "full_name"))
        if given and not family and "," in given:
            return split_name(given)
        return given, family

    def split(self, name: str) -> tuple[str, str]:
        """(given, family) of a whole name, in the order that the column has."""
        return split_name(name, self.family_words)

    def state(self, cell: str) -> str:
        """ "yes" for a learner who is at the school, "no" for one who has left."""
        return _CODES.get(cell, "") or state_of(cell) if self.coded else state_of(cell)

    def _name(self, row: tuple[str, ...], use: str) -> str:
        """A cell of names. People are called Null and None; a database's NULL is in capitals, with a name beside it."""
        for place in self.places.get(use, ()):
            cell = tidy(row[place])
            if cell not in _NO_NAME:
                return cell
        return ""

    def _texts(self, rows: Sequence[tuple[str, ...]], use: str) -> list[str]:
        if use not in self.places:
            return [""] * len(rows)
        return [self.first(row, use) for row in rows]

    def _iso(self, cell: str) -> str:
        day = dates.day_of(cell, self.date_order)
        return day.isoformat() if day else ""


def _each(read: Callable[[str], str], cells: list[str]) -> list[str]:
    """A column read cell by cell, each different cell once."""
    known = {cell: read(cell) if cell else "" for cell in set(cells)}
    return [known[cell] for cell in cells]


def state_of(cell: str) -> str:
    """ "yes" for a learner who is at the school, "no" for one who has left."""
    return "no" if cell.casefold() in _GONE else "yes"
