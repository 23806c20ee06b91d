"""200 short worlds of the simulator. `make check` looks at 2,000 of them; `make sim` lives through longer ones.

A seed that fails here tells its story by `python -m tests.sharing.simulator --seed N --steps 36`.
"""

from __future__ import annotations

import os

import pytest

from tests.sharing.simulator.seeds import failures
from tests.sharing.simulator.world import World

SEEDS = int(os.environ.get("LEARNERPLAN_SEEDS", "200"))
PART = 50
SHORT = 36


@pytest.mark.parametrize("first", range(0, SEEDS, PART))
def test_everybody_ends_with_the_same_and_nothing_is_lost(first):
    assert failures(range(first, first + PART), SHORT) == []


def test_a_seed_tells_the_same_story_twice():
    worlds = [World(7), World(7)]
    assert [world.run(40) for world in worlds] == [[], []]
    assert worlds[0].story == worlds[1].story
    assert [computer.rows() for computer in worlds[0].computers] == [
        computer.rows() for computer in worlds[1].computers
    ]
