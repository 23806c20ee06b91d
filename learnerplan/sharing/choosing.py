"""Choosing between values that stand side by side: an operation that has seen them all."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, Any

from learnerplan.sharing import capture, materialise, rows, shares
from learnerplan.sharing.clock import HybridClock
from learnerplan.sharing.operations import Operation
from learnerplan.sharing.rows import Key

if TYPE_CHECKING:
    from learnerplan.sharing.ports import Ports
    from learnerplan.sharing.state import Head


def open_choices(connection: Any, ports: Ports) -> list[tuple[Key, str, list[Head]]]:
    """Every cell with different values side by side: the row, the cell, its values with the shown one first."""
    found = connection.execute("SELECT tbl, row_id FROM share_row WHERE choices > 0 ORDER BY tbl, row_id").fetchall()
    states = rows.load(connection, [Key(*row) for row in found])
    return [
        (key, cell, state.heads(cell, cells[cell]))
        for key, state in states.items()
        for cells in (ports.shape.tables[key.table].choosable,)
        for cell in state.choices(cells)
    ]


def choose(connection: Any, ports: Ports, key: Key, cell: str, value: Any) -> None:
    """Let a value stand instead of all that stand side by side, in the caller's transaction.

    Raises `LookupError` where the row is in no share any more.
    """
    capture.capture(connection, ports)
    state = rows.load(connection, [key])[key]
    columns = ports.shape.tables[key.table].cells[cell]
    clock = HybridClock(connection, ports.clock)
    bases = tuple(head.stamp for head in state.heads(cell, columns))
    op = Operation(*key, cell, clock.tick(), ports.session, value, bases)
    state.absorb(op)
    materialise.settle(connection, ports.shape, {key: state})
    writable = {share.id for share in shares.load(connection) if share.may_write}
    held = shares.holding(connection, [key]).get(key, ())
    shares.send(connection, ports.shape, [(share, section, op) for share, section in held if share in writable])
    clock.keep()


def merged(was: str, mine: str, theirs: str) -> str | None:
    """Both versions of a text in one, where they changed different paragraphs of what it `was`; else `None`.

    Paragraphs are lines. Changes that touch each other are never merged: a person has to read them.
    """
    base = was.split("\n")
    edits = sorted([*_edits(base, mine.split("\n")), *_edits(base, theirs.split("\n"))])
    kept: list[tuple[int, int, list[str]]] = []
    for edit in edits:
        if kept and edit == kept[-1]:
            continue
        if kept and edit[0] <= kept[-1][1]:
            return None
        kept.append(edit)
    lines: list[str] = []
    at = 0
    for start, end, put in kept:
        lines += [*base[at:start], *put]
        at = end
    return "\n".join([*lines, *base[at:]])


def _edits(base: list[str], text: list[str]) -> list[tuple[int, int, list[str]]]:
    matcher = difflib.SequenceMatcher(None, base, text, autojunk=False)
    return [(i1, i2, text[j1:j2]) for tag, i1, i2, j1, j2 in matcher.get_opcodes() if tag != "equal"]
