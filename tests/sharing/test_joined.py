"""One's place in a share: the owner's log, keys, who was let go, and what of it the owner sees to in each round."""

import hashlib
from datetime import UTC, datetime

import pytest

from learnerplan.domain.shares import Role, ShareState
from learnerplan.sharing import frame, joined, keys, layout, members, rounds
from learnerplan.sharing.entries import EntryKind
from learnerplan.sharing.faults import Unreachable
from learnerplan.sharing.membership import Standing
from learnerplan.sharing.problems import Trouble
from tests.sharing.sides import SHARE, Side, sides

TEXT = "SELECT text FROM note WHERE id = 'note-2'"
SET = "UPDATE note SET text = ? WHERE id = 'note-2'"
DAY = 24 * 3_600_000


def files(side: Side, letter: str) -> list[str]:
    return sorted(path for path in side.files.held if path.split("/")[2:3] == [letter] and SHARE in path)


def held(side: Side):
    with side.book.reading() as connection:
        return rounds.held(connection, SHARE)


def people(side: Side) -> members.Membership:
    with side.book.reading() as connection:
        return members.load(connection, SHARE)


def between(*some: Side) -> None:
    for _ in range(2):
        for side in some:
            side.round()


def add(owner: Side, kind: EntryKind, told: dict) -> None:
    with owner.book.writing("Log") as connection:
        own = keys.own(connection, owner.ports.random)
        at = datetime.fromtimestamp(owner.now / 1000, UTC)
        members.add(connection, SHARE, kind, told, own, owner.ports.random, at)


def admit(owner: Side, who: Side, **terms: object) -> None:
    told = {
        "device": who.device.id,
        "sign": who.device.sign_public.hex(),
        "seal": who.device.seal_public.hex(),
        "name": who.name,
        "role": "editor",
        "until": None,
        "learners": [],
        "restricted": True,
    }
    add(owner, EntryKind.ADDED, {**told, **terms})


def test_who_is_let_in_has_the_keys_and_everything_after_a_round_of_each():
    owner, guest = sides("owner", "guest")
    assert guest.value("SELECT count(*) FROM note") == 0
    admit(owner, guest)
    between(owner, guest)
    assert held(guest).state is ShareState.ON
    assert guest.states() == owner.states()


def test_who_is_let_go_is_told_so_and_gets_no_new_keys():
    owner, ana = sides("owner", "ana")
    epoch = people(owner).epoch
    with owner.book.writing("Let go") as connection:
        person = members.load(connection, SHARE).people[ana.device.id]
        joined.let_go(connection, owner.ports, SHARE, [person], EntryKind.REVOKED)
    owner.edit(SET, "after her")
    between(owner, ana)
    assert held(ana).state is ShareState.REVOKED
    assert people(owner).epoch > epoch
    assert (ana.value(TEXT), owner.value(TEXT)) == ("first", "after her")
    ring = keys.keys_of(ana.book.connection, SHARE)
    assert max(number for _section, number in ring.keys) == epoch


def test_who_was_agreed_until_a_day_is_let_go_when_it_is_past():
    owner, guest = sides("owner", "guest")
    admit(owner, guest, until="2026-09-05")
    between(owner, guest)
    owner.now += 3 * DAY
    owner.round()
    assert people(owner).people[guest.device.id].standing is Standing.IN
    owner.now += 3 * DAY
    between(owner, guest)
    assert people(owner).people[guest.device.id].standing is Standing.ENDED
    assert held(guest).state is ShareState.REVOKED
    n = people(owner).n
    owner.round()
    assert people(owner).n == n


def test_a_role_and_a_name_that_change_come_to_everybody():
    owner, ana = sides("owner", "ana")
    add(owner, EntryKind.RENAMED, {"title": "Room 14"})
    told = {"device": ana.device.id, "role": "reader", "until": None, "learners": [], "restricted": True, "marks": {}}
    add(owner, EntryKind.CHANGED, {**told, "name": "ana", "epoch": people(owner).epoch})
    between(owner, ana)
    assert held(ana).name == people(owner).title == "Room 14"
    assert held(ana).role is Role.READER
    ana.edit(SET, "by a reader")
    assert ana.round().sent == 0


@pytest.mark.parametrize("letter", ["m", "k"])
def test_the_log_and_the_keys_are_put_back_when_somebody_took_them_away(letter):
    owner, guest = sides("owner", "guest")
    admit(owner, guest)
    owner.round()
    for path in files(owner, letter):
        del owner.files.held[path]
    between(owner, guest)
    assert files(owner, letter)
    assert guest.states() == owner.states()


@pytest.mark.parametrize("letter", ["m", "k"])
def test_a_torn_entry_or_envelope_is_no_trouble_for_long(letter):
    owner, guest = sides("owner", "guest")
    before = set(files(owner, letter))
    admit(owner, guest)
    owner.round()
    for path in set(files(owner, letter)) - before:
        owner.files.held[path] = owner.files.held[path][:-9]
    with owner.book.writing("Seen by nobody") as connection:
        connection.execute("DELETE FROM share_file WHERE outcome = 'log'")
    between(guest, owner, guest)
    assert held(guest).state is ShareState.ON
    assert guest.states() == owner.states()


def test_envelopes_that_are_not_by_the_owner_or_of_the_future_are_told():
    owner, guest = sides("owner", "guest")
    admit(owner, guest)
    before = set(files(owner, "k"))
    owner.round()
    (path,) = [path for path in set(files(owner, "k")) - before if guest.device.id in path]
    data = bytearray(owner.files.held[path])
    for place, step in ((-40, 1), (len(frame.MAGIC) + 1, 1)):
        other = bytearray(data)
        other[place] = (other[place] + step) % 256
        other[-32:] = hashlib.sha256(other[:-32]).digest()
        name = layout.envelope(SHARE, guest.device.id, 1, hashlib.sha256(other).hexdigest())
        owner.files.held[name] = bytes(other)
    guest.round()
    assert {kind for kind, *_rest in guest.troubles()} == {Trouble.FORGED, Trouble.NEWER}
    assert held(guest).state is ShareState.ON


def test_entries_that_are_not_by_the_owner_are_told():
    owner, ana = sides("owner", "ana")
    add(owner, EntryKind.RENAMED, {"title": "Room 14"})
    before = set(files(owner, "m"))
    owner.round()
    (path,) = set(files(owner, "m")) - before
    data = bytearray(owner.files.held[path])
    data[-40] ^= 1
    data[-32:] = hashlib.sha256(data[:-32]).digest()
    owner.files.held[layout.entry(SHARE, 99, hashlib.sha256(data).hexdigest())] = bytes(data)
    ana.round()
    assert {kind for kind, *_rest in ana.troubles()} == {Trouble.FORGED}
    assert held(ana).name == "Room 14"


def test_an_owner_who_was_put_back_and_went_on_has_a_fork_in_the_log_that_is_told():
    owner, ana = sides("owner", "ana")
    image = owner.book.image()
    add(owner, EntryKind.RENAMED, {"title": "One way"})
    owner.round()
    ana.round()
    owner.book.put_back(image, owner.book.version)
    owner.now += DAY
    owner.launch()
    add(owner, EntryKind.RENAMED, {"title": "Another way"})
    between(owner, ana, owner)
    assert people(ana).title == people(owner).title
    assert Trouble.FORK in {kind for kind, *_rest in (*owner.troubles(), *ana.troubles())}


@pytest.mark.parametrize(("letter", "reason"), [("m", "gone"), ("m", "busy"), ("k", "gone"), ("k", "busy")])
def test_files_of_the_log_that_cannot_be_read_just_now_are_read_later(letter, reason):
    owner, guest = sides("owner", "guest")
    admit(owner, guest)
    owner.round()
    read = guest.files.read

    def stumbling(path: str, cap: int) -> bytes:
        if path.split("/")[2] == letter:
            raise Unreachable(reason, path)
        return read(path, cap)

    guest.files.read = stumbling
    assert guest.round().ended is (reason == "gone")
    guest.files.read = read
    between(owner, guest)
    assert guest.states() == owner.states()


def test_a_file_that_is_too_large_for_the_log_is_told_and_nothing_more():
    (owner,) = sides("owner")
    path = layout.entry(SHARE, 99, "0" * 64)
    owner.files.held[path] = bytes(frame.LARGEST + 1)
    assert owner.round().ended
    assert [(kind, subject) for kind, subject, _detail in owner.troubles()] == [(Trouble.DAMAGED, path)]
    del owner.files.held[path]
    owner.round()
    assert owner.troubles() == []


def test_an_envelope_from_before_the_newest_keys_is_not_enough():
    owner, ana = sides("owner", "ana")
    with owner.book.writing("New keys") as connection:
        members.new_epoch(connection, SHARE, owner.device, owner.ports.random, datetime(2026, 9, 2, tzinfo=UTC))
    owner.edit(SET, "sealed anew")
    between(owner, ana)
    assert ana.value(TEXT) == "sealed anew"


def test_a_planbook_that_is_not_in_the_log_yet_goes_on_asking():
    owner, guest = sides("owner", "guest")
    ring = keys.keys_of(owner.book.connection, SHARE)
    with guest.book.writing("Keys before the log") as connection:
        for (section, epoch), key in ring.keys.items():
            keys.add(connection, SHARE, section, epoch, key)
    guest.round()
    assert held(guest).state is ShareState.ASKING


def test_a_share_without_a_word_of_its_owner_is_left_as_it_is():
    (guest,) = sides("guest")
    with guest.book.writing("Forget the code") as connection:
        connection.execute("DELETE FROM share_invitation")
    assert guest.round().ended
    assert held(guest).state is ShareState.ASKING
