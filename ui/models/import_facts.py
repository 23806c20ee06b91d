"""A few cells of a row that help a person to say who it is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from learnerplan.imports.mapping import LEAVE_OUT, QUESTION, ColumnMapping

if TYPE_CHECKING:
    from collections.abc import Sequence

    from learnerplan.imports.pending import PendingRow
    from learnerplan.imports.plan import FilePlan, RowPlan

Fact = tuple[str, str, bool]
"""Heading, cell, and whether the cell is somebody's own words."""
FACTS, LONGEST = 3, 160
_NAMES = frozenset({"full_name", "given_name", "family_name", "middle_name"})
_QUIET = frozenset({"timestamp", "started", "response_number"})


def facts_of(file: FilePlan, row: RowPlan) -> tuple[Fact, ...]:
    """The row's filled cells in columns that are used: first what was answered, else what identifies."""
    at = _position(file.table.lines, row.line)
    return _told(file.mapping, file.table.rows[at]) if at >= 0 else ()


def kept_facts(held: PendingRow) -> tuple[Fact, ...]:
    """The same of a row that was kept to wait."""
    return _told(ColumnMapping.from_json(held.mapping), held.cells)


def _told(mapping: ColumnMapping, cells: Sequence[str]) -> tuple[Fact, ...]:
    quiet = _NAMES | _QUIET | {LEAVE_OUT}
    used = [column for column in mapping.columns if column.use not in quiet and column.index < len(cells)]
    used.sort(key=lambda column: column.use != QUESTION)
    found = [
        (column.header.strip(), _short(cells[column.index]), column.use == QUESTION)
        for column in used
        if cells[column.index].strip()
    ]
    return tuple(found[:FACTS])


def _position(lines: tuple[int, ...], line: int) -> int:
    """Lines ascend, so the row is found by halves."""
    from bisect import bisect_left

    at = bisect_left(lines, line)
    return at if at < len(lines) and lines[at] == line else -1


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= LONGEST else plain[: LONGEST - 1].rstrip() + "…"
