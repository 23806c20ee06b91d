"""Capture: what was done here, from the journal to operations.

It runs at the start of each transaction of sharing, before anything comes in: so whatever the journal holds since the
last time was done by people who had before them what the tables showed, and those values are what an operation
replaces. The edit itself costs nothing.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from learnerplan.domain.shares import Section, ShareState
from learnerplan.sharing import materialise, rows, shares
from learnerplan.sharing.clock import HybridClock
from learnerplan.sharing.operations import ROW, WHOLE, Operation
from learnerplan.sharing.rows import Key
from learnerplan.sharing.state import RowState, value_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from learnerplan.sharing.ports import Ports
    from learnerplan.sharing.shape import TableShape
    from learnerplan.sharing.shares import Held

_TXNS = """SELECT at, max(first, ?1 + 1), last FROM txn
    WHERE last > ?1 AND first IS NOT NULL AND origin <> 'share' ORDER BY id"""
_CHANGES = "SELECT tbl, row_id, op, before FROM change WHERE seq BETWEEN ? AND ? ORDER BY seq"


@dataclass
class _Touched:
    """What happened to a row: when last, whether it was inserted, and what its changed columns held before."""

    at_ms: int
    inserted: bool = False
    before: dict[str, Any] = field(default_factory=dict)


def capture(connection: Any, ports: Ports) -> None:
    """Make operations of what the journal holds since the last time, and put them on their way."""
    start = _captured(connection)
    if start is None:
        # Nothing was shared before. What is here meets what comes in first, and then enters the share as a whole.
        note_captured(connection)
        return
    end = connection.execute("SELECT coalesce(max(seq), 0) FROM change").fetchone()[0]
    held = [share for share in shares.load(connection) if share.state is ShareState.ON]
    if end > start:
        touched = dict(_touched(connection, ports, start)) if held else {}
        # Who may only read keeps what they changed as one of the values that stand side by side; it goes to nobody.
        _Capture(connection, ports).run(touched, [share for share in held if share.may_write])
        note_captured(connection)


def note_captured(connection: Any) -> None:
    """Note that all that the journal holds now is dealt with."""
    connection.execute(
        """INSERT INTO share_meta SELECT 'captured', coalesce(max(seq), 0) FROM change WHERE true
        ON CONFLICT(name) DO UPDATE SET value = excluded.value"""
    )


def _captured(connection: Any) -> int | None:
    row = connection.execute("SELECT value FROM share_meta WHERE name = 'captured'").fetchone()
    return int(row[0]) if row else None


def _touched(connection: Any, ports: Ports, start: int) -> Iterator[tuple[Key, _Touched]]:
    found: dict[Key, _Touched] = {}
    for at, first, last in connection.execute(_TXNS, (start,)).fetchall():
        at_ms = int(datetime.fromisoformat(at).timestamp() * 1000)
        for table, row_id, op, before in connection.execute(_CHANGES, (first, last)).fetchall():
            if table not in ports.shape.tables:
                continue
            key = Key(table, row_id)
            # The order is that of the last change, so that stamps grow as the edits did.
            one = found.pop(key, None) or _Touched(at_ms)
            found[key] = one
            one.at_ms = at_ms
            one.inserted |= op == "I"
            if op == "U":
                one.before = json.loads(before) | one.before
    yield from found.items()


def enter_all(connection: Any, ports: Ports, share: Held) -> int:
    """Bring everything that belongs to a share into it; gives how many rows."""
    return _Capture(connection, ports).enter(share, None, {})


def enter_some(connection: Any, ports: Ports, share: Held, keys: Iterable[Key]) -> None:
    """Bring those rows into a share that belong to it, and what they bring along."""
    _Capture(connection, ports).enter(share, list(keys), {})


class _Capture:
    def __init__(self, connection: Any, ports: Ports) -> None:
        self.connection = connection
        self.ports = ports
        self.clock = HybridClock(connection, ports.clock)

    def run(self, touched: dict[Key, _Touched], held: list[Held]) -> None:
        states = rows.load(self.connection, touched)
        now = rows.current(self.connection, self.ports.shape, touched)
        ops: list[Operation] = []
        for key, one in touched.items():
            if key in states:
                for op in self._changes(key, states[key], now.get(key), one):
                    states[key].absorb(op)
                    ops.append(op)
        self._save(states)
        self._send(ops)
        for share in held:
            self.enter(share, list(touched), {key: one.at_ms for key, one in touched.items()})
        self._look_again(touched, states, now)
        self.clock.keep()

    def _changes(self, key: Key, state: RowState, now: dict[str, Any] | None, one: _Touched) -> Iterator[Operation]:
        table = self.ports.shape.tables[key.table]
        shown = state.shown(table.cells) or {}
        if now is None:
            if state.is_alive():
                covers = {cell: tuple(head.stamp for head in heads) for cell, heads in state.cells.items()}
                yield self._op(key, ROW, {"x": shown}, one, tuple(head.stamp for head in state.lives), covers)
            return
        if one.inserted and not state.is_alive():
            yield self._op(key, ROW, {"v": shown | now}, one, tuple(head.stamp for head in state.lives))
            return
        names = self._came_back(table, now, shown) if one.inserted else one.before
        for cell in dict.fromkeys(table.cell_of[name] for name in names if name in table.cell_of):
            columns = table.cells[cell]
            value = value_in(now, columns)
            if value != value_in(shown, columns):
                heads = state.heads(cell, columns)
                was = self._was(one, cell, value) if cell in table.prose else None
                yield self._op(key, cell, value, one, tuple(head.stamp for head in heads), was=was)

    def _came_back(self, table: TableShape, now: dict[str, Any], shown: dict[str, Any]) -> list[str]:
        """The columns of a row that was deleted and is back: an empty link may only be waiting for its row."""
        empty = {
            each.column: Key(each.target, str(shown[each.column]))
            for each in table.references
            if each.optional and now[each.column] is None and shown.get(each.column) is not None
        }
        there = rows.present(self.connection, empty.values())
        return [column for column in table.columns if column not in empty or empty[column] in there]

    @staticmethod
    def _was(one: _Touched, cell: str, value: Any) -> str | None:
        before = one.before.get(cell)
        has_paragraphs = isinstance(before, str) and isinstance(value, str) and "\n" in before
        return before if has_paragraphs else None

    def _op(
        self,
        key: Key,
        cell: str,
        value: Any,
        one: _Touched,
        bases: tuple[Any, ...],
        covers: dict[str, tuple[Any, ...]] | None = None,
        was: str | None = None,
    ) -> Operation:
        hlc = self.clock.tick(one.at_ms)
        return Operation(key.table, key.row, cell, hlc, self.ports.session, value, bases, covers or None, was)

    def enter(self, share: Held, changed: list[Key] | None, at_ms: dict[Key, int]) -> int:
        """Rows that come into a share: with their birth, or with all that other shares know of them."""
        pairs = None if changed is None else [(key.table, key.row) for key in changed]
        found = {
            Key(table, row): Section(section)
            for table, row, section in self.ports.entering(self.connection, share, pairs)
        }
        if not found:
            return 0
        states = rows.load(self.connection, found)
        current = rows.current(self.connection, self.ports.shape, found)
        # A row that is not here and never was has nothing to say, and enters when it comes.
        found = {key: section for key, section in found.items() if key in states or key in current}
        out, fresh = [], {}
        for key, section in found.items():
            state = states.get(key)
            if state is not None:
                whole = Operation(*key, WHOLE, 0, self.ports.session, json.loads(state.dumped()))
                out.append((share.id, section, whole))
            else:
                born = Operation(*key, ROW, self.clock.tick(at_ms.get(key)), self.ports.session, {"v": current[key]})
                fresh[key] = RowState()
                fresh[key].absorb(born)
                out.append((share.id, section, born))
        self._save(fresh)
        shares.enter(self.connection, share.id, found.items())
        shares.send(self.connection, self.ports.shape, out)
        self.clock.keep()
        return len(found)

    def _save(self, states: dict[Key, RowState]) -> None:
        tables = self.ports.shape.tables
        values = [(*key, s.dumped(), len(s.choices(tables[key.table].choosable))) for key, s in states.items()]
        # What a row waits for stays as it is.
        self.connection.executemany(
            """INSERT INTO share_row(tbl, row_id, state, choices) VALUES (?, ?, ?, ?)
            ON CONFLICT(tbl, row_id) DO UPDATE SET state = excluded.state, choices = excluded.choices""",
            values,
        )

    def _send(self, ops: list[Operation]) -> None:
        where = shares.holding(self.connection, {Key(op.table, op.row) for op in ops})
        held = {share.id: share for share in shares.load(self.connection)}
        shares.send(
            self.connection,
            self.ports.shape,
            [
                (share, section, op)
                for op in ops
                for share, section in where.get(Key(op.table, op.row), ())
                if held[share].may_write_in(section)
            ],
        )

    def _look_again(
        self, touched: dict[Key, _Touched], states: dict[Key, RowState], now: dict[Key, dict[str, Any]]
    ) -> None:
        """What was inserted or deleted here may be what other rows wait for, or were kept for."""
        came = {key for key, one in touched.items() if one.inserted and key in now}
        left: set[Key] = set()
        for key, state in states.items():
            before = (state.body() or {}) | touched[key].before if key not in now else touched[key].before
            left |= materialise.targets(self.ports.shape, key, before)
        loose = materialise.loosened(self.connection, self.ports.shape, came, left)
        if loose:
            materialise.settle(self.connection, self.ports.shape, loose)
