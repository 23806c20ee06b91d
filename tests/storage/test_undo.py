from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from learnerplan.domain import records
from learnerplan.errors import UserError
from learnerplan.storage.store import Store
from tests.storage.dumps import dump

DAY = date(2026, 9, 1)


def add(store, label="Add student", **values: object):
    with store.transaction(label) as tx:
        return tx.add(records.Learner, **{"given_name": "Ana", **values})


def change(store, row_id, label="Change student", **values: object):
    with store.transaction(label) as tx:
        tx.change(records.Learner, row_id, **values)


@pytest.fixture
def plan(store):
    """A goal with all that hangs on it, and the ids."""
    with store.transaction("Plan") as tx:
        year = tx.add(records.SchoolYear, name="2026", starts_on=DAY, ends_on=DAY)
        term = tx.add(records.Term, school_year_id=year, name="1", position=1, starts_on=DAY, ends_on=DAY)
        who = tx.add(records.Learner, given_name="Ana")
        plan = tx.add(records.Plan, learner_id=who, term_id=term)
        hope = tx.add(records.Aspiration, learner_id=who, text="fly", said_on=DAY)
        goal = tx.add(records.Goal, plan_id=plan, learner_id=who, kind="personal", aspiration_id=hope)
        step = tx.add(records.Step, goal_id=goal, text="paper", who="me")
        tx.add(records.StepDone, step_id=step, done_on=DAY)
        tx.add(records.Measurement, goal_id=goal, measured_on=DAY, value=0.1 + 0.2)
    return {"who": who, "goal": goal, "hope": hope, "plan": plan}


def test_undo_and_redo_say_what_they_take_back(store):
    who = add(store)
    change(store, who, grade="6")
    assert store.undo_status().undo == "Change student"
    assert store.undo() == "Change student"
    assert (store.undo_status().undo, store.undo_status().redo) == ("Add student", "Change student")
    assert store.undo() == "Add student"
    assert store.undo() is None
    assert [store.redo(), store.redo(), store.redo()] == ["Add student", "Change student", None]
    assert store.value("SELECT grade FROM learner") == "6"


def test_a_new_write_clears_redo(store):
    who = add(store)
    change(store, who, grade="6")
    store.undo()
    change(store, who, grade="7", label="Another")
    assert store.undo_status().redo is None
    assert store.redo() is None
    assert store.undo() == "Another"


def test_undo_works_in_a_later_run(planbook):
    first = Store.open(planbook)
    who = add(first)
    change(first, who, grade="6")
    first.close()
    second = Store.open(planbook)
    assert second.undo() == "Change student"
    second.close()
    third = Store.open(planbook)
    assert third.redo() == "Change student"
    assert third.undo_status().undo == "Change student"
    third.close()


def test_undo_refuses_and_names_the_cell_that_changed_since(store):
    who = add(store)
    change(store, who, label="Change grade", grade="6")
    with store.raw(read_only=False) as connection:
        # Another program, whose transaction is no action of this undo stack.
        connection.execute("BEGIN")
        connection.execute("UPDATE learner SET grade = '7'")
        connection.execute(
            "INSERT INTO txn(at, actor, label, origin, kind, undoable, first, last) "
            "SELECT '2026', 'other', 'Share', 'share', 'do', 0, max(seq), max(seq) FROM change"
        )
        connection.execute("COMMIT")
    with pytest.raises(UserError, match="“Change grade” cannot be taken back, because the grade of that student"):
        store.undo()
    assert store.value("SELECT grade FROM learner") == "7"


def test_undo_goes_on_where_another_cell_of_the_row_changed(store):
    who = add(store)
    change(store, who, grade="6")
    other_program(store, "UPDATE learner SET home_language = 'Kurdish'")
    assert store.undo() == "Change student"
    assert store.value("SELECT grade || home_language FROM learner") == "Kurdish"


def test_undo_of_an_insert_refuses_when_the_row_changed_since(store):
    add(store)
    other_program(store, "UPDATE learner SET home_language = 'Kurdish'")
    with pytest.raises(UserError, match="home language of that student has changed"):
        store.undo()


def test_undo_of_an_insert_that_was_changed_in_the_same_action_refuses_too(store):
    with store.transaction("Add and name") as tx:
        who = tx.add(records.Learner, given_name="Ana")
        tx.change(records.Learner, who, family_name="Silva")
    other_program(store, "UPDATE learner SET home_language = 'Kurdish'")
    with pytest.raises(UserError, match="home language of that student has changed"):
        store.undo()


def test_undo_refuses_where_the_row_went_or_came_since(store):
    who = add(store)
    change(store, who, grade="6")
    other_program(store, "DELETE FROM learner")
    with pytest.raises(UserError, match="that student was removed since"):
        store.undo()


def other_program(store, statement):
    with store.raw(read_only=False) as connection:
        connection.execute("BEGIN")
        connection.execute(statement)
        connection.execute(
            "INSERT INTO txn(at, actor, label, origin, kind, undoable, first, last) "
            "SELECT '2026', 'other', 'Share', 'share', 'do', 0, max(seq), max(seq) FROM change"
        )
        connection.execute("COMMIT")


def test_undo_refuses_when_later_rows_hang_on_it(store):
    who = add(store)
    with store.raw(read_only=False) as connection:
        connection.execute("INSERT INTO identifier(id, learner_id, source, value) VALUES ('x', ?, 'sis', '1')", (who,))
    before = dump(store)
    with pytest.raises(UserError, match="later work belongs to it"):
        store.undo()
    assert dump(store) == before
    assert store.undo_status().undo == "Add student"


def test_deleting_takes_along_what_is_owned_and_undo_brings_all_of_it_back(store, plan):
    before = dump(store)
    with store.transaction("Delete hope") as tx:
        tx.delete(records.Aspiration, plan["hope"])
    assert store.value("SELECT aspiration_id FROM goal") is None
    with store.transaction("Delete student") as tx:
        tx.delete(records.Learner, plan["who"])
    for table in ("plan", "goal", "step", "step_done", "measurement"):
        assert store.value(f"SELECT count(*) FROM {table}") == 0
    store.undo()
    store.undo()
    assert dump(store) == before


def test_disclosures_stay(store):
    who = add(store)
    with store.transaction("Print packet") as tx:
        tx.change(records.Learner, who, grade="6")
        shown = tx.add(records.Disclosure, at=datetime.now(UTC), way="packet")
        tx.add(records.DisclosureLearner, disclosure_id=shown, learner_id=who)
    with store.transaction("Print again") as tx:
        tx.add(records.Disclosure, at=datetime.now(UTC), way="packet")
    assert store.undo() == "Print packet"
    assert store.value("SELECT grade FROM learner") == ""
    assert store.value("SELECT count(*) FROM disclosure") == 2
    assert store.value("SELECT count(*) FROM disclosure_learner") == 1


def test_what_came_with_the_planbook_is_not_undone(store):
    with store.transaction("Make the sample class", origin="sample") as tx:
        tx.add(records.Learner, given_name="Ana")
    assert store.undo_status().undo is None
    assert store.undo() is None


def test_undo_after_undo_and_redo_is_exact(store, plan):
    after = dump(store)
    for _ in range(3):
        store.undo()
        assert store.value("SELECT count(*) FROM goal") == 0
        store.redo()
        assert dump(store) == after


values = st.fixed_dictionaries(
    {
        "text": st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30),
        "number": st.none() | st.floats(allow_nan=False, allow_infinity=False),
        "whole": st.none() | st.integers(-(2**63), 2**63 - 1),
        "day": st.dates(),
        "flag": st.booleans(),
    }
)


@given(values, values)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_kind_of_value_comes_back_to_the_bit(store, old, new):
    with store.transaction("Add") as tx:
        who = tx.add(records.Learner, given_name="Ana", photo_consent=old["flag"])
        assessment = tx.add(records.Assessment, name="x")
        result = tx.add(
            records.Result,
            learner_id=who,
            assessment_id=assessment,
            taken_on=old["day"],
            score=old["number"],
            source_line=old["whole"],
            window=old["text"],
        )
    before = dump(store)
    with store.transaction("Change") as tx:
        tx.change(
            records.Result,
            result,
            taken_on=new["day"],
            score=new["number"],
            source_line=new["whole"],
            window=new["text"],
        )
        tx.change(records.Learner, who, photo_consent=new["flag"])
    changed = dump(store)
    if changed != before:
        store.undo()
        assert dump(store) == before
        store.redo()
        assert dump(store) == changed
    with store.transaction("Delete") as tx:
        tx.delete(records.Learner, who)
    store.undo()
    assert dump(store) == changed
