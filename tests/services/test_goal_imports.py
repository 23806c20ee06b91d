"""Sheets of goals in a planbook: several a row, outcomes, hopes, standards, terms; each again without a change."""

from __future__ import annotations

import time_machine

from learnerplan.domain import records
from learnerplan.imports.planned.plan import Verdict
from learnerplan.services import goals, imports, pending, plans, terms
from tests.room import TODAY
from tests.services.importing import brought_in, dump, number_of, transactions, written

ANA = "Ana Lúcia Ferreira"


def counts(plan):
    return {str(verdict): plan.count(verdict) for verdict in Verdict if plan.count(verdict)}


def sheet(folder, text, name="goals.csv"):
    return written(folder, name, text)


def again_changes_nothing(store, path):
    before, count = dump(store), transactions(store)
    plan = brought_in(store, path)
    assert {row.verdict for row in plan.rows()} == {Verdict.UNCHANGED}
    assert (dump(store), transactions(store)) == (before, count)


def test_several_goals_a_row_each_with_its_own_columns(room, tmp_path):
    head = "Student,Goal 1,Target 1,Steps for goal 1,Goal 2,Goal 2 target,Goal 2 due date\n"
    path = sheet(tmp_path, f"{head}{ANA},Read,10 pages,me: read,Wait,8/10,2026-12-18\nMinh Anh Nguyễn,Draw,,,,,\n")
    before = dump(room.store)
    assert counts(brought_in(room.store, path)) == {"new": 2}
    rows = room.store._reader().execute("SELECT statement, target, unit, due_on FROM goal").fetchall()
    found = {row[0]: tuple(row[1:]) for row in rows}
    assert set(found) == {"Read", "Wait", "Draw"}
    assert found["Read"] == (10, "pages", None)
    assert found["Wait"] == (80, "", "2026-12-18")
    assert room.store.value("SELECT count(*) FROM step s JOIN goal g ON g.id = s.goal_id WHERE g.statement = 'Read'")
    again_changes_nothing(room.store, path)
    room.store.undo()
    assert dump(room.store) == before


def test_an_outcome_is_kept_and_a_changed_one_updates(room, tmp_path):
    head = "Student,Goal,Outcome\n"
    brought_in(room.store, sheet(tmp_path, f"{head}{ANA},Read,in progress\n"))
    plan = brought_in(room.store, sheet(tmp_path, f"{head}{ANA},Read,Partially met\n"))
    (row,) = plan.rows()
    assert (row.verdict, row.reason) == (Verdict.UPDATED, "Outcome: active, now partly.")
    assert room.store.value("SELECT status FROM goal") == "partly"
    (row,) = brought_in(room.store, sheet(tmp_path, f"{head}{ANA},Read,wonderful\n")).rows()
    assert row.notes == ("Outcome “wonderful” is not understood and is left out.",)


def test_one_hope_serves_several_goals(room, tmp_path):
    head = "Student,Goal,Long-term goal\n"
    path = sheet(tmp_path, f"{head}{ANA},Read,Become a vet\n{ANA},Count,Become a vet\n")
    brought_in(room.store, path)
    assert number_of(room.store, "aspiration") == 1
    assert number_of(room.store, "goal", "aspiration_id = (SELECT id FROM aspiration)") == 2
    again_changes_nothing(room.store, path)


def test_standards_by_any_way_to_write_their_code(room, tmp_path):
    with room.store.transaction("Standards") as tx:
        framework = tx.add(records.Framework, title="Mathematics")
        known = tx.add(records.Competency, framework_id=framework, code="3.NF.A.3.d", statement="Compare fractions")
    head = "Student,Goal,Standards\n"
    path = sheet(tmp_path, f"{head}{ANA},Compare,CCSS.Math.Content.3.NF.A.3d; 9.XX.1\n")
    (row,) = brought_in(room.store, path).rows()
    assert row.notes == ("Standard “9.XX.1” is not here yet and is left out.",)
    goal = room.store.value("SELECT id FROM goal")
    assert goals.competency_ids(room.store, goal) == [known]
    again_changes_nothing(room.store, path)
    with room.store.transaction("Standards") as tx:
        later = tx.add(records.Competency, framework_id=framework, code="9.XX.1", statement="Later")
    assert counts(brought_in(room.store, path)) == {"updated": 1}
    assert set(goals.competency_ids(room.store, goal)) == {known, later}


def test_the_plan_of_the_term_that_a_row_names_is_made(room, tmp_path):
    head = "Student,Goal,Term\n"
    path = sheet(tmp_path, f"{head}{ANA},Read,Term 3\n{ANA},Write,T4\n{ANA},Draw,\n{ANA},Sing,Someday\n")
    plan = brought_in(room.store, path)
    assert plan.rows()[3].notes == ("Term “Someday” is not understood and is left out.",)
    named = dict(
        room.store._reader().execute(
            "SELECT g.statement, t.name FROM goal g JOIN plan p ON p.id = g.plan_id JOIN term t ON t.id = p.term_id"
        )
    )
    now = terms.current(room.store, TODAY).name
    assert named == {"Read": "Term 3", "Write": "Term 4", "Draw": now, "Sing": now}
    again_changes_nothing(room.store, path)


def test_the_same_goal_in_two_terms_is_two_goals(room, tmp_path):
    path = sheet(tmp_path, f"Student,Goal,Term\n{ANA},Read,Term 3\n{ANA},Read,Term 4\n")
    assert counts(brought_in(room.store, path)) == {"new": 2}
    again_changes_nothing(room.store, path)


def test_nothing_is_added_to_a_closed_plan(room, tmp_path):
    term = terms.current(room.store, TODAY).name
    path = sheet(tmp_path, f"Student,Goal,Term\n{ANA},Read,{term}\n")
    brought_in(room.store, path)
    with room.store.transaction("Close") as tx:
        tx.change(records.Plan, tx.value("SELECT id FROM plan"), state="closed")
    again_changes_nothing(room.store, path)
    (row,) = brought_in(room.store, sheet(tmp_path, f"Student,Goal,Term\n{ANA},New,{term}\n")).rows()
    assert (row.verdict, row.reason) == (
        Verdict.REFUSED, f"The plan of {term} is closed, so no goal is added to it.",
    )  # fmt: skip


def test_a_row_without_a_term_means_the_closed_plan_of_this_term(room, tmp_path):
    path = sheet(tmp_path, f"Student,Goal,Why\n{ANA},Read,Fun\n")
    with time_machine.travel(TODAY, tick=False):
        brought_in(room.store, path)
        with room.store.transaction("Close") as tx:
            tx.change(records.Plan, tx.value("SELECT id FROM plan"), state="closed")
        again_changes_nothing(room.store, path)
        (row,) = brought_in(room.store, sheet(tmp_path, f"Student,Goal,Why\n{ANA},New,Fun\n")).rows()
    assert (row.verdict, row.reason) == (
        Verdict.REFUSED, "The plan of this term is closed, so no goal is added to it.",
    )  # fmt: skip
    assert number_of(room.store, "goal") == 1


def test_two_sheets_of_one_drop_with_one_goal_make_it_once(room, tmp_path):
    first = sheet(tmp_path, f"Student,Goal,Steps\n{ANA},Read,me: a\n", "one.csv")
    second = sheet(tmp_path, f"Student,Goal,Steps\n{ANA},read,me: b\n", "two.csv")
    imports.commit(room.store, imports.plan(room.store, [first, second]), today=TODAY)
    assert (number_of(room.store, "goal"), number_of(room.store, "step")) == (1, 2)


def test_a_row_of_several_goals_waits_as_a_whole(room, tmp_path):
    plan_id = plans.start(room.store, room.ana, today=TODAY)
    goals.add(room.store, plan_id, kind="personal", statement="Read", why="It is fun")
    path = sheet(tmp_path, f"Student,Goal 1,Goal 2,Why 2\n{ANA},Count,Read,I must\n")
    assert counts(brought_in(room.store, path)) == {"undecided": 1}
    assert number_of(room.store, "goal") == 1
    (row,) = pending.listed(room.store)
    pending.decide(room.store, row.id, "keep", today=TODAY)
    assert number_of(room.store, "goal") == 2
    assert room.store.value("SELECT why FROM goal WHERE statement = 'Read'") == "It is fun"
    again_changes_nothing(room.store, path)


def test_a_status_that_nobody_typed_is_not_defended(room, tmp_path):
    plan_id = plans.start(room.store, room.ana, today=TODAY)
    goals.add(room.store, plan_id, kind="personal", statement="Read")
    assert counts(brought_in(room.store, sheet(tmp_path, f"Student,Goal,Status\n{ANA},Read,met\n"))) == {"updated": 1}
