"""OneRoster folders on the command line: in, and out again."""

from __future__ import annotations

import csv
import json
import zipfile
from pathlib import Path

import pytest

from learnerplan import cli
from learnerplan.services import oneroster_check
from tests.imports.oneroster.folders import ONE_1, ONE_2, write


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    """Nothing of the person who runs the tests is read or written."""
    monkeypatch.setenv("LEARNERPLAN_HOME", str(tmp_path / "home"))


@pytest.fixture
def run(tmp_path, capsys):
    """Run a command on one planbook; gives code, stdout and stderr."""

    def call(*words: object, planbook: str = "book"):
        code = cli.main(["--planbook", str(tmp_path / planbook), *map(str, words)])
        said = capsys.readouterr()
        return code, said.out, said.err

    return call


def files_of(answer):
    code, out, err = answer
    assert (code, err) == (0, "")
    return {Path(each["path"]).stem: each for each in json.loads(out)["files"]}


def lines(text):
    return len(text.splitlines()) - 1


@pytest.mark.parametrize("folder", [ONE_1, ONE_2])
def test_each_file_has_an_entry_with_all_its_rows(run, tmp_path, folder):
    found = files_of(run("import", write(tmp_path / "in", folder), "--json"))
    assert set(found) == set(folder)
    for name, text in folder.items():
        each = found[name]
        counts = [each[verdict] for verdict in ("new", "updated", "unchanged", "undecided")]
        assert sum(counts) + len(each["refused"]) == lines(text), name
        assert each["kind"] == "roster"
    assert found["users"]["new"] == 2
    again = files_of(run("import", tmp_path / "in", "--json"))
    assert not [name for name, each in again.items() if each["new"] or each["updated"] or each["undecided"]]


def test_a_zip_is_read_like_the_folder_in_it(run, tmp_path):
    with zipfile.ZipFile(tmp_path / "roster.zip", "w") as packed:
        for name, text in ONE_2.items():
            packed.writestr(f"export/{name}.csv", text)
    found = files_of(run("import", tmp_path / "roster.zip", "--json"))
    assert set(found) == set(ONE_2)
    assert (found["users"]["new"], found["enrollments"]["new"]) == (2, 3)
    folder = files_of(run("import", write(tmp_path / "in", ONE_2), "--json"))
    assert not [name for name, each in folder.items() if each["new"] or each["updated"]]


def test_the_sample_of_school_data_sync(run, shared_data):
    folder = shared_data / "rosters" / "sds-v2.1"
    found = files_of(run("import", folder, "--json"))
    with (folder / "roles.csv").open(encoding="utf-8-sig", newline="") as handle:
        students = sum(row["role"] == "student" for row in csv.DictReader(handle))
    assert found["users"]["new"] == students
    assert not [each for each in found.values() if each["refused"]]
    assert len(json.loads(run("list", "learners", "--json")[1])) == students


def test_the_export_is_a_sound_folder_that_comes_back(run, tmp_path):
    run("import", write(tmp_path / "in", ONE_1))
    code, out, err = run("export", tmp_path / "out", "--format", "oneroster")
    assert (code, err) == (0, "")
    assert "in 8 files" in out
    assert oneroster_check.check(tmp_path / "out") == []
    found = files_of(run("import", tmp_path / "out", "--json", planbook="other"))
    assert (found["users"]["new"], found["classes"]["new"], found["enrollments"]["new"]) == (2, 2, 3)


def test_supports_have_no_place_in_it(run, tmp_path):
    run("import", write(tmp_path / "in", ONE_1))
    code, _out, err = run("export", tmp_path / "out", "--format", "oneroster", "--with-supports")
    assert code == 1
    assert "no place for supports" in err
