"""Supports: written by hand, and restricted: in nothing that leaves the app or stands in a list unless asked for."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest

from learnerplan.domain import records
from learnerplan.domain.supports import SupportKind
from learnerplan.errors import UserError
from learnerplan.services import exports, history, listing, packets, search, supports, whole

SECRET = "Zebrafinch"
DAY = date(2026, 9, 1)


@pytest.fixture
def restricted(room):
    """Ana with a support whose words stand nowhere else, changed once and one removed."""
    held = supports.add(room.store, room.ana, kind="plan", title=f"{SECRET} plan", text=f"{SECRET} text", status=SECRET)
    supports.change(room.store, held, given_by=SECRET)
    gone = supports.add(room.store, room.ana, kind="note", text=f"{SECRET} once")
    supports.remove(room.store, gone)
    return room


def every_byte(made):
    return b"".join((made.folder / name).read_bytes() for name in made.files)


@pytest.mark.parametrize("form", list(exports.Format))
def test_an_export_leaves_supports_out(restricted, tmp_path, form):
    made = exports.export(restricted.store, tmp_path / "out", form)
    assert SECRET.encode() not in every_byte(made)
    assert "support.csv" not in made.files
    assert restricted.store.value("SELECT group_concat(section) FROM disclosure_section") == "whole record"


@pytest.mark.parametrize("form", list(exports.Format))
def test_an_export_takes_supports_in_when_asked_and_the_log_says_so(restricted, tmp_path, form):
    made = exports.export(restricted.store, tmp_path / "out", form, with_supports=True)
    assert SECRET.encode() in every_byte(made)
    sections = restricted.store.value("SELECT group_concat(section, ', ') FROM disclosure_section")
    assert set(sections.split(", ")) == {"whole record", "supports"}


def test_the_record_of_a_learner_has_supports_only_when_asked(restricted):
    assert SECRET not in json.dumps(whole.whole(restricted.store, restricted.ana))
    (support,) = whole.whole(restricted.store, restricted.ana, with_supports=True)["supports"]
    assert (support["title"], support["given_by"]) == (f"{SECRET} plan", SECRET)


def test_the_history_tells_of_supports_only_when_asked(restricted):
    plain = history.of_learner(restricted.store, restricted.ana)
    assert not [row for row in plain if row.table == "support" or SECRET in f"{row.before}{row.after}{row.label}"]
    asked = history.of_learner(restricted.store, restricted.ana, with_supports=True)
    assert [row for row in asked if row.table == "support"]


def test_no_list_and_no_search_knows_of_supports(restricted):
    store = restricted.store
    for kind in ("learners", "classes", "plans", "goals", "artifacts", "surveys"):
        assert SECRET not in json.dumps(listing.listed(store, kind))
    assert search.search(store, SECRET) == []
    assert SECRET not in str(search.all_names(store))


def test_no_packet_has_supports(restricted):
    with restricted.store.read() as view:
        (packet,) = packets.collect(view, restricted.store.folder, [restricted.ana], today=restricted.today)
    assert SECRET not in repr(packet)


def test_labels_of_undo_tell_nothing(restricted):
    assert [restricted.store.undo() for _ in range(4)] == [
        "Remove a support", "Add a support", "Change a support", "Add a support",
    ]  # fmt: skip
    assert supports.of_learner(restricted.store, restricted.ana) == []


def test_removing_a_plan_leaves_its_accommodations(room):
    plan = supports.add(room.store, room.ana, kind="plan", title="504 plan")
    supports.add(room.store, room.ana, kind="accommodation", title="More time", part_of_id=plan)
    supports.remove(room.store, plan)
    (left,) = supports.of_learner(room.store, room.ana)
    assert (left.title, left.part_of_id, left.kind) == ("More time", None, SupportKind.ACCOMMODATION)


@pytest.mark.parametrize(
    "values", [{"title": " "}, {"title": "Speech", "starts_on": DAY, "ends_on": DAY - timedelta(1)}]
)
def test_what_says_nothing_or_ends_before_it_begins_is_refused(room, values):
    with pytest.raises(UserError):
        supports.add(room.store, room.ana, kind="service", **values)
    held = supports.add(room.store, room.ana, kind="service", title="Speech", starts_on=DAY)
    with pytest.raises(UserError):
        supports.change(room.store, held, ends_on=DAY - timedelta(1))
    with pytest.raises(UserError, match="no longer there"):
        supports.change(room.store, "gone", title="x")


@pytest.mark.parametrize(
    ("review", "ends", "near"),
    [(30, None, True), (31, None, False), (-400, None, True), (-5, -1, False), (None, None, False)],
)
def test_a_review_within_a_month_is_near_while_the_support_holds(room, review, ends, near):
    days = {"review_on": review, "ends_on": ends}
    values = {name: room.today + timedelta(each) for name, each in days.items() if each is not None}
    supports.add(room.store, room.ana, kind="plan", title="504 plan", **values)
    (held,) = supports.of_learner(room.store, room.ana)
    assert held.review_is_near(room.today) is near


def test_a_support_goes_with_its_learner(restricted):
    with restricted.store.transaction("Remove learner") as tx:
        tx.delete(records.Learner, restricted.ana)
    assert restricted.store.value("SELECT count(*) FROM support") == 0
