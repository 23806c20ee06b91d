"""Reading the folder: each file for what its bytes say, in the order of its session, and nothing stops the others."""

import hashlib
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from learnerplan.domain.shares import Section
from learnerplan.sharing import batches, frame, keys, layout, members, reading, rounds
from learnerplan.sharing.entries import EntryKind
from learnerplan.sharing.faults import Unreachable
from learnerplan.sharing.operations import ROW
from learnerplan.sharing.problems import Trouble
from tests.sharing.handmade import LUCK, Handmade
from tests.sharing.sides import SHARE, Side, sides
from tests.sharing.simulator import scene

TEXT = "SELECT text FROM note WHERE id = 'note-1'"
SET = "UPDATE note SET text = ? WHERE id = 'note-1'"


def note(hand: Handmade, row: str, text: str = "new") -> list:
    return hand.op("note", row, ROW, {"v": {"learner_id": "learner-1", "text": text, "mood": None}})


def has(side: Side, row: str) -> bool:
    return side.value("SELECT count(*) FROM note WHERE id = ?", row) == 1


def kinds(side: Side) -> list[Trouble]:
    return sorted(kind for kind, *_rest in side.troubles())


def test_what_was_read_is_not_read_again():
    owner, ana = sides("owner", "ana")
    hand = Handmade(ana)
    hand.put([note(hand, "note-9")])
    assert owner.round().taken == 1
    assert owner.round().taken == 0


def test_a_session_is_taken_in_its_order_whatever_comes_first():
    owner, ana = sides("owner", "ana")
    hand = Handmade(ana)
    paths = [hand.put([note(hand, f"note-{9 + number}")]) for number in range(3)]
    first = owner.files.held.pop(paths[0])
    assert owner.round().taken == 0
    assert owner.troubles() == [(Trouble.GAP, f"main/{hand.session}", "")]
    owner.files.held[paths[0]] = first
    assert owner.round().taken == 3
    assert owner.troubles() == []


def test_a_long_session_is_taken_in_some_at_a_time():
    owner, ana = sides("owner", "ana")
    hand = Handmade(ana)
    for number in range(45):
        hand.put([note(hand, f"note-{100 + number}")])
    assert owner.round().taken == 45


def test_many_bytes_are_taken_in_some_at_a_time(monkeypatch):
    monkeypatch.setattr(reading, "AT_ONCE", 1000)
    owner, ana = sides("owner", "ana")
    hand = Handmade(ana)
    for number in range(3):
        hand.put([note(hand, f"note-{9 + number}")])
    assert owner.round().taken == 3


def test_a_torn_file_is_told_and_right_again_when_it_is_whole():
    owner, ana = sides("owner", "ana")
    hand = Handmade(ana)
    path = hand.put([note(hand, "note-9")])
    whole = owner.files.held[path]
    owner.files.held[path] = whole[:-5]
    owner.round()
    assert [(kind, subject) for kind, subject, _detail in owner.troubles()] == [(Trouble.DAMAGED, path)]
    owner.files.held[path] = whole
    owner.round()
    assert has(owner, "note-9")
    assert owner.troubles() == []


@pytest.mark.parametrize("again", ["under another name", "gone"])
def test_a_torn_file_is_no_trouble_when_its_batch_came_otherwise_or_it_is_gone(again):
    owner, ana = sides("owner", "ana")
    hand = Handmade(ana)
    path = hand.put([note(hand, "note-9")])
    whole = owner.files.held[path]
    owner.files.held[path] = whole[:-5]
    owner.round()
    if again == "gone":
        del owner.files.held[path]
    else:
        owner.files.held[layout.again(path, 1)] = whole
    owner.round()
    assert has(owner, "note-9") is (again != "gone")
    assert owner.troubles() == []


def test_a_copy_under_any_name_is_taken_for_what_it_is():
    owner, ana = sides("owner", "ana")
    hand = Handmade(ana)
    path = hand.put([note(hand, "note-9")])
    front = path.rpartition(".")[0]
    owner.files.held[f"{front} (conflicted copy).b"] = owner.files.held[path]
    came = owner.round()
    assert came.taken == 1
    owner.files.held[f"{front}-later.b"] = owner.files.held[path]
    assert owner.round().taken == 0
    assert owner.troubles() == []


def test_a_file_of_another_share_and_one_of_the_future_are_told():
    owner, ana = sides("owner", "ana")
    hand = Handmade(ana)
    hand.lay(hand.make([note(hand, "note-9")], share="f" * 32))
    assert owner.round().ended
    assert kinds(owner) == [Trouble.DAMAGED]
    path = hand.put([note(hand, "note-8")])
    data = bytearray(owner.files.held[path])
    data[len(frame.MAGIC) + 1] += 1
    data[-32:] = hashlib.sha256(data[:-32]).digest()
    owner.files.held[path] = bytes(data)
    owner.round()
    assert kinds(owner) == [Trouble.DAMAGED, Trouble.NEWER]


def test_a_batch_of_a_later_version_is_read_after_the_update():
    owner, ana = sides("owner", "ana")
    hand = Handmade(ana)
    hand.put([note(hand, "note-9")], reader=2)
    owner.round()
    assert kinds(owner) == [Trouble.NEWER]
    assert not has(owner, "note-9")
    owner.ports = replace(owner.ports, version="3")
    read = owner.round()
    # It is looked at again; this version still cannot read it.
    assert read.taken == 0
    assert kinds(owner) == [Trouble.NEWER]


def test_a_file_that_goes_away_while_it_is_read_is_passed_over():
    owner, ana = sides("owner", "ana")
    hand = Handmade(ana)
    path = hand.put([note(hand, "note-9")])
    read = owner.files.read

    def vanishing(wanted: str, cap: int) -> bytes:
        if wanted == path:
            owner.files.held.pop(path, None)
        return read(wanted, cap)

    owner.files.read = vanishing
    assert owner.round().ended
    assert owner.troubles() == []


def test_a_batch_by_a_reader_is_refused_and_told_once():
    owner, reader = sides("owner", "reader")
    hand = Handmade(reader)
    hand.put([note(hand, "note-9")])
    hand.put([note(hand, "note-8")])
    owner.round()
    owner.round()
    assert not has(owner, "note-9")
    assert [(kind, subject) for kind, subject, _d in owner.troubles() if kind is Trouble.NOT_ALLOWED] == [
        (Trouble.NOT_ALLOWED, f"main/{hand.session}")
    ]


def test_what_a_reader_wrote_comes_in_when_the_owner_lets_them_write():
    owner, reader = sides("owner", "reader")
    hand = Handmade(reader)
    hand.put([note(hand, "note-9")])
    ana = Side("ana", owner.files)
    ana.round()
    owner.round()
    assert Trouble.NOT_ALLOWED in kinds(ana)
    with owner.book.writing("Let write") as connection:
        told = {
            "device": reader.device.id,
            "name": "reader",
            "role": "editor",
            "until": None,
            "learners": [],
            "restricted": True,
            "marks": {},
            "epoch": 1,
        }
        change(connection, owner, EntryKind.CHANGED, told)
    owner.round()
    ana.round()
    assert Trouble.NOT_ALLOWED not in kinds(ana)


def change(connection, owner: Side, kind: EntryKind, told: dict) -> None:
    own = keys.own(connection, owner.ports.random)
    members.add(connection, SHARE, kind, told, own, owner.ports.random, datetime(2026, 9, 2, tzinfo=UTC))


def test_a_batch_by_nobody_whom_we_know_waits_and_comes_in_when_they_are_let_in():
    owner, guest = sides("owner", "guest")
    hand = Handmade(guest)
    hand.ring = keys.keys_of(owner.book.connection, SHARE)
    hand.put([note(hand, "note-9")])
    owner.round()
    owner.round()
    assert not has(owner, "note-9")
    assert owner.troubles() == []
    with owner.book.writing("Admit") as connection:
        part = next(each for each in scene.PARTS if each.name == "guest")
        scene.admit(connection, owner.ports, part, guest.device)
    owner.round()
    assert has(owner, "note-9")


def test_a_batch_whose_key_has_not_come_waits():
    owner, ana = sides("owner", "ana")
    hand = Handmade(ana)
    hand.put([note(hand, "note-9")], epoch=2, key=bytes(range(32)))
    hand.put([note(hand, "note-8")], epoch=2, key=bytes(range(32)))
    owner.round()
    assert owner.troubles() == []
    with owner.book.writing("Key") as connection:
        keys.add(connection, SHARE, Section.MAIN, 2, bytes(range(32)))
    assert owner.round().taken == 2


def test_a_forged_batch_does_not_stand_in_the_way_of_the_true_one():
    for turn in (False, True):
        owner, ana, ben = sides("owner", "ana", "ben")
        hand = Handmade(ana)
        true = hand.make([note(hand, "note-9")])
        false = hand.make([note(hand, "note-8")], signer=ben.device)
        first = layout.batch(SHARE, hand.session, 1, "0" * 64)
        last = layout.batch(SHARE, hand.session, 1, "f" * 64)
        owner.files.held[first], owner.files.held[last] = (true, false) if turn else (false, true)
        owner.round()
        assert has(owner, "note-9")
        assert not has(owner, "note-8")
        assert kinds(owner) == [Trouble.FORGED]
        for path in (first, last):
            del owner.files.held[path]
        owner.round()
        assert owner.troubles() == []


def test_a_forged_batch_alone_is_told_and_not_taken():
    owner, ana, ben = sides("owner", "ana", "ben")
    hand = Handmade(ana)
    hand.put([note(hand, "note-9")], signer=ben.device)
    hand.seq, hand.previous = 0, ""
    hand.put([note(hand, "note-8")], key=bytes(32))
    owner.round()
    assert kinds(owner) == [Trouble.FORGED, Trouble.FORGED]
    assert not has(owner, "note-9")
    assert not has(owner, "note-8")


def test_what_is_no_batch_at_all_for_a_number_that_is_held_raises_no_alarm():
    owner, ana, ben = sides("owner", "ana", "ben")
    hand = Handmade(ana)
    hand.put([note(hand, "note-9")])
    owner.round()
    # By somebody without the key: nobody can tell whose it is.
    hand.lay(hand.make([note(hand, "note-8")], seq=1, previous="", epoch=99, signer=ben.device))
    owner.round()
    assert owner.troubles() == []
    hand.lay(hand.make([note(hand, "note-8")], seq=1, previous="", signer=ben.device))
    owner.round()
    assert kinds(owner) == [Trouble.FORGED]


def test_a_session_that_went_on_twice_is_told_and_the_first_way_stands():
    owner, ana = sides("owner", "ana")
    hand = Handmade(ana)
    hand.put([note(hand, "note-9")])
    after = (hand.seq, hand.previous)
    hand.put([note(hand, "note-8")])
    owner.round()
    hand.seq, hand.previous = after
    hand.put([note(hand, "note-7")])
    hand.put([note(hand, "note-6")])
    owner.round()
    assert has(owner, "note-8")
    assert not has(owner, "note-7")
    assert not has(owner, "note-6")
    assert owner.troubles() == [(Trouble.FORK, f"main/{hand.session}", f"main/{hand.session}")]
    owner.edit(SET, "goes on")
    assert owner.round().sent == 1


def test_two_true_batches_for_one_number_at_once_are_a_fork():
    owner, ana = sides("owner", "ana")
    hand = Handmade(ana)
    one, two = hand.make([note(hand, "note-9")]), hand.make([note(hand, "note-8")])
    hand.lay(one)
    hand.lay(two)
    assert batches.digest(one) != batches.digest(two)
    owner.round()
    assert kinds(owner) == [Trouble.FORK]
    assert has(owner, "note-9") is not has(owner, "note-8")


def test_two_batches_of_an_author_whose_key_has_not_come_both_wait():
    owner, ana, ben = sides("owner", "ana", "ben")
    hand = Handmade(ana)
    key = LUCK.randbytes(32)
    hand.lay(hand.make([note(hand, "note-8")], epoch=2, key=key, signer=ben.device))
    hand.lay(hand.make([note(hand, "note-9")], epoch=2, key=key))
    owner.round()
    assert owner.troubles() == []
    with owner.book.writing("Key") as connection:
        keys.add(connection, SHARE, Section.MAIN, 2, key)
    owner.round()
    assert has(owner, "note-9")
    assert not has(owner, "note-8")


def test_a_batch_that_does_not_unpack_is_set_apart_and_its_session_goes_on():
    owner, ana = sides("owner", "ana")
    hand = Handmade(ana)
    hand.put_unpackable()
    hand.put([note(hand, "note-9")])
    owner.round()
    assert has(owner, "note-9")
    assert kinds(owner) == [Trouble.UNREADABLE]


def test_what_is_unknown_here_is_left_alone():
    owner, ana = sides("owner", "ana")
    owner.files.held[f"v1/{SHARE}/d/{ana.ports.session}/notes.txt"] = b"hello"
    owner.files.held["v1/other"] = b"hello"
    with owner.book.reading() as connection:
        assert rounds.held(connection, SHARE).id == SHARE
    assert owner.round().ended
    assert owner.troubles() == []


def test_a_folder_that_goes_away_in_the_middle_stops_the_round_and_the_next_goes_on():
    owner, ana = sides("owner", "ana")
    hand = Handmade(ana)
    path = hand.put([note(hand, "note-9")])
    read = owner.files.read

    def busy(wanted: str, cap: int) -> bytes:
        if wanted == path:
            raise Unreachable("busy", wanted)
        return read(wanted, cap)

    owner.files.read = busy
    assert not owner.round().ended
    assert owner.troubles() == [(Trouble.FOLDER, "", "busy")]
    owner.files.read = read
    assert owner.round().taken == 1
    assert owner.troubles() == []


def test_supports_are_read_by_who_may_and_by_others_not_again_each_round():
    owner, plain = sides("owner", "plain")
    owner.edit("UPDATE support SET text = 'a quieter room' WHERE id = 'support-1'")
    owner.round()
    plain.round()
    assert plain.value("SELECT count(*) FROM support") == 0
    (path,) = [
        path
        for path in owner.written()
        if plain.value("SELECT 1 FROM share_file WHERE path = ? AND outcome = 'closed'", path)
    ]
    assert path
    assert plain.troubles() == []


def test_nobody_is_told_of_for_what_somebody_else_put_there_in_their_name():
    owner, reader, ben = sides("owner", "reader", "ben")
    hand = Handmade(reader)
    path = hand.put([note(hand, "note-9")], signer=ben.device)
    owner.round()
    assert owner.troubles() == [(Trouble.FORGED, path, "signature")]
    assert not has(owner, "note-9")
