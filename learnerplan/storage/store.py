"""The store: the one door to a planbook's database. Reads are plain SQL; every write is one labelled transaction."""

from __future__ import annotations

import secrets
import threading
import weakref
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from learnerplan.domain.changes import Changes, UndoStatus
from learnerplan.errors import UserError
from learnerplan.storage import connection as connections
from learnerplan.storage import folder as folders
from learnerplan.storage import rows, schema, search, undo
from learnerplan.storage.faults import told

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from sqlalchemy import Connection, Engine

    from learnerplan.progress import Progress
    from learnerplan.storage.transaction import Transaction
    from learnerplan.storage.undo import Turn

Row = TypeVar("Row")


class Reader:
    """Queries against one connection; inside `Store.read()` they all see the same moment."""

    def __init__(self, connection: Any) -> None:
        self._connection = self.raw = connection

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
        self.launch = secrets.token_hex(6)
        self._key = key
        self._lock = threading.RLock()
        self._writing = False
        self._closed = False
        self._knows_triggers = False
        self._engine: Engine | None = None
        self._local = threading.local()
        self._readers: weakref.WeakSet[_ThreadsReader] = weakref.WeakSet()
        self._listeners: list[Callable[[Changes], None]] = []
        self._seen = 0

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
                from learnerplan.storage.migrations import migrate

                store._let_go()
                migrate(folder, store._key)
            store._seen = store.value("SELECT coalesce(max(id), 0) FROM txn")
        except BaseException:
            store.close()
            raise
        return store

    @classmethod
    def create(cls, path: Path | str) -> Store:
        """Make a new, empty planbook in a folder and open it. Raises `UserError` where one is or nothing may be."""
        folder = folders.Folder(Path(path))
        # A making that was interrupted leaves a database without tables; that one is made again.
        if folder.exists() and _version(folder, folders.read_key(folder)) is not None:
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
            self._closed = True
            self._let_go()

    def _let_go(self) -> None:
        for reader in list(self._readers):
            reader.connection.close()
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
    def transaction(self, label: str, *, origin: str = "teacher", actor: str | None = None) -> Iterator[Transaction]:
        """The only way to write: all of the block or nothing, journalled under `label`, announced once.

        `origin` says where the values come from ("teacher", "import"; what is made by "system" or "sample" comes with
        the planbook, what came by "share" from somebody else: both cannot be undone). `actor` says whose doing it is,
        where that is not the teacher here. Raises `UserError` for a full, locked or damaged disk. Transactions do not
        nest.
        """
        with self._writer(label, "do", origin, actor=actor) as tx:
            yield tx

    def alone(self) -> AbstractContextManager[bool]:
        """Nobody else in this program writes while the block runs: what it reads is still so when it writes."""
        return self._lock

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

    def take_back(self, txn: int, progress: Progress | None = None) -> str:
        """Take back one transaction, which need not be the last; gives its label. Stopped, it changes nothing.

        Raises `UserError` and names the cell where something that it wrote has changed since.
        """
        with self._lock:
            turn = undo.turn_of(self._reader(), txn)
            if turn is None:
                raise UserError("That was taken back already.", "The list shows what can still be taken back.")
            return self._invert(turn, progress)

    def subscribe(self, listener: Callable[[Changes], None]) -> Callable[[], None]:
        """Be told of each commit, on the thread that made it; call the result to stop."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def poll(self) -> Changes | None:
        """What other programs wrote since the last look, as one value; also told to the listeners. Never waits."""
        if self._closed or self._writing or not self._lock.acquire(blocking=False):
            return None
        try:
            with told():
                # Its numbers mean something only on one connection, and each thread has its own.
                version = self._reader().execute("PRAGMA data_version").fetchone()[0]
                if version == getattr(self._local, "version", None):
                    return None
                changes = self._others(self._reader())
            self._local.version = version
            if changes is not None:
                self._seen = changes.txn
        finally:
            self._lock.release()
        if changes is not None:
            self._announce(changes)
        return changes

    def _others(self, connection: Any) -> Changes | None:
        sql = "SELECT id, label, first, last, first_local, last_local FROM txn WHERE id > ? ORDER BY id"
        found = connection.execute(sql, (self._seen,)).fetchall()
        if not found:
            return None
        tables = frozenset().union(*(self._tables(connection, row[2:]) for row in found))
        return Changes(found[-1][1], tables, found[-1][0])

    @contextmanager
    def raw(self, *, read_only: bool = True) -> Iterator[Any]:
        """A connection of one's own, closed afterwards, for backup, check and history.

        A read-only one sees one moment. What the other writes is not journalled.
        """
        with told():
            connection = connections.connect(self.folder, self._key, read_only=read_only)
            try:
                if read_only:
                    connection.execute("BEGIN")
                yield connection
            finally:
                connection.close()

    def mend_derived(self) -> None:
        """Make anew what is derived: the search index and the triggers. Nothing is journalled."""
        with self._lock, told(), self._begin() as connection:
            schema.renew_triggers(connection)
            search.rebuild(connection.connection.driver_connection)

    def _turn(self, kind: str) -> str | None:
        with self._lock:
            turn = undo.next_turn(self._reader(), kind)
            return self._invert(turn) if turn is not None else None

    def _invert(self, turn: Turn, progress: Progress | None = None) -> str:
        with self._writer(turn.label, turn.kind, "teacher", of=turn.txn) as tx:
            undo.invert(tx.raw, turn, progress)
            tx.raw.execute("UPDATE txn SET undone = ? WHERE id = ?", (int(turn.kind == "undo"), turn.txn))
        return turn.label

    @contextmanager
    def _writer(
        self, label: str, kind: str, origin: str, of: int | None = None, actor: str | None = None
    ) -> Iterator[Transaction]:
        from sqlalchemy.exc import IntegrityError

        from learnerplan.storage.transaction import Transaction

        with self._lock:
            if self._writing:
                raise RuntimeError("a transaction is open already: services pass `tx` on instead of opening another")
            self._writing = True
            try:
                with told(), self._begin() as connection:
                    # Whole once a run; then a glance at each write, since another version may have made its own.
                    if not schema.triggers_are_current(connection, thoroughly=not self._knows_triggers):
                        schema.renew_triggers(connection)
                    marks = _marks(connection)
                    tx = Transaction(connection, label)
                    yield tx
                    noted = self._note(connection, marks, tx.label, kind, origin, of, actor or self.actor)
                self._knows_triggers = True
                if noted is not None:
                    self._seen = noted.txn
            except IntegrityError as error:
                # Raised at the commit, by links that are checked only then.
                raise _dangling(label, kind) from error
            finally:
                self._writing = False
        if noted is not None:
            self._announce(noted)

    def _note(
        self,
        connection: Connection,
        marks: tuple[int, int],
        label: str,
        kind: str,
        origin: str,
        of: int | None,
        actor: str,
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
        if shared > marks[0]:
            search.update(raw, tables, marks[0] + 1, shared)
        # What another program wrote just before is announced together with this.
        others = self._others(raw)
        now = datetime.now(UTC).isoformat(timespec="milliseconds")
        cursor = connection.exec_driver_sql(
            "INSERT INTO txn(at, actor, label, origin, kind, undoable, of_txn, first, last, first_local, last_local) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (now, actor, label, origin, kind, int(_undoable(origin, tables)), of, *ranges),
        )
        return Changes(label, tables | (others.tables if others else frozenset()), int(cursor.lastrowid or 0))

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
        if self._closed:
            raise RuntimeError("this planbook was closed")
        reader = getattr(self._local, "reader", None)
        if reader is None:
            with told():
                reader = _ThreadsReader(connections.connect(self.folder, self._key, read_only=True))
            self._local.reader = reader
            self._readers.add(reader)
        return reader.connection

    @contextmanager
    def _begin(self) -> Iterator[Connection]:
        if self._closed:
            raise RuntimeError("this planbook was closed")
        if self._engine is None:
            from learnerplan.storage import engine

            self._engine = engine.make(self.folder, self._key)
        with self._engine.begin() as connection:
            yield connection


class _ThreadsReader:
    """The reading connection of one thread. It closes when the thread ends and its locals are forgotten."""

    def __init__(self, connection: Any) -> None:
        self.connection = connection

    def __del__(self) -> None:
        self.connection.close()


def _version(folder: folders.Folder, key: str) -> str | None:
    with told():
        connection = connections.connect(folder, key, read_only=True)
        try:
            return schema.version(connection)
        finally:
            connection.close()


def _undoable(origin: str, tables: Iterable[str]) -> bool:
    # What came with the planbook was nobody's action, and what came from others is theirs to take back.
    return origin not in ("system", "sample", "share") and undo.any_undoable(tables)


def _dangling(label: str, kind: str) -> UserError:
    if kind == "do":
        return UserError(
            f"“{label}” was not saved, because something that it belongs to was removed in the meantime.",
            "Look at the page again: it shows what is there now.",
        )
    return UserError(
        f"“{label}” cannot be taken back, because later work belongs to it.",
        "Take the later work back first. Nothing was changed.",
    )


def _marks(connection: Connection) -> tuple[int, int]:
    row = connection.exec_driver_sql(
        "SELECT (SELECT coalesce(max(seq), 0) FROM change), (SELECT coalesce(max(seq), 0) FROM change_local)"
    ).one()
    return int(row[0]), int(row[1])
