"""The owner changes what somebody may do: what follows on both sides, in the logs, and what cannot be."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from learnerplan.domain.shares import Role, Scope, Section, ShareKind
from learnerplan.errors import UserError
from learnerplan.services import (
    disclosures,
    learners,
    share_activity,
    share_health,
    share_members,
    share_rights,
    shares,
)
from tests.services.shared_class import between, device_of

__all__ = ["between"]

SOON = date.today() + timedelta(days=20)


def member(store, share, device):
    return next(one for one in share_health.health(store, share.id).members if one.device == device)


def change(folder, device, **terms):
    share_members.change(folder.owner, folder.share.id, device, **terms)


def told(store, folder):
    return [one for one in share_health.problems(store, folder.share.id) if one.kind == "rights"]


def language(store, learner):
    return store.value("SELECT home_language FROM learner WHERE id = ?", (learner,))


def logged(store):
    return [(row.recipient, row.purpose, row.sections) for row in disclosures.listed(store)]


def test_what_is_not_named_stays_as_it_is(between):
    _store, device = between.came(until=SOON, supports=True)
    change(between, device, role=Role.READER)
    now = member(between.owner, between.share, device)
    assert (now.role, now.until, now.restricted) == (Role.READER, SOON, True)
    change(between, device, until=SOON + timedelta(days=1))
    change(between, device, supports=False)
    now = member(between.owner, between.share, device)
    assert (now.role, now.until, now.restricted) == (Role.READER, SOON + timedelta(days=1), False)
    change(between, device, until=None)
    assert member(between.owner, between.share, device).until is None


def test_nothing_new_writes_nothing(between):
    _store, device = between.came()
    before = between.people().n
    change(between, device)
    change(between, device, role=Role.EDITOR, until=None, supports=False)
    assert between.people().n == before


def test_who_only_reads_is_told_and_what_they_change_stays_with_them(between, room):
    store, device = between.came()
    learners.change(store, room.ana, home_language="Portuguese")
    change(between, device, role=Role.READER)
    between.round(store, between.owner)
    assert shares.share_of(store, between.share.id).role is Role.READER
    (problem,) = told(store, between)
    assert (problem.sentence, problem.grave) == ("You only read this share now.", False)
    assert problem.next_step.startswith("1 change of yours had not arrived yet.")
    assert language(between.owner, room.ana) != "Portuguese"
    share_health.seen(store, between.share.id, "rights")
    assert told(store, between) == []
    change(between, device, role=Role.EDITOR)
    between.round(store, between.owner)
    assert language(between.owner, room.ana) == "Portuguese"
    assert told(store, between)[0].sentence == "You may change this share now."


def test_supports_are_given_and_taken_with_new_keys(between):
    store, device = between.came()
    assert between.epochs(store, Section.RESTRICTED) == set()
    change(between, device, supports=True)
    between.round(store)
    assert between.epochs(store, Section.RESTRICTED) == between.epochs(between.owner, Section.RESTRICTED)
    assert told(store, between)[0].sentence == "You get the supports in this share now."
    held = between.epochs(store, Section.RESTRICTED)
    change(between, device, supports=False)
    between.round(store)
    assert between.epochs(store, Section.RESTRICTED) == held < between.epochs(between.owner, Section.RESTRICTED)
    assert between.epochs(store) == between.epochs(between.owner)
    assert told(store, between)[0].sentence == "You get no supports of this share any more."


def test_it_stands_in_the_disclosure_log_and_in_the_activity(between):
    _store, device = between.came()
    change(between, device, role=Role.READER, supports=True)
    change(between, device, until=SOON)
    purposes = [purpose for who, purpose, _sections in logged(between.owner) if who == "Kofi Osei"]
    assert sorted(purposes) == [
        "Room 12: from now on to read, with supports",
        "Room 12: let in, to read and write",
    ]
    lines = [one for one in share_activity.activity(between.owner, between.share.id) if "Kofi" in one.label]
    assert {one.label for one in lines} == {
        "Kofi Osei: now only reads, gets the supports",
        f"Kofi Osei: in until {SOON:%d %b %Y}",
    }
    assert all(one.by_me and one.who == "Ms. Okoye" and one.rows == 1 for one in lines)


def test_only_the_owner_changes_anything(between):
    store, device = between.came()
    with pytest.raises(UserError, match="Only whoever started"):
        share_members.change(store, between.share.id, device, role=Role.READER)
    with pytest.raises(UserError, match="your own computer"):
        change(between, device_of(between.owner), role=Role.READER)
    with pytest.raises(UserError, match="no longer in this share"):
        change(between, "0" * 16, role=Role.READER)
    with pytest.raises(ValueError, match="one owner"):
        change(between, device, role=Role.OWNER)
    with pytest.raises(UserError, match="last day is over"):
        change(between, device, until=date.today() - timedelta(days=1))
    share_members.revoke(between.owner, between.share.id, device)
    with pytest.raises(UserError, match="no longer in this share"):
        change(between, device, role=Role.READER)


@pytest.mark.parametrize(("kind", "terms", "says"), [
    (ShareKind.CLASS, {"supports": True}, "holds no supports"),
    (ShareKind.DEVICES, {"supports": False}, "one record"),
    (ShareKind.DEVICES, {"role": Role.READER}, "one record"),
])  # fmt: skip
def test_what_a_share_does_not_allow_is_refused(room, between, tmp_path, kind, terms, says):
    other = tmp_path / "other folder"
    other.mkdir()
    scope = Scope(kind, room.class_id if kind is ShareKind.CLASS else None)
    between.share = shares.create(room.store, other, scope=scope, name="Other", me="Ms. Okoye")
    between.path = other
    _store, device = between.came()
    with pytest.raises(UserError, match=says):
        change(between, device, **terms)


def test_a_change_is_said_in_a_line(between):
    _store, device = between.came(until=SOON)
    before = member(between.owner, between.share, device)
    change(between, device, supports=True, until=None)
    given = member(between.owner, between.share, device)
    assert share_rights.told(before, given) == "Kofi Osei: gets the supports, no last day any more"
    assert share_rights.told(given, given) == "Kofi Osei: as before"
    assert share_rights.consequences("Kofi", given, given) == []
    assert "Nobody can call them back" in " ".join(share_rights.consequences("Kofi", before, given))
    assert "what they had, they have" in " ".join(share_rights.consequences("Kofi", given, before))
