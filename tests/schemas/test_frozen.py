from __future__ import annotations

import shutil

import pytest

from learnerplan.storage import integrity, schema, search
from learnerplan.storage.store import Store
from tests.schemas.freeze import HERE


@pytest.fixture(params=schema.KNOWN)
def frozen(request, tmp_path):
    """A planbook that a released version made, copied and opened by this one."""
    store = Store.open(shutil.copytree(HERE / request.param, tmp_path / request.param))
    yield store
    store.close()


def test_every_released_planbook_opens_and_is_sound(frozen):
    assert integrity.check(frozen).findings == ()
    assert frozen.value("SELECT given_name || ' ' || family_name FROM learner") == "Naima Øster"
    assert frozen.value("SELECT value FROM measurement") == 0.1 + 0.2
    assert [hit.table for hit in search.find(frozen, "glider", 5)] == ["aspiration"]


def test_a_planbook_of_this_version_can_still_undo_and_redo(tmp_path):
    store = Store.open(shutil.copytree(HERE / schema.HEAD, tmp_path / "planbook"))
    status = store.undo_status()
    assert (status.undo, status.redo) == ("Change name", "Delete step")
    assert [store.undo(), store.undo(), store.undo()] == ["Change name", "Write a plan", "Import roster"]
    assert store.value("SELECT count(*) FROM learner") == 0
    store.close()


def test_its_tables_are_those_of_a_new_planbook(frozen, store):
    assert tables(frozen) == tables(store), (
        "The tables changed. After a release: add a script to storage/migrations/versions. "
        "Before the first release of this version: python -m tests.schemas.freeze"
    )


ASKED = {
    "table_info": 'name, type, "notnull", dflt_value, pk',
    "foreign_key_list": '"table", "from", "to", on_update, on_delete',
    "index_list": "name, [unique], origin, partial",
}


def tables(store):
    """Every table with its columns, links and indexes, as SQLite sees them, in no order."""
    with store.raw() as connection:
        listed = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
        return {
            name: {
                pragma: set(connection.execute(f"SELECT {columns} FROM pragma_{pragma}(?)", (name,)).fetchall())
                for pragma, columns in ASKED.items()
            }
            for (name,) in listed
        }
