"""The cells of a table by what its columns mean: whole columns at once, since rosters have many rows."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeVar

from learnerplan.imports.mapped.mapping import ColumnMapping
from learnerplan.imports.tables import Table
from learnerplan.imports.words.folding import tidy

T = TypeVar("T")
_EMPTY = frozenset(("", "null", "n/a", "#n/a", "\\n", "-"))
_BETWEEN = re.compile(r"[,;|]")


class Columns:
    """Reads a table by its mapping; each column is read once."""

    def __init__(self, table: Table, mapping: ColumnMapping) -> None:
        self.table = table
        self.mapping = mapping
        self._read: dict[str, list[str]] = {}

    def __len__(self) -> int:
        return len(self.table.rows)

    def has(self, use: str) -> bool:
        """Whether any column has this use."""
        return self.mapping.column(use) is not None

    def cells(self, use: str) -> list[str]:
        """For each row the first filled cell among the columns with a use, empty where there is none."""
        if use not in self._read:
            self._read[use] = self._cells(use)
        return self._read[use]

    def every(self, use: str, row: int) -> list[str]:
        """All filled cells of one row with a use."""
        found = (_filled(self.table.rows[row][column.index]) for column in self.mapping.having(use))
        return [cell for cell in found if cell]

    def _cells(self, use: str) -> list[str]:
        places = [column.index for column in self.mapping.having(use)]
        if not places:
            return [""] * len(self.table.rows)
        cells = each_once([row[places[0]] for row in self.table.rows], _filled)
        for place in places[1:]:
            more = each_once([row[place] for row in self.table.rows], _filled)
            cells = [cell or other for cell, other in zip(cells, more, strict=True)]
        return cells


def each_once(cells: list[str], read: Callable[[str], T]) -> list[T]:
    """A column read cell by cell, each different cell once."""
    known = {cell: read(cell) for cell in set(cells)}
    return [known[cell] for cell in cells]


def listed(cell: str) -> list[str]:
    """The parts of a cell with several numbers: "id1,id2"."""
    return [part.strip() for part in _BETWEEN.split(cell) if part.strip()] if cell else []


def _filled(cell: str) -> str:
    plain = tidy(cell)
    return "" if plain.casefold() in _EMPTY else plain
