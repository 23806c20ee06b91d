"""Snapshots: who joins late takes one, and old batches go when everybody has them."""

import json

import pytest

from learnerplan.sharing import condensing, layout, members, reporting, rounds
from learnerplan.sharing.faults import Damaged
from learnerplan.sharing.layout import FileKind
from tests.sharing.sides import SHARE, Side, sides

NOTE = "UPDATE note SET text = ? WHERE id = 'note-1'"
MONTH = 32 * 24 * 3600 * 1000


def give(side: Side) -> bool:
    listing = side.files.list(layout.folder(SHARE))
    return condensing.give(side.ports, side.files, held(side), listing, now=True)


def held(side: Side):
    with side.book.reading() as connection:
        return rounds.held(connection, SHARE)


def snapshots(side: Side) -> list[str]:
    return sorted(path for path in side.files.held if path.endswith(".z"))


def forget_chains(side: Side) -> None:
    """As somebody who was let in, and has taken nothing in yet."""
    with side.book.editing("Forget") as connection:
        for table in ("share_chain", "share_batch", "share_row", "share_scope", "share_file"):
            connection.execute(
                f"DELETE FROM {table} WHERE share = ?" if table != "share_row" else f"DELETE FROM {table}",
                (SHARE,) if table != "share_row" else (),
            )
        for table in ("goal", "note", "support", "learner"):
            connection.execute(f"DELETE FROM {table}")
    with side.book.writing("Note") as connection:
        connection.execute("UPDATE share_meta SET value = (SELECT max(seq) FROM change) WHERE name = 'captured'")


def test_who_holds_nothing_takes_the_snapshot_and_the_batches_after_it():
    owner, ana = sides("owner", "ana")
    owner.edit(NOTE, "before")
    owner.round()
    assert give(owner)
    owner.edit(NOTE, "after")
    owner.round()
    newest = owner.written()[-1]
    old = [path for path in owner.batch_paths() if owner.device.id in path and path != newest]
    forget_chains(ana)
    for path in old:
        del ana.files.held[path]
    came = ana.round()
    assert came.news > 0
    assert ana.value("SELECT text FROM note WHERE id = 'note-1'") == "after"
    main = {key: state for key, state in owner.states().items() if key[0] != "support"}
    assert {key: state for key, state in ana.states().items() if key[0] != "support"} == main


def test_taking_one_again_or_late_changes_nothing():
    owner, ana = sides("owner", "ana")
    owner.edit(NOTE, "in the snapshot")
    owner.round()
    give(owner)
    ana.round()
    ana.edit(NOTE, "newer than it")
    ana.round()
    before = ana.states()
    listing = ana.files.list(layout.folder(SHARE))
    assert condensing.take(ana.ports, ana.files, held(ana), listing) == 0
    assert ana.states() == before


def test_a_gap_is_filled_by_a_snapshot():
    owner, ana = sides("owner", "ana")
    owner.edit(NOTE, "one")
    owner.round()
    (first,) = owner.written()
    owner.edit(NOTE, "two")
    owner.round()
    give(owner)
    del owner.files.held[first]
    # Whoever holds the batch would give it again; here the owner is away.
    came = ana.round()
    assert came.news > 0
    assert ana.value("SELECT text FROM note WHERE id = 'note-1'") == "two"
    assert ana.troubles() == []


@pytest.mark.parametrize("which", [0, 1])
def test_a_spoilt_or_missing_part_and_a_snapshot_by_a_stranger_are_passed_over(which):
    owner, ana = sides("owner", "ana")
    owner.edit(NOTE, "fresh")
    owner.round()
    give(owner)
    # The list of the parts and a part, in the order of their hashes.
    assert len(snapshots(owner)) == 2
    path = snapshots(owner)[which]
    spoilt = bytearray(owner.files.held[path])
    spoilt[-40] ^= 1
    forget_chains(ana)
    kept = owner.files.held[path]
    owner.files.held[path] = bytes(spoilt)
    listing = ana.files.list(layout.folder(SHARE))
    assert condensing.take(ana.ports, ana.files, held(ana), listing) == 0
    del owner.files.held[path]
    assert condensing.take(ana.ports, ana.files, held(ana), listing) == 0
    listing = ana.files.list(layout.folder(SHARE))
    assert condensing.take(ana.ports, ana.files, held(ana), listing) == 0
    owner.files.held[path] = kept
    with ana.book.writing("Forget who is in it") as connection:
        connection.execute("DELETE FROM share_entry")
    assert members.load(ana.book.connection, SHARE).people == {}
    listing = ana.files.list(layout.folder(SHARE))
    assert condensing.take(ana.ports, ana.files, held(ana), listing) == 0


def test_one_is_given_when_much_has_happened_or_a_month_is_over():
    (owner,) = sides("owner")
    share = held(owner)
    listing = owner.files.list(layout.folder(SHARE))
    assert not condensing.give(owner.ports, owner.files, share, listing)
    assert give(owner)
    first = snapshots(owner)
    owner.now += MONTH
    assert not condensing.give(owner.ports, owner.files, share, listing)
    owner.edit(NOTE, "a month later")
    owner.round()
    assert len(snapshots(owner)) > len(first)
    owner.edit(NOTE, "and on its way")
    with owner.book.writing("Capture") as connection:
        connection.execute("INSERT INTO share_out(share, section, op) VALUES (?, 'main', '[]')", (SHARE,))
    assert not give(owner)


def test_only_the_newest_two_of_ones_own_are_kept():
    (owner,) = sides("owner")
    for text in ("a", "b", "c"):
        owner.edit(NOTE, text)
        owner.round()
        assert give(owner)
    numbers = {layout.parse(path).n for path in snapshots(owner)}
    assert numbers == {2, 3}


def test_old_batches_go_when_everybody_has_them_and_a_snapshot_says_them():
    owner, ana = sides("owner", "ana")
    owner.edit(NOTE, "old")
    owner.round()
    share = held(owner)
    mine = [path for path in owner.batch_paths() if owner.device.id in path]

    def clear() -> int:
        return condensing.clear(owner.ports, owner.files, share, owner.files.list(layout.folder(SHARE)))

    give(owner)
    assert clear() == 0
    owner.now += MONTH
    with owner.book.writing("Only ana is left") as connection:
        connection.execute("DELETE FROM share_status WHERE share = ? AND device <> 'own'", (SHARE,))
    assert clear() == 0
    everybody = [person.device for person in members.load(owner.book.connection, SHARE).present()]
    marks = reporting.watermarks(owner.book.connection, SHARE)
    with owner.book.writing("Everybody has them") as connection:
        connection.executemany(
            "INSERT INTO share_status VALUES (?, ?, '', 1, '', 1, ?)",
            [(SHARE, device, json.dumps({"watermarks": marks})) for device in everybody if device != owner.device.id],
        )
    main = [path for path in mine if "restricted" not in path]
    assert clear() > 0
    assert len([path for path in owner.batch_paths() if path in main]) < len(main)
    forget_chains(ana)
    ana.round()
    assert ana.value("SELECT text FROM note WHERE id = 'note-1'") == "old"


def test_without_a_snapshot_nothing_goes():
    (owner,) = sides("owner")
    owner.now += MONTH
    marks = reporting.watermarks(owner.book.connection, SHARE)
    everybody = [person.device for person in members.load(owner.book.connection, SHARE).present()]
    with owner.book.writing("Everybody has them") as connection:
        connection.execute("DELETE FROM share_status")
        connection.executemany(
            "INSERT INTO share_status VALUES (?, ?, '', 1, '', 1, ?)",
            [(SHARE, device, json.dumps({"watermarks": marks})) for device in everybody],
        )
    listing = [e for e in owner.files.list(layout.folder(SHARE)) if layout.parse(e.path).kind is not FileKind.SNAPSHOT]
    before = owner.batch_paths()
    assert condensing.clear(owner.ports, owner.files, held(owner), listing) == 0
    assert owner.batch_paths() == before


@pytest.mark.parametrize(
    "payload",
    [
        b"no json",
        b"[]",
        b'{"marks": {}}',
        b'{"marks": {"x": 1}, "hashes": {}, "rows": []}',
        b'{"marks": {}, "hashes": {}, "rows": {}}',
        b'{"marks": {}, "hashes": {"x": ""}, "rows": []}',
        b'{"marks": {"%s": 1}, "hashes": {"%s": 1}, "rows": []}' % ((b"main/" + b"0" * 16 + b"-" + b"0" * 12,) * 2),
    ],
)
def test_what_is_no_snapshot_is_refused(payload):
    with pytest.raises(Damaged):
        condensing.told_by(payload)
