from __future__ import annotations

from learnerplan.domain.learners import Kind
from learnerplan.services import duplicates, learners, merging
from tests.storage.dumps import dump


def twins(room):
    """Two who may be Ana, beside her."""
    first = learners.add(room.store, class_id=room.class_id, given_name="Ana Lucia", family_name="Ferreira", grade="6")
    return first, learners.add(room.store, given_name="Ferreira", family_name="Ana Lúcia", grade="6")


def test_likely_pairs_are_listed_with_who_to_keep(room):
    first, _second = twins(room)
    learners.set_active(room.store, room.ana, False)
    found = duplicates.listed(room.store)
    assert (found[0].keep_id, found[0].other_id) == (first, room.ana)
    assert found[0].reason == "Same name in the same class. One of them is archived."
    assert len(found) == 3


def test_two_children_are_not_asked_about_again_until_that_is_undone(room):
    first, second = twins(room)
    before = dump(room.store)
    duplicates.set_apart(room.store, first, room.ana)
    assert {room.ana, first} not in [{each.keep_id, each.other_id} for each in duplicates.listed(room.store)]
    assert len(duplicates.listed(room.store)) == 2
    room.store.undo()
    assert dump(room.store) == before
    assert len(duplicates.listed(room.store)) == 3
    duplicates.set_apart(room.store, second, room.ana)
    merging.merge(room.store, first, second)
    assert duplicates.listed(room.store) == [], "what was said of the one who was merged holds for the learner now"


def test_a_teacher_is_no_ones_duplicate(room):
    learners.add(room.store, given_name="Ana Lúcia", family_name="Ferreira", grade="6", kind=Kind.EDUCATOR)
    assert duplicates.listed(room.store) == []
