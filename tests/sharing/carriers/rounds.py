"""Rounds of two planbooks over a carrier: both edit, both sync, the carrier carries; nothing may be copied or lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from learnerplan.domain import records
from learnerplan.services import share_sync
from tests.sharing.carriers.carrier import conflict_copies

if TYPE_CHECKING:
    from tests.sharing.carriers.carrier import Carrier
    from tests.sharing.kill9.pair import Pair


def make(pair: Pair, carrier: Carrier, rounds: int) -> list[str]:
    """Make so many rounds; gives the conflict copies that the carrier made in them. Both end with the same."""
    learners = _learners(pair)
    found: set[str] = set()
    for number in range(rounds):
        for store, learner, letter in ((pair.first, learners[0], "a"), (pair.second, learners[-1], "b")):
            with store.transaction("Edit") as tx:
                tx.change(records.Learner, learner, preferred_name=f"{letter}{number}")
            share_sync.sync(store)
        carrier.carry()
        if number % 20 == 0 or number == rounds - 1:
            found.update(*map(conflict_copies, carrier.sides))
    settle(pair, carrier)
    names = [store.value("SELECT preferred_name FROM learner WHERE id = ?", (learners[0],)) for store in pair[:2]]
    assert names == [f"a{rounds - 1}"] * 2, names
    return sorted(found)


def settle(pair: Pair, carrier: Carrier) -> None:
    """Some rounds more, so that each has what the other has."""
    for _ in range(3):
        share_sync.sync(pair.first)
        share_sync.sync(pair.second)
        carrier.carry()
    share_sync.sync(pair.first)
    share_sync.sync(pair.second)


def _learners(pair: Pair) -> list[str]:
    with pair.first.raw() as connection:
        return [row[0] for row in connection.execute("SELECT id FROM learner ORDER BY id")]
