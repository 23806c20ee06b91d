"""`make bench`: measures everything, or the parts that are named, and says of each figure whether its goal is met."""

from __future__ import annotations

import argparse
import importlib
import os
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

PARTS = ("starting", "keystrokes", "opening", "rail", "printing", "importing", "recognising", "results", "sharing")
"""The modules of this package that measure something, in their order."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Print each figure as it comes. The exit code is 0 whatever the figures say: noise is no failure."""
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"what to measure: {', '.join(PARTS)} (all of them)")
    wanted = parser.parse_args(arguments).parts
    if unknown := sorted(set(wanted) - set(PARTS)):
        parser.error(f"there is no part {', '.join(unknown)}; there are {', '.join(PARTS)}")
    with tempfile.TemporaryDirectory() as place:
        for part in (part for part in PARTS if part in wanted or not wanted):
            folder = Path(place) / part
            folder.mkdir()
            begun, worked = time.perf_counter(), _worked()
            for figure in importlib.import_module(f"tests.bench.{part}").measure(folder):
                _say(figure.line())
            _say(f"{part}: {time.perf_counter() - begun:.0f} s, {_worked() - worked:.0f} s of them at work")
    return 0


def _worked() -> float:
    """Seconds of processor time of this process and of those that it waited for."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
