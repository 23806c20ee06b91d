from __future__ import annotations

import json
import shutil
import struct
import zipfile
from datetime import date, datetime, timedelta

import pytest

from learnerplan.domain import records
from learnerplan.errors import UserError
from learnerplan.progress import Cancelled, Progress
from learnerplan.storage import artifacts, backup, manifest, restore
from learnerplan.storage.folder import Folder
from learnerplan.storage.lock import WindowLock
from learnerplan.storage.store import Store


@pytest.fixture
def filled(store):
    stored = artifacts.store_file(store.folder, "José", b"a picture", "león.png")
    with store.transaction("Add") as tx:
        who = tx.add(records.Learner, given_name="José")
        tx.add(
            records.Artifact,
            learner_id=who,
            title="My lion",
            path=stored.path,
            sha256=stored.sha256,
            size=stored.size,
            added_on=date(2026, 9, 1),
        )
    return store


@pytest.fixture
def saved(filled, tmp_path):
    """A backup of that planbook."""
    return backup.make(filled, tmp_path / "stick" / "my backup.zip").path


def given_names(path):
    store = Store.open(path)
    try:
        return store._reader().execute("SELECT given_name FROM learner").fetchall()
    finally:
        store.close()


def rewritten(source, target, change):
    """The zip `source` once more, each (name, bytes) as `change` gives it."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for info in old.infolist():
            for name, data in change(info.filename, old.read(info)):
                new.writestr(name, data)
    return target


def test_a_backup_comes_back_whole(filled, saved, tmp_path):
    with zipfile.ZipFile(saved) as archive:
        assert {"planbook.db", "planbook.key", "artifacts/José/león.png", "manifest.json"} == set(archive.namelist())
        assert not archive.read("planbook.db").startswith(b"SQLite format")
    target = tmp_path / "elsewhere" / "planbook"
    assert restore.restore(saved, Folder(target)) is None
    assert given_names(target) == [("José",)]
    assert (target / "artifacts" / "José" / "león.png").read_bytes() == b"a picture"


def test_the_replaced_planbook_is_kept_aside(filled, saved):
    with filled.transaction("Add later") as tx:
        tx.add(records.Learner, given_name="Later")
    backup.make(filled, filled.folder.backups / backup.automatic_name(datetime(2026, 9, 1)))
    filled.close()
    aside = restore.restore(saved, filled.folder)
    assert aside is not None
    assert "replaced" in aside.name
    assert given_names(filled.folder.path) == [("José",)]
    assert len(given_names(aside)) == 2
    assert len(backup.automatic(filled.folder)) == 1
    again = restore.restore(saved, filled.folder)
    assert again not in (None, aside)


def test_a_restored_planbook_can_be_written_and_undone(filled, saved):
    filled.close()
    restore.restore(saved, filled.folder)
    store = Store.open(filled.folder.path)
    assert store.undo() == "Add"
    assert store.value("SELECT count(*) FROM learner") == 0
    store.close()


def test_nothing_is_restored_under_an_open_window(filled, saved):
    filled.close()
    with WindowLock(filled.folder), pytest.raises(UserError, match="A window shows"):
        restore.restore(saved, filled.folder)
    assert given_names(filled.folder.path) == [("José",)]


def test_nothing_is_restored_over_other_files_or_on_a_carrier(saved, tmp_path):
    other = tmp_path / "Documents"
    other.mkdir()
    (other / "letter.txt").write_text("dear", encoding="utf-8")
    with pytest.raises(UserError, match="holds other files"):
        restore.restore(saved, Folder(other))
    with pytest.raises(UserError, match="Dropbox"):
        restore.restore(saved, Folder(tmp_path / "Dropbox" / "class"))
    assert [path.name for path in other.iterdir()] == ["letter.txt"]


def escapes(name, data):
    yield name, data
    if name == "manifest.json":
        yield "artifacts/../../evil.txt", b"evil"


def swapped(name, data):
    yield name, (data[:-1] + b"!" if name.startswith("artifacts") else data)


def short(name, data):
    if name != "planbook.key":
        yield name, data


def listless(name, data):
    if name != "manifest.json":
        yield name, data


def newer(name, data):
    yield name, (json.dumps({**json.loads(data), "format": 99}).encode() if name == "manifest.json" else data)


def listed_escape(name, data):
    if name != "manifest.json":
        yield name, data
        return
    held = json.loads(data)
    held["files"]["../evil.txt"] = {"sha256": "0", "size": 4}
    yield "../evil.txt", b"evil"
    yield name, json.dumps(held).encode()


def miscounted(name, data):
    if name == "manifest.json":
        held = json.loads(data)
        held["counts"]["learner"] = 5
        data = json.dumps(held).encode()
    yield name, data


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (escapes, "not a backup"),
        (listed_escape, "not a backup"),
        (swapped, "is damaged"),
        (short, "not a backup"),
        (listless, "not a backup"),
        (newer, "newer version"),
        (miscounted, "is damaged"),
    ],
)
def test_a_backup_that_is_not_whole_is_refused_and_changes_nothing(filled, saved, tmp_path, change, words):
    filled.close()
    harmed = rewritten(saved, tmp_path / "harmed.zip", change)
    before = sorted(path.name for path in tmp_path.iterdir())
    with pytest.raises(UserError, match=words):
        restore.restore(harmed, filled.folder)
    assert given_names(filled.folder.path) == [("José",)]
    assert sorted(path.name for path in tmp_path.iterdir()) == before
    assert not (tmp_path.parent / "evil.txt").exists()


def badly_deflated(source, target, member):
    """The zip `source` once more, deflated; the data of one member begins with a block that deflate does not know."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            new.writestr(info.filename, old.read(info))
        place = new.getinfo(member).header_offset
    whole = bytearray(target.read_bytes())
    names, extra = struct.unpack("<HH", whole[place + 26 : place + 30])
    whole[place + 30 + names + extra] = 0b111
    target.write_bytes(whole)
    return target


@pytest.mark.parametrize("member", ["manifest.json", "planbook.db", "artifacts/José/león.png"])
def test_a_backup_with_broken_deflate_data_is_refused_and_changes_nothing(filled, saved, tmp_path, member):
    filled.close()
    harmed = badly_deflated(saved, tmp_path / "harmed.zip", member)
    before = sorted(path.name for path in tmp_path.iterdir())
    with pytest.raises(UserError, match=r"harmed\.zip is not a backup made by Learnerplan, or it is damaged"):
        restore.restore(harmed, filled.folder)
    assert given_names(filled.folder.path) == [("José",)]
    assert sorted(path.name for path in tmp_path.iterdir()) == before


def test_a_list_with_broken_deflate_data_is_no_list(saved, tmp_path):
    harmed = badly_deflated(saved, tmp_path / "harmed.zip", "manifest.json")
    with pytest.raises(UserError, match=r"harmed\.zip is not a backup") as caught:
        backup.read_manifest(harmed)
    assert caught.value.hint == "Choose another backup. Nothing was changed."


@pytest.mark.parametrize("data", [b"", b"no zip at all", b"PK\x03\x04 cut off"])
def test_a_file_that_is_no_zip_is_refused(filled, tmp_path, data):
    file = tmp_path / "notes.zip"
    file.write_bytes(data)
    with pytest.raises(UserError, match=r"notes\.zip is not a backup"):
        restore.restore(file, Folder(tmp_path / "new"))
    with pytest.raises(UserError, match="no longer there"):
        restore.restore(tmp_path / "nowhere.zip", Folder(tmp_path / "new"))


def test_flipped_bytes_in_the_zip_are_found(filled, saved, tmp_path):
    whole = saved.read_bytes()
    for place in range(500, len(whole), len(whole) // 15):
        harmed = bytearray(whole)
        harmed[place] ^= 0xFF
        file = tmp_path / "harmed.zip"
        file.write_bytes(harmed)
        with pytest.raises(UserError):
            restore.restore(file, Folder(tmp_path / "new"))
        assert not (tmp_path / "new").exists()


def test_a_link_in_a_zip_is_refused(saved, tmp_path):
    file = tmp_path / "linked.zip"
    shutil.copy(saved, file)
    with zipfile.ZipFile(saved) as archive:
        held = manifest.decode(archive.read("manifest.json"), "x")
    link = zipfile.ZipInfo("artifacts/José/link")
    link.external_attr = 0o120777 << 16
    held.files["artifacts/José/link"] = manifest.Entry("0", 11)

    def with_link(name, data):
        yield name, (manifest.encode(held) if name == "manifest.json" else data)
        if name == "manifest.json":
            yield link, b"/etc/passwd"

    with pytest.raises(UserError, match="not a backup"):
        restore.restore(rewritten(saved, file, with_link), Folder(tmp_path / "new"))


def test_a_zip_that_swells_is_stopped(saved, tmp_path):
    def swelling(name, data):
        if name == "manifest.json":
            held = json.loads(data)
            held["files"]["artifacts/big"] = {"sha256": "0", "size": 10}
            data = json.dumps(held).encode()
        yield name, data

    file = rewritten(saved, tmp_path / "bomb.zip", swelling)
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("artifacts/big", b"\0" * 50_000_000)
    with pytest.raises(UserError, match="is damaged"):
        restore.restore(file, Folder(tmp_path / "new"))


def test_a_cancelled_or_failed_backup_leaves_nothing(filled, tmp_path):
    progress = Progress()
    progress.cancel()
    target = tmp_path / "out.zip"
    target.write_bytes(b"an earlier one")
    with pytest.raises(Cancelled):
        backup.make(filled, target, progress)
    assert target.read_bytes() == b"an earlier one"
    assert list(filled.folder.backups.iterdir()) == []


def test_a_damaged_planbook_is_not_backed_up_over_a_good_backup(filled, saved):
    good = saved.read_bytes()
    page = filled.value("SELECT rootpage FROM sqlite_schema WHERE name = 'learner'")
    filled.close()
    whole = bytearray(filled.folder.database.read_bytes())
    whole[(page - 1) * 4096 + 2000] ^= 1
    filled.folder.database.write_bytes(whole)
    store = Store.open(filled.folder.path)
    with pytest.raises(UserError, match="damaged"):
        backup.make(store, saved)
    store.close()
    assert saved.read_bytes() == good


def test_old_backups_are_thinned_out(store):
    start = datetime(2026, 8, 1, 7, 30)
    for day in range(200):
        (store.folder.backups / backup.automatic_name(start + timedelta(days=day))).write_bytes(b"x")
    mine = store.folder.backups / "before the trip.zip"
    mine.write_bytes(b"x")
    backup.rotate(store.folder)
    kept = [datetime.strptime(path.name, "Learnerplan %Y-%m-%d %H%M%S.zip") for path in backup.automatic(store.folder)]
    last = start + timedelta(days=199)
    assert kept[:7] == [last - timedelta(days=day) for day in range(7)]
    assert len(kept) <= 7 + 4 + 6
    assert (last - kept[-1]).days > 130
    assert mine.exists()
    assert backup.rotate(store.folder) == []


def test_photos_do_not_fill_the_disk_with_backups(store, monkeypatch):
    monkeypatch.setattr(backup, "MOST_BYTES", 50)
    for day in range(1, 8):
        (store.folder.backups / backup.automatic_name(datetime(2026, 9, day))).write_bytes(b"x" * 20)
    backup.rotate(store.folder)
    assert len(backup.automatic(store.folder)) == backup.ALWAYS_KEPT
