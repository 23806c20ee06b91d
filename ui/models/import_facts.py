"""A few cells of a row that help a person to say who it is about."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from learnerplan.errors import UserError
from learnerplan.imports.identifiers import LABELS, SOURCES
from learnerplan.imports.mapped.mapping import LEAVE_OUT, QUESTION, ColumnMapping
from learnerplan.imports.words.lexicon import ID_USES
from ui.models.import_columns import KEPT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from learnerplan.imports.planned.pending import PendingRow
    from learnerplan.imports.planned.plan import FilePlan, RowPlan

Fact = tuple[str, str, bool]
"""Heading, cell, and whether the cell is somebody's own words."""
FACTS, LONGEST = 3, 160
GRADE, BIRTHDAY, ROOM, EMAIL = "Grade", "Birthday", "Class", "E-mail"
_NAMES = frozenset({"full_name", "given_name", "family_name", "middle_name", "preferred_name"})
_QUIET = frozenset({"timestamp", "started", "response_number"})
_SIDES = {"grade": GRADE, "birth_date": BIRTHDAY, "class_name": ROOM, "email": EMAIL}


class Facts(NamedTuple):
    """`told` cells stand below the question; `person` are (label, value) to hold beside each candidate."""

    told: tuple[Fact, ...] = ()
    person: tuple[tuple[str, str], ...] = ()


def facts_of(file: FilePlan, row: RowPlan) -> Facts:
    """The row's filled cells in columns that are used: first what was answered, else what identifies."""
    at = _position(file.table.lines, row.line)
    try:
        return _facts(file.mapping, file.table.rows[at], restricted=False) if at >= 0 else Facts()
    except UserError:  # the rows of a large file are read when they are looked at; it is gone, or another by now
        return Facts()


def kept_facts(held: PendingRow) -> Facts:
    """The same of a row that was kept to wait; of a support no cell: whoever looks on may not know of it."""
    return _facts(ColumnMapping.from_json(held.mapping), held.cells, restricted=held.restricted)


def _facts(mapping: ColumnMapping, cells: Sequence[str], *, restricted: bool) -> Facts:
    quiet = _NAMES | _QUIET | KEPT | {LEAVE_OUT}
    used = [column for column in mapping.columns if column.index < len(cells) and cells[column.index].strip()]
    person: dict[str, str] = {}
    for column in used:
        label = _SIDES.get(column.use) or (LABELS[SOURCES[column.use]] if column.use in ID_USES else "")
        if label:
            person.setdefault(label, cells[column.index].strip())
    told = [column for column in used if column.use not in quiet and column.use not in _SIDES]
    told = [column for column in told if column.use not in ID_USES and not restricted]
    told.sort(key=lambda column: column.use != QUESTION)
    found = [(column.header.strip(), _short(cells[column.index]), column.use == QUESTION) for column in told]
    return Facts(tuple(found[:FACTS]), tuple(person.items()))


def _position(lines: Sequence[int], line: int) -> int:
    """Lines ascend, so the row is found by halves."""
    from bisect import bisect_left

    at = bisect_left(lines, line)
    return at if at < len(lines) and lines[at] == line else -1


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= LONGEST else plain[: LONGEST - 1].rstrip() + "…"
