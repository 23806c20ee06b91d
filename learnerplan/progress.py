"""How long work reports where it stands, and how it is asked to stop. Knows nothing of Qt."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


class Cancelled(Exception):
    """Raised inside the work at its next step after somebody pressed Stop."""


class Progress:
    """Passed to services that take long: they call `step` for each piece they have done."""

    def __init__(self, report: Callable[[int, int, str], None] | None = None) -> None:
        self._report = report
        self._stop = threading.Event()

    def cancel(self) -> None:
        """Ask the work to stop; it does so at its next step. Safe from any thread."""
        self._stop.set()

    def step(self, done: int, total: int, label: str = "") -> None:
        """Say that `done` of `total` pieces are finished. Raises `Cancelled` when asked to stop."""
        if self._stop.is_set():
            raise Cancelled
        if self._report is not None:
            self._report(done, total, label)
