from __future__ import annotations

from datetime import date

import pytest

from learnerplan.domain import records
from learnerplan.errors import UserError
from learnerplan.storage import artifacts, integrity
from learnerplan.storage.store import Store


@pytest.fixture
def filled(store):
    """A planbook with a learner, a text and an artifact."""
    stored = artifacts.store_file(store.folder, "Ana", b"a picture", "lion.png")
    with store.transaction("Add") as tx:
        who = tx.add(records.Learner, given_name="Ana")
        tx.add(
            records.Artifact,
            learner_id=who,
            title="My lion",
            path=stored.path,
            sha256=stored.sha256,
            size=stored.size,
            added_on=date(2026, 9, 1),
        )
        tx.add(records.Observation, text="draws lions", seen_on=date(2026, 9, 1))
    return store


def kinds(store):
    return [finding.kind for finding in integrity.check(store).findings]


def raw(store, *statements: str):
    """Harm done by something else than the app."""
    with store.raw(read_only=False) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        for statement in statements:
            connection.execute(statement)


def test_a_sound_planbook_has_no_findings(filled):
    report = integrity.check(filled)
    assert report.findings == ()
    assert report.sound
    assert (report.files, report.rows > 3) == (1, True)


def test_a_missing_artifact_is_a_finding_with_what_where_and_what_to_do(filled):
    (filled.folder.artifacts / "Ana" / "lion.png").unlink()
    report = integrity.check(filled)
    (finding,) = report.findings
    assert finding.kind == "missing file"
    assert "My lion" in finding.where
    assert "lion.png" in finding.where
    assert "restore a backup" in finding.todo
    assert not report.sound


def test_a_changed_artifact_is_a_finding(filled):
    (filled.folder.artifacts / "Ana" / "lion.png").write_bytes(b"a drawing")
    assert kinds(filled) == ["changed file"]


def test_a_file_that_nobody_named_is_mentioned_only(filled):
    (filled.folder.artifacts / "Ana" / "extra.txt").write_bytes(b"x")
    report = integrity.check(filled)
    assert [finding.kind for finding in report.findings] == ["loose file"]
    assert report.sound


def test_rows_that_hang_in_the_air_are_found(filled):
    raw(filled, "INSERT INTO identifier(id, learner_id, source, value) VALUES ('x', 'nobody', 'sis', '1')")
    findings = integrity.check(filled).findings
    assert [finding.kind for finding in findings] == ["link", "journal"]
    assert "1 rows of “identifier” belong to a row of “learner”" in findings[0].what


@pytest.mark.parametrize(
    "harm",
    [
        "DELETE FROM search_doc",
        "DELETE FROM search WHERE rowid = 1",
        "INSERT INTO search(rowid, text) VALUES (99, 'x')",
    ],
)
def test_a_search_index_that_does_not_fit_is_made_anew(filled, harm):
    raw(filled, harm)
    report = integrity.check(filled)
    assert [(finding.kind, finding.mended) for finding in report.findings] == [("search", True)]
    assert report.sound
    assert kinds(filled) == []


def test_triggers_of_another_version_are_made_anew(filled):
    raw(filled, "DROP TRIGGER j_learner_u")
    assert kinds(filled) == ["triggers"]
    assert kinds(filled) == []


@pytest.mark.parametrize(
    "harm",
    [
        "DELETE FROM txn",
        "UPDATE txn SET last = last - 1",
        "DELETE FROM change WHERE seq = 1",
        "UPDATE txn SET first = 0",
    ],
)
def test_a_history_that_does_not_add_up_is_found(filled, harm):
    raw(filled, harm)
    assert kinds(filled) == ["journal"]


def test_flipped_bytes_are_found_and_never_a_traceback(filled):
    database = filled.folder.database
    filled.close()
    whole = database.read_bytes()
    pages = len(whole) // 4096
    for page in range(1, pages, max(1, pages // 12)):
        harmed = bytearray(whole)
        harmed[page * 4096 + 1234] ^= 1
        database.write_bytes(harmed)
        assert findings_or_sentence(filled.folder.path) in ("database", "sentence")


def findings_or_sentence(path):
    try:
        store = Store.open(path)
    except UserError as error:
        return "sentence" if "damaged" in error.message else error.message
    try:
        return " ".join(kinds(store))
    finally:
        store.close()
