"""How far somebody has the log and the keys, as they tell it and as others understand it."""

import json
from datetime import UTC, datetime

import pytest

from learnerplan.sharing import keys, layout, members, places, problems
from learnerplan.sharing.places import Voice
from learnerplan.sharing.problems import Trouble
from tests.sharing.sides import SHARE, Side, sides


def wants(side: Side) -> tuple[str, ...]:
    with side.book.reading() as connection:
        return places.wants(connection, SHARE)


def log(side: Side) -> dict[int, members.Entry]:
    with side.book.reading() as connection:
        return {entry.place.n: entry for entry, _body in members.bodies(connection, SHARE)}


def test_a_status_tells_the_last_entry_and_the_keys_that_count_by_it():
    (ana,) = sides("ana")
    last = max(log(ana))
    assert wants(ana) == (f"m/{last:08d}-{log(ana)[last].hash[:32]}", "k/00000001")


def test_keys_that_the_log_speaks_of_and_that_did_not_come_are_lacking():
    owner, _ana = sides("owner", "ana")
    with owner.book.writing("New keys") as connection:
        members.new_epoch(connection, SHARE, owner.device, owner.ports.random, datetime(2026, 9, 2, tzinfo=UTC))
        epoch = members.load(connection, SHARE).epoch
    assert wants(owner)[1] == f"k/{epoch:08d}"
    with owner.book.writing("Lose them") as connection:
        connection.execute("DELETE FROM share_key WHERE epoch > 1")
    assert wants(owner)[1] == "k/00000000"


def test_who_has_no_log_yet_tells_the_keys_that_came():
    owner, guest = sides("owner", "guest")
    assert wants(guest) == ("m/00000000-", "k/00000000")
    with guest.book.writing("Keys alone") as connection:
        for (section, epoch), key in keys.keys_of(owner.book.connection, SHARE).keys.items():
            keys.add(connection, SHARE, section, epoch + 3, key)
    assert wants(guest) == ("m/00000000-", "k/00000004")


def test_damaged_files_of_the_log_are_named_and_no_others():
    (ana,) = sides("ana")
    with ana.book.writing("Trouble") as connection:
        for path in (
            layout.entry(SHARE, 9, "1" * 64),
            layout.envelope(SHARE, ana.device.id, 2, "2" * 64),
            layout.batch(SHARE, ana.ports.session, 2, "3" * 64),
            f"v1/{SHARE}/m/renamed.m",
            "elsewhere",
        ):
            problems.note(connection, ana.ports.clock, SHARE, Trouble.DAMAGED, path)
    assert wants(ana)[2:] == ("torn/" + "1" * 32, "torn/" + "2" * 32)


@pytest.mark.parametrize(
    ("n", "hash_of", "has"),
    [(0, 0, set()), (2, 2, {1, 2}), (2, 1, set()), (99, 1, {1, 2, 3}), (3, 3, {1, 2, 3})],
    ids=["nothing yet", "so far", "another branch", "more than we", "all"],
)
def test_what_somebody_has_of_a_log(n, hash_of, has):
    (ana,) = sides("ana")
    held = {number: entry for number, entry in log(ana).items() if number <= 3}
    voice = Voice("d", 1, n, held[hash_of].hash[:32] if hash_of else "", 1)
    assert {number for number, entry in held.items() if voice.has(entry, held)} == has


def test_what_others_tell_is_heard_and_who_does_not_tell_is_left_out():
    (ana,) = sides("ana")
    told = {
        "one": {"wants": ["m/00000004-" + "a" * 32, "k/00000002", "torn/x"]},
        "two": {"wants": []},
        "three": {},
        "four": {"wants": ["m/00000004-" + "a" * 32]},
    }
    with ana.book.writing("Hear") as connection:
        connection.execute("DELETE FROM share_status")
        connection.executemany(
            "INSERT INTO share_status VALUES (?, ?, '', 1, '', 7, ?)",
            [(SHARE, device, json.dumps(body)) for device, body in told.items()],
        )
        assert places.voices(connection, SHARE) == [Voice("one", 7, 4, "a" * 32, 2)]
