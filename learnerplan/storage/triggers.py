"""Triggers made from the metadata: they journal each changed row.

Permanent triggers, since every connection of every program must obey them; so they may not name temp tables, and
they are made anew whenever the tables change (`fingerprint`), or new columns would silently miss the journal.

They insert OR FAIL: what may abort has SQLite keep, and SQLCipher encrypt, a copy of each page before each row, which
doubles the time of an import. A row of the journal breaks no constraint, so nothing fails.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Column, MetaData, Table

    AnyColumn = Column[object]


def journal_of(table: Table) -> str | None:
    """The journal that a table writes to: `change`, `change_local`, or none."""
    name: str | None = table.info["journal"]
    return name


def statements(metadata: MetaData) -> list[str]:
    """All CREATE TRIGGER statements, in a fixed order."""
    made: list[str] = []
    for table in sorted(metadata.tables.values(), key=lambda t: t.name):
        journal = journal_of(table)
        if journal:
            made += _journalling(table, journal)
    return made


def fingerprint(metadata: MetaData) -> str:
    """A hash over all triggers as they should be."""
    return hashlib.sha256("\n".join(statements(metadata)).encode("utf-8")).hexdigest()


def _journalling(table: Table, journal: str) -> Iterable[str]:
    name = table.name
    columns = [column.name for column in table.columns]
    differs = " OR ".join(f'old."{c}" IS NOT new."{c}"' for c in columns)
    every = ", ".join(f"'{c}', old.\"{c}\"" for c in columns)
    insert = f"INSERT OR FAIL INTO {journal}(tbl, row_id, op, before, after) VALUES ('{name}'"
    yield (f'CREATE TRIGGER "j_{name}_i" AFTER INSERT ON "{name}" BEGIN {insert}, new.id, \'I\', NULL, NULL); END')
    yield (
        f'CREATE TRIGGER "j_{name}_u" AFTER UPDATE ON "{name}" WHEN {differs} BEGIN '
        f"{insert}, new.id, 'U', {_changed(columns, 'old')}, {_changed(columns, 'new')}); END"
    )
    yield (
        f'CREATE TRIGGER "j_{name}_d" AFTER DELETE ON "{name}" BEGIN '
        f"{insert}, old.id, 'D', json_object({every}), NULL); END"
    )


def _changed(columns: list[str], side: str) -> str:
    pairs = " UNION ALL ".join(
        f'SELECT \'{c}\' AS k, {side}."{c}" AS v WHERE old."{c}" IS NOT new."{c}"' for c in columns
    )
    return f"(SELECT json_group_object(k, v) FROM ({pairs}))"
