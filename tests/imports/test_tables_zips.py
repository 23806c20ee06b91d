"""Zips are read like folders; nothing in them is trusted, and nothing of them is written to disk."""

from __future__ import annotations

import stat
import zipfile
from pathlib import Path

import pytest

from learnerplan.errors import UserError
from learnerplan.imports import tables
from learnerplan.imports.files import archives
from learnerplan.imports.known import Known
from learnerplan.imports.planning import plan_import
from learnerplan.imports.tables import Table, read, read_sources
from tests.imports import workbook

ROSTER = "First Name,Last Name,Student ID\nAna,Diaz,1\n"


def zipped(path: Path, *files: tuple[str | zipfile.ZipInfo, str | bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in files:
            package.writestr(name, content)
    return path


def problems(found: tuple[Table, ...]) -> dict[str, str]:
    return {table.path.name: table.problem for table in found}


def test_a_zip_gives_its_tables_as_a_folder_does(tmp_path: Path):
    path = zipped(tmp_path / "export.zip", ("b.csv", ROSTER), ("a.csv", ROSTER), ("readme.pdf", "%PDF"))
    found = read_sources([path])
    assert [table.path for table in found] == [path / "a.csv", path / "b.csv"]
    assert all(table.along and table.rows == (("Ana", "Diaz", "1"),) for table in found)
    assert sorted(tmp_path.iterdir()) == [path]


def test_the_one_folder_in_a_zip_is_the_zip(tmp_path: Path):
    path = zipped(
        tmp_path / "export.zip",
        ("OneRoster 2026/", ""),
        ("OneRoster 2026/users.csv", ROSTER),
        ("OneRoster 2026/more/orgs.csv", ROSTER),
        ("__MACOSX/OneRoster 2026/._users.csv", b"\x00\x05\x16\x07"),
        ("OneRoster 2026/.hidden.csv", ROSTER),
        ("OneRoster 2026/~$users.xlsx", "lock"),
    )
    assert [table.path for table in read(path)] == [path / "more" / "orgs.csv", path / "users.csv"]


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("../../etc/users.csv", "users.csv"),
        ("/etc/users.csv", "users.csv"),
        ("C:\\school\\users.csv", "users.csv"),
        ("..\\users.csv", "users.csv"),
        ("C:users.csv", "users.csv"),
        ("\\\\server\\share\\users.csv", "users.csv"),
    ],
)
def test_names_that_lead_out_of_the_zip_lead_nowhere(tmp_path: Path, written: str, name: str):
    path = zipped(tmp_path / "export.zip", (written, ROSTER))
    (table,) = read(path)
    assert table.path == path / name
    assert table.rows
    assert written.replace("\u202e", "") in table.notes[-1]
    assert sorted(tmp_path.iterdir()) == [path]


def test_devices_drives_and_turned_names_are_only_names(tmp_path: Path):
    path = zipped(
        tmp_path / "export.zip", ("NUL.csv", ROSTER), ("x/D:a.csv", ROSTER), ("us\u202ecsv.ers\x07.csv", ROSTER)
    )
    assert sorted(problems(read(path))) == ["D_a.csv", "NUL.csv", "uscsv.ers.csv"]


def test_links_are_not_followed(tmp_path: Path):
    link = zipfile.ZipInfo("users.csv")
    link.create_system = 3
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    found = read(zipped(tmp_path / "export.zip", (link, "/etc/passwd"), ("orgs.csv", ROSTER)))
    assert "link" in problems(found)["users.csv"]
    assert problems(found)["orgs.csv"] == ""


def test_a_zip_in_a_zip_is_said_and_does_not_stop_the_rest(tmp_path: Path):
    inner = zipped(tmp_path / "inner.zip", ("users.csv", ROSTER)).read_bytes()
    found = read(zipped(tmp_path / "export.zip", ("inner.zip", inner), ("lying.csv", inner), ("orgs.csv", ROSTER)))
    assert "zip inside the zip" in problems(found)["inner.zip"]
    assert "zip inside the zip" in problems(found)["lying.csv"]
    with pytest.raises(UserError, match="zip inside the zip"):
        plan_import(read(zipped(tmp_path / "only.zip", ("inner.zip", inner))), Known())


def test_what_unpacks_without_end_is_refused_unopened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(archives, "MOST_UNPACKED", 2_000_000)
    path = tmp_path / "bomb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for number in range(21):
            package.writestr(f"{number}.csv", bytes(100_000))
    with pytest.raises(UserError, match="unpacks to more than 2 MB"):
        read(path)


def test_a_file_of_a_zip_may_be_as_large_as_any_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(tables, "MOST_BYTES", 1_000_000)
    path = tmp_path / "large.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("large.csv", b"," * 1_000_001)
        package.writestr("users.csv", ROSTER)
    assert "more than 1 MB" in problems(read(path))["large.csv"]


def test_sizes_that_lie_are_found_out(tmp_path: Path):
    path = zipped(tmp_path / "lying.zip", ("users.csv", ROSTER * 1000), ("orgs.csv", ROSTER))
    data = path.read_bytes()
    true, told = (len(ROSTER) * 1000).to_bytes(4, "little"), (20).to_bytes(4, "little")
    assert data.count(true) == 2
    path.write_bytes(data.replace(true, told))
    found = problems(read(path))
    assert "damaged" in found["users.csv"]
    assert found["orgs.csv"] == ""


def test_thousands_of_files_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(archives, "MOST_MEMBERS", 3)
    with pytest.raises(UserError, match="holds 4 files"):
        read(zipped(tmp_path / "many.zip", *((f"{number}.csv", ROSTER) for number in range(4))))


def test_locked_files_are_a_sentence(tmp_path: Path):
    path = zipped(tmp_path / "locked.zip", ("users.csv", ROSTER), ("orgs.csv", ROSTER))
    data = bytearray(path.read_bytes())
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + place] |= 1
    path.write_bytes(data)
    found = problems(read(path))
    assert "password" in found["users.csv"]
    assert found["orgs.csv"] == ""


def test_a_wrong_checksum_is_a_sentence(tmp_path: Path):
    path = tmp_path / "wrong.zip"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("users.csv", ROSTER)
    path.write_bytes(path.read_bytes().replace(b"Diaz", b"Dias"))
    assert "damaged" in problems(read(path))["users.csv"]


def test_a_zip_that_breaks_off_is_a_sentence(tmp_path: Path):
    path = zipped(tmp_path / "cut.zip", ("users.csv", ROSTER))
    path.write_bytes(path.read_bytes()[:-10])
    with pytest.raises(UserError, match="damaged"):
        read(path)


def test_a_zip_without_tables_is_a_sentence(tmp_path: Path):
    with pytest.raises(UserError, match=r"no table in “photos\.zip”"):
        read(zipped(tmp_path / "photos.zip", ("a.jpg", b"\xff\xd8\xff")))
    with pytest.raises(UserError, match="no table"):
        read(zipped(tmp_path / "empty.zip"))


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_files_of_one_name_are_both_read(tmp_path: Path):
    path = zipped(tmp_path / "twice.zip", ("users.csv", ROSTER), ("users.csv", ROSTER.replace("Ana", "Bo")))
    found = read(path)
    assert [(table.path.name, table.rows[0][0]) for table in found] == [("users.csv", "Ana"), ("users (2).csv", "Bo")]


def test_names_are_read_as_they_were_meant(tmp_path: Path):
    path = zipped(tmp_path / "names.zip", ("Schüler.csv", ROSTER), ("Élèves.csv", ROSTER))
    data = bytearray(path.read_bytes())
    for mark, place in ((b"PK\x03\x04", 7), (b"PK\x01\x02", 9)):
        at = data.index(mark)
        data[at + place] &= ~0x08  # a program that writes UTF-8 and does not say so
    path.write_bytes(data)
    assert sorted(problems(read(path))) == ["Schüler.csv", "Élèves.csv"]


def test_a_zip_and_a_workbook_are_told_apart(tmp_path: Path):
    book = workbook.write(tmp_path / "list.xlsx", {"S": [["First", "Last"], ["Ana", "Diaz"]]})
    path = tmp_path / "stored.zip"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("list.xlsx", book.read_bytes())
        package.writestr("users.csv", ROSTER)
    found = read(path)
    assert [(table.path.name, table.sheet) for table in found] == [("list.xlsx", "S"), ("users.csv", "")]
    lying = tmp_path / "lying.csv"
    lying.write_bytes(path.read_bytes())
    assert len(read(lying)) == 2
    book.rename(tmp_path / "book.zip")
    assert read(tmp_path / "book.zip")[0].sheet == "S"
