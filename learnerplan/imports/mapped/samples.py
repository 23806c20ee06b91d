"""A few cells of a column, for the eye."""

from __future__ import annotations

from learnerplan.imports.tables import Table

_MOST, _WITHIN, _LONGEST = 3, 50, 120


def samples_of(table: Table, index: int) -> tuple[str, ...]:
    """The first cells of a column that are filled and differ, shortened."""
    found: list[str] = []
    for row in table.rows[:_WITHIN]:
        cell = row[index].strip()
        if cell and cell not in found:
            found.append(cell[:_LONGEST])
        if len(found) == _MOST:
            break
    return tuple(found)
