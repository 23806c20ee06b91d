"""Who may write what, after which log; and logs with two ends."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learnerplan.domain.shares import Role, Section, ShareKind
from learnerplan.sharing import entries, keys, members
from learnerplan.sharing.entries import Entry, EntryKind
from learnerplan.sharing.membership import Membership, Standing, chain
from tests.sharing.people_of_a_share import SHARE, Owned, public

MAIN, RESTRICTED = Section.MAIN, Section.RESTRICTED


@pytest.fixture
def owned() -> Owned:
    return Owned()


def session(device: keys.Device, letter: str = "a") -> str:
    return f"{device.id}-{letter * 12}"


def opened(owned: Owned) -> list[Entry]:
    ring = keys.keys_of(owned.connection, SHARE)
    return [entries.read_entry(data, ring, owned.owner.sign_public) for data in owned.files()]


def forked(owned: Owned, at: int, kind: EntryKind = EntryKind.RENAMED, **told) -> Entry:
    """Another entry under a number that has one already, as a restored planbook would sign it."""
    ring = keys.keys_of(owned.connection, SHARE)
    held = opened(owned)
    place = held[at - 1].place
    body = {"at": owned.now.isoformat(), **({"title": "Another"} if kind is EntryKind.RENAMED else {}), **told}
    data = entries.make_entry(place, kind, body, ring.get(MAIN, place.epoch), owned.owner, owned.random)
    return entries.read_entry(data, ring, owned.owner.sign_public)


def test_a_share_begins_with_its_owner(owned):
    share = owned.people
    assert (share.n, share.epoch, share.title, share.owner) == (1, 1, "Room 12", owned.owner.id)
    assert share.scope is not None
    assert (share.scope.kind, share.scope.class_id) == (ShareKind.CLASS, "class-1")
    owner = share.people[owned.owner.id]
    assert (owner.name, owner.role, owner.sign_public) == ("Ms. Kay", Role.OWNER, owned.owner.sign_public)
    assert share.may_write(owned.owner.id, MAIN, session(owned.owner), 1) is None
    assert share.may_write(owned.owner.id, RESTRICTED, session(owned.owner), 1) is None
    assert Membership.of([]) == Membership()


def test_who_may_write(owned):
    editor, plain = owned.admit(), owned.admit(restricted=False)
    reader = owned.admit(role="reader", until="2026-12-18", learners=["a-1"])
    share = owned.people
    assert share.may_write(editor.id, MAIN, session(editor), 1) is None
    assert share.may_write(editor.id, RESTRICTED, session(editor), 1) is None
    assert share.may_write(plain.id, MAIN, session(plain), 1) is None
    assert share.may_write(plain.id, RESTRICTED, session(plain), 1) == "section"
    assert share.may_write(reader.id, MAIN, session(reader), 1) == "reader"
    assert share.may_write("0" * 16, MAIN, f"{'0' * 16}-{'a' * 12}", 1) == "unknown"
    assert share.may_write(editor.id, MAIN, session(plain), 1) == "session"
    told = share.people[reader.id]
    assert (told.until, told.learner_ids, told.standing) == (date(2026, 12, 18), ("a-1",), Standing.IN)
    assert share.over(date(2026, 12, 18)) == []
    assert share.over(date(2026, 12, 19)) == [told]


@pytest.mark.parametrize("kind", [EntryKind.REVOKED, EntryKind.ENDED])
def test_what_was_held_when_somebody_left_stays_good(owned, kind):
    editor = owned.admit()
    share = owned.turn(kind, editor, {f"main/{session(editor)}": 3})
    assert [share.may_write(editor.id, MAIN, session(editor), seq) for seq in (1, 3, 4)] == [None, None, kind.value]
    assert share.may_write(editor.id, RESTRICTED, session(editor), 1) == kind.value
    assert share.may_write(editor.id, MAIN, session(editor, "b"), 1) == kind.value
    assert [person.device for person in share.present()] == [owned.owner.id]
    later = owned.turn(kind, editor, {f"main/{session(editor)}": 2, f"main/{session(editor, 'b')}": 1})
    assert later.may_write(editor.id, MAIN, session(editor), 3) is None, "marks only rise"
    assert later.may_write(editor.id, MAIN, session(editor, "b"), 1) is None


def test_an_editor_who_becomes_a_reader_and_back(owned):
    editor = owned.admit()
    share = owned.turn(EntryKind.CHANGED, editor, {f"main/{session(editor)}": 2}, role="reader")
    assert [share.may_write(editor.id, MAIN, session(editor), seq) for seq in (2, 3)] == [None, "reader"]
    share = owned.turn(EntryKind.CHANGED, editor, restricted=False, name="Kofi Osei", until="2027-01-01", epoch=2)
    assert share.may_write(editor.id, MAIN, session(editor), 3) is None
    assert share.may_write(editor.id, RESTRICTED, session(editor), 1) == "section"
    assert share.people[editor.id].name == "Kofi Osei"


def test_supports_come_and_go_with_new_keys_alone(owned):
    editor = owned.admit()
    with pytest.raises(ValueError, match="does not fit"):
        owned.turn(EntryKind.CHANGED, editor, restricted=False)
    share = owned.turn(EntryKind.CHANGED, editor, restricted=False, epoch=2)
    assert (share.epoch, share.people[editor.id].restricted) == (2, False)
    keys.add(owned.connection, SHARE, MAIN, 2, bytes(32))
    with pytest.raises(ValueError, match="does not fit"):
        owned.turn(EntryKind.CHANGED, editor, restricted=False, epoch=1)
    share = owned.turn(EntryKind.CHANGED, editor, restricted=False, role="reader")
    assert (share.epoch, share.people[editor.id].role) == (2, Role.READER)


def test_the_changes_of_parts_are_told_in_order(owned):
    editor = owned.admit()
    owned.turn(EntryKind.CHANGED, editor, role="reader")
    with pytest.raises(ValueError, match="does not fit"):
        owned.turn(EntryKind.CHANGED, owned.owner)
    assert 4 in owned.people.odd
    owned.turn(EntryKind.CHANGED, editor, until="2026-12-18")
    found = members.changed_parts(owned.connection, SHARE)
    assert [(turn.before.role, turn.after.role, turn.after.until) for turn in found] == [
        (Role.EDITOR, Role.READER, None),
        (Role.READER, Role.EDITOR, date(2026, 12, 18)),
    ]
    assert [turn.at for turn in found] == [owned.now - timedelta(minutes=2), owned.now]


def test_who_was_let_go_may_come_back_with_the_same_keys(owned):
    editor = owned.admit()
    owned.turn(EntryKind.REVOKED, editor, {f"main/{session(editor)}": 2})
    with pytest.raises(ValueError, match="does not fit"):
        owned.turn(EntryKind.CHANGED, editor)
    owned.admit(editor, role="reader")
    share = owned.people
    assert share.people[editor.id].standing is Standing.IN
    assert [share.may_write(editor.id, MAIN, session(editor), seq) for seq in (2, 3)] == [None, "reader"]


def test_nobody_takes_the_place_of_another(owned):
    editor = owned.admit()
    other = keys.new_device(owned.random)
    for taken in (editor.id, owned.owner.id):
        with pytest.raises(ValueError, match="does not fit"):
            owned.admit(keys.Device(taken, other.sign_secret, other.seal_secret))
    with pytest.raises(ValueError, match="does not fit"):
        owned.admit(owned.owner, role="reader")


def test_the_owner_stays_and_nobody_unknown_goes(owned):
    for device in (owned.owner, keys.new_device(owned.random)):
        for kind in (EntryKind.REVOKED, EntryKind.ENDED, EntryKind.CHANGED):
            with pytest.raises(ValueError, match="does not fit"):
                owned.turn(kind, device)


def test_epochs_and_names_go_on(owned):
    assert 1 < owned.new_epoch().epoch < owned.new_epoch().epoch
    assert owned.add(EntryKind.RENAMED, title="Room 14").title == "Room 14"
    with pytest.raises(ValueError, match="does not fit"):
        owned.add(EntryKind.EPOCH, number=owned.people.epoch)


def test_a_second_beginning_is_odd(owned):
    first = opened(owned)[0]
    again = first._replace(place=first.place._replace(n=2, previous=first.hash), hash="ff" * 32)
    share = Membership.of([first, again])
    assert (share.odd, share.owner, share.n) == ((2,), owned.owner.id, 2)


@cache
def forked_log() -> tuple[Entry, ...]:
    owned = Owned()
    editor = owned.admit()
    owned.turn(EntryKind.REVOKED, editor)
    owned.new_epoch()
    return (*opened(owned), forked(owned, 2))


@given(order=st.randoms(use_true_random=False))
def test_the_order_in_which_entries_come_means_nothing(order):
    all_of_them = list(forked_log())
    expected = Membership.of(all_of_them)
    order.shuffle(all_of_them)
    assert Membership.of(all_of_them) == expected
    assert expected.forks == (2,)
    assert expected.n == 4


def test_what_comes_after_a_gap_waits(owned):
    editor = owned.admit()
    owned.turn(EntryKind.REVOKED, editor)
    first, second, third = opened(owned)
    assert Membership.of([first, third]).n == 1
    assert Membership.of([second, third]) == Membership()
    assert chain([third, first, second]) == [first, second, third]


def test_the_longer_branch_holds_then_the_smaller_hash(owned):
    owned.admit()
    rival = forked(owned, 2)
    both = [*opened(owned), rival]
    assert Membership.of(both).hash == min(both[1].hash, rival.hash)
    owned.new_epoch()
    assert Membership.of([*opened(owned), rival]).n == 3
    assert Membership.of([*opened(owned), rival]).forks == (2,)
    assert Membership.of(opened(owned)).forks == ()


def test_an_entry_with_a_number_that_does_not_follow_is_passed_over(owned):
    owned.admit()
    first, second = opened(owned)
    leap = second._replace(place=second.place._replace(n=7), hash="00" * 32)
    share = Membership.of([first, second, leap])
    assert (share.hash, share.forks) == (second.hash, ())
    founder = first._replace(place=first.place._replace(n=2))
    assert Membership.of([founder]) == Membership()
    assert Membership.of([second._replace(place=first.place)]) == Membership()


def test_public_keys_are_kept_as_they_came(owned):
    editor = owned.admit()
    person = owned.people.people[editor.id]
    told = public(editor)
    assert (person.sign_public.hex(), person.seal_public.hex()) == (told["sign"], told["seal"])
