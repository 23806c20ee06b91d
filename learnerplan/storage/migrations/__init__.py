"""Bringing an older planbook up to date, on a copy; imported only when a planbook is older than this version.

A new version of the tables is a script in `versions/` (`down_revision` names the one before) and its name in
`schema.HEAD` and `schema.KNOWN`. Scripts run with foreign keys off, since a batch alter drops the parent table and
with foreign keys on its children would go with it; and without the generated triggers, which are made anew after.
"""

from __future__ import annotations

import shutil
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from learnerplan import files
from learnerplan.errors import UserError
from learnerplan.storage import connection as connections
from learnerplan.storage import engine, schema, search
from learnerplan.storage import folder as folders
from learnerplan.storage.damage import counts, damage
from learnerplan.storage.faults import told, told_of_files

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

SCRIPTS = Path(__file__).parent


def migrate(folder: folders.Folder, key: str, scripts: Path = SCRIPTS) -> Path:
    """Bring a planbook to the newest version and give where the old database is kept, in the backups folder.

    All happens on a copy that takes the old one's place at the very end: whatever goes wrong before, the planbook
    is as it was. What was done before cannot be undone afterwards. Raises `UserError` when another program has the
    planbook open, or the disk is full.
    """
    with (
        told_of_files("This Learnerplan folder was not brought up to date"),
        folders.working(folder) as place,
    ):
        copy = folders.Folder(place)
        kept = folder.backups / f"planbook before the update of {datetime.now():%Y-%m-%d %H%M%S}.db"
        with told(), _alone(folder, key) as connection:
            before = counts(connection)
            with files.replacing(kept) as part:
                shutil.copyfile(folder.database, part)
            shutil.copyfile(kept, copy.database)
        with told():
            _upgrade(copy, key, scripts)
            _prove(copy, key, before)
        files.sync(copy.database)
        copy.database.replace(folder.database)
        files.sync_folder(folder.path)
    return kept


@contextmanager
def _alone(folder: folders.Folder, key: str) -> Iterator[Any]:
    """A connection that nobody else can write beside; the write-ahead log is folded into the file."""
    connection = connections.connect(folder, key)
    try:
        # Refused by SQLite while any other program has the database open.
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute("BEGIN EXCLUSIVE")
        yield connection
        connection.execute("ROLLBACK")
    finally:
        connection.close()


def _upgrade(copy: folders.Folder, key: str, scripts: Path) -> None:
    from sqlalchemy import event

    made = engine.make(copy, key)
    # Inside a transaction SQLite ignores this, so it stands before the first.
    event.listen(made, "connect", lambda raw, _record: raw.execute("PRAGMA foreign_keys = OFF"))
    try:
        with made.begin() as connection:
            schema.drop_triggers(connection)
            _run_scripts(connection, scripts)
            schema.add_bookkeeping(connection)
            schema.renew_triggers(connection)
            search.rebuild(connection.connection.driver_connection)
            # Older entries of the journal name columns that may be gone.
            connection.exec_driver_sql("UPDATE txn SET undoable = 0")
    finally:
        made.dispose()


def _run_scripts(connection: Connection, scripts: Path) -> None:
    from alembic.config import Config
    from alembic.runtime.environment import EnvironmentContext
    from alembic.script import ScriptDirectory

    config = Config()
    # Alembic reads "%" as the beginning of a name of its own.
    config.set_main_option("script_location", str(scripts).replace("%", "%%"))
    directory = ScriptDirectory.from_config(config)

    def steps(revision: Any, _context: Any) -> Any:
        return directory._upgrade_revs("head", revision)  # noqa: SLF001 - as Alembic's own command does

    with EnvironmentContext(config, directory, fn=steps) as environment:
        environment.configure(connection=connection)
        environment.run_migrations()


def _prove(copy: folders.Folder, key: str, before: dict[str, int]) -> None:
    connection = connections.connect(copy, key)
    try:
        wrong = [finding.what for finding in damage(connection)]
        after = counts(connection)
    finally:
        connection.close()
    lost = [table for table, number in before.items() if after.get(table, number) < number]
    if wrong or lost:
        raise UserError(
            "This Learnerplan folder could not be brought up to date without losing something, so it is as it was.",
            "Open it with the earlier version, and tell us: " + " ".join([*wrong, *lost]),
        )
