"""A results file of a million rows: memory of the whole process, time beside csv + `executemany`, and Cancel."""

from __future__ import annotations

import csv
import json
import os
import random
import subprocess
import sys
import time
from datetime import date, timedelta
from pathlib import Path

from sqlcipher3 import dbapi2

from learnerplan.imports.planning import Options
from learnerplan.services import imports, planbooks
from tests.bench.figures import Figure

ROWS = int(os.environ.get("LEARNERPLAN_BENCH_RESULTS", "1000000"))
LEARNERS = 1_000
_HEADERS = (
    "Student ID", "Last Name", "First Name", "Assessment", "Subject", "Test Date", "Scale Score", "Percentile",
)  # fmt: skip
_COLUMNS = "id, learner_id, assessment_id, taken_on, score, percentile, key, source_file, source_line, source_row"


def measure(folder: Path) -> list[Figure]:
    """The import from file to commit in a process of its own; then how soon it stops in each of its phases."""
    source, book = _results(folder / "results.csv", ROWS), _planbook(folder)
    told = _run("whole", book, source)
    assert told["rows"] == ROWS, told
    plain = _plain(folder / "plain.db", source)
    some = _results(folder / "some.csv", min(ROWS, 150_000))
    stops = {phase: _run(phase, book, some)["late"] for phase in ("Reading", "Finding", "Comparing", "Saving")}
    slowest = max(stops, key=stops.__getitem__)
    peak = told["peak"]
    return [
        Figure(
            f"{ROWS:,} results imported: the most memory of the process",
            f"{peak:.0f} MiB" if peak else "not measured: this system does not tell",
            "under 400 MiB",
            peak < 400 if peak else None,
        ),
        Figure(
            f"{ROWS:,} results from file to commit",
            f"{told['seconds']:.0f} s, {told['seconds'] / plain:.1f}x csv + executemany ({plain:.0f} s)",
            "none set",
            None,
        ),
        Figure(
            f"Cancel during it, the slowest phase ({slowest.lower()})",
            f"{stops[slowest] * 1000:.0f} ms",
            "under 500 ms",
            stops[slowest] < 0.5,
        ),
    ]


def _run(phase: str, book: Path, source: Path) -> dict[str, float]:
    command = [sys.executable, "-m", "tests.bench.million", phase, str(book), str(source)]
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run(command, capture_output=True, text=True, cwd=root, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr)
    told: dict[str, float] = json.loads(done.stdout)
    return told


def _results(path: Path, rows: int) -> Path:
    rng = random.Random(5)
    with path.open("w", newline="", encoding="utf-8") as handle:
        writer = csv.writer(handle)
        writer.writerow(_HEADERS)
        for number in range(rows):
            who, sitting = number % LEARNERS, number // LEARNERS
            day = date(2015, 9, 1) + timedelta(days=3 * sitting)
            subject = ("Reading", "Mathematics")[sitting % 2]
            score, rank = rng.randrange(150, 260), rng.randrange(1, 100)
            writer.writerow(
                [f"{who:07}", f"Family{who}", f"Given{who % 700}", "Check", subject, day.isoformat(), score, rank]
            )
    return path


def _planbook(folder: Path) -> Path:
    roster = folder / "roster.csv"
    lines = (f"{number:07},Given{number % 700},Family{number}\n" for number in range(LEARNERS))
    roster.write_text("Student ID,First Name,Last Name\n" + "".join(lines), "utf-8")
    store = planbooks.create(folder / "book", today=date.today())
    plan = imports.plan(store, [roster], options=Options(class_name="Room 12"))
    imports.commit(store, plan, today=date.today())
    store.close()
    return folder / "book"


def _plain(path: Path, source: Path) -> float:
    """The peer: the same rows into one table with the same indexes, unencrypted and without a journal."""
    database = dbapi2.connect(str(path), isolation_level=None)
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("PRAGMA synchronous = FULL")
    database.execute(f"CREATE TABLE result ({_COLUMNS.replace('id,', 'id TEXT PRIMARY KEY,', 1)})")
    for column in ("learner_id", "assessment_id", "key"):
        database.execute(f"CREATE INDEX ix_{column} ON result({column})")
    begun = time.perf_counter()
    with source.open(newline="", encoding="utf-8") as handle:
        database.execute("BEGIN")
        database.executemany(
            f"INSERT INTO result({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                (f"{n:036}", row[0], row[4], row[5], row[6], row[7], f"{row[0]}/{row[4]}/{row[5]}", "x", n, str(row))
                for n, row in enumerate(csv.reader(handle))
            ),
        )
        database.execute("COMMIT")
    taken = time.perf_counter() - begun
    database.close()
    return taken
