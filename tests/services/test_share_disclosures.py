"""The log says who got what of whom through a share."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from learnerplan.domain.disclosures import Way
from learnerplan.domain.shares import Role, Scope, Section, Share, ShareKind, ShareState
from learnerplan.services import disclosures, share_disclosures
from learnerplan.services.share_book import StoreBook

SHARE = Share(
    "5" * 32,
    "Room 12",
    Scope(ShareKind.CLASS, "c"),
    "/f",
    Role.OWNER,
    ShareState.ON,
    "d",
    datetime(2026, 11, 22, tzinfo=UTC),
)


@pytest.fixture
def shared(room):
    rows = [("learner", room.ana), ("learner", room.minh), ("goal", "g"), ("result", "r")]
    with StoreBook(room.store).writing("Scope") as connection:
        for table, row_id in rows:
            connection.execute("INSERT INTO share_scope VALUES (?, ?, ?, 'main')", (SHARE.id, table, row_id))
        connection.execute(
            "INSERT INTO share_scope VALUES (?, 'support', 's', ?)", (SHARE.id, Section.RESTRICTED.value)
        )
    return room


def newest(store):
    return disclosures.listed(store)[0]


def test_a_share_that_is_made_goes_to_nobody_yet(shared):
    share_disclosures.created(shared.store, SHARE)
    row = newest(shared.store)
    assert (row.way, row.learners, row.sections) == (Way.SHARE, 2, "plans and goals, results, supports")
    assert "nobody yet" in row.recipient


@pytest.mark.parametrize(("restricted", "last"), [(True, "supports"), (False, "results")])
def test_somebody_who_is_let_in_is_named_with_what_they_get(shared, restricted, last):
    share_disclosures.admitted(shared.store, SHARE, "Mr. Ortiz", Role.READER, restricted=restricted)
    row = newest(shared.store)
    assert (row.recipient, row.purpose) == ("Mr. Ortiz", "Room 12: let in, to read")
    assert row.sections.endswith(last)
    assert disclosures.listed(shared.store, shared.ana) == [row]


def test_students_who_come_later_are_logged(shared):
    share_disclosures.created(shared.store, SHARE)
    assert share_disclosures.keep_up(shared.store, SHARE) is None
    with StoreBook(shared.store).writing("Scope") as connection:
        connection.execute("INSERT INTO share_scope VALUES (?, 'learner', 'new', 'main')", (SHARE.id,))
    assert share_disclosures.keep_up(shared.store, replace(SHARE, role=Role.EDITOR)) is None
    share_disclosures.keep_up(shared.store, SHARE)
    assert newest(shared.store).learners == 1
    assert len(disclosures.listed(shared.store, shared.ana)) == 1
    assert share_disclosures.keep_up(shared.store, SHARE) is None


def test_what_was_logged_cannot_be_undone(shared):
    share_disclosures.admitted(shared.store, SHARE, "Mr. Ortiz", Role.EDITOR, restricted=False)
    shared.store.undo()
    assert newest(shared.store).recipient == "Mr. Ortiz"
