"""Triggers made from the metadata: they journal each changed row and keep the search index.

Permanent triggers, since every connection of every program must obey them; so they may not name temp tables, and
they are made anew whenever the tables change (`fingerprint`), or new columns would silently miss the journal.
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


def searched(table: Table) -> list[str]:
    """The columns of a table that the full-text search knows; private and local tables have none."""
    if journal_of(table) != "change":
        return []
    return [column.name for column in table.columns if column.info.get("search")]


def statements(metadata: MetaData) -> list[str]:
    """All CREATE TRIGGER statements, in a fixed order."""
    made: list[str] = []
    for table in sorted(metadata.tables.values(), key=lambda t: t.name):
        journal = journal_of(table)
        if journal:
            made += _journalling(table, journal)
        if searched(table):
            made += _searching(table)
    return made


def fingerprint(metadata: MetaData) -> str:
    """A hash over all triggers as they should be."""
    return hashlib.sha256("\n".join(statements(metadata)).encode("utf-8")).hexdigest()


def _journalling(table: Table, journal: str) -> Iterable[str]:
    name = table.name
    columns = [column.name for column in table.columns]
    differs = " OR ".join(f'old."{c}" IS NOT new."{c}"' for c in columns)
    every = ", ".join(f"'{c}', old.\"{c}\"" for c in columns)
    insert = f"INSERT INTO {journal}(tbl, row_id, op, before, after) VALUES ('{name}'"
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


def _searching(table: Table) -> Iterable[str]:
    name = table.name
    columns = searched(table)
    text = joined(columns, "new")
    differs = " OR ".join(f'old."{c}" IS NOT new."{c}"' for c in columns)
    drop = (
        f"DELETE FROM search WHERE rowid = (SELECT doc FROM search_doc WHERE tbl = '{name}' AND row_id = old.id); "
        f"DELETE FROM search_doc WHERE tbl = '{name}' AND row_id = old.id; "
    )
    add = (
        f"INSERT INTO search_doc(tbl, row_id) VALUES ('{name}', new.id); "
        f"INSERT INTO search(rowid, text) VALUES (last_insert_rowid(), {text}); "
    )
    yield f'CREATE TRIGGER "s_{name}_i" AFTER INSERT ON "{name}" BEGIN {add}END'
    yield f'CREATE TRIGGER "s_{name}_u" AFTER UPDATE ON "{name}" WHEN {differs} BEGIN {drop}{add}END'
    yield f'CREATE TRIGGER "s_{name}_d" AFTER DELETE ON "{name}" BEGIN {drop}END'


def joined(columns: list[str], side: str) -> str:
    """The SQL of a row's searchable text: its columns, a line each."""
    return " || char(10) || ".join(f'{side}."{c}"' for c in columns)
