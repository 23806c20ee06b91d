"""The store: the one door to a planbook's database. Reads are plain SQL; every write is one labelled transaction."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from learnerplan.domain.changes import Changes, UndoStatus
from learnerplan.errors import UserError
from learnerplan.storage import connection as connections
from learnerplan.storage import folder as folders
from learnerplan.storage import rows, schema, undo
from learnerplan.storage.faults import told

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from sqlalchemy import Connection, Engine

    from learnerplan.storage.transaction import Transaction

Row = TypeVar("Row")


class Reader:
    """Queries against one connection; inside `Store.read()` they all see the same moment."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection

    def rows(self, row_type: type[Row], sql: str, parameters: Sequence[Any] | Mapping[str, Any] = ()) -> list[Row]:
        """Frozen rows of a query, its columns in the order of the row type's fields."""
        return rows.fill(row_type, self._connection.execute(sql, parameters))

    def value(self, sql: str, parameters: Sequence[Any] | Mapping[str, Any] = ()) -> Any:
        """The first column of the first row of a query, or `None`."""
        row = self._connection.execute(sql, parameters).fetchone()
        return row[0] if row else None


class Store:
    """An open planbook. Any thread may read and write; writes wait for one another."""

    def __init__(self, folder: folders.Folder, key: str) -> None:
        self.folder = folder
        self.actor = "teacher"
        self._key = key
        self._lock = threading.RLock()
        self._writing = False
        self._engine: Engine | None = None
        self._checked_triggers = False
        self._local = threading.local()
        self._readers: list[Any] = []
        self._listeners: list[Callable[[Changes], None]] = []
        self._seen = 0
        self._version = 0

    @classmethod
    def open(cls, path: Path | str) -> Store:
        """Open the planbook in a folder. Raises `UserError` when there is none, or it is damaged or too new."""
        folder = folders.Folder(Path(path))
        folders.refuse_carrier(folder.path)
        if not folder.exists():
            raise UserError(
                f"There is no Learnerplan folder at {folder.path}.",
                "Choose the folder that holds planbook.db, or start a new one.",
            )
        store = cls(folder, folders.read_key(folder))
        try:
            with told():
                found = schema.version(store._reader())
            if found is None:
                raise UserError(
                    f"The planbook.db in {folder.path} is empty.", "Restore a backup, or choose another folder."
                )
            if found != schema.HEAD:
                from learnerplan.storage import migrations

                store.close()
                migrations.migrate(folder, store._key)
            with told():
                store._seen = store._reader().execute("SELECT coalesce(max(id), 0) FROM txn").fetchone()[0]
                store._version = store._data_version()
        except BaseException:
            store.close()
            raise
        return store

    @classmethod
    def create(cls, path: Path | str) -> Store:
        """Make a new, empty planbook in a folder and open it. Raises `UserError` where one is or nothing may be."""
        folder = folders.Folder(Path(path))
        if folder.exists():
            raise UserError(
                f"There is a Learnerplan folder at {folder.path} already.", "Open it, or choose another place."
            )
        folders.prepare(folder)
        store = cls(folder, folders.read_key(folder))
        try:
            with told(), store._begin() as connection:
                schema.create(connection)
        except BaseException:
            store.close()
            folder.database.unlink(missing_ok=True)
            raise
        store.close()
        return cls.open(path)

    def close(self) -> None:
        """Close every connection; the last one tidies the write-ahead log into the database."""
        with self._lock:
            for reader in self._readers:
                reader.close()
            self._readers.clear()
            self._local = threading.local()
            if self._engine is not None:
                self._engine.dispose()
                self._engine = None

    def rows(self, row_type: type[Row], sql: str, parameters: Sequence[Any] | Mapping[str, Any] = ()) -> list[Row]:
        """Frozen rows of one query."""
        with told():
            return Reader(self._reader()).rows(row_type, sql, parameters)

    def value(self, sql: str, parameters: Sequence[Any] | Mapping[str, Any] = ()) -> Any:
        """The first column of the first row of one query, or `None`."""
        with told():
            return Reader(self._reader()).value(sql, parameters)

    @contextmanager
    def read(self) -> Iterator[Reader]:
        """Several queries that all see one moment of the planbook."""
        connection = self._reader()
        with told():
            connection.execute("BEGIN")
            try:
                yield Reader(connection)
            finally:
                connection.execute("COMMIT")

    @contextmanager
    def transaction(self, label: str, *, origin: str = "teacher") -> Iterator[Transaction]:
        """The only way to write: all of the block or nothing, journalled under `label`, announced once.

        `origin` says where the values come from ("teacher", "import", "sample"). Raises `UserError` for a full,
        locked or damaged disk. Transactions do not nest.
        """
        from learnerplan.storage.transaction import Transaction

        with self._writer(label, "do", origin) as connection:
            yield Transaction(connection)

    def undo_status(self) -> UndoStatus:
        """What undo and redo would take back, for the menu."""
        with told():
            return undo.status(self._reader())

    def undo(self) -> str | None:
        """Take back the last transaction; gives its label, or `None` when there is none."""
        return self._turn("undo")

    def redo(self) -> str | None:
        """Do again what was last taken back; gives its label, or `None`."""
        return self._turn("redo")

    def subscribe(self, listener: Callable[[Changes], None]) -> Callable[[], None]:
        """Be told of each commit, on the thread that made it; call the result to stop."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def poll(self) -> Changes | None:
        """What other programs wrote since the last look, as one value; also told to the listeners."""
        if self._writing or self._data_version() == self._version:
            return None
        with self._lock:
            self._version = self._data_version()
            sql = "SELECT id, label, first, last, first_local, last_local FROM txn WHERE id > ? ORDER BY id"
            found = self._reader().execute(sql, (self._seen,)).fetchall()
            if not found:
                return None
            tables = frozenset().union(*(self._tables(self._reader(), row[2:]) for row in found))
            self._seen = found[-1][0]
        changes = Changes(found[-1][1], tables, self._seen)
        self._announce(changes)
        return changes

    def _turn(self, kind: str) -> str | None:
        from sqlalchemy.exc import IntegrityError

        turn = undo.next_turn(self._reader(), kind)
        if turn is None:
            return None
        try:
            with self._writer(turn.label, kind, "teacher", of=turn.txn) as connection:
                raw = connection.connection.driver_connection
                undo.invert(raw, turn)
                connection.exec_driver_sql("UPDATE txn SET undone = ? WHERE id = ?", (int(kind == "undo"), turn.txn))
        except IntegrityError as error:
            raise UserError(
                f"“{turn.label}” cannot be taken back, because later work belongs to it.",
                "Take the later work back first. Nothing was changed.",
            ) from error
        return turn.label

    @contextmanager
    def _writer(self, label: str, kind: str, origin: str, of: int | None = None) -> Iterator[Connection]:
        with self._lock:
            if self._writing:
                raise RuntimeError("a transaction is open already: services pass `tx` on instead of opening another")
            self._writing = True
            try:
                with told(), self._begin() as connection:
                    self._renew_stale_triggers(connection)
                    marks = _marks(connection)
                    yield connection
                    changes = self._note(connection, marks, label, kind, origin, of)
                    if changes is not None:
                        self._seen = changes.txn
            finally:
                self._writing = False
        if changes is not None:
            self._announce(changes)

    def _note(
        self, connection: Connection, marks: tuple[int, int], label: str, kind: str, origin: str, of: int | None
    ) -> Changes | None:
        shared, local = _marks(connection)
        if (shared, local) == marks:
            return None
        ranges = (
            *((marks[0] + 1, shared) if shared > marks[0] else (None, None)),
            *((marks[1] + 1, local) if local > marks[1] else (None, None)),
        )
        raw = connection.connection.driver_connection
        tables = self._tables(raw, ranges)
        now = datetime.now(UTC).isoformat(timespec="milliseconds")
        cursor = connection.exec_driver_sql(
            "INSERT INTO txn(at, actor, label, origin, kind, undoable, of_txn, first, last, first_local, last_local) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (now, self.actor, label, origin, kind, int(undo.any_undoable(tables)), of, *ranges),
        )
        return Changes(label, tables, int(cursor.lastrowid or 0))

    @staticmethod
    def _tables(connection: Any, ranges: Sequence[int | None]) -> frozenset[str]:
        found: set[str] = set()
        for journal, first, last in (("change", *ranges[:2]), ("change_local", *ranges[2:])):
            if first is not None:
                found.update(
                    row[0]
                    for row in connection.execute(
                        f"SELECT DISTINCT tbl FROM {journal} WHERE seq BETWEEN ? AND ?", (first, last)
                    )
                )
        return frozenset(found)

    def _announce(self, changes: Changes) -> None:
        for listener in tuple(self._listeners):
            listener(changes)

    def _reader(self) -> Any:
        reader = getattr(self._local, "connection", None)
        if reader is None:
            with told():
                reader = connections.connect(self.folder, self._key, read_only=True)
            self._local.connection = reader
            self._readers.append(reader)
        return reader

    def _data_version(self) -> int:
        return int(self._reader().execute("PRAGMA data_version").fetchone()[0])

    @contextmanager
    def _begin(self) -> Iterator[Connection]:
        if self._engine is None:
            from learnerplan.storage import engine

            self._engine = engine.make(self.folder, self._key)
        with self._engine.begin() as connection:
            yield connection

    def _renew_stale_triggers(self, connection: Connection) -> None:
        if not self._checked_triggers:
            if not schema.triggers_are_current(connection):
                schema.renew_triggers(connection)
            self._checked_triggers = True


def _marks(connection: Connection) -> tuple[int, int]:
    row = connection.exec_driver_sql(
        "SELECT (SELECT coalesce(max(seq), 0) FROM change), (SELECT coalesce(max(seq), 0) FROM change_local)"
    ).one()
    return int(row[0]), int(row[1])
