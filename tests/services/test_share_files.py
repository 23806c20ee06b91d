"""Files through a shared folder between two planbooks: sent, fetched, on their way, in each other's place."""

from __future__ import annotations

import shutil
from dataclasses import dataclass

import pytest

from learnerplan.domain import records
from learnerplan.domain.shares import Section
from learnerplan.errors import UserError
from learnerplan.services import artifacts, kept_files, share_files
from learnerplan.services.share_book import StoreBook
from learnerplan.sharing import keys, problems
from learnerplan.sharing.faults import Unreachable
from learnerplan.storage import arrivals, integrity
from learnerplan.storage.store import Store
from tests.room import TODAY
from tests.sharing.memory_files import MemoryFiles

SHARE = "ab" * 16
PICTURE = b"\x89PNG\r\n\x1a\n a bridge of paper" * 9


@dataclass
class Two:
    """Two planbooks with the same class, and the folder between them."""

    one: Store
    other: Store
    files: MemoryFiles
    ana: str

    def add(self, name="bridge.png", data=PICTURE):
        """A piece of work in the first planbook, whose row has come to the second."""
        row_id = artifacts.add(self.one, self.ana, data, name=name, title="Bridge", added_on=TODAY)
        with self.one.transaction("Look") as tx:
            row = tx.get(records.Artifact, row_id)
        with self.other.transaction("Come", origin="share") as tx:
            tx.add(records.Artifact, **row)
        for store in (self.one, self.other):
            self.into_scope(store, row_id)
        return row_id

    def into_scope(self, store, row_id, share=SHARE):
        with StoreBook(store).writing("Scope") as connection:
            connection.execute("INSERT INTO share_scope VALUES (?, 'artifact', ?, 'main')", (share, row_id))

    def row(self, store):
        return artifacts.of_learner(store, self.ana)[0]


@pytest.fixture
def two(room, tmp_path):
    room.store.close()
    stores = [Store.open(shutil.copytree(room.store.folder.path, tmp_path / name)) for name in ("one", "other")]
    for store in stores:
        with StoreBook(store).writing("Key") as connection:
            keys.add(connection, SHARE, Section.MAIN, 1, bytes(range(32)))
    yield Two(*stores, MemoryFiles(), room.ana)
    for store in stores:
        store.close()


def test_a_file_goes_out_and_comes_in(two):
    two.add()
    assert share_files.exchange(two.one, two.files, SHARE) == share_files.Exchanged(1, 0, 0)
    assert share_files.exchange(two.one, two.files, SHARE) == share_files.Exchanged(0, 0, 0)
    assert share_files.exchange(two.other, two.files, SHARE) == share_files.Exchanged(0, 1, 0)
    assert artifacts.file_of(two.other, two.row(two.other)).read_bytes() == PICTURE
    assert share_files.exchange(two.other, two.files, SHARE) == share_files.Exchanged(0, 0, 0)


def test_until_it_comes_everything_says_that_it_is_on_its_way(two):
    two.add()
    row = two.row(two.other)
    with pytest.raises(UserError, match="no longer in"):
        artifacts.file_of(two.other, row)
    for _ in range(2):
        assert share_files.exchange(two.other, two.files, SHARE) == share_files.Exchanged(0, 0, 1)
    with pytest.raises(UserError, match="on its way"):
        artifacts.file_of(two.other, row)
    assert artifacts.file_if_here(two.other, row) is None
    assert kept_files.on_their_way(two.other) == {row.sha256}
    assert [(one.kind, one.serious) for one in integrity.check(two.other).findings] == [("file on its way", False)]
    share_files.exchange(two.one, two.files, SHARE)
    share_files.exchange(two.other, two.files, SHARE)
    assert kept_files.on_their_way(two.other) == frozenset()
    assert integrity.check(two.other).findings == ()


def test_another_file_of_that_name_stays_and_both_are_found(two):
    two.add()
    row = two.row(two.other)
    place = two.other.folder.artifacts / row.path
    place.parent.mkdir(parents=True)
    place.write_bytes(b"mine")
    share_files.exchange(two.one, two.files, SHARE)
    assert share_files.exchange(two.other, two.files, SHARE).came == 1
    assert place.read_bytes() == b"mine"
    assert artifacts.file_of(two.other, row).read_bytes() == PICTURE
    assert artifacts.file_of(two.other, row).name == f"bridge ({row.sha256[:8]}).png"
    assert "loose file" not in [one.kind for one in integrity.check(two.other).findings if row.sha256[:8] in one.where]


def test_equal_bytes_at_its_place_are_the_file(two):
    two.add()
    row = two.row(two.other)
    place = two.other.folder.artifacts / row.path
    place.parent.mkdir(parents=True)
    place.write_bytes(PICTURE)
    assert share_files.exchange(two.other, two.files, SHARE).sent == 1
    assert [path.name for path in place.parent.iterdir()] == ["bridge.png"]


def test_whoever_has_a_file_gives_it_again_when_the_folder_lost_it(two):
    two.add()
    share_files.exchange(two.one, two.files, SHARE)
    share_files.exchange(two.other, two.files, SHARE)
    two.files.held.clear()
    assert share_files.exchange(two.other, two.files, SHARE).sent == 1
    assert share_files.exchange(two.one, two.files, SHARE).sent == 0


def test_a_file_that_was_lost_here_comes_again(two):
    two.add()
    share_files.exchange(two.one, two.files, SHARE)
    artifacts.file_of(two.one, two.row(two.one)).unlink()
    assert share_files.exchange(two.one, two.files, SHARE).came == 1
    assert artifacts.file_of(two.one, two.row(two.one)).read_bytes() == PICTURE


def test_a_reader_sends_nothing(two):
    two.add()
    assert share_files.exchange(two.one, two.files, SHARE, may_write=False) == share_files.Exchanged(0, 0, 0)
    assert two.files.held == {}
    assert share_files.exchange(two.other, two.files, SHARE, may_write=False).waiting == 1


def test_one_round_takes_so_much_and_the_next_goes_on(two):
    for number in range(3):
        two.add(f"{number}.png", PICTURE + bytes([number]))
    assert share_files.exchange(two.one, two.files, SHARE, most=1) == share_files.Exchanged(1, 0, 0, (), 2)
    assert share_files.exchange(two.one, two.files, SHARE).sent == 2
    assert share_files.exchange(two.other, two.files, SHARE, most=1).waiting == 2
    assert share_files.exchange(two.other, two.files, SHARE).came == 2


def test_a_spoilt_file_is_named_and_nothing_else_stops(two):
    two.add()
    two.add("other.png", b"other")
    share_files.exchange(two.one, two.files, SHARE)
    path = min(two.files.held)
    two.files.held[path] = b"spoilt"
    done = share_files.exchange(two.other, two.files, SHARE)
    assert (done.came, done.waiting, len(done.refused)) == (1, 1, 1)


def test_a_torn_file_is_given_again_by_whoever_has_it(two):
    two.add()
    for _ in range(2):
        share_files.exchange(two.one, two.files, SHARE)
    path = min(two.files.held)
    two.files.held[path] = two.files.held[path][:-7]
    assert share_files.exchange(two.other, two.files, SHARE).refused
    assert troubles(two.other) == 1
    assert share_files.exchange(two.one, two.files, SHARE).sent == 1
    assert share_files.exchange(two.other, two.files, SHARE).came == 1
    assert troubles(two.other) == 0
    for store in (two.one, two.other, two.one, two.other):
        assert share_files.exchange(store, two.files, SHARE) == share_files.Exchanged(0, 0, 0)


def test_what_was_whole_is_not_read_again(two):
    two.add()
    for _ in range(2):
        share_files.exchange(two.one, two.files, SHARE)
    read, two.files.read = [], lambda path, cap: read.append(path)
    share_files.exchange(two.one, two.files, SHARE)
    assert read == []


def test_a_folder_that_stops_answering_stops_the_round(two):
    two.add()
    two.files.fault = "full"
    with pytest.raises(Unreachable):
        share_files.exchange(two.one, two.files, SHARE)
    two.files.fault = None
    share_files.exchange(two.one, two.files, SHARE)
    two.files.read = unreadable
    with pytest.raises(Unreachable):
        share_files.exchange(two.other, two.files, SHARE)


def unreadable(path, cap):
    raise Unreachable("busy", path)


def troubles(store):
    with StoreBook(store).reading() as connection:
        return len(problems.open_ones(connection, SHARE))


def test_a_file_that_was_changed_outside_is_not_sent(two):
    two.add()
    place = artifacts.file_of(two.one, two.row(two.one))
    place.write_bytes(b"?" * len(PICTURE))
    done = share_files.exchange(two.one, two.files, SHARE)
    assert (done.sent, done.refused) == (0, (two.row(two.one).path,))


@pytest.mark.parametrize(
    "path", ["../out.png", "/etc/x", "Ana/con", "Ana/a:b.png", "Ana/trailing. ", "a\\b", "Ana/\u202ecod.exe"]
)
def test_a_path_that_no_computer_should_follow_is_refused(two, path):
    row_id = two.add()
    with two.other.transaction("Lie", origin="share") as tx:
        tx.change(records.Artifact, row_id, path=path)
    share_files.exchange(two.one, two.files, SHARE)
    done = share_files.exchange(two.other, two.files, SHARE)
    assert done.came == 0
    assert done.refused == (path,)
    assert not any(two.other.folder.artifacts.rglob("*"))


def test_bytes_that_are_not_the_named_ones_are_not_kept(two):
    with pytest.raises(UserError, match="spoilt"):
        arrivals.keep(two.other.folder, "Ana/x.png", [b"a", b"b"], "0" * 64)
    assert not list(two.other.folder.artifacts.rglob("*.p*"))
