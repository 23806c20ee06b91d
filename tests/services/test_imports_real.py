"""Imports of real files that schools and districts exported. They lie beside the checkout, or the tests skip."""

from __future__ import annotations

import json
import shutil

import pytest

from learnerplan.errors import UserError
from learnerplan.imports.planned.plan import Verdict
from learnerplan.services import imports, listing, pending
from tests.room import TODAY
from tests.services.importing import brought_in, dump, everything, number_of, transactions, written

SURVEYS = ("mid_year_survey_fixture", "student_meeting_fixture", "student_voice_survey", "student_voice_survey_v2")
MARI_AND_KYLO = "Local ID,First Name,Last Name\n111222222,Mari,Kenobi\n2225555555,Kylo,Ren\n"


@pytest.fixture
def store(store):
    from learnerplan.domain import records

    with store.transaction("Ready", origin="system") as tx:
        tx.add(records.Setting, id="ready", value="1")
    return store


@pytest.fixture
def sds(shared_data):
    return shared_data / "rosters" / "sds-v1-25-users"


def test_school_data_sync_makes_learners_classes_and_enrolments_but_no_teachers(store, sds):
    brought_in(store, sds)
    learners = listing.listed(store, "learners")
    assert len(learners) == 22
    assert sum(len(each["classes"]) for each in learners) == 44
    assert [each["name"] for each in listing.listed(store, "classes")] == ["Math - Algebra 1", "Math - Algebra 2"]
    names = {(each["given_name"], each["family_name"]) for each in learners}
    assert ("Ora", "Klein") in names
    assert ("Craig", "Beane") not in names
    assert number_of(store, "learner", "kind <> 'child'") == 0


def test_no_password_is_stored_anywhere(store, sds):
    brought_in(store, sds)
    held = everything(store)
    assert "Klein" in held
    assert "P@ss" not in held


def test_the_second_run_is_all_unchanged_and_writes_nothing(store, sds):
    brought_in(store, sds)
    before, count = dump(store), transactions(store)
    plan = brought_in(store, sds)
    assert {row.verdict for row in plan.rows()} == {Verdict.UNCHANGED}
    assert (dump(store), transactions(store)) == (before, count)


def test_other_dialects_add_what_is_theirs_and_nobody_twice(store, sds, shared_data):
    brought_in(store, sds)
    brought_in(store, shared_data / "rosters" / "district-students-export.csv")
    assert number_of(store, "learner") == 27
    classes = number_of(store, "class")
    plan = brought_in(store, shared_data / "rosters" / "sds-uk-25-users")
    assert number_of(store, "learner") == 27
    assert number_of(store, "class") == classes + 26
    assert not plan.open_rows()
    again = imports.plan(store, [shared_data / "rosters" / "sds-uk-25-users"])
    assert {row.verdict for row in again.rows()} == {Verdict.UNCHANGED}


def test_undo_of_each_import_gives_the_planbook_of_before(store, sds, shared_data):
    states = [dump(store)]
    for name in ("sds-v1-25-users", "district-students-export.csv", "sds-uk-25-users"):
        brought_in(store, shared_data / "rosters" / name)
        states.append(dump(store))
    while len(states) > 1:
        states.pop()
        assert store.undo()
        assert dump(store) == states[-1]
    assert store.undo() is None


def test_student_surveys_wait_for_their_learners_and_none_is_lost(store, shared_data):
    for name in SURVEYS:
        brought_in(store, shared_data / "surveys" / f"{name}.csv")
    # The fourth is the third again, with its dates written otherwise.
    assert len(pending.listed(store)) == 4
    assert number_of(store, "response") == 0


def test_student_surveys_reach_the_learners_who_are_there(store, shared_data, tmp_path):
    brought_in(store, written(tmp_path, "roster.csv", MARI_AND_KYLO))
    for name in SURVEYS:
        plan = brought_in(store, shared_data / "surveys" / f"{name}.csv")
        assert not plan.open_rows()
        assert plan.count(Verdict.REFUSED) == 0
    assert number_of(store, "response") == 4
    assert pending.listed(store) == []
    words = store.value("SELECT text FROM profile_entry WHERE text LIKE 'Stole the most bases%'")
    assert words == "Stole the most bases in the league this year"


def test_the_surveys_find_their_learners_when_the_roster_comes_later(store, shared_data, tmp_path):
    for name in SURVEYS:
        brought_in(store, shared_data / "surveys" / f"{name}.csv")
    brought_in(store, written(tmp_path, "roster.csv", MARI_AND_KYLO))
    assert pending.settle(store, today=TODAY).new == 4
    assert pending.listed(store) == []
    assert not pending.settle(store, today=TODAY).wrote


@pytest.mark.parametrize(
    ("name", "answers"), [("google-forms-91.csv", 91), ("google-forms-91.xlsx", 91), ("ms-forms-187-cp1252.csv", 187)]
)
def test_anonymous_forms_wait_with_every_answer(store, shared_data, name, answers):
    plan = brought_in(store, shared_data / "surveys" / name)
    assert plan.count(Verdict.UNDECIDED) + plan.count(Verdict.REFUSED) == answers
    assert len(pending.listed(store)) == plan.count(Verdict.UNDECIDED)
    count = transactions(store)
    brought_in(store, shared_data / "surveys" / name)
    assert transactions(store) == count


def test_the_same_form_as_csv_and_as_workbook_waits_once(store, shared_data):
    brought_in(store, shared_data / "surveys" / "google-forms-91.csv")
    count = len(pending.listed(store))
    brought_in(store, shared_data / "surveys" / "google-forms-91.xlsx")
    assert len(pending.listed(store)) == count


def tried(store, path, kind):
    """The plan that was committed, or the sentence of the refusal."""
    try:
        return brought_in(store, path, kind=kind), ""
    except UserError as refused:
        return None, str(refused)


def nasty(shared_data):
    found = [path for path in (shared_data / "nasty").rglob("*") if path.suffix in (".csv", ".tsv", ".xlsx", ".json")]
    assert len(found) > 30
    return sorted(found)


@pytest.mark.parametrize("kind", ["", "roster", "survey", "goals"])
def test_every_nasty_file_imports_or_is_refused_with_a_sentence(store, shared_data, kind):
    for path in nasty(shared_data):
        before = dump(store)
        plan, sentence = tried(store, path, kind)
        if plan is None:
            assert path.name in sentence
            assert dump(store) == before
            continue
        for row in plan.rows():
            assert row.verdict is not Verdict.REFUSED or (row.line > 0 and row.reason)
        lines = sum(len(file.table.rows) + len(file.table.refused) for file in plan.files)
        assert len(plan.rows()) == lines
        assert json.dumps([file.summary() for file in plan.files])
        if store.undo_status().undo == imports.label_of(plan):
            store.undo()
        assert dump(store) == before


def test_a_name_out_of_the_big_list_of_naughty_strings_is_kept_to_the_letter(store, shared_data, tmp_path):
    import csv

    from learnerplan.domain.records.base import cleaned

    words = json.loads((shared_data / "nasty" / "blns.json").read_text(encoding="utf-8"))
    path = tmp_path / "naughty.csv"
    with path.open("w", newline="", encoding="utf-8", errors="replace") as handle:
        writer = csv.writer(handle)
        writer.writerow(["Student ID", "First Name", "Last Name"])
        writer.writerows([f"A{number}", "Kim", word] for number, word in enumerate(words))
    plan = brought_in(store, path)
    assert plan.count(Verdict.NEW) == len(words)
    kept = dict(
        store._reader().execute("SELECT i.value, l.family_name FROM identifier i JOIN learner l ON l.id = i.learner_id")
    )
    assert len(kept) == len(words)
    for number, word in enumerate(words):
        plain = "".join(cleaned(word).encode("utf-8", "replace").decode("utf-8").split())
        held = "".join(kept[f"A{number}"].split())
        assert set(held) <= set(plain) | {"?"}
    assert brought_in(store, path).count(Verdict.NEW) == 0


def test_a_folder_may_have_any_name(store, sds, tmp_path):
    copy = shutil.copytree(sds, tmp_path / "Schule ü" / "sds")
    brought_in(store, copy)
    assert number_of(store, "learner") == 22
