"""Values that stay at home: what a cell holds goes to one's own devices only, while the cell itself is known to all.

An operation leaves with `STAYS` in the place of such a value, so that stamps, deaths and digests are the same for
everybody. Where it arrives, what stands in the table goes on standing.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from learnerplan.sharing import state as states
from learnerplan.sharing.operations import ROW, STAYS, WHOLE, Operation

if TYPE_CHECKING:
    from learnerplan.sharing.shape import Home, Shape
    from learnerplan.sharing.state import Head, RowState


def leaving(shape: Shape, op: Operation) -> Operation:
    """An operation as others than one's own devices may see it. Raises `Unreadable` for a state that is none."""
    home = shape.home(op.table)
    if not home:
        return op
    if op.cell == WHOLE:
        return op._replace(value=json.loads(told(home, states.loaded(op.value)).dumped()))
    if op.cell == ROW:
        return op._replace(value=_life(home, op.value))
    return op._replace(value=STAYS, was=None) if _stays(home, op.cell, op.value) else op


def told(home: Home, state: RowState) -> RowState:
    """The state of a row as others may see it; changes the one that it is given."""
    state.lives = [head._replace(value=_life(home, head.value)) for head in state.lives]
    for cell in home.keys() & state.cells.keys():
        state.cells[cell] = [_head(home, cell, head) for head in state.cells[cell]]
    return state


def told_text(home: Home, text: str) -> str:
    """The same for a state as it is kept, from text to text."""
    return told(home, states.of_text(text)).dumped() if home else text


def _head(home: Home, cell: str, head: Head) -> Head:
    return head._replace(value=STAYS, was=None) if _stays(home, cell, head.value) else head


def _life(home: Home, value: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {
        kind: {name: STAYS if _stays(home, name, each) else each for name, each in body.items()}
        for kind, body in value.items()
    }


def _stays(home: Home, name: str, value: Any) -> bool:
    return name in home and home[name](value)
