"""The nasty files, all the way in: each is imported or refused with a line and a reason, and no text is changed."""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
from collections import Counter
from pathlib import Path

import pytest

from learnerplan.errors import UserError
from learnerplan.imports.planned.plan import Verdict
from learnerplan.imports.planning import Options
from learnerplan.imports.tables import read
from learnerplan.services import imports
from tests.room import TODAY
from tests.services.importing import brought_in, dump, number_of

FILES = 34
STAND_INS = {"NULL", "None", "-"}
"""What systems write where there is nothing."""


def nasty(shared_data: Path) -> list[Path]:
    folder = shared_data / "nasty"
    paths = [path for path in sorted(folder.rglob("*")) if path.suffix in (".csv", ".tsv", ".xlsx")]
    assert len(paths) == FILES
    return paths


@pytest.mark.parametrize("kind", ["", "roster", "survey", "goals", "assessment", "notes", "standards"])
def test_each_nasty_file_is_taken_or_refused_with_a_reason(store, shared_data: Path, kind: str):
    before, taken = dump(store), 0
    said: list[tuple[str, str]] = []
    for path in nasty(shared_data):
        try:
            plan = imports.plan(store, [path], options=Options(kind=kind))
        except UserError as error:
            said.append((path.name, error.message))
            continue
        for file in plan.files:
            lines = {*file.table.lines, *(each.line for each in file.table.refused)}
            assert {row.line for row in file.rows} >= lines, path.name
            assert all(row.reason and row.line for row in file.rows)
        if imports.commit(store, plan, today=TODAY).wrote:
            taken += 1
            again = imports.plan(store, [path], options=Options(kind=kind))
            assert not imports.commit(store, again, today=TODAY).wrote, path.name
            store.undo()
    assert dump(store) == before
    assert all(name in message and message.endswith(".") for name, message in said)
    assert taken or kind != "survey"


def test_as_a_survey_every_one_can_be_read(store, shared_data: Path):
    """Whatever a table is, it may be answers; only files without any row end otherwise, and each says why."""
    refused = {}
    for path in nasty(shared_data):
        try:
            imports.plan(store, [path], options=Options(kind="survey"))
        except UserError as error:
            refused[path.name] = error.message
    assert set(refused) == {"empty.csv", "test_empty_columns_long_row.csv", "test_empty_columns_short_row.csv"}
    assert all(path in message for path, message in refused.items())


def strings(shared_data: Path) -> list[str]:
    """The naughty strings that are not blank. Those that are only blank are no name, answer or goal."""
    every = json.loads((shared_data / "nasty" / "blns.json").read_text("utf-8"))
    found = [text for text in every if text.strip()]
    assert len(found) > 480
    return list(dict.fromkeys(found))


def written(path: Path, headers: list[str], rows: list[list[str]]) -> Path:
    text = io.StringIO(newline="")
    csv.writer(text, quoting=csv.QUOTE_ALL).writerows([headers, *rows])
    path.write_bytes(text.getvalue().encode("utf-8"))
    return path


def normal(text: str) -> str:
    """As the planbook keeps text: NFC, without NUL, and without blanks at the ends."""
    return unicodedata.normalize("NFC", text.replace("\0", "")).strip()


def test_naughty_strings_are_answers(store, shared_data: Path, tmp_path: Path):
    given = strings(shared_data)
    brought_in(
        store, written(tmp_path / "roster.csv", ["Student ID", "First Name", "Last Name"], [["1", "Ana", "Diaz"]])
    )
    moments = [f"2026-01-{1 + n // 1440 % 28:02} {n // 60 % 24:02}:{n % 60:02}:00" for n in range(len(given))]
    rows = [[moment, "1", text] for moment, text in zip(moments, given, strict=True)]
    path = written(tmp_path / "survey.csv", ["Timestamp", "Student ID", "What do you like to read?"], rows)
    plan = brought_in(store, path)
    assert plan.count(Verdict.NEW) == len(given)
    kept = [row[0] for row in store._reader().execute("SELECT text FROM answer ORDER BY id")]
    assert sorted(map(normal, kept)) == sorted(map(normal, given))


def test_naughty_strings_are_goals(store, shared_data: Path, tmp_path: Path):
    given = list({normal(text).casefold(): text for text in strings(shared_data)}.values())
    brought_in(
        store, written(tmp_path / "roster.csv", ["Student ID", "First Name", "Last Name"], [["1", "Ana", "Diaz"]])
    )
    rows = [["1", text, "6 books"] for text in given]
    path = written(tmp_path / "goals.csv", ["Student ID", "Goal", "Target"], rows)
    plan = brought_in(store, path)
    (table,) = read(path)
    lines = dict(zip(table.lines, given, strict=True))
    refused = [lines[row.line] for row in plan.rows() if row.verdict is Verdict.REFUSED]
    assert set(refused) <= STAND_INS
    assert plan.count(Verdict.NEW) + plan.count(Verdict.UNCHANGED) + len(refused) == len(given)
    kept = {row[0] for row in store._reader().execute("SELECT statement FROM goal")}
    new = [lines[row.line] for row in plan.rows() if row.verdict is Verdict.NEW]
    assert {normal(text) for text in new} <= {normal(text) for text in kept}


def test_naughty_strings_are_names(store, shared_data: Path, tmp_path: Path):
    given = strings(shared_data)
    rows = [[f"N{number}", text, "Naughty"] for number, text in enumerate(given)]
    path = written(tmp_path / "roster.csv", ["Student ID", "First Name", "Last Name"], rows)
    plan = brought_in(store, path)
    assert plan.count(Verdict.NEW) + len(plan.open_rows()) + plan.count(Verdict.REFUSED) == len(given)
    assert all(row.reason and row.line for row in plan.rows())
    kept = dict(
        store._reader()
        .execute(
            "SELECT i.value, l.given_name || ' ' || l.middle_name || ' ' || l.preferred_name "
            "FROM learner l JOIN identifier i ON i.learner_id = l.id"
        )
        .fetchall()
    )
    assert len(kept) == plan.count(Verdict.NEW) == number_of(store, "learner") > 400
    for number, name in kept.items():
        text = given[int(number[1:])]
        expected = "" if text in STAND_INS - {"None"} else visible(text)
        # A nickname in quotation marks or brackets, and an initial, have columns of their own: no letter is lost.
        assert Counter(filter(str.isalnum, visible(name))) == Counter(filter(str.isalnum, expected)), number


def visible(text: str) -> str:
    """Without marks of no width, which copying leaves in names and nobody can see."""
    return normal(re.sub("[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]", "", text))


ONE = "Student ID,First Name,Last Name\n1,Ana,Diaz\n"
SPELT_APART = {
    "survey": "Timestamp,Student ID,Qu’est-ce que tu préfères ?\n2026-01-01 10:00:00,1,La poésie\n",
    "roster": "Student ID,First Name,Last Name,Home Language\n2,Zoé,Müller,Español\n",
    "goals": "Student ID,Goal,Target,Due\n1,Écrire une poésie,6 poèmes,2026-12-01\n",
    "assessment": "Student ID,Assessment,Test Date,Scale Score,Level\n1,Évaluation,2026-01-02,200,À voir\n",
    "notes": "Student ID,Date,Note,Recorded By\n1,2026-01-02,Elle préfère dessiner,Zoé\n",
    "standards": "Code,Statement,Grade\nÉ.1,Écrire une poésie,3\n",
}


@pytest.mark.parametrize("kind", SPELT_APART)
@pytest.mark.parametrize(
    "odd", [lambda text: unicodedata.normalize("NFD", text), lambda text: f"{text[:3]}\0{text[3:]}"]
)
def test_accents_apart_and_nul_come_to_rest(store, tmp_path: Path, kind: str, odd):
    (tmp_path / "roster.csv").write_text(ONE, "utf-8")
    brought_in(store, tmp_path / "roster.csv", class_name="Room 12")
    path = tmp_path / f"{kind}.csv"
    path.write_bytes(odd(SPELT_APART[kind]).encode("utf-8"))
    plan = imports.plan(store, [path], options=Options(kind=kind))
    assert imports.commit(store, plan, today=TODAY).new == 1
    again = imports.plan(store, [path], options=Options(kind=kind))
    assert again.count(Verdict.UNCHANGED) == 1
    assert not imports.commit(store, again, today=TODAY).wrote
