"""What a transaction changed: the value that the journal hands to its readers."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Changes:
    """One committed transaction: its label and the tables that it touched."""

    label: str
    tables: frozenset[str]
    txn: int = 0


@dataclass(frozen=True)
class RowChange:
    """One journalled row. `before` and `after` hold the changed columns; an insert stores neither."""

    seq: int
    table: str
    row_id: str
    op: str
    before: dict[str, Any] = field(default_factory=dict)
    after: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class UndoStatus:
    """The labels of what can be undone and redone now, for the menu."""

    undo: str | None
    redo: str | None
