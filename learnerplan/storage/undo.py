"""Undo and redo: the inverse of a journalled transaction is a transaction.

It works in a later run too. It applies where every touched cell still holds what the transaction left there;
otherwise it refuses and names the cell. Files are never deleted by it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from learnerplan.domain.changes import RowChange, UndoStatus
from learnerplan.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Iterable

JOURNALS = ("change", "change_local")

_UNDO = """SELECT id, label, id FROM txn WHERE kind = 'do' AND undoable = 1 AND undone = 0 ORDER BY id DESC LIMIT 1"""
_REDO = """SELECT t.id, t.label, u.id FROM txn u JOIN txn t ON t.id = u.of_txn
    WHERE u.kind = 'undo' AND t.undone = 1 AND u.id > (SELECT coalesce(max(id), 0) FROM txn WHERE kind = 'do')
    ORDER BY u.id DESC LIMIT 1"""


@dataclass(frozen=True)
class Turn:
    """What to take back: transaction `txn` with its label, by inverting the journal of transaction `source`."""

    txn: int
    label: str
    source: int
    kind: str


def next_turn(connection: Any, kind: str) -> Turn | None:
    """The transaction that `kind` ("undo" or "redo") would take back now."""
    row = connection.execute(_UNDO if kind == "undo" else _REDO).fetchone()
    return Turn(row[0], row[1], row[2], kind) if row else None


def status(connection: Any) -> UndoStatus:
    """The labels for the menu."""
    undo, redo = next_turn(connection, "undo"), next_turn(connection, "redo")
    return UndoStatus(undo.label if undo else None, redo.label if redo else None)


def invert(connection: Any, turn: Turn) -> None:
    """Write the inverse of `turn.source`, inside the caller's transaction. Raises `UserError` and names the cell."""
    for journal in JOURNALS:
        first, last = _range(connection, turn.source, journal)
        if first is None:
            continue
        changes = [c for c in _read(connection, journal, first, last) if _undoable(c.table)]
        _refuse_changed_since(connection, journal, turn, changes, last)
        for change in reversed(changes):
            _invert_row(connection, change)


def _range(connection: Any, txn: int, journal: str) -> tuple[int | None, int]:
    suffix = "_local" if journal == "change_local" else ""
    row = connection.execute(f"SELECT first{suffix}, last{suffix} FROM txn WHERE id = ?", (txn,)).fetchone()
    return (row[0], row[1]) if row and row[0] is not None else (None, 0)


def _read(connection: Any, journal: str, first: int, last: int) -> list[RowChange]:
    rows = connection.execute(
        f"SELECT seq, tbl, row_id, op, before, after FROM {journal} WHERE seq BETWEEN ? AND ? ORDER BY seq",
        (first, last),
    )
    return [_row_change(row) for row in rows]


def _row_change(row: tuple[Any, ...]) -> RowChange:
    seq, table, row_id, op, before, after = row
    return RowChange(seq, table, row_id, op, json.loads(before) if before else {}, json.loads(after) if after else {})


def _refuse_changed_since(connection: Any, journal: str, turn: Turn, changes: Iterable[RowChange], last: int) -> None:
    touched = {(c.table, c.row_id): c for c in changes}
    later: dict[tuple[str, str], list[RowChange]] = {}
    for row in connection.execute(
        f"""SELECT seq, tbl, row_id, op, before, after FROM {journal} WHERE seq > ? ORDER BY seq DESC""", (last,)
    ):
        if (row[1], row[2]) in touched:
            later.setdefault((row[1], row[2]), []).append(_row_change(row))
    for (table, row_id), newest_first in later.items():
        now = current(connection, table, row_id)
        then = dict(now) if now is not None else None
        for change in newest_first:
            then = stepped_back(then, change)
        if now == then:
            continue
        cells = set(touched[table, row_id].after) or set(now or then or {})
        for name in sorted(cells):
            if now is None or then is None or now.get(name) != then.get(name):
                raise UserError(
                    f"“{turn.label}” cannot be taken back, because the {_plain(name)} of that {_plain(table)} "
                    "has changed since.",
                    "Change it by hand where it stands. Nothing was changed.",
                )


def stepped_back(state: dict[str, Any] | None, change: RowChange) -> dict[str, Any] | None:
    """The row as it stood before a change: what history and undo walk back along."""
    if change.op == "I":
        return None
    if change.op == "D":
        return dict(change.before)
    return {**(state or {}), **change.before}


def current(connection: Any, table: str, row_id: str) -> dict[str, Any] | None:
    """The stored values of a row now."""
    names = columns(connection, table)
    listed = ", ".join(f'"{name}"' for name in names)
    row = connection.execute(f'SELECT {listed} FROM "{table}" WHERE id = ?', (row_id,)).fetchone()
    return dict(zip(names, row, strict=True)) if row else None


def columns(connection: Any, table: str) -> list[str]:
    """The columns of a table, as the database knows them."""
    return [row[0] for row in connection.execute("SELECT name FROM pragma_table_info(?)", (table,))]


def _invert_row(connection: Any, change: RowChange) -> None:
    if change.op == "I":
        connection.execute(f'DELETE FROM "{change.table}" WHERE id = ?', (change.row_id,))
        return
    names = list(change.before)
    if change.op == "U":
        sets = ", ".join(f'"{name}" = ?' for name in names)
        connection.execute(f'UPDATE "{change.table}" SET {sets} WHERE id = ?', (*change.before.values(), change.row_id))
        return
    listed, marks = ", ".join(f'"{name}"' for name in names), ", ".join("?" * len(names))
    connection.execute(f'INSERT INTO "{change.table}" ({listed}) VALUES ({marks})', tuple(change.before.values()))


@cache
def _lasting() -> frozenset[str]:
    from learnerplan.storage.schema import metadata

    return frozenset(t.name for t in metadata().tables.values() if not t.info.get("undoable", True))


def _undoable(table: str) -> bool:
    return table not in _lasting()


def any_undoable(tables: Iterable[str]) -> bool:
    """Whether a transaction that touched these tables can be taken back at all."""
    return any(_undoable(table) for table in tables)


def _plain(name: str) -> str:
    return name.removesuffix("_id").removesuffix("_on").replace("_", " ")
