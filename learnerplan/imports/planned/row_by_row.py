"""Planning a table one row after the other, with a word on how far it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from learnerplan.imports.planned.verdicts import unreadable

if TYPE_CHECKING:
    from collections.abc import Callable

    from learnerplan.imports.files.table import Table
    from learnerplan.imports.planned.plan import RowPlan
    from learnerplan.progress import Progress

_STEP = 250


def row_by_row(
    table: Table, plan_row: Callable[[int, tuple[str, ...]], RowPlan], progress: Progress | None
) -> tuple[RowPlan, ...]:
    """The plan of each row and of what could not be read, in the order of the file.

    `plan_row` gets the number of a row in the table, from zero, and its cells. Raises `Cancelled` when asked to stop.
    """
    planned = unreadable(table)
    for index, row in enumerate(table.rows):
        if progress is not None and index % _STEP == 0:
            progress.step(index, len(table.rows), f"Comparing {table.name}")
        planned.append(plan_row(index, row))
    return tuple(sorted(planned, key=lambda each: each.line))
