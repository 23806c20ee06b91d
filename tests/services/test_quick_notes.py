from __future__ import annotations

from datetime import date

import pytest

from learnerplan.domain.observations import ObservationKind
from learnerplan.errors import UserError
from learnerplan.services import exports, memory_aids, observations, quick_notes, search
from learnerplan.services.quick_notes import QuickNote
from tests.storage.dumps import dump

TODAY = date(2026, 11, 18)


def test_one_note_is_about_several_learners(room):
    note = QuickNote(
        "Explained fractions with pizza", (room.ana, room.minh, room.ana), ObservationKind.SAID, ("maths",)
    )
    quick_notes.observe(room.store, note, seen_on=TODAY, by="Ms. Okoye")
    (held,) = observations.of_learner(room.store, room.minh)
    assert (held.text, held.by, held.learners) == ("Explained fractions with pizza", "Ms. Okoye", 2)
    assert room.store.value("SELECT tag FROM observation_tag") == "maths"
    observations.remove(room.store, held.id, room.minh)
    assert observations.of_learner(room.store, room.minh) == []
    assert len(observations.of_learner(room.store, room.ana)) == 1


def test_a_private_note_is_found_by_nothing(room, tmp_path):
    quick_notes.remember(room.store, "Zucchini before the test", [room.ana], on=TODAY)
    assert memory_aids.of_learner(room.store, room.ana)[0].text == "Zucchini before the test"
    assert memory_aids.of_learner(room.store, room.minh) == []
    assert search.search(room.store, "Zucchini") == []
    assert room.store.value("SELECT count(*) FROM change WHERE tbl = 'memory_aid'") == 0
    for form in ("csv", "json"):
        exports.export(room.store, tmp_path / form, form)
    written = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.suffix in (".csv", ".json", ".txt"))
    assert b"Zucchini" not in written


def test_a_private_note_can_be_changed_removed_and_brought_back(room):
    quick_notes.remember(room.store, "Ask about the dog", [room.ana], on=TODAY)
    (held,) = memory_aids.of_learner(room.store, room.ana)
    memory_aids.change(room.store, held.id, "Ask about the cat")
    before = dump(room.store)
    memory_aids.remove(room.store, held.id)
    assert memory_aids.of_learner(room.store, room.ana) == []
    room.store.undo()
    assert dump(room.store) == before


@pytest.mark.parametrize(("text", "learners", "said"), [(" ", True, "needs words"), ("Seen", False, "about nobody")])
def test_an_empty_note_is_refused(room, text, learners, said):
    who = (room.ana,) if learners else ()
    with pytest.raises(UserError, match=said):
        quick_notes.observe(room.store, QuickNote(text, who), seen_on=TODAY, by="")
    with pytest.raises(UserError, match=said):
        quick_notes.remember(room.store, text, who, on=TODAY)
