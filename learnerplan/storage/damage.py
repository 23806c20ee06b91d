"""What can be wrong with a database itself, whoever asks: a check, a backup, a restore, a migration."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlcipher3 import dbapi2

from learnerplan.errors import UserError
from learnerplan.storage.faults import told

if TYPE_CHECKING:
    from collections.abc import Iterator

_RESTORE = "Restore the newest backup; the damaged folder is kept aside."


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong: what, where, what to do. `mended` ones need nothing; `serious` ones lost something.

    `kind` is "database", "link", "missing file", "changed file", "loose file", "search", "triggers" or "journal".
    """

    kind: str
    what: str
    where: str
    todo: str
    serious: bool = True
    mended: bool = False


def damage(connection: Any) -> Iterator[Finding]:
    """What is wrong with the database itself; the next question is asked only where the one before found nothing."""
    for question, says, good in (
        ("PRAGMA cipher_integrity_check", "Parts of the database were changed by something else", ""),
        ("PRAGMA integrity_check(20)", "The database is damaged inside", "ok"),
    ):
        try:
            answers = [str(row[0]) for row in connection.execute(question).fetchall()]
        except dbapi2.DatabaseError as error:
            answers = [_reason(error)]
        wrong = [answer for answer in answers if answer != good and "fts5" not in answer.lower()]
        if wrong:
            yield Finding("database", f"{says} ({wrong[0].splitlines()[0]}).", "planbook.db", _RESTORE)
            return
    for (table, parent), number in Counter(
        (row[0], row[2]) for row in connection.execute("PRAGMA foreign_key_check")
    ).items():
        what = f"{number} rows of “{table}” belong to a row of “{parent}” that is not there."
        yield Finding("link", what, f"planbook.db, {table}", _RESTORE)


def counts(connection: Any) -> dict[str, int]:
    """How many rows each table has; the index of the search is left out."""
    names = connection.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name NOT LIKE 'search%'"
    ).fetchall()
    return {name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for (name,) in sorted(names)}


def _reason(error: Exception) -> str:
    try:
        with told():
            raise error
    except UserError as known:
        return known.message.rstrip(".")
