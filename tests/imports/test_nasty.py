"""The nasty files of others: each is read without loss, or refused with a line and a reason."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from learnerplan.errors import UserError
from learnerplan.imports.tables import read
from tests.imports.reading import objects, table_of

SPECTRUM = [
    "comma_in_quotes",
    "empty",
    "empty_crlf",
    "escaped_quotes",
    "json",
    "newlines",
    "newlines_crlf",
    "quotes_and_newlines",
    "simple",
    "simple_crlf",
    "utf8",
]


@pytest.mark.parametrize("name", SPECTRUM)
def test_csv_spectrum_comes_out_as_its_json_says(shared_data: Path, tmp_path: Path, name: str):
    folder = shared_data / "nasty" / "csv-spectrum"
    content = (folder / f"{name}.csv").read_bytes()
    if name.endswith("_crlf"):  # a checkout may have taken the carriage returns away
        content = content.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
    table = table_of(tmp_path, content)
    assert objects(table) == json.loads((folder / f"{name}.json").read_text("utf-8"))


def test_csv_spectrum_coordinates_keep_their_cells(shared_data: Path):
    folder = shared_data / "nasty" / "csv-spectrum"
    (table,) = read(folder / "location_coordinates.csv")
    expected = json.loads((folder / "location_coordinates.json").read_text("utf-8"))["Location Coordinates"]
    assert objects(table)[0]["Location Coordinates"] == expected


CSVKIT = {
    "bad.csv": (("column_a", "column_b", "column_c"), 2, [2]),
    "bad_skip_lines.csv": (("column_a", "column_b", "column_c"), 2, [5]),
    "blanks.csv": (("a", "b", "c", "d", "e", "f"), 1, []),
    "date_like_number.csv": (("a",), 1, []),
    "dummy.tsv": (("a", "b", "c"), 1, []),
    "mac_newlines.csv": (("a", "b", "c"), 2, []),
    "null_byte.csv": (("a", "b", "c"), 1, []),
    "optional_quote_characters.csv": (("a", "b", "c"), 1, []),
    "sort_ints_nulls.csv": (("a", "b", "c"), 3, []),
    "test_date_format.csv": (("a",), 2, []),
    "test_empty_columns.csv": (("a", "b", "c"), 2, []),
    "test_empty_columns_long_row.csv": (("a", "b", "c"), 0, []),
    "test_empty_columns_short_row.csv": (("a", "b", "c"), 0, []),
    "test_extra_header.csv": (("a", "b", "c", "d"), 1, []),
    "test_latin1.csv": (("a", "b", "c"), 2, []),
    "test_locale.csv": (("a", "b", "c"), 1, []),
    "test_no_leading_zeroes.csv": (("a", "b", "c"), 1, []),
    "test_utf16_big.csv": (("a", "b", "c"), 2, []),
}


@pytest.mark.parametrize("name", CSVKIT)
def test_csvkit_files_lose_nothing(shared_data: Path, name: str):
    headers, rows, refused = CSVKIT[name]
    (table,) = read(shared_data / "nasty" / "csvkit" / name)
    assert table.headers == headers
    assert len(table.rows) == rows
    assert [refusal.line for refusal in table.refused] == refused
    assert all(refusal.reason.endswith(".") for refusal in table.refused)


def test_every_file_of_csvkit_but_the_empty_one_is_read(shared_data: Path):
    for path in sorted((shared_data / "nasty" / "csvkit").iterdir()):
        if path.name == "empty.csv":
            with pytest.raises(UserError, match=r"“empty\.csv” is empty"):
                read(path)
        else:
            assert read(path)


def test_numbers_that_look_like_something_else_stay_as_written(shared_data: Path):
    (zeros,) = read(shared_data / "nasty" / "csvkit" / "test_no_leading_zeroes.csv")
    assert zeros.rows == (("01", "00.11", "0.1"),)
    (euro,) = read(shared_data / "nasty" / "csvkit" / "test_locale.csv")
    assert euro.rows == (("1,7", "200.000.000", ""),)


def test_naughty_strings_survive_as_cells(shared_data: Path, tmp_path: Path):
    strings = json.loads((shared_data / "nasty" / "blns.json").read_text("utf-8"))
    body = "id,text\r\n" + "".join(
        f'{number},"{text.replace(chr(34), chr(34) * 2)}"\r\n' for number, text in enumerate(strings)
    )
    table = table_of(tmp_path, body)
    assert [row[1] for row in table.rows] == strings
    assert not table.refused


def test_the_workbooks_of_csvkit(shared_data: Path):
    data, greek = read(shared_data / "nasty" / "csvkit" / "sheets.xlsx")
    assert (data.sheet, greek.sheet) == ("data", "ʤ")
    assert data.rows[0][:6] == ("Chicago Reader", "1971-01-01", "40", "TRUE", "1", "1971-01-01 04:14:00")
    assert any("trimmed" in cell for row in data.rows for cell in row)
    (skipped,) = read(shared_data / "nasty" / "csvkit" / "test_skip_lines.xlsx")
    assert skipped.headers[:3] == ("text", "date", "integer")
    assert skipped.header_line == 4


def test_reading_twice_gives_equal_tables(shared_data: Path):
    path = shared_data / "rosters" / "district-students-export.csv"
    assert read(path) == read(path)
