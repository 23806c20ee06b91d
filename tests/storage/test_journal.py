"""The traps of a journal that triggers write, each with a test."""

from __future__ import annotations

import contextlib
import json
import re
from datetime import date
from pathlib import Path

import pytest

from learnerplan.domain import records
from learnerplan.storage import schema, triggers
from learnerplan.storage.store import Store
from learnerplan.storage.tables import metadata

DAY = date(2026, 9, 1)
ROOT = Path(__file__).resolve().parents[2]


def journal(store, name="change"):
    with store.raw() as connection:
        rows = connection.execute(f"SELECT tbl, op, before, after FROM {name} ORDER BY seq").fetchall()
    return [(tbl, op, before and json.loads(before), after and json.loads(after)) for tbl, op, before, after in rows]


def add(store, **values: object):
    with store.transaction("Add") as tx:
        return tx.add(records.Learner, **{"given_name": "Ana", **values})


def change(store, row_id, **values: object):
    with store.transaction("Change") as tx:
        return tx.change(records.Learner, row_id, **values)


def test_an_insert_keeps_no_copy(store):
    add(store)
    assert journal(store) == [("learner", "I", None, None)]


def test_an_update_keeps_the_changed_columns_only(store):
    who = add(store)
    assert change(store, who, given_name="Anna", grade="6", active=True)
    assert journal(store)[1:] == [
        ("learner", "U", {"given_name": "Ana", "grade": ""}, {"given_name": "Anna", "grade": "6"})
    ]


def test_nothing_is_written_when_nothing_differs(store):
    who = add(store)
    before = store.value("SELECT count(*) FROM txn")
    assert not change(store, who, given_name="Ana")
    with store.transaction("Same") as tx:
        tx._execute("UPDATE learner SET given_name = given_name, birth_date = birth_date", ())
    assert len(journal(store)) == 1
    assert store.value("SELECT count(*) FROM txn") == before


def test_null_and_a_value_differ_both_ways(store):
    who = add(store)
    change(store, who, birth_date=DAY)
    change(store, who, birth_date=None)
    assert [row[2:] for row in journal(store)[1:]] == [
        ({"birth_date": None}, {"birth_date": "2026-09-01"}),
        ({"birth_date": "2026-09-01"}, {"birth_date": None}),
    ]


def test_a_delete_keeps_the_whole_row(store):
    who = add(store, birth_date=DAY)
    with store.transaction("Delete") as tx:
        tx.delete(records.Learner, who)
    _table, op, before, after = journal(store)[-1]
    assert (op, after) == ("D", None)
    assert set(before) == {column.name for column in metadata().tables["learner"].columns}
    assert before["birth_date"] == "2026-09-01"


def test_bulk_statements_are_journalled_too(store):
    for _ in range(3):
        add(store)
    with store.transaction("All") as tx:
        tx._execute("UPDATE learner SET grade = '7'", ())
        tx._execute("DELETE FROM learner", ())
    assert [row[1] for row in journal(store)] == ["I"] * 3 + ["U"] * 3 + ["D"] * 3


def test_private_rows_write_to_the_local_journal_only(store):
    who = add(store)
    shared = journal(store)
    with store.transaction("Private") as tx:
        aid = tx.add(records.MemoryAid, learner_id=who, text="secret", written_on=DAY)
        tx.change(records.MemoryAid, aid, text="more secret")
        tx.put(records.Setting, "paper", value="a4")
        tx.delete(records.MemoryAid, aid)
    assert journal(store) == shared
    assert [row[0] for row in journal(store, "change_local")] == ["memory_aid", "memory_aid", "setting", "memory_aid"]
    assert store.value("SELECT count(*) FROM txn WHERE first IS NOT NULL") == 1


def test_drafts_are_not_journalled_at_all(store):
    with store.transaction("Type") as tx:
        tx.put(records.Draft, "goal.words", text="I want")
    assert (journal(store), journal(store, "change_local")) == ([], [])
    assert store.undo_status().undo is None


def test_a_rollback_leaves_nothing(store):
    add(store)
    before = journal(store), store.value("SELECT count(*) FROM txn")
    with contextlib.suppress(KeyError), store.transaction("Fail") as tx:
        tx.add(records.Learner, given_name="Nobody")
        raise KeyError
    assert (journal(store), store.value("SELECT count(*) FROM txn")) == before
    assert store.value("SELECT count(*) FROM learner") == 1


def test_every_table_says_where_it_is_journalled():
    for table in metadata().tables.values():
        assert table.info["journal"] in ("change", "change_local", None), table.name
        assert set(table.info) <= {"journal", "undoable"}, table.name


def test_private_tables_are_local():
    local = {table.name for table in metadata().tables.values() if table.info["journal"] != "change"}
    assert {"memory_aid", "setting", "draft", "import_run", "pending_row", "mapping"} <= local


def test_shared_rows_never_point_to_local_ones():
    for table in metadata().tables.values():
        if table.info["journal"] == "change":
            for column in table.columns:
                assert all(key.column.table.info["journal"] == "change" for key in column.foreign_keys), column


def test_ids_are_text_and_the_key_is_the_only_unique_thing():
    for table in metadata().tables.values():
        assert [column.name for column in table.primary_key] == ["id"], table.name
        assert not [index for index in table.indexes if index.unique], table.name
        assert not any(column.unique for column in table.columns), table.name
        for column in table.columns:
            assert all(key.deferrable and key.initially == "DEFERRED" for key in column.foreign_keys), column


def test_no_column_is_a_blob_or_a_list():
    # json_object stops at a BLOB; lists in a cell cannot be merged when they are shared.
    from sqlalchemy.dialects import sqlite

    for table in metadata().tables.values():
        for column in table.columns:
            kind = column.type.compile(sqlite.dialect())
            assert kind in ("VARCHAR", "INTEGER", "FLOAT", "BOOLEAN", "DATE", "DATETIME"), f"{table.name}.{column.name}"


def test_rows_are_never_replaced_in_one_statement():
    # INSERT OR REPLACE journals no delete where recursive triggers are off.
    for top in ("learnerplan", "ui"):
        for path in (ROOT / top).rglob("*.py"):
            text = path.read_text(encoding="utf-8")
            assert not re.search(r"\bOR\s+REPLACE\b|\bREPLACE\s+INTO\b", text, re.IGNORECASE), path


def test_recursive_triggers_are_on_so_that_even_a_replace_is_journalled(store):
    who = add(store)
    names = ", ".join(f'"{column.name}"' for column in metadata().tables["learner"].columns)
    with store.transaction("Replace") as tx:
        assert tx.value("PRAGMA recursive_triggers") == 1
        tx._execute(f"INSERT OR REPLACE INTO learner ({names}) SELECT {names} FROM learner WHERE id = ?", (who,))
    assert [row[1] for row in journal(store)] == ["I", "D", "I"]


def test_triggers_are_permanent_and_name_no_temporary_table(store):
    add(store)
    with store.raw() as connection:
        made = connection.execute("SELECT sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
        assert connection.execute("SELECT count(*) FROM sqlite_temp_schema").fetchone()[0] == 0
    assert {sql for (sql,) in made} == set(triggers.statements(metadata()))
    assert not [sql for (sql,) in made if re.search(r"\btemp\b|sqlite_temp", sql.lower())]


@pytest.mark.parametrize(
    "harm",
    [
        "UPDATE meta SET value = 'of another version' WHERE name = 'triggers'",
        "DELETE FROM meta",
        "DROP TRIGGER j_learner_u",
    ],
)
def test_stale_triggers_are_made_anew_before_the_first_write(planbook, harm):
    store = Store.open(planbook)
    with store.raw(read_only=False) as connection:
        connection.execute("DROP TRIGGER j_learner_i")
        connection.execute("CREATE TRIGGER j_learner_i AFTER INSERT ON learner BEGIN SELECT 1; END")
        connection.execute(harm)
    who = add(store)
    change(store, who, grade="6")
    assert [row[1] for row in journal(store)] == ["I", "U"]
    store.close()


def test_a_new_column_changes_the_fingerprint():
    from sqlalchemy import Column, MetaData, String, Table

    def made(*columns: str):
        held = MetaData()
        Table("thing", held, *(Column(name, String) for name in columns), info={"journal": "change"})
        return triggers.fingerprint(held)

    assert made("id", "a") != made("id", "a", "b")
    assert made("id", "a") == made("id", "a")
    assert schema.fingerprint() == triggers.fingerprint(metadata())
