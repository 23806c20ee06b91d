"""A measured figure beside its goal, and how one is printed."""

from __future__ import annotations

import statistics
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True)
class Figure:
    """`met` is `None` where nothing could be measured; `said` then tells why."""

    what: str
    said: str
    goal: str
    met: bool | None

    def line(self) -> str:
        """The figure as one line of the report."""
        mark = {True: "met    ", False: "NOT MET", None: "  --   "}[self.met]
        return f"{mark}  {self.what}: {self.said}   (goal: {self.goal})"


def seconds(work: Callable[[], object], rounds: int = 3) -> float:
    """The median time of some rounds of work."""
    times = []
    for _ in range(rounds):
        begun = time.perf_counter()
        work()
        times.append(time.perf_counter() - begun)
    return statistics.median(times)
