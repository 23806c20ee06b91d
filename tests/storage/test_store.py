from __future__ import annotations

import shutil
import subprocess
import sys
import threading
from dataclasses import dataclass
from datetime import date, datetime

import pytest

from learnerplan.domain import records
from learnerplan.domain.learners import Kind
from learnerplan.errors import UserError
from learnerplan.storage.store import Store

DAY = date(2026, 9, 1)


@dataclass(frozen=True)
class Row:
    """What a query fills."""

    id: str
    birth_date: date | None
    kind: Kind
    active: bool
    made: datetime


def add(store, name="Ana", label="Add student"):
    with store.transaction(label) as tx:
        return tx.add(records.Learner, given_name=name, birth_date=DAY)


@pytest.fixture
def heard(store):
    """Every change that was announced."""
    found = []
    store.subscribe(found.append)
    return found


def test_rows_are_frozen_and_typed(store):
    who = add(store)
    sql = "SELECT id, birth_date, kind, active, '2026-09-01T08:00:00Z' FROM learner WHERE given_name = :name"
    (row,) = store.rows(Row, sql, {"name": "Ana"})
    assert (row.id, row.birth_date, row.kind, row.active) == (who, DAY, Kind.CHILD, True)
    assert row.made.utcoffset() is not None
    assert store.value("SELECT count(*) FROM learner WHERE id = ?", (who,)) == 1
    assert store.value("SELECT id FROM learner WHERE 0") is None


def test_reading_is_reading_only(store):
    add(store)
    with pytest.raises(UserError, match="cannot be written"):
        store.value("DELETE FROM learner")
    assert store.value("SELECT count(*) FROM learner") == 1


def test_a_view_sees_one_moment(store):
    add(store)
    with store.read() as view:
        assert view.value("SELECT count(*) FROM learner") == 1
        other = Store.open(store.folder.path)
        add(other, "Ben")
        other.close()
        assert view.value("SELECT count(*) FROM learner") == 1
    assert store.value("SELECT count(*) FROM learner") == 2


def test_a_transaction_sees_what_it_wrote_and_others_do_not_yet(store):
    with store.transaction("Add") as tx:
        tx.add(records.Learner, given_name="Ana")
        assert tx.value("SELECT count(*) FROM learner") == 1
        assert store.value("SELECT count(*) FROM learner") == 0
    assert store.value("SELECT count(*) FROM learner") == 1


def test_transactions_do_not_nest(store):
    with store.transaction("Outer") as tx:
        tx.add(records.Learner, given_name="Ana")
        with pytest.raises(RuntimeError, match="open already"), store.transaction("Inner"):
            pass
    assert store.value("SELECT count(*) FROM txn") == 1


def test_a_commit_is_announced_once_with_its_tables(store, heard):
    with store.transaction("Add both") as tx:
        who = tx.add(records.Learner, given_name="Ana")
        tx.add(records.MemoryAid, learner_id=who, text="x", written_on=DAY)
    (changes,) = heard
    assert (changes.label, changes.tables) == ("Add both", {"learner", "memory_aid"})
    store.undo()
    store.redo()
    assert [changes.label for changes in heard] == ["Add both"] * 3


def test_nothing_is_announced_when_nothing_changed(store, heard):
    with store.transaction("Nothing"):
        pass
    assert heard == []


def test_one_can_stop_listening(store):
    found = []
    stop = store.subscribe(found.append)
    add(store)
    stop()
    add(store)
    assert len(found) == 1


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"birth_date": "soon"}, "birth date of this student"),
        ({"kind": "wizard"}, "kind of this student"),
        ({"shoe_size": 3}, "shoe size of this student"),
        ({"given_name": None}, "given name of this student"),
    ],
)
def test_a_value_that_does_not_fit_is_a_sentence(store, values, words):
    with pytest.raises(UserError, match=words), store.transaction("Add") as tx:
        tx.add(records.Learner, **values)
    assert store.value("SELECT count(*) FROM learner") == 0


@pytest.mark.parametrize("number", [float("nan"), float("inf"), "many"])
def test_numbers_that_are_none_do_not_fit(store, number):
    with pytest.raises(UserError, match="score of this result"), store.transaction("Add") as tx:
        tx.add(records.Result, learner_id="x", assessment_id="y", taken_on=DAY, score=number)


def test_a_number_beyond_64_bits_is_a_sentence(store):
    with pytest.raises(UserError, match="too large"), store.transaction("Add") as tx:
        tx.add(records.Result, learner_id="x", assessment_id="y", taken_on=DAY, source_line=2**63)


def test_text_is_kept_so_that_everything_can_hold_it(store):
    add(store, "Jose\u0301 \ud800x\0")
    assert store.value("SELECT given_name FROM learner") == "José ?x"


def test_a_row_that_is_gone_is_a_sentence(store):
    with pytest.raises(UserError, match="no longer there"), store.transaction("Change") as tx:
        tx.change(records.Learner, "nobody", grade="6")


def test_a_row_keeps_its_id(store):
    who = add(store)
    with pytest.raises(ValueError, match="keeps its id"), store.transaction("Change") as tx:
        tx.change(records.Learner, who, id="other")


def test_a_link_to_nothing_is_a_sentence_and_writes_nothing(store):
    with (
        pytest.raises(UserError, match="“Add entry” was not saved"),
        store.transaction("Add entry") as tx,
    ):
        tx.add(records.Identifier, learner_id="nobody", source="sis", value="1")
    assert store.value("SELECT count(*) FROM identifier") == 0
    add(store)


def test_rows_may_arrive_before_those_that_they_point_to(store):
    with store.transaction("Import") as tx:
        tx.add(records.Identifier, learner_id="later", source="sis", value="1")
        tx.add(records.Learner, id="later", given_name="Ana")
    assert store.value("SELECT count(*) FROM identifier") == 1


def test_what_another_program_wrote_is_seen_by_polling_once(store, heard):
    assert store.poll() is None
    other = Store.open(store.folder.path)
    add(other)
    other.close()
    changes = store.poll()
    assert changes is not None
    assert (changes.label, changes.tables) == ("Add student", {"learner"})
    assert store.poll() is None
    assert heard == [changes]


def test_ones_own_writes_are_not_polled_again(store, heard):
    add(store)
    assert store.poll() is None
    assert len(heard) == 1


def test_what_another_program_wrote_just_before_is_announced_with_ones_own(store, heard):
    other = Store.open(store.folder.path)
    with other.transaction("Add class") as tx:
        tx.add(records.SchoolClass, name="Room 12")
    other.close()
    add(store)
    assert [changes.tables for changes in heard] == [{"class", "learner"}]
    assert store.poll() is None


_CLI = """
import sys
from learnerplan.domain import records
from learnerplan.storage.store import Store
store = Store.open(sys.argv[1])
for number in range(int(sys.argv[2])):
    with store.transaction("Add student") as tx:
        tx.add(records.Learner, given_name=f"Learner {number}")
store.close()
"""


def test_a_command_writes_beside_a_window_and_writers_wait_for_each_other(store, heard):
    commands = [subprocess.Popen([sys.executable, "-c", _CLI, str(store.folder.path), "15"]) for _ in range(2)]
    for _ in range(15):
        add(store, label="Mine")
    assert [command.wait() for command in commands] == [0, 0]
    store.poll()
    assert store.value("SELECT count(*) FROM learner") == 45
    assert store.value("SELECT count(*) FROM txn") == 45
    assert heard[-1].txn == 45


def test_threads_write_one_after_another_and_read_for_themselves(store):
    failed = []

    def work():
        try:
            for _ in range(10):
                add(store)
                store.value("SELECT count(*) FROM learner")
        except BaseException as error:
            failed.append(error)
            raise

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert store.value("SELECT count(*) FROM learner") == 40


def test_a_thread_that_ends_leaves_no_connection_open(store):
    for _ in range(5):
        thread = threading.Thread(target=lambda: store.value("SELECT 1"))
        thread.start()
        thread.join()
    assert len(store._readers) <= 1


def test_polling_never_waits_for_a_writer(store):
    begun, go_on = threading.Event(), threading.Event()

    def write():
        with store.transaction("Slow") as tx:
            tx.add(records.Learner, given_name="Ana")
            begun.set()
            go_on.wait(30)

    thread = threading.Thread(target=write)
    thread.start()
    assert begun.wait(30)
    assert store.poll() is None
    go_on.set()
    thread.join()


def test_a_closed_planbook_is_closed(store):
    store.close()
    store.close()
    assert store.poll() is None
    with pytest.raises(RuntimeError, match="closed"):
        store.value("SELECT 1")
    with pytest.raises(RuntimeError, match="closed"), store.transaction("Add"):
        pass


def test_closing_leaves_one_file_that_can_be_copied(store):
    add(store)
    store.close()
    assert sorted(path.name for path in store.folder.path.iterdir()) == [
        "artifacts",
        "backups",
        "planbook.db",
        "planbook.key",
    ]


def test_a_planbook_is_made_once(tmp_path):
    store = Store.create(tmp_path / "new" / "planbook")
    add(store)
    store.close()
    with pytest.raises(UserError, match="a Learnerplan folder at"):
        Store.create(tmp_path / "new" / "planbook")


def test_a_making_that_was_interrupted_is_made_again(planbook, tmp_path):
    half = tmp_path / "half"
    half.mkdir()
    shutil.copy(planbook / "planbook.key", half)
    (half / "planbook.db").write_bytes(b"")
    with pytest.raises(UserError, match="is empty"):
        Store.open(half)
    store = Store.create(half)
    add(store)
    store.close()


def test_opening_a_planbook_of_today_loads_nothing_heavy(planbook):
    code = """
import sys
from learnerplan.storage.store import Store
store = Store.open(sys.argv[1])
store.value("SELECT count(*) FROM learner"), store.poll(), store.undo_status()
store.close()
print([name for name in ("sqlmodel", "sqlalchemy", "alembic", "pydantic") if name in sys.modules])
"""
    found = subprocess.run([sys.executable, "-c", code, str(planbook)], capture_output=True, text=True, check=True)
    assert found.stdout == "[]\n"
