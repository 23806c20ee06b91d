"""The state of a row, as several planbooks know it: cells that keep each value until somebody has seen and replaced it.

Each cell is a multi-value register: its heads are the values that nobody who saw them has replaced. What is shown is
the head with the greatest stamp; the others stay. `seen` says, a session, up to which of its stamps a cell's values are
held or were replaced: a session sees its own earlier values, so one number a session is exact.

A row's births and deaths are the heads of its own cell (`ROW`). A birth counts as a head of each cell that has not
seen it. A row is there while a birth stands, or a value that no death had seen: who deletes what another is changing
does not take the change away.

States form a join-semilattice: `absorb` and `join` give the same state in any order and any number of times.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from learnerplan.sharing.clock import Stamp
from learnerplan.sharing.operations import ROW, STAYS, WHOLE, Operation, Unreadable, parsed

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class Head(NamedTuple):
    """A value that stands. `was`: what a long text was before."""

    hlc: int
    session: str
    value: Any
    was: str | None = None

    @property
    def stamp(self) -> Stamp:
        """When and by whom."""
        return Stamp(self.hlc, self.session)


class RowState:
    """The heads of the row itself (`lives`) and of its cells, and what was seen of each."""

    __slots__ = ("cells", "lives", "seen")

    def __init__(self) -> None:
        self.lives: list[Head] = []
        self.cells: dict[str, list[Head]] = {}
        self.seen: dict[str, dict[str, int]] = {}

    def absorb(self, op: Operation) -> bool:
        """Take an operation in; tells whether it was news. Raises `Unreadable` for a state that is none."""
        if op.cell == WHOLE:
            return self.join(loaded(op.value))
        seen = self.seen.setdefault(op.cell, {})
        fresh = seen.get(op.session, -1) < op.hlc
        if fresh:
            seen[op.session] = op.hlc
            if self._replaces_the_only_one(op):
                return True
        # What was replaced before it arrived still tells what it had replaced itself.
        changed = self._cover(op.cell, op.bases)
        for cell, stamps in (op.covers or {}).items():
            changed |= self._cover(cell, stamps)
        heads = self._heads(op.cell)
        # A session has seen its own earlier values, whether it says so or not.
        kept = [head for head in heads if head.session != op.session or head.hlc >= op.hlc]
        changed |= len(kept) < len(heads)
        if fresh:
            kept.append(Head(op.hlc, op.session, op.value, op.was))
        else:
            told = [_with(head, op.value) if head.stamp == (op.hlc, op.session) else head for head in kept]
            changed |= told != kept
            kept = told
        heads[:] = kept
        if not kept and op.cell != ROW:
            del self.cells[op.cell]
        return fresh or changed

    def _replaces_the_only_one(self, op: Operation) -> bool:
        """Nearly all operations do: their author had seen the one value that stands. Tells whether this one does."""
        heads = self.lives if op.cell == ROW else self.cells.get(op.cell)
        if not heads or len(heads) > 1 or op.covers or len(op.bases) != 1 or heads[0][:2] != op.bases[0]:
            return False
        heads[0] = Head(op.hlc, op.session, op.value, op.was)
        return True

    def _heads(self, cell: str) -> list[Head]:
        return self.lives if cell == ROW else self.cells.setdefault(cell, [])

    def _cover(self, cell: str, stamps: Iterable[Stamp]) -> bool:
        seen = self.seen.setdefault(cell, {})
        heads = self.lives if cell == ROW else self.cells.get(cell)
        news = False
        for hlc, session in stamps:
            if seen.get(session, -1) < hlc:
                seen[session] = hlc
                news = True
            if heads:
                kept = [head for head in heads if head.session != session or head.hlc > hlc]
                if len(kept) < len(heads):
                    heads[:] = kept
                    news = True
        if cell != ROW and not self.cells.get(cell, True):
            del self.cells[cell]
        return news

    def join(self, other: RowState) -> bool:
        """Take in all that another state of the row knows; tells whether it was news."""
        before = self.dumped()
        for cell in {ROW, *self.cells, *other.cells}:
            mine, theirs = self._heads(cell), other.lives if cell == ROW else other.cells.get(cell, [])
            my_seen, their_seen = self.seen.get(cell, {}), other.seen.get(cell, {})
            held = {head.stamp for head in mine} & {head.stamp for head in theirs}
            values = {head.stamp: head.value for head in theirs}
            mine[:] = [_with(head, values.get(head.stamp, STAYS)) for head in mine]
            kept = [head for head in mine if head.stamp in held or their_seen.get(head.session, -1) < head.hlc]
            kept += [head for head in theirs if head.stamp not in held and my_seen.get(head.session, -1) < head.hlc]
            mine[:] = kept
            if cell != ROW and not kept:
                del self.cells[cell]
        for cell, sessions in other.seen.items():
            seen = self.seen.setdefault(cell, {})
            for session, hlc in sessions.items():
                seen[session] = max(hlc, seen.get(session, -1))
        return self.dumped() != before

    def is_alive(self) -> bool:
        """Whether the row is there: born and not deleted, or changed by somebody who did not see it deleted."""
        return bool(self.cells) or any("v" in head.value for head in self.lives)

    def survived(self) -> bool:
        """Whether the row is there although somebody deleted it, because of a change that they had not seen."""
        return bool(self.cells) and bool(self.lives) and not any("v" in head.value for head in self.lives)

    def heads(self, cell: str, columns: tuple[str, ...]) -> list[Head]:
        """The values of a cell that stand side by side, the one that is shown first."""
        found = list(self.cells.get(cell, ()))
        seen = self.seen.get(cell, {})
        found += [
            Head(life.hlc, life.session, value_in(life.value["v"], columns))
            for life in self.lives
            if "v" in life.value and seen.get(life.session, -1) < life.hlc
        ]
        return sorted(found, key=_newest_first) if len(found) > 1 else found

    def body(self) -> dict[str, Any] | None:
        """The values of the row's newest birth, or as its newest deletion found them; `None` before both."""
        births = [head for head in self.lives if "v" in head.value]
        newest = min(births or self.lives, key=_newest_first, default=None)
        return None if newest is None else dict(next(iter(newest.value.values())))

    def shown(self, cells: Mapping[str, tuple[str, ...]]) -> dict[str, Any] | None:
        """The row as it is shown, by column, deleted or not; `None` where only some of its cells have arrived.

        Columns of cells that `cells` does not name come along as they are.
        """
        body = self.body()
        if body is None:
            return None
        lone = len(self.lives) == 1
        # In one order everywhere: cells of different versions may hold the same column.
        for cell in sorted(self.cells if lone else {**cells, **self.cells}):
            columns = cells.get(cell, (cell,))
            heads = self.heads(cell, columns)
            if heads:
                body.update(columns_of(heads[0].value, columns))
        return body

    def choices(self, cells: Mapping[str, tuple[str, ...]]) -> list[str]:
        """The cells in which different values stand side by side."""
        if not self.is_alive():
            return []
        births = sum("v" in head.value for head in self.lives)
        suspects = cells if births > 1 else [cell for cell in self.cells if cell in cells]
        if births == 1:
            # Where the birth was seen, a lone value of the cell stands alone.
            suspects = [cell for cell in suspects if len(self.cells[cell]) > 1 or self._birth_stands(cell)]
        return [cell for cell in suspects if self._differ(self.heads(cell, cells[cell]))]

    def _birth_stands(self, cell: str) -> bool:
        seen = self.seen.get(cell, {})
        return any("v" in life.value and seen.get(life.session, -1) < life.hlc for life in self.lives)

    @staticmethod
    def _differ(heads: list[Head]) -> bool:
        return len(heads) > 1 and any(head.value != heads[0].value for head in heads)

    def dumped(self) -> str:
        """The state as JSON, the same text for the same state."""
        return _WRITER.encode(
            {
                "l": _listed(self.lives),
                "c": {cell: _listed(self.cells[cell]) for cell in sorted(self.cells)},
                "s": {cell: dict(sorted(self.seen[cell].items())) for cell in sorted(self.seen) if self.seen[cell]},
            }
        )


def _with(head: Head, value: Any) -> Head:
    """A value that came without what stayed at home, and comes again with it."""
    fuller = _fuller(head.value, value)
    return head if fuller is head.value else head._replace(value=fuller)


def _fuller(mine: Any, theirs: Any) -> Any:
    if isinstance(mine, dict) and isinstance(theirs, dict):
        told = {name: _fuller(each, theirs.get(name, STAYS)) for name, each in mine.items()}
        return mine if told == mine else told
    return theirs if mine == STAYS else mine


_WRITER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def of_text(text: str) -> RowState:
    """A state from what `dumped` gave; trusted, since it is our own."""
    held = json.loads(text)
    state = RowState()
    state.lives = [Head(*head) for head in held["l"]]
    state.cells = {cell: [Head(*head) for head in heads] for cell, heads in held["c"].items()}
    state.seen = held["s"]
    return state


def loaded(parts: Any) -> RowState:
    """A state from somebody else's JSON. Raises `Unreadable` where any part of it is not what it must be."""
    if not isinstance(parts, dict) or parts.keys() != {"l", "c", "s"}:
        raise Unreadable("state")
    cells, seen = parts["c"], parts["s"]
    if not isinstance(cells, dict) or not isinstance(seen, dict) or ROW in cells:
        raise Unreadable("state")
    state = RowState()
    state.lives = _checked(ROW, parts["l"])
    state.cells = {cell: _checked(cell, heads) for cell, heads in cells.items()}
    for cell, sessions in seen.items():
        if not isinstance(sessions, dict):
            raise Unreadable("state")
        # The checks of an operation are those of a stamp and of the name of a cell.
        read = parsed(["t", "r", cell, 0, _NOBODY, {"v": {}} if cell == ROW else None, _pairs(sessions)])
        state.seen[cell] = {session: hlc for hlc, session in read.bases}
    for cell, heads in (*state.cells.items(), (ROW, state.lives)):
        if any(state.seen.get(cell, {}).get(head.session, -1) < head.hlc for head in heads):
            raise Unreadable("state")
    return state


_NOBODY = "0" * 16 + "-" + "0" * 12


def _pairs(sessions: dict[str, Any]) -> list[list[Any]]:
    return [[hlc, session] for session, hlc in sessions.items()]


def _checked(cell: str, heads: Any) -> list[Head]:
    if cell == WHOLE or not isinstance(heads, list) or (cell != ROW and not heads):
        raise Unreadable("state")
    found = []
    for head in heads:
        if not isinstance(head, list) or not 3 <= len(head) <= 4:
            raise Unreadable("state")
        op = parsed(["t", "r", cell, *head[:3], [], None, *head[3:]])
        found.append(Head(op.hlc, op.session, op.value, op.was))
    return found


def _listed(heads: list[Head]) -> list[tuple[Any, ...]]:
    ordered = sorted(heads, key=_newest_first) if len(heads) > 1 else heads
    return [head[:3] if head.was is None else tuple(head) for head in ordered]


def _newest_first(head: Head) -> tuple[int, str]:
    return (-head.hlc, _reversed(head.session))


def _reversed(session: str) -> str:
    # Sessions are lower-case hexadecimal; turning the digits round turns the order round.
    return session.translate(_TURNED)


_TURNED = str.maketrans("0123456789abcdef", "fedcba9876543210")


def value_in(body: Mapping[str, Any], columns: tuple[str, ...]) -> Any:
    """The value of a cell in a body: of one column itself, of several an object."""
    if len(columns) == 1:
        return body.get(columns[0])
    return {column: body.get(column) for column in columns}


def columns_of(value: Any, columns: tuple[str, ...]) -> dict[str, Any]:
    """A cell's value by column; columns that a value of an earlier version lacks are left out."""
    if len(columns) == 1 and not isinstance(value, dict):
        return {columns[0]: value}
    return dict(value) if isinstance(value, dict) else {}
