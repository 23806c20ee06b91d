"""Drafts of single rows of any table of the record, by which an export of ours comes back."""

from __future__ import annotations

from typing import Any, NamedTuple


class RowDraft(NamedTuple):
    """A row to make under its own id (`new`), or columns of one that is held to set.

    `values` are (column, value) pairs as SQLite keeps them. `instead_of` are (table, id) of unused rows that go, since
    this one stands for them; `declined` (column, value) pairs of the export that a person did not take.
    """

    table: str
    id: str
    new: bool
    values: tuple[tuple[str, Any], ...] = ()
    instead_of: tuple[tuple[str, str], ...] = ()
    declined: tuple[tuple[str, str], ...] = ()
