"""Reading workbooks: sheets come out as text, or a sentence says why not."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from learnerplan.errors import UserError
from learnerplan.imports import tables
from learnerplan.imports.files import sheet_parts
from learnerplan.imports.tables import read
from tests.imports import workbook
from tests.imports.reading import table_of
from tests.imports.workbook import Raw


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
    monkeypatch.setattr(sheet_parts, "MOST_UNPACKED", 4_000_000)
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/workbook.xml", "<workbook/>")
        with package.open("xl/worksheets/s1.xml", "w", force_zip64=True) as part:
            for _ in range(42):
                part.write(b" " * 100_000)
    assert path.stat().st_size < tables.MOST_BYTES
    with pytest.raises(UserError, match="far more cells"):
        read(path)


def test_an_empty_workbook_is_a_sentence(tmp_path: Path):
    with pytest.raises(UserError, match="none of its sheets"):
        read(workbook.write(tmp_path / "list.xlsx", {"S": []}))


def test_formulas_count_as_what_they_came_to(tmp_path: Path):
    rows = [
        ["Name", "Score", "Level"],
        ["Ana", Raw("|<f>2*21</f><v>42</v>"), Raw('t="str"|<f>"A"</f><v>A</v>')],
        ["Bo", Raw("|<f>2*21</f>"), Raw("|<f>1+1</f><v></v>")],
    ]
    (table,) = read(workbook.write(tmp_path / "list.xlsx", {"S": rows}))
    assert table.rows == (("Ana", "42", "A"), ("Bo", "", ""))
    assert "2 formulas were never computed (the first in cell B3)" in table.notes[0]


def test_booleans_are_text_and_errors_are_said(tmp_path: Path):
    rows = [["Name", "Score", "Active"], ["Ana", Raw('t="e"|<v>#N/A</v>'), True], ["Bo", 3, False]]
    (table,) = read(workbook.write(tmp_path / "list.xlsx", {"S": rows}))
    assert table.rows == (("Ana", "", "TRUE"), ("Bo", "3", "FALSE"))
    assert table.notes == ("1 cell holds an error such as #N/A and counts as empty.",)


def test_merged_cells_belong_to_the_first(tmp_path: Path):
    rows = [["Student", None, "Grade"], ["Ana", "Diaz", "6"], [None, "Li", "6"]]
    merged = '<mergeCells count="2"><mergeCell ref="A1:B1"/><mergeCell ref="A2:A3"/></mergeCells>'
    (table,) = read(workbook.write(tmp_path / "list.xlsx", {"S": rows}, after=merged))
    assert table.headers == ("Student", "", "Grade")
    assert table.rows == (("Ana", "Diaz", "6"), ("", "Li", "6"))


def test_a_table_may_begin_anywhere_in_a_sheet(tmp_path: Path):
    rows = [[], [], [None, None, "First", "Last"], [None, None, "Ana", "Diaz"], [], [None, None, None, "Li"]]
    (table,) = read(workbook.write(tmp_path / "list.xlsx", {"S": rows}))
    assert [row[2:] for row in table.rows] == [("Ana", "Diaz"), ("", "Li")]
    assert (table.header_line, table.lines) == (3, (4, 6))


def test_hidden_sheets_are_left_aside_and_said(tmp_path: Path):
    sheets = {"One": [["First", "Last"], ["Ana", "Diaz"]], "Old": [["x"], ["y"]], "Older": [["x"], ["y"]]}
    (table,) = read(workbook.write(tmp_path / "list.xlsx", sheets, hidden=("Old", "Older")))
    assert table.notes == ("Hidden sheets stay aside: “Old”, “Older”.",)
    with pytest.raises(UserError, match="in hidden sheets"):
        read(workbook.write(tmp_path / "list.xlsx", sheets, hidden=tuple(sheets)))


def test_hidden_rows_are_rows(tmp_path: Path):
    book = workbook.write(tmp_path / "list.xlsx", {"S": [["First", "Last"], ["Ana", "Diaz"], ["Bo", "Li"]]})
    changed(book, lambda sheet: sheet.replace(b'<row r="2">', b'<row r="2" hidden="1">'))
    assert len(read(book)[0].rows) == 2


@pytest.mark.parametrize(("system", "day"), [("", "2026-09-01"), ('<workbookPr date1904="1"/>', "2030-09-02")])
def test_both_calendars_of_excel(tmp_path: Path, system: str, day: str):
    book = workbook.write(
        tmp_path / "list.xlsx", {"S": [["Name", "Due"], ["Ana", Raw('s="1"|<v>46266</v>')]]}, more=system
    )
    with zipfile.ZipFile(book, "a") as package:
        package.writestr(
            "xl/styles.xml",
            '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
            '<cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>',
        )
    changed(book, lambda relations: relations.replace(b"</Relationships>", STYLES), "xl/_rels/workbook.xml.rels")
    assert read(book)[0].rows == (("Ana", day),)


@pytest.mark.parametrize("far", ["T1048576", "XFD1048576", "XFD2000"])
def test_a_cell_far_from_the_table_is_told_before_memory_runs_out(tmp_path: Path, far: str):
    book = workbook.write(tmp_path / "list.xlsx", {"S": [["First", "Last"], ["Ana", "Diaz"]]})
    row = far.lstrip("TXFD")
    stray = f'<row r="{row}"><c r="{far}"><v>1</v></c></row></sheetData>'.encode()
    changed(book, lambda sheet: sheet.replace(b"</sheetData>", stray))
    with pytest.raises(UserError, match=f"row {int(row):,} and"):
        read(book)


def test_rows_that_are_only_coloured_are_no_rows(tmp_path: Path):
    book = workbook.write(tmp_path / "list.xlsx", {"S": [["First", "Last"], ["Ana", "Diaz"]]})
    coloured = b'<row r="1048576" s="1"><c r="A1048576" s="1"/><c r="XFD1048576" s="1" /></row></sheetData>'
    changed(book, lambda sheet: sheet.replace(b"</sheetData>", coloured))
    assert read(book)[0].rows == (("Ana", "Diaz"),)


def test_a_full_sheet_is_refused_before_it_is_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sheet_parts, "MOST_CELLS", 20_000)
    path = workbook.write(tmp_path / "full.xlsx", {"S": [[7] * 20 for _ in range(1000)]})
    assert len(read(path)[0].rows) == 999
    workbook.write(path, {"S": [[7] * 20 for _ in range(1001)]})
    with pytest.raises(UserError, match="far more cells"):
        read(path)


def changed(book: Path, change: Callable[[bytes], bytes], name: str = "xl/worksheets/s1.xml") -> None:
    """Write a workbook anew with one part changed."""
    with zipfile.ZipFile(book) as package:
        parts = {each: package.read(each) for each in package.namelist()}
    with zipfile.ZipFile(book, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
        for each, content in parts.items():
            package.writestr(each, change(content) if each == name else content)


STYLES = (
    b'<Relationship Id="r9" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" '
    b'Target="styles.xml"/></Relationships>'
)


@pytest.mark.parametrize(("repeats", "refused"), [((1, 1), False), ((1_048_574, 16_384), True), ((900_000, 30), True)])
def test_cells_that_say_they_stand_a_million_times(tmp_path: Path, repeats: tuple[int, int], refused: bool):
    path = open_document(tmp_path / "list.ods", *repeats)
    if refused:
        with pytest.raises(UserError, match="far more cells"):
            read(path)
    else:
        assert read(path)[0].rows == (("Ana", "Diaz"),)


def open_document(path: Path, rows: int, columns: int) -> Path:
    """A small ODS, whose last row and last cell are said to be repeated; blank rows follow to the end of the sheet."""

    def cell(text: str, repeated: int = 1) -> str:
        many = f'table:number-columns-repeated="{repeated}"'
        return f'<table:table-cell office:value-type="string" {many}><text:p>{text}</text:p></table:table-cell>'

    spaces = " ".join(
        f'xmlns:{each}="urn:oasis:names:tc:opendocument:xmlns:{each}:1.0"' for each in ("office", "table", "text")
    )
    body = f"<table:table-row>{cell('First')}{cell('Last')}</table:table-row>"
    body += (
        f'<table:table-row table:number-rows-repeated="{rows}">{cell("Ana")}{cell("Diaz", columns)}</table:table-row>'
    )
    body += '<table:table-row table:number-rows-repeated="1048574"><table:table-cell/></table:table-row>'
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr(
            "content.xml",
            f'<office:document-content {spaces}><office:body><office:spreadsheet><table:table table:name="S">{body}'
            "</table:table></office:spreadsheet></office:body></office:document-content>",
        )
        package.writestr("META-INF/manifest.xml", "<manifest/>")
    return path
