from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError

from learnerplan.domain import records
from learnerplan.errors import UserError
from learnerplan.storage import connection as connections
from learnerplan.storage import integrity, migrations, schema
from learnerplan.storage.store import Store

# A later version that remakes the parent of half of all tables: SQLite's way to alter a column.
_PARENT = f"""
import sqlalchemy as sa
from alembic import op

revision = "9999"
down_revision = "{schema.HEAD}"


def upgrade():
    with op.batch_alter_table("learner", recreate="always") as table:
        table.add_column(sa.Column("shoe_size", sa.Integer(), nullable=False, server_default="0"))
"""
_BROKEN = f"""
from alembic import op

revision = "9999"
down_revision = "{schema.HEAD}"


def upgrade():
    op.execute("UPDATE learner SET given_name = 'gone'")
    op.execute("SELECT * FROM nowhere")
"""
_LOSING = f"""
from alembic import op

revision = "9999"
down_revision = "{schema.HEAD}"


def upgrade():
    op.execute("DELETE FROM identifier")
"""


@pytest.fixture
def scripts(tmp_path):
    """The folder of our scripts, copied, for a later version to be added."""
    return shutil.copytree(migrations.SCRIPTS, tmp_path / "100% scripts", ignore=shutil.ignore_patterns("__pycache__"))


def later(scripts, text):
    (scripts / "versions" / "v9999_later.py").write_text(text, encoding="utf-8")
    return scripts


@pytest.fixture
def filled(store):
    with store.transaction("Add students") as tx:
        for number in range(5):
            who = tx.add(records.Learner, given_name=f"Learner {number}")
            tx.add(records.Identifier, learner_id=who, source="sis", value=str(number))
            tx.add(
                records.ProfileEntry, learner_id=who, facet="hope", voice="learner", text="fly", said_on="2026-09-01"
            )
    key = store._key
    folder = store.folder
    store.close()
    return folder, key


def value(folder, key, sql):
    connection = connections.connect(folder, key, read_only=True)
    try:
        return connection.execute(sql).fetchone()[0]
    finally:
        connection.close()


def names(path):
    return sorted(entry.name for entry in path.iterdir())


def test_the_versions_that_are_known_are_the_scripts():
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(migrations.SCRIPTS))
    directory = ScriptDirectory.from_config(config)
    assert directory.get_current_head() == schema.HEAD
    assert [script.revision for script in reversed(list(directory.walk_revisions()))] == list(schema.KNOWN)


def test_remaking_a_parent_table_loses_no_child(filled, scripts, monkeypatch):
    folder, key = filled
    kept = migrations.migrate(folder, key, later(scripts, _PARENT))
    assert value(folder, key, "SELECT version_num FROM alembic_version") == "9999"
    assert value(folder, key, "SELECT count(*) FROM identifier") == 5
    assert value(folder, key, "SELECT count(*) FROM profile_entry") == 5
    assert value(folder, key, "SELECT sum(shoe_size) FROM learner") == 0
    assert kept.parent == folder.backups
    assert names(folder.backups) == [kept.name]
    monkeypatch.setattr(schema, "HEAD", "9999")
    monkeypatch.setattr(schema, "KNOWN", (*schema.KNOWN, "9999"))
    store = Store.open(folder.path)
    assert store.undo_status().undo is None
    assert integrity.check(store).sound
    with store.transaction("Change") as tx:
        who = tx.value("SELECT id FROM learner LIMIT 1")
        tx.change(records.Learner, who, given_name="Later")
    assert store.undo() == "Change"
    store.close()


def test_an_older_planbook_is_brought_up_to_date_when_it_opens(filled, scripts, monkeypatch):
    folder, _key = filled
    monkeypatch.setattr(schema, "HEAD", "9999")
    monkeypatch.setattr(schema, "KNOWN", (*schema.KNOWN, "9999"))
    monkeypatch.setattr(migrations.migrate, "__defaults__", (later(scripts, _PARENT),))
    store = Store.open(folder.path)
    assert store.value("SELECT count(*) FROM identifier") == 5
    store.close()
    assert len(names(folder.backups)) == 1


@pytest.mark.parametrize(("script", "error"), [(_BROKEN, OperationalError), (_LOSING, UserError)])
def test_a_migration_that_fails_leaves_the_planbook_as_it_was(filled, scripts, script, error):
    folder, key = filled
    with pytest.raises(error):
        migrations.migrate(folder, key, later(scripts, script))
    store = Store.open(folder.path)
    assert store.value("SELECT count(*) FROM learner WHERE given_name = 'gone'") == 0
    assert store.value("SELECT count(*) FROM identifier") == 5
    assert store.undo() == "Add students"
    store.close()
    assert not [name for name in names(folder.backups) if name.startswith(".making")]


def test_what_lies_in_the_write_ahead_log_comes_along(filled, scripts):
    folder, key = filled
    writer = connections.connect(folder, key)
    writer.execute("PRAGMA wal_autocheckpoint = 0")
    writer.execute("INSERT INTO meta VALUES ('late', 'yes')")
    place = shutil.copytree(folder.path, folder.path.with_name("crashed"))
    writer.close()
    crashed = type(folder)(Path(place))
    assert crashed.database.with_name("planbook.db-wal").stat().st_size > 0
    migrations.migrate(crashed, key, later(scripts, _PARENT))
    assert value(crashed, key, "SELECT value FROM meta WHERE name = 'late'") == "yes"


def test_a_planbook_that_another_program_has_open_waits(filled, scripts, monkeypatch):
    folder, key = filled
    monkeypatch.setattr(connections, "BUSY_MILLISECONDS", 50)
    other = connections.connect(folder, key)
    other.execute("BEGIN")
    other.execute("SELECT count(*) FROM learner").fetchone()
    with pytest.raises(UserError, match="Another program"):
        migrations.migrate(folder, key, later(scripts, _PARENT))
    other.close()
    assert value(folder, key, "SELECT version_num FROM alembic_version") == schema.HEAD


def test_a_newer_planbook_is_refused_and_left_alone(filled):
    folder, key = filled
    connection = connections.connect(folder, key)
    connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    before = folder.database.read_bytes()
    with pytest.raises(UserError, match="newer version"):
        Store.open(folder.path)
    assert folder.database.read_bytes() == before
