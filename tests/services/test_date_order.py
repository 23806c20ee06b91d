"""Days that could be months: asked once, remembered with the planbook, and undone with the import that was asked."""

from __future__ import annotations

from learnerplan.services import imports
from tests.services.importing import brought_in, written

FIRST = "Student ID,First Name,Last Name,DOB\n71,Ana,Diaz,3/4/2014\n72,Bo,Li,5/6/14\n"
OTHER = 'Student ID,Name,Birthdate,Grade\n73,"Oz, Cy",7/8/2014,6\n'


def birth_dates(store) -> dict[str, str]:
    found = store._reader().execute(
        "SELECT i.value, l.birth_date FROM identifier i JOIN learner l ON l.id = i.learner_id WHERE i.value LIKE '7%'"
    )
    return dict(tuple(row) for row in found)


def test_it_is_asked_once_and_holds_for_other_files(room, tmp_path):
    sheet = written(tmp_path, "first.csv", FIRST)
    (file,) = imports.plan(room.store, [sheet]).files
    (question,) = file.questions
    assert [choice.detail for choice in question.choices] == ["3/4/2014 is 3 April 2014", "3/4/2014 is 4 March 2014"]
    brought_in(room.store, sheet, mappings={(file.path, file.sheet): file.mapping.with_date_order("dmy")})
    assert birth_dates(room.store) == {"71": "2014-04-03", "72": "2014-06-05"}
    other = written(tmp_path, "other.csv", OTHER)
    (later,) = imports.plan(room.store, [other]).files
    assert later.questions == ()
    brought_in(room.store, other)
    assert birth_dates(room.store)["73"] == "2014-08-07"


def test_a_file_that_shows_its_order_is_read_by_it_whatever_is_remembered(room, tmp_path):
    sheet = written(tmp_path, "first.csv", FIRST)
    (file,) = imports.plan(room.store, [sheet]).files
    brought_in(room.store, sheet, mappings={(file.path, file.sheet): file.mapping.with_date_order("dmy")})
    american = "Student ID,First Name,Last Name,Birth Date\n74,Di,Po,12/25/2013\n75,Eva,Ra,1/2/2014\n"
    brought_in(room.store, written(tmp_path, "american.csv", american))
    assert birth_dates(room.store)["75"] == "2014-01-02"


def test_undo_forgets_the_answer_too(room, tmp_path):
    sheet = written(tmp_path, "first.csv", FIRST)
    (file,) = imports.plan(room.store, [sheet]).files
    brought_in(room.store, sheet, mappings={(file.path, file.sheet): file.mapping.with_date_order("dmy")})
    room.store.undo()
    assert imports.plan(room.store, [sheet]).files[0].questions
