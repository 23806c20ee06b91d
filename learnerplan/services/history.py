"""History: what was changed in a learner's record, when, by whom, and what a row held at an earlier time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from learnerplan.domain.supports import RESTRICTED
from learnerplan.storage import history

if TYPE_CHECKING:
    from learnerplan.storage.store import Store


@dataclass(frozen=True)
class HistoryRow:
    """One change of one cell. `at` is UTC; `kind` is "do", "undo" or "redo"; `origin` is "teacher", "import", ...

    Where a row came, `before` is `None`; where one went, `after` is.
    """

    at: datetime
    actor: str
    label: str
    origin: str
    kind: str
    table: str
    row_id: str
    column: str
    before: Any
    after: Any


def of_learner(store: Store, learner_id: str, *, with_supports: bool = False) -> list[HistoryRow]:
    """Every change to a learner and to all that belongs to them, deleted rows too, oldest first.

    Supports are restricted: their changes are among them only where somebody asks for them.
    """
    with store.raw() as connection:
        found = history.of_learner(connection, learner_id)
    return _rows([cell for cell in found if with_supports or cell.table not in RESTRICTED])


def of_row(store: Store, table: str, row_id: str) -> list[HistoryRow]:
    """Every change to one row, oldest first."""
    with store.raw() as connection:
        found = history.cells(connection, [(table, row_id)])
    return _rows(found)


def as_of(store: Store, table: str, row_id: str, moment: datetime) -> dict[str, Any] | None:
    """What a row held at a moment, by column; `None` when it was not there then. For then-and-now."""
    with store.raw() as connection:
        return history.as_of(connection, table, row_id, moment)


def present(store: Store, table: str, row_id: str) -> dict[str, Any] | None:
    """What a row holds now, by column, told as `as_of` does; `None` when it is not there. The clock is not asked."""
    with store.raw() as connection:
        return history.present(connection, table, row_id)


def _rows(cells: list[history.Cell]) -> list[HistoryRow]:
    return [
        HistoryRow(
            cell.action.at,
            cell.action.actor,
            cell.action.label,
            cell.action.origin,
            cell.action.kind,
            cell.table,
            cell.row_id,
            cell.column,
            cell.before,
            cell.after,
        )
        for cell in cells
    ]
