"""`share`: from the command line alone, two planbooks come to have the same class."""

from __future__ import annotations

import json
import shutil

import pytest

from learnerplan import cli
from learnerplan.services import disclosures, learners, planbooks
from learnerplan.storage.store import Store
from tests.room import TODAY


@pytest.fixture
def call(capsys, tmp_path, monkeypatch):
    """Run a command on a planbook; gives code, stdout and stderr."""
    monkeypatch.setenv("LEARNERPLAN_HOME", str(tmp_path / "home"))

    def run(planbook, *words: object):
        code = cli.main(["--planbook", str(planbook), "share", *map(str, words)])
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


class Folders:
    """Two planbooks, the second without the class, and a folder that both see."""

    def __init__(self, one, other, between) -> None:
        self.one, self.other, self.between = one, other, between


@pytest.fixture
def two(room_template, tmp_path):
    one = shutil.copytree(room_template, tmp_path / "one")
    planbooks.create(tmp_path / "other", today=TODAY, school="Cedar Grove School", teacher="Mr. Ortiz").close()
    (tmp_path / "between").mkdir()
    return Folders(one, tmp_path / "other", tmp_path / "between")


def told(answer):
    code, out, err = answer
    assert code == 0, err
    return json.loads(out)


@pytest.fixture
def shared(call, two):
    """The class is shared; Mr. Ortiz is in."""
    told(call(two.one, "create", two.between, "--class", "Room 12", "--json"))
    code = told(call(two.one, "invite", "--name", "Mr. Ortiz", "--json"))["code"]
    words = told(call(two.other, "join", two.between, "--code", code, "--json"))["words"]
    told(call(two.one, "sync", "--json"))
    assert call(two.one, "admit", *words)[0] == 0
    for planbook in (two.one, two.other, two.one, two.other):
        told(call(planbook, "sync", "--json"))
    return two


def names(planbook):
    store = Store.open(planbook)
    try:
        return sorted(row.given_name for row in learners.all_names(store))
    finally:
        store.close()


def rename(planbook, given, preferred):
    store = Store.open(planbook)
    learner = next(row for row in learners.all_names(store) if row.given_name == given)
    learners.change(store, learner.id, preferred_name=preferred)
    store.close()


def test_a_class_comes_to_somebody_who_was_let_in(call, shared):
    assert names(shared.other) == names(shared.one)
    health = told(call(shared.other, "status", "--json"))["shares"][0]
    assert (health["state"], health["role"], health["kind"]) == ("on", "editor", "class")
    assert {member["name"] for member in health["members"]} == {"Ms. Okoye", "Mr. Ortiz"}
    code, out, _ = call(shared.one, "status")
    assert code == 0
    assert "Mr. Ortiz" in out


def test_an_edit_goes_over_and_two_at_once_are_chosen_between(call, shared):
    rename(shared.one, "Ana Lúcia", "Ana")
    for planbook in (shared.one, shared.other):
        call(planbook, "sync", shared.between)
    assert told(call(shared.other, "choices", "--json")) == []
    rename(shared.one, "Ana Lúcia", "Lu")
    rename(shared.other, "Ana Lúcia", "Lúcia")
    for planbook in (shared.one, shared.other, shared.one):
        call(planbook, "sync")
    choice = told(call(shared.other, "choices", "--json"))[0]
    assert {version["text"] for version in choice["versions"]} == {"Lu", "Lúcia"}
    assert call(shared.other, "choices")[1].startswith("1. ")
    assert call(shared.other, "resolve", 7, 1)[0] == 1
    assert call(shared.other, "resolve", 1, 9)[0] == 1
    assert call(shared.other, "resolve", 1, "first")[0] == 2
    wanted = next(version["number"] for version in choice["versions"] if version["text"] == "Lu")
    assert call(shared.other, "resolve", 1, wanted)[0] == 0
    for planbook in (shared.other, shared.one):
        call(planbook, "sync")
        assert told(call(planbook, "choices", "--json")) == []
    store = Store.open(shared.one)
    assert "Lu" in {row.preferred_name for row in learners.all_names(store)}
    store.close()


def test_words_that_differ_let_nobody_in(call, two):
    call(two.one, "create", two.between, "--class", "Room 12")
    code = told(call(two.one, "invite", "--name", "Mr. Ortiz", "--json"))["code"]
    told(call(two.other, "join", two.between, "--code", code, "--json"))
    call(two.one, "sync")
    assert "Mr. Ortiz" in call(two.one, "requests")[1]
    assert len(told(call(two.one, "requests", "--json"))[0]["words"]) == 6
    code, _, err = call(two.one, "admit", "one", "two", "three", "four", "five", "six")
    assert (code, "nobody was let in" in err) == (1, True)


def test_who_is_revoked_gets_nothing_new(call, shared):
    assert call(shared.one, "revoke", "Nobody")[0] == 1
    assert call(shared.one, "revoke", "Mr. Ortiz")[0] == 0
    rename(shared.one, "Ana Lúcia", "Secret")
    for planbook in (shared.one, shared.other):
        call(planbook, "sync")
    store = Store.open(shared.other)
    assert "Secret" not in {row.preferred_name for row in learners.all_names(store)}
    store.close()


def test_who_leaves_keeps_what_came(call, shared):
    assert call(shared.other, "leave")[0] == 0
    assert names(shared.other) == names(shared.one)
    assert call(shared.other, "leave")[0] == 1


def test_a_folder_that_is_gone_is_no_error(call, shared):
    shutil.rmtree(shared.between)
    report = told(call(shared.one, "sync", "--json"))[0]
    assert report["problems"]
    assert call(shared.one, "sync")[0] == 0
    assert names(shared.one) == ["Ana Lúcia", "Minh Anh"]


def test_what_was_shared_with_whom_is_logged(shared):
    store = Store.open(shared.one)
    assert "Mr. Ortiz" in {row.recipient for row in disclosures.listed(store)}
    store.close()


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("create", "{between}"), 2),
        (("create", "{between}", "--class", "Room 12", "--devices"), 2),
        (("create", "{between}", "--learner", "Ana"), 2),
        (("create", "{between}", "--class", "Room 99"), 1),
        (("create", "{between}", "--own-plan"), 1),
        (("create", "{between}/nowhere", "--class", "Room 12"), 1),
        (("invite", "--name", "Mr. Ortiz"), 1),
        (("join", "{between}", "--code", "AAAA-BBBB"), 1),
        (("sync", "{between}"), 1),
        (("admit",), 2),
        (("status",), 0),
        (("sync",), 0),
        (("choices",), 0),
    ],
)
def test_what_cannot_be_done_is_said(call, two, words, code):
    found, _, err = call(two.one, *(word.replace("{between}", str(two.between)) for word in words))
    assert found == code
    assert "Traceback" not in err


def test_some_students_and_everything_can_be_shared(call, two, tmp_path):
    store = Store.open(two.one)
    minh = next(row.id for row in learners.all_names(store) if row.given_name == "Minh Anh")
    store.close()
    made = told(
        call(two.one, "create", two.between, "--class", "Room 12", "--learner", minh, "--name", "Minh", "--json")
    )
    assert (made["kind"], made["learner_ids"], made["name"]) == ("learners", [minh], "Minh")
    more = tmp_path / "more"
    more.mkdir()
    assert told(call(two.one, "create", more, "--devices", "--json"))["kind"] == "devices"
    code, _, err = call(two.one, "invite", "--name", "Mr. Ortiz")
    assert (code, "several shares" in err) == (1, True)
    assert call(two.one, "invite", "--name", "Mr. Ortiz", "--share", "Nothing")[0] == 1
    assert "Code for Mr. Ortiz" in call(two.one, "invite", "--name", "Mr. Ortiz", "--share", "Minh")[1]
