"""History: the journal read backwards. Every past value of every shared row, with who and when.

Only the shared journal is read, so the teacher's private reminders have no history here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING, Any

from learnerplan.storage import undo
from learnerplan.storage.tables import metadata

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from learnerplan.domain.changes import RowChange

_CHUNK = 500
# The transaction of a change is the last that begins at or before it.
_CHANGES = """SELECT c.seq, c.tbl, c.row_id, c.op, c.before, c.after,
    (SELECT id FROM txn WHERE first <= c.seq ORDER BY first DESC LIMIT 1) FROM change c WHERE c.row_id IN ({marks})
    ORDER BY c.seq"""


@dataclass(frozen=True)
class Action:
    """A transaction: `at` is UTC; `kind` is "do", "undo" or "redo"; `origin` says where its values came from."""

    id: int
    at: datetime
    actor: str
    label: str
    origin: str
    kind: str


@dataclass(frozen=True)
class Cell:
    """One change of one cell. A row that came has no `before`, a row that went no `after`."""

    action: Action
    table: str
    row_id: str
    column: str
    before: Any
    after: Any


def of_learner(connection: Any, learner_id: str) -> list[Cell]:
    """Every change to all that ever belonged to a learner, oldest first."""
    return cells(connection, _rows_of(connection, learner_id))


def cells(connection: Any, rows: Iterable[tuple[str, str]]) -> list[Cell]:
    """Every change to the given (table, id) rows, oldest first."""
    wanted = set(rows)
    steps: dict[tuple[str, str], list[RowChange]] = {}
    actions: dict[int, int] = {}
    for chunk in _chunks(sorted({row_id for _table, row_id in wanted})):
        for *change, txn in connection.execute(_CHANGES.format(marks=_marks(chunk)), chunk):
            one = undo.row_change(tuple(change))
            if (one.table, one.row_id) in wanted:
                steps.setdefault((one.table, one.row_id), []).append(one)
                actions[one.seq] = txn
    named = _actions(connection, set(actions.values()))
    found = [
        (seq, Cell(named[actions[seq]], table, row_id, column, before, after))
        for (table, row_id), changes in steps.items()
        for seq, column, before, after in _walked_back(connection, table, row_id, changes)
    ]
    found.sort(key=lambda pair: pair[0])
    return [cell for _seq, cell in found]


def as_of(connection: Any, table: str, row_id: str, moment: datetime) -> dict[str, Any] | None:
    """The values of a row as they stood at a moment; `None` when it was not there then.

    A moment without a zone is one of this computer's clock.
    """
    then = moment.astimezone(UTC).isoformat(timespec="milliseconds")
    last = connection.execute("SELECT coalesce(max(last), 0) FROM txn WHERE at <= ?", (then,)).fetchone()[0]
    state = undo.current(connection, table, row_id, undo.columns(connection, table))
    for row in connection.execute(
        """SELECT seq, tbl, row_id, op, before, after FROM change
        WHERE row_id = ? AND tbl = ? AND seq > ? ORDER BY seq DESC""",
        (row_id, table, last),
    ):
        state = undo.stepped_back(state, undo.row_change(row))
    return None if state is None else {name: _shown(table, name, value) for name, value in state.items()}


def present(connection: Any, table: str, row_id: str) -> dict[str, Any] | None:
    """The values of a row as they stand, whatever the clock says; `None` when it is not there."""
    state = undo.current(connection, table, row_id, undo.columns(connection, table))
    return None if state is None else {name: _shown(table, name, value) for name, value in state.items()}


def _walked_back(
    connection: Any, table: str, row_id: str, changes: list[RowChange]
) -> Iterator[tuple[int, str, Any, Any]]:
    # An insert keeps no copy: what it held is found from the present, back along every later change.
    state = undo.current(connection, table, row_id, undo.columns(connection, table))
    for change in reversed(changes):
        earlier = undo.stepped_back(state, change)
        for name in (earlier or {}) | (state or {}):
            before, after = (earlier or {}).get(name), (state or {}).get(name)
            # Cells that are empty in a row that comes or goes are no news.
            if before != after and (before not in (None, "") or after not in (None, "")) and name != "id":
                yield change.seq, name, _shown(table, name, before), _shown(table, name, after)
        state = earlier


def _rows_of(connection: Any, learner_id: str) -> set[tuple[str, str]]:
    gone: dict[str, list[RowChange]] = {}
    for row in connection.execute("SELECT seq, tbl, row_id, op, before, after FROM change WHERE op = 'D'"):
        gone.setdefault(row[1], []).append(undo.row_change(row))
    ids: dict[str, set[str]] = {"learner": {learner_id}}
    ids["learner"] |= {
        row[0] for row in connection.execute("SELECT old_id FROM learner_alias WHERE learner_id = ?", (learner_id,))
    }
    for child, column, parent in _links():
        parents = ids.get(parent, set())
        held = ids.setdefault(child, set())
        held.update(change.row_id for change in gone.get(child, ()) if change.before.get(column) in parents)
        for chunk in _chunks(sorted(parents)):
            held.update(
                row[0]
                for row in connection.execute(f'SELECT id FROM "{child}" WHERE "{column}" IN ({_marks(chunk)})', chunk)
            )
    ids["observation"] = _observations(connection, ids["observation_learner"], gone)
    return {(table, row_id) for table, held in ids.items() for row_id in held}


def _observations(connection: Any, links: set[str], gone: dict[str, list[RowChange]]) -> set[str]:
    # An observation belongs to all whom it is about, so it hangs the other way round.
    found = {c.before["observation_id"] for c in gone.get("observation_learner", ()) if c.row_id in links}
    for chunk in _chunks(sorted(links)):
        sql = f"SELECT observation_id FROM observation_learner WHERE id IN ({_marks(chunk)})"
        found.update(row[0] for row in connection.execute(sql, chunk))
    return found


@cache
def _links() -> tuple[tuple[str, str, str], ...]:
    """(child, column, parent) of everything that belongs to something, parents first; shared tables only."""
    return tuple(
        (table.name, column.name, key.column.table.name)
        for table in metadata().sorted_tables
        if table.info["journal"] == "change"
        for column in table.columns
        if column.info.get("owned")
        for key in column.foreign_keys
    )


@cache
def _truths(table: str) -> frozenset[str]:
    columns = metadata().tables[table].columns if table in metadata().tables else ()
    return frozenset(column.name for column in columns if column.type.python_type is bool)


def _shown(table: str, column: str, value: Any) -> Any:
    return bool(value) if value is not None and column in _truths(table) else value


def _actions(connection: Any, ids: set[int]) -> dict[int, Action]:
    found = {}
    for chunk in _chunks(sorted(ids)):
        sql = f"SELECT id, at, actor, label, origin, kind FROM txn WHERE id IN ({_marks(chunk)})"
        for number, at, *rest in connection.execute(sql, chunk):
            found[number] = Action(number, datetime.fromisoformat(at), *rest)
    return found


def _chunks(values: list[Any]) -> Iterator[list[Any]]:
    for start in range(0, len(values), _CHUNK):
        yield values[start : start + _CHUNK]


def _marks(values: list[Any]) -> str:
    return ", ".join("?" * len(values))
