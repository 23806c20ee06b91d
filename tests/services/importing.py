"""What the tests of imports share: files to import, and the whole planbook as one value to compare."""

from __future__ import annotations

from pathlib import Path

from learnerplan.imports.planning import Options
from learnerplan.services import imports
from tests.room import TODAY

# Bookkeeping that no undo takes back.
_LASTING = ("disclosure", "disclosure_learner", "disclosure_section")


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8", newline="")
    return path


def brought_in(store, path, **options):
    """Plan and commit; gives the plan."""
    plan = imports.plan(store, [path], options=Options(**options))
    imports.commit(store, plan, today=TODAY)
    return plan


def dump(store):
    """Every row of every table of records."""
    from learnerplan.storage.tables import metadata

    names = [name for name in metadata().tables if name not in _LASTING]
    return {name: sorted(map(repr, store._reader().execute(f'SELECT * FROM "{name}"').fetchall())) for name in names}


def everything(store):
    """All text in the database, of whatever table."""
    reader = store._reader()
    tables = [row[0] for row in reader.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    shown = []
    for table in tables:
        shown += [repr(row) for row in reader.execute(f'SELECT * FROM "{table}"')]
    return "\n".join(shown)


def number_of(store, table, where="1"):
    return store.value(f'SELECT count(*) FROM "{table}" WHERE {where}')


def transactions(store):
    return number_of(store, "txn")
