"""`make carriers N=1000`: so many rounds of two planbooks over two Syncthings, counting conflict copies."""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

from tests.bench.planbooks import filled
from tests.sharing.carriers import rounds, syncthing
from tests.sharing.kill9.pair import paired


def main() -> int:
    """Print the count; the exit code is 1 when there was one."""
    parser = argparse.ArgumentParser(prog="make carriers")
    parser.add_argument("--rounds", type=int, default=1000)
    given = parser.parse_args()
    why = syncthing.missing()
    if why:
        sys.stdout.write(why + "\n")
        return 0
    with tempfile.TemporaryDirectory() as place:
        carried = syncthing.Syncthings(Path(place))
        try:
            first = filled(Path(place) / "first-book", 6)
            class_id = first.value("SELECT id FROM class")
            pair = paired(first, class_id, Path(place) / "second-book", carried.sides, carried.carry)
            begun = time.perf_counter()
            copies = rounds.make(pair, carried, given.rounds)
            taken = time.perf_counter() - begun
            pair.first.close()
            pair.second.close()
        finally:
            carried.close()
    sys.stdout.write(f"{given.rounds} rounds over Syncthing in {taken:.0f} s: {len(copies)} conflict copies\n")
    return int(bool(copies))


if __name__ == "__main__":
    sys.exit(main())
