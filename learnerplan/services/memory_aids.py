"""Memory aids: the teacher's own reminders, local by construction."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from learnerplan.domain import records
from learnerplan.errors import UserError

if TYPE_CHECKING:
    from learnerplan.storage.rows import Readable
    from learnerplan.storage.store import Store


@dataclass(frozen=True)
class MemoryAidRow:
    """One private note."""

    id: str
    text: str
    written_on: date


def of_learner(view: Readable, learner_id: str) -> list[MemoryAidRow]:
    """The private notes about a learner, newest first."""
    sql = "SELECT id, text, written_on FROM memory_aid WHERE learner_id = ? ORDER BY written_on DESC, id DESC"
    return view.rows(MemoryAidRow, sql, (learner_id,))


def change(store: Store, memory_aid_id: str, text: str) -> None:
    """Write a private note otherwise."""
    if not text.strip():
        raise UserError("A note needs words.", "Remove it instead.")
    with store.transaction("Change private note") as tx:
        tx.change(records.MemoryAid, memory_aid_id, text=text.strip())


def remove(store: Store, memory_aid_id: str) -> None:
    """Remove a private note; undo brings it back."""
    with store.transaction("Remove private note") as tx:
        tx.delete(records.MemoryAid, memory_aid_id)


def count(view: Readable) -> int:
    """How many private notes there are."""
    return int(view.value("SELECT count(*) FROM memory_aid"))
