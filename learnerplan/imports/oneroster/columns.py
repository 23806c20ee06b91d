"""The cells of a table by what its columns mean: whole columns at once, since rosters have many rows."""

from __future__ import annotations

import re

from learnerplan.imports.folding import tidy
from learnerplan.imports.mapping import ColumnMapping
from learnerplan.imports.tables import Table

_EMPTY = frozenset(("", "null", "n/a", "#n/a", "\\n"))
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
        cells = [_filled(row[places[0]]) for row in self.table.rows]
        for place in places[1:]:
            cells = [cell or _filled(row[place]) for cell, row in zip(cells, self.table.rows, strict=True)]
        return cells


def listed(cell: str) -> list[str]:
    """The parts of a cell with several numbers: "id1,id2"."""
    return [part.strip() for part in _BETWEEN.split(cell) if part.strip()] if cell else []


def _filled(cell: str) -> str:
    plain = tidy(cell)
    return "" if plain.casefold() in _EMPTY else plain
