"""What tells learners apart."""

from __future__ import annotations

from datetime import date

from learnerplan.domain import records
from learnerplan.services import candidates, learners


def test_the_facts_of_each_learner(room):
    learners.change(room.store, room.ana, birth_date=date(2014, 3, 3))
    with room.store.transaction("Add a number") as tx:
        tx.add(records.Identifier, learner_id=room.ana, source="student_id", value="0041")
    found = candidates.facts(room.store, [room.ana, room.minh, room.ana, "nobody"])
    assert set(found) == {room.ana, room.minh}
    ana = found[room.ana]
    assert (ana.name, ana.grade, ana.birth_date, ana.active) == ("Ana Lúcia Ferreira", "6", date(2014, 3, 3), True)
    assert ana.classes == ("Room 12",)
    assert ana.identifiers == (("student_id", "0041"),)
    assert found[room.minh].name == "Minh Nguyễn"


def test_more_learners_than_a_query_takes(room):
    ids = [room.minh, *(f"nobody-{number}" for number in range(1200)), room.ana]
    assert set(candidates.facts(room.store, ids)) == {room.ana, room.minh}
