"""Running many seeds: one after the other here, or on all cores."""

from __future__ import annotations

import traceback
from concurrent.futures import ProcessPoolExecutor
from typing import TYPE_CHECKING, NamedTuple

from tests.sharing.simulator.world import STEPS, World

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


class Failure(NamedTuple):
    """A seed in which something was wrong, and what."""

    seed: int
    faults: tuple[str, ...]


def failure_of(seed: int, steps: int = STEPS) -> Failure | None:
    """Live through the world of a seed. An exception in the engine is a fault as well."""
    try:
        faults = World(seed).run(steps)
    except Exception:  # noqa: BLE001 - whatever it is, it is told with its seed
        return Failure(seed, (traceback.format_exc(),))
    return Failure(seed, tuple(faults)) if faults else None


def failures(seeds: Sequence[int], steps: int = STEPS) -> list[Failure]:
    """The seeds that fail."""
    return [failure for seed in seeds if (failure := failure_of(seed, steps)) is not None]


def on_all_cores(seeds: range, steps: int, jobs: int) -> Iterator[tuple[int, list[Failure]]]:
    """How many seeds were run so far, and those of the last part that failed."""
    parts = [range(start, min(start + 50, seeds.stop)) for start in range(seeds.start, seeds.stop, 50)]
    done = 0
    with ProcessPoolExecutor(jobs) as pool:
        for part, found in zip(parts, pool.map(failures, parts, [steps] * len(parts)), strict=True):
            done += len(part)
            yield done, found
