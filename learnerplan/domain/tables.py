"""What tables there are and how their rows hang together, read from the records, so that none can be forgotten."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from sqlalchemy import Table

    from learnerplan.domain.records.base import Record


class Link(NamedTuple):
    """A column that points to a row of another table. `owned` rows go with the row that they point to."""

    table: str
    column: str
    target: str
    owned: bool
    optional: bool


@cache
def by_name() -> dict[str, type[Record]]:
    """Every record by the name of its table; tables stand after those that they point to."""
    from sqlmodel import SQLModel

    from learnerplan.domain import records
    from learnerplan.domain.records.base import Record

    records.load()
    held = {table_of(record).name: record for record in Record.__subclasses__()}
    return {table.name: held[table.name] for table in SQLModel.metadata.sorted_tables}


def table_of(record: type[Record]) -> Table:
    """The table of a record."""
    table: Table = record.__table__  # type: ignore[attr-defined]
    return table


@cache
def shared() -> tuple[str, ...]:
    """The tables that may leave the app: those of the shared journal, in an order in which they can be written."""
    return tuple(name for name, record in by_name().items() if table_of(record).info["journal"] == "change")


@cache
def links() -> tuple[Link, ...]:
    """Every link between tables."""
    return tuple(
        Link(name, column.name, key.column.table.name, bool(column.info.get("owned")), bool(column.nullable))
        for name, record in by_name().items()
        for column in table_of(record).columns
        for key in column.foreign_keys
    )


def links_to(target: str) -> tuple[Link, ...]:
    """The columns of all tables that point to rows of this one."""
    return tuple(link for link in links() if link.target == target)


def links_of(table: str) -> tuple[Link, ...]:
    """The columns of this table that point to rows of others."""
    return tuple(link for link in links() if link.table == table)


@cache
def with_files() -> tuple[str, ...]:
    """The tables that leave with files: each row names one of the tree, by its path and its digest."""
    return tuple(name for name in shared() if {"path", "sha256"} <= columns(name).keys())


def listing(table: str) -> Link | None:
    """The column that tells to whose list a row belongs, in which its position counts: the first that owns it."""
    return next((link for link in links_of(table) if link.owned), None)


class Column(NamedTuple):
    """`kind` is the Python type of what SQLite keeps: days and moments are texts."""

    kind: type
    optional: bool


@cache
def columns(table: str) -> dict[str, Column]:
    """The columns of a table, in their order."""
    kept = (bool, int, float)
    return {
        column.name: Column(kind if (kind := column.type.python_type) in kept else str, bool(column.nullable))
        for column in table_of(by_name()[table]).columns
    }
