from __future__ import annotations

import os
from datetime import datetime, timedelta

import pytest

from learnerplan.domain import records
from learnerplan.errors import UserError
from learnerplan.services import backups, disclosures

MORNING = datetime(2026, 11, 18, 7, 45)


def write(store):
    with store.transaction("Add") as tx:
        tx.add(records.Learner, given_name="New")


def test_a_backup_to_a_stick_is_written_into_the_disclosure_log(room, tmp_path):
    file = backups.backup(room.store, tmp_path / "stick.zip")
    (row,) = disclosures.listed(room.store)
    assert (row.way, row.file_name, len(row.sha256)) == ("backup", "stick.zip", 64)
    assert backups.restore(file, tmp_path / "new") is None


def test_a_backup_in_its_own_folder_leaves_nothing(room):
    first, second = backups.backup(room.store), backups.backup(room.store)
    assert first != second
    assert {row.path for row in backups.listed(room.store.folder.path)} == {first, second}
    assert disclosures.listed(room.store) == []


def test_once_a_day_and_only_after_changes(room):
    write(room.store)
    assert backups.backup_if_due(room.store, MORNING) is not None
    write(room.store)
    assert backups.backup_if_due(room.store, MORNING + timedelta(hours=5)) is None
    assert backups.backup_if_due(room.store, MORNING + timedelta(days=1)) is not None
    assert backups.backup_if_due(room.store, MORNING + timedelta(days=2)) is None


def test_the_daily_backup_tidies_the_artifacts_too(room):
    half = room.store.folder.artifacts / "cut off.png.part"
    half.write_bytes(b"half")
    os.utime(half, (0, 0))
    write(room.store)
    made = backups.backup_if_due(room.store, MORNING)
    assert not half.exists()
    assert made.exists()


def test_a_damaged_backup_does_not_stand_for_the_day(room):
    write(room.store)
    made = backups.backup_if_due(room.store, MORNING)
    made.write_bytes(b"harmed")
    assert backups.backup_if_due(room.store, MORNING + timedelta(days=1)) is not None


def test_places_where_no_backup_may_lie(room, tmp_path):
    with pytest.raises(UserError, match="is a folder"):
        backups.backup(room.store, tmp_path)
    with pytest.raises(UserError, match="artifacts folder"):
        backups.backup(room.store, room.store.folder.artifacts / "b.zip")
