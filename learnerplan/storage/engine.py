"""The SQLAlchemy engine for writes, on SQLCipher; imported with the first write."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import URL, Engine, create_engine, event
from sqlalchemy.pool import QueuePool
from sqlcipher3 import dbapi2

from learnerplan.storage import connection as connections

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from learnerplan.storage.folder import Folder


def make(folder: Folder, key: str) -> Engine:
    """An engine with one connection, keyed and durable, whose transactions take the write lock at once.

    Taking it at once keeps a transaction from failing half way because another program began to write.
    """
    engine = create_engine(
        URL.create("sqlite", database=str(folder.database)),
        module=dbapi2,
        poolclass=QueuePool,
        pool_size=1,
        max_overflow=0,
        connect_args={"check_same_thread": False, "isolation_level": None},
    )

    @event.listens_for(engine, "connect")
    def _prepare(raw: Any, _record: Any) -> None:
        connections.prepare(raw, key, read_only=False)

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine
