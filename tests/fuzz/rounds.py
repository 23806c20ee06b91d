"""One round: a file is read, recognised, planned, committed, planned again and undone, on a planbook with a class."""

from __future__ import annotations

import io
import shutil
import zipfile
from datetime import date
from pathlib import Path
from random import Random

from learnerplan.errors import UserError
from learnerplan.imports.planned.plan import ImportPlan, Verdict
from learnerplan.imports.planning import Options
from learnerplan.services import imports, planbooks
from learnerplan.storage.store import Store
from tests.conftest import SHARED_DATA
from tests.imports import workbook
from tests.storage.dumps import dump

TODAY = date(2026, 10, 1)
KINDS = (*[""] * 20, "roster", "survey", "goals", "assessment", "notes", "standards")
_ROSTER = "First Name,Last Name,Student ID,Grade,Birthdate\n" + "".join(
    f"{given},{family},{number:05},{4 + number % 3},{2014 + number % 3}-0{1 + number % 9}-1{number % 9}\n"
    for number, (given, family) in enumerate(
        [("Ana", "Diaz"), ("Bo", "Li"), ("Zoë", "Müller"), ("Ana", "Diaz"), ("Chidi", "Eze"), ("Layla", "Haddad")]
    )
)
_AGAIN = 4
"""Imports after which a file has come to rest: what a row brings may settle another that waited."""


def made(folder: Path) -> list[Path]:
    """Files of kinds that the real ones are not: a workbook of several sheets, zips of whole rosters."""
    folder.mkdir()
    rows: list[list[object]] = [line.split(",") for line in _ROSTER.splitlines()]
    book = workbook.write(
        folder / "book.xlsx", {"Class": rows, "Goals": [["Name", "Goal", "Due"], ["Ana Diaz", "Read", 46266]]}
    )
    found = [book]
    for source in sorted(path for path in (SHARED_DATA / "rosters").iterdir() if path.is_dir()):
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
            for path in sorted(source.glob("*.csv")):
                package.writestr(f"{source.name}/{path.name}", path.read_bytes())
        found.append(folder / f"{source.name}.zip")
        found[-1].write_bytes(packed.getvalue())
    plain = folder / "class.csv"
    plain.write_text(_ROSTER, "utf-8")
    return [*found, plain]


class Room:
    """A planbook that each round finds as the one before found it."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._number = folder, 0
        self._store = self._made()

    def take(self, path: Path, rng: Random) -> str:
        """How the file ended: imported, unchanged, or refused with a sentence. Anything else is raised."""
        store, before = self._store, dump(self._store)
        options = Options(kind=rng.choice(KINDS), class_name=rng.choice(("", "Room 12")))
        try:
            plan = self._decided(imports.plan(store, [path], options=options), rng)
        except UserError as error:
            return "refused" if error.message.strip() else "refused without a word"
        _look_at(plan)
        first = imports.commit(store, plan, today=TODAY)
        assert (first.new, first.undecided) == (plan.count(Verdict.NEW), plan.count(Verdict.UNDECIDED))
        wrote = int(first.wrote)
        for _ in range(_AGAIN):
            again = imports.commit(store, imports.plan(store, [path], options=options), today=TODAY)
            if not again.wrote:
                break
            wrote += 1
        else:
            raise AssertionError("the file never comes to rest")
        for _ in range(wrote):
            assert store.undo() is not None
        assert dump(store) == before, "undo does not bring back what was there"
        return "imported" if wrote else "unchanged"

    def renew(self) -> None:
        """Begin with a fresh planbook, after something went wrong in this one."""
        self.close()
        self._store = self._made()

    def close(self) -> None:
        """Let go of the planbook."""
        self._store.close()
        shutil.rmtree(self._folder / str(self._number))

    def _decided(self, plan: ImportPlan, rng: Random) -> ImportPlan:
        open_rows = [row for row in plan.open_rows() if row.choices]
        if not open_rows or rng.random() < 0.5:
            return plan
        some = rng.sample(open_rows, min(len(open_rows), 5))
        return plan.decide_all({row.key: rng.choice(row.choices).key for row in some})

    def _made(self) -> Store:
        self._number += 1
        self._folder.mkdir(exist_ok=True)
        store = planbooks.create(self._folder / str(self._number), today=TODAY)
        roster = self._folder / "roster.csv"
        roster.write_text(_ROSTER, "utf-8")
        imports.commit(store, imports.plan(store, [roster], options=Options(class_name="Room 12")), today=TODAY)
        return store


def _look_at(plan: ImportPlan) -> None:
    """Each row of each file ended one way, with a reason."""
    for file in plan.files:
        assert all(row.reason for row in file.rows), file.path
        assert len({row.key for row in file.rows}) == len(file.rows), file.path
        assert all(row.payload is None for row in file.select((Verdict.UNDECIDED, Verdict.REFUSED))), file.path
        lines = [*file.table.lines, *(each.line for each in file.table.refused)]
        assert {row.line for row in file.rows} >= set(lines) - {0}, f"{file.path}: a row is lost"
