"""An owner whose log went two ways after a backup was restored; that rest adds no file, and junk stops nothing."""

import dataclasses

import pytest

from learnerplan.domain.shares import Section
from learnerplan.sharing import keys, layout, members
from learnerplan.sharing.entries import EntryKind
from learnerplan.sharing.layout import FileKind
from learnerplan.sharing.problems import Trouble
from tests.sharing.memory_files import MemoryFiles
from tests.sharing.sides import SHARE, Side, sides
from tests.sharing.simulator import scene
from tests.sharing.test_joined import add, people
from tests.sharing.test_keeping import HOUR, SET, TEXT, apart, carry, days, files, has_key, let_go, new_keys


def went_back(owner: Side, image: bytes) -> None:
    """The owner's planbook is put back to a backup, and its copy of the folder is lost."""
    owner.book.put_back(image, owner.book.version)
    owner.files.held = {path: data for path, data in owner.files.held.items() if path.count("/") < 2}
    owner.launch()


def drawn(owner: Side, number: int) -> None:
    """What the owner draws next, for instance by how much the number of new keys grows."""
    owner.ports = dataclasses.replace(owner.ports, random=lambda size: number.to_bytes(size, "big"))


@pytest.mark.parametrize(("first", "then"), [(7, 400), (400, 7)])
def test_what_an_owner_sealed_with_keys_of_a_way_of_the_log_that_holds_no_more_is_read_by_everybody(first, then):
    owner, ana, ben = apart("owner", "ana", "ben")
    image = owner.book.image()
    drawn(owner, first)
    let_go(owner, ben)
    add(owner, EntryKind.RENAMED, {"title": "the longer way"})
    owner.round()
    carry(owner, ana)
    ana.round()
    went_back(owner, image)
    drawn(owner, then)
    let_go(owner, ben)
    owner.edit(SET, "on the shorter way")
    owner.round()
    for path in (*files(owner, FileKind.ENTRY), *files(owner, FileKind.ENVELOPE)):
        del owner.files.held[path]
    owner.launch()
    carry(ana, owner)
    owner.round()
    assert people(owner).title == "the longer way"
    owner.edit("INSERT INTO note VALUES ('note-9', 'learner-1', 'after it', NULL)")
    days(owner, ana)
    assert people(owner).hash == people(ana).hash
    assert ana.states() == owner.states()
    assert ana.value(TEXT) == "on the shorter way"
    assert ana.value("SELECT text FROM note WHERE id = 'note-9'") == "after it"


def test_nothing_is_sealed_with_keys_that_the_log_does_not_name():
    owner, ana = apart("owner", "ana")
    with ana.book.writing("Keys of another way") as connection:
        keys.add(connection, SHARE, Section.MAIN, 900, bytes(32))
    ana.edit(SET, "from ana")
    ana.round()
    carry(ana, owner)
    owner.round()
    assert owner.value(TEXT) == "from ana"
    with owner.book.reading() as connection:
        devices = {
            device for (device,) in connection.execute("SELECT device FROM share_status WHERE share = ?", (SHARE,))
        }
        assert members.sealing_key(connection, "f" * 32, Section.MAIN) is None
    assert ana.device.id in devices


def test_an_owner_makes_new_keys_once_and_not_before_those_that_count_have_come():
    owner, ana, ben = apart("owner", "ana", "ben")
    image = owner.book.image()
    add(owner, EntryKind.RENAMED, {"title": "the longer way"})
    let_go(owner, ben)
    owner.round()
    carry(owner, ana)
    ana.round()
    went_back(owner, image)
    let_go(owner, ben)
    carry(ana, owner, FileKind.ENVELOPE)
    owner.round()
    longer = people(owner).n
    assert people(owner).title == "the longer way"
    assert not has_key(owner, people(owner).epoch)
    days(ana, owner)
    assert people(owner).n == people(ana).n == longer + 1
    days(ana, owner)
    assert people(owner).n == longer + 1
    assert [subject for kind, subject, _detail in owner.troubles() if kind is Trouble.FORK] != []


def test_a_fork_of_the_log_is_told_once():
    owner, ana = apart("owner", "ana")
    image = owner.book.image()
    add(owner, EntryKind.RENAMED, {"title": "one way"})
    owner.round()
    carry(owner, ana)
    went_back(owner, image)
    add(owner, EntryKind.RENAMED, {"title": "another way"})
    owner.round()
    days(owner, ana)
    assert Trouble.FORK in {kind for kind, *_rest in ana.troubles()}
    with ana.book.writing("Seen") as connection:
        connection.execute("UPDATE share_problem SET gone = 'seen'")
    add(owner, EntryKind.RENAMED, {"title": "later"})
    days(owner, ana)
    assert people(ana).title == "later"
    assert Trouble.FORK not in {kind for kind, *_rest in ana.troubles()}


@pytest.mark.parametrize("step", [29_000, 13 * HOUR])
def test_idle_rounds_of_three_computers_add_no_file(step):
    folder = MemoryFiles(dict(scene.cast().folder))
    some = [Side(name, folder) for name in ("owner", "ana", "ben")]
    with some[0].book.writing("Nobody is invited any more") as connection:
        connection.execute("UPDATE share_invitation SET state = 'over'")
    counts = set()
    for number in range(40):
        for side in some:
            side.now += step
            side.round()
        if number >= 5:
            counts.add(len(folder.held))
    assert len(counts) == 1


def test_who_cannot_take_a_batch_in_for_a_month_fills_the_folder_with_few_copies():
    owner, ana = apart("owner", "ana")
    owner.edit(SET, "comes torn each time")
    owner.round()
    for _ in range(60):
        for side in (owner, ana):
            side.now += 13 * HOUR
            side.round()
        carry(ana, owner)
        carry(owner, ana, FileKind.BATCH)
    (path,) = [path for path in owner.written() if layout.parse(path).copy == 0]
    copies = [each for each in owner.written() if layout.parse(each).hash == layout.parse(path).hash]
    assert 8 < len(copies) < 13


def test_two_planbooks_of_an_owner_from_one_backup_do_not_make_keys_for_ever():
    one, two, ana = apart("owner", "owner", "ana")
    one.launch()
    two.luck.seed(7)
    two.launch()
    new_keys(one)
    new_keys(two)
    days(one, two, ana, rounds_of=5)
    rested = people(one).n
    one.edit(SET, "by one")
    days(one, two, ana, rounds_of=5)
    assert {people(side).n for side in (one, two, ana)} == {rested}
    assert one.states() == two.states() == ana.states()
    assert ana.value(TEXT) == "by one"


@pytest.mark.parametrize("kind", [FileKind.ENTRY, FileKind.ENVELOPE, FileKind.BATCH])
def test_files_under_all_the_names_of_another_stop_nothing_else(kind):
    owner, ana = sides("owner", "ana")
    ana.edit(SET, "first of all")
    ana.round()
    for path in files(ana, kind):
        for copy in range(100):
            ana.files.held[layout.again(path, copy) if copy else path] = b"in the way"
    ana.edit("INSERT INTO note VALUES ('note-9', 'learner-1', 'all the same', NULL)")
    owner.now += 13 * HOUR
    ana.now += 13 * HOUR
    for side in (owner, ana, owner, ana):
        assert side.round().ended
    if kind is not FileKind.BATCH:
        assert owner.value("SELECT text FROM note WHERE id = 'note-9'") == "all the same"
