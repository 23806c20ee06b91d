"""Giving files again: at once where nothing useful stands, with patience and by another name where something does."""

import json

import pytest

from learnerplan.sharing import giving, layout, publish
from learnerplan.sharing.faults import Unreachable
from learnerplan.sharing.giving import Gift
from tests.sharing.sides import SHARE, Side, sides

MINUTE = 60_000
ONE = layout.entry(SHARE, 99, "1" * 64)
TWO = layout.entry(SHARE, 98, "2" * 64)


def give(side: Side, *gifts: Gift) -> int:
    return giving.give(side.ports, side.files, SHARE, side.files.list("v1"), gifts)


def gift(path: str = ONE, *, is_there: bool = True, heard: int = giving.NOW) -> Gift:
    return Gift(path, b"whole", is_there, heard)


def gave(side: Side) -> dict[str, list]:
    return json.loads(side.value("SELECT value FROM share_meta WHERE name = ?", f"gave {SHARE}") or "{}")


def side_without_gifts() -> Side:
    (owner,) = sides("owner")
    with owner.book.writing("Begin anew") as connection:
        connection.execute("DELETE FROM share_meta WHERE name = ?", (f"gave {SHARE}",))
    return owner


def copies(side: Side, path: str = ONE) -> list[str]:
    return sorted(each.removeprefix(path[:-2]) for each in side.files.held if each.startswith(path[:-2]))


def test_what_is_not_there_is_given_at_once_however_often_it_goes():
    owner = side_without_gifts()
    for _ in range(3):
        assert give(owner, gift(is_there=False, heard=0)) == 1
        assert owner.files.held.pop(ONE) == b"whole"
    assert gave(owner)["m/" + "1" * 32][0] == 3


def test_what_stands_under_its_name_and_is_spoilt_has_another_name_beside_it():
    owner = side_without_gifts()
    owner.files.held[ONE] = b"torn"
    give(owner, gift(is_there=False))
    assert owner.files.held[layout.again(ONE, 1)] == b"whole"
    assert owner.files.held[ONE] == b"torn"


def test_what_did_not_help_is_given_again_after_a_time_that_doubles():
    owner = side_without_gifts()
    give(owner, gift(is_there=False))
    for minutes, now in ((19, 0), (2, 1), (38, 0), (3, 1), (79, 0), (2, 1)):
        owner.now += minutes * MINUTE
        assert give(owner, gift()) == now
    assert copies(owner) == [".m", ".r1.m", ".r2.m", ".r3.m"]


def test_what_nobody_lacks_since_it_was_given_stays_as_it_is():
    owner = side_without_gifts()
    give(owner, gift(is_there=False))
    turn = gave(owner)["m/" + "1" * 32][2]
    owner.now += 60 * MINUTE
    assert give(owner, gift(heard=turn)) == 0
    assert give(owner, gift(heard=turn + 1)) == 1


def test_a_copy_that_somebody_else_gave_has_its_time_too():
    owner = side_without_gifts()
    owner.files.held[ONE] = b"whole"
    assert give(owner, gift()) == 0
    owner.now += 60 * MINUTE
    owner.files.held[layout.again(ONE, 1)] = b"whole"
    assert give(owner, gift()) == 0
    owner.now += 60 * MINUTE
    assert give(owner, gift()) == 1
    assert copies(owner) == [".m", ".r1.m", ".r2.m"]


def test_files_whose_names_tell_nothing_are_copies_of_nothing():
    owner = side_without_gifts()
    owner.files.held |= {f"v1/{SHARE}/m/renamed.m": b"whole", "v1/holiday.jpg": b"sun"}
    assert f"v1/{SHARE}/m/renamed.m" not in set().union(*giving.copies_of(owner.files.list("v1")).values())
    assert give(owner, gift(is_there=False)) == 1


def test_a_clock_that_was_set_back_does_not_make_anybody_wait_for_years():
    owner = side_without_gifts()
    give(owner, gift(is_there=False))
    owner.now -= 3650 * 24 * 60 * MINUTE
    assert give(owner, gift()) == 1


def test_there_is_an_end_to_copies():
    owner = side_without_gifts()
    give(owner, gift(is_there=False))
    with owner.book.writing("Many times") as connection:
        told = json.dumps({"m/" + "1" * 32: [publish.MOST_COPIES, "2020-01-01T00:00:00+00:00", 1]})
        connection.execute("UPDATE share_meta SET value = ? WHERE name = ?", (told, f"gave {SHARE}"))
    assert give(owner, gift()) == 0


def test_what_is_given_no_more_is_forgotten_and_other_kinds_are_not():
    owner = side_without_gifts()
    other = layout.invitation(SHARE, "3" * 64)
    give(owner, gift(is_there=False))
    give(owner, gift(other, is_there=False))
    give(owner, gift(TWO, is_there=False))
    assert gave(owner).keys() == {"i/" + "3" * 32, "m/" + "2" * 32}


def test_what_was_given_is_noted_when_the_next_one_fails():
    owner = side_without_gifts()
    write = owner.files.write

    def full(path: str, data: bytes) -> None:
        if path == TWO:
            raise Unreachable("full", path)
        write(path, data)

    owner.files.write = full
    with pytest.raises(Unreachable):
        give(owner, gift(is_there=False), gift(TWO, is_there=False))
    assert gave(owner).keys() == {"m/" + "1" * 32}


def test_a_name_that_is_none_of_ours_is_given_to_nobody():
    with pytest.raises(ValueError, match="name of ours"):
        giving.key_of_path("v1/photo.jpg")
