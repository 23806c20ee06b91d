"""The command line and supports: nothing of them without `--with-supports`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from learnerplan import cli

ROSTER = "Student ID,First Name,Last Name\n0042,Zoë,Nguyễn\n"
HEAD = "Student ID,Accommodation,Details,Start\n"
SUPPORTS = HEAD + "0042,Quiet room,For Zebrafinch tests,2026-09-01\n77,Quiet room,Zebrafinch,\n"


@pytest.fixture
def run(tmp_path, monkeypatch, capsys):
    """Run a command on one planbook with a learner and a support; gives what it printed."""
    monkeypatch.setenv("LEARNERPLAN_HOME", str(tmp_path / "home"))

    def call(*words: object) -> str:
        assert cli.main(["--planbook", str(tmp_path / "book"), *map(str, words)]) == 0
        return capsys.readouterr().out

    for name, text in (("roster.csv", ROSTER), ("accommodations.csv", SUPPORTS)):
        (tmp_path / name).write_text(text, encoding="utf-8")
        call("import", tmp_path / name)
    return call


def test_show_and_history_have_supports_only_when_asked(run):
    for words in (("show", "0042"), ("show", "0042", "--json"), ("history", "0042", "--json")):
        assert "Zebrafinch" not in run(*words)
        assert "Zebrafinch" in run(*words, "--with-supports")
    assert "supports" not in json.loads(run("show", "0042", "--json"))


def test_an_export_has_supports_only_when_asked(run, tmp_path):
    run("export", tmp_path / "out", "--format", "json")
    assert "Zebrafinch" not in (tmp_path / "out" / "learnerplan.json").read_text(encoding="utf-8")
    run("export", tmp_path / "whole", "--format", "json", "--with-supports")
    assert "Zebrafinch" in (tmp_path / "whole" / "learnerplan.json").read_text(encoding="utf-8")


def test_a_support_that_waits_is_told_by_its_number_alone(run):
    assert "Zebrafinch" not in run("pending") + run("pending", "--json")
    (row,) = json.loads(run("pending", "--json"))
    assert (row["title"], row["row"]) == ("School ID 77", {"Student ID": "77"})


def test_a_merge_does_not_tell_that_there_are_supports(run, tmp_path):
    (tmp_path / "more.csv").write_text("Student ID,First Name,Last Name\n43,Lea,Rossi\n", encoding="utf-8")
    run("import", tmp_path / "more.csv")
    said = [run("merge", "43", "0042", *words) for words in (("--dry-run",), ("--dry-run", "--json"), ())]
    assert not [text for text in said if "support" in text]
    assert "Zebrafinch" in run("show", "43", "--with-supports")


@pytest.mark.parametrize("kind", ["notes", "supports", "measurements", "goals"])
def test_a_kind_can_be_said(run, tmp_path: Path, kind):
    texts = {
        "notes": "Student ID,Text\n0042,Explained it\n",
        "supports": "Student ID,Anything\n0042,x\n",
        "measurements": "Student ID,Value,Date\n0042,3,2026-09-01\n",
        "goals": "Student ID,Goal\n0042,Read\n",
    }
    path = tmp_path / "file.csv"
    path.write_text(texts[kind], encoding="utf-8")
    (file,) = json.loads(run("import", path, "--kind", kind, "--json"))["files"]
    assert (file["kind"], file["refused"]) == (kind, [])
    assert file["new"] + file["undecided"] == 1
