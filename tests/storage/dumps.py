"""The state of a planbook as text, to the bit: what undo and redo must bring back."""

from __future__ import annotations

from functools import cache

from learnerplan.storage.tables import metadata


def dump(store) -> dict[str, list[tuple]]:
    """Every row of every table that undo touches, as SQLite itself would write each value."""
    return {name: store._reader().execute(sql).fetchall() for name, sql in _queries()}


@cache
def _queries() -> list[tuple[str, str]]:
    tables = [t for t in metadata().sorted_tables if t.info.get("undoable", True) and t.info["journal"]]
    return [
        (
            table.name,
            "SELECT "
            + ", ".join(f"""typeof("{column.name}") || quote("{column.name}")""" for column in table.columns)
            + f""" FROM "{table.name}" ORDER BY id""",
        )
        for table in tables
    ]
