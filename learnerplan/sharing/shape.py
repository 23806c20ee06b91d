"""What the tables look like to sharing: their cells, their links, and what a row must be to stand in its table."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import Any, NamedTuple

Home = Mapping[str, Callable[[Any], bool]]
"""Columns whose values may have to stay at home, and which values of them do."""


class Reference(NamedTuple):
    """A column that points to a row of another table; an `optional` one may be empty."""

    column: str
    target: str
    optional: bool


class Misfit(ValueError):
    """A row cannot stand in its table; `column` is the first that does not fit."""

    def __init__(self, column: str) -> None:
        super().__init__(column)
        self.column = column


@dataclass(frozen=True)
class TableShape:
    """`cells` maps each cell to its columns; `check` gives the whole row as it is stored, or raises `Misfit`."""

    name: str
    cells: dict[str, tuple[str, ...]]
    references: tuple[Reference, ...]
    check: Callable[[dict[str, Any]], dict[str, Any]]
    prose: frozenset[str] = frozenset()
    may_undo: bool = True
    home: Home = field(default_factory=dict)

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """All columns but the id, cell by cell."""
        return tuple(column for columns in self.cells.values() for column in columns)

    @cached_property
    def choosable(self) -> dict[str, tuple[str, ...]]:
        """The cells whose values, where they differ, are for a person to choose from."""
        return {cell: columns for cell, columns in self.cells.items() if cell not in self.home}

    @cached_property
    def cell_of(self) -> dict[str, str]:
        """The cell of each column."""
        return {column: cell for cell, columns in self.cells.items() for column in columns}


class Dependent(NamedTuple):
    """A column of `table` that points to the rows of another."""

    table: str
    column: str
    optional: bool


@dataclass(frozen=True)
class Shape:
    """The tables that may be shared, in an order in which they can be written.

    `others` are the links of tables that stay on this computer: what they point to cannot go away under them. Rows of
    `restricted` tables come in the section of that name alone.
    """

    tables: dict[str, TableShape]
    version: str = ""
    others: tuple[tuple[str, Reference], ...] = ()
    restricted: frozenset[str] = frozenset()
    _dependents: dict[str, tuple[Dependent, ...]] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        found: dict[str, list[Dependent]] = {name: [] for name in self.tables}
        for table in self.tables.values():
            for each in table.references:
                found.setdefault(each.target, []).append(Dependent(table.name, each.column, each.optional))
        for name, each in self.others:
            found.setdefault(each.target, []).append(Dependent(name, each.column, each.optional))
        object.__setattr__(self, "_dependents", {name: tuple(each) for name, each in found.items()})

    def dependents(self, table: str) -> tuple[Dependent, ...]:
        """The columns, of any table, that point to rows of this one."""
        return self._dependents.get(table, ())

    def home(self, table: str) -> Home:
        """The values of a table that stay at home; none of one that this version does not know."""
        known = self.tables.get(table)
        return known.home if known is not None else {}

    @cached_property
    def order(self) -> dict[str, int]:
        """The place of each table in the order of writing."""
        return {name: place for place, name in enumerate(self.tables)}


@cache
def of_records(version: str) -> Shape:
    """The shape of a planbook's records. `version` is that of the tables, so that an update is noticed."""
    from learnerplan.domain import tables
    from learnerplan.sharing import scope_tables

    shared = tables.shared()
    others = tuple(
        (link.table, Reference(link.column, link.target, link.optional))
        for link in tables.links()
        if link.table not in shared
    )
    return Shape({name: _table(name) for name in shared}, version, others, scope_tables.restricted())


def _table(name: str) -> TableShape:
    from learnerplan.domain import tables
    from learnerplan.sharing import scope_tables

    record = tables.by_name()[name]
    table = tables.table_of(record)
    cells: dict[str, tuple[str, ...]] = {}
    for column in table.columns:
        if column.name != "id":
            cell = column.info.get("group") or column.name
            cells[cell] = (*cells.get(cell, ()), column.name)
    references = tuple(Reference(link.column, link.target, link.optional) for link in tables.links_of(name))
    prose = frozenset(
        column.name for column in table.columns if column.info.get("search") and not column.info.get("group")
    )
    may_undo, home = table.info.get("undoable", True), scope_tables.home(name)
    return TableShape(name, cells, references, _checker(record), prose, may_undo, home)


def _checker(record: Any) -> Callable[[dict[str, Any]], dict[str, Any]]:
    from pydantic import ValidationError

    from learnerplan.domain.records.base import checked

    def check(values: dict[str, Any]) -> dict[str, Any]:
        try:
            return checked(record, values)
        except ValidationError as error:
            first = error.errors(include_url=False, include_input=False, include_context=False)[0]
            raise Misfit(str(first["loc"][0]) if first["loc"] else "") from error

    return check
