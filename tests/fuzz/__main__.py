"""`make fuzz`: breaks files for some minutes, and lets nothing but sentences come out of importing them."""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import time
import traceback
import warnings
from collections import Counter
from pathlib import Path
from random import Random

from tests.conftest import SHARED_DATA
from tests.fuzz.broken import broken
from tests.fuzz.rounds import Room, made

LARGEST = 120_000
"""Bytes of the files that are broken: small ones, so that many rounds fit into a minute."""


def main() -> int:
    """Exit code 1 where anything but a sentence came out; each such file is kept and named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    parser.add_argument("files", nargs="*", type=Path, help="try these files as they are, and break nothing")
    said = parser.parse_args()
    warnings.simplefilter("ignore", UserWarning)  # zipfile on names that stand twice
    place = Path(tempfile.mkdtemp(prefix="learnerplan-fuzz-"))
    room = Room(place / "room")
    if said.files:
        for path in said.files:
            sys.stdout.write(f"{path.name}: {room.take(path, Random(said.seed))}\n")
        return 0
    found = _rounds(room, place, said.seconds, said.seed)
    room.close()
    if found:
        sys.stdout.write(f"{found} files broke the import. They are in {place}\n")
        return 1
    shutil.rmtree(place)
    return 0


def _rounds(room: Room, place: Path, seconds: float, seed: int) -> int:
    sources = [path for path in sorted(SHARED_DATA.rglob("*")) if path.is_file() and path.stat().st_size <= LARGEST]
    sources = [path for path in sources if path.suffix in (".csv", ".tsv", ".json", ".xlsx")]
    # The nasty ones are refused as they are, most of them; the others go deeper.
    sources = [path for path in sources if "nasty" not in path.parts] * 4 + sources + made(place / "made") * 4
    begun, number, found = time.monotonic(), 0, 0
    ends: Counter[str] = Counter()
    sys.stdout.write(f"seed {seed}, {len(sources)} files\n")
    while time.monotonic() - begun < seconds:
        number += 1
        rng = Random(f"{seed}.{number}")
        source = rng.choice(sources)
        path = (
            place / f"broken-{number}" / f"{source.stem}{rng.choice((source.suffix,) * 4 + ('.csv', '.xlsx', '.zip'))}"
        )
        path.parent.mkdir()
        path.write_bytes(broken(source.read_bytes(), rng))
        try:
            ends[room.take(path, rng)] += 1
        except Exception:  # noqa: BLE001 - whatever it is, it is what we look for
            found += 1
            sys.stdout.write(f"\n{path}\n{traceback.format_exc()}\n")
            sys.stdout.flush()
            room.renew()
            continue
        shutil.rmtree(path.parent)
    sys.stdout.write(f"{number} files in {seconds:.0f} s: {dict(ends.most_common())}; {found} broke something\n")
    return found


if __name__ == "__main__":
    sys.exit(main())
