"""A zip of a roster is the roster: the same rows as its folder, from a zip with the folder in it or without."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from learnerplan.imports.planned.plan import ImportPlan
from learnerplan.services import imports
from tests.room import TODAY
from tests.services.importing import dump

FOLDERS = ("sds-v1-25-users", "sds-uk-25-users", "sds-v2.1")


def zipped(source: Path, path: Path, inside: str) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for each in sorted(source.iterdir()):
            package.write(each, f"{inside}{each.name}")
        package.writestr(f"__MACOSX/{inside}._users.csv", b"\x00\x05\x16\x07")
    return path


def told(plan: ImportPlan) -> list[tuple[object, ...]]:
    return [
        (file.path.name, file.kind, file.part, [(row.key, row.verdict, row.reason) for row in file.rows])
        for file in plan.files
    ]


@pytest.mark.parametrize("name", FOLDERS)
@pytest.mark.parametrize("inside", ["", "Export 2026/"])
def test_a_zip_imports_as_its_folder_does(store, shared_data: Path, tmp_path: Path, name: str, inside: str):
    folder = shared_data / "rosters" / name
    path = zipped(folder, tmp_path / "export.zip", inside)
    before = dump(store)
    plan = imports.plan(store, [path])
    assert told(plan) == told(imports.plan(store, [folder]))
    done = imports.commit(store, plan, today=TODAY)
    assert done.new > 10
    assert done.label == "Import export.zip"
    assert not imports.commit(store, imports.plan(store, [folder]), today=TODAY).wrote
    assert store.undo() == "Import export.zip"
    after = dump(store)
    assert all(after[name] == before[name] for name in ("learner", "class", "enrolment", "identifier", "mapping"))
