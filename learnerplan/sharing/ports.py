"""What the engine is handed, so that the simulator can hand it something else: the planbook, the clock, chance."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any, Protocol

from learnerplan.sharing.clock import Clock
from learnerplan.sharing.shape import Shape
from learnerplan.sharing.shares import Held


class Planbook(Protocol):
    """A planbook's database."""

    def writing(self, label: str, actor: str = "") -> AbstractContextManager[Any]:
        """A transaction of sharing: gives a connection, and all that was done through it or nothing is kept."""

    def reading(self) -> AbstractContextManager[Any]:
        """A connection that sees one moment."""


Entering = Callable[[Any, Held, list[tuple[str, str]] | None], list[tuple[str, str, str]]]
"""Rows (table, id, section) that belong to a share and are not in it yet; from some changed rows, or from all."""


@dataclass(frozen=True)
class Ports:
    """One computer's side of sharing. `session` is new at each launch; `version` is that of the app."""

    planbook: Planbook
    clock: Clock
    random: Callable[[int], bytes]
    shape: Shape
    entering: Entering
    session: str
    version: str = ""
