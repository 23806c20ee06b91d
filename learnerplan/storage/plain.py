"""A plain SQLite copy of the shared record, for other programs: no key, no private or local rows.

Only tables of the shared journal are copied, so private rows cannot be in it, not even in unused pages. Supports are
restricted: neither they nor their history are in it unless somebody asks for them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from learnerplan import files
from learnerplan.domain.supports import RESTRICTED
from learnerplan.storage.tables import metadata

if TYPE_CHECKING:
    from pathlib import Path

    from learnerplan.storage.store import Store

# The history comes along; the ranges of the local journal would lead nowhere.
_TXN = "INSERT INTO plain.txn SELECT * FROM main.txn WHERE first IS NOT NULL"
_NO_LOCAL = "UPDATE plain.txn SET first_local = NULL, last_local = NULL"


def shared_tables(*, with_supports: bool = False) -> list[str]:
    """The tables that may leave the app, by name: those of the shared journal, without what is restricted."""
    kept = frozenset[str]() if with_supports else RESTRICTED
    shared = (table.name for table in metadata().sorted_tables if table.info["journal"] == "change")
    return sorted(name for name in shared if name not in kept)


def copy(store: Store, target: Path, *, with_supports: bool = False) -> None:
    """Write the shared record to a new SQLite file at `target`. Raises `UserError` when the disk is full."""
    copied = shared_tables(with_supports=with_supports)
    tables = [*copied, "change"]
    with store.raw(read_only=False) as connection:
        # The rows obey their links already; checking each again would ask for an order.
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("ATTACH DATABASE ? AS plain KEY ''", (str(target),))
        connection.execute("BEGIN")
        marks = ", ".join("?" * (len(tables) + 1))
        made = connection.execute(
            f"""SELECT sql FROM main.sqlite_schema WHERE type IN ('table', 'index') AND sql IS NOT NULL
            AND tbl_name IN ({marks}) ORDER BY type DESC, name""",
            [*tables, "txn"],
        ).fetchall()
        for (sql,) in made:
            connection.execute(re.sub(r"^CREATE (TABLE|INDEX) ", r"CREATE \1 plain.", sql))
        for table in copied:
            connection.execute(f'INSERT INTO plain."{table}" SELECT * FROM main."{table}"')
        left_out = [] if with_supports else sorted(RESTRICTED)
        hidden = ", ".join("?" * len(left_out))
        connection.execute(f"INSERT INTO plain.change SELECT * FROM main.change WHERE tbl NOT IN ({hidden})", left_out)
        connection.execute(_TXN)
        connection.execute(_NO_LOCAL)
        connection.execute("COMMIT")
        connection.execute("DETACH DATABASE plain")
    files.sync(target)
