"""From states to tables: after operations came in, the rows that they touched are made to stand as they are shown.

What cannot stand waits, and nothing of it is lost, since the state holds all: a row without the row that it belongs to,
a table, column or value of a later version. An optional link to a row that is not there is empty until it is. A row
that somebody deleted stays while rows belong to it that the deletion had not seen.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING, Any

from learnerplan.sharing import rows
from learnerplan.sharing.operations import STAYS
from learnerplan.sharing.rows import Kept, Key
from learnerplan.sharing.shape import Misfit, Reference, Shape, TableShape

if TYPE_CHECKING:
    from collections.abc import Iterable

    from learnerplan.sharing.state import RowState

NEWER = "newer"
"""What waits for a later version begins with this word; what waits for a row, with `FOR`."""
FOR = "for"


@dataclass
class Outcome:
    """What was done: rows that came, changed and went, those `kept` although deleted, and those with open choices."""

    came: set[Key] = field(default_factory=set)
    changed: set[Key] = field(default_factory=set)
    went: set[Key] = field(default_factory=set)
    kept: set[Key] = field(default_factory=set)
    waiting: set[Key] = field(default_factory=set)

    def __len__(self) -> int:
        return len(self.came | self.changed | self.went)


def settle(connection: Any, shape: Shape, touched: dict[Key, RowState]) -> Outcome:
    """Make the tables show the given states and write the states down, in the caller's transaction."""
    outcome = Outcome()
    # One that comes deleted comes back for those that waited for it, as it does for those that come after it.
    dead = {key for key, state in touched.items() if key.table in shape.tables and not state.is_alive()}
    pending = {**loosened(connection, shape, dead, set()), **touched}
    while pending:
        work = _Work(connection, shape, pending)
        work.run(outcome)
        pending = work.next_ones()
    return outcome


class _Work:
    """One pass over some rows. What came may free rows that waited; what went may free rows that were kept."""

    def __init__(self, connection: Any, shape: Shape, touched: dict[Key, RowState]) -> None:
        self.connection = connection
        self.shape = shape
        self.states = dict(touched)
        self.waits: dict[Key, list[str]] = {key: [] for key in touched}
        self.held = rows.current(connection, shape, touched)
        self.came: set[Key] = set()
        self.went: set[Key] = set()
        self.left: set[Key] = set()

    def run(self, outcome: Outcome) -> None:
        for key in self.states:
            if key.table not in self.shape.tables:
                self.waits[key].append(NEWER)
        known = [key for key in self.states if key.table in self.shape.tables]
        wanted = {key: self._values(key) for key in known if self.states[key].is_alive()}
        self._bring_back(wanted)
        standing = self._standing(wanted)
        going = self._going([key for key in known if key not in wanted and key in self.held], standing)
        # What stays although it was deleted stays as its state says, wherever the deletion came first.
        for key in self.held.keys() - wanted.keys() - going:
            if (shown := self._values(key)) is not None:
                standing[key] = shown
        ready = self._ready(wanted, standing, going)
        self._write(ready, outcome)
        self._delete(going, outcome)
        self._save(outcome)

    def _values(self, key: Key) -> dict[str, Any] | None:
        shown = self.states[key].shown(self.shape.tables[key.table].cells)
        if shown is None:
            self.waits[key].append(f"{FOR} {key.table} {key.row}")
        return shown

    def _bring_back(self, wanted: dict[Key, dict[str, Any] | None]) -> None:
        """Rows that were deleted come back when one that the deletion had not seen belongs to them."""
        fresh = set(wanted)
        while fresh:
            missing = {
                Key(each.target, target)
                for key in fresh
                for each, target in self._required(key, wanted[key])
                if Key(each.target, target) not in wanted
            }
            missing -= rows.present(self.connection, [key for key in missing if key.table in self.shape.tables])
            fresh = set()
            known = rows.load(self.connection, [key for key in missing if key not in self.states])
            for key in missing & (self.states.keys() | known.keys()):
                held = self.states.setdefault(key, known.get(key) or self.states[key])
                self.waits.setdefault(key, [])
                if key.table in self.shape.tables and held.body() is not None:
                    wanted[key] = held.shown(self.shape.tables[key.table].cells)
                    fresh.add(key)

    def _required(self, key: Key, values: dict[str, Any] | None) -> list[tuple[Reference, str]]:
        return [
            (each, str(values[each.column]))
            for each in self.shape.tables[key.table].references
            if not each.optional and values is not None and values.get(each.column) is not None
        ]

    def _standing(self, wanted: dict[Key, dict[str, Any] | None]) -> dict[Key, dict[str, Any]]:
        """Those that have all that they belong to, here or among themselves."""
        standing = {key: values for key, values in wanted.items() if values is not None}
        needed = {
            key: [Key(each.target, target) for each, target in self._required(key, values)]
            for key, values in standing.items()
        }
        there = rows.present(self.connection, {target for targets in needed.values() for target in targets})
        while True:
            lacking = {
                key: [target for target in needed[key] if target not in there and target not in standing]
                for key in standing
            }
            lost = {key: targets for key, targets in lacking.items() if targets}
            if not lost:
                return standing
            for key, targets in lost.items():
                self.waits[key] += [f"{FOR} {target.table} {target.row}" for target in targets]
                del standing[key]

    def _going(self, dead: list[Key], standing: dict[Key, dict[str, Any]]) -> set[Key]:
        """Those of the deleted rows that nothing belongs to any more."""
        going = set(dead)
        used = {
            Key(each.target, target) for key, values in standing.items() for each, target in self._required(key, values)
        }
        going -= used
        belonging: dict[Key, set[Key]] = {key: set() for key in going}
        for table, ids in rows.by_table(going):
            for each in self.shape.dependents(table):
                if each.optional:
                    continue
                for some in rows.chunks(ids):
                    marks = ", ".join("?" * len(some))
                    sql = f'SELECT "{each.column}", id FROM "{each.table}" WHERE "{each.column}" IN ({marks})'
                    for target, row_id in self.connection.execute(sql, some).fetchall():
                        # A row that is about to point elsewhere keeps nothing; one that waits is not in its table.
                        child = Key(each.table, row_id)
                        if child not in standing:
                            belonging[Key(table, target)].add(child)
        while True:
            stay = {key for key in going if belonging[key] - going}
            if not stay:
                return going
            going -= stay

    def _ready(
        self, wanted: dict[Key, Any], standing: dict[Key, dict[str, Any]], going: set[Key]
    ) -> dict[Key, dict[str, Any]]:
        """The values as they are stored: optional links to nothing emptied, and all of it checked."""
        loose = {
            key: [(each, Key(each.target, str(values[each.column]))) for each in self._loose(key, values)]
            for key, values in standing.items()
        }
        there = rows.present(self.connection, {target for targets in loose.values() for _each, target in targets})
        ready: dict[Key, dict[str, Any]] = {}
        for key, values in standing.items():
            for each, target in loose[key]:
                if (target not in there or target in going) and target not in standing:
                    values[each.column] = None
                    self.waits[key].append(f"{FOR} {target.table} {target.row}")
            checked = self._checked(key, values)
            if checked is not None:
                ready[key] = checked
        return self._without_lost(ready, standing)

    def _loose(self, key: Key, values: dict[str, Any]) -> list[Reference]:
        references = self.shape.tables[key.table].references
        return [each for each in references if each.optional and values.get(each.column) is not None]

    def _without_lost(
        self, ready: dict[Key, dict[str, Any]], standing: dict[Key, dict[str, Any]]
    ) -> dict[Key, dict[str, Any]]:
        """A row that does not fit takes with it, for now, those that would newly belong to it."""
        lost = {key for key in standing if key not in ready and key not in self.held}
        while lost:
            orphans = {
                key: [Key(each.target, target) for each, target in self._required(key, values)]
                for key, values in ready.items()
            }
            lost_now = {key for key, targets in orphans.items() if lost.intersection(targets)}
            for key in lost_now:
                self.waits[key] += [f"{FOR} {each.table} {each.row}" for each in orphans[key] if each in lost]
                del ready[key]
            for key, values in ready.items():
                for each in self._loose(key, values):
                    target = Key(each.target, str(values[each.column]))
                    if target in lost:
                        values[each.column] = None
                        self.waits[key].append(f"{FOR} {target.table} {target.row}")
            lost = lost_now - set(self.held)
        return ready

    def _checked(self, key: Key, values: dict[str, Any]) -> dict[str, Any] | None:
        table = self.shape.tables[key.table]
        known = {column: values[column] for column in table.columns if column in values}
        if len(known) < len(values):
            self.waits[key].append(NEWER)
        held = self.held.get(key)
        self._keep_at_home(key, known)
        while True:
            try:
                stored = table.check({"id": key.row, **known})
            except Misfit as misfit:
                # A value of a later version: what stood there before stays, or what is usual, until an update.
                self.waits[key].append(f"{NEWER} {misfit.column}")
                if misfit.column not in known:
                    return None
                before = None if held is None else held[misfit.column]
                if held is not None and known[misfit.column] != before:
                    known[misfit.column] = before
                else:
                    del known[misfit.column]
            else:
                stored.pop("id")
                return stored

    def _keep_at_home(self, key: Key, known: dict[str, Any]) -> None:
        """In the place of values that stayed with who made them: what stands here, or stood when the row went."""
        home = self.shape.home(key.table)
        for column in [column for column in home if known.get(column) == STAYS]:
            heads = self.states[key].heads(column, (column,))
            found = [(self.held.get(key) or {}).get(column), *(head.value for head in heads if head.value != STAYS)]
            if key not in self.held and not any(found):
                found.append((rows.deleted(self.connection, key) or {}).get(column))
            del known[column]
            if any(found):
                known[column] = next(value for value in found if value)

    def _write(self, ready: dict[Key, dict[str, Any]], outcome: Outcome) -> None:
        inserts, updates = [], []
        for key, values in ready.items():
            held = self.held.get(key)
            if held is None:
                inserts.append((key, tuple(values), tuple(values.values())))
                self.came.add(key)
            else:
                changed = {column: value for column, value in values.items() if value != held[column]}
                if changed:
                    self.left |= targets(self.shape, key, held, changed)
                    updates.append((key, tuple(changed), tuple(changed.values())))
                    outcome.changed.add(key)
        order = self.shape.order
        inserts.sort(key=lambda each: (order[each[0].table], each[1]))
        updates.sort(key=lambda each: (order[each[0].table], each[1]))
        for (table, columns), group in groupby(inserts, key=lambda each: (each[0].table, each[1])):
            names, marks = ", ".join(f'"{c}"' for c in ("id", *columns)), ", ".join("?" * (len(columns) + 1))
            sql = f'INSERT OR FAIL INTO "{table}" ({names}) VALUES ({marks})'
            self.connection.executemany(sql, [(key.row, *values) for key, _columns, values in group])
        for (table, columns), group in groupby(updates, key=lambda each: (each[0].table, each[1])):
            sql = f'UPDATE OR FAIL "{table}" SET ' + ", ".join(f'"{c}" = ?' for c in columns) + " WHERE id = ?"
            self.connection.executemany(sql, [(*values, key.row) for key, _columns, values in group])
        outcome.came |= self.came

    def _delete(self, going: set[Key], outcome: Outcome) -> None:
        for table, ids in rows.by_table(going):
            for each in self.shape.dependents(table):
                if each.optional:
                    self._empty(each.table, each.column, table, ids)
        for table, ids in sorted(rows.by_table(going), key=lambda pair: -self.shape.order[pair[0]]):
            self.connection.executemany(f'DELETE FROM "{table}" WHERE id = ?', [(row_id,) for row_id in ids])
        self.went = going
        outcome.went |= going

    def _empty(self, table: str, column: str, target: str, ids: list[str]) -> None:
        """Empty the links to rows that go. Their states still say where they point, so they wait for it."""
        for some in rows.chunks(ids):
            marks = ", ".join("?" * len(some))
            sql = f'SELECT id, "{column}" FROM "{table}" WHERE "{column}" IN ({marks})'
            found = self.connection.execute(sql, some).fetchall()
            pairs = [(row_id,) for row_id, _target in found]
            self.connection.executemany(f'UPDATE OR FAIL "{table}" SET "{column}" = NULL WHERE id = ?', pairs)
            notes = [(f"{FOR} {target} {gone}", table, row_id) for row_id, gone in found]
            self.connection.executemany(
                """UPDATE share_row SET waits = coalesce(waits || char(10), '') || ? WHERE tbl = ? AND row_id = ?""",
                notes,
            )

    def _save(self, outcome: Outcome) -> None:
        kept = []
        for key, state in self.states.items():
            table: TableShape | None = self.shape.tables.get(key.table)
            waits = "\n".join(dict.fromkeys(self.waits[key])) or None
            kept.append(Kept(key, state, waits, len(state.choices(table.choosable)) if table else 0))
            if waits:
                outcome.waiting.add(key)
            stands = (key in self.held or key in self.came) and key not in self.went
            if stands and (state.survived() or not state.is_alive()):
                outcome.kept.add(key)
        rows.save(self.connection, kept)

    def next_ones(self) -> dict[Key, RowState]:
        """Rows that waited for what came, and deleted rows that were kept for what went or points elsewhere now."""
        left = self.left.union(*(targets(self.shape, key, self.held[key]) for key in self.went))
        found = loosened(self.connection, self.shape, self.came, left)
        return {key: state for key, state in found.items() if key not in self.went}


def loosened(connection: Any, shape: Shape, came: set[Key], left: set[Key]) -> dict[Key, RowState]:
    """The rows to look at again: those that wait for one that came, and deleted ones that others no longer need.

    `left` are rows that something belonged to until now.
    """
    found: set[Key] = set()
    if came:
        sought = {f"{FOR} {key.table} {key.row}" for key in came}
        waiting = connection.execute("SELECT tbl, row_id, waits FROM share_row WHERE waits IS NOT NULL").fetchall()
        found = {Key(table, row_id) for table, row_id, waits in waiting if not sought.isdisjoint(waits.split("\n"))}
    known = rows.load(connection, found | left)
    dead = {key for key in left & known.keys() if not known[key].is_alive()}
    found |= rows.present(connection, [key for key in dead if key.table in shape.tables])
    return {key: known[key] for key in found}


def targets(shape: Shape, key: Key, held: dict[str, Any], among: Iterable[str] | None = None) -> set[Key]:
    """What a row belongs to, by all its links or by some columns."""
    return {
        Key(each.target, str(held[each.column]))
        for each in shape.tables[key.table].references
        if not each.optional and held.get(each.column) is not None and (among is None or each.column in among)
    }
