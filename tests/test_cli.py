"""The command line, as scripts rely on it: what it prints, what it changes, and with which code it ends."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from learnerplan import cli, crashes
from learnerplan.storage.store import Store

ROSTER = "Student ID,First Name,Last Name,Grade,Homeroom\n0042,Zoë,Nguyễn,6,Room 12\n0043,Omar,Haddad,6,Room 12\n"
SURVEY = (
    "Timestamp,First name,Student ID,What are you good at?\n2026-09-02 10:15,Zoë,0042,Maps\n2026-09-02 11:00,X,9,Y\n"
)


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    """Nothing of the person who runs the tests is read or written."""
    folder = tmp_path / "home"
    monkeypatch.setenv("LEARNERPLAN_HOME", str(folder))
    return folder


@pytest.fixture
def files(tmp_path):
    (tmp_path / "roster.csv").write_text(ROSTER, encoding="utf-8")
    (tmp_path / "survey.csv").write_text(SURVEY, encoding="utf-8")
    return tmp_path


@pytest.fixture
def run(tmp_path, capsys):
    """Run a command on one planbook; gives code, stdout and stderr."""

    def call(*words: object, planbook=tmp_path / "book"):
        named = ["--planbook", str(planbook)] if planbook else []
        code = cli.main([*named, *map(str, words)])
        said = capsys.readouterr()
        return code, said.out, said.err

    return call


@pytest.fixture
def ready(run, files):
    assert run("import", files / "roster.csv")[0] == 0
    return run


def shown(answer):
    code, out, err = answer
    assert (code, err) == (0, "")
    return json.loads(out)


def test_import_starts_a_planbook_and_prints_the_counts_of_each_file(run, files):
    path = files / "roster.csv"
    assert shown(run("import", path, "--json")) == {
        "files": [
            {"path": str(path), "kind": "roster", "new": 2, "updated": 0, "unchanged": 0, "undecided": 0, "refused": []}
        ]
    }
    assert shown(run("import", path, "--json"))["files"][0]["unchanged"] == 2


def test_a_dry_run_changes_nothing_and_makes_nothing(run, files, tmp_path):
    assert shown(run("import", files / "roster.csv", "--dry-run", "--json"))["files"][0]["new"] == 2
    assert not (tmp_path / "book").exists()
    run("import", files / "roster.csv")
    (files / "more.csv").write_text(ROSTER + "0044,Ida,Stone,6,Room 12\n", encoding="utf-8")
    assert shown(run("import", files / "more.csv", "--dry-run", "--json"))["files"][0]["new"] == 1
    assert len(shown(run("list", "learners", "--json"))) == 2


def test_a_file_that_is_no_table_makes_no_planbook(run, tmp_path):
    (tmp_path / "photo.csv").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(50))
    code, out, err = run("import", tmp_path / "photo.csv")
    assert (code, out) == (1, "")
    assert "photo.csv" in err
    assert "Traceback" not in err
    assert not (tmp_path / "book").exists()


def test_a_file_that_is_no_roster_is_refused_with_a_line_and_a_reason(run, tmp_path):
    (tmp_path / "odd.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    code, out, err = run("import", tmp_path / "odd.csv", "--json")
    assert code == 1
    refused = json.loads(out)["files"][0]["refused"]
    assert refused[0]["line"] == 1
    assert "line 1" in refused[0]["reason"]
    assert refused[0]["reason"] in err
    assert err.count("\n") == 1


@pytest.mark.parametrize("words", [("import", "gone.csv"), ("import", "gone", "--dry-run")])
def test_a_path_that_is_not_there_is_a_problem_with_a_sentence(run, words):
    code, _, err = run(*words)
    assert code == 1
    assert "gone" in err


@pytest.mark.parametrize("kind", ["assessment", "standards", "notes"])
def test_kinds_of_a_later_version_end_with_one_sentence(run, files, kind):
    code, out, err = run("import", files / "roster.csv", "--kind", kind)
    assert (code, out) == (1, "")
    assert err.count("\n") == 1


@pytest.mark.parametrize("kind", ["results", "groups"])
def test_lists_of_a_later_version_end_with_one_sentence(ready, kind):
    code, out, err = ready("list", kind, "--json")
    assert (code, out) == (1, "")
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    "words",
    [("list", "frogs"), ("import",), ("import", "x.csv", "--kind", "menu"), ("packet", "--out", "x.pdf"), ("dance",)],
)
def test_wrong_usage_ends_with_two(run, words):
    code, _, err = run(*words)
    assert code == 2
    assert "Traceback" not in err


def test_a_planbook_that_is_not_there_is_named(run, tmp_path):
    code, _, err = run("list", "learners", planbook=tmp_path / "nowhere")
    assert code == 1
    assert str(tmp_path / "nowhere") in err


def test_without_a_folder_the_usual_one_is_used(run, files, home):
    assert run("import", files / "roster.csv", planbook=None)[0] == 0
    assert (home / "My class" / "planbook.db").is_file()
    assert len(shown(run("list", "learners", "--json", planbook=None))) == 2


def test_learners_are_listed_with_the_promised_fields(ready):
    found = shown(ready("list", "learners", "--json"))
    assert list(found[0]) == [
        "id", "given_name", "family_name", "preferred_name", "grade", "identifiers", "classes", "active",
    ]  # fmt: skip
    zoe = next(each for each in found if each["given_name"] == "Zoë")
    assert zoe["identifiers"] == [{"source": "student_id", "value": "0042"}]
    assert [each["name"] for each in zoe["classes"]] == ["Room 12"]
    assert zoe["active"] is True


def test_letters_are_printed_as_they_are(ready):
    assert "Nguyễn" in ready("list", "learners", "--json")[1]


@pytest.mark.parametrize("name", ["0042", "Zoë Nguyễn", "zoe nguyen", "Zoë", "Nguyễn, Zoë"])
def test_show_takes_an_identifier_or_a_unique_name(ready, name):
    record = shown(ready("show", name, "--json"))
    assert record["given_name"] == "Zoë"
    assert {"profile", "surveys", "plans", "artifacts", "contacts"} <= record.keys()
    assert shown(ready("show", record["id"], "--json")) == record


def test_a_name_that_two_learners_have_asks_for_more(run, tmp_path):
    (tmp_path / "two.csv").write_text("Student ID,First Name,Last Name\n1,Kim,Lee\n2,Kim,Park\n", encoding="utf-8")
    run("import", tmp_path / "two.csv")
    code, _, err = run("show", "Kim")
    assert code == 1
    assert "list learners" in err
    assert run("show", "Kim Park")[0] == 0


def test_survey_rows_that_name_nobody_wait_and_can_be_decided(ready, files):
    assert shown(ready("import", files / "survey.csv", "--json"))["files"][0] == {
        "path": str(files / "survey.csv"), "kind": "survey", "new": 1, "updated": 0, "unchanged": 0, "undecided": 1,
        "refused": [],
    }  # fmt: skip
    waits = shown(ready("pending", "--json"))
    assert [(row["file"], row["line"], row["kind"]) for row in waits] == [("survey.csv", 3, "survey")]
    omar = shown(ready("show", "Omar", "--json"))["id"]
    assert ready("decide", waits[0]["id"], f"learner:{omar}")[0] == 0
    assert shown(ready("pending", "--json")) == []
    assert [entry["text"] for entry in shown(ready("show", "Omar", "--json"))["profile"]] == ["Y"]


def test_answers_that_came_before_the_roster_are_matched_on_request(run, files):
    run("import", files / "survey.csv")
    assert len(shown(run("pending", "--json"))) == 2
    assert "--match" in run("import", files / "roster.csv")[1]
    assert run("pending", "--match")[0] == 0
    assert len(shown(run("pending", "--json"))) == 1


def test_undo_says_what_it_took_back_and_works_in_a_later_process(ready, files):
    ready("import", files / "survey.csv")
    assert "Import survey.csv" in ready("undo")[1]
    assert shown(ready("list", "surveys", "--json")) == []
    assert "Import roster.csv" in ready("undo")[1]
    assert shown(ready("list", "learners", "--json")) == []
    code, _, err = ready("undo")
    assert code == 1
    assert "nothing to undo" in err


def test_files_are_attached_and_listed(ready, tmp_path):
    work = tmp_path / "my map.txt"
    work.write_text("A map of the town", encoding="utf-8")
    assert ready("attach", "0042", work, "--title", "Town map")[0] == 0
    found = shown(ready("list", "artifacts", "--json"))
    assert [(each["learner"], each["title"]) for each in found] == [("Zoë Nguyễn", "Town map")]
    assert shown(ready("show", "0042", "--json"))["artifacts"][0]["title"] == "Town map"
    code, _, err = ready("attach", "0042", tmp_path / "gone.pdf")
    assert code == 1
    assert "gone.pdf" in err


def test_work_is_not_tied_to_another_childs_goal(ready, tmp_path):
    sheet = tmp_path / "goals.csv"
    sheet.write_text("Student ID,Goal,Steps\n0043,Read every day,Choose a book\n", encoding="utf-8")
    assert ready("import", sheet, "--kind", "goals")[0] == 0
    goal = shown(ready("list", "goals", "--json"))[0]
    assert (goal["learner"], goal["statement"], goal["steps"]) == ("Omar Haddad", "Read every day", 1)
    assert ready("attach", "0042", sheet, "--goal", goal["id"])[0] == 1
    assert ready("attach", "0043", sheet, "--goal", goal["id"])[0] == 0
    assert shown(ready("list", "artifacts", "--json"))[0]["goals"] == [goal["id"]]


def test_a_cell_that_cannot_be_read_is_said(ready, tmp_path):
    sheet = tmp_path / "goals.csv"
    rows = "0043,Read every day,31/31/2026\n0042,Draw a map,2026-12-01\n"
    sheet.write_text(f"Student ID,Goal,Due\n{rows}", encoding="utf-8")
    reason = "Due “31/31/2026” is not understood and is left out."
    file = shown(ready("import", sheet, "--kind", "goals", "--dry-run", "--json"))["files"][0]
    assert (file["new"], file["notes"]) == (2, [{"line": 2, "reason": reason}])
    assert f"goals.csv, line 2: {reason}" in ready("import", sheet, "--kind", "goals")[1]


def test_search_finds_words_of_the_record(ready, files):
    ready("import", files / "survey.csv")
    hits = shown(ready("search", "maps", "--json"))
    assert [(hit["kind"], hit["learner"], hit["snippet"]) for hit in hits] == [("profile_entry", "Zoë Nguyễn", "Maps")]
    assert ready("search", "maps")[0] == 0


def test_history_tells_every_change_with_before_and_after(ready, files):
    (files / "later.csv").write_text(ROSTER.replace("Zoë,Nguyễn,6", "Zoë,Nguyễn,7"), encoding="utf-8")
    ready("import", files / "later.csv")
    rows = shown(ready("history", "Zoë", "--json"))
    grade = [(row["label"], row["before"], row["after"]) for row in rows if row["what"] == "grade"]
    assert grade == [("Import roster.csv", None, "6"), ("Import later.csv", "6", "7")]
    assert ready("history", "Zoë")[0] == 0


def test_check_backup_and_restore(ready, tmp_path):
    assert shown(ready("check", "--json"))["sound"] is True
    assert ready("backup", tmp_path / "safe.zip")[0] == 0
    ready("undo")
    assert ready("restore", tmp_path / "safe.zip")[0] == 0
    assert len(shown(ready("list", "learners", "--json"))) == 2
    code, _, err = ready("restore", tmp_path / "roster.csv")
    assert code == 1
    assert "Traceback" not in err


@pytest.mark.parametrize("form", ["csv", "json", "sqlite"])
def test_the_record_is_exported(ready, tmp_path, form):
    code, out, _ = ready("export", tmp_path / "out", "--format", form)
    assert code == 0
    assert str(tmp_path / "out") in out
    assert any((tmp_path / "out").iterdir())
    assert ready("export", tmp_path / "out")[0] == 2


def test_a_file_of_a_folder_that_is_no_table_is_named_and_the_others_come_in(run, files):
    (files / "survey.csv").unlink()
    (files / "empty.csv").write_text("", encoding="utf-8")
    found = {Path(each["path"]).name: each for each in shown(run("import", files, "--json"))["files"]}
    assert found["roster.csv"]["new"] == 2
    assert found["empty.csv"]["refused"][0]["line"] == 1
    assert "empty" in found["empty.csv"]["refused"][0]["reason"]


def test_check_ends_with_one_when_something_is_lost(ready, tmp_path):
    work = tmp_path / "map.txt"
    work.write_text("A map", encoding="utf-8")
    ready("attach", "0042", work)
    kept = next((tmp_path / "book" / "artifacts").rglob("map*.txt"))
    kept.chmod(0o600)
    kept.unlink()
    code, out, _ = ready("check", "--json")
    assert code == 1
    assert json.loads(out)["findings"]


def test_packets_are_printed_for_whom_one_names(ready, tmp_path):
    out = tmp_path / "packet.pdf"
    assert ready("packet", "Zoë", "--out", out)[0] == 0
    assert out.read_bytes().startswith(b"%PDF")
    assert ready("packet", "--class", "Room 12", "--out", tmp_path / "each", "--separate", "--paper", "a4")[0] == 0
    assert len(list((tmp_path / "each").glob("*.pdf"))) == 2
    code, _, err = ready("packet", "--class", "Room 99", "--out", out)
    assert code == 1
    assert "Room 99" in err
    assert ready("packet", "Zoë", "--all", "--out", out)[0] == 2


@pytest.mark.parametrize("kind", ["learners", "classes", "plans", "goals", "artifacts", "surveys"])
def test_every_list_can_be_read_by_a_person_too(ready, files, kind):
    ready("import", files / "survey.csv")
    code, out, err = ready("list", kind)
    assert (code, err) == (0, "")
    assert out.strip()


def test_a_table_cuts_long_texts_and_keeps_its_columns(ready, tmp_path):
    wide = "Student ID,First Name,Last Name\n9," + "あ" * 90 + ",Tanaka\n"
    (tmp_path / "wide.csv").write_text(wide, encoding="utf-8")
    ready("import", tmp_path / "wide.csv")
    assert "…" in ready("list", "learners")[1]


def test_a_fault_of_ours_is_a_sentence_and_a_note_without_names(ready, home, tmp_path):
    store = Store.open(tmp_path / "book")
    with store.transaction("Break it") as tx:
        tx._execute('DROP TABLE "class_identifier"', ())
    store.close()
    code, _, err = ready("list", "classes")
    assert code == 1
    assert "Traceback" not in err
    assert "class_identifier" not in err
    note = (home / "log" / crashes.LOG).read_text(encoding="utf-8")
    assert "OperationalError" in note
    assert "class_identifier" not in note
    assert str(tmp_path) not in note


def test_without_a_command_the_window_opens_on_the_named_folder(tmp_path):
    opened = []
    assert cli.main(["--planbook", str(tmp_path)], lambda folder: opened.append(folder) or 7) == 7
    assert opened == [tmp_path]
    assert cli.main([]) == 2


def process(*words: object, home, **options):
    env = {**os.environ, "LEARNERPLAN_HOME": str(home), **options.pop("env", {})}
    return subprocess.run(
        [sys.executable, "-m", "learnerplan", *map(str, words)], env=env, capture_output=True, **options
    )


def test_the_output_is_utf8_whatever_the_console_says(ready, home, tmp_path):
    done = process(
        "--planbook", tmp_path / "book", "list", "learners", "--json", home=home, env={"PYTHONIOENCODING": "cp1252"}
    )
    assert done.returncode == 0
    assert "Nguyễn" in done.stdout.decode("utf-8")


def test_help_names_every_command_and_loads_nothing_heavy(home):
    done = process("--help", home=home, text=True, check=True)
    for word in ("import", "pending", "list", "show", "attach", "packet", "search", "history", "undo", "check", "demo"):
        assert word in done.stdout
    code = (
        "import sys, learnerplan.cli; heavy = ('sqlmodel', 'sqlalchemy', 'reportlab', 'sqlcipher3', 'PIL', 'PySide6'); "
        "print([name for name in heavy if name in sys.modules])"
    )
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert loaded.stdout.strip() == "[]"


def test_a_planbook_that_another_program_writes_to_is_read_meanwhile(ready, tmp_path):
    store = Store.open(tmp_path / "book")
    try:
        assert len(shown(ready("list", "learners", "--json"))) == 2
        assert ready("undo")[0] == 0
        assert store.poll() is not None
    finally:
        store.close()


def test_demo_makes_the_sample_class_with_packets_and_says_where(run, tmp_path):
    place = tmp_path / "sample"
    code, out, err = run("demo", place, planbook=None)
    assert (code, err) == (0, "")
    packets = sorted((place / "packets").glob("*.pdf"))
    assert len(packets) == 2
    for path in (place, *packets):
        assert str(path) in out
    assert len(shown(run("list", "learners", "--json", planbook=place))) == 28
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine.txt").write_text("mine", encoding="utf-8")
    assert run("demo", tmp_path / "full", planbook=None)[0] == 1
