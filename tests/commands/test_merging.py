from __future__ import annotations

import json

import pytest

from learnerplan import cli
from learnerplan.services import duplicates, learners
from learnerplan.storage.store import Store


@pytest.fixture
def run(room, capsys, tmp_path, monkeypatch):
    """Run a command on the class of two; gives code, stdout and stderr."""
    monkeypatch.setenv("LEARNERPLAN_HOME", str(tmp_path / "home"))

    def call(*words: str):
        code = cli.main(["--planbook", str(room.store.folder.path), *words])
        said = capsys.readouterr()
        return code, said.out, said.err

    return call


@pytest.fixture
def twice(room):
    """Ana a second time, under an id of her own."""
    return learners.add(room.store, given_name="Ana Lucia", family_name="Ferreira", grade="6", home_language="pt")


def test_duplicates_are_listed_with_the_command_that_merges_them(room, run, twice):
    code, out, _ = run("duplicates")
    assert (code, f"learnerplan merge {room.ana} {twice}" in out) == (0, True)
    assert json.loads(run("duplicates", "--json")[1]) == [vars(each) for each in duplicates.listed(room.store)]
    run("merge", room.ana, twice)
    assert run("duplicates")[1] == "No two students look like one child.\n"


def test_a_dry_run_changes_nothing_and_a_merge_can_be_undone(room, run, twice):
    code, out, _ = run("merge", room.ana, twice, "--dry-run")
    assert (code, "home_language" in out, "dry run" in out) == (0, True, True)
    assert learners.one(room.store, twice).id == twice
    code, out, _ = run("merge", room.ana, twice, "--take", "given_name", "--json")
    told = json.loads(out)
    assert (code, told["merged"], told["keep"]["id"], told["other"]["id"]) == (0, True, room.ana, twice)
    assert {each["field"]: each["takes"] for each in told["fields"]} == {
        "given_name": "other",
        "home_language": "other",
    }
    assert learners.one(room.store, twice).name == "Ana Lucia Ferreira"
    code, out, _ = run("show", twice, "--json")
    assert (code, json.loads(out)["id"], json.loads(out)["home_language"]) == (0, room.ana, "pt")
    run("undo")
    with_both = Store.open(room.store.folder.path)
    assert learners.one(with_both, twice).id == twice
    with_both.close()


def test_what_cannot_be_merged_is_told_in_a_sentence(room, run, twice):
    code, _, err = run("merge", room.ana, room.ana)
    assert (code, "one student already" in err) == (1, True)
    code, _, err = run("merge", room.ana, twice, "--take", "shoe_size")
    assert (code, "no field of a student" in err) == (1, True)
    assert run("merge", room.ana, "nobody")[0] == 1
