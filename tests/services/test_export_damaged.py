"""Exports that are damaged, of another version, or changed by another program: told in a sentence, and no harm done."""

from __future__ import annotations

import csv
import io
import json

import pytest

from learnerplan.domain import records
from learnerplan.errors import UserError
from learnerplan.imports.own_export.manifest import ABOUT, NAME
from learnerplan.imports.planned.plan import Verdict
from learnerplan.services import imports, learners, listing
from learnerplan.storage import artifacts
from tests.services.exporting import DAY, brought, edited, exported, told, zipped
from tests.storage.dumps import dump


def test_a_file_that_was_changed_is_refused_and_one_that_is_missing_is_said(room, fresh, tmp_path):
    with room.store.transaction("Fill") as tx:
        for name in ("lion", "map", "sun"):
            stored = artifacts.store_file(room.store.folder, "Ana", name.encode(), f"{name}.png")
            tx.add(
                records.Artifact,
                learner_id=room.ana, title=name, path=stored.path, sha256=stored.sha256, size=stored.size, added_on=DAY,
            )  # fmt: skip
    out = exported(room.store, tmp_path / "out")
    (out / "artifacts" / "Ana" / "lion.png").write_bytes(b"tiger")
    (out / "artifacts" / "Ana" / "map.png").unlink()
    plan = imports.plan(fresh, [out])
    (file,) = [file for file in plan.files if file.path.stem == "artifact"]
    assert {row.verdict for row in file.rows} == {Verdict.REFUSED, Verdict.NEW}
    assert [row.reason for row in file.rows if row.verdict is Verdict.REFUSED] == [
        "Its file is not the one that was exported: it has been changed since."
    ]
    assert any("map.png" in note for note in file.notes)
    imports.commit(fresh, plan, today=DAY)
    assert [path.name for path in artifacts.present_files(fresh.folder)] == ["sun.png"]


def test_a_file_whose_name_is_taken_here_gets_another(room, fresh, tmp_path):
    stored = artifacts.store_file(room.store.folder, "Ana", b"lion", "lion.png")
    with room.store.transaction("Fill") as tx:
        tx.add(
            records.Artifact,
            learner_id=room.ana, title="Lion", path=stored.path, sha256=stored.sha256, size=4, added_on=DAY,
        )  # fmt: skip
    artifacts.store_file(fresh.folder, "Ana", b"tiger", "lion.png")
    brought(fresh, exported(room.store, tmp_path / "out"))
    (work,) = listing.listed(fresh, "artifacts")
    assert work["path"] == "Ana/lion (2).png"
    assert artifacts.find(fresh.folder, work["path"]).read_bytes() == b"lion"
    assert not brought(fresh, tmp_path / "out").wrote


def test_a_failure_leaves_no_file_behind(room, fresh, tmp_path):
    stored = artifacts.store_file(room.store.folder, "Ana", b"lion", "lion.png")
    with room.store.transaction("Fill") as tx:
        tx.add(
            records.Artifact,
            learner_id=room.ana, title="Lion", path=stored.path, sha256=stored.sha256, size=4, added_on=DAY,
        )  # fmt: skip
    plan = imports.plan(fresh, [exported(room.store, tmp_path / "out")])
    (tmp_path / "out" / "artifacts" / "Ana" / "lion.png").write_bytes(b"tiger")
    before = dump(fresh)
    with pytest.raises(UserError, match="not the one that was exported"):
        imports.commit(fresh, plan, today=DAY)
    assert list(artifacts.present_files(fresh.folder)) == []
    assert dump(fresh) == before


def test_other_versions_and_damage_are_told_in_a_sentence(room, fresh, tmp_path):
    out = exported(room.store, tmp_path / "out")
    text = (out / NAME).read_text(encoding="utf-8")
    edited(out, **{"learnerplan export": 99})
    with pytest.raises(UserError, match="newer version"):
        imports.plan(fresh, [out])
    edited(out, **{"learnerplan export": 1, "tables": {"learner": ["id", "shoe_size"]}})
    with pytest.raises(UserError, match="newer version"):
        imports.plan(fresh, [out])
    (out / NAME).write_text("{", encoding="utf-8")
    with pytest.raises(UserError, match="damaged"):
        imports.plan(fresh, [out])
    (out / NAME).unlink()
    with pytest.raises(UserError, match="early version"):
        imports.plan(fresh, [out])
    (out / NAME).write_text(text, encoding="utf-8")
    (out / ABOUT).unlink()
    assert imports.plan(fresh, [out]).count(Verdict.NEW) > 0
    with pytest.raises(UserError, match="one table of an export"):
        imports.plan(fresh, [out / "learner.csv"])


def test_a_table_that_another_program_saved_is_named(room, fresh, tmp_path):
    out = exported(room.store, tmp_path / "out")
    lines = (out / "learner.csv").read_text(encoding="utf-8-sig")
    (out / "learner.csv").write_text(lines.replace(",", ";"), encoding="utf-8")
    (out / "class.csv").unlink()
    plan = imports.plan(fresh, [out])
    assert [each.reason for each in plan.ignored] == [
        "“learner.csv” is not as it was exported: another program has changed it.",
        "“class.csv” is not in the export any more.",
    ]
    enrolments = next(file for file in plan.files if file.path.stem == "enrolment")
    assert {row.verdict for row in enrolments.rows} == {Verdict.REFUSED}


def test_an_older_export_without_a_column_is_taken_with_what_is_usual(room, fresh, tmp_path):
    out = exported(room.store, tmp_path / "out")
    listed = json.loads((out / NAME).read_text(encoding="utf-8"))
    rows = list(csv.DictReader(io.StringIO(told(out / "learner.csv"), newline="")))
    columns = [name for name in listed["tables"]["learner"] if name not in ("name_order", "photo_consent")]
    with (out / "learner.csv").open("w", encoding="utf-8-sig", newline="") as handle:
        writer = csv.DictWriter(handle, columns, extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows)
    edited(out, tables={**listed["tables"], "learner": columns})
    brought(fresh, out)
    assert learners.one(fresh, room.ana).name_order == "given"


def test_a_row_that_does_not_fit_is_refused_with_those_that_need_it(room, fresh, tmp_path):
    out = exported(room.store, tmp_path / "out")
    text = (out / "learner.csv").read_text(encoding="utf-8-sig")
    (out / "learner.csv").write_text(text.replace("record", "everybody", 1), encoding="utf-8-sig", newline="")
    plan = imports.plan(fresh, [out])
    refused = {row.title: row.reason for row in plan.rows() if row.verdict is Verdict.REFUSED}
    assert any("does not fit" in reason for reason in refused.values())
    assert any("neither here nor in the export" in reason for reason in refused.values())
    assert imports.commit(fresh, plan, today=DAY).new > 0


def test_a_zip_that_unpacks_to_far_too_much_is_not_read(room, fresh, tmp_path, monkeypatch):
    packed = zipped(exported(room.store, tmp_path / "out"), tmp_path / "out.zip")
    monkeypatch.setattr("learnerplan.imports.own_export.place._MOST_TABLES", 100)
    with pytest.raises(UserError, match="far more than an export"):
        imports.plan(fresh, [packed])


def test_names_that_lead_out_of_the_export_or_the_folder_are_not_followed(room, fresh, tmp_path):
    stored = artifacts.store_file(room.store.folder, "Ana", b"lion", "lion.png")
    with room.store.transaction("Fill") as tx:
        tx.add(
            records.Artifact,
            learner_id=room.ana, title="Lion", path=stored.path, sha256=stored.sha256, size=4, added_on=DAY,
        )  # fmt: skip
    out = exported(room.store, tmp_path / "out")
    (tmp_path / "lion.png").write_bytes(b"lion")
    text = told(out / "artifact.csv").replace("Ana/lion.png", "../../lion.png")
    (out / "artifact.csv").write_bytes(text.encode("utf-8-sig"))
    assert brought(fresh, out).refused == 1
    assert listing.listed(fresh, "artifacts") == []
    assert list(artifacts.present_files(fresh.folder)) == []
