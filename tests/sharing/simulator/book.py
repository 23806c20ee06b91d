"""A small planbook in memory: a few tables of every kind, the journal with its real triggers, sharing's own tables.

A planbook is cloned from a template in a fraction of a millisecond. It can be of an older version of the app, which
has neither the table `goal` nor the column `note.mood`, and be brought up to date later.
"""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import Column, ForeignKey, MetaData, String, Table
from sqlalchemy.dialects import sqlite as dialect
from sqlalchemy.schema import CreateTable

from learnerplan.sharing.shape import Misfit, Reference, Shape, TableShape
from learnerplan.storage import schema, search, triggers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

OLD, NEW = "1", "2"
RESTRICTED = "support"
_GROUPS = {"given": "name", "family": "name", "start": "dates", "end": "dates"}
_OPTIONAL = {"mood", "about_id", "start", "end"}
_COLUMNS = {
    "learner": ("nick", "given", "family"),
    "note": ("learner_id", "text", "mood"),
    "goal": ("learner_id", "words", "about_id", "start", "end"),
    "support": ("learner_id", "text"),
    "aid": ("learner_id", "text"),
}
_LINKS = {"learner_id": "learner", "about_id": "note"}
_NEWER = {"goal": None, "note": "mood"}


def columns_of(table: str, version: str = NEW) -> tuple[str, ...]:
    """The columns of a table but the id, as a version has them; none where it does not have the table."""
    if version == OLD and table in _NEWER:
        return tuple(name for name in _COLUMNS[table] if name != _NEWER[table]) if _NEWER[table] else ()
    return _COLUMNS[table]


@cache
def metadata(version: str) -> MetaData:
    """The tables as SQLAlchemy knows them, with the notes that the triggers are made from."""
    made = MetaData()
    for name in _COLUMNS:
        columns = columns_of(name, version)
        if columns:
            journal = "change_local" if name == "aid" else "change"
            made_of = (_column(column) for column in columns)
            Table(name, made, Column("id", String, primary_key=True), *made_of, info={"journal": journal})
    return made


def _column(name: str) -> Column[Any]:
    link = [ForeignKey(f"{_LINKS[name]}.id", deferrable=True, initially="DEFERRED")] if name in _LINKS else []
    return Column(name, String, *link, nullable=name in _OPTIONAL)


@cache
def shape(version: str) -> Shape:
    """The same tables as the engine sees them."""
    tables = {name: _table(name, version) for name in _COLUMNS if name != "aid" and columns_of(name, version)}
    return Shape(tables, version, (("aid", Reference("learner_id", "learner", False)),))


def _table(name: str, version: str) -> TableShape:
    columns = columns_of(name, version)
    cells: dict[str, tuple[str, ...]] = {}
    for column in columns:
        cell = _GROUPS.get(column, column)
        cells[cell] = (*cells.get(cell, ()), column)
    links = tuple(Reference(column, _LINKS[column], column in _OPTIONAL) for column in columns if column in _LINKS)
    return TableShape(name, cells, links, _checker(columns), frozenset({"text", "words"} & set(columns)))


def _checker(columns: tuple[str, ...]) -> Callable[[dict[str, Any]], dict[str, Any]]:
    def check(values: dict[str, Any]) -> dict[str, Any]:
        stored = {"id": values["id"]}
        for column in columns:
            value = values.get(column)
            if not (isinstance(value, str) or (value is None and column in _OPTIONAL)):
                raise Misfit(column)
            stored[column] = value
        return stored

    return check


@cache
def template(version: str) -> bytes:
    """An empty planbook, as the bytes of its database."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    for table in metadata(version).sorted_tables:
        connection.execute(str(CreateTable(table).compile(dialect=dialect.dialect())))
    for statement in schema._BOOKKEEPING:
        if statement not in search.TABLES:
            connection.execute(statement)
    _renew_triggers(connection, version)
    return connection.serialize()


def _renew_triggers(connection: sqlite3.Connection, version: str) -> None:
    found = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall()
    for (name,) in found:
        connection.execute(f'DROP TRIGGER "{name}"')
    for statement in triggers.statements(metadata(version)):
        connection.execute(statement)


def older(image: bytes) -> bytes:
    """The same planbook as a computer with the older version of the app would have it."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.deserialize(image)
    for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
        connection.execute(f'DROP TRIGGER "{name}"')
    connection.execute("DROP TABLE goal")
    connection.execute("ALTER TABLE note DROP COLUMN mood")
    connection.execute("UPDATE share_row SET waits = 'newer' WHERE tbl IN ('goal', 'note')")
    connection.execute("UPDATE share_meta SET value = ? WHERE name = 'shape'", (OLD,))
    _renew_triggers(connection, OLD)
    return connection.serialize()


class Book:
    """An open planbook, and the `Planbook` that the engine writes through. `now_ms` is the time of its computer."""

    def __init__(self, image: bytes, version: str, now_ms: Callable[[], int]) -> None:
        self.version = version
        self.now_ms = now_ms
        self.before_commit: Callable[[], None] = lambda: None
        self.after_commit: Callable[[], None] = lambda: None
        self._open(image)

    def _open(self, image: bytes) -> None:
        self.connection = sqlite3.connect(":memory:", isolation_level=None, cached_statements=400)
        self.connection.deserialize(image)
        self.connection.execute("PRAGMA foreign_keys = ON")

    def image(self) -> bytes:
        """The planbook as a backup would hold it."""
        return self.connection.serialize()

    def put_back(self, image: bytes, version: str) -> None:
        """Go on from a backup."""
        self.connection.close()
        self.version = version
        self._open(image)

    def update(self) -> None:
        """Install the newer version: its table and column come, and the triggers are made anew."""
        if self.version == NEW:
            return
        new = CreateTable(metadata(NEW).tables["goal"]).compile(dialect=dialect.dialect())
        self.connection.execute(str(new))
        self.connection.execute("ALTER TABLE note ADD COLUMN mood VARCHAR")
        _renew_triggers(self.connection, NEW)
        self.version = NEW

    @contextmanager
    def editing(self, label: str) -> Iterator[sqlite3.Connection]:
        """A transaction of the person at this computer."""
        with self._transaction(label, "teacher", "teacher") as connection:
            yield connection

    @contextmanager
    def writing(self, label: str, actor: str = "") -> Iterator[sqlite3.Connection]:
        """A transaction of sharing."""
        with self._transaction(label, actor, "share") as connection:
            self.before_commit()
            yield connection
            self.before_commit()
        self.after_commit()

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """The same connection: nobody else writes here, and that nobody writes while reading other tests see."""
        yield self.connection

    @contextmanager
    def _transaction(self, label: str, actor: str, origin: str) -> Iterator[sqlite3.Connection]:
        connection = self.connection
        connection.execute("BEGIN IMMEDIATE")
        try:
            first = _last(connection)
            yield connection
            last = _last(connection)
            if last > first:
                at = datetime.fromtimestamp(self.now_ms() / 1000, UTC).isoformat(timespec="milliseconds")
                connection.execute(
                    "INSERT INTO txn(at, actor, label, origin, kind, undoable, first, last) VALUES (?,?,?,?,?,?,?,?)",
                    (at, actor, label, origin, "do", 1, first + 1, last),
                )
            connection.execute("COMMIT")
        except BaseException:
            # A full disk has SQLite roll back by itself.
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise


def _last(connection: sqlite3.Connection) -> int:
    row = connection.execute("SELECT coalesce(max(seq), 0) FROM change").fetchone()
    return int(row[0])
