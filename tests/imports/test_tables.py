"""Reading files: whatever a school system writes comes out as a table of text, or a sentence says why not."""

from __future__ import annotations

import os
import tracemalloc
from pathlib import Path

import pytest

from learnerplan.errors import UserError
from learnerplan.imports.tables import read, read_sources
from tests.imports.reading import table_of


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "latin-1", "mac_roman", "utf-32"]
)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_any_encoding_and_line_ending(tmp_path: Path, encoding: str, end: str):
    lines = ["First,Last,Town", "Zoë,Müller,Köln", "José,Núñez,Málaga", 'Renée,"Dupré, d’Arc",Orléans']
    if encoding == "latin-1":
        lines = [line.replace("’", "'") for line in lines]
    table = table_of(tmp_path, end.join(lines).encode(encoding))
    assert table.headers == ("First", "Last", "Town")
    assert table.rows[0] == ("Zoë", "Müller", "Köln")
    assert table.rows[2][0] == "Renée"
    assert table.rows[2][1].startswith("Dupré, d")
    assert table.lines == (2, 3, 4)
    assert table.encoding


@pytest.mark.parametrize(
    ("encoding", "names"),
    [
        ("cp1251", ["Имя,Фамилия", "Наталья,Соколова", "Александр,Кузнецов", "Екатерина,Морозова"]),
        ("cp1253", ["Όνομα,Επώνυμο", "Γεώργιος,Παπαδόπουλος", "Ελένη,Οικονόμου", "Κωνσταντίνος,Γεωργίου"]),
    ],
)
def test_other_alphabets_of_old_systems(tmp_path: Path, encoding: str, names: list[str]):
    table = table_of(tmp_path, "\n".join(names * 3).encode(encoding))
    assert ",".join(table.rows[0]) == names[1]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_any_delimiter(tmp_path: Path, delimiter: str):
    body = "\n".join(
        delimiter.join(row) for row in [("First", "Last", "Note"), ("Ana", "Diaz", "x"), ("Bo", "Li", "y")]
    )
    table = table_of(tmp_path, body)
    assert table.delimiter == delimiter
    assert table.rows == (("Ana", "Diaz", "x"), ("Bo", "Li", "y"))


def test_commas_in_questions_do_not_hide_the_tabs_between_them(tmp_path: Path):
    table = table_of(tmp_path, "Name\tWhat, if anything, do you like?\nAna\tfish, birds, and cats\nBo\tnone\n")
    assert table.delimiter == "\t"
    assert table.rows[0] == ("Ana", "fish, birds, and cats")


def test_semicolons_of_ticked_choices_are_no_delimiter(tmp_path: Path):
    table = table_of(tmp_path, "Name,Likes,Age\nAna,Art;Maths;,9\nBo,Art;,10\nCy,,9\n")
    assert table.rows[0] == ("Ana", "Art;Maths;", "9")


def test_excel_says_its_delimiter_in_the_first_line(tmp_path: Path):
    table = table_of(tmp_path, "sep=;\nFirst;Last\nAna;Diaz\n")
    assert table.headers == ("First", "Last")
    assert table.lines == (3,)


def test_quoted_line_breaks_keep_the_line_numbers_right(tmp_path: Path):
    table = table_of(tmp_path, 'Name,Note\nAna,"one\ntwo\nthree"\nBo,x\n')
    assert table.lines == (2, 5)
    assert table.rows[0][1] == "one\ntwo\nthree"


def test_a_quote_that_never_closes_costs_one_line_and_no_more(tmp_path: Path):
    table = table_of(tmp_path, 'Name,Note\nAna,"oops\nBo,x\nCy,y\n')
    assert [row[0] for row in table.rows] == ["Bo", "Cy"]
    assert [refusal.line for refusal in table.refused] == [2]
    assert "quotation mark" in table.refused[0].reason


def test_an_open_quote_on_the_last_line_is_refused_too(tmp_path: Path):
    table = table_of(tmp_path, 'Name,Note\nAna,x\n"Bo,y')
    assert [row[0] for row in table.rows] == ["Ana"]
    assert [refusal.line for refusal in table.refused] == [3]


def test_inches_inside_a_cell_are_no_quotes(tmp_path: Path):
    table = table_of(tmp_path, 'Name,Note\nAna,a 6" ruler\nBo,x\n')
    assert table.rows == (("Ana", 'a 6" ruler'), ("Bo", "x"))


def test_a_cell_without_end_does_not_take_the_file_with_it(tmp_path: Path):
    table = table_of(tmp_path, 'Name,Note\nAna,"' + "endless " * 200_000 + "\nBo,x\n")
    assert table.rows == (("Bo", "x"),)
    assert [refusal.line for refusal in table.refused] == [2]


def test_short_rows_are_filled_and_long_ones_refused_with_their_line(tmp_path: Path):
    table = table_of(tmp_path, "First,Last,Grade\nAna,Diaz\nBo,Li,6,,\nCy,Oz,6,surprise\n")
    assert table.rows == (("Ana", "Diaz", ""), ("Bo", "Li", "6"))
    assert [(each.line, "4 cells" in each.reason) for each in table.refused] == [(4, True)]
    assert "1 row is shorter" in table.notes[0]


def test_titles_above_the_header_are_not_the_header(tmp_path: Path):
    table = table_of(tmp_path, "Room 12,,,\nTeacher: Ms Roy,,,\n,,,\nFirst Name,Last Name,Grade,ID\nAna,Diaz,6,7\n")
    assert table.headers == ("First Name", "Last Name", "Grade", "ID")
    assert table.header_line == 4
    assert table.lines == (5,)


def test_a_wide_title_row_gives_way_to_known_headers(tmp_path: Path):
    table = table_of(tmp_path, "Lincoln School,Room 12,2026\nFirst Name,Last Name,Grade\nAna,Diaz,6\n")
    assert table.headers == ("First Name", "Last Name", "Grade")


def test_a_line_of_thousands_of_cells_is_no_table(tmp_path: Path):
    with pytest.raises(UserError, match=r"“list\.csv” .* line 1 has 200,001 cells"):
        table_of(tmp_path, "a," * 200_000)


def test_two_columns_of_one_name_are_both_kept(tmp_path: Path):
    table = table_of(tmp_path, "Name,Name\nAna,\n,Bo\n")
    assert table.headers == ("Name", "Name")
    assert table.rows == (("Ana", ""), ("", "Bo"))


def test_notes_beside_the_table_are_a_column_without_a_name(tmp_path: Path):
    table = table_of(tmp_path, "First,Last,,\nAna,Diaz,,sits in front\nBo,Li,,\n")
    assert table.headers == ("First", "Last", "", "")
    assert table.rows[0] == ("Ana", "Diaz", "", "sits in front")


def test_nul_bytes_vanish_and_nothing_else_does(tmp_path: Path):
    table = table_of(tmp_path, b"Name,Note\nAn\x00a,x\n")
    assert table.rows == (("Ana", "x"),)


@pytest.mark.parametrize("content", [b"", b"\n\n\r\n", b"\xef\xbb\xbf", b",,,\n,,\n"])
def test_an_empty_file_is_a_sentence(tmp_path: Path, content: bytes):
    with pytest.raises(UserError, match="is empty"):
        table_of(tmp_path, content)


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"%PDF-1.7 ...", "a PDF"),
        (b"\x89PNG\r\n\x1a\n" + bytes(200), "a picture"),
        (b"\xff\xd8\xff\xe0" + bytes(200), "a picture"),
        (b"PK\x03\x04" + b"word/document.xml" + bytes(60), "a damaged or unusual zip"),
        (bytes(range(256)) * 40, "no readable text"),
        (b"<!DOCTYPE html><table><tr><td>Ana</td></tr></table>", "a web page"),
        (b'[{"name": "Ana"}]', "JSON"),
    ],
)
def test_what_is_no_table_is_named_for_what_it_is(tmp_path: Path, content: bytes, what: str):
    with pytest.raises(UserError) as caught:
        table_of(tmp_path, content, "roster.csv")
    assert "roster.csv" in caught.value.message
    assert what in caught.value.message
    assert caught.value.hint


def test_a_missing_file_and_a_folder_without_tables(tmp_path: Path):
    with pytest.raises(UserError, match="There is no file"):
        read(tmp_path / "nothing.csv")
    (tmp_path / "photo.jpg").write_bytes(b"x")
    with pytest.raises(UserError, match="no table in the folder"):
        read_sources([tmp_path])
    with pytest.raises(UserError, match="No file was chosen"):
        read_sources([])


@pytest.mark.skipif(os.name == "nt" or not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read anything")
def test_a_file_that_may_not_be_read(tmp_path: Path):
    path = tmp_path / "locked.csv"
    path.write_text("a,b", "utf-8")
    path.chmod(0)
    with pytest.raises(UserError, match="cannot be read"):
        read(path)


@pytest.mark.parametrize(("begin", "size"), [(b"PK\x03\x04", 200), (b"First,Last\n", 2_100)])
def test_a_huge_file_is_refused_before_it_is_read(tmp_path: Path, begin: bytes, size: int):
    path = tmp_path / "huge.csv"
    with path.open("wb") as file:
        file.write(begin)
        file.truncate(size * 1_000_000)
    tracemalloc.start()
    with pytest.raises(UserError, match=f"{size} MB"):
        read(path)
    assert tracemalloc.get_traced_memory()[1] < 1_000_000
    tracemalloc.stop()


def test_a_folder_gives_its_tables_and_skips_what_is_none(tmp_path: Path):
    (tmp_path / "b.csv").write_text("First,Last\nAna,Diaz\n", "utf-8")
    (tmp_path / "a.csv").write_text("First,Last\nBo,Li\n", "utf-8")
    (tmp_path / "~$b.xlsx").write_bytes(b"lock")
    (tmp_path / "readme.pdf").write_bytes(b"%PDF")
    (tmp_path / "empty.csv").write_bytes(b"")
    found = read_sources([tmp_path])
    assert [(table.path.name, bool(table.problem)) for table in found] == [
        ("a.csv", False),
        ("b.csv", False),
        ("empty.csv", True),
    ]


def test_passwords_never_enter_a_table(tmp_path: Path):
    body = "First,Password,Temp. pwd,PIN,Last,Contraseña,Mot de passe\nAna,s3cret,s3cret,s3cret,Diaz,s3cret,s3cret\n"
    table = table_of(tmp_path, body)
    assert table.headers == ("First", "Last")
    assert table.dropped == ("Password", "Temp. pwd", "PIN", "Contraseña", "Mot de passe")
    assert "s3cret" not in repr(table)


def test_passwords_of_real_rosters_are_dropped(shared_data: Path):
    for folder in ("sds-v1-25-users", "sds-uk-25-users", "sds-v2.1"):
        for table in read_sources([shared_data / "rosters" / folder]):
            assert "P@ssw" not in repr(table)


def test_a_question_about_secrets_is_no_credential(tmp_path: Path):
    table = table_of(tmp_path, "Name,What is your secret talent?,What helps you pass a test?\nAna,juggling,sleep\n")
    assert table.dropped == ()
