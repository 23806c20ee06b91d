"""How a migration changes a table: SQLite's own order of making it anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alembic import op

if TYPE_CHECKING:
    from collections.abc import Mapping


def remake(statement: str, gained: Mapping[str, Mapping[str, str]]) -> None:
    """Make, fill, drop, rename, so that the links of other tables stay as they are (foreign keys are off).

    `statement` is the table's new CREATE TABLE. Columns that it gains are empty in the rows that are there, or hold
    what `gained` says in SQL (table to column to value).
    """
    quoted = statement.split()[2]
    name = quoted.strip('"')
    op.execute(statement.replace(f"CREATE TABLE {quoted}", f"CREATE TABLE made_{name}", 1))
    held = [row[1] for row in op.get_bind().exec_driver_sql(f"PRAGMA table_info({quoted})")]
    wanted = op.get_bind().exec_driver_sql(f"PRAGMA table_info(made_{name})").fetchall()
    fresh = {
        row[1]: gained.get(name, {}).get(row[1], "''") if row[3] else "NULL" for row in wanted if row[1] not in held
    }
    into = ", ".join(f'"{column}"' for column in (*held, *fresh))
    values = ", ".join((*(f'"{column}"' for column in held), *fresh.values()))
    op.execute(f"INSERT INTO made_{name} ({into}) SELECT {values} FROM {quoted}")
    op.execute(f"DROP TABLE {quoted}")
    op.execute(f"ALTER TABLE made_{name} RENAME TO {quoted}")
