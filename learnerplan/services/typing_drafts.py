"""What is being typed and not kept yet. It stays on this computer, is in no journal and is found by no search."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from learnerplan.domain import records

if TYPE_CHECKING:
    from learnerplan.storage.rows import Readable
    from learnerplan.storage.store import Store
    from learnerplan.storage.transaction import Transaction


@dataclass(frozen=True)
class DraftRow:
    """One draft: the field that it was typed in, and its text."""

    name: str
    text: str


def read(view: Readable, name: str) -> str:
    """The text that was typed in a field; empty where there is none."""
    return str(view.value("SELECT text FROM draft WHERE id = ?", (name,)) or "")


def held(view: Readable, prefix: str) -> list[DraftRow]:
    """The drafts of all fields whose names begin with `prefix`."""
    return view.rows(
        DraftRow, "SELECT id, text FROM draft WHERE substr(id, 1, ?) = ? ORDER BY id", (len(prefix), prefix)
    )


def keep(store: Store, name: str, text: str) -> None:
    """Keep what is typed in a field; an empty text takes the draft away. This is no step of undo."""
    with store.transaction("Keep draft") as tx:
        if text:
            tx.put(records.Draft, name, text=text)
        else:
            drop_in(tx, name)


def drop_in(tx: Transaction, name: str) -> None:
    """Take a draft away in the transaction that writes what it said."""
    if tx.get(records.Draft, name) is not None:
        tx.delete(records.Draft, name)
