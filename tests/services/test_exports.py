from __future__ import annotations

import csv
import json
import subprocess
import sys
from datetime import date

import pytest

from learnerplan.domain import records
from learnerplan.errors import UserError
from learnerplan.progress import Cancelled, Progress
from learnerplan.services import disclosures, exports
from learnerplan.storage import artifacts

DAY = date(2026, 9, 1)
SECRET = "only for the teacher"


@pytest.fixture
def full(room):
    """The class of two with an artifact, a formula, and things that must stay here."""
    stored = artifacts.store_file(room.store.folder, "Ana", b"picture", "lion.png")
    with room.store.transaction("Fill") as tx:
        tx.add(
            records.Artifact,
            learner_id=room.ana,
            title="=HYPERLINK(1)",
            path=stored.path,
            sha256=stored.sha256,
            size=7,
            added_on=DAY,
        )
        tx.add(records.MemoryAid, learner_id=room.ana, text=SECRET, written_on=DAY)
        tx.put(records.Draft, "field", text=SECRET)
        tx.put(records.Setting, "x", value=SECRET)
    with room.store.transaction("Fill") as tx:
        tx.delete(records.MemoryAid, tx.value("SELECT id FROM memory_aid"))
        tx.add(records.MemoryAid, learner_id=room.ana, text=SECRET, written_on=DAY)
    return room


def table(folder, name):
    with (folder / f"{name}.csv").open(encoding="utf-8-sig", newline="") as handle:
        return list(csv.DictReader(handle))


@pytest.mark.parametrize("form", list(exports.Format))
def test_nothing_private_leaves_and_everything_else_does(full, tmp_path, form):
    made = exports.export(full.store, tmp_path / "out", form)
    assert "artifacts/Ana/lion.png" in made.files
    assert (tmp_path / "out" / "artifacts" / "Ana" / "lion.png").read_bytes() == b"picture"
    whole = b"".join((made.folder / name).read_bytes() for name in made.files)
    assert SECRET.encode() not in whole
    assert "Nguyễn".encode() in whole
    assert b"memory_aid" not in whole
    assert made.rows > 5
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_csv_has_a_file_a_noun_with_names_and_no_formulas(full, tmp_path):
    exports.export(full.store, tmp_path / "out", "csv")
    (artifact,) = table(tmp_path / "out", "artifact")
    assert artifact["title"] == "'=HYPERLINK(1)"
    assert (artifact["student"], artifact["size"]) == ("Ana Lúcia Ferreira", "7")
    assert {row["given_name"] for row in table(tmp_path / "out", "learner")} == {"Ana Lúcia", "Minh Anh"}
    assert {row["active"] for row in table(tmp_path / "out", "learner")} == {"true"}


def test_json_is_the_same_bytes_for_the_same_record(full, tmp_path):
    for name in ("one", "two"):
        exports.export(full.store, tmp_path / name, "json")
    first, second = ((tmp_path / name / exports.JSON).read_bytes() for name in ("one", "two"))
    assert first == second
    held = json.loads(first)
    assert held["tables"]["learner"][0]["active"] is True
    assert [row["id"] for row in held["tables"]["learner"]] == sorted(row["id"] for row in held["tables"]["learner"])


def test_sqlite_opens_in_any_program_with_its_history(full, tmp_path):
    exports.export(full.store, tmp_path / "out", "sqlite")
    asked = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1])
print(connection.execute("SELECT count(*) FROM learner").fetchone()[0])
print(connection.execute("SELECT count(*) FROM change").fetchone()[0] > 0)
print(connection.execute("SELECT count(*) FROM txn WHERE first_local IS NOT NULL").fetchone()[0])
print(connection.execute("PRAGMA foreign_key_check").fetchall())
print(connection.execute("PRAGMA integrity_check").fetchall())
"""
    # In a process of its own: ours has one SQLite library only.
    path = str(tmp_path / "out" / exports.SQLITE)
    found = subprocess.run([sys.executable, "-c", asked, path], capture_output=True, text=True, check=True)
    assert found.stdout.split("\n")[:5] == ["2", "True", "0", "[]", "[('ok',)]"]


def test_an_export_is_written_into_the_disclosure_log(full, tmp_path):
    exports.export(full.store, tmp_path / "out", "json")
    (row,) = disclosures.listed(full.store)
    assert (row.way, row.learners, row.file_name) == ("export", 2, "out")


def test_other_peoples_files_are_never_replaced(full, tmp_path):
    out = tmp_path / "out"
    out.mkdir()
    (out / "learner.csv").write_text("mine", encoding="utf-8")
    with pytest.raises(UserError, match=r"holds a file learner\.csv"):
        exports.export(full.store, out, "csv")
    assert [path.name for path in out.iterdir()] == ["learner.csv"]
    assert disclosures.listed(full.store) == []


def test_one_folder_may_hold_every_format_and_be_written_again(full, tmp_path):
    out = tmp_path / "out"
    out.mkdir()
    (out / "my notes.txt").write_text("mine", encoding="utf-8")
    for form in ("csv", "json", "sqlite", "csv"):
        exports.export(full.store, out, form)
    names = {path.name for path in out.iterdir()}
    assert {"my notes.txt", "learner.csv", exports.JSON, exports.SQLITE, "artifacts"} <= names


def test_a_cancelled_export_leaves_nothing(full, tmp_path):
    progress = Progress()
    progress.cancel()
    with pytest.raises(Cancelled):
        exports.export(full.store, tmp_path / "out", "csv", progress)
    assert {path.name for path in tmp_path.iterdir()} == {"room"}


def test_places_where_no_export_may_lie(full, tmp_path):
    with pytest.raises(UserError, match="inside the Learnerplan folder"):
        exports.export(full.store, full.store.folder.path / "out", "csv")
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(UserError, match="is a file"):
        exports.export(full.store, tmp_path / "file", "csv")


def test_what_an_earlier_export_wrote_goes_when_it_is_gone_here_and_nothing_else_does(full, tmp_path):
    out = tmp_path / "out"
    exports.export(full.store, out, "json")
    exports.export(full.store, out, "csv")
    work = out / "artifacts" / "Ana" / "lion.png"
    (out / "artifacts" / "Ana" / "mine.txt").write_text("mine", encoding="utf-8")
    with full.store.transaction("Remove") as tx:
        tx.delete(records.Artifact, tx.value("SELECT id FROM artifact"))
    exports.export(full.store, out, "csv")
    assert work.is_file(), "the JSON export in this folder still names it"
    exports.export(full.store, out, "json")
    assert [path.name for path in work.parent.iterdir()] == ["mine.txt"]


def test_an_empty_folder_of_a_learner_goes_with_the_last_file(full, tmp_path):
    out = tmp_path / "out"
    exports.export(full.store, out, "csv")
    with full.store.transaction("Remove") as tx:
        tx.delete(records.Artifact, tx.value("SELECT id FROM artifact"))
    exports.export(full.store, out, "csv")
    assert not (out / "artifacts").exists()


def test_a_file_of_an_export_that_somebody_changed_since_is_theirs(full, tmp_path):
    out = tmp_path / "out"
    exports.export(full.store, out, "csv")
    work = out / "artifacts" / "Ana" / "lion.png"
    work.write_bytes(b"painted over")
    with full.store.transaction("Remove") as tx:
        tx.delete(records.Artifact, tx.value("SELECT id FROM artifact"))
    exports.export(full.store, out, "csv")
    assert work.read_bytes() == b"painted over"


def test_a_file_that_came_between_two_exports_is_not_replaced(full, tmp_path):
    out = tmp_path / "out"
    exports.export(full.store, out, "csv")
    (out / exports.JSON).write_text("mine", encoding="utf-8")
    with pytest.raises(UserError, match="not from an export"):
        exports.export(full.store, out, "json")
    assert (out / exports.JSON).read_text(encoding="utf-8") == "mine"


def test_an_export_of_an_earlier_version_is_replaced_in_its_folder(full, tmp_path):
    out = tmp_path / "out"
    exports.export(full.store, out, "csv")
    (out / exports.NAME).unlink()
    exports.export(full.store, out, "csv")
    assert (out / exports.NAME).is_file()
