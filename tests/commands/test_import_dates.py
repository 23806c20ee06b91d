"""`import --dates`: which of two numbers is the day, asked and answered on the command line, and remembered."""

from __future__ import annotations

import json
from datetime import date

import pytest

from learnerplan import cli
from learnerplan.services import imports
from learnerplan.storage.store import Store

ROSTER = "Student ID,First Name,Last Name,DOB\n71,Ana,Diaz,3/4/2014\n72,Bo,Li,5/6/14\n"
OTHER = "Student ID,First Name,Last Name,Birthdate\n73,Cy,Oz,7/8/2014\n"
CLEAR = "Student ID,First Name,Last Name,Birth Date\n74,Di,Po,12/25/2013\n75,Eva,Ra,1/2/2014\n"
SURVEY = "Timestamp,Student ID,What are you good at?\n03/04/2026 10:15:00,71,Maps\n03/04/2026 10:20:00,72,Songs\n"
RESULTS = "Student ID,Assessment,Test Date,Scale Score\n71,MAP,03/04/2026,201\n72,MAP,03/04/2026,202\n"
NOTES = "Student ID,Date,Note\n71,3/4/2026,Explained it\n"
SUPPORTS = "Student ID,Accommodation,Start Date\n71,Quiet room,3/4/2026\n"
GOALS = "Student ID,Goal,Due\n71,Read six books,3/4/2027\n"
VALUES = "Student ID,Goal,Value,Date\n71,Read six books,2,3/4/2026\n"


@pytest.fixture
def run(tmp_path, monkeypatch, capsys):
    """Import a text under a name into one planbook, or run another command; gives what it printed."""
    monkeypatch.setenv("LEARNERPLAN_HOME", str(tmp_path / "home"))

    def call(*words: str, text: str = "") -> str:
        if text:
            (tmp_path / words[1]).write_text(text, encoding="utf-8")
            words = (words[0], str(tmp_path / words[1]), *words[2:])
        assert cli.main(["--planbook", str(tmp_path / "book"), *words]) == 0
        return capsys.readouterr().out

    return call


@pytest.fixture
def asked(tmp_path, monkeypatch, capsys):
    """Import a text without an answer; gives the exit code and what it printed."""
    monkeypatch.setenv("LEARNERPLAN_HOME", str(tmp_path / "home"))

    def call(name: str, text: str, *words: str):
        (tmp_path / name).write_text(text, encoding="utf-8")
        code = cli.main(["--planbook", str(tmp_path / "book"), "import", str(tmp_path / name), *words])
        return code, capsys.readouterr()

    return call


@pytest.fixture
def left_open(run, tmp_path):
    """Import a text as the window does it when nobody answers: its unclear dates are left out."""

    def take(name: str, text: str) -> imports.ImportOutcome:
        (tmp_path / name).write_text(text, encoding="utf-8")
        if not (tmp_path / "book").exists():
            imported(run, "nobody.csv", "First Name,Last Name\nGus,Way\n")
        store = Store.open(tmp_path / "book")
        try:
            return imports.commit(store, imports.plan(store, [tmp_path / name]), today=date.today())
        finally:
            store.close()

    return take


def imported(run, name: str, text: str, *words: str) -> dict:
    return json.loads(run("import", name, "--json", *words, text=text))["files"][0]


def born(run, number: str) -> str:
    return json.loads(run("show", number, "--json"))["birth_date"]


def test_the_question_says_how_to_answer_it(run):
    told = run("import", "roster.csv", "--dry-run", text=ROSTER)
    assert "Is it the day or the month that stands first in 3/4/2014?" in told
    assert "--dates dmy (3/4/2014 is 3 April 2014) or --dates mdy (3/4/2014 is 4 March 2014)" in told
    (question,) = imported(run, "roster.csv", ROSTER, "--dry-run")["questions"]
    assert [each["key"] for each in question["choices"]] == ["dmy", "mdy"]


def test_nothing_is_imported_while_the_question_is_open(asked, tmp_path):
    code, said = asked("roster.csv", ROSTER)
    assert (code, said.out) == (1, "")
    assert "roster.csv: Is it the day or the month that stands first in 3/4/2014?" in said.err
    assert "Nothing was imported. Import with --dates dmy (3/4/2014 is 3 April 2014) or --dates mdy" in said.err
    assert not (tmp_path / "book").exists()


def test_a_planbook_is_left_as_it_is_while_the_question_is_open(run, asked, tmp_path):
    imported(run, "first.csv", "Student ID,First Name,Last Name\n71,Ana,Diaz\n72,Bo,Li\n")
    before = run("show", "71")
    assert asked("notes.csv", NOTES)[0] == 1
    assert run("show", "71") == before
    assert imported(run, "notes.csv", NOTES, "--dates", "dmy")["new"] == 1
    assert "2026-04-03" in run("show", "71", "--json")


def test_scripts_read_the_question_where_they_read_what_was_refused(asked):
    code, said = asked("roster.csv", ROSTER, "--json")
    (file,) = json.loads(said.out)["files"]
    assert (code, file["new"], file["refused"][0]["reason"]) == (1, 0, file["questions"][0]["text"])
    assert [each["key"] for each in file["questions"][0]["choices"]] == ["dmy", "mdy"]


def test_all_files_that_ask_are_counted(asked, tmp_path):
    (tmp_path / "other.csv").write_text(OTHER, encoding="utf-8")
    code, said = asked("roster.csv", ROSTER, str(tmp_path / "other.csv"))
    assert code == 1
    assert "1 more file asks the same." in said.err


@pytest.mark.parametrize(("order", "day"), [("dmy", "2014-04-03"), ("mdy", "2014-03-04")])
def test_it_is_answered_once_and_holds_for_later_files(run, order: str, day: str):
    file = imported(run, "roster.csv", ROSTER, "--dates", order)
    assert (file["new"], file.get("questions")) == (2, None)
    assert born(run, "71") == day
    assert imported(run, "roster.csv", ROSTER)["unchanged"] == 2
    assert "questions" not in imported(run, "other.csv", OTHER)
    assert born(run, "73") == ("2014-08-07" if order == "dmy" else "2014-07-08")


def test_dates_that_show_their_order_are_read_by_it(run):
    assert imported(run, "clear.csv", CLEAR, "--dates", "dmy")["new"] == 2
    assert born(run, "75") == "2014-01-02"


def test_what_is_said_now_counts_more_than_what_was_said_before(run):
    imported(run, "roster.csv", ROSTER, "--dates", "dmy")
    imported(run, "other.csv", OTHER, "--dates", "mdy")
    assert born(run, "73") == "2014-07-08"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("roster.csv", ROSTER),
        ("survey.csv", SURVEY),
        ("results.csv", RESULTS),
        ("notes.csv", NOTES),
        ("supports.csv", SUPPORTS),
        ("goals.csv", GOALS),
        ("values.csv", VALUES),
    ],
)
def test_a_file_that_came_before_its_answer_is_not_doubled(run, left_open, name: str, text: str):
    if name != "roster.csv":
        imported(run, "first.csv", "Student ID,First Name,Last Name\n71,Ana,Diaz\n72,Bo,Li\n")
    if name == "values.csv":
        imported(run, "goals.csv", "Student ID,Goal,Target\n71,Read six books,6 books\n")
    lines = len(text.splitlines()) - 1
    before = left_open(name, text)
    said = imported(run, name, text, "--dates", "dmy")
    assert said["new"] + said["updated"] + said["unchanged"] == lines
    assert said["new"] + before.new <= lines
    again = imported(run, name, text)
    assert again["unchanged"] == lines
    assert "questions" not in again
