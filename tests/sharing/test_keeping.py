"""The log and the keys stay in the folder and come to everybody, whatever a carrier did to one copy of it."""

import json
from datetime import UTC, datetime

import pytest

from learnerplan.domain.shares import Role, Section, ShareState
from learnerplan.sharing import envelopes, frame, joined, keeping, keys, layout, members, rounds
from learnerplan.sharing.entries import EntryKind
from learnerplan.sharing.envelopes import EnvelopeHeader
from learnerplan.sharing.faults import Damaged, Forged, Newer
from learnerplan.sharing.layout import FileKind
from learnerplan.sharing.problems import Trouble
from tests.sharing.memory_files import MemoryFiles
from tests.sharing.sides import SHARE, Side
from tests.sharing.simulator import scene
from tests.sharing.test_joined import add, admit, held, people

HOUR = 3_600_000
TEXT = "SELECT text FROM note WHERE id = 'note-2'"
SET = "UPDATE note SET text = ? WHERE id = 'note-2'"


def apart(*names: str) -> tuple[Side, ...]:
    """Sides that have a copy of the folder each, as with a carrier."""
    return tuple(Side(name, MemoryFiles(dict(scene.cast().folder))) for name in names)


def carry(source: Side, to: Side, *spoilt: FileKind) -> None:
    """Bring what is new from one copy to another; files of some kinds come torn, for ever."""
    for path, data in list(source.files.held.items()):
        name = layout.parse(path)
        if path not in to.files.held:
            to.files.held[path] = data[:-9] if name is not None and name.kind in spoilt else data


def days(*some: Side, rounds_of: int = 8) -> None:
    """Hours in which all of them are on, and the carrier does its work."""
    for _ in range(rounds_of):
        for side in some:
            side.now += 13 * HOUR
            side.round()
            for other in some:
                if other is not side:
                    carry(side, other)


def files(side: Side, kind: FileKind, owner: str = "") -> list[str]:
    found = ((path, layout.parse(path)) for path in sorted(side.files.held))
    return [path for path, name in found if name and name.share == SHARE and name.kind is kind and owner in name.owner]


def let_go(owner: Side, who: Side) -> None:
    with owner.book.writing("Let go") as connection:
        person = members.load(connection, SHARE).people[who.device.id]
        joined.let_go(connection, owner.ports, SHARE, [person], EntryKind.REVOKED)


def new_keys(owner: Side) -> None:
    with owner.book.writing("New keys") as connection:
        at = datetime.fromtimestamp(owner.now / 1000, UTC)
        members.new_epoch(connection, SHARE, owner.device, owner.ports.random, at)


def has_key(side: Side, epoch: int) -> bool:
    return keys.keys_of(side.book.connection, SHARE).get(Section.MAIN, epoch) is not None


def envelopes_of(side: Side, epoch: int, owner: str = "") -> set[str]:
    """The envelopes of an epoch in a copy of the folder, whatever their names are."""
    names = [layout.parse(path) for path in files(side, FileKind.ENVELOPE, owner)]
    return {name.hash for name in names if name.n == epoch}


def test_an_entry_that_is_torn_for_ever_on_one_computer_is_given_again_by_another_while_the_owner_is_away():
    owner, ana, ben = apart("owner", "ana", "ben")
    add(owner, EntryKind.RENAMED, {"title": "Room 14"})
    add(owner, EntryKind.RENAMED, {"title": "Room 15"})
    owner.round()
    carry(owner, ben)
    ben.round()
    carry(owner, ana, FileKind.ENTRY)
    ana.round()
    assert {kind for kind, *_rest in ana.troubles()} == {Trouble.DAMAGED}
    assert held(ana).name == "Room 12"
    days(ana, ben)
    assert held(ana).name == "Room 15"
    assert ana.troubles() == []


def test_a_torn_entry_does_not_keep_the_whole_ones_after_it_for_longer_than_itself():
    owner, ana = apart("owner", "ana")
    add(owner, EntryKind.RENAMED, {"title": "Room 14"})
    owner.round()
    carry(owner, ana, FileKind.ENTRY)
    add(owner, EntryKind.RENAMED, {"title": "Room 15"})
    owner.round()
    carry(owner, ana)
    ana.round()
    assert held(ana).name == "Room 12"
    days(ana, owner)
    assert held(ana).name == "Room 15"


def test_an_entry_that_never_came_is_given_again_too():
    owner, ana = apart("owner", "ana")
    add(owner, EntryKind.RENAMED, {"title": "Room 14"})
    owner.round()
    ana.files.held |= dict.fromkeys(files(owner, FileKind.ENTRY)[-1:], b"")
    days(ana, owner)
    assert held(ana).name == "Room 14"


def test_keys_that_came_torn_are_given_again_by_another_while_the_owner_is_away():
    owner, ana, ben = apart("owner", "ana", "ben")
    new_keys(owner)
    owner.edit(SET, "sealed anew")
    owner.round()
    carry(owner, ben)
    ben.round()
    carry(owner, ana, FileKind.ENVELOPE)
    ana.round()
    assert not has_key(ana, people(ana).epoch)
    assert [kind for kind, *_rest in ana.troubles()] == [Trouble.DAMAGED]
    days(ana, ben)
    assert has_key(ana, people(owner).epoch)
    assert ana.value(TEXT) == "sealed anew"
    assert ana.troubles() == []


@pytest.mark.parametrize("spoilt", [(FileKind.ENVELOPE,), (FileKind.ENTRY,), (FileKind.ENVELOPE, FileKind.ENTRY)])
def test_who_was_let_in_and_got_it_torn_asks_once_more_and_is_served_again(spoilt):
    owner, guest, ana = apart("owner", "guest", "ana")
    admit(owner, guest)
    owner.round()
    carry(owner, guest, *spoilt)
    guest.round()
    assert held(guest).state is ShareState.ASKING
    days(guest, owner, ana)
    assert held(guest).state is ShareState.ON
    assert guest.states() == owner.states()
    # Nobody else got anything that they had.
    assert len(files(owner, FileKind.ENVELOPE, ana.device.id)) == 1


def test_who_waits_for_keys_that_only_an_absent_owner_can_make_goes_on_waiting_and_has_them_on_the_owners_return():
    owner, guest, ben = apart("owner", "guest", "ben")
    admit(owner, guest)
    days(guest, ben)
    assert held(guest).state is ShareState.ASKING
    days(guest, ben, owner)
    assert held(guest).state is ShareState.ON
    assert guest.states() == owner.states()


def test_requests_are_few_however_long_somebody_waits():
    guest, ben = apart("guest", "ben")
    days(guest, ben, rounds_of=120)
    assert 5 < len(files(ben, FileKind.REQUEST)) < 16


def test_a_request_that_came_torn_to_the_owner_comes_again():
    owner, guest = apart("owner", "guest")
    with owner.book.writing("Not heard yet") as connection:
        connection.execute("DELETE FROM share_request")
        connection.execute("DELETE FROM share_file WHERE outcome = 'asked'")
        connection.execute("DELETE FROM share_meta WHERE name LIKE 'askers %'")
    (path,) = files(owner, FileKind.REQUEST)
    owner.files.held[path] = owner.files.held[path][:-9]
    owner.round()
    asks = "SELECT count(*) FROM share_request WHERE state = 'waiting'"
    assert owner.value(asks) == 0
    days(guest, owner, rounds_of=3)
    assert owner.value(asks) == 1


def test_a_request_that_came_twice_is_one_request():
    (owner,) = apart("owner")
    (path,) = files(owner, FileKind.REQUEST)
    owner.files.held[layout.again(path, 1)] = owner.files.held[path]
    before = owner.book.connection.execute("SELECT * FROM share_request").fetchall()
    owner.round()
    assert owner.book.connection.execute("SELECT * FROM share_request").fetchall() == before
    assert json.loads(before[0][3])["file"] == layout.parse(path).hash


def test_who_was_let_go_is_given_what_says_so_and_nothing_after_it():
    owner, ana, ben = apart("owner", "ana", "ben")
    let_go(owner, ana)
    add(owner, EntryKind.RENAMED, {"title": "Room 14"})
    owner.round()
    carry(owner, ben)
    ben.round()
    carry(owner, ana, FileKind.ENTRY)
    before = {layout.parse(path).n: path for path in files(ben, FileKind.ENTRY)}
    days(ana, ben)
    assert held(ana).state is ShareState.REVOKED
    copies = {layout.parse(path).n for path in files(ben, FileKind.ENTRY) if layout.parse(path).copy}
    revoked, _epoch, renamed = sorted(before)[-3:]
    assert revoked in copies
    assert renamed not in copies
    assert not has_key(ana, people(owner).epoch)


def test_an_owner_who_was_put_back_gets_the_log_and_the_keys_from_the_others_and_makes_no_false_ones():
    owner, ana = apart("owner", "ana")
    image = owner.book.image()
    new_keys(owner)
    owner.round()
    carry(owner, ana)
    ana.round()
    owner.book.put_back(image, owner.book.version)
    owner.files.held = {path: data for path, data in owner.files.held.items() if path.count("/") < 2}
    owner.launch()
    days(ana, owner)
    assert people(owner).epoch == people(ana).epoch > 1
    assert has_key(owner, people(owner).epoch)
    assert len(envelopes_of(owner, people(owner).epoch, ana.device.id)) == 1


def test_an_owner_without_the_newest_keys_makes_none_ready():
    (owner,) = apart("owner")
    new_keys(owner)
    with owner.book.writing("Lose them") as connection:
        connection.execute("DELETE FROM share_key WHERE epoch > 1")
    owner.round()
    assert envelopes_of(owner, people(owner).epoch) == set()
    assert len(envelopes_of(owner, 1)) > 1


@pytest.mark.parametrize("kind", [FileKind.ENTRY, FileKind.ENVELOPE])
def test_a_file_that_rots_in_the_folder_is_put_beside_it_whole(kind):
    (ana,) = apart("ana")
    ana.round()
    path = files(ana, kind)[0]
    whole = ana.files.held[path]
    ana.files.held[path] = whole[:30] + bytes([whole[30] ^ 4]) + whole[31:]
    ana.round()
    assert ana.files.held[layout.again(path, 1)] == whole
    assert ana.troubles() == []
    ana.round()
    assert layout.again(path, 2) not in ana.files.held


@pytest.mark.parametrize("kind", [FileKind.ENTRY, FileKind.ENVELOPE])
def test_a_file_that_lies_under_the_name_of_another_does_not_stand_for_it(kind):
    (ana,) = apart("ana")
    ana.round()
    path, other = files(ana, kind)[-2:]
    whole, ana.files.held[path] = ana.files.held[path], ana.files.held[other]
    ana.round()
    assert ana.files.held[layout.again(path, 1)] == whole
    assert ana.troubles() == []


def test_a_folder_that_is_full_is_read_all_the_same():
    owner, ana = apart("owner", "ana")
    ana.edit(SET, "from ana")
    ana.round()
    carry(ana, owner)
    for path in files(owner, FileKind.ENTRY):
        del owner.files.held[path]
    owner.files.fault = "full"
    assert not owner.round().ended
    assert owner.value(TEXT) == "from ana"


def test_a_share_that_was_just_founded_has_its_log_in_the_folder():
    (owner,) = apart("owner")
    entries = {path: owner.files.held.pop(path) for path in files(owner, FileKind.ENTRY)}
    keeping.keep_log(owner.ports, owner.files, held(owner))
    assert {path: owner.files.held[path] for path in files(owner, FileKind.ENTRY)} == entries


def test_a_reader_keeps_the_log_as_well():
    (reader,) = apart("reader")
    reader.round()
    assert held(reader).role is Role.READER
    (path, *_rest) = files(reader, FileKind.ENTRY)
    del reader.files.held[path]
    reader.round()
    assert path in reader.files.held


def test_an_entry_of_a_later_version_waits_for_an_update_and_is_told(monkeypatch):
    owner, ana = apart("owner", "ana")
    add(owner, EntryKind.RENAMED, {"title": "Room 14"})
    owner.round()
    carry(owner, ana)
    read = members.read_entry

    def newer(data, ring, owner_public):
        entry = read(data, ring, owner_public)
        if entry.kind is EntryKind.RENAMED:
            raise Newer("entry")
        return entry

    monkeypatch.setattr(members, "read_entry", newer)
    ana.round()
    assert [kind for kind, *_rest in ana.troubles()] == [Trouble.NEWER]
    assert held(ana).name == "Room 12"
    monkeypatch.undo()
    rounds._set(ana.book.connection, "app", "an earlier one")
    ana.round()
    assert held(ana).name == "Room 14"


def test_envelopes_are_kept_one_for_each_epoch_and_none_of_others():
    owner, ana, ben = apart("owner", "ana", "ben")
    ring = keys.keys_of(owner.book.connection, SHARE)
    header = EnvelopeHeader(SHARE, ana.device.id, 7)

    def made(header: EnvelopeHeader = header, by: Side = owner) -> bytes:
        return envelopes.make(header, ring, ana.device.seal_public, by.device, restricted=False)

    first = made()
    with ben.book.writing("Keep") as connection:
        for data in (first, made()):
            envelopes.keep(connection, SHARE, owner.device.sign_public, data)
        assert envelopes.kept(connection, header) == first
        assert envelopes.kept(connection, header._replace(epoch=8)) is None
        for data, fault in (
            (made(header._replace(share="c" * 32)), Damaged),
            (made(by=ben), Forged),
            (first[:-1], Damaged),
            (bytes(frame.LARGEST), Damaged),
        ):
            with pytest.raises(fault):
                envelopes.keep(connection, SHARE, owner.device.sign_public, data)


def test_an_owner_who_was_put_back_and_made_keys_anew_does_not_make_others_under_the_same_number():
    owner, ana, ben, plain = apart("owner", "ana", "ben", "plain")
    image = owner.book.image()
    let_go(owner, ben)
    owner.round()
    carry(owner, ana)
    ana.round()
    owner.book.put_back(image, owner.book.version)
    owner.files.held = {path: data for path, data in owner.files.held.items() if path.count("/") < 2}
    owner.launch()
    let_go(owner, plain)
    days(owner, ana)
    assert Trouble.FORGED not in {kind for kind, *_rest in (*owner.troubles(), *ana.troubles())}
    assert people(owner).hash == people(ana).hash
    assert has_key(owner, people(owner).epoch)
    assert has_key(ana, people(owner).epoch)
