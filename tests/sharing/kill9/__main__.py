"""`make kill9 N=1000`: so many kills of a planbook that is shared."""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

from tests.bench.planbooks import filled
from tests.sharing.kill9.kills import Victim
from tests.sharing.kill9.pair import paired


def main() -> int:
    """Print how many edits were acknowledged and how many were lost; a loss is an `AssertionError`."""
    parser = argparse.ArgumentParser(prog="make kill9")
    parser.add_argument("--kills", type=int, default=1000)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "folder"
        folder.mkdir()
        first = filled(Path(place) / "first", 4)
        class_id = first.value("SELECT id FROM class")
        pair = paired(first, class_id, Path(place) / "second", (folder, folder))
        mine, theirs = first.value("SELECT min(id) FROM learner"), first.value("SELECT max(id) FROM learner")
        pair.second.close()
        begun = time.perf_counter()
        saved = Victim(Path(place) / "second", theirs, first, mine, Path(place)).kill(given.kills)
        sys.stdout.write(f"{given.kills} kills in {time.perf_counter() - begun:.0f} s: {saved} edits saved, 0 lost\n")
        first.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
