"""Sheets of measurements: one a row or one column a day, the right goal or a question, nothing twice."""

from __future__ import annotations

import pytest

from learnerplan.domain.goals import MeasureKind
from learnerplan.imports.planned.plan import Verdict
from learnerplan.imports.planning import Options
from learnerplan.services import goals, imports, pending, plans
from tests.room import TODAY
from tests.services.importing import brought_in, dump, transactions, written

HEAD = "Student,Goal,Date,Value,By\n"
ANA = "Ana Lúcia Ferreira"


@pytest.fixture
def aims(room):
    """Ana's goals of three kinds, by their words."""
    plan = plans.start(room.store, room.ana, today=TODAY)
    kinds = {
        "Read ten pages": MeasureKind.NUMBER,
        "Wait for my turn": MeasureKind.TRIALS,
        "Explain with a drawing": MeasureKind.LEVEL,
    }
    return {
        words: goals.add(room.store, plan, kind="personal", words=words, measure_kind=kind)
        for words, kind in kinds.items()
    }


def counts(plan):
    return {str(verdict): plan.count(verdict) for verdict in Verdict if plan.count(verdict)}


def sheet(folder, text, name="measures.csv"):
    return written(folder, name, text)


def measured(room, goal):
    rows = goals.measurements(room.store, goal)
    return [(row.measured_on.isoformat(), row.value, row.trials, row.words) for row in rows]


def test_one_a_row_with_who_and_when_and_a_second_time_nothing(room, aims, tmp_path):
    path = sheet(
        tmp_path, f"{HEAD}{ANA},read ten pages,2026-11-02,4,Ms. Okoye\n{ANA},Wait for my turn,2026-11-02,7/10,\n"
    )
    before = dump(room.store)
    assert counts(brought_in(room.store, path)) == {"new": 2}
    assert measured(room, aims["Read ten pages"]) == [("2026-11-02", 4, None, "")]
    assert measured(room, aims["Wait for my turn"]) == [("2026-11-02", 7, 10, "")]
    assert goals.measurements(room.store, aims["Read ten pages"])[0].by == "Ms. Okoye"
    after, count = dump(room.store), transactions(room.store)
    assert counts(brought_in(room.store, path)) == {"unchanged": 2}
    assert (dump(room.store), transactions(room.store)) == (after, count)
    room.store.undo()
    assert dump(room.store) == before


def test_a_column_a_day_and_a_cell_that_does_not_fit(room, aims, tmp_path):
    head = "Student,Goal,2026-11-02,2026-11-09,2026-11-16\n"
    path = sheet(tmp_path, f"{head}{ANA},Read ten pages,4,,lots\n{ANA},Explain with a drawing,Started,Almost,\n")
    plan = brought_in(room.store, path)
    assert counts(plan) == {"new": 2}
    assert plan.rows()[0].notes == ("“lots” is no number, and this goal is measured by one. It is left out.",)
    assert measured(room, aims["Explain with a drawing"]) == [("2026-11-02", 1, None, ""), ("2026-11-09", 3, None, "")]
    later = sheet(
        tmp_path, f"{head.strip()},2026-11-18\n{ANA},Read ten pages,4,,,6\n{ANA},Explain with a drawing,,,,\n"
    )
    assert [(row.verdict, row.reason) for row in brought_in(room.store, later).rows()] == [
        (Verdict.NEW, "1 new measurement."), (Verdict.REFUSED, "There is no value in this row."),
    ]  # fmt: skip


def test_days_of_headers_are_read_in_one_order(room, aims, tmp_path):
    brought_in(room.store, sheet(tmp_path, f"Student,Goal,11/2/2026,11/16/2026\n{ANA},Read ten pages,4,5\n"))
    assert [day for day, *_ in measured(room, aims["Read ten pages"])] == ["2026-11-02", "2026-11-16"]


def test_headers_that_could_be_two_days_are_asked(room, aims, tmp_path):
    path = sheet(tmp_path, f"Student,Goal,3/4/2026,5/4/2026\n{ANA},Read ten pages,4,5\n")
    (file,) = imports.plan(room.store, [path]).files
    (question,) = file.questions
    assert [choice.detail for choice in question.choices] == ["3/4/2026 is 3 April 2026", "3/4/2026 is 4 March 2026"]
    answered = Options(mappings={(path, ""): file.mapping.with_date_order("dmy")})
    imports.commit(room.store, imports.plan(room.store, [path], options=answered), today=TODAY)
    assert [day for day, *_ in measured(room, aims["Read ten pages"])] == ["2026-04-03", "2026-04-05"]


def test_another_value_of_the_same_day_is_a_second_measurement(room, aims, tmp_path):
    goals.measure(room.store, aims["Read ten pages"], measured_on=TODAY, value=4)
    plan = brought_in(room.store, sheet(tmp_path, f"{HEAD}{ANA},Read ten pages,{TODAY},5,\n"))
    assert [row.reason for row in plan.rows()] == ["1 new measurement. Another one of the same day stays beside it."]
    assert sorted(value for _, value, *_ in measured(room, aims["Read ten pages"])) == [4, 5]


def test_words_that_are_no_goals_are_asked_once_and_remembered(room, aims, tmp_path):
    path = sheet(tmp_path, f"{HEAD}{ANA},Reading pages,2026-11-02,4,\n{ANA},Reading pages,2026-11-09,5,\n")
    first, second = brought_in(room.store, path).rows()
    assert first.verdict is Verdict.UNDECIDED
    assert first.choices[0].key == f"goal:{aims['Read ten pages']}"
    assert {choice.label for choice in first.choices} == {*aims, "Leave out"}
    assert second.waits_for == first.key
    asked = next(row for row in pending.listed(room.store) if row.choices)
    pending.decide(room.store, asked.id, f"goal:{aims['Read ten pages']}", today=TODAY)
    assert [value for _, value, *_ in measured(room, aims["Read ten pages"])] == [4, 5]
    assert pending.listed(room.store) == []
    before, count = dump(room.store), transactions(room.store)
    assert counts(brought_in(room.store, path)) == {"unchanged": 2}
    assert (dump(room.store), transactions(room.store)) == (before, count)


def test_first_the_learner_then_the_goal_is_asked(room, aims, tmp_path):
    brought_in(room.store, sheet(tmp_path, f"{HEAD}Anna Ferreira,Reading,2026-11-02,4,\n"))
    (row,) = pending.listed(room.store)
    pending.decide(room.store, row.id, f"learner:{room.ana}", today=TODAY)
    (row,) = pending.listed(room.store)
    chosen = f"learner:{room.ana}+goal:{aims['Read ten pages']}"
    assert chosen in {choice.key for choice in row.choices}
    pending.decide(room.store, row.id, chosen, today=TODAY)
    assert len(measured(room, aims["Read ten pages"])) == 1


def test_a_value_without_a_day_and_one_that_does_not_fit_are_refused(room, aims, tmp_path):
    lines = (
        f"{ANA},Read ten pages,,4,",
        f"{ANA},Read ten pages,someday,4,",
        f"{ANA},Wait for my turn,2026-11-02,12/10,",
    )
    plan = brought_in(room.store, sheet(tmp_path, HEAD + "\n".join(lines) + "\n"))
    assert [row.reason for row in plan.rows()] == [
        "There is no day beside the value.",
        "Day “someday” is not understood.",
        "“12/10” cannot be: more are right than there were tries.",
    ]


def test_goals_and_their_measurements_in_one_drop(room, tmp_path):
    measures = sheet(tmp_path, f"{HEAD}{ANA},Draw ratios,2026-11-02,4,\n", "a measures.csv")
    aims = sheet(tmp_path, f"Student,Goal,Target\n{ANA},Draw ratios,6\n", "b goals.csv")
    plan = imports.plan(room.store, [measures, aims])
    assert counts(plan) == {"new": 2}
    imports.commit(room.store, plan, today=TODAY)
    goal = room.store.value("SELECT id FROM goal")
    assert measured(room, goal) == [("2026-11-02", 4, None, "")]


def test_a_goal_that_comes_later_is_found_then(room, tmp_path):
    brought_in(room.store, sheet(tmp_path, f"{HEAD}{ANA},Draw ratios,2026-11-02,4,\n"))
    assert len(pending.listed(room.store)) == 1
    brought_in(room.store, sheet(tmp_path, f"Student,Goal,Target\n{ANA},Draw ratios,6\n", "goals.csv"))
    pending.settle(room.store, today=TODAY)
    assert pending.listed(room.store) == []
    assert len(measured(room, room.store.value("SELECT id FROM goal"))) == 1
