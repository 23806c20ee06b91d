"""What people do in their planbooks: they write, delete, take back, and link; every written text is told apart."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.sharing.simulator.book import OLD, columns_of

if TYPE_CHECKING:
    import random
    from sqlite3 import Connection

    from tests.sharing.simulator.book import Book

_TEXTS = {"learner": ("nick", "name"), "note": ("text", "mood"), "goal": ("words", "dates"), "support": ("text",)}
_GROUPED = {"name": ("given", "family"), "dates": ("start", "end")}
_OWNED = (("goal", "learner_id"), ("note", "learner_id"), ("support", "learner_id"), ("aid", "learner_id"))


class Written:
    """A text that somebody wrote into a cell: the row, the cell, and the text, which nobody else writes.

    `had_seen` are the texts that its author had before them, and `replaces` those of them that stood in the cell; `by`
    and `step` say who and when.
    """

    def __init__(self, table: str, row: str, cell: str, text: str) -> None:
        self.table, self.row, self.cell, self.text = table, row, cell, text
        self.had_seen: set[str] = set()
        self.replaces: set[str] = set()
        self.by, self.step = "", 0
        self.may_be_lost = False

    @property
    def place(self) -> tuple[str, str, str]:
        """The cell that it stands in."""
        return self.table, self.row, self.cell


class Person:
    """Somebody at a planbook. `number` gives a number that was never given before, in the whole world."""

    def __init__(self, book: Book, luck: random.Random, number: Any, tables: tuple[str, ...]) -> None:
        self.book, self.luck, self.number = book, luck, number
        self.tables = tables
        self.deleted: list[tuple[str, dict[str, Any]]] = []

    def act(self) -> list[Written]:
        """Do one thing; gives what was written new."""
        chance = self.luck.random()
        with self.book.editing("Edit") as connection:
            if chance < 0.55:
                return self._change(connection)
            if chance < 0.75:
                return self._add(connection)
            if chance < 0.82:
                return self._link(connection)
            if chance < 0.90:
                return self._delete(connection)
            if chance < 0.95:
                return self._bring_back(connection)
            return self._write_aid(connection)

    def add_learner(self) -> str:
        """A new learner; gives the id."""
        with self.book.editing("Add learner") as connection:
            return self._insert(connection, "learner", {})[0].row

    def _change(self, connection: Connection) -> list[Written]:
        table = self.luck.choice(self.tables)
        row = self._any(connection, table)
        if row is None:
            return []
        cell, text = self.luck.choice(self._cells(table)), self._text()
        columns = _GROUPED.get(cell, (cell,))
        sets = ", ".join(f'"{column}" = ?' for column in columns)
        connection.execute(f'UPDATE "{table}" SET {sets} WHERE id = ?', (*[text] * len(columns), row))
        return [Written(table, row, cell, text)]

    def _add(self, connection: Connection) -> list[Written]:
        table = self.luck.choice(("note", "note", "goal", "support"))
        learner = self._any(connection, "learner")
        if learner is None or table not in self.tables or not columns_of(table, self.book.version):
            return []
        return self._insert(connection, table, {"learner_id": learner})

    def _insert(self, connection: Connection, table: str, links: dict[str, str]) -> list[Written]:
        row, text = f"{table}-{self.number()}", self._text()
        values = {column: text for column in columns_of(table, self.book.version) if column not in links}
        if table == "goal":
            values["about_id"] = self._any(connection, "note") if self.luck.random() < 0.5 else None  # type: ignore[assignment]
        _put(connection, table, {"id": row, **links, **values})
        return [Written(table, row, cell, text) for cell in self._cells(table)]

    def _cells(self, table: str) -> list[str]:
        return [cell for cell in _TEXTS[table] if cell != "mood" or self.book.version != OLD]

    def _link(self, connection: Connection) -> list[Written]:
        goal = self._any(connection, "goal") if "goal" in self.tables else None
        if goal is not None:
            note = self._any(connection, "note") if self.luck.random() < 0.7 else None
            connection.execute("UPDATE goal SET about_id = ? WHERE id = ?", (note, goal))
        return []

    def _delete(self, connection: Connection) -> list[Written]:
        table = "learner" if self.luck.random() < 0.15 else self.luck.choice(self.tables)
        row = self._any(connection, table)
        if row is not None:
            gone: list[tuple[str, dict[str, Any]]] = []
            self._remove(connection, table, row, gone)
            self.deleted = gone
        return []

    def _remove(self, connection: Connection, table: str, row: str, gone: list[tuple[str, dict[str, Any]]]) -> None:
        if table == "learner":
            for owned, column in _OWNED:
                if columns_of(owned, self.book.version):
                    sql = f'SELECT id FROM "{owned}" WHERE "{column}" = ?'
                    for (child,) in connection.execute(sql, (row,)).fetchall():
                        self._remove(connection, owned, child, gone)
        if table == "note" and self.book.version != OLD:
            connection.execute("UPDATE goal SET about_id = NULL WHERE about_id = ?", (row,))
        names = ("id", *columns_of(table, self.book.version))
        held = connection.execute(f'SELECT {", ".join(names)} FROM "{table}" WHERE id = ?', (row,)).fetchone()
        gone.append((table, dict(zip(names, held, strict=True))))
        connection.execute(f'DELETE FROM "{table}" WHERE id = ?', (row,))

    def _bring_back(self, connection: Connection) -> list[Written]:
        """Undo the last deletion, where what the rows belong to is there."""
        for table, values in reversed(self.deleted):
            learner = values.get("learner_id")
            there = connection.execute(f'SELECT 1 FROM "{table}" WHERE id = ?', (values["id"],)).fetchone()
            owner = learner is None or connection.execute("SELECT 1 FROM learner WHERE id = ?", (learner,)).fetchone()
            if there or not owner:
                continue
            about = values.get("about_id")
            if about and not connection.execute("SELECT 1 FROM note WHERE id = ?", (about,)).fetchone():
                values = {**values, "about_id": None}
            _put(connection, table, values)
        self.deleted = []
        return []

    def _write_aid(self, connection: Connection) -> list[Written]:
        learner = self._any(connection, "learner")
        if learner is not None:
            _put(
                connection,
                "aid",
                {"id": f"aid-{self.number()}", "learner_id": learner, "text": f"PRIVATE{self._text()}"},
            )
        return []

    def _any(self, connection: Connection, table: str) -> str | None:
        if not columns_of(table, self.book.version):
            return None
        ids = [row[0] for row in connection.execute(f'SELECT id FROM "{table}" ORDER BY id')]
        return self.luck.choice(ids) if ids else None

    def _text(self) -> str:
        return f"v{self.number()}"


def _put(connection: Connection, table: str, values: dict[str, Any]) -> None:
    names, marks = ", ".join(f'"{name}"' for name in values), ", ".join("?" * len(values))
    connection.execute(f'INSERT INTO "{table}" ({names}) VALUES ({marks})', tuple(values.values()))
