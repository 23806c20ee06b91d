"""`make sim`: many seeds, or one of them with its story (`SEED=`)."""

from __future__ import annotations

import argparse
import os
import sys
import time
import traceback

from tests.sharing.simulator.seeds import on_all_cores
from tests.sharing.simulator.world import STEPS, World


def main() -> int:
    """Print what fails; the exit code is 1 when something does."""
    parser = argparse.ArgumentParser(prog="make sim")
    parser.add_argument("--seeds", type=int, default=2000)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--seed", type=int, help="this one alone, with all that happens in it")
    parser.add_argument("--steps", type=int, default=STEPS)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    given = parser.parse_args()
    if given.seed is not None:
        return _tell(given.seed, given.steps)
    begun, failed = time.perf_counter(), 0
    for done, found in on_all_cores(range(given.first, given.first + given.seeds), given.steps, given.jobs):
        failed += len(found)
        for failure in found:
            _say(f"seed {failure.seed}: {len(failure.faults)} faults, first: {failure.faults[0][-1000:]}")
        if done % 1000 == 0 or done == given.seeds:
            _say(f"{done} seeds, {failed} failed, {done / (time.perf_counter() - begun):.0f} a second")
    return int(failed > 0)


def _tell(seed: int, steps: int) -> int:
    world, faults = World(seed), []
    try:
        faults = world.run(steps)
    except Exception:  # noqa: BLE001 - the story before it is what is wanted
        faults = [traceback.format_exc()]
    for line in (*world.story, *faults, f"seed {seed}: {len(faults)} faults"):
        _say(line)
    return int(bool(faults))


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
