"""Microsoft's sample of School Data Sync 2.1, with counts taken from it by the csv module."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from learnerplan.imports.drafts import RelativeDraft
from tests.imports.oneroster.folders import file, planned, told


@pytest.fixture
def folder(shared_data: Path) -> Path:
    return shared_data / "rosters" / "sds-v2.1"


def rows(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / f"{name}.csv").open(encoding="utf-8-sig", newline="") as handle:
        return list(csv.DictReader(handle))


def new(plan, name: str) -> int:
    return sum(verdict == "new" for verdict, _ in told(plan, name))


def test_the_counts_are_those_of_the_files(folder: Path):
    plan = planned(folder)
    students = {row["userSourcedId"] for row in rows(folder, "roles") if row["role"] == "student"}
    places = [row for row in rows(folder, "enrollments") if row["role"] == "student"]
    assert new(plan, "users") == len(students)
    assert new(plan, "classes") == len(rows(folder, "classes"))
    assert new(plan, "enrollments") == len(places)
    assert new(plan, "relationships") == len(rows(folder, "relationships"))
    assert new(plan, "academicSessions") == len(rows(folder, "academicSessions"))
    for path in folder.glob("*.csv"):
        assert len(file(plan, path.stem).rows) == len(rows(folder, path.stem))
        assert {verdict for verdict, _ in told(plan, path.stem)} <= {"new", "unchanged"}


def test_birth_dates_and_grades_come_from_their_own_files(folder: Path):
    plan = planned(folder)
    born = {row["userSourcedId"]: row["birthDate"] for row in rows(folder, "demographics")}
    grades = {row["userSourcedId"]: row["grade"] for row in rows(folder, "roles") if row["role"] == "student"}
    for row in file(plan, "users").rows:
        if row.payload is None:
            continue
        number = next(each.value for each in row.payload.identifiers if each.source == "sis")
        assert dict(row.payload.values)["birth_date"] == born[number]
        assert dict(row.payload.values)["grade"] == grades[number]


def test_the_family_of_the_relationships_are_contacts(folder: Path):
    users = {row["sourcedId"]: row for row in rows(folder, "users")}
    contacts = [row.payload for row in file(planned(folder), "relationships").rows]
    for given, row in zip(contacts, rows(folder, "relationships"), strict=True):
        assert isinstance(given, RelativeDraft)
        relative = users[row["relationshipUserSourcedId"]]
        assert given.contact.name == f"{relative['givenName']} {relative['familyName']}"
        assert given.contact.relation == row["relationshipRole"].capitalize()
        assert set(given.contact.phones) == {relative["phone"], relative["sms"]}
        assert given.contact.emails == (relative["email"],)


def test_passwords_are_in_no_table(folder: Path):
    secrets = {row["password"] for row in rows(folder, "users") if row["password"]}
    assert secrets
    shown = repr(planned(folder).files)
    assert not [secret for secret in secrets if secret in shown]
