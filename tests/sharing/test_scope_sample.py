"""Six of the twenty-eight learners of the sample class: nothing of the others leaves, and all of the six does."""

from __future__ import annotations

import shutil
from datetime import date

import pytest

from learnerplan.domain import tables
from learnerplan.domain.shares import Scope, ShareKind
from learnerplan.sharing.scope import entering
from learnerplan.storage.store import Store
from tests.sharing.belonging import Plain

DAY = date(2026, 11, 18)
SHARE = "5" * 32


@pytest.fixture(scope="module")
def connection(sample_planbook, tmp_path_factory):
    store = Store.open(shutil.copytree(sample_planbook, tmp_path_factory.mktemp("sample") / "class"))
    with store.raw(read_only=False) as opened:
        opened.execute("BEGIN")
        yield opened
        opened.execute("ROLLBACK")
    store.close()


@pytest.fixture(scope="module")
def six(connection):
    ids = [row[0] for row in connection.execute("SELECT id FROM learner WHERE kind = 'child' ORDER BY id")]
    assert len(ids) == 28
    return ids[:6]


def room(connection):
    return connection.execute("SELECT id FROM class").fetchone()[0]


def texts(connection, rows):
    for table, row_id, *_ in rows:
        columns = ", ".join(f'"{name}"' for name in tables.columns(table))
        for value in connection.execute(f'SELECT {columns} FROM "{table}" WHERE id = ?', (row_id,)).fetchone():
            if isinstance(value, str):
                yield value


def test_nothing_of_the_other_twenty_two_leaves(connection, six):
    scope = Scope(ShareKind.LEARNERS, room(connection), tuple(six))
    found = entering(connection, SHARE, scope, True, None, today=DAY)
    assert {row_id for table, row_id, _ in found if table == "learner"} == set(six)
    assert {each[:2]: each[2] for each in found} == Plain(connection, scope, True, DAY.isoformat()).sections()
    said = list(texts(connection, found))
    others = connection.execute("SELECT id FROM learner WHERE kind = 'child'").fetchall()
    for (learner_id,) in others:
        assert learner_id in six or not any(learner_id in text for text in said)
    for value, owner in connection.execute("SELECT value, learner_id FROM identifier").fetchall():
        assert owner in six or value not in said


def test_everything_of_the_six_leaves(connection, six):
    scope = Scope(ShareKind.LEARNERS, room(connection), tuple(six))
    found = {each[:2] for each in entering(connection, SHARE, scope, True, None, today=DAY)}
    marks = ", ".join("?" * len(six))
    for table in (
        "profile_entry",
        "goal",
        "plan",
        "check_in",
        "reflection",
        "artifact",
        "result",
        "contact",
        "response",
    ):
        rows = connection.execute(f'SELECT id FROM "{table}" WHERE learner_id IN ({marks})', six).fetchall()
        assert rows
        assert {(table, row_id) for (row_id,) in rows} <= found
    answers = f"SELECT id FROM answer WHERE response_id IN (SELECT id FROM response WHERE learner_id IN ({marks}))"
    assert {("answer", row[0]) for row in connection.execute(answers, six)} <= found


def test_an_edit_is_looked_at_alone(connection, six):
    scope = Scope(ShareKind.CLASS, room(connection))
    connection.executemany(
        "INSERT INTO share_scope VALUES (?, ?, ?, ?)",
        [(SHARE, *each) for each in entering(connection, SHARE, scope, True, None, today=DAY)],
    )
    asked = []

    class Counting:
        def execute(self, sql: str, parameters: tuple[object, ...] = ()) -> object:
            asked.append(sql)
            return connection.execute(sql, parameters)

    goal = connection.execute("SELECT id FROM goal WHERE learner_id = ? LIMIT 1", (six[0],)).fetchone()[0]
    connection.execute(
        "INSERT INTO step(id, goal_id, text, who, repeats, position) VALUES ('s', ?, '', '', '', 0)", (goal,)
    )
    found = entering(Counting(), SHARE, scope, True, [("step", "s"), ("goal", goal)], today=DAY)
    assert found == [("step", "s", "main")]
    assert len(asked) < 60
