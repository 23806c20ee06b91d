"""What the process does until it is killed: it edits, says which edit is saved, and makes rounds of sharing."""

from __future__ import annotations

import os
from pathlib import Path

from learnerplan.domain import records
from learnerplan.services import share_sync
from learnerplan.storage.store import Store

records.load()


def work(planbook: str, learner: str, acknowledged: str, first: int) -> None:
    """Write numbers into a learner's preferred name for ever, each saved before it is acknowledged in a file."""
    handle = os.open(acknowledged, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    store = Store.open(Path(planbook))
    number = first
    while True:
        number += 1
        with store.transaction("Edit") as tx:
            tx.change(records.Learner, learner, preferred_name=f"n{number}")
        os.write(handle, f"{number}\n".encode())
        if number % 3 == 0:
            share_sync.sync(store)


def last_acknowledged(path: Path) -> int:
    """The last number that was acknowledged, 0 before the first."""
    whole = path.read_text("ascii").rpartition("\n")[0] if path.exists() else ""
    return int(whole.rpartition("\n")[2] or 0)
