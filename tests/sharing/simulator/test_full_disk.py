"""A disk that is full at any write: of the shared folder, and of the planbook. Nothing that was saved is lost."""

from __future__ import annotations

import sqlite3

import pytest

from tests.sharing.simulator.oracle import faults
from tests.sharing.simulator.world import World

SEED = 3
MOST = 60


def lived(steps=30):
    """A world in the midst of its life, with nothing in the way."""
    world = World(SEED)
    world.run(steps)
    world.cloud.honest = True
    for computer in world.computers:
        computer.folder.fault = None
    for number in range(12):
        world.edit(world.computers[number % len(world.computers)])
    return world


def at_rest(world):
    world.rest()
    return list(faults(world))


class FullAt:
    """Has the n-th write into a folder find no room, and all after it until it is told otherwise."""

    def __init__(self, folder, number) -> None:
        self.folder, self.left = folder, number
        folder.crash = self.count

    def count(self, point):
        if point == "write":
            self.left -= 1
            if self.left <= 0:
                self.folder.fault = "full"

    @property
    def was_met(self):
        return self.left <= 0

    def make_room(self):
        self.folder.crash = lambda _point: None
        self.folder.fault = None


def test_a_folder_that_is_full_at_the_nth_write_only_delays():
    met = []
    for number in range(1, MOST):
        world = lived()
        computer = world.computers[0]
        full = FullAt(computer.folder, number)
        computer.round()
        met.append(full.was_met)
        full.make_room()
        assert at_rest(world) == [], number
        if not met[-1]:
            break
    assert met[0]
    assert not met[-1], "each write of a round was the one that failed"


def went_on(world, computer):
    """Edits and rounds; tells whether there was room for them."""
    try:
        for _ in range(4):
            world.edit(computer)
            computer.round()
            world.cloud.carry_all()
            world.computers[1].round()
            world.cloud.carry_all()
    except sqlite3.OperationalError as error:
        if "full" not in str(error):
            raise
        return False
    return True


def test_a_planbook_that_cannot_grow_keeps_what_it_has():
    failed = 0
    for pages in range(0, MOST, 6):
        world = lived()
        computer = world.computers[0]
        connection = computer.book.connection
        (used,) = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count = {used + pages}")
        failed += not went_on(world, computer)
        assert not connection.in_transaction
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        connection.execute("PRAGMA max_page_count = 1000000")
        assert at_rest(world) == [], pages
    assert failed


@pytest.mark.parametrize("reason", ["gone", "read_only", "full", "refused", "busy"])
def test_a_folder_that_does_not_answer_is_a_finding_and_no_error(reason):
    world = lived()
    computer = world.computers[1]
    computer.folder.fault = reason
    computer.round()
    found = computer.book.connection.execute("SELECT detail FROM share_problem WHERE kind = 'folder' AND gone IS NULL")
    # A folder whose marker cannot be read counts as not there.
    assert {row[0] for row in found} == {reason if reason in ("read_only", "full") else "gone"}
    computer.folder.fault = None
    assert at_rest(world) == []
