"""Killing, and looking at what is left."""

from __future__ import annotations

import multiprocessing
import random
import time
from typing import TYPE_CHECKING, Any

from learnerplan.domain import records
from learnerplan.services import share_sync
from learnerplan.sharing import at_home, rows
from learnerplan.sharing.operations import STAYS
from learnerplan.sharing.rows import Key
from learnerplan.sharing.shape import of_records
from learnerplan.sharing.state import of_text
from learnerplan.storage.store import Store
from tests.sharing.carriers.carrier import wait_until
from tests.sharing.kill9.worker import last_acknowledged, work

if TYPE_CHECKING:
    from pathlib import Path

    from learnerplan.sharing.shape import Shape
    from learnerplan.sharing.state import RowState

_HEAVY = (
    "sqlalchemy.dialects.sqlite",
    "sqlmodel",
    "learnerplan.sharing.condensing",
    "learnerplan.sharing.envelopes",
    "learnerplan.sharing.rounds",
    "learnerplan.storage.engine",
    "learnerplan.storage.transaction",
    "cryptography.hazmat.primitives.ciphers.aead",
    "cryptography.hazmat.primitives.asymmetric.ed25519",
    "cryptography.hazmat.primitives.hpke",
    "zstandard",
)
_TOGETHER = 8
"""After so many kills the other planbook is asked whether it has the same."""


class Victim:
    """A planbook that is killed. `friend` is an open planbook that shares with it and works on."""

    def __init__(self, planbook: Path, learner: str, friend: Store, friends_learner: str, scratch: Path) -> None:
        self.planbook, self.learner = planbook, learner
        self.friend, self.friends_learner = friend, friends_learner
        self.acknowledged = scratch / "acknowledged"
        self._context = multiprocessing.get_context("forkserver")
        # What takes long to import is there before the process is forked.
        self._context.set_forkserver_preload([work.__module__, *_HEAVY])
        self._luck = random.Random(9)

    def kill(self, times: int) -> int:
        """Kill it so often, at random moments, and look each time; gives how many edits were acknowledged."""
        for number in range(1, times + 1):
            self._edit_meanwhile(number)
            self._kill_once()
            self._look(together=number % _TOGETHER == 0 or number == times)
        return last_acknowledged(self.acknowledged)

    def _edit_meanwhile(self, number: int) -> None:
        with self.friend.transaction("Edit") as tx:
            tx.change(records.Learner, self.friends_learner, preferred_name=f"f{number}")
        share_sync.sync(self.friend)

    def _kill_once(self) -> None:
        before = last_acknowledged(self.acknowledged)
        arguments = (str(self.planbook), self.learner, str(self.acknowledged), before)
        process = self._context.Process(target=work, args=arguments, daemon=True)
        process.start()
        # Sometimes while it opens, mostly in the midst of its work.
        if self._luck.random() < 0.9:
            wait_until(lambda: last_acknowledged(self.acknowledged) > before or not process.is_alive(), 60, every=0.005)
        assert process.is_alive(), "it ended by itself"
        time.sleep(self._luck.random() * 0.15)
        process.kill()
        process.join()

    def _look(self, *, together: bool) -> None:
        store = Store.open(self.planbook)
        try:
            with store.raw() as connection:
                assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
                assert connection.execute("PRAGMA cipher_integrity_check").fetchall() == []
            sql = "SELECT preferred_name FROM learner WHERE id = ?"
            held = int(store.value(sql, (self.learner,))[1:] or 0)
            saved = last_acknowledged(self.acknowledged)
            assert held >= saved, (held, saved)
            share_sync.sync(store)
            assert differences(store) == []
            if together:
                for each in (self.friend, store, self.friend, store):
                    share_sync.sync(each)
                assert states(store) == states(self.friend)
                assert self.friend.value(sql, (self.learner,)) == f"n{held}"
        finally:
            store.close()


def differences(store: Store) -> list[Key]:
    """The rows whose table does not show what their state says."""
    shape = of_records("")
    with store.raw() as connection:
        keys = [
            Key(*found)
            for found in connection.execute("SELECT tbl, row_id FROM share_row WHERE waits IS NULL").fetchall()
        ]
        current, known = rows.current(connection, shape, keys), rows.load(connection, keys)
    return [
        key
        for key, state in known.items()
        if state.is_alive() and _told(shape, key, state, current.get(key, {})) != current.get(key)
    ]


def _told(shape: Shape, key: Key, state: RowState, current: dict[str, Any]) -> dict[str, Any]:
    """What a state says of a row; what stayed on its author's computer says nothing against what stands here."""
    shown = state.shown(shape.tables[key.table].cells)
    return {column: current.get(column) if value == STAYS else value for column, value in shown.items()}


def states(store: Store) -> list[tuple[str, str, str]]:
    """The states of all shared rows, as others than their authors see them."""
    shape = of_records("")
    with store.raw() as connection:
        found = connection.execute("SELECT tbl, row_id, state FROM share_row ORDER BY 1, 2").fetchall()
    return [(table, row, at_home.told(shape.home(table), of_text(text)).dumped()) for table, row, text in found]
