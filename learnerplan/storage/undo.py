"""Undo and redo: the inverse of a journalled transaction is a transaction.

It works in a later run too. It applies where every touched cell still holds what the transaction left there;
otherwise it refuses and names the cell. Files are never deleted by it.
"""

from __future__ import annotations

import json
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from learnerplan.domain.changes import RowChange, UndoStatus
from learnerplan.domain.nouns import plain
from learnerplan.errors import UserError
from learnerplan.storage.tables import metadata

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from learnerplan.progress import Progress

JOURNALS = ("change", "change_local")
_CHANGE = "seq, tbl, row_id, op, before, after"
_SOME = 5000

_UNDO = """SELECT id, label, id FROM txn WHERE kind = 'do' AND undoable = 1 AND undone = 0 ORDER BY id DESC LIMIT 1"""
_UNDO_ONE = "SELECT id, label FROM txn WHERE id = ? AND kind = 'do' AND undoable = 1 AND undone = 0"
_REDO = """SELECT t.id, t.label, u.id FROM txn u JOIN txn t ON t.id = u.of_txn
    WHERE u.kind = 'undo' AND t.undone = 1 AND t.undoable = 1
    AND u.id > (SELECT coalesce(max(id), 0) FROM txn WHERE kind = 'do')
    ORDER BY u.id DESC LIMIT 1"""


class Turn(NamedTuple):
    """What to take back: transaction `txn` with its label, by inverting the journal of transaction `source`."""

    txn: int
    label: str
    source: int
    kind: str


def next_turn(connection: Any, kind: str) -> Turn | None:
    """The transaction that `kind` ("undo" or "redo") would take back now."""
    row = connection.execute(_UNDO if kind == "undo" else _REDO).fetchone()
    return Turn(row[0], row[1], row[2], kind) if row else None


def turn_of(connection: Any, txn: int) -> Turn | None:
    """The undoing of one transaction, whenever it was; `None` where it was taken back or cannot be."""
    row = connection.execute(_UNDO_ONE, (txn,)).fetchone()
    return Turn(row[0], row[1], row[0], "undo") if row else None


def status(connection: Any) -> UndoStatus:
    """The labels for the menu."""
    undo, redo = next_turn(connection, "undo"), next_turn(connection, "redo")
    return UndoStatus(undo.label if undo else None, redo.label if redo else None, undo.txn if undo else None)


def invert(connection: Any, turn: Turn, progress: Progress | None = None) -> None:
    """Write the inverse of `turn.source`, inside the caller's transaction. Raises `UserError` and names the cell."""
    ranges = {journal: _range(connection, turn.source, journal) for journal in JOURNALS}
    total, done = sum(last - first + 1 for first, last in ranges.values() if first is not None), 0
    for journal, (first, last) in ranges.items():
        if first is None:
            continue
        _refuse_changed_since(connection, journal, turn, first, last)
        for number, some in enumerate(_backwards(connection, journal, first, last)):
            if progress is not None:
                progress.step(done + number * _SOME, total, "Taking back")
            # An import's rows come in long runs of one kind, which one prepared statement takes back.
            for (table, op, names), run in groupby(some, lambda c: (c.table, c.op, tuple(c.before))):
                connection.executemany(_inverse(table, op, names), [_cells(change) for change in run])
        done += last - first + 1


def _inverse(table: str, op: str, names: tuple[str, ...]) -> str:
    if op == "I":
        return f'DELETE FROM "{table}" WHERE id = ?'
    if op == "U":
        sets = ", ".join(f'"{name}" = ?' for name in names)
        return f'UPDATE OR FAIL "{table}" SET {sets} WHERE id = ?'
    listed, marks = ", ".join(f'"{name}"' for name in names), ", ".join("?" * len(names))
    return f'INSERT OR FAIL INTO "{table}" ({listed}) VALUES ({marks})'


def _cells(change: RowChange) -> tuple[Any, ...]:
    return tuple(change.before.values()) if change.op == "D" else (*change.before.values(), change.row_id)


def _range(connection: Any, txn: int, journal: str) -> tuple[int | None, int]:
    suffix = "_local" if journal == "change_local" else ""
    row = connection.execute(f"SELECT first{suffix}, last{suffix} FROM txn WHERE id = ?", (txn,)).fetchone()
    return (row[0], row[1]) if row and row[0] is not None else (None, 0)


def _backwards(connection: Any, journal: str, first: int, last: int) -> Iterator[list[RowChange]]:
    """What can be taken back of a range, newest first, some at a time: an import may have written a million rows."""
    for high in range(last, first - 1, -_SOME):
        rows = connection.execute(
            f"SELECT {_CHANGE} FROM {journal} WHERE seq BETWEEN ? AND ? ORDER BY seq DESC",
            (max(first, high - _SOME + 1), high),
        )
        yield [change for change in map(row_change, rows.fetchall()) if _undoable(change.table)]


def row_change(row: tuple[Any, ...]) -> RowChange:
    """A row of a journal: (seq, tbl, row_id, op, before, after)."""
    seq, table, row_id, op, before, after = row
    return RowChange(seq, table, row_id, op, json.loads(before) if before else {}, json.loads(after) if after else {})


def _refuse_changed_since(connection: Any, journal: str, turn: Turn, first: int, last: int) -> None:
    later = connection.execute(
        f"""SELECT {_CHANGE} FROM {journal} AS l WHERE seq > ? AND EXISTS (SELECT 1 FROM {journal} AS c
        WHERE c.row_id = l.row_id AND c.tbl = l.tbl AND c.seq BETWEEN ? AND ?) ORDER BY seq DESC""",
        (last, first, last),
    ).fetchall()
    newest_first: dict[tuple[str, str], list[RowChange]] = {}
    for change in map(row_change, later):
        if _undoable(change.table):
            newest_first.setdefault((change.table, change.row_id), []).append(change)
    touched = {row: _touched(connection, journal, row, first, last) for row in newest_first}
    held = {table: columns(connection, table) for table in {table for table, _row_id in newest_first}}
    for (table, row_id), steps in newest_first.items():
        now = current(connection, table, row_id, held[table])
        then = now
        for change in steps:
            then = stepped_back(then, change)
        if now is None or then is None:
            if now is not then:
                raise _refusal(turn, f"that {plain(table)} was {'removed' if now is None else 'added again'} since")
            continue
        cells = touched[table, row_id]
        for name in sorted(now if cells is None else cells):
            if now.get(name) != then.get(name):
                raise _refusal(turn, f"the {plain(name)} of that {plain(table)} has changed since")


def _touched(connection: Any, journal: str, row: tuple[str, str], first: int, last: int) -> set[str] | None:
    """The cells of a row that a range changed; `None` for all of them, where the row came or went."""
    found = connection.execute(
        f"SELECT {_CHANGE} FROM {journal} WHERE tbl = ? AND row_id = ? AND seq BETWEEN ? AND ?", (*row, first, last)
    )
    changes = list(map(row_change, found.fetchall()))
    return {name for change in changes for name in change.after} if all(each.after for each in changes) else None


def _refusal(turn: Turn, because: str) -> UserError:
    return UserError(
        f"“{turn.label}” cannot be taken back, because {because}.",
        "Change it by hand where it stands. Nothing was changed.",
    )


def stepped_back(state: dict[str, Any] | None, change: RowChange) -> dict[str, Any] | None:
    """The row as it stood before a change: what history and undo walk back along."""
    if change.op == "I":
        return None
    if change.op == "D":
        return dict(change.before)
    return {**(state or {}), **change.before}


def current(connection: Any, table: str, row_id: str, names: list[str]) -> dict[str, Any] | None:
    """The stored values of a row now, in the columns `names`; `None` when there is no such row."""
    listed = ", ".join(f'"{name}"' for name in names)
    row = connection.execute(f'SELECT {listed} FROM "{table}" WHERE id = ?', (row_id,)).fetchone()
    return dict(zip(names, row, strict=True)) if row else None


def columns(connection: Any, table: str) -> list[str]:
    """The columns of a table, as the database knows them."""
    return [row[0] for row in connection.execute("SELECT name FROM pragma_table_info(?)", (table,))]


@cache
def _lasting() -> frozenset[str]:
    return frozenset(t.name for t in metadata().tables.values() if not t.info.get("undoable", True))


def _undoable(table: str) -> bool:
    return table not in _lasting()


def any_undoable(tables: Iterable[str]) -> bool:
    """Whether a transaction that touched these tables can be taken back at all."""
    return any(_undoable(table) for table in tables)
