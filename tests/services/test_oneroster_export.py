"""The roster as a OneRoster folder: sound by its check, logged, and the same learners when it comes back."""

from __future__ import annotations

import csv

import pytest

from learnerplan.domain import records
from learnerplan.domain.learners import PointKind
from learnerplan.domain.oneroster import HEADERS, REFERENCES
from learnerplan.errors import UserError
from learnerplan.imports.planned.plan import Verdict
from learnerplan.services import disclosures, imports, listing, oneroster_check, oneroster_export, planbooks
from tests.imports.oneroster.folders import ONE_1, write
from tests.room import TODAY
from tests.services.importing import number_of, transactions


@pytest.fixture
def out(room, tmp_path):
    """The folder of the export of a class of two, one with a mother and a number."""
    with room.store.transaction("Fill") as tx:
        tx.add(records.Identifier, learner_id=room.ana, source="number", value="0042")
        tx.add(records.Identifier, learner_id=room.ana, source="email", value="ana@lake.example")
        mother = tx.add(records.Contact, learner_id=room.ana, name="Rosa Ferreira", relation="Mother")
        tx.add(records.ContactPoint, contact_id=mother, kind=PointKind.PHONE, value="+1 555 0101")
        tx.add(records.ContactPoint, contact_id=mother, kind=PointKind.EMAIL, value="rosa@home.example")
        tx.add(records.Contact, learner_id=room.minh, name="Keep Away", must_not_receive=True, position=1)
        tx.change(records.Learner, room.minh, birth_date=TODAY.replace(year=2014), pronouns="he/him")
    oneroster_export.export(room.store, tmp_path / "out")
    return tmp_path / "out"


def rows(folder, name):
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def rewritten(folder, name, old, new):
    path = folder / f"{name}.csv"
    text = path.read_bytes().decode("utf-8")
    assert old in text
    path.write_bytes(text.replace(old, new, 1).encode("utf-8"))


def shown(store):
    """The roster without ids: learners with classes and family."""
    people = [
        {name: value for name, value in each.items() if name not in ("id", "identifiers", "classes")}
        | {"classes": sorted(one["name"] for one in each["classes"])}
        for each in listing.listed(store, "learners")
    ]
    rooms = [
        {name: each[name] for name in ("name", "subject", "period", "grade", "learners")}
        for each in listing.listed(store, "classes")
    ]
    return people, rooms, family(store)


def family(store):
    sql = """SELECT l.given_name, c.name, c.relation, group_concat(p.kind || ' ' || p.value, '; ') FROM contact c
        JOIN learner l ON l.id = c.learner_id
        LEFT JOIN (SELECT * FROM contact_point ORDER BY kind, id) p ON p.contact_id = c.id
        WHERE NOT c.must_not_receive GROUP BY c.id ORDER BY 1, 2"""
    return [tuple(row) for row in store._reader().execute(sql)]


def test_the_export_is_sound(out):
    assert oneroster_check.check(out) == []
    assert {path.stem for path in out.iterdir()} == set(HEADERS)
    for name, headers in HEADERS.items():
        with (out / f"{name}.csv").open(encoding="utf-8", newline="") as handle:
            assert tuple(next(csv.reader(handle)))[: len(headers)] == headers


def test_what_a_school_system_needs_is_in_it_and_no_more(out, room):
    users = {row["givenName"]: row for row in rows(out, "users")}
    assert users["Ana Lúcia"]["grades"] == "06"
    assert users["Ana Lúcia"]["userIds"] == "{number:0042}"
    assert users["Ana Lúcia"]["agentSourcedIds"] == users["Rosa"]["sourcedId"]
    assert users["Rosa"]["role"] == "parent"
    assert users["Rosa"]["phone"] == "+1 555 0101"
    assert [row["sourcedId"] for row in rows(out, "demographics")] == [room.minh]
    whole = "".join(path.read_text(encoding="utf-8") for path in out.iterdir())
    assert "Keep Away" not in whole
    assert "he/him" not in whole
    assert "Cedar Grove School" in whole


def test_it_comes_back_as_the_same_roster(out, room, tmp_path):
    other = planbooks.create(tmp_path / "other", today=TODAY)
    try:
        plan = imports.plan(other, [out])
        assert plan.count(Verdict.REFUSED) == plan.count(Verdict.UNDECIDED) == 0
        imports.commit(other, plan, today=TODAY)
        assert shown(other) == shown(room.store)
        assert other.value("SELECT count(*) FROM identifier WHERE source = 'number' AND value = '0042'") == 1
        before = transactions(other)
        imports.commit(other, imports.plan(other, [out]), today=TODAY)
        assert transactions(other) == before
    finally:
        other.close()


def test_a_oneroster_folder_comes_back_with_its_numbers(store, tmp_path):
    imports.commit(store, imports.plan(store, [write(tmp_path / "in", ONE_1)]), today=TODAY)
    oneroster_export.export(store, tmp_path / "out")
    assert oneroster_check.check(tmp_path / "out") == []
    other = planbooks.create(tmp_path / "other", today=TODAY)
    try:
        imports.commit(other, imports.plan(other, [tmp_path / "out"]), today=TODAY)
        assert shown(other) == shown(store)
        for table in ("identifier", "contact_identifier", "class_identifier"):
            sql = f"SELECT source, value FROM {table} ORDER BY 1, 2"
            assert other._reader().execute(sql).fetchall() == store._reader().execute(sql).fetchall()
        assert number_of(other, "enrolment") == number_of(store, "enrolment")
        birthdays = "SELECT given_name, birth_date FROM learner ORDER BY 1"
        assert other._reader().execute(birthdays).fetchall() == store._reader().execute(birthdays).fetchall()
    finally:
        other.close()


def test_it_is_written_into_the_disclosure_log(out, room):
    (entry,) = disclosures.listed(room.store)
    assert (entry.way, entry.purpose, entry.learners) == ("export", "export as OneRoster", 2)
    assert entry.sections == "roster, family contacts"


def test_an_earlier_export_is_replaced_and_other_files_are_not(out, room, tmp_path):
    with room.store.transaction("Forget") as tx:
        tx.change(records.Learner, room.minh, birth_date=None)
    oneroster_export.export(room.store, out)
    assert not (out / "demographics.csv").exists()
    assert oneroster_check.check(out) == []
    folder = write(tmp_path / "other system", {"users": "sourcedId\nU1\n"})
    with pytest.raises(UserError, match=r"users\.csv"):
        oneroster_export.export(room.store, folder)
    assert [path.name for path in folder.iterdir()] == ["users.csv"]
    with pytest.raises(UserError, match="inside the Learnerplan folder"):
        oneroster_export.export(room.store, room.store.folder.path / "out")


def test_archived_learners_and_classes_stay_here(room, tmp_path):
    with room.store.transaction("Archive") as tx:
        tx.change(records.Learner, room.minh, active=False)
    oneroster_export.export(room.store, tmp_path / "out")
    assert [row["givenName"] for row in rows(tmp_path / "out", "users")] == ["Ana Lúcia"]
    assert len(rows(tmp_path / "out", "enrollments")) == 1


def test_texts_that_a_spreadsheet_would_run_are_made_harmless(room, tmp_path):
    with room.store.transaction("Name") as tx:
        tx.change(records.Learner, room.minh, family_name="=HYPERLINK(1)", given_name="")
    oneroster_export.export(room.store, tmp_path / "out")
    row = next(row for row in rows(tmp_path / "out", "users") if "HYPERLINK" in row["familyName"])
    assert (row["givenName"], row["familyName"]) == ("-", "'=HYPERLINK(1)")


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("users", "sourcedId,status", "id,status", "header must begin"),
        ("users", ",student,", ",pupil,", "role cannot be pupil"),
        ("users", "metadata.homeLanguage", "homeLanguage", "not one of OneRoster"),
        ("classes", ",scheduled,", ",lesson,", "classType cannot be lesson"),
        ("academicSessions", ",2026-08-24,", ",24/08/2026,", "must be a day"),
        ("orgs", "school,,,", "campus,,,", "school is not in orgs.csv"),
        ("orgs", ",Cedar Grove School,", ",,", "name is empty"),
        ("manifest", "file.users,bulk", "file.users,absent", "file.users bulk"),
        ("enrollments", ",student,", ",student,,,", "cells"),
    ],
)
def test_the_check_finds_what_is_wrong(out, name, old, new, said):
    rewritten(out, name, old, new)
    assert any(said in finding.what for finding in oneroster_check.check(out))


def test_the_check_finds_rows_that_stand_twice_and_files_that_are_missing(out):
    lines = (out / "enrollments.csv").read_text(encoding="utf-8").splitlines()
    (out / "enrollments.csv").write_text("\n".join([*lines, lines[-1]]), encoding="utf-8")
    (out / "courses.csv").unlink()
    said = [finding.what for finding in oneroster_check.check(out)]
    assert any("stands here twice" in what for what in said)
    assert "The file is missing." in said


@pytest.mark.parametrize("reference", REFERENCES, ids=lambda each: f"{each.file}.{each.column}")
def test_no_reference_may_lead_nowhere(tmp_path, reference):
    folder = tmp_path
    for name, headers in HEADERS.items():
        (folder / f"{name}.csv").write_text(",".join(headers) + "\n", encoding="utf-8")
    headers = HEADERS[reference.file]
    cells = ["NOWHERE" if header == reference.column else "X1" if header == "sourcedId" else "" for header in headers]
    with (folder / f"{reference.file}.csv").open("a", encoding="utf-8") as handle:
        handle.write(",".join(cells) + "\n")
    found = [each for each in oneroster_check.check(folder) if "NOWHERE is not in" in each.what]
    assert [each.file for each in found] == [f"{reference.file}.csv"]
