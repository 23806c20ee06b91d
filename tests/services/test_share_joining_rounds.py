"""Somebody joins who has the class already: by the rounds of sharing alone there is one of each, on both sides."""

from __future__ import annotations

import pytest

from learnerplan.domain import records
from learnerplan.domain.shares import ShareKind
from learnerplan.services import classes, learners, profiles, share_joining
from tests.services.test_share_joining import count

TABLES = ("class", "enrolment", "school_year", "term", "scale", "identifier")


def number(store):
    """Every child has a number, as a roster brings it."""
    for row in learners.all_names(store):
        with store.transaction("Number") as tx:
            tx.add(records.Identifier, learner_id=row.id, source="local", value=f"7{len(row.given_name)}")


def made_for_itself(scene, room_template):
    """The same class with rows of its own: what a second import of one roster makes."""
    from datetime import date

    from learnerplan.services import planbooks

    store = planbooks.create(scene.base / "own", today=date(2026, 11, 18), school="Cedar Grove", teacher="Tomáš")
    class_id = classes.add(store, "Room 12", grade="6")
    for row in learners.all_names(scene.owner):
        one = learners.one(scene.owner, row.id)
        learners.add(store, class_id=class_id, given_name=one.given_name, family_name=one.family_name, grade="6")
    scene.stores.append(store)
    return store


@pytest.fixture
def pair(scene, room_template):
    number(scene.owner)
    other = made_for_itself(scene, room_template)
    number(other)
    return scene, other


def test_the_same_roster_on_both_sides_gives_one_of_each(pair):
    scene, other = pair
    before = {table: count(other, table) for table in TABLES}
    own = next(row.id for row in learners.all_names(other) if row.given_name.startswith("Ana"))
    with other.transaction("Note") as tx:
        tx.add(
            records.ProfileEntry, learner_id=own, facet="interest", text="draws maps", voice="teacher",
            source="typed", said_on="2026-11-18",
        )  # fmt: skip
    scene.joined("Tomáš", store=other)
    scene.sync(other, scene.owner, other, scene.owner)
    assert {table: count(other, table) for table in TABLES} == before
    assert {row.id for row in learners.all_names(other)} == {row.id for row in learners.all_names(scene.owner)}
    assert "draws maps" in [entry.text for entry in profiles.entries(scene.owner, scene.ana)]
    assert count(scene.owner, "learner") == count(other, "learner")


def test_undoing_the_match_lasts(pair):
    scene, other = pair
    scene.joined("Tomáš", store=other)
    scene.sync(other)
    assert count(other, "learner") == 2
    assert other.undo() == share_joining.LABEL
    scene.sync(other, scene.owner, other)
    assert count(other, "learner") == 4
    assert count(scene.owner, "learner") == 2


def test_two_devices_of_one_teacher_with_the_same_roster_agree(scene, room_template, pair):
    scene, other = pair
    share = scene.found(ShareKind.DEVICES)
    scene.joined("Laptop", share=share, store=other)
    for _ in range(3):
        scene.sync(scene.owner, other)
    assert {row.id for row in learners.all_names(other)} == {row.id for row in learners.all_names(scene.owner)}
    assert count(other, "class") == count(scene.owner, "class") == 1
    assert len(learners.all_names(other)) == 2


def test_nothing_is_matched_twice(pair):
    scene, other = pair
    scene.joined("Tomáš", store=other)
    scene.sync(other)
    assert share_joining.match_news(other, scene.share) is None
