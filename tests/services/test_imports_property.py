"""For any rosters and surveys: the commit does what the plan says, twice changes nothing, undo takes all of it back."""

from __future__ import annotations

import csv
import io
import shutil
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from learnerplan.imports.planned.plan import Verdict
from learnerplan.services import imports, pending
from learnerplan.storage.store import Store
from tests.room import TODAY
from tests.services.importing import dump, number_of, transactions

# Few names and numbers, so that rows meet one another and those that are there.
GIVEN = st.sampled_from(["Ana", "Ana Lúcia", "Minh", "minh", "Zoë", "Zoe", "Omar", "", "Kim"])
FAMILY = st.sampled_from(["Ferreira", "Tran", "Haddad", "O’Brien", "obrien", "", "Lee"])
NUMBER = st.sampled_from(["", "7", "07", "8", "9", "1.0E+05", "N/A", "100000"])
GRADE = st.sampled_from(["", "6", "06", "7", "K"])
ROOM = st.sampled_from(["", "Room 12", "Chess"])
SCHOOL = st.sampled_from(["", "Oak", "Oak", "Elm"])
LEARNER = (
    st.tuples(GIVEN, FAMILY, NUMBER, GRADE, ROOM, st.sampled_from([str, str.upper, lambda _: ""]), SCHOOL)
    .map(lambda row: (*row[:5], row[5](f"{row[0]}.{row[1]}@x.org".lower().replace(" ", "")), *row[6:]))
    .filter(any)
)
RESPONSE = st.tuples(
    st.sampled_from(["2026-09-02 10:15", "2026-10-02 10:15", ""]),
    GIVEN,
    NUMBER,
    st.sampled_from(["", "Maps", "Songs, long ones"]),
    st.sampled_from(["", "Fractions"]),
).filter(any)
HEADS = {
    "roster": ("First Name", "Last Name", "Student ID", "Grade", "Homeroom", "Student Email", "School"),
    "survey": ("Timestamp", "First name", "Student ID", "What are you good at?", "What is hard for you?"),
    "family": ("Timestamp", "Your child's name", "Student ID", "Your name", "What does your child love?"),
}
FILES = st.lists(
    st.one_of(
        st.tuples(st.just("roster"), st.lists(LEARNER, min_size=1, max_size=6)),
        st.tuples(st.sampled_from(["survey", "family"]), st.lists(RESPONSE, min_size=1, max_size=5)),
    ),
    min_size=1,
    max_size=4,
)


def csv_of(kind, rows):
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(HEADS[kind])
    writer.writerows(rows)
    return text.getvalue()


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(files=FILES)
def test_imports_do_what_they_say_once_and_can_be_undone(room_template, files):
    with tempfile.TemporaryDirectory() as place:
        store = Store.open(shutil.copytree(room_template, Path(place) / "book"))
        try:
            _check(store, Path(place), files)
        finally:
            store.close()


def _check(store, place, files):
    first, begun = dump(store), standing(store)
    for number, (kind, rows) in enumerate(files):
        path = place / f"{number} {kind}.csv"
        path.write_text(csv_of(kind, rows), encoding="utf-8")
        _once(store, path, kind)
        _twice(store, path, kind)
    pending.settle(store, today=TODAY)
    for _ in range(standing(store) - begun):
        store.undo()
    assert dump(store) == first


def standing(store):
    """How many transactions there are to take back."""
    return number_of(store, "txn", "kind = 'do' AND undone = 0")


def _once(store, path, kind):
    plan = imports.plan(store, [path], options=_options(kind))
    before = dump(store)
    table = "learner" if kind == "roster" else "response"
    count = number_of(store, table)
    outcome = imports.commit(store, plan, today=TODAY)
    assert number_of(store, table) == count + plan.count(Verdict.NEW)
    assert outcome.new == plan.count(Verdict.NEW)
    waits = {row.key for row in plan.open_rows()}
    assert waits <= {held.key for held in _waiting(store)}
    assert outcome.wrote or dump(store) == before
    if not outcome.wrote:
        return
    after = dump(store)
    assert store.undo() == outcome.label
    assert dump(store) == before
    store.redo()
    assert dump(store) == after


def _twice(store, path, kind):
    held, count = dump(store), transactions(store)
    again = imports.plan(store, [path], options=_options(kind))
    assert not [row for row in again.rows() if row.verdict in (Verdict.NEW, Verdict.UPDATED)]
    assert not imports.commit(store, again, today=TODAY).wrote
    assert (dump(store), transactions(store)) == (held, count)


def _options(kind):
    from learnerplan.imports.planning import Options

    return Options(kind="roster" if kind == "roster" else "survey")


def _waiting(store):
    from learnerplan.services import waiting

    return waiting.listed(store)
