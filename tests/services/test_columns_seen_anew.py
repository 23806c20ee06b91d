"""Columns that are left out for what stands in them: in the next file they may hold something."""

from __future__ import annotations

import pytest

from learnerplan.imports.mapped.mapping import LEAVE_OUT
from learnerplan.imports.planned.plan import Verdict
from learnerplan.imports.planning import Options
from learnerplan.services import imports
from tests.room import TODAY
from tests.services.importing import brought_in, number_of, transactions, written

ROSTER = "Student ID,State ID,First Name,Last Name,Student Email\n{}"
EMPTY = ROSTER.format("1,,Ana,Diaz,none\n2,,Bo,Li,none\n")
FILLED = ROSTER.format("1,S1,Ana,Diaz,ana@x.org\n2,S2,Bo,Li,bo@x.org\n")
RESULTS = "Student ID,State ID,Test,Test Date,Scale Score\n{}"
SUPPORTS = "Student ID,Accommodation,Start,What it is for\n{}"


def uses(store, path, kind: str = "") -> dict[str, str]:
    (file,) = imports.plan(store, [path], options=Options(kind=kind)).files
    return {column.header: column.use for column in file.mapping.columns}


def test_a_number_and_an_address_that_come_in_later_are_taken(store, tmp_path):
    empty, filled = written(tmp_path, "empty.csv", EMPTY), written(tmp_path, "filled.csv", FILLED)
    brought_in(store, empty)
    assert uses(store, empty)["State ID"] == LEAVE_OUT
    assert brought_in(store, filled).count(Verdict.UPDATED) == 2
    assert number_of(store, "identifier") == 6


def test_files_of_one_heading_that_differ_in_this_come_to_rest(store, tmp_path):
    paths = [written(tmp_path, "empty.csv", EMPTY), written(tmp_path, "filled.csv", FILLED)]
    imports.commit(store, imports.plan(store, paths), today=TODAY)
    count = transactions(store)
    for order in (paths, paths[::-1], paths[:1], paths[1:]):
        again = imports.plan(store, order)
        assert {row.verdict for row in again.rows()} == {Verdict.UNCHANGED}
        assert not imports.commit(store, again, today=TODAY).wrote
    assert transactions(store) == count


def test_what_the_teacher_chose_stays_whatever_is_in_the_column(store, tmp_path):
    filled, empty = written(tmp_path, "filled.csv", FILLED), written(tmp_path, "empty.csv", EMPTY)
    (file,) = imports.plan(store, [filled]).files
    said = file.mapping.with_use(1, LEAVE_OUT)
    brought_in(store, filled, mappings={(file.path, file.sheet): said})
    brought_in(store, empty)
    assert uses(store, filled)["State ID"] == LEAVE_OUT
    assert number_of(store, "identifier", "value LIKE 'S%'") == 0
    chosen = imports.plan(store, [empty]).files[0].mapping.with_use(1, "id_state")
    brought_in(store, empty, mappings={(empty, ""): chosen})
    assert uses(store, empty)["State ID"] == "id_state"


@pytest.mark.parametrize(
    ("text", "before", "after", "header"),
    [
        (RESULTS, "1,,MAP,2026-09-01,200\n", "1,S1,MAP,2026-09-01,200\n", "State ID"),
        (SUPPORTS, "1,Quiet room,2026-09-02,\n", "1,Quiet room,2026-09-02,Tests\n", "What it is for"),
    ],
)
def test_it_holds_for_other_kinds_too(store, tmp_path, text: str, before: str, after: str, header: str):
    brought_in(store, written(tmp_path, "filled.csv", FILLED))
    kind = "supports" if text == SUPPORTS else ""
    fresh = uses(store, written(tmp_path, "later.csv", text.format(after)), kind)
    brought_in(store, written(tmp_path, "first.csv", text.format(before)), kind=kind)
    assert uses(store, tmp_path / "first.csv", kind)[header] != fresh[header]
    assert uses(store, tmp_path / "later.csv", kind) == fresh
