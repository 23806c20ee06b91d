"""What an export of ours brings back: everything, once, and never over what was written here."""

from __future__ import annotations

import csv
import io
import json
import shutil
import tempfile
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from learnerplan.domain import records
from learnerplan.imports.planned.plan import Verdict
from learnerplan.services import (
    imports,
    learners,
    listing,
    merging,
    pending,
    plan_closing,
    plan_papers,
    planbooks,
    plans,
    supports,
    whole,
)
from learnerplan.services.plan_papers import Reprint
from learnerplan.storage import artifacts, integrity
from learnerplan.storage.store import Store
from tests.services.exporting import DAY, brought, exported, shared, told, zipped
from tests.services.merged import rows_everywhere


@pytest.fixture(scope="module")
def sample_class(sample_planbook: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The sample class and its export."""
    place = tmp_path_factory.mktemp("sample")
    store = Store.open(shutil.copytree(sample_planbook, place / "class"))
    try:
        return store.folder.path, exported(store, place / "out")
    finally:
        store.close()


@pytest.mark.parametrize("packed", ["folder", "zip of the folder"])
def test_the_sample_class_comes_back_whole(sample_class, fresh, tmp_path, packed):
    place, out = sample_class
    source = out if packed == "folder" else zipped(out, tmp_path / "out.zip", "out/")
    done = brought(fresh, source)
    rows = sum(len(list(csv.reader(io.StringIO(told(path), newline="")))) - 1 for path in out.glob("*.csv"))
    assert (done.new, done.updated, done.undecided, done.refused) == (rows, 0, 0, 0)
    origin = Store.open(place)
    try:
        assert shared(fresh) == shared(origin)
        everybody = listing.listed(origin, "learners")
        assert len(everybody) == 28
        for one in everybody:
            assert whole.whole(fresh, one["id"]) == whole.whole(origin, one["id"])
        files = listing.listed(origin, "artifacts")
        assert len(files) > 70
        for file in files:
            theirs, ours = (artifacts.find(store.folder, file["path"]).read_bytes() for store in (origin, fresh))
            assert theirs == ours
    finally:
        origin.close()
    assert integrity.check(fresh).sound
    again = brought(fresh, source)
    assert (again.wrote, again.unchanged) == (False, rows)
    before = artifacts.find(fresh.folder, files[0]["path"])
    assert fresh.undo() == f"Import {source.name}"
    assert listing.listed(fresh, "learners") == []
    assert [row[1] for row in fresh._reader().execute("SELECT id, name FROM school_year")] != []
    assert before.is_file(), "files are never deleted by undo"


def test_kept_packets_come_back_with_their_files(room, fresh, tmp_path):
    plan = plans.start(room.store, room.ana, today=DAY)
    plan_closing.close(room.store, [plan], today=DAY)
    out = exported(room.store, tmp_path / "out")
    before, after = tmp_path / "before.pdf", tmp_path / "after.pdf"
    brought(fresh, out)
    for store, told_to in ((room.store, before), (fresh, after)):
        assert plan_papers.reprint(store, plan, told_to, today=DAY) is Reprint.KEPT
    assert after.read_bytes() == before.read_bytes()
    assert integrity.check(fresh).sound
    assert not brought(fresh, out).wrote


def test_a_kept_packet_that_was_changed_in_the_export_is_refused(room, fresh, tmp_path):
    plan_closing.close(room.store, [plans.start(room.store, room.ana, today=DAY)], today=DAY)
    out = exported(room.store, tmp_path / "out")
    (long, _short) = sorted((out / "artifacts").rglob("*.pdf"))
    long.write_bytes(b"%PDF other")
    assert brought(fresh, out).refused == 1
    assert [path.name for path in sorted(fresh.folder.artifacts.rglob("*.pdf"))] == [_short.name]


def naughty(shared_data: Path) -> list[str]:
    return json.loads((shared_data / "nasty" / "blns.json").read_text(encoding="utf-8"))


def test_naughty_strings_come_back_to_the_letter(room, planbook, tmp_path, shared_data):
    with room.store.transaction("Fill") as tx:
        for at, text in enumerate(naughty(shared_data)):
            made = {"learner_id": room.ana, "facet": "strength", "voice": "learner", "said_on": DAY}
            tx.add(records.ProfileEntry, text=f"{text}" or "x", said_by=f"'{text}", source_label=f"={at}{text}", **made)
    with closing(Store.open(planbook)) as store:
        brought(store, exported(room.store, tmp_path / "out"))
        assert shared(store) == shared(room.store)


def _copy(template: Path, place: Path) -> closing[Store]:
    return closing(Store.open(shutil.copytree(template, place)))


TEXTS = st.text(max_size=12) | st.text(alphabet="'=+-@\t\r\n＝＋－＠ ,;\"ab", max_size=6)


@settings(
    max_examples=8,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    st.lists(st.tuples(TEXTS, TEXTS, TEXTS), min_size=1, max_size=6), st.floats(allow_nan=False, allow_infinity=False)
)
def test_any_texts_and_numbers_come_back(empty_planbook, texts, score):
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        with _copy(empty_planbook, place / "one") as one, _copy(empty_planbook, place / "two") as two:
            with one.transaction("Fill") as tx:
                for given_name, family_name, pronouns in texts:
                    learner = tx.add(records.Learner, given_name=given_name, family_name=family_name, pronouns=pronouns)
                held = rows_everywhere(tx, learner, "'=1")
                tx.change(records.Result, held["result"], score=score)
                tx.delete(records.Artifact, held["artifact"])
            done = brought(two, exported(one, place / "out"))
            assert shared(two) == shared(one)
            assert done.refused == done.undecided == 0
            assert not brought(two, place / "out").wrote


def test_every_table_comes_back_in_any_kind_of_row(room, planbook, tmp_path):
    stored = artifacts.store_file(room.store.folder, "Ana", b"lion", "lion.png")
    with room.store.transaction("Fill") as tx:
        held = rows_everywhere(tx, room.ana, "one")
        tx.add(records.LearnerAlias, learner_id=room.ana, old_id="older")
        tx.change(records.Artifact, held["artifact"], path=stored.path, sha256=stored.sha256, size=4)
        tx.change(records.ProfileEntry, held["profile_entry"], supersedes_id=None)
    assert {name for name, rows in shared(room.store).items() if not rows} == set()
    with closing(Store.open(planbook)) as store:
        brought(store, exported(room.store, tmp_path / "out"))
        assert shared(store) == shared(room.store)


def test_what_was_typed_here_is_asked_about_and_what_an_import_wrote_is_updated(room, fresh, tmp_path):
    learners.change(room.store, room.ana, home_language="pt")
    out = exported(room.store, tmp_path / "out")
    brought(fresh, out)
    learners.change(room.store, room.ana, home_language="es", pronouns="she/her")
    learners.change(fresh, room.minh, family_name="Nguyen")
    exported(room.store, out)
    plan = imports.plan(fresh, [out])
    rows = {row.title: row for file in plan.files if file.path.stem == "learner" for row in file.rows}
    assert [(each.field, each.old, each.new) for each in rows["Ana Lúcia Ferreira"].changes] == [
        ("pronouns", "", "she/her"),
        ("home_language", "pt", "es"),
    ]
    asked = rows["Minh Nguyễn"]
    assert (asked.verdict, [choice.key for choice in asked.choices]) == (Verdict.UNDECIDED, ["keep", "file"])
    done = imports.commit(fresh, plan, today=DAY)
    assert (done.updated, done.undecided) == (1, 1)
    assert learners.one(fresh, room.minh).family_name == "Nguyen"
    (waiting,) = pending.listed(fresh)
    pending.decide(fresh, waiting.id, "keep", today=DAY)
    assert learners.one(fresh, room.minh).family_name == "Nguyen"
    assert (pending.listed(fresh), brought(fresh, out).wrote) == ([], False)


def test_the_exports_value_may_be_taken(room, fresh, tmp_path):
    out = exported(room.store, tmp_path / "out")
    brought(fresh, out)
    learners.change(fresh, room.minh, family_name="Nguyen")
    brought(fresh, exported(room.store, out))
    (waiting,) = pending.listed(fresh)
    pending.decide(fresh, waiting.id, "file", today=DAY)
    assert learners.one(fresh, room.minh).family_name == "Nguyễn"
    assert not brought(fresh, out).wrote


def test_what_was_changed_here_after_the_export_stays_without_a_question(room, tmp_path):
    out = exported(room.store, tmp_path / "out")
    learners.change(room.store, room.ana, home_language="es", family_name="")
    before = shared(room.store)
    plan = imports.plan(room.store, [out])
    assert "Changed here since it was exported; that stays." in {row.reason for row in plan.rows()}
    assert not imports.commit(room.store, plan, today=DAY).wrote
    assert shared(room.store) == before


def test_what_was_removed_here_is_asked_about_with_all_that_belongs_to_it(room, tmp_path):
    with room.store.transaction("Fill") as tx:
        held = rows_everywhere(tx, room.ana, "one")
        tx.delete(records.Artifact, held["artifact"])
    before = shared(room.store)
    out = exported(room.store, tmp_path / "out")
    with room.store.transaction("Remove") as tx:
        tx.delete(records.Learner, room.ana)
    gone = shared(room.store)
    plan = imports.plan(room.store, [out])
    asked = [row for row in plan.open_rows() if row.choices]
    assert [row.title for row in asked][:1] == ["Ana Lúcia Ferreira"]
    assert all(row.waits_for == asked[0].key for row in plan.open_rows() if row.waits_for)
    left = imports.commit(room.store, plan.decide(asked[0].key, "skip"), today=DAY)
    assert (left.new, shared(room.store)) == (0, gone)
    room.store.undo()
    answers = {row.key: "new" for row in asked}
    plan = plan.decide_all(answers)
    while more := {row.key: "new" for row in plan.open_rows() if row.choices}:
        plan = plan.decide_all(more)
    imports.commit(room.store, plan, today=DAY)
    assert shared(room.store) == before


def test_an_export_from_before_a_merge_brings_nobody_back(room, tmp_path):
    with room.store.transaction("Fill") as tx:
        for learner, mark in ((room.ana, "one"), (room.minh, "two")):
            held = rows_everywhere(tx, learner, mark)
            tx.delete(records.Artifact, held["artifact"])
    out = exported(room.store, tmp_path / "out")
    merging.merge(room.store, room.ana, room.minh)
    before = shared(room.store)
    done = brought(room.store, out)
    assert (done.new, done.updated, done.undecided, done.refused) == (0, 0, 0, 0)
    assert shared(room.store) == before


def test_beside_other_learners_the_same_terms_and_classes_stand_once(room, tmp_path):
    other = planbooks.create(tmp_path / "other", today=room.today)
    try:
        with other.transaction("Fill") as tx:
            child = tx.add(records.Learner, given_name="Hana")
            term = tx.value("SELECT id FROM term ORDER BY starts_on")
            tx.add(records.Plan, learner_id=child, term_id=term)
            year = tx.value("SELECT id FROM school_year")
            room_12 = tx.add(records.SchoolClass, name="ROOM 12", school_year_id=None)
            tx.add(records.Enrolment, class_id=room_12, learner_id=child)
            assert year
        out = exported(other, tmp_path / "out")
        counts = [len(shared(room.store)[name]) for name in ("school_year", "term", "scale", "scale_level", "class")]
        brought(room.store, out)
        after = [len(shared(room.store)[name]) for name in ("school_year", "term", "scale", "scale_level", "class")]
        assert after == counts
        plan = whole.whole(room.store, child)["plans"][0]
        assert plan["term"] == other.value("SELECT name FROM term ORDER BY starts_on")
        assert not brought(room.store, out).wrote
    finally:
        other.close()


def test_two_who_are_one_there_and_two_here_stay_two_until_somebody_merges_them(room, planbook, tmp_path):
    with room.store.transaction("Fill") as tx:
        for learner, mark in ((room.ana, "one"), (room.minh, "two")):
            made = rows_everywhere(tx, learner, mark)
            # These name files that are not there.
            tx.delete(records.Artifact, made["artifact"])
            tx.delete(records.PlanPaper, made["plan_paper"])
    with closing(Store.open(planbook)) as here:
        brought(here, exported(room.store, tmp_path / "before"))
        merging.merge(room.store, room.ana, room.minh)
        plan = imports.plan(here, [exported(room.store, tmp_path / "after")])
        (alias,) = [row for row in plan.rows() if "learner_alias" in row.key and row.verdict is Verdict.REFUSED]
        assert "merge them here first" in alias.reason
        moved = next(row for row in plan.open_rows() if row.key.startswith("export.profile_entry"))
        assert [(each.label, each.old, each.new) for each in moved.changes] == [
            ("Student", "Minh Nguyễn", "Ana Lúcia Ferreira")
        ]
        imports.commit(here, plan, today=DAY)
        assert learners.one(here, room.minh).name == "Minh Nguyễn"
        assert integrity.check(here).sound


def test_a_support_that_was_written_on_both_sides_waits_without_a_word_of_it(room, fresh, tmp_path):
    support = supports.add(room.store, room.ana, kind="note", text="Sees a doctor")
    brought(fresh, exported(room.store, tmp_path / "first"))
    supports.change(fresh, support, text="Sees two doctors")
    supports.change(room.store, support, text="Sees a nurse")
    out = exported(room.store, tmp_path / "second")
    (row,) = imports.plan(fresh, [out]).open_rows()
    brought(fresh, out)
    (waiting,) = pending.listed(fresh)
    for shown in (row.title, row.reason, str(row.choices), json.dumps(waiting.as_json())):
        assert "Sees" not in shown
    pending.decide(fresh, waiting.id, "file", today=DAY)
    assert supports.of_learner(fresh, room.ana)[0].text == "Sees a nurse"
