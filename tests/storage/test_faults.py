"""What can go wrong around a planbook: each is a sentence, and nothing is changed."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path

import pytest

from learnerplan.domain import records
from learnerplan.errors import UserError
from learnerplan.storage import connection as connections
from learnerplan.storage import faults, folder, integrity
from learnerplan.storage.folder import Folder
from learnerplan.storage.store import Store

NOBODY = 65534


def add(store, name="Ana"):
    with store.transaction("Add student") as tx:
        return tx.add(records.Learner, given_name=name)


def count(store):
    return store.value("SELECT count(*) FROM learner")


@contextmanager
def unwritable(path: Path):
    """The folder and its files, for somebody who may only read them. The administrator is not stopped by rights."""
    places = [path, *path.rglob("*")]
    for place in places:
        place.chmod(0o555 if place.is_dir() else 0o444)
    root = os.geteuid() == 0
    if root:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)
        for place in places:
            place.chmod(0o755 if place.is_dir() else 0o644)


@pytest.fixture
def open_place(planbook):
    """A copy of a planbook where everybody may go."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield shutil.copytree(planbook, Path(name) / "planbook")


@pytest.mark.skipif(os.name == "nt", reason="a folder's rights are set otherwise on Windows")
def test_a_read_only_folder_is_a_sentence(open_place):
    first = Store.open(open_place)
    add(first)
    first.close()
    # Loaded before, since nobody may not read our libraries.
    from learnerplan.storage import engine, transaction  # noqa: F401

    with unwritable(open_place):
        with pytest.raises(UserError, match=r"cannot be (opened|written)"):
            add(Store.open(open_place))
        with pytest.raises(UserError, match="cannot be written to"):
            Store.create(open_place.parent / "other")
    store = Store.open(open_place)
    assert count(store) == 1
    store.close()


def test_a_full_disk_is_a_sentence_and_the_next_write_works_again(store):
    add(store)
    with store._begin() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 2}")
    with pytest.raises(UserError, match="disk is full"), store.transaction("Import") as tx:
        tx.add_many(records.Learner, [{"given_name": "x" * 500} for _ in range(500)])
    assert count(store) == 1
    assert store.undo_status().undo == "Add student"
    with store._begin() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 1000000")
    add(store)
    assert count(store) == 2


@pytest.mark.skipif(os.name == "nt", reason="limits of file sizes are a POSIX matter")
def test_a_disk_that_takes_no_more_bytes_is_a_sentence(store):
    import resource

    add(store)
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    log = store.folder.database.with_name("planbook.db-wal")
    resource.setrlimit(resource.RLIMIT_FSIZE, (log.stat().st_size + 8192, before[1]))
    try:
        with pytest.raises(UserError, match="nothing was saved"), store.transaction("Import") as tx:
            tx.add_many(records.Learner, [{"given_name": "x" * 500} for _ in range(500)])
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert count(store) == 1
    add(store)
    assert count(store) == 2


def test_a_planbook_that_is_written_elsewhere_for_long_is_a_sentence(store, monkeypatch):
    monkeypatch.setattr(connections, "BUSY_MILLISECONDS", 50)
    with store.raw(read_only=False) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(UserError, match="Another program is writing"):
            add(store)
    add(store)
    assert count(store) == 1


@pytest.mark.parametrize(
    "path",
    [
        "OneDrive - Cedar Grove School/class",
        "Dropbox/class",
        "Google Drive/class",
        "Library/Mobile Documents/com~apple~CloudDocs/class",
        "Nextcloud/class",
    ],
)
def test_a_carriers_folder_is_refused_with_the_reason(planbook, tmp_path, path):
    with pytest.raises(UserError, match="carries"):
        Store.create(tmp_path / path)
    assert not (tmp_path / path).exists()
    moved = shutil.copytree(planbook, tmp_path / path)
    with pytest.raises(UserError, match="carries"):
        Store.open(moved)


def test_a_carrier_is_known_by_the_marks_it_leaves(tmp_path):
    (tmp_path / "shared" / ".stfolder").mkdir(parents=True)
    assert folder.carrier(tmp_path / "shared" / "school" / "class") == "Syncthing"
    assert folder.carrier(tmp_path / "other") is None


def test_there_is_nothing_to_open(tmp_path):
    with pytest.raises(UserError, match="There is no Learnerplan folder"):
        Store.open(tmp_path)


def test_a_missing_or_spoilt_key_is_a_sentence(planbook):
    key = planbook / "planbook.key"
    kept = key.read_bytes()
    for spoilt in (b"", b"nonsense", b"\xff\xfe", kept[:40], kept + b"00"):
        key.write_bytes(spoilt)
        with pytest.raises(UserError, match=r"planbook\.key"):
            Store.open(planbook)
    key.unlink()
    with pytest.raises(UserError, match="missing or cannot be read"):
        Store.open(planbook)
    key.write_bytes(b"0" * 64)
    with pytest.raises(UserError, match="not the key that belongs to it"):
        Store.open(planbook)
    key.write_bytes(kept)
    Store.open(planbook).close()


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps a user's folders to the user already")
def test_the_key_is_for_oneself(planbook, tmp_path):
    store = Store.create(tmp_path / "new")
    store.close()
    assert (tmp_path / "new" / "planbook.key").stat().st_mode & 0o077 == 0


def test_the_database_is_not_readable_without_the_key(store):
    add(store, "Unmistakable")
    store.close()
    whole = store.folder.database.read_bytes()
    assert not whole.startswith(b"SQLite format 3")
    assert b"Unmistakable" not in whole
    assert b"learner" not in whole


@pytest.mark.parametrize("data", [b"not a database at all " * 400, b"SQLite format 3\0" + b"\0" * 8000, b"\0" * 4096])
def test_a_file_that_is_no_planbook_is_a_sentence(planbook, data):
    (planbook / "planbook.db").write_bytes(data)
    with pytest.raises(UserError, match="damaged"):
        Store.open(planbook)
    assert (planbook / "planbook.db").read_bytes() == data


def test_a_database_of_something_else_is_a_sentence(planbook):
    place = Folder(planbook)
    place.database.unlink()
    connection = connections.connect(place, folder.read_key(place))
    connection.execute("CREATE TABLE notes (text TEXT)")
    connection.close()
    with pytest.raises(UserError, match="not made by Learnerplan"):
        Store.open(planbook)


def test_nothing_of_the_library_reaches_the_error_output(planbook):
    damaged = planbook / "planbook.db"
    whole = bytearray(damaged.read_bytes())
    whole[5000] ^= 1
    damaged.write_bytes(whole)
    code = """
import sys
from learnerplan.errors import UserError
from learnerplan.storage.store import Store
try:
    store = Store.open(sys.argv[1])
    [store.value(f'SELECT count(*) FROM "{table}"') for table in ("learner", "goal", "change", "txn")]
except UserError:
    pass
"""
    found = subprocess.run([sys.executable, "-c", code, str(planbook)], capture_output=True, text=True, check=True)
    assert (found.stdout, found.stderr) == ("", "")


@pytest.mark.parametrize("version", [(3, 40, 1), (3, 51, 2)])
def test_an_old_sqlite_is_refused(version):
    with pytest.raises(UserError, match=r"3\.51\.3 or newer is needed"):
        connections.refuse_old_sqlite(version)
    connections.refuse_old_sqlite((3, 51, 3))
    connections.refuse_old_sqlite((4, 0, 0))


def test_commits_are_synced_and_links_are_checked(store):
    with store._begin() as connection:
        asked = ("synchronous", "foreign_keys", "journal_mode", "recursive_triggers", "cipher_version")
        held = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in asked}
    assert held["synchronous"] == 2
    assert held["foreign_keys"] == 1
    assert held["journal_mode"] == "wal"
    assert held["recursive_triggers"] == 1
    assert held["cipher_version"]


def test_a_bug_is_not_dressed_up_as_a_sentence():
    with pytest.raises(ZeroDivisionError), faults.told():
        _ = 1 / 0


def test_every_known_code_has_its_own_sentence():
    class Fault(Exception):
        sqlite_errorname = ""

    for code in ("SQLITE_BUSY_SNAPSHOT", "SQLITE_READONLY_DBMOVED", "SQLITE_IOERR_FSYNC", "SQLITE_CORRUPT_VTAB"):
        fault = Fault()
        fault.sqlite_errorname = code
        found = faults.sentence(fault)
        assert found is not None
        assert found.hint
    assert "search index" in str(faults.sentence(fault))


_WRITER = """
import sys
from learnerplan.domain import records
from learnerplan.storage.store import Store
store = Store.open(sys.argv[1])
number = 0
while True:
    number += 1
    with store.transaction("Add student") as tx:
        tx.add(records.Learner, given_name=f"{sys.argv[2]} {number}")
        tx.add(records.Observation, text=f"{sys.argv[2]} {number}", seen_on="2026-09-01")
    print(number, flush=True)
"""


def test_a_program_that_is_killed_loses_nothing_that_it_said_was_saved(planbook):
    seed = random.Random(7)
    for turn in range(3):
        writer = subprocess.Popen(
            [sys.executable, "-c", _WRITER, str(planbook), f"turn{turn}"], stdout=subprocess.PIPE, text=True
        )
        with writer:
            wanted = seed.randrange(3, 25)
            said = 0
            while said < wanted:
                said = int(writer.stdout.readline())
            writer.send_signal(signal.SIGKILL if os.name != "nt" else signal.SIGTERM)
            said += sum(1 for _ in writer.stdout)
        store = Store.open(planbook)
        held = store.value("SELECT count(*) FROM learner WHERE given_name LIKE ?", (f"turn{turn} %",))
        assert held in (said, said + 1)
        assert held == store.value("SELECT count(*) FROM observation WHERE text LIKE ?", (f"turn{turn} %",))
        assert integrity.check(store).findings == ()
        store.close()
