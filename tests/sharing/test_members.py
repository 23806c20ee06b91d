"""The log as files and as rows: sealed, signed, chained; forks, gaps, keys that are missing, foreign entries."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from learnerplan.domain.shares import Section
from learnerplan.sharing import entries, frame, keys, members, seal
from learnerplan.sharing.batches import digest
from learnerplan.sharing.entries import EntryKind, Place
from learnerplan.sharing.faults import Damaged, FileFault, Forged, Locked, Newer
from tests.sharing.people_of_a_share import SHARE, Owned, public, share_row, tables


@pytest.fixture
def owned() -> Owned:
    return Owned()


def hands_keys(owned: Owned, connection, upto: int = 9_999) -> None:
    for (section, epoch), key in keys.keys_of(owned.connection, SHARE).keys.items():
        if epoch <= upto:
            keys.add(connection, SHARE, section, epoch, key)


def member(owned: Owned, upto: int = 9_999):
    connection = tables()
    share_row(connection, owned.owner.id)
    hands_keys(owned, connection, upto)
    return connection


def take_in(owned: Owned, connection, files):
    return members.take_in(connection, SHARE, owned.owner.sign_public, files)


def signed(owned: Owned, payload: bytes, place: Place | None = None, key: bytes | None = None) -> bytes:
    """An entry of the owner's whose content is whatever one likes."""
    now = owned.people
    place = place or Place(SHARE, now.n + 1, now.epoch, now.hash)
    front = frame.front(entries.KIND, place._asdict())
    key = key or keys.keys_of(owned.connection, SHARE).get(Section.MAIN, now.epoch)
    return frame.closed(front, seal.sealed(payload, key, front, owned.random), owned.owner.sign_secret)


def test_members_end_with_the_log_of_the_owner(owned):
    editor = owned.admit()
    owned.turn(EntryKind.REVOKED, editor)
    owned.new_epoch()
    connection = member(owned)
    taken = take_in(owned, connection, reversed(owned.files()))
    assert [entry.place.n for entry in taken.news] == [1, 2, 3, 4]
    assert (taken.forks, taken.faults) == ((), {})
    assert members.load(connection, SHARE) == owned.people
    assert take_in(owned, connection, owned.files()).news == ()
    assert connection.execute("SELECT sum(wrote) FROM share_entry").fetchone() == (4,)
    assert owned.connection.execute("SELECT sum(wrote) FROM share_entry").fetchone() == (0,)


def test_who_is_let_go_reads_that_and_nothing_later(owned):
    editor = owned.admit()
    connection = member(owned)
    owned.turn(EntryKind.REVOKED, editor)
    owned.new_epoch()
    owned.add(EntryKind.RENAMED, title="Room 14")
    taken = take_in(owned, connection, owned.files())
    assert [entry.kind for entry in taken.news][-2:] == [EntryKind.REVOKED, EntryKind.EPOCH]
    assert [fault.reason for fault in taken.faults.values()] == ["epoch"]
    assert all(isinstance(fault, Locked) for fault in taken.faults.values())
    hands_keys(owned, connection)
    assert [entry.kind for entry in take_in(owned, connection, owned.files()).news] == [EntryKind.RENAMED]


def test_nothing_of_the_log_can_be_read_in_the_folder(owned):
    owned.admit(name="Layla Haddad")
    for data in owned.files():
        for word in (b"Layla", b"Haddad", b"Room", b"editor", owned.owner.id.encode()):
            assert word not in data


def test_only_the_owner_writes_the_log(owned):
    editor = owned.admit()
    ring = keys.keys_of(owned.connection, SHARE)
    now = owned.people
    forged = entries.make_entry(
        Place(SHARE, now.n + 1, 1, now.hash),
        EntryKind.RENAMED,
        {"title": "Mine", "at": owned.now.isoformat()},
        ring.get(Section.MAIN, 1),
        editor,
        owned.random,
    )
    connection = member(owned)
    faults = take_in(owned, connection, [*owned.files(), forged]).faults
    assert isinstance(faults[digest(forged)], Forged)
    with pytest.raises(ValueError, match="owner alone"):
        members.add(connection, SHARE, EntryKind.EPOCH, {"number": 9}, editor, owned.random, owned.now)


def test_an_entry_of_another_share_is_damage(owned):
    connection = member(owned)
    told = frame.canonical({"kind": "renamed", "title": "x", "at": owned.now.isoformat()})
    other = signed(owned, told, Place("0" * 32, 2, 1, owned.people.hash))
    faults = take_in(owned, connection, [*owned.files(), other]).faults
    assert [type(fault) for fault in faults.values()] == [Damaged]
    assert members.load(connection, SHARE).n == 1


def test_after_a_fork_all_hold_the_same_branch(owned):
    """The owner's planbook was restored and signed two entries under numbers that were taken."""
    restored = Owned()
    assert restored.people.hash == owned.people.hash
    editor = owned.admit()
    first, second = member(owned), member(owned)
    take_in(owned, first, owned.files())
    restored.add(EntryKind.RENAMED, title="Restored")
    restored.add(EntryKind.RENAMED, title="Restored twice")
    everything = [*owned.files(), *restored.files()]
    for connection in (first, second, owned.connection):
        taken = take_in(owned, connection, everything)
        assert taken.forks == (2,)
        now = members.load(connection, SHARE)
        assert (now.title, now.n) == ("Restored twice", 3)
        assert editor.id not in now.people
    assert connection.execute("SELECT count(*) FROM share_entry").fetchone() == (3,)


def test_a_restored_owner_takes_the_log_back_before_going_on(owned):
    restored = tables()
    share_row(restored, owned.owner.id)
    hands_keys(owned, restored)
    take_in(owned, restored, owned.files())
    editor = owned.admit()
    owned.new_epoch()
    hands_keys(owned, restored)
    assert [entry.place.n for entry in take_in(owned, restored, owned.files()).news] == [2, 3]
    after = members.add(
        restored, SHARE, EntryKind.REVOKED, {"device": editor.id, "marks": {}}, owned.owner, owned.random, owned.now
    )
    assert (after.n, after.forks) == (4, ())


def test_a_new_epoch_never_reuses_a_number_with_a_key(owned):
    for section in Section:
        keys.add(owned.connection, SHARE, section, 6, bytes(32))
    assert owned.new_epoch().epoch > 6
    newest = keys.keys_of(owned.connection, SHARE).newest(Section.MAIN)
    assert newest is not None
    assert newest[0] == owned.people.epoch


def test_the_key_of_the_owner(owned):
    assert members.owner_key(owned.connection, SHARE) == owned.owner.sign_public
    connection = tables()
    assert members.owner_key(connection, SHARE) is None
    body = frame.canonical({"sign": owned.owner.sign_public.hex()}).decode()
    connection.execute("INSERT INTO share_invitation VALUES ('i', ?, ?, '2027-01-01', 'used')", (SHARE, body))
    assert members.owner_key(connection, SHARE) == owned.owner.sign_public


def test_without_its_key_nothing_is_signed(owned):
    owned.connection.execute("DELETE FROM share_key")
    with pytest.raises(Locked):
        owned.add(EntryKind.RENAMED, title="x")


def test_every_flipped_byte_of_an_entry(owned):
    data = owned.files()[0]
    ring = keys.keys_of(owned.connection, SHARE)
    for place in range(len(data)):
        with pytest.raises(Damaged):
            entries.read_entry(data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :], ring, b"")


def read(owned: Owned, payload: bytes, place: Place | None = None):
    ring = keys.keys_of(owned.connection, SHARE)
    return entries.read_entry(signed(owned, payload, place), ring, owned.owner.sign_public)


def test_kinds_of_a_later_version_wait(owned):
    for kind in ("divided", None, [], {}):
        with pytest.raises(Newer) as caught:
            read(owned, frame.canonical({"kind": kind, "at": owned.now.isoformat()}))
        assert caught.value.reason == "entry"


owner_once = cache(Owned)


@settings(max_examples=100)
@given(payload=st.binary(max_size=60) | st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
        st.sampled_from(["kind", "at", "device", "marks", "title", "scope", "role", "name", "sign"]), inner, max_size=4
    ), max_leaves=8,
).map(frame.canonical))  # fmt: skip
def test_whatever_the_owner_signs_ends_in_a_fault(payload):
    with pytest.raises(FileFault):
        read(owner_once(), payload)


GOOD = {
    EntryKind.FOUNDED: {
        **public(keys.Device("0" * 16, bytes(32), bytes(32))),
        "name": "A", "title": "B", "restricted": False,
        "scope": {"kind": "learners", "class": None, "learners": ["l-1"]},
    },
    EntryKind.ADDED: {
        **public(keys.Device("0" * 16, bytes(32), bytes(32))),
        "name": "آوا\u200cنا", "role": "reader", "until": "2026-12-18", "learners": [], "restricted": False,
    },
    EntryKind.REVOKED: {"device": "0" * 16, "marks": {f"main/{'0' * 16}-{'a' * 12}": 1}},
    EntryKind.EPOCH: {"number": 2},
    EntryKind.RENAMED: {"title": "C"},
}  # fmt: skip
WRONG = [
    (EntryKind.FOUNDED, "scope", {"kind": "school", "class": None, "learners": []}),
    (EntryKind.FOUNDED, "scope", {"kind": [], "class": None, "learners": []}),
    (EntryKind.FOUNDED, "scope", {"kind": "class", "class": "a/b", "learners": []}),
    (EntryKind.FOUNDED, "scope", {"kind": "class", "class": None, "learners": "abc"}),
    (EntryKind.FOUNDED, "scope", {"kind": "class"}),
    (EntryKind.FOUNDED, "scope", []),
    (EntryKind.FOUNDED, "restricted", 0),
    (EntryKind.FOUNDED, "name", ""),
    (EntryKind.FOUNDED, "name", "   "),
    (EntryKind.FOUNDED, "name", "a" * 121),
    (EntryKind.FOUNDED, "name", "two\nlines"),
    (EntryKind.FOUNDED, "name", "turned \u202e round"),
    (EntryKind.FOUNDED, "name", None),
    (EntryKind.ADDED, "role", "owner"),
    (EntryKind.ADDED, "role", ["editor"]),
    (EntryKind.ADDED, "until", "tomorrow"),
    (EntryKind.ADDED, "until", "20261218"),
    (EntryKind.ADDED, "until", 3),
    (EntryKind.ADDED, "device", "../" + "0" * 13),
    (EntryKind.ADDED, "device", 7),
    (EntryKind.ADDED, "sign", "00"),
    (EntryKind.ADDED, "learners", [1]),
    (EntryKind.REVOKED, "marks", []),
    (EntryKind.REVOKED, "marks", {"main/x": 1}),
    (EntryKind.REVOKED, "marks", {f"main/{'0' * 16}-{'a' * 12}": 0}),
    (EntryKind.REVOKED, "marks", {f"main/{'0' * 16}-{'a' * 12}": True}),
    (EntryKind.EPOCH, "number", 0),
    (EntryKind.EPOCH, "number", "2"),
    (EntryKind.RENAMED, "at", "2026-09-01T08:00:00"),
    (EntryKind.RENAMED, "at", "soon"),
    (EntryKind.RENAMED, "at", 1),
    (EntryKind.RENAMED, "more", 1),
]


@pytest.mark.parametrize("kind", GOOD)
def test_entries_come_back(owned, kind):
    told = {**GOOD[kind], "at": "2026-09-01T08:00:00+02:00"}
    entry = read(owned, frame.canonical({"kind": kind.value, **told}))
    assert (entry.kind, dict(entry.told), entry.place.n) == (kind, told, 2)


@pytest.mark.parametrize(("kind", "name", "value"), WRONG)
def test_entries_out_of_form_are_damage(owned, kind, name, value):
    told = {**GOOD[kind], "at": "2026-09-01T08:00:00+02:00", name: value}
    with pytest.raises(Damaged):
        read(owned, frame.canonical({"kind": kind.value, **told}))
    with pytest.raises(ValueError, match="does not look"):
        entries.make_entry(Place(SHARE, 1, 1, ""), kind, told, bytes(32), owned.owner, owned.random)


@pytest.mark.parametrize("place", [Place(SHARE, 2, 1, ""), Place(SHARE, 1, 1, "0" * 64)])
def test_the_first_has_none_before_it(owned, place):
    told = {**GOOD[EntryKind.EPOCH], "at": owned.now.isoformat()}
    with pytest.raises(Damaged):
        read(owned, frame.canonical({"kind": "epoch", **told}), place)
    with pytest.raises(ValueError, match="does not look"):
        entries.make_entry(place, EntryKind.EPOCH, told, bytes(32), owned.owner, owned.random)
