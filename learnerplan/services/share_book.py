"""A planbook as the engine of sharing wants it: its ports on a store."""

from __future__ import annotations

import os
from contextlib import AbstractContextManager, contextmanager
from typing import TYPE_CHECKING, Any

from learnerplan import __version__
from learnerplan.sharing.clock import SystemClock
from learnerplan.sharing.ports import Ports
from learnerplan.storage import schema

if TYPE_CHECKING:
    from collections.abc import Iterator

    from learnerplan.sharing.shares import Held
    from learnerplan.storage.store import Store

ORIGIN = "share"
"""The origin of transactions whose values came from others."""


class StoreBook:
    """The database of a store. What is written through it is journalled as come from others, and not undoable."""

    def __init__(self, store: Store) -> None:
        self._store = store

    @contextmanager
    def _writing(self, label: str, actor: str) -> Iterator[Any]:
        with self._store.transaction(label, origin=ORIGIN, actor=actor or None) as tx:
            yield tx.raw

    def writing(self, label: str, actor: str = "") -> AbstractContextManager[Any]:
        """A transaction of the store, announced like every other."""
        return self._writing(label, actor)

    @contextmanager
    def _reading(self) -> Iterator[Any]:
        with self._store.read() as view:
            yield view.raw

    def reading(self) -> AbstractContextManager[Any]:
        """The reading connection of this thread, seeing one moment; not one inside another."""
        return self._reading()


def ports(store: Store) -> Ports:
    """The ports of a store. The session is that of this opening of the store."""
    from learnerplan.sharing import keys
    from learnerplan.sharing.shape import of_records

    book = StoreBook(store)
    with book.writing("Prepare sharing") as connection:
        device = keys.own(connection, os.urandom)
    return Ports(
        planbook=book,
        clock=SystemClock(),
        random=os.urandom,
        shape=of_records(schema.HEAD),
        entering=_entering,
        session=f"{device.id}-{store.launch}",
        version=__version__,
    )


def _entering(connection: Any, share: Held, changed: list[tuple[str, str]] | None) -> list[tuple[str, str, str]]:
    from learnerplan.sharing import scope

    return scope.entering(connection, share.id, share.scope, share.restricted, changed)
