"""What a member may do, changed by the owner: what counts, what is refused, what stays, and who may say so at all."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from learnerplan.domain.shares import Role, Section
from learnerplan.sharing import entries, keys, layout, members, rights, rounds
from learnerplan.sharing.batches import digest
from learnerplan.sharing.entries import EntryKind, Place
from learnerplan.sharing.membership import Membership
from learnerplan.sharing.problems import Trouble
from tests.sharing.handmade import Handmade
from tests.sharing.sides import SHARE, Side, sides

TEXT = "SELECT text FROM note WHERE id = 'note-2'"
SET = "UPDATE note SET text = ? WHERE id = 'note-2'"
SUPPORT = "SELECT text FROM support WHERE id = 'support-2'"
SET_SUPPORT = "UPDATE support SET text = ? WHERE id = 'support-2'"


def between(*some: Side) -> None:
    for _ in range(2):
        for side in some:
            side.round()


def people(side: Side) -> Membership:
    with side.book.reading() as connection:
        return members.load(connection, SHARE)


def change(owner: Side, who: Side, **terms: object) -> Membership:
    owner.now += 1000
    with owner.book.writing("Change") as connection:
        person = members.load(connection, SHARE).people[who.device.id]
        return rights.change(connection, owner.ports, SHARE, person._replace(**terms))


def log_files(side: Side) -> set[str]:
    return {path for path in side.files.held if path.split("/")[2:3] == ["m"] and SHARE in path}


def epochs(side: Side, section: Section) -> set[int]:
    ring = keys.keys_of(side.book.connection, SHARE)
    return {epoch for held, epoch in ring.keys if held is section}


def test_what_an_editor_wrote_counts_up_to_what_the_owner_had_when_they_became_a_reader():
    owner, ana, ben = sides("owner", "ana", "ben")
    ana.edit(SET, "in time")
    between(ana, owner)
    ana.edit(SET, "too late")
    ana.round()
    change(owner, ana, role=Role.READER)
    between(owner, ben, owner)
    assert (owner.value(TEXT), ben.value(TEXT), ana.value(TEXT)) == ("in time", "in time", "too late")
    refused = [found for found in ben.troubles() if found[0] is Trouble.NOT_ALLOWED]
    assert [detail for _kind, _subject, detail in refused] == [f"reader {ana.device.id}"]
    ana.round()
    assert (Trouble.RIGHTS, rights.ROLE, "reader 1") in ana.troubles()
    assert people(ben).people[ana.device.id].role is Role.READER


def test_who_only_reads_sends_nothing_and_goes_on_getting():
    owner, ana = sides("owner", "ana")
    change(owner, ana, role=Role.READER)
    ana.edit(SET, "not gone out yet")
    between(owner, ana)
    assert (Trouble.RIGHTS, rights.ROLE, "reader 1") in ana.troubles()
    before = ana.batch_paths()
    ana.edit("UPDATE note SET text = 'to nobody' WHERE id = 'note-1'")
    owner.edit("UPDATE note SET mood = 'glad' WHERE id = 'note-2'")
    between(ana, owner, ana)
    assert ana.value("SELECT mood FROM note WHERE id = 'note-2'") == "glad"
    assert ana.value(TEXT) == "not gone out yet"
    assert [path for path in ana.batch_paths() if path not in before and ana.device.id in path] == []
    assert ana.value("SELECT count(*) FROM share_out") == 0
    assert owner.value(TEXT) == "first"


def test_what_a_reader_wrote_goes_to_everybody_when_they_may_write():
    owner, ana, ben = sides("owner", "ana", "ben")
    change(owner, ana, role=Role.READER)
    between(owner, ana)
    ana.edit(SET, "while reading")
    ana.edit("INSERT INTO note VALUES ('note-9', 'learner-1', 'new', NULL)")
    between(ana, owner)
    assert owner.value("SELECT count(*) FROM note WHERE id = 'note-9'") == 0
    change(owner, ana, role=Role.EDITOR)
    between(owner, ana, owner, ben)
    assert (Trouble.RIGHTS, rights.ROLE, "editor 0") in ana.troubles()
    for side in (owner, ben):
        assert side.value(TEXT) == "while reading"
        assert side.value("SELECT text FROM note WHERE id = 'note-9'") == "new"
    assert owner.states() == ana.states() == ben.states()


def test_batches_that_were_kept_back_go_out_when_they_may():
    owner, ana = sides("owner", "ana")
    ana.edit(SET, "sealed and not written")
    ana.files.fault = "read_only"
    ana.round()
    ana.files.fault = None
    change(owner, ana, role=Role.READER)
    between(owner, ana)
    assert owner.value(TEXT) == "first"
    assert ana.value("SELECT count(*) FROM share_batch WHERE wrote = 0") == 1
    change(owner, ana, role=Role.EDITOR)
    between(owner, ana, owner)
    assert owner.value(TEXT) == "sealed and not written"
    assert ana.value("SELECT count(*) FROM share_batch WHERE wrote = 0") == 0


def test_what_somebody_took_in_good_faith_comes_to_everybody():
    owner, ana, ben = sides("owner", "ana", "ben")
    ana.edit(SET, "seen by ben alone")
    ana.round()
    ben.round()
    change(owner, ana, role=Role.READER)
    between(owner, ben, owner)
    assert owner.value(TEXT) == ben.value(TEXT) == "seen by ben alone"


def test_a_program_that_goes_on_writing_is_refused_and_leaves_no_gap():
    owner, ana, ben = sides("owner", "ana", "ben")
    change(owner, ana, role=Role.READER)
    between(owner, ana, ben)
    hand = Handmade(ana)
    for number in range(3):
        hand.put([hand.op("note", "note-2", "text", f"forged {number}")])
    between(owner, ben)
    for side in (owner, ben):
        assert side.value(TEXT) == "first"
        assert {kind for kind, *_rest in side.troubles()} == {Trouble.NOT_ALLOWED}


def test_who_gets_the_supports_gets_those_of_before():
    owner, plain = sides("owner", "plain")
    epoch = people(owner).epoch
    assert plain.value("SELECT count(*) FROM support") == 0
    assert change(owner, plain, restricted=True).epoch > epoch
    between(owner, plain)
    assert plain.value(SUPPORT) == "quiet room"
    assert (Trouble.RIGHTS, rights.SUPPORTS, f"{rights.SUPPORTS} 0") in plain.troubles()
    plain.edit(SET_SUPPORT, "headphones")
    between(plain, owner)
    assert owner.value(SUPPORT) == "headphones"
    assert owner.states() == plain.states()


def test_who_gets_the_supports_no_longer_keeps_those_of_before_and_nothing_else():
    owner, ana, ben = sides("owner", "ana", "ben")
    new = change(owner, ana, restricted=False).epoch
    owner.edit(SET_SUPPORT, "a door that closes")
    between(owner, ana, ben)
    assert (ana.value(SUPPORT), ben.value(SUPPORT)) == ("quiet room", "a door that closes")
    assert epochs(ana, Section.RESTRICTED) == {1}
    assert epochs(ana, Section.MAIN) == epochs(ben, Section.RESTRICTED) == {1, new}
    assert (Trouble.RIGHTS, rights.SUPPORTS, f"{rights.NO_SUPPORTS} 0") in ana.troubles()
    ana.edit(SET_SUPPORT, "hers alone")
    ana.edit(SET, "for everybody")
    between(ana, owner)
    assert (owner.value(SUPPORT), owner.value(TEXT)) == ("a door that closes", "for everybody")
    assert owner.troubles() == []
    change(owner, ana, restricted=True)
    between(owner, ana, owner, ben)
    assert owner.states() == ana.states() == ben.states()
    assert ana.value("SELECT count(*) FROM share_row WHERE choices > 0") == 1, "both wrote while apart: somebody picks"


def test_old_keys_of_the_supports_write_nothing_any_more():
    owner, ana, ben = sides("owner", "ana", "ben")
    change(owner, ana, restricted=False)
    between(owner, ana, ben)
    hand = Handmade(ana)
    hand.put([hand.op("support", "support-2", "text", "forged")], section=Section.RESTRICTED)
    between(owner, ben)
    assert (owner.value(SUPPORT), ben.value(SUPPORT)) == ("quiet room", "quiet room")
    assert [detail for _kind, _subject, detail in ben.troubles()] == [f"section {ana.device.id}"]


def test_a_last_day_alone_needs_no_new_keys_and_no_word():
    owner, ana = sides("owner", "ana")
    epoch = people(owner).epoch
    day = datetime(2026, 12, 18, tzinfo=UTC).date()
    assert change(owner, ana, until=day).epoch == epoch
    between(owner, ana)
    assert people(ana).people[ana.device.id].until == day
    assert people(ana).people[ana.device.id].marks == {}
    assert ana.troubles() == []


def entry_by(signer: Side, told: dict[str, object], *, device: keys.Device | None = None) -> tuple[str, bytes]:
    """A file of the log as somebody with the keys of the share could make it."""
    now = people(signer)
    place = Place(SHARE, now.n + 1, now.epoch, now.hash)
    key = keys.keys_of(signer.book.connection, SHARE).keys[Section.MAIN, now.epoch]
    data = entries.make_entry(place, EntryKind.CHANGED, told, key, device or signer.device, signer.luck.randbytes)
    return layout.entry(SHARE, place.n, digest(data)), data


def part(side: Side, **terms: object) -> dict[str, object]:
    at = datetime(2026, 9, 3, tzinfo=UTC).isoformat(timespec="seconds")
    base = {"device": side.device.id, "name": side.name, "role": "editor", "until": None, "learners": []}
    return {**base, "restricted": True, "marks": {}, "epoch": 1, "at": at, **terms}


def test_nobody_but_the_owner_changes_a_part():
    owner, ana, reader = sides("owner", "ana", "reader")
    for told in (part(reader), part(owner, role="reader"), part(ana, until="2030-01-01")):
        path, data = entry_by(ana, told)
        owner.files.held[path] = data
    between(owner, reader, ana)
    for side in (owner, ana, reader):
        assert people(side).people[reader.device.id].role is Role.READER
        assert people(side).people[owner.device.id].role is Role.OWNER
        assert people(side).people[ana.device.id].until is None
        assert Trouble.FORGED in {kind for kind, *_rest in side.troubles()}


def test_an_old_change_put_there_again_changes_nothing():
    owner, ana, ben = sides("owner", "ana", "ben")
    before = log_files(owner)
    change(owner, ana, role=Role.EDITOR, until=datetime(2026, 12, 18, tzinfo=UTC).date())
    owner.round()
    (old,) = log_files(owner) - before
    data = owner.files.held[old]
    change(owner, ana, role=Role.READER, until=None)
    between(owner, ana, ben)
    owner.files.held[layout.entry(SHARE, 99, digest(data))] = data
    owner.files.held[layout.entry(SHARE, people(owner).n + 1, "0" * 64)] = data
    between(owner, ana, ben)
    for side in (owner, ana, ben):
        assert (people(side).people[ana.device.id].role, people(side).people[ana.device.id].until) == (
            Role.READER,
            None,
        )
        assert people(side).forks == ()


def test_the_owner_and_those_who_are_out_have_no_part_to_change():
    owner, ana = sides("owner", "ana")
    with pytest.raises(ValueError, match="does not look like this"):
        change(owner, owner, restricted=False)
    with pytest.raises(ValueError, match="does not fit"):
        change(owner, owner, role=Role.READER)
    with owner.book.writing("Change") as connection:
        somebody = members.load(connection, SHARE).people[ana.device.id]._replace(device="0" * 16)
        with pytest.raises(ValueError, match="does not fit"):
            rights.change(connection, owner.ports, SHARE, somebody)
    with ana.book.writing("Change") as connection:
        person = members.load(connection, SHARE).people[ana.device.id]._replace(until=None, role=Role.READER)
        with pytest.raises(ValueError, match="the owner alone"):
            rights.change(connection, ana.ports, SHARE, person)


def test_who_comes_back_by_a_new_code_gives_what_they_wrote_meanwhile():
    owner, ana = sides("owner", "ana")
    change(owner, ana, role=Role.READER)
    between(owner, ana)
    ana.edit(SET, "while out")
    ana.round()
    with ana.book.writing("Ask again") as connection:
        connection.execute("UPDATE share SET state = 'asking' WHERE id = ?", (SHARE,))
        rights.follow(connection, ana.ports, rounds.held(connection, SHARE), members.load(connection, SHARE))
    assert ana.value("SELECT count(*) FROM share_out") == 0
    with owner.book.writing("Admit") as connection:
        told = part(ana)
        terms = {name: told[name] for name in ("device", "name", "role", "until", "learners", "restricted")}
        public = {"sign": ana.device.sign_public.hex(), "seal": ana.device.seal_public.hex()}
        at = datetime.fromtimestamp(owner.now / 1000, UTC)
        own = keys.own(connection, owner.ports.random)
        members.add(connection, SHARE, EntryKind.ADDED, {**terms, **public}, own, owner.ports.random, at)
    between(owner, ana, owner)
    assert owner.value(TEXT) == "while out"


def test_an_owner_reads_what_they_had_refused_once_they_allow_it():
    owner, ana = sides("owner", "ana")
    ana.edit(SET, "crossed the owner's word")
    ana.round()
    change(owner, ana, role=Role.READER)
    owner.round()
    assert owner.value(TEXT) == "first"
    assert Trouble.NOT_ALLOWED in {kind for kind, *_rest in owner.troubles()}
    change(owner, ana, role=Role.EDITOR)
    owner.round()
    assert owner.value(TEXT) == "crossed the owner's word"
    assert Trouble.NOT_ALLOWED not in {kind for kind, *_rest in owner.troubles()}


def admit(owner: Side, who: Side, **terms: object) -> Membership:
    told = {**part(who), "sign": who.device.sign_public.hex(), "seal": who.device.seal_public.hex(), **terms}
    names = ("device", "name", "sign", "seal", "role", "until", "learners", "restricted")
    with owner.book.writing("Admit") as connection:
        return rights.admit(connection, owner.ports, SHARE, {name: told[name] for name in names})


def test_who_is_in_and_is_let_in_again_gets_what_the_new_terms_give():
    owner, plain = sides("owner", "plain")
    after = admit(owner, plain, restricted=True, until="2027-06-30")
    assert after.people[plain.device.id].until is not None
    between(owner, plain, owner)
    assert plain.value(SUPPORT) == "quiet room"
    assert owner.states() == plain.states()


def test_who_is_in_and_is_let_in_again_with_less_keeps_what_they_wrote_before():
    owner, ana = sides("owner", "ana")
    ana.edit(SET, "before")
    between(ana, owner)
    before = people(owner).epoch
    after = admit(owner, ana, role="reader", restricted=False)
    assert after.people[ana.device.id].marks
    assert after.epoch > before
    between(owner, ana)
    ben = Side("ben", owner.files)
    between(ben, owner)
    assert ben.value(TEXT) == "before"
    assert Trouble.NOT_ALLOWED not in {kind for kind, *_rest in ben.troubles()}


def test_who_is_let_in_again_keeps_their_keys():
    owner, ana, ben = sides("owner", "ana", "ben")
    with pytest.raises(ValueError, match="keeps its keys"):
        admit(owner, ana, sign=ben.device.sign_public.hex())
