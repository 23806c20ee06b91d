"""The inside of one write: rows in, checked, through one connection that the store commits or rolls back."""

from __future__ import annotations

from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import ValidationError

from learnerplan.domain.nouns import plain
from learnerplan.domain.records.base import checked
from learnerplan.errors import UserError
from learnerplan.storage import rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sqlalchemy import Connection, Table

    from learnerplan.domain.records.base import Record

Row = TypeVar("Row")


class Transaction:
    """What a service may do inside `with store.transaction(label) as tx`.

    `label` may be set to other words where only the writing shows what is true, such as how many were given something.
    """

    def __init__(self, connection: Connection, label: str) -> None:
        self._connection = connection
        self.label = label

    @property
    def raw(self) -> Any:
        """SQLite's own connection, for sharing, which writes rows of every table as they come."""
        return self._connection.connection.driver_connection

    def rows(self, row_type: type[Row], sql: str, parameters: Sequence[Any] | Mapping[str, Any] = ()) -> list[Row]:
        """Frozen rows of a query, seeing what this transaction wrote."""
        return rows.fill(row_type, self._execute(sql, parameters).fetchall())

    def value(self, sql: str, parameters: Sequence[Any] | Mapping[str, Any] = ()) -> Any:
        """The first column of the first row of a query, or `None`."""
        row = self._execute(sql, parameters).fetchone()
        return row[0] if row else None

    def add(self, record: type[Record], **values: Any) -> str:
        """Insert one row and give its id. Raises `UserError` when a value does not fit its field."""
        return self.add_many(record, [values])[0]

    def add_many(self, record: type[Record], many: Iterable[Mapping[str, Any]]) -> list[str]:
        """Insert rows in bulk and give their ids, in order."""
        try:
            ready = [checked(record, dict(values)) for values in many]
        except ValidationError as error:
            raise _misfit(record, error) from error
        if ready:
            self._executemany(_insert(record), [tuple(values.values()) for values in ready])
        return [values["id"] for values in ready]

    def change(self, record: type[Record], row_id: str, **values: Any) -> bool:
        """Set columns of one row; tells whether anything differed. Raises `UserError` when the row is gone."""
        if "id" in values:
            raise ValueError("a row keeps its id: the journal and every link go by it")
        held = self.get(record, row_id)
        if held is None:
            raise UserError(
                f"The {_noun(record)} that was being changed is no longer there.",
                "It was removed in the meantime, here or by another program. Undo brings it back.",
            )
        try:
            ready = checked(record, {**held, **values})
        except ValidationError as error:
            raise _misfit(record, error) from error
        changed = {name: ready[name] for name in values if ready[name] != held[name]}
        if changed:
            sets = ", ".join(f'"{name}" = ?' for name in changed)
            sql = f'UPDATE OR FAIL "{_table(record).name}" SET {sets} WHERE id = ?'
            self._execute(sql, (*changed.values(), row_id))
        return bool(changed)

    def put(self, record: type[Record], row_id: str, **values: Any) -> None:
        """Add the row, or change it where it is there."""
        if self.get(record, row_id) is None:
            self.add(record, id=row_id, **values)
        else:
            self.change(record, row_id, **values)

    def get(self, record: type[Record], row_id: str) -> dict[str, Any] | None:
        """The stored values of one row, or `None`."""
        cursor = self._execute(f'SELECT {_columns(record)} FROM "{_table(record).name}" WHERE id = ?', (row_id,))
        row = cursor.fetchone()
        return dict(zip(_names(record), row, strict=True)) if row else None

    def delete(self, record: type[Record], row_id: str) -> None:
        """Delete a row and all that it owns; links of others to it are emptied. The journal keeps what was there."""
        self._delete(_table(record), [row_id])

    def _delete(self, table: Table, ids: list[str]) -> None:
        for child, column, owned in _children(table):
            for chunk in _chunks(ids):
                marks = ", ".join("?" * len(chunk))
                if owned:
                    found = self._execute(f'SELECT id FROM "{child.name}" WHERE "{column}" IN ({marks})', chunk)
                    theirs = [row[0] for row in found.fetchall()]
                    if theirs:
                        self._delete(child, theirs)
                else:
                    self._execute(f'UPDATE "{child.name}" SET "{column}" = NULL WHERE "{column}" IN ({marks})', chunk)
        self._executemany(f'DELETE FROM "{table.name}" WHERE id = ?', [(row_id,) for row_id in ids])

    def _execute(self, sql: str, parameters: Sequence[Any] | Mapping[str, Any]) -> Any:
        cursor = self._connection.connection.cursor()
        with _within_64_bits():
            cursor.execute(sql, parameters)
        return cursor

    def _executemany(self, sql: str, many: list[tuple[Any, ...]]) -> None:
        with _within_64_bits():
            self._connection.connection.cursor().executemany(sql, many)


@contextmanager
def _within_64_bits() -> Iterator[None]:
    try:
        yield
    except OverflowError as error:
        raise UserError("A number is too large to be kept.", "Look for a slip in the numbers.") from error


def _misfit(record: type[Record], error: ValidationError) -> UserError:
    first = error.errors(include_url=False, include_input=False)[0]
    name = ".".join(str(part) for part in first["loc"]).replace("_", " ") or "value"
    return UserError(f"The {name} of this {_noun(record)} does not fit: {first['msg'].lower()}.")


def _table(record: type[Record]) -> Table:
    table: Table = record.__table__  # type: ignore[attr-defined]
    return table


def _noun(record: type[Record]) -> str:
    return plain(_table(record).name)


@cache
def _names(record: type[Record]) -> tuple[str, ...]:
    return tuple(record.model_fields)


@cache
def _columns(record: type[Record]) -> str:
    return ", ".join(f'"{name}"' for name in _names(record))


@cache
def _insert(record: type[Record]) -> str:
    marks = ", ".join("?" * len(_names(record)))
    # OR FAIL as in the triggers; for one row at a time it means the same.
    return f'INSERT OR FAIL INTO "{_table(record).name}" ({_columns(record)}) VALUES ({marks})'


@cache
def _children(table: Table) -> tuple[tuple[Table, str, bool], ...]:
    return tuple(
        (child, column.name, bool(column.info.get("owned")))
        for child in table.metadata.tables.values()
        for column in child.columns
        for key in column.foreign_keys
        if key.column.table is table
    )


def _chunks(ids: list[str], size: int = 500) -> Iterable[list[str]]:
    for start in range(0, len(ids), size):
        yield ids[start : start + size]
