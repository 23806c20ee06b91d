"""The state of a planbook as text, to the bit: what undo and redo must bring back."""

from __future__ import annotations

from learnerplan.storage.tables import metadata


def dump(store) -> dict[str, list[tuple]]:
    """Every row of every table that undo touches, as SQLite itself would write each value."""
    found = {}
    with store.raw() as connection:
        for table in metadata().sorted_tables:
            if table.info.get("undoable", True) and table.info["journal"]:
                cells = ", ".join(f'typeof("{c.name}") || quote("{c.name}")' for c in table.columns)
                found[table.name] = connection.execute(f'SELECT {cells} FROM "{table.name}" ORDER BY id').fetchall()
    return found
