"""Very large files: the same table as if it were small, without being in memory, and refused once it has changed."""

from __future__ import annotations

import csv
import io
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from learnerplan.errors import UserError
from learnerplan.imports import tables
from learnerplan.imports.files import large, sources
from learnerplan.imports.known import Known
from learnerplan.imports.planning import plan_import
from learnerplan.imports.tables import Table, read
from learnerplan.progress import Cancelled, Progress


@pytest.fixture(autouse=True)
def _small_blocks(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(large, "BLOCK", 3)
    monkeypatch.setattr(sources, "PIECE", 50)


def kept(table: Table) -> Table:
    """Everything of a table, its rows in memory."""
    return large.whole(table, most_bytes=10**9)


def both(path: Path) -> tuple[Table | str, Table | str]:
    """The file read as a small and as a large one, or what is said instead."""

    def told(read_it) -> Table | str:
        try:
            return read_it()
        except UserError as error:
            return error.message

    return told(lambda: read(path)[0]), told(lambda: kept(large.open_table(path)))


def test_every_real_text_file_is_the_same_table(shared_data: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(large, "BLOCK", 50)
    monkeypatch.setattr(sources, "PIECE", 10_000)
    paths = [path for ending in ("csv", "tsv") for path in sorted(shared_data.rglob(f"*.{ending}"))]
    assert len(paths) > 50
    for path in paths:
        small, long = both(path)
        if isinstance(small, Table):
            assert long == small, path


HARD = ("a", "b", ",", '"', '"', "\n", "\r", "\r\n", "\n", ";", "é", "日", " ", "\x00", "x,y,z\n", "1,2,3\r\n")


@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(parts=st.lists(st.sampled_from(HARD), max_size=40), mark=st.sampled_from(["", "\ufeff"]))
def test_any_text_is_the_same_table(tmp_path: Path, parts: list[str], mark: str):
    path = tmp_path / "any.csv"
    path.write_bytes(f"{mark}First,Last,,Grade,\n{''.join(parts)}\nAna,Diaz,,6,\n".encode())
    small, long = both(path)
    assert long == small


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252", "mac_roman", "cp1251"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_any_encoding_and_line_ending(tmp_path: Path, encoding: str, end: str):
    names = ("Наталья", "Соколова") if encoding == "cp1251" else ("Zoë", "Köln Núñez")
    lines = ["First,Last,Note", *(f'{names[0]},{names[1]},"{number}{end}x"' for number in range(40))]
    path = tmp_path / "any.csv"
    path.write_bytes(end.join(lines).encode(encoding))
    table = large.open_table(path)
    assert table.large
    assert table.rows[25] == (*names, f"25{end}x")
    assert list(table.lines[:3]) == [2, 4, 6]
    small, long = both(path)
    assert long == small


def test_rows_come_singly_in_parts_and_in_order(tmp_path: Path):
    path = tmp_path / "any.csv"
    path.write_text("First,Last\n" + "".join(f"A{number},B{number}\n" for number in range(10)), "utf-8")
    rows = large.open_table(path).rows
    every = [(f"A{number}", f"B{number}") for number in range(10)]
    assert list(rows) == every
    assert [rows[place] for place in range(-10, 10)] == every * 2
    for start in range(11):
        for stop in range(11):
            assert list(rows[start:stop]) == every[start:stop]
    assert list(rows[::4]) == every[::4]
    with pytest.raises(IndexError):
        rows[10]


def test_a_file_that_changed_meanwhile_is_refused(tmp_path: Path):
    path = tmp_path / "any.csv"
    text = "First,Last\n" + "".join(f"Ana{number},Diaz\n" for number in range(10))
    path.write_text(text, "utf-8")
    table = large.open_table(path)
    path.write_text(text.replace("Ana7", "Bob7"), "utf-8")
    assert table.rows[0] == ("Ana0", "Diaz")
    with pytest.raises(UserError, match="has changed since it was read"):
        list(table.rows)
    path.unlink()
    with pytest.raises(UserError, match="can no longer be read"):
        table.rows[9]


def test_text_that_is_no_utf8_is_copied_where_nobody_can_open_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
    (tmp_path / "temporary").mkdir()
    path = tmp_path / "any.csv"
    path.write_bytes("Vorname,Name\nJörg,Müller\n".encode("cp1252"))
    table = large.open_table(path)
    path.unlink()
    assert table.rows[0] == ("Jörg", "Müller")
    assert list((tmp_path / "temporary").iterdir()) == []


def test_stop_is_obeyed_while_a_file_is_looked_through(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(large, "_STEP", 1)
    path = tmp_path / "any.csv"
    path.write_text("First,Last\n" + "Ana,Diaz\n" * 50, "utf-8")
    seen: list[tuple[int, int]] = []
    progress = Progress(lambda done, total, _label: seen.append((done, total)))
    large.open_table(path, progress)
    assert all(done <= total for done, total in seen)
    stopped = Progress(lambda *_: stopped.cancel() if len(seen) > 30 else seen.append((0, 0)))
    seen.clear()
    with pytest.raises(Cancelled):
        large.open_table(path, stopped)


def test_a_file_in_which_nothing_can_be_read_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(large, "_MOST_REFUSED", 5)
    path = tmp_path / "any.csv"
    path.write_text("First,Last\nAna,Diaz\n" + "a,b,c\n" * 6, "utf-8")
    with pytest.raises(UserError, match=r"More than 5 rows .* The first is on line 3"):
        large.open_table(path)
    path.write_text("x" * 2_000, "utf-8")
    monkeypatch.setattr(sources, "_LONGEST_LINE", 3)
    with pytest.raises(UserError, match="one of its lines has no end"):
        large.open_table(path)


def test_a_large_roster_is_taken_whole_up_to_a_size(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(tables, "LARGE_BYTES", 100)
    path = tmp_path / "roster.csv"
    path.write_text("First Name,Last Name,Student ID\n" + "".join(f"Ana{n},Diaz,{n}\n" for n in range(30)), "utf-8")
    (table,) = read(path)
    assert table.large
    (file,) = plan_import([table], Known()).files
    assert len(file.rows) == 30
    monkeypatch.setattr("learnerplan.imports.planning.MOST_BYTES", 200)
    with pytest.raises(UserError, match="can have up to"):
        plan_import([table], Known())


def test_memory_does_not_grow_with_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(large, "BLOCK", 1000)
    monkeypatch.setattr(sources, "PIECE", 100_000)
    path = tmp_path / "results.csv"
    text = io.StringIO(newline="")
    csv.writer(text).writerows(
        [["Student ID", "Score", "Date"], *([f"{n:07}", n % 300, "2026-09-01"] for n in range(30_000))]
    )
    path.write_text(text.getvalue(), "utf-8")
    del text
    tracemalloc.start()
    table = large.open_table(path)
    assert sum(1 for _ in table.rows) == 30_000
    assert tracemalloc.get_traced_memory()[1] < 3_000_000
    tracemalloc.stop()
