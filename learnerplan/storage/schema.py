"""The tables and triggers in the database: making them, and telling which version lies there.

`HEAD` is the newest migration. Reading it is plain SQL, so that opening a planbook of today imports neither
SQLModel nor Alembic.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from learnerplan.errors import UserError
from learnerplan.storage import search, sharing_tables
from learnerplan.storage.tables import metadata

if TYPE_CHECKING:
    from sqlalchemy import Connection

HEAD = "0002"
KNOWN = ("0001", "0002")

# Ours, beside the records: the journal, who and when, the search index, and the fingerprint of the triggers.
_BOOKKEEPING = (
    """CREATE TABLE IF NOT EXISTS txn (
        id INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, actor TEXT NOT NULL, label TEXT NOT NULL,
        origin TEXT NOT NULL, kind TEXT NOT NULL, undoable INTEGER NOT NULL, undone INTEGER NOT NULL DEFAULT 0,
        of_txn INTEGER, first INTEGER, last INTEGER, first_local INTEGER, last_local INTEGER)""",
    """CREATE TABLE IF NOT EXISTS change (
        seq INTEGER PRIMARY KEY AUTOINCREMENT, tbl TEXT NOT NULL, row_id TEXT NOT NULL, op TEXT NOT NULL,
        before TEXT, after TEXT)""",
    """CREATE TABLE IF NOT EXISTS change_local (
        seq INTEGER PRIMARY KEY AUTOINCREMENT, tbl TEXT NOT NULL, row_id TEXT NOT NULL, op TEXT NOT NULL,
        before TEXT, after TEXT)""",
    "CREATE INDEX IF NOT EXISTS ix_change_row ON change(row_id)",
    "CREATE INDEX IF NOT EXISTS ix_change_local_row ON change_local(row_id)",
    "CREATE INDEX IF NOT EXISTS ix_txn_first ON txn(first)",
    # Imports ask what was changed after it came in; inserts are far more and not in it.
    "CREATE INDEX IF NOT EXISTS ix_change_update ON change(tbl, seq) WHERE op = 'U'",
    *search.TABLES,
    *sharing_tables.TABLES,
    "CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT NOT NULL)",
    "CREATE TABLE IF NOT EXISTS alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)",
)


def version(connection: Any) -> str | None:
    """The migration that a database stands at; `None` for one without tables. Raises for a newer or foreign one."""
    names = {row[0] for row in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    if not names:
        return None
    found = None
    if "alembic_version" in names:
        row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        found = row[0] if row else None
    if found is None:
        raise UserError(
            "The planbook.db in this folder was not made by Learnerplan, or its making was interrupted.",
            "Choose another folder, or restore a backup.",
        )
    if found not in KNOWN:
        raise UserError(
            "This Learnerplan folder was made by a newer version of Learnerplan.",
            "Install the newest version and open it again. Nothing was changed.",
        )
    return str(found)


def create(connection: Connection) -> None:
    """Make all tables and triggers in an empty database, inside the caller's transaction."""
    held = metadata()
    held.create_all(connection)
    add_bookkeeping(connection)
    connection.exec_driver_sql("DELETE FROM alembic_version")
    connection.exec_driver_sql("INSERT INTO alembic_version VALUES (?)", (HEAD,))
    renew_triggers(connection)


def add_bookkeeping(connection: Connection) -> None:
    """Make our own tables where they are not there yet."""
    for statement in _BOOKKEEPING:
        connection.exec_driver_sql(statement)


def drop_triggers(connection: Connection) -> None:
    """Remove all generated triggers, before tables change shape."""
    rows = connection.exec_driver_sql(
        "SELECT name FROM sqlite_schema WHERE type = 'trigger' AND substr(name, 1, 2) IN ('j_', 's_')"
    ).fetchall()
    for (name,) in rows:
        connection.exec_driver_sql(f'DROP TRIGGER "{name}"')


def renew_triggers(connection: Connection) -> None:
    """Make all triggers anew and note their fingerprint."""
    from learnerplan.storage import triggers

    drop_triggers(connection)
    for statement in triggers.statements(metadata()):
        connection.exec_driver_sql(statement)
    connection.exec_driver_sql(
        "INSERT INTO meta VALUES ('triggers', ?) ON CONFLICT(name) DO UPDATE SET value = excluded.value",
        (fingerprint(),),
    )


def triggers_are_current(connection: Connection, *, thoroughly: bool) -> bool:
    """Whether the triggers in the database are those that the records ask for; `thoroughly` compares each of them."""
    from learnerplan.storage import triggers

    row = connection.exec_driver_sql("SELECT value FROM meta WHERE name = 'triggers'").fetchone()
    if row is None or row[0] != fingerprint():
        return False
    if not thoroughly:
        return True
    held = connection.exec_driver_sql("SELECT sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
    return {sql for (sql,) in held} == set(triggers.statements(metadata()))


@cache
def fingerprint() -> str:
    """What the noted fingerprint of the triggers must be."""
    from learnerplan.storage import triggers

    return triggers.fingerprint(metadata())
