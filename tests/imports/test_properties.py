"""What must hold for every file: nothing is lost, nothing is doubled, and the same input gives the same plan."""

from __future__ import annotations

import csv
import io
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, reject, settings
from hypothesis import strategies as st

from learnerplan.errors import UserError
from learnerplan.imports.known import Known
from learnerplan.imports.mapped.mapping import ColumnMapping
from learnerplan.imports.planned.pending import PendingRow
from learnerplan.imports.planned.plan import ImportPlan, Verdict
from learnerplan.imports.planning import plan_import, plan_pending
from learnerplan.imports.tables import Table, read
from tests.imports.applying import Book

EXAMPLES = int(os.environ.get("LEARNERPLAN_EXAMPLES", "40"))
"""More of them outside the suite: LEARNERPLAN_EXAMPLES=2000."""

HEADERS = (
    "First Name", "Last Name", "Name", "Student ID", "SIS ID", "State ID", "Student Number", "Username", "Email",
    "Grade", "Birthdate", "Pref", "Middle Name", "Home Language", "Status", "Class", "Mother Phone", "Guardian Email",
    "Race", "Notes", "", "Timestamp", "I am proud that…", "What is hard for you?", "Goal", "Steps", "Target", "Due",
    "Section SIS ID", "Section Name", "Section Number", "Term Name", "School", "Pronouns", "Your name",
    "Your child’s name", "Parent email", "What does your child love?",
)  # fmt: skip
CELLS = (
    "", "", "Ana", "ana", "Ána", "Bo", "Diaz", "Díaz", "DIAZ", "Li", "Diaz, Ana", "Ana Diaz", "Bo Li", "7", "07",
    "0007", "8", "42", "1.0E+05", "100000", "NULL", "N/A", "6", "06", "K", "3/4/2014", "13/4/2014", "2014-04-03",
    "41732", "ana@example.org", "bo@example.org", "555-1212", "Inactive", "Active", "Room 12", "Art",
    "me: read; home: listen",
    "Oak", "Elm", "1.0E+05", "she/her", "Art, Chess", "Chess", "Art", "Points", "Total: 7",
    "1/18/2024 14:18", "drawing horsis", "Art;Chess;", "6 books", "=1+1", "\u202eabc", "🐴", "\x00",
)  # fmt: skip
cells = st.sampled_from(CELLS)


SHAPES = (
    ("First Name", "Last Name", "Student ID", "Grade"),
    ("First Name", "Last Name", "Grade", "Class"),
    ("First Name", "Pref", "Last Name", "Middle Name", "Student ID"),
    ("First Name", "Last Name", "SIS ID", "State ID", "Email"),
    ("First Name", "Last Name", "Mother Phone", "Guardian Email", "SIS ID"),
    ("Name", "SIS ID", "Birthdate", "Status"),
    ("Section SIS ID", "SIS ID"),
    ("SIS ID", "School SIS ID", "Section Name", "Section Number", "Term Name"),
    ("Timestamp", "Student ID", "First Name", "I am proud that…"),
    ("Timestamp", "Email", "Name", "What is hard for you?", "Name"),
    ("Timestamp", "Email", "Your child’s name", "Your name", "What does your child love?"),
    ("First Name", "Last Name", "Student ID", "School", "Grade"),
    ("Last Name", "First Name", "Email", "Quiz"),
    ("Name", "Goal", "Steps", "Target", "Due"),
    ("Student ID", "Email", "Goal", "Target"),
)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    headers = draw(st.sampled_from(SHAPES)) + tuple(draw(st.lists(st.sampled_from(HEADERS), max_size=2)))
    rows = tuple(
        row
        for row in draw(st.lists(st.tuples(*(cells for _ in headers)), min_size=1, max_size=7))
        if any(cell.strip() for cell in row)
    )
    rows = rows or (("Ana", *headers[1:]),)
    return Table(Path("any.csv"), headers, rows, tuple(range(2, len(rows) + 2)), encoding="UTF-8", digest="d")


def planned(table: Table, known: Known) -> ImportPlan:
    try:
        return plan_import([table], known)
    except UserError:
        reject()


slow = settings(
    max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much]
)


@slow
@given(tables())
def test_every_row_ends_with_one_verdict_and_a_reason(table: Table):
    plan = planned(table, Known())
    (file,) = plan.files
    assert [row.line for row in file.rows] == list(table.lines)
    assert all(row.reason for row in file.rows)
    assert len({row.key for row in file.rows}) == len(file.rows)
    writing = {row.verdict for row in file.rows if row.payload is not None}
    assert writing <= {Verdict.NEW, Verdict.UPDATED}
    assert all(row.payload is not None for row in file.rows if row.verdict in (Verdict.NEW, Verdict.UPDATED))
    assert all(row.choices or row.waits_for for row in file.rows if row.verdict is Verdict.UNDECIDED)
    summary = file.summary()
    total = sum(summary[str(verdict)] for verdict in Verdict if verdict is not Verdict.REFUSED)
    assert total + len(summary["refused"]) == len(table.rows)


@slow
@given(tables(), tables())
def test_the_same_input_gives_the_same_plan(before: Table, table: Table):
    book = Book()
    book.commit(planned(before, Known()))
    assert planned(table, book.known) == planned(table, book.known)


@slow
@given(tables(), tables())
def test_a_second_import_changes_nothing(before: Table, table: Table):
    book = Book()
    book.commit(planned(before, Known()))
    certain: set[str] = set()
    for _ in range(len(table.rows) + 2):
        plan = planned(table, book.known)
        rows = plan.rows()
        assert all(row.verdict in (Verdict.UNCHANGED, Verdict.REFUSED) for row in rows if row.key in certain)
        # What other rows brought may settle a row that waited. A row that did not wait is settled at once.
        certain |= {row.key for row in rows if row.verdict is not Verdict.UNDECIDED}
        if all(row.payload is None for row in rows):
            break
        book.commit(plan)
    else:
        pytest.fail("the file never comes to rest")
    state = repr((book.learners, book.classes, book.goals))
    book.commit(plan)
    assert repr((book.learners, book.classes, book.goals)) == state


@slow
@given(tables(), tables(), st.randoms(use_true_random=False))
def test_whatever_is_decided_the_file_comes_to_rest(before: Table, table: Table, random):
    book = Book()
    book.commit(planned(before, Known()))
    plan = planned(table, book.known)
    for _ in range(4):
        asked = [row for row in plan.open_rows() if row.choices]
        if not asked:
            break
        plan = plan.decide_all({row.key: random.choice(row.choices).key for row in asked})
    assert not plan.open_rows()
    book.commit(plan)
    again = planned(table, book.known)
    if any(row.payload is not None for row in again.rows()):
        # A nickname that was replaced may have stood for a first name until then; that takes one import more.
        book.commit(again)
        again = planned(table, book.known)
    assert {row.verdict for row in again.rows()} <= {Verdict.UNCHANGED, Verdict.REFUSED}


@slow
@given(tables(), tables(), st.randoms(use_true_random=False))
def test_deciding_later_is_deciding_now(before: Table, table: Table, random):
    book = Book()
    book.commit(planned(before, Known()))
    plan = planned(table, book.known)
    book.commit(plan)
    waiting = [
        PendingRow.from_json(PendingRow.of(file, row).to_json()).with_ids(book.ids)
        for file in plan.files
        for row in file.rows
        if row.verdict is Verdict.UNDECIDED
    ]
    for row in waiting:
        if row.choices:
            choice = random.choice(row.choices).key
            decided = plan_pending(waiting, book.known, {row.key: choice})
            assert row.key in {each.key for each in decided.rows()}
            book.commit(decided)


@slow
@given(tables())
def test_a_mapping_survives_its_text(table: Table):
    mapping = planned(table, Known()).files[0].mapping
    again = ColumnMapping.from_json(mapping.to_json())
    assert [(each.index, each.use, each.facet) for each in again.columns] == [
        (each.index, each.use, each.facet) for each in mapping.columns
    ]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("files")


@slow
@given(content=st.binary(max_size=400))
def test_any_bytes_are_a_table_or_a_sentence(folder: Path, content: bytes):
    path = folder / "any.csv"
    path.write_bytes(content)
    try:
        found = read(path)
    except UserError as error:
        sentence = error.message
        found = ()
    else:
        sentence = path.name
    assert path.name in sentence
    for table in found:
        assert all(len(row) == len(table.headers) for row in table.rows)
        assert len(table.rows) == len(table.lines)


words = st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n"), min_size=1, max_size=8)


@slow
@given(
    rows=st.lists(st.tuples(words, words, words), min_size=1, max_size=6),
    delimiter=st.sampled_from(",;\t|"),
    end=st.sampled_from(["\n", "\r\n"]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32"]),
)
def test_cells_come_back_as_they_were_written(folder: Path, rows, delimiter: str, end: str, encoding: str):
    assume(all(any(cell.strip() for cell in row) for row in rows))
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=delimiter, lineterminator=end, quoting=csv.QUOTE_ALL)
    writer.writerows([("First Name", "Last Name", "Grade"), *rows])
    path = folder / "written.csv"
    path.write_bytes(text.getvalue().encode(encoding))
    (table,) = read(path)
    assert table.headers == ("First Name", "Last Name", "Grade")
    assert list(table.rows) == rows
