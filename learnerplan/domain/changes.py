"""What a transaction changed: the value that the journal hands to its readers."""

from __future__ import annotations

from typing import Any, NamedTuple


class Changes(NamedTuple):
    """One committed transaction: its label and the tables that it touched."""

    label: str
    tables: frozenset[str]
    txn: int = 0


class RowChange(NamedTuple):
    """One journalled row. `before` and `after` hold the changed columns; an insert stores neither."""

    seq: int
    table: str
    row_id: str
    op: str
    before: dict[str, Any]
    after: dict[str, Any]


class UndoStatus(NamedTuple):
    """The labels of what can be undone and redone now, for the menu. `txn` is the transaction that undo takes back."""

    undo: str | None
    redo: str | None
    txn: int | None = None
