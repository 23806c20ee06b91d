"""Any bytes are tables or a sentence, and of any table every cell is accounted for."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from learnerplan.errors import UserError
from learnerplan.imports.files.delimited import Record
from learnerplan.imports.files.layout import lay_out
from learnerplan.imports.tables import Table, read
from tests.imports import workbook

few = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("files")


@pytest.fixture(scope="module")
def book(folder: Path) -> bytes:
    rows = [["First", "Last", "Score"], ["Ana", "Diaz", 4.5], ["Bo", "Li", True]]
    return workbook.write(folder / "book.xlsx", {"S": rows, "Two": [["x"], ["y"]]}).read_bytes()


@pytest.fixture(scope="module")
def packed() -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("a/users.csv", "First,Last\nAna,Diaz\n")
        package.writestr("a/orgs.csv", "Name,ID\nSchool,1\n")
    return written.getvalue()


def faults(path: Path, content: bytes) -> list[str]:
    """What is wrong with how these bytes were read: a table that does not fit, or a sentence that names no file."""
    path.write_bytes(content)
    try:
        found = read(path)
    except UserError as error:
        return [] if path.name in error.message else [error.message]
    return [fault for table in found for fault in faults_of(table, path.name)]


def faults_of(table: Table, name: str) -> list[str]:
    checks = {
        "a row is longer or shorter than the headers": all(len(row) == len(table.headers) for row in table.rows),
        "not every row has a line": len(table.rows) == len(table.lines),
        f"not named: {table.problem}": not table.problem or name in table.problem or table.path.name in table.problem,
    }
    return [fault for fault, fine in checks.items() if not fine]


changes = st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 255)), min_size=1, max_size=6)


def changed(content: bytes, places: list[tuple[int, int]], cut: int) -> bytes:
    broken = bytearray(content)
    for place, value in places:
        broken[place % len(broken)] = value
    return bytes(broken[: len(broken) - cut % len(broken)])


@few
@given(places=changes, cut=st.sampled_from([0, 0, 0, 1, 22, 200]))
def test_a_broken_workbook_is_read_or_refused(folder: Path, book: bytes, places: list[tuple[int, int]], cut: int):
    assert faults(folder / "broken.xlsx", changed(book, places, cut)) == []


@few
@given(places=changes, cut=st.sampled_from([0, 0, 0, 1, 22, 100]))
def test_a_broken_zip_is_read_or_refused(folder: Path, packed: bytes, places: list[tuple[int, int]], cut: int):
    assert faults(folder / "broken.zip", changed(packed, places, cut)) == []


@few
@given(
    content=st.binary(max_size=60),
    mark=st.sampled_from([b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf", b"PK\x03\x04", b""]),
)
def test_any_bytes_behind_any_mark_are_read_or_refused(folder: Path, content: bytes, mark: bytes):
    assert faults(folder / "any.csv", mark + b"First,Last\n" + content) == []


cells = st.lists(st.sampled_from(["", " ", "a", "b", "First Name", "Password", "x\x00y"]), max_size=5)


@settings(max_examples=100, deadline=None)
@given(rows=st.lists(cells, max_size=8))
def test_every_cell_is_in_the_table_or_its_row_is_named(rows: list[list[str]]):
    layout = lay_out([Record(line, tuple(row)) for line, row in enumerate(rows, start=1)], "x.csv")
    filled = {line for line, row in enumerate(rows, start=1) if any(cell.strip() for cell in row)}
    if layout is None:
        assert not filled
        return
    refused = {line for line, _reason in layout.refused}
    below = {line for line in filled if line > layout.header_line}
    assert set(layout.lines) | refused == below
    assert not set(layout.lines) & refused
    assert bool(layout.notes and "below a title" in layout.notes[0]) == bool(filled - below - {layout.header_line})
    head = rows[layout.header_line - 1]
    secret = {place for place, name in enumerate(head) if name == "Password"}
    for line, kept in zip(layout.lines, layout.rows, strict=True):
        told = [cell.replace("\x00", "") for place, cell in enumerate(rows[line - 1]) if place not in secret]
        assert [cell for cell in kept if cell.strip()] == [cell for cell in told if cell.strip()]
