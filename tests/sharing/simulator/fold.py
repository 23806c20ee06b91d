"""What a set of operations means, said as plainly as possible: no order, no registers, whole sets at a time."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from learnerplan.sharing.clock import Stamp
from learnerplan.sharing.operations import ROW, WHOLE, Operation

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Key = tuple[str, str]


@dataclass
class Fold:
    """The operations of one row. `replaced`: a cell and session, the newest stamp that somebody had seen and replaced.

    Who writes into a cell has seen what they wrote there before, so everything older of that session is replaced too.
    """

    given: dict[tuple[str, Stamp], Any] = field(default_factory=dict)
    replaced: dict[str, dict[str, int]] = field(default_factory=lambda: defaultdict(dict))

    def add(self, op: Operation) -> None:
        """Take one operation in; a whole state counts as the values and the memory that it holds."""
        if op.cell == WHOLE:
            self._add_state(op.value)
            return
        self.given[op.cell, Stamp(op.hlc, op.session)] = op.value
        self._replace(op.cell, (*op.bases, Stamp(op.hlc - 1, op.session)))
        for cell, stamps in (op.covers or {}).items():
            self._replace(cell, stamps)

    def _add_state(self, state: Mapping[str, Any]) -> None:
        for cell, heads in ((ROW, state["l"]), *state["c"].items()):
            for hlc, session, value, *_ in heads:
                self.given[cell, Stamp(hlc, session)] = value
        for cell, sessions in state["s"].items():
            standing = {(head[0], head[1]) for head in (state["l"] if cell == ROW else state["c"].get(cell, ()))}
            stamps = (Stamp(hlc, session) for session, hlc in sessions.items())
            self._replace(cell, (Stamp(hlc - ((hlc, session) in standing), session) for hlc, session in stamps))

    def _replace(self, cell: str, stamps: Iterable[Stamp]) -> None:
        known = self.replaced[cell]
        for hlc, session in stamps:
            known[session] = max(hlc, known.get(session, -1))

    def heads(self, cell: str) -> dict[Stamp, Any]:
        """The values of a cell that nobody who saw them replaced, by stamp; births are not among them."""
        return {
            stamp: value
            for (where, stamp), value in self.given.items()
            if where == cell and not self._is_replaced(cell, stamp)
        }

    def _is_replaced(self, cell: str, stamp: Stamp) -> bool:
        return self.replaced[cell].get(stamp.session, -1) >= stamp.hlc

    def cells(self) -> set[str]:
        """The cells in which a value stands."""
        return {cell for cell, stamp in self.given if cell != ROW and not self._is_replaced(cell, stamp)}

    def births(self) -> dict[Stamp, Any]:
        """The bodies of the births that stand."""
        return {stamp: value["v"] for stamp, value in self.heads(ROW).items() if "v" in value}

    def is_alive(self) -> bool:
        """Whether the row is there."""
        return bool(self.births() or self.cells())

    def standing(self, cell: str, columns: tuple[str, ...]) -> dict[Stamp, Any]:
        """All values of a cell side by side, births among them."""
        found = self.heads(cell)
        for stamp, body in self.births().items():
            if not self._is_replaced(cell, stamp):
                one = len(columns) == 1
                found[stamp] = body.get(columns[0]) if one else {column: body.get(column) for column in columns}
        return found

    def shown(self, cells: Mapping[str, tuple[str, ...]]) -> dict[str, Any] | None:
        """The values of the row by column; `None` where nobody has told them all yet."""
        lives = self.heads(ROW)
        bodies = self.births() or {stamp: value["x"] for stamp, value in lives.items() if "x" in value}
        if not bodies:
            return None
        row = dict(bodies[max(bodies)])
        for cell, columns in cells.items():
            found = self.standing(cell, columns)
            if found:
                value = found[max(found)]
                row.update({columns[0]: value} if len(columns) == 1 else value)
        return row


def folded(operations: Iterable[Operation]) -> dict[Key, Fold]:
    """All rows that the operations speak of."""
    rows: dict[Key, Fold] = defaultdict(Fold)
    for op in operations:
        rows[op.table, op.row].add(op)
    return rows
