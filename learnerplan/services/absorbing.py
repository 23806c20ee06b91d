"""Two rows that are one: everything that points to the second moves to the first, what both have stands there once.

Which tables point to a row is read from the records, so that a table that is added later moves along too.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from learnerplan.domain import tables
from learnerplan.services import sameness

if TYPE_CHECKING:
    from learnerplan.domain.tables import Link
    from learnerplan.storage.transaction import Transaction

Row = dict[str, Any]


def absorb(tx: Transaction, table: str, keep_id: str, other_id: str) -> Counter[str]:
    """Move what points to the row `other_id` to `keep_id` and delete that row. Gives how many rows moved, by table.

    A row that says just what one of the kept row's says is absorbed by it in the same way; each takes in one at most,
    so that what somebody has twice stays there twice.
    """
    moved: Counter[str] = Counter()
    for link in tables.links_to(table):
        moved.update(_move(tx, link, keep_id, other_id))
    tx.delete(tables.by_name()[table], other_id)
    return moved


def _move(tx: Transaction, link: Link, keep_id: str, other_id: str) -> Counter[str]:
    record = tables.by_name()[link.table]
    incoming = pointing(tx, link, other_id)
    free = pointing(tx, link, keep_id) if incoming else []
    after = 1 + max((row.get("position") or 0 for row in free), default=-1)
    moved: Counter[str] = Counter()
    for row in incoming:
        twin = next((held for held in free if sameness.same(tx, link, held, row)), None)
        if twin is not None:
            free.remove(twin)
            values = sameness.joined(link.table, twin, row)
            if values:
                tx.change(record, twin["id"], **values)
            moved.update(absorb(tx, link.table, twin["id"], row["id"]))
        elif row["id"] == keep_id:
            # The kept row itself pointed to the other, as a newer entry does to the one that it stands for.
            tx.change(record, keep_id, **{link.column: None})
        else:
            values = {link.column: keep_id}
            if "position" in row and link == tables.listing(link.table):
                values["position"] = (row["position"] or 0) + after
            tx.change(record, row["id"], **values)
            moved[link.table] += 1
    return moved


def pointing(tx: Transaction, link: Link, row_id: str) -> list[Row]:
    """The rows of a table that point to a row, oldest first."""
    record = tables.by_name()[link.table]
    sql = f'SELECT id AS value FROM "{link.table}" WHERE "{link.column}" = ? ORDER BY id'
    found = (tx.get(record, each.value) for each in tx.rows(sameness.Text, sql, (row_id,)))
    return [row for row in found if row is not None]
