"""Every table and cell that may be shared has words that a teacher reads, and never those of the program."""

import re

import pytest

from learnerplan.domain import tables
from learnerplan.domain.goals import GoalKind
from learnerplan.domain.profiles import Facet, Voice
from learnerplan.services import goals, plans, profiles, share_wording, steps
from learnerplan.sharing.shape import of_records

SHAPE = of_records("any")
CELLS = [(table.name, cell) for table in SHAPE.tables.values() for cell in table.cells]
# Words of the program, and what is left of a name that was cut apart.
CODE = re.compile(
    r"_|\b(?:id|uri|sha256|uuid|json|tbl|learner|competency|framework|artifact|enum|fk|mtime)\b|\b(?:of|for)$", re.I
)


@pytest.mark.parametrize("table", sorted(SHAPE.tables))
def test_each_cell_has_words_also_where_its_row_is_not_here(room, table):
    seen = set()
    for cell in SHAPE.tables[table].cells:
        place = share_wording.place(room.store, table, "nobody", cell)
        assert place.where[0].isupper()
        assert not CODE.search(place.where), (table, cell, place.where)
        assert not CODE.search(place.title), (table, cell, place.title)
        seen.add(cell)
    assert seen == set(SHAPE.tables[table].cells)


@pytest.mark.parametrize("table", sorted(SHAPE.tables))
def test_each_value_has_words(room, table):
    for columns in SHAPE.tables[table].cells.values():
        for value in (None, "", "text", "2026-11-18", "2026-99-99", 1, 2.5, True):
            said = share_wording.text_of(room.store, table, dict.fromkeys(columns, value))
            assert said
            if len(columns) > 1 and value == 1:
                named = [line.partition(":")[0] for line in said.splitlines()]
                assert not [name for name in named if CODE.search(name)]


def test_whose_it_is_and_what_it_says(room):
    place = share_wording.place(room.store, "learner", room.ana, "name")
    assert (place.learner_id, place.title, place.where) == (room.ana, "Ana Lúcia Ferreira", "Name")
    assert share_wording.place(room.store, "class", room.class_id, "name").title == "Room 12"
    enrolment = room.store.value("SELECT id FROM enrolment WHERE learner_id = ?", (room.minh,))
    place = share_wording.place(room.store, "enrolment", enrolment, "dates")
    assert place.learner_id == room.minh
    assert place.where == "Enrolment: dates"
    assert share_wording.text_of(room.store, "enrolment", {"learner_id": room.minh}) == "Minh Nguyễn"
    assert share_wording.text_of(room.store, "term", {"starts": "2026-09-01", "ends": None}) == "Starts: 01 Sep 2026"
    assert share_wording.text_of(room.store, "goal", {"statement": None}) == "(empty)"


def test_a_long_title_is_cut(room):
    name = "A name of a class that is far longer than any line can be, and goes on"
    with room.store.transaction("Rename") as tx:
        tx.change(tables.by_name()["class"], room.class_id, name=name)
    place = share_wording.place(room.store, "class", room.class_id, "subject")
    assert place.where.startswith("Class “A name of a class")
    assert place.where.endswith("…”: subject")


def test_what_belongs_to_a_goal_is_told_by_the_goal(room):
    plan = plans.start(room.store, room.ana, today=room.today)
    goal = goals.add(room.store, plan, kind=GoalKind.PERSONAL, words="I want to read out loud")
    steps.add(room.store, goal, text="Read to my brother")
    step = room.store.value("SELECT id FROM step")
    place = share_wording.place(room.store, "step", step, "text")
    assert place == (room.ana, "Ana Lúcia Ferreira", "Next step for “I want to read out loud”")
    profiles.add(room.store, room.ana, facet=Facet.STRENGTH, text="Asks", voice=Voice.TEACHER, said_on=room.today)
    entry = room.store.value("SELECT id FROM profile_entry")
    assert share_wording.place(room.store, "profile_entry", entry, "text").where == "Strengths, in the profile"
