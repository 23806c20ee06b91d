"""`make mutants`: each seeded bug in a process of its own, until a seed of the simulator fails or a minute is over.

The minute is one of the processor, so that a busy machine finds what an idle one finds.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

from tests.sharing.mutants.bugs import BUGS, Bug
from tests.sharing.mutants.patching import put_in

TABLE = Path(__file__).with_name("OUTCOME.md")
_ROOT = Path(__file__).resolve().parents[3]


class Outcome(NamedTuple):
    """What became of a bug: the first seed that failed, after how many seconds, and with which fault."""

    bug: Bug
    seed: int | None
    seconds: float
    fault: str


def main() -> int:
    """Print and write down a line for each bug; the exit code is 1 when one is missed without a reason."""
    parser = argparse.ArgumentParser(prog="make mutants")
    parser.add_argument("--one", type=int, help="the number of a bug: look for a seed that fails, here")
    parser.add_argument("--only", default="", help="words in the names of the bugs to try")
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    given = parser.parse_args()
    if given.one is not None:
        return _hunt(BUGS[given.one], given.seconds)
    wanted = [bug for bug in BUGS if given.only in bug.name]
    with ThreadPoolExecutor(given.jobs) as pool:
        outcomes = []
        for outcome in pool.map(lambda bug: _outcome(bug, given.seconds), wanted):
            outcomes.append(outcome)
            _say(_line(outcome))
    if not given.only:
        TABLE.write_text(_table(outcomes), "utf-8")
    missed = [one for one in outcomes if one.seed is None and not one.bug.masked]
    _say(f"{sum(one.seed is not None for one in outcomes)} of {len(outcomes)} noticed, {len(missed)} missed")
    return int(bool(missed))


def _outcome(bug: Bug, seconds: float) -> Outcome:
    number = BUGS.index(bug)
    command = [sys.executable, "-m", "tests.sharing.mutants", "--one", str(number), "--seconds", str(seconds)]
    done = subprocess.run(command, cwd=_ROOT, capture_output=True, text=True, check=False)
    if done.returncode not in (0, 1):
        raise RuntimeError(f"{bug.name}: {done.stderr[-2000:]}")
    seed, taken, fault = done.stdout.strip().split("\t")
    return Outcome(bug, int(seed) if seed != "-" else None, float(taken), fault)


def _hunt(bug: Bug, seconds: float) -> int:
    put_in(bug)
    from tests.sharing.simulator.seeds import failure_of

    begun, seed = time.process_time(), 0
    while time.process_time() - begun < seconds:
        failure = failure_of(seed)
        if failure is not None:
            fault = failure.faults[0].strip().splitlines()[-1]
            _say(f"{seed}\t{time.process_time() - begun:.1f}\t{fault[:110]}")
            return 1
        seed += 1
    _say(f"-\t{seconds:.1f}\t{seed} seeds were well")
    return 0


def _line(one: Outcome) -> str:
    if one.seed is not None:
        return f"noticed in {one.seconds:4.1f} s, seed {one.seed:3}: {one.bug.name}"
    return f"{'masked' if one.bug.masked else 'MISSED'}: {one.bug.name} ({one.fault})"


def _table(outcomes: list[Outcome]) -> str:
    lines = [
        "# Seeded bugs",
        "",
        "Written by `make mutants`: the real engine with one bug at a time, in the worlds of the simulator.",
        "",
        "| bug | noticed | first seed, or why it is masked |",
        "| --- | --- | --- |",
    ]
    for one in outcomes:
        noticed = f"{one.seconds:.1f} s" if one.seed is not None else "no"
        lines.append(f"| {one.bug.name} | {noticed} | {one.seed if one.seed is not None else one.bug.masked} |")
    return "\n".join(lines) + "\n"


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
