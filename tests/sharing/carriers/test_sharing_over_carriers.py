"""Two planbooks of the class of two share it over each real carrier. `make carriers N=1000` makes more rounds."""

from __future__ import annotations

import os
import shutil

from learnerplan.domain import records
from learnerplan.services import share_sync
from tests.sharing.carriers import rounds
from tests.sharing.carriers.carrier import conflict_copies
from tests.sharing.kill9.kills import differences, states
from tests.sharing.kill9.pair import paired

ROUNDS = int(os.environ.get("LEARNERPLAN_CARRIER_ROUNDS", "6"))


def rename(store, learner, name):
    with store.transaction("Rename") as tx:
        tx.change(records.Learner, learner, preferred_name=name)


def test_both_end_with_the_same_and_no_conflict_copy_is_made(carrier, room, tmp_path):
    pair = paired(room.store, room.class_id, tmp_path / "second-book", carrier.sides, carrier.carry)
    assert rounds.make(pair, carrier, ROUNDS) == []
    assert states(pair.first) == states(pair.second)
    assert differences(pair.first) == differences(pair.second) == []
    pair.second.close()


def test_edits_of_both_sides_of_a_pause_are_all_kept(syncthings, room, tmp_path):
    pair = paired(room.store, room.class_id, tmp_path / "second-book", syncthings.sides, syncthings.carry)
    syncthings.second.kill()
    rename(pair.first, room.ana, "Lú")
    rename(pair.second, room.ana, "Ana L.")
    share_sync.sync(pair.first)
    share_sync.sync(pair.second)
    syncthings.second.start()
    syncthings.wait_for_each_other()
    syncthings.carry()
    rounds.settle(pair, syncthings)
    assert states(pair.first) == states(pair.second)
    for store in pair[:2]:
        (held,) = [state for table, row, state in states(store) if (table, row) == ("learner", room.ana)]
        assert "Lú" in held
        assert "Ana L." in held
    assert conflict_copies(syncthings.first.folder) == []
    pair.second.close()


def test_a_folder_that_is_emptied_swapped_or_gone_deletes_nothing(room, tmp_path):
    folder = tmp_path / "folder"
    folder.mkdir()
    pair = paired(room.store, room.class_id, tmp_path / "second-book", (folder, folder))
    before = states(pair.second)
    for harm in (shutil.rmtree, lambda place: place.mkdir(), lambda place: (place / "other.txt").write_text("x")):
        harm(folder)
        (report,) = share_sync.sync(pair.second)
        assert report.problems
        assert states(pair.second) == before
    assert [path.name for path in folder.iterdir()] == ["other.txt"], "nothing is written where no marker is"
    pair.second.close()


def test_a_full_and_a_read_only_disk_are_told_and_pass(small, room, tmp_path):
    pair = paired(room.store, room.class_id, tmp_path / "second-book", (small.folder, small.folder))
    taken = small.fill()
    rename(pair.first, room.ana, "Full")
    (report,) = share_sync.sync(pair.first)
    assert report.problems
    taken.unlink()
    share_sync.sync(pair.first)
    small.read_only(True)
    rename(pair.second, room.minh, "Read only")
    (report,) = share_sync.sync(pair.second)
    assert report.problems
    assert pair.second.value("SELECT preferred_name FROM learner WHERE id = ?", (room.ana,)) == "Full"
    small.read_only(False)
    for store in (pair.second, pair.first):
        (report,) = share_sync.sync(store)
        assert not report.problems
    assert pair.first.value("SELECT preferred_name FROM learner WHERE id = ?", (room.minh,)) == "Read only"
    pair.second.close()
