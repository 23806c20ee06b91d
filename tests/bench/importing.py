"""The import of 10,000 learners, as a list and as a OneRoster folder, against the csv module and `executemany`."""

from __future__ import annotations

import csv
import random
import time
from datetime import date
from typing import TYPE_CHECKING

from sqlcipher3 import dbapi2

from learnerplan.imports.planning import Options
from learnerplan.services import imports, planbooks
from tests.bench.figures import Figure

if TYPE_CHECKING:
    from pathlib import Path

    from learnerplan.storage.store import Store

LEARNERS, CLASSES = 10_000, 400


def measure(folder: Path) -> list[Figure]:
    """Both forms of the roster, and the second run of each."""
    return [
        *_both("10,000-learner list", folder / "list", [roster(_made(folder / "list") / "roster.csv")]),
        *_both("10,000-learner OneRoster folder", folder / "oneroster", one_roster(_made(folder / "oneroster"))),
    ]


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder


def _both(what: str, folder: Path, files: list[Path]) -> list[Figure]:
    source = files[0] if len(files) == 1 else files[0].parent
    store = planbooks.create(folder / "imported", today=date.today())
    try:
        first = _timed(store, source)
        second = _timed(store, source)
        learners = store.value("SELECT count(*) FROM learner")
        assert learners == LEARNERS, learners
        plain = _plain(folder / "plain.db", store, files)
    finally:
        store.close()
    return [
        Figure(
            f"{what}, committed, journalled, searchable",
            f"{first:.2f} s, {first / plain:.1f}x csv + executemany ({plain:.2f} s)",
            "at most 3x",
            first <= 3 * plain,
        ),
        Figure("the second import of it", f"{second / first:.2f} of the first", "a third", second <= first / 3),
    ]


def _timed(store: Store, source: Path) -> float:
    begun = time.perf_counter()
    plan = imports.plan(store, [source], options=Options(class_name="Room 12"))
    imports.commit(store, plan, today=date.today())
    return time.perf_counter() - begun


def roster(path: Path) -> Path:
    """A plain list of many learners."""
    rng = random.Random(1)
    with path.open("w", newline="", encoding="utf-8") as handle:
        writer = csv.writer(handle)
        writer.writerow(["Student ID", "First Name", "Last Name", "Grade", "Birthdate", "Home Language"])
        for number in range(LEARNERS):
            born = f"{2014 + rng.randrange(2)}-{1 + rng.randrange(12):02}-{1 + rng.randrange(28):02}"
            writer.writerow([f"{number:07}", f"Given{number % 700}", f"Family{number}", "6", born, "Spanish"])
    return path


def one_roster(folder: Path) -> list[Path]:
    """The same learners as a OneRoster 1.1 folder, each in one of 400 classes; the files, users first."""
    rng = random.Random(1)
    users = [
        [f"s{number:07}", "student", f"{number:07}", f"Given{number % 700}", f"Family{number}", "6", "org1", "active"]
        for number in range(LEARNERS)
    ]
    tables = {
        "users.csv": (
            [["sourcedId", "role", "identifier", "givenName", "familyName", "grades", "orgSourcedIds", "status"]],
            users,
        ),
        "orgs.csv": ([["sourcedId", "name", "type"]], [["org1", "Riverside", "school"]]),
        "classes.csv": (
            [["sourcedId", "title", "classType", "schoolSourcedId"]],
            [[f"c{number}", f"Class {number}", "homeroom", "org1"] for number in range(CLASSES)],
        ),
        "enrollments.csv": (
            [["sourcedId", "classSourcedId", "userSourcedId", "role"]],
            [[f"e{number}", f"c{rng.randrange(CLASSES)}", user[0], "student"] for number, user in enumerate(users)],
        ),
    }
    for name, (header, rows) in tables.items():
        with (folder / name).open("w", newline="", encoding="utf-8") as handle:
            csv.writer(handle).writerows([*header, *rows])
    return [folder / name for name in tables]


def _plain(path: Path, store: Store, files: list[Path]) -> float:
    """The peer: the same rows of the same tables, unencrypted, without journal and search, one transaction on disk."""
    tables = {}
    for name in ("learner", "identifier", "class", "class_identifier", "enrolment"):
        reader = store._reader()
        cursor = reader.execute(f'SELECT * FROM "{name}"')
        columns = [column[0] for column in cursor.description]
        made = reader.execute("SELECT sql FROM sqlite_schema WHERE tbl_name = ? AND sql NOT LIKE '%TRIGGER%'", (name,))
        tables[name] = (columns, cursor.fetchall(), [row[0] for row in made.fetchall() if row[0]])
    database = dbapi2.connect(str(path), isolation_level=None)
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("PRAGMA synchronous = FULL")
    for _columns, _rows, schema in tables.values():
        for statement in schema:
            database.execute(statement)
    begun = time.perf_counter()
    for number, source in enumerate(files):
        with source.open(newline="", encoding="utf-8") as handle:
            rows = list(csv.DictReader(handle))
        assert number or len(rows) == LEARNERS
    database.execute("BEGIN")
    for name, (columns, rows, _schema) in tables.items():
        marks = ", ".join("?" * len(columns))
        database.executemany(f'INSERT INTO "{name}" VALUES ({marks})', rows)
    database.execute("COMMIT")
    taken = time.perf_counter() - begun
    database.close()
    return taken
