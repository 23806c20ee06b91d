"""Exports of ours, and bringing them back into a new planbook."""

from __future__ import annotations

import json
import zipfile
from datetime import date
from pathlib import Path

import pytest

from learnerplan.domain import tables
from learnerplan.imports.own_export.manifest import NAME
from learnerplan.services import exports, imports, planbooks
from learnerplan.storage.store import Store

DAY = date(2026, 9, 1)


def shared(store: Store) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table that an export carries, but for the log that the export itself adds to."""
    log = ("disclosure", "disclosure_learner", "disclosure_section")
    return {
        name: store._reader().execute(f'SELECT * FROM "{name}" ORDER BY id').fetchall()
        for name in tables.shared()
        if name not in log
    }


def told(path: Path) -> str:
    return path.read_bytes().decode("utf-8-sig")


def exported(store: Store, folder: Path) -> Path:
    return exports.export(store, folder, "csv", with_supports=True).folder


def brought(store: Store, *paths: Path) -> imports.ImportOutcome:
    return imports.commit(store, imports.plan(store, paths), today=DAY)


@pytest.fixture
def fresh(tmp_path: Path):
    """A new planbook, with the scale and the terms that each has."""
    store = planbooks.create(tmp_path / "fresh", today=DAY)
    yield store
    store.close()


def zipped(folder: Path, target: Path, top: str = "") -> Path:
    with zipfile.ZipFile(target, "w") as package:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                package.write(path, top + path.relative_to(folder).as_posix())
    return target


def edited(out: Path, **changes: object) -> None:
    listed = json.loads((out / NAME).read_text(encoding="utf-8"))
    (out / NAME).write_text(json.dumps({**listed, **changes}), encoding="utf-8")
