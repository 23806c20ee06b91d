"""`share`: from the command line alone, two planbooks come to have the same class."""

from __future__ import annotations

import io
import json
import shutil
from contextlib import redirect_stdout

import pytest

from learnerplan import cli
from learnerplan.services import disclosures, learners, planbooks, shares
from learnerplan.storage.store import Store
from tests.room import TODAY


@pytest.fixture
def call(capsys, tmp_path, monkeypatch):
    """Run a command on a planbook; gives code, stdout and stderr."""
    monkeypatch.setenv("LEARNERPLAN_HOME", str(tmp_path / "home"))

    def run(planbook, *words: object):
        code = command(planbook, *words)
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


def command(planbook, *words: object) -> int:
    return cli.main(["--planbook", str(planbook), "share", *map(str, words)])


class Folders:
    """Two planbooks, the second without the class, and a folder that both see."""

    def __init__(self, place) -> None:
        self.one, self.other, self.between = place / "one", place / "other", place / "between"


def told(answer):
    code, out, err = answer
    assert code == 0, err
    return json.loads(out)


@pytest.fixture(scope="module")
def two_template(room_template, tmp_path_factory):
    """The folders that `two` copies, since making planbooks costs more."""
    place = tmp_path_factory.mktemp("two")
    shutil.copytree(room_template, place / "one")
    planbooks.create(place / "other", today=TODAY, school="Cedar Grove School", teacher="Mr. Ortiz").close()
    (place / "between").mkdir()
    return place


@pytest.fixture(scope="module")
def shared_template(two_template, tmp_path_factory):
    """The folders that `shared` copies, after everything that it takes to come in."""
    place = tmp_path_factory.mktemp("shared") / "place"
    both = Folders(shutil.copytree(two_template, place))

    def said(planbook, *words: object) -> str:
        out = io.StringIO()
        with pytest.MonkeyPatch.context() as patch, redirect_stdout(out):
            patch.setenv("LEARNERPLAN_HOME", str(place / "home"))
            assert command(planbook, *words) == 0
        return out.getvalue()

    said(both.one, "create", both.between, "--class", "Room 12", "--json")
    code = json.loads(said(both.one, "invite", "--name", "Mr. Ortiz", "--json"))["code"]
    words = json.loads(said(both.other, "join", both.between, "--code", code, "--json"))["words"]
    said(both.one, "sync", "--json")
    said(both.one, "admit", *words)
    for planbook in (both.one, both.other, both.one, both.other):
        json.loads(said(planbook, "sync", "--json"))
    return place


@pytest.fixture
def two(two_template, tmp_path):
    return Folders(shutil.copytree(two_template, tmp_path / "place"))


@pytest.fixture
def shared(shared_template, tmp_path):
    """The class is shared; Mr. Ortiz is in."""
    both = Folders(shutil.copytree(shared_template, tmp_path / "place"))
    for planbook in (both.one, both.other):
        store = Store.open(planbook)
        for share in shares.list_shares(store):
            shares.move_folder(store, share.id, both.between)
        store.close()
    return both


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


def test_what_somebody_may_do_is_changed(call, shared):
    assert call(shared.one, "change", "Mr. Ortiz")[0] == 2
    assert call(shared.one, "change", "Mr. Ortiz", "--until", "2031-05-01", "--no-end")[0] == 2
    assert call(shared.one, "change", "Nobody", "--role", "reader")[0] == 1
    assert call(shared.one, "change", "Mr. Ortiz", "--supports")[0] == 1
    code, out, _ = call(shared.one, "change", "Mr. Ortiz", "--role", "reader")
    assert (code, out.splitlines()[0]) == (0, "Mr. Ortiz: now only reads.")
    assert "stays on their computer" in out
    member = told(call(shared.one, "change", "Mr. Ortiz", "--until", "2031-05-01", "--json"))
    assert (member["name"], member["role"], member["until"]) == ("Mr. Ortiz", "reader", "2031-05-01")
    assert told(call(shared.one, "change", "Mr. Ortiz", "--no-end", "--json"))["until"] is None
    told(call(shared.other, "sync", "--json"))
    health = told(call(shared.other, "status", "--json"))["shares"][0]
    assert health["role"] == "reader"
    assert "You only read this share now." in {problem["sentence"] for problem in health["problems"]}
    assert call(shared.other, "change", "Ms. Okoye", "--role", "reader")[0] == 1


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
