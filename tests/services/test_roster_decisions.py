"""Answers about rows of a roster, given in the preview or later: kept with the planbook, asked once, undone whole."""

from __future__ import annotations

import pytest

from learnerplan.imports.planned.plan import Verdict
from learnerplan.services import imports, learners, pending
from tests.imports import workbook
from tests.room import TODAY
from tests.services.importing import brought_in, dump, number_of, transactions, written

ROSTER = "Local ID,First Name,Last Name,Grade\n0004821,Zoë,Nguyễn,5\n0004822,Omar,Haddad,5\n"
EXCEL = "Local ID,First Name,Last Name,Grade\n4821,Zoë,Nguyễn,{0}\n4822,Omar,Haddad,{0}\n"


@pytest.fixture
def roster(room, tmp_path):
    brought_in(room.store, written(tmp_path, "roster.csv", ROSTER))
    return room.store


def same_for_all(plan):
    return plan.decide_all({row.key: row.choices[0].key for row in plan.open_rows()})


def test_lost_zeros_are_asked_once_for_good(roster, tmp_path):
    count = number_of(roster, "learner")
    plan = imports.plan(roster, [written(tmp_path, "excel.csv", EXCEL.format(5))])
    assert plan.count(Verdict.UNDECIDED) == 2
    imports.commit(roster, same_for_all(plan), today=TODAY)
    assert number_of(roster, "learner") == count
    assert number_of(roster, "identifier", "value IN ('4821', '4822')") == 0
    before = transactions(roster)
    assert not imports.commit(roster, imports.plan(roster, [tmp_path / "excel.csv"]), today=TODAY).wrote
    assert transactions(roster) == before
    later = brought_in(roster, written(tmp_path, "spring.csv", EXCEL.format(6)))
    assert later.count(Verdict.UPDATED) == 2
    assert roster.value("SELECT grade FROM learner WHERE id = ?", (learners.find(roster, "0004821"),)) == "6"


def test_lost_zeros_that_are_decided_later_hold_as_well_and_can_be_undone(roster, tmp_path):
    brought_in(roster, written(tmp_path, "excel.csv", EXCEL.format(5)))
    waits = pending.listed(roster)
    before = dump(roster)
    for row in waits:
        pending.decide(roster, row.id, row.choices[0].key, today=TODAY)
    assert pending.listed(roster) == []
    assert not imports.plan(roster, [written(tmp_path, "spring.csv", EXCEL.format(6))]).open_rows()
    roster.undo()
    roster.undo()
    assert dump(roster) == before


def test_learners_of_another_school_wait_and_never_slip_in(roster, tmp_path):
    district = "Local ID,First Name,Last Name,School\n0004821,Zoë,Nguyễn,Oak\n9,Cy,Oz,Elm\n10,Di,Po,Elm\n"
    district += "11,Eva,Ra,Oak\n"
    count = number_of(roster, "learner")
    sheet = written(tmp_path, "district.csv", district)
    plan = brought_in(roster, sheet)
    assert [str(row.verdict) for row in plan.rows()] == ["unchanged", "undecided", "undecided", "new"]
    assert number_of(roster, "learner") == count + 1
    assert not pending.settle(roster, today=TODAY).wrote
    pending.decide_all(roster, {row.key: "skip" for row in plan.open_rows()}, today=TODAY)
    assert pending.listed(roster) == []
    before = transactions(roster)
    assert not imports.plan(roster, [sheet]).open_rows()
    brought_in(roster, sheet)
    assert transactions(roster) == before
    assert number_of(roster, "learner") == count + 1


def test_sheets_that_are_classes_hold_when_something_else_has_changed_since(roster, tmp_path):
    heads = ["First Name", "Last Name", "Local ID"]
    sheets = {"P1": [heads, ["Ida", "Stone", "81"]], "P2": [heads, ["Rui", "Costa", "82"], ["Uma", "Roy", "83"]]}
    path = workbook.write(tmp_path / "classes.xlsx", sheets)
    plan = imports.plan(roster, [path])
    learners.change(roster, learners.find(roster, "0004821"), grade="7")
    assert imports.commit(roster, plan, today=TODAY).new == 3
    assert number_of(roster, "class", "name IN ('P1', 'P2')") == 2
    joined = "SELECT c.name FROM enrolment e JOIN class c ON c.id = e.class_id WHERE e.learner_id = ?"
    assert roster.value(joined, (learners.find(roster, "82"),)) == "P2"
