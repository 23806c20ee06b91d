"""Who has what: statuses, and giving again what a carrier lost, tore or never brought."""

import hashlib
from datetime import UTC, datetime
from itertools import pairwise

import pytest

from learnerplan.sharing import keys, layout, reporting, rounds
from learnerplan.sharing.faults import Unreachable
from learnerplan.sharing.problems import Trouble
from learnerplan.sharing.statuses import Status, StatusHeader
from learnerplan.sharing.statuses import make as make_status
from tests.sharing.sides import SHARE, Side, sides

TEXT = "SELECT text FROM note WHERE id = 'note-1'"
SET = "UPDATE note SET text = ? WHERE id = 'note-1'"
MINUTE = 60_000
GRACE = 10 * MINUTE
YEAR = 365 * 24 * 60 * MINUTE


def statuses(side: Side) -> list[str]:
    return sorted(path for path in side.files.held if path.endswith(".s"))


def mine(side: Side) -> list[str]:
    return [path for path in statuses(side) if f"/{side.device.id}/" in path]


def held(side: Side):
    with side.book.reading() as connection:
        return rounds.held(connection, SHARE)


def status(side: Side, n: int = 1 << 25, **changed) -> bytes:
    """A status by hand, of the run of the program that is on."""
    ring = keys.keys_of(side.book.connection, SHARE)
    marks = reporting.watermarks(side.book.connection, SHARE)
    told = Status(side.ports.session, marks, "1", 1, "1", (), "", moment())
    epoch, key = ring.newest("main")
    header = StatusHeader(SHARE, side.device.id, n, epoch)
    return make_status(
        header._replace(**{name: changed.pop(name) for name in list(changed) if name in StatusHeader._fields}),
        told._replace(**changed),
        key,
        side.device,
        side.luck.randbytes,
    )


def moment():
    return datetime(2026, 9, 1, tzinfo=UTC)


def test_a_status_is_told_when_it_changed_or_grew_old_and_two_are_kept():
    (owner,) = sides("owner")
    owner.round()
    before = statuses(owner)
    owner.round()
    assert statuses(owner) == before
    owner.edit(SET, "new")
    owner.round()
    assert statuses(owner) != before
    told = statuses(owner)
    owner.now += 13 * 60 * MINUTE
    owner.round()
    assert statuses(owner) != told
    assert len(mine(owner)) <= 3


def test_a_status_that_somebody_took_away_is_told_again():
    (owner,) = sides("owner")
    owner.round()
    for path in mine(owner):
        del owner.files.held[path]
    owner.round()
    assert len(mine(owner)) == 1


@pytest.mark.parametrize("years", [-30, 30])
def test_a_clock_that_jumps_by_years_does_not_silence_anybody(years):
    owner, ana = sides("owner", "ana")
    for side in (owner, ana):
        side.round()
    ana.now += years * YEAR
    ana.edit(SET, "out of time")
    ana.round()
    owner.round()
    (path,) = [each for each in ana.written() if each in owner.files.held]
    sql = "SELECT body FROM share_status WHERE share = ? AND device = ? ORDER BY turn DESC"
    assert f'"main/{ana.ports.session}"' in str(owner.value(sql, SHARE, ana.device.id))
    # What goes missing is given again, whatever the clock says.
    del owner.files.held[path]
    ben = Side("ben", owner.files)
    ben.round()
    owner.round()
    ben.round()
    assert ben.value(TEXT) == "out of time"


def test_what_somebody_lacks_and_is_not_there_is_given_at_once():
    owner, ana, ben = sides("owner", "ana", "ben")
    owner.edit(SET, "lost")
    owner.round()
    ana.round()
    (path,) = owner.written()
    del owner.files.held[path]
    ben.round()
    assert ben.value(TEXT) != "lost"
    assert ana.round().again >= 1
    ben.round()
    assert ben.value(TEXT) == "lost"


def test_what_stands_there_and_did_not_help_is_given_again_later_and_ever_later():
    owner, ana = sides("owner", "ana")
    owner.edit(SET, "does not arrive")
    owner.round()
    (path,) = owner.written()
    hidden = {path}
    read, listed = ana.files.read, owner.files.list

    class Partial:
        """Ana's copy of the folder: what is hidden has not come there."""

        present, write, remove, mark = ana.files.present, ana.files.write, ana.files.remove, ana.files.mark
        held = ana.files.held

        @staticmethod
        def list(folder: str) -> list:
            return [entry for entry in listed(folder) if entry.path not in hidden]

        @staticmethod
        def read(wanted: str, cap: int) -> bytes:
            return read(wanted, cap)

    ana.files = Partial()
    given = []
    for minutes in range(0, 160, 5):
        owner.now = ana.now = owner.now + 5 * MINUTE
        # Something else changes, so that Ana is heard of again.
        ana.edit("UPDATE note SET text = ? WHERE id = 'note-3'", f"{minutes}")
        ana.round()
        if owner.round().again:
            given.append(minutes)
            hidden |= {each for each in owner.batch_paths() if owner.ports.session in each}
    assert 2 <= len(given) <= 4
    gaps = [later - earlier for earlier, later in pairwise(given)]
    assert gaps == sorted(gaps)
    assert gaps[-1] >= 2 * gaps[0] or len(gaps) == 1
    assert layout.again(path, 1) in owner.files.held
    hidden.clear()
    ana.round()
    assert ana.value(TEXT) == "does not arrive"


def test_what_stands_there_is_not_given_again_for_who_is_only_away():
    owner, ana = sides("owner", "ana")
    for side in (owner, ana):
        side.round()
    ana.edit(SET, "nobody else is there")
    ana.round()
    before = ana.batch_paths()
    for _ in range(30):
        owner.now = ana.now = owner.now + 10 * MINUTE
        owner.round()
        ana.round()
    assert ana.batch_paths() == before


def test_a_spoilt_file_is_given_again_beside_it():
    owner, ana, ben = sides("owner", "ana", "ben")
    owner.edit(SET, "spoilt")
    owner.round()
    ana.round()
    (path,) = owner.written()
    whole = owner.files.held[path]
    owner.files.held[path] = whole[:-1]
    ben.round()
    ana.round()
    owner.round()
    ben.round()
    assert ben.value(TEXT) == "spoilt"
    assert layout.again(path, 1) in owner.files.held
    assert ben.troubles() == []


def test_an_author_who_was_restored_gets_their_own_back():
    owner, ana = sides("owner", "ana")
    image = ana.book.image()
    ana.edit(SET, "after the backup")
    ana.round()
    owner.round()
    for path in ana.written():
        del ana.files.held[path]
    ana.book.put_back(image, ana.book.version)
    ana.launch()
    for side in (ana, owner, ana):
        side.round()
    assert ana.value(TEXT) == "after the backup"
    ana.edit(SET, "and on")
    ana.round()
    owner.round()
    assert owner.value(TEXT) == "and on"


def test_supports_are_not_given_to_who_may_not_have_them():
    owner, plain = sides("owner", "plain")
    owner.edit("UPDATE support SET text = 'private' WHERE id = 'support-1'")
    owner.round()
    (path,) = owner.written()
    del owner.files.held[path]
    plain.round()
    with owner.book.writing("Only they are heard") as connection:
        connection.execute("DELETE FROM share_status WHERE device NOT IN ('own', ?)", (plain.device.id,))
    assert owner.round().again == 0


def test_statuses_of_strangers_of_other_shares_and_torn_ones_change_nothing():
    owner, ana, guest = sides("owner", "ana", "guest")
    sql = "SELECT count(*) FROM share_status WHERE session = ?"
    for number, data in enumerate(
        [
            status(ana, share="f" * 32),
            status(ana, epoch=9),
            status(ana)[:-7],
            b"nothing of ours",
        ]
    ):
        owner.files.held[layout.status(SHARE, ana.device.id, 900 + number, f"{number:064x}")] = data
    owner.round()
    assert owner.value(sql, ana.ports.session) == 0
    forged = status(ana)
    data = bytearray(forged)
    data[-40] ^= 1
    data[-32:] = hashlib.sha256(data[:-32]).digest()
    owner.files.held[layout.status(SHARE, ana.device.id, 999, "0" * 64)] = bytes(data)
    owner.round()
    assert Trouble.FORGED in {kind for kind, *_rest in owner.troubles()}
    newer = bytearray(forged)
    newer[7] += 1
    newer[-32:] = hashlib.sha256(newer[:-32]).digest()
    owner.files.held[layout.status(SHARE, ana.device.id, 998, "1" * 64)] = bytes(newer)
    owner.files.held[layout.status(SHARE, guest.device.id, 998, "2" * 64)] = forged
    owner.round()
    assert owner.value(sql, ana.ports.session) == 1


def test_an_older_status_that_is_played_back_changes_nothing():
    owner, ana = sides("owner", "ana")
    for n, marks in ((1 << 25, {}), ((1 << 25) - 1, {f"main/{ana.ports.session}": 7})):
        path = layout.status(SHARE, ana.device.id, n, f"{n:064x}")
        owner.files.held[path] = status(ana, n, watermarks=marks)
        owner.round()
    sql = "SELECT n FROM share_status WHERE session = ?"
    assert owner.value(sql, ana.ports.session) == 1 << 25


def test_an_earlier_run_is_forgotten_when_a_later_says_as_much():
    owner, ana = sides("owner", "ana")
    ana.edit(SET, "one")
    ana.round()
    owner.round()
    ana.launch()
    ana.edit(SET, "two")
    ana.round()
    owner.round()
    sql = "SELECT count(*) FROM share_status WHERE share = ? AND device = ?"
    assert owner.value(sql, SHARE, ana.device.id) == 1


def test_twins_from_one_backup_help_each_other():
    owner, ana = sides("owner", "ana")
    twin = Side("ana", owner.files)
    twin.book.put_back(ana.book.image(), ana.book.version)
    twin.luck.seed(99)
    twin.launch()
    ana.edit(SET, "by the first")
    ana.round()
    for path in ana.written():
        del owner.files.held[path]
    twin.round()
    ana.round()
    twin.round()
    assert twin.value(TEXT) == "by the first"
    twin.edit("UPDATE note SET text = 'by the second' WHERE id = 'note-2'")
    twin.round()
    for path in twin.written():
        del owner.files.held[path]
    for side in (ana, twin, ana, owner):
        side.round()
    assert ana.states() == twin.states() == owner.states()


def test_who_has_no_key_tells_nothing():
    (guest,) = sides("guest")
    with guest.book.writing("Without keys") as connection:
        connection.execute("DELETE FROM share_key")
    listing = guest.files.list(layout.folder(SHARE))
    assert not reporting.tell(guest.ports, guest.files, held(guest), listing)


def test_what_goes_away_while_it_is_given_is_noted_for_what_was_given():
    owner, ana, ben = sides("owner", "ana", "ben")
    owner.edit(SET, "one")
    owner.edit("UPDATE support SET text = 'two' WHERE id = 'support-1'")
    owner.round()
    ana.round()
    for path in owner.written():
        del owner.files.held[path]
    ben.round()
    write, left = ana.files.write, [1]

    def full(path: str, data: bytes) -> None:
        if not left:
            raise Unreachable("full", path)
        left.pop()
        write(path, data)

    ana.files.write = full
    assert not ana.round().ended
    assert ana.troubles() == [(Trouble.FOLDER, "", "full")]
    ana.files.write = write
    assert ana.round().ended
    ben.round()
    assert ben.states() == owner.states()


def test_statuses_that_cannot_be_read_just_now_are_read_later():
    owner, ana = sides("owner", "ana")
    ana.edit(SET, "new")
    ana.round()
    path = mine(ana)[-1]
    read = owner.files.read

    def stumbling(reason: str):
        def reader(wanted: str, cap: int) -> bytes:
            if wanted == path:
                raise Unreachable(reason, wanted)
            return read(wanted, cap)

        return reader

    owner.files.read = stumbling("gone")
    assert owner.round().ended
    owner.files.read = stumbling("busy")
    assert not owner.round().ended
    owner.files.read = read
    assert owner.round().ended
    sql = "SELECT count(*) FROM share_status WHERE session = ?"
    assert owner.value(sql, ana.ports.session) == 1
