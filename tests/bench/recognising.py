"""Saying what a file is: from its beginning alone, beside the csv module reading the same beginning."""

from __future__ import annotations

import csv
import io
import random
import time
from typing import TYPE_CHECKING

from learnerplan.errors import UserError
from learnerplan.imports import recognise, tables
from tests.bench.figures import Figure, seconds
from tests.bench.importing import roster
from tests.conftest import SHARED_DATA

if TYPE_CHECKING:
    from pathlib import Path

HEAD = 65_536
"""Bytes of a text that are read to say what it is; a workbook has to be opened whole."""
_TEXTS = (".csv", ".tsv", ".txt")


def measure(folder: Path) -> list[Figure]:
    """The slowest of the real files, of a roster of 10,000 and of an export with 143 columns."""
    wide = _wide(folder / "wide.csv")
    files = [roster(folder / "roster.csv"), wide]
    if SHARED_DATA.is_dir():
        found = (path for path in sorted(SHARED_DATA.rglob("*")) if "nasty" not in path.parts)
        files += [path for path in found if path.suffix in (*_TEXTS, ".xlsx")]
    taken = {path: seconds(lambda path=path: _recognise(path)) for path in files}
    slowest = max(taken, key=taken.__getitem__)
    plain = seconds(lambda: _plain(wide))
    return [
        Figure(
            f"recognising a file, the slowest of {len(files)} ({slowest.name})",
            f"{taken[slowest] * 1000:.0f} ms",
            "under 50 ms",
            taken[slowest] < 0.05,
        ),
        Figure(
            "recognising an export of 143 columns",
            f"{taken[wide] * 1000:.0f} ms, {taken[wide] / plain:.1f}x csv over the same beginning",
            "under 50 ms",
            taken[wide] < 0.05,
        ),
    ]


def _recognise(path: Path) -> None:
    with path.open("rb") as file:
        data = file.read(HEAD if path.suffix in _TEXTS else -1)
    try:
        for table in tables.tables_of(path, data):
            recognise.recognise(table)
    except UserError:
        return  # a file that is refused was looked at just as long


def _plain(path: Path) -> None:
    with path.open("rb") as file:
        text = file.read(HEAD).decode("utf-8")
    assert sum(1 for _ in csv.reader(io.StringIO(text, newline="")))


def _wide(path: Path) -> Path:
    """An export as a vendor writes it: who, which test, scores, and a hundred and thirty columns more."""
    rng = random.Random(3)
    known = ["TermName", "StudentID", "StudentLastName", "StudentFirstName", "Subject", "TestStartDate", "TestRITScore"]
    known += ["TestStandardError", "TestPercentile"]
    headers = [*known, *(f"Goal{number}{name}" for number in range(1, 34) for name in ("Name", "RitScore", "StdErr"))]
    headers += [f"Projected{number}" for number in range(143 - len(headers))]
    with path.open("w", newline="", encoding="utf-8") as handle:
        writer = csv.writer(handle)
        writer.writerow(headers)
        for number in range(500):
            who = ["Fall 2026-2027", f"{number:06}", f"Family{number}", "Ana", "Mathematics", "9/14/2026"]
            writer.writerow([*who, *(rng.randrange(150, 250) for _ in range(143 - len(who)))])
    assert len(headers) == 143
    return path


if __name__ == "__main__":
    import sys
    import tempfile
    from pathlib import Path as Place

    begun = time.perf_counter()
    with tempfile.TemporaryDirectory() as place:
        for figure in measure(Place(place)):
            sys.stdout.write(figure.line() + "\n")
    sys.stdout.write(f"{time.perf_counter() - begun:.1f} s\n")
