"""Write the two files of the sample class that a teacher can try the import on: `python packaging/sample_files.py`.

`fall_roster.csv` is what a school system might export a few weeks later: two new children, a changed number, some
changed particulars, four children missing, one column that nobody needs. `all_about_me.csv` is shaped like an export
of Google Forms. Both are made from what is written in `resources/sample`, so they never disagree with it by accident.
"""

from __future__ import annotations

import csv
import tomllib
from pathlib import Path
from typing import Any

SAMPLE = Path(__file__).resolve().parents[1] / "resources" / "sample"
MISSING = {"fatou", "kai", "lydia", "zofia"}
NEW = (
    ["0042030", "Yusuf, Amina", "", "6", "Somali", "hawa.yusuf@example.org", "Y"],
    ["0042010", "Đorđević, Luka", "", "6", "Serbian", "mila.djordjevic@example.org", "N"],
)
CHANGED = {
    "sofia": {"Student ID": "0042031"},
    "bao": {"Pref": "Quoc Bao"},
    "leilani": {"Home Lang": "Hawaiian"},
    "tala": {"Home Lang": "Navajo"},
    "seun": {"Guardian E-mail": "f.adeyemi@example.org"},
}
ROSTER = ["Student ID", "Stu Name", "Pref", "Gr", "Home Lang", "Guardian E-mail", "FRL"]


def roster(room: dict[str, Any], learners: list[dict[str, Any]]) -> list[list[str]]:
    """The rows of the roster, by family name as such files are."""
    rows = [*NEW]
    for number, one in enumerate(learners):
        row = {
            "Student ID": one["id"],
            "Stu Name": f"{one['family']}, {one['given']}",
            "Pref": one.get("preferred", ""),
            "Gr": room["class"]["grade"],
            "Home Lang": room["languages"][one["languages"][0]],
            "Guardian E-mail": one["contacts"][0]["email"],
            "FRL": "YNN"[number % 3],
        }
        if one["key"] not in MISSING:
            rows.append([(row | CHANGED.get(one["key"], {}))[name] for name in ROSTER])
    return [ROSTER, *sorted(rows, key=lambda row: row[1])]


def answers(survey: dict[str, Any], learners: list[dict[str, Any]]) -> list[list[str]]:
    """The sheet of answers, in the order in which the children pressed the button."""
    questions = survey["question"]
    rows = [["Timestamp", "First and last name", "Student ID", *(question["text"] for question in questions)]]
    there = [one for one in learners if one["survey"]["on"].year == survey["on"].year]
    for place, one in enumerate(sorted(there, key=lambda one: (one["survey"]["on"], len(one["survey"]["good_at"])))):
        day = one["survey"]["on"]
        stamp = f"{day.month}/{day.day}/{day.year} 9:{8 + place:02}:{(place * 17) % 60:02}"
        said = one["survey"]
        name = f"{one.get('preferred') or one['given']} {one['family']}"
        rows.append(
            [stamp, name, f"{one['id']} " if place % 5 == 2 else one["id"], *(said[q["key"]] for q in questions)]
        )
    return rows


def _write(name: str, rows: list[list[str]]) -> None:
    path = SAMPLE / "files" / name
    with path.open("w", encoding="utf-8", newline="") as handle:
        csv.writer(handle).writerows(rows)
    print(f"{len(rows) - 1:4d} rows  {name}")


def main() -> None:
    """Write both files."""
    room = tomllib.loads((SAMPLE / "class.toml").read_text(encoding="utf-8"))
    survey = tomllib.loads((SAMPLE / "survey.toml").read_text(encoding="utf-8"))
    paths = sorted((SAMPLE / "learners").glob("*.toml"))
    learners = [tomllib.loads(path.read_text(encoding="utf-8")) for path in paths]
    (SAMPLE / "files").mkdir(exist_ok=True)
    _write("fall_roster.csv", roster(room, learners))
    _write("all_about_me.csv", answers(survey, learners))


main()
