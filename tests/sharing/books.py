"""Random planbooks: rows of every table that may be shared, linked at random, in a database that is rolled back."""

from __future__ import annotations

from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any

from learnerplan.domain import tables
from learnerplan.domain.audiences import Audience

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

    from learnerplan.domain.tables import Link
    from learnerplan.storage.store import Store

DAYS = ("2026-01-01", "2026-11-22", "2027-06-01")
TODAY = "2026-11-22"
THEMES = (
    ("enrolment", "learner_alias", "observation", "observation_learner", "observation_tag", "contact", "support"),
    (
        "framework",
        "competency",
        "competency_edge",
        "competency_group",
        "competency_grade",
        "plan",
        "goal",
        "term",
        "goal_competency",
        "enrolment",
    ),
    ("survey", "question", "question_option", "response", "answer", "answer_pick", "enrolment", "profile_entry"),
    ("school_year", "day_off", "term", "class", "class_identifier", "check_in_day", "plan", "enrolment"),
    (
        "plan",
        "goal",
        "step",
        "step_done",
        "translation",
        "check_in",
        "check_in_goal",
        "scale",
        "scale_level",
        "measurement",
        "artifact",
        "artifact_goal",
        "reflection",
        "term",
        "enrolment",
    ),
)


@contextmanager
def scratch(store: Store) -> Iterator[Any]:
    """A connection whose writes are journalled and go away; links need not be whole until then."""
    with store.raw(read_only=False) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("BEGIN")
        try:
            yield connection
        finally:
            connection.execute("ROLLBACK")


@cache
def _required(table: str) -> tuple[tuple[str, Any], ...]:
    plain = {str: "", int: 0, float: 0.0, bool: 0}
    links = {link.column for link in tables.links_of(table)}
    return tuple(
        (name, plain[column.kind])
        for name, column in tables.columns(table).items()
        if name != "id" and name not in links and not column.optional
    )


class Book:
    """A random planbook that grows and changes. Most of its rows are of one theme, so that they are closely linked."""

    def __init__(self, connection: Any, random: Random) -> None:
        self.connection = connection
        self.random = random
        self.ids: dict[str, list[str]] = {table: [] for table in tables.shared()}
        self._theme = random.choice(THEMES)
        self._number = 0
        for table, count in (("school_year", 2), ("class", 2), ("learner", 4), ("framework", 2), ("enrolment", 3)):
            for _ in range(count):
                self.add(table)

    def add(self, table: str) -> None:
        """One row more, where there are rows for it to point to."""
        values = dict(_required(table))
        for link in tables.links_of(table):
            values[link.column] = self._target(link)
            if values[link.column] is None and not link.optional:
                return
        if "audience" in values:
            values["audience"] = self.random.choice([Audience.RECORD, Audience.RECORD, Audience.SAFEGUARDING]).value
        if table == "enrolment":
            values["ends_on"] = self.random.choice([None, None, *DAYS])
        if table == "learner":
            values["kind"] = "educator" if len(self.ids["learner"]) == 3 else "child"
        if table == "learner_alias":
            values["old_id"] = f"gone-{self.random.randrange(3)}-{self._number}"
        self._number += 1
        row_id = f"{table}-{self._number}"
        names = ", ".join(f'"{name}"' for name in ("id", *values))
        marks = ", ".join("?" * (len(values) + 1))
        self.connection.execute(f'INSERT INTO "{table}" ({names}) VALUES ({marks})', (row_id, *values.values()))
        self.ids[table].append(row_id)

    def link_anew(self, table: str) -> None:
        """Let a row of this table point to others than before."""
        row_id = self.random.choice(self.ids[table])
        for link in tables.links_of(table):
            target = self._target(link)
            if target is not None or link.optional:
                sql = f'UPDATE "{table}" SET "{link.column}" = ? WHERE id = ?'
                self.connection.execute(sql, (target, row_id))
        if table == "enrolment":
            ends = self.random.choice([None, *DAYS])
            self.connection.execute("UPDATE enrolment SET ends_on = ? WHERE id = ?", (ends, row_id))

    def delete(self, table: str, row_id: str) -> None:
        """A row goes with all that it owns, as in the app; links of others to it are emptied."""
        for link in tables.links_to(table):
            if link.table not in self.ids:
                continue
            sql = f'SELECT id FROM "{link.table}" WHERE "{link.column}" = ?'
            for child in [row[0] for row in self.connection.execute(sql, (row_id,))]:
                if link.owned:
                    self.delete(link.table, child)
                elif link.optional:
                    self.connection.execute(f'UPDATE "{link.table}" SET "{link.column}" = NULL WHERE id = ?', (child,))
        self.connection.execute(f'DELETE FROM "{table}" WHERE id = ?', (row_id,))
        if row_id in self.ids[table]:
            self.ids[table].remove(row_id)

    def grow(self, count: int) -> None:
        """Rows of random tables."""
        for _ in range(count):
            self.add(self.random.choice(tables.shared() if self.random.random() < 0.2 else self._theme))

    def shake(self) -> None:
        """One change of any kind."""
        held = [table for table in (self._theme if self.random.random() < 0.8 else self.ids) if self.ids[table]]
        table = self.random.choice(held)
        kind = self.random.randrange(6)
        if kind <= 1 and table not in ("class", "learner", "school_year"):
            self.delete(table, self.random.choice(self.ids[table]))
        elif kind <= 3:
            self.link_anew(table)
        else:
            self.grow(1)

    def gone(self) -> list[str]:
        """Ids of learners who were merged with others."""
        return [row[0] for row in self.connection.execute("SELECT old_id FROM learner_alias ORDER BY id")]

    def _target(self, link: Link) -> str | None:
        if not self.ids[link.target] or (link.optional and self.random.random() < 0.3):
            return None
        return self.random.choice(self.ids[link.target])
