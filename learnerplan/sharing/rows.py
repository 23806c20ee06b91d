"""The rows of a planbook and the states that are kept of them, read and written some hundred at a time."""

from __future__ import annotations

import json
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from learnerplan.sharing import state as states

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from learnerplan.sharing.shape import Shape
    from learnerplan.sharing.state import RowState

_SOME = 400


class Key(NamedTuple):
    """A row of a table."""

    table: str
    row: str


def by_table(keys: Iterable[Key]) -> Iterator[tuple[str, list[str]]]:
    """The ids of rows, table by table."""
    for table, group in groupby(sorted(keys), key=lambda key: key.table):
        yield table, [key.row for key in group]


def chunks(values: Sequence[Any]) -> Iterator[Sequence[Any]]:
    """Some values at a time, as many as a statement takes."""
    for start in range(0, len(values), _SOME):
        yield values[start : start + _SOME]


def load(connection: Any, keys: Iterable[Key]) -> dict[Key, RowState]:
    """The states of those rows that are in a share."""
    found: dict[Key, RowState] = {}
    for table, ids in by_table(keys):
        for some in chunks(ids):
            marks = ", ".join("?" * len(some))
            sql = f"SELECT row_id, state FROM share_row WHERE tbl = ? AND row_id IN ({marks})"
            for row_id, text in connection.execute(sql, (table, *some)).fetchall():
                found[Key(table, row_id)] = states.of_text(text)
    return found


class Kept(NamedTuple):
    """A state to be written: `waits` says for what the row waits, a line each; `choices` counts its open choices."""

    key: Key
    state: RowState
    waits: str | None
    choices: int


def save(connection: Any, kept: Iterable[Kept]) -> None:
    """Write states."""
    connection.executemany(
        """INSERT INTO share_row VALUES (?, ?, ?, ?, ?) ON CONFLICT(tbl, row_id) DO UPDATE
        SET state = excluded.state, waits = excluded.waits, choices = excluded.choices""",
        [(*each.key, each.state.dumped(), each.waits, each.choices) for each in kept],
    )


def current(connection: Any, shape: Shape, keys: Iterable[Key]) -> dict[Key, dict[str, Any]]:
    """The rows as they stand in their tables, without the id."""
    found: dict[Key, dict[str, Any]] = {}
    for table, ids in by_table(keys):
        if table not in shape.tables:
            continue
        columns = shape.tables[table].columns
        listed = ", ".join(f'"{column}"' for column in columns)
        for some in chunks(ids):
            marks = ", ".join("?" * len(some))
            sql = f'SELECT id, {listed} FROM "{table}" WHERE id IN ({marks})'
            for row_id, *values in connection.execute(sql, some).fetchall():
                found[Key(table, row_id)] = dict(zip(columns, values, strict=True))
    return found


def deleted(connection: Any, key: Key) -> dict[str, Any] | None:
    """The row as it was when it was last deleted here, as far as the journal goes back."""
    sql = "SELECT before FROM change WHERE row_id = ? AND tbl = ? AND op = 'D' ORDER BY seq DESC LIMIT 1"
    found = connection.execute(sql, (key.row, key.table)).fetchone()
    return json.loads(found[0]) if found is not None else None


def present(connection: Any, keys: Iterable[Key]) -> set[Key]:
    """Which of the rows stand in their tables."""
    found: set[Key] = set()
    for table, ids in by_table(keys):
        for some in chunks(ids):
            marks = ", ".join("?" * len(some))
            sql = f'SELECT id FROM "{table}" WHERE id IN ({marks})'
            found.update(Key(table, row[0]) for row in connection.execute(sql, some).fetchall())
    return found
