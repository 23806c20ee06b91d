"""Reading workbooks: sheets come out as text, or a sentence says why not."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from learnerplan.errors import UserError
from learnerplan.imports import tables
from learnerplan.imports.tables import read
from tests.imports import workbook
from tests.imports.reading import table_of


def test_a_workbook_keeps_numbers_dates_and_text_apart(tmp_path: Path):
    rows = [["ID", "Name", "Grade", "Active", "Big"], ["0042", "Ana", 6.0, True, 12345678901234567890.0]]
    (table,) = read(workbook.write(tmp_path / "list.xlsx", {"Sheet1": [*rows, [43, "Bo", 6.5, False, None]]}))
    assert table.rows[0][:4] == ("0042", "Ana", "6", "TRUE")
    assert table.rows[1] == ("43", "Bo", "6.5", "FALSE", "")
    assert table.lines == (2, 3)
    assert "15 digits" in table.notes[0]


def test_each_visible_sheet_is_a_table(tmp_path: Path):
    sheets = {
        "One": [["First", "Last"], ["Ana", "Diaz"]],
        "Blank": [],
        "Kept back": [["x"], ["y"]],
        "Two": [["A"], ["b"]],
    }
    found = read(workbook.write(tmp_path / "list.xlsx", sheets, hidden=("Kept back",)))
    assert [table.sheet for table in found] == ["One", "Two"]


def test_endings_may_lie_both_ways(tmp_path: Path):
    book = workbook.write(tmp_path / "list.xlsx", {"S": [["First", "Last"], ["Ana", "Diaz"]]})
    assert table_of(tmp_path, book.read_bytes(), "really.csv").rows == (("Ana", "Diaz"),)
    assert table_of(tmp_path, "First,Last\nAna,Diaz\n", "really.xlsx").rows == (("Ana", "Diaz"),)


def test_a_workbook_with_a_password_is_a_sentence(tmp_path: Path):
    content = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(600)
    with pytest.raises(UserError, match="protected with a password"):
        table_of(tmp_path, content, "list.xlsx")


def test_a_broken_workbook_is_a_sentence(tmp_path: Path):
    book = workbook.write(tmp_path / "list.xlsx", {"S": [["First", "Last"], ["Ana", "Diaz"]]}).read_bytes()
    for cut in (len(book) // 2, len(book) - 30):
        with pytest.raises(UserError, match="damaged"):
            table_of(tmp_path, book[:cut], "cut.xlsx")


def test_a_workbook_that_unpacks_without_end_is_refused_unopened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/workbook.xml", "<workbook/>")
        with package.open("xl/worksheets/s1.xml", "w", force_zip64=True) as part:
            for _ in range(420):
                part.write(b" " * 1_000_000)
    assert path.stat().st_size < tables.MOST_BYTES
    with pytest.raises(UserError, match="far more cells"):
        read(path)


def test_an_empty_workbook_is_a_sentence(tmp_path: Path):
    with pytest.raises(UserError, match="none of its sheets"):
        read(workbook.write(tmp_path / "list.xlsx", {"S": []}))
