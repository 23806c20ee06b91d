"""Standards from the command line: each real file with the counts that it holds."""

from __future__ import annotations

import csv
import json

import pytest

from learnerplan import cli


@pytest.fixture
def run(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("LEARNERPLAN_HOME", str(tmp_path / "home"))

    def call(*words: object):
        capsys.readouterr()
        code = cli.main(["--planbook", str(tmp_path / "book"), *map(str, words)])
        told = capsys.readouterr()
        return code, told.out, told.err

    return call


def lengths(path):
    """What a CASE file or a list holds, counted without us."""
    if path.suffix == ".csv":
        with path.open(encoding="utf-8-sig", newline="") as handle:
            return {"": sum(1 for _row in csv.DictReader(handle))}
    said = json.loads(path.read_text(encoding="utf-8-sig"))
    lists = {"Items": said["CFItems"], "Associations": said["CFAssociations"]}
    return {"Framework": 1} | {name: len(entries) for name, entries in lists.items() if entries}


def test_every_real_file_of_standards_imports_with_its_counts(run, shared_data):
    files = sorted((shared_data / "case").glob("*.json"))
    files = [path for path in files if "schema" not in path.name]
    files += [shared_data / "standards" / "standards_nodes.csv", shared_data / "standards" / "prerequisite_edges.csv"]
    assert len(files) == 9
    for verdict in ("new", "unchanged"):
        for path in files:
            code, out, err = run("import", path, "--json")
            assert (code, err) == (0, "")
            held = json.loads(out)["files"]
            expected = lengths(path)
            if path.name == "EmptyExternalFramework.json":
                assert [(file["new"], file["unchanged"]) for file in held] == [(0, 1)]
                continue
            assert {file.get("sheet", ""): file[verdict] for file in held} == expected
            assert not any(file["refused"] or file["undecided"] for file in held)


def test_a_folder_of_packages_comes_in_without_what_is_none(run, shared_data):
    code, out, err = run("import", shared_data / "case")
    assert (code, err) == (0, "")
    assert "is a JSON schema" in out
    assert "EmptyExternalFramework.json (Framework): It holds no standards." in out


def test_a_schema_alone_is_refused_with_one_sentence(run, shared_data):
    code, out, err = run("import", shared_data / "case" / "case-v1p0-cfpackage-schema.json")
    assert (code, out) == (1, "")
    assert "it says how a package of standards is written" in err
    assert err.count("\n") == 1


def test_the_teacher_may_say_that_it_is_standards(run, tmp_path):
    path = tmp_path / "skills.csv"
    path.write_text("Skill,Points\nRead a map,3\n", encoding="utf-8")
    code, out, _err = run("import", path, "--kind", "standards", "--json")
    assert (code, json.loads(out)["files"][0]["new"]) == (0, 1)


def test_standards_are_listed_with_what_they_are_part_of_and_come_after(run, tmp_path):
    path = tmp_path / "math.csv"
    path.write_text("Code,Statement,Grade\n3.NF.A.3,Explain **why**,3\n3.NF.A.3d,Compare,3-4\n", encoding="utf-8")
    links = tmp_path / "links.csv"
    links.write_text("from_code,to_code,kind\n3.NF.3d,3.NF.A.3,prerequisite\n", encoding="utf-8")
    run("import", path)
    run("import", links)
    whole, part = json.loads(run("list", "competencies", "--json")[1])
    assert (part["code"], part["grade"], part["grades"], part["part_of"]) == ("3.NF.A.3d", "3", ["4"], [whole["id"]])
    assert (part["aliases"], whole["after"]) == (["3.NF.A.3.d", "3.NF.3.d"], [part["id"]])
    assert "Explain why" in run("list", "competencies")[1]
