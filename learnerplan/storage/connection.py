"""Connections to the encrypted database. One SQLite library in the process: SQLCipher's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlcipher3 import dbapi2

from learnerplan.errors import UserError

if TYPE_CHECKING:
    from learnerplan.storage.folder import Folder

# Older ones can corrupt a WAL database that several connections write (fixed upstream in this release).
OLDEST_SQLITE = (3, 51, 3)
BUSY_MILLISECONDS = 5000
# A page that falls out of the cache is decrypted anew, so the usual 2 MB would make a large planbook slow.
CACHE_KIB = 16_384


def connect(folder: Folder, key: str, *, read_only: bool = False) -> Any:
    """A keyed connection in autocommit mode that any one thread at a time may use.

    Readers may not write (`query_only`); a writer syncs every commit to the disk.
    """
    refuse_old_sqlite(dbapi2.sqlite_version_info)
    connection = dbapi2.connect(str(folder.database), check_same_thread=False, isolation_level=None)
    try:
        prepare(connection, key, read_only=read_only)
    except BaseException:
        connection.close()
        raise
    return connection


def prepare(connection: Any, key: str, *, read_only: bool) -> None:
    """Key a fresh connection and set what every connection needs."""
    # SQLCipher would write its findings to the error output; they come to us as errors.
    connection.execute("PRAGMA cipher_log_level = NONE")
    connection.execute(f"PRAGMA key = \"x'{key}'\"")
    connection.execute(f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}")
    # The first read: a wrong key or a damaged header shows here.
    connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA recursive_triggers = ON")
    connection.execute("PRAGMA temp_store = MEMORY")
    connection.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
    if read_only:
        connection.execute("PRAGMA query_only = ON")
    else:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")


def refuse_old_sqlite(version: tuple[int, ...]) -> None:
    """Raise a `UserError` for a SQLite that is older than we trust with children's records."""
    if tuple(version) < OLDEST_SQLITE:
        found, needed = (".".join(map(str, v)) for v in (version, OLDEST_SQLITE))
        raise UserError(
            f"This installation carries SQLite {found}, and {needed} or newer is needed to keep records safe.",
            "Install Learnerplan again from its newest version.",
        )
