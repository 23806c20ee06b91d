"""Every real file through the command line: each of its rows ends with a verdict, and a second time nothing is new."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from learnerplan import cli

ROSTERS = ("rosters/sds-v1-25-users", "rosters/sds-uk-25-users", "rosters/sds-v2.1")
FILES = (
    *ROSTERS,
    "rosters/district-students-export.csv",
    "surveys/google-forms-91.csv",
    "surveys/google-forms-91.xlsx",
    "surveys/mid_year_survey_fixture.csv",
    "surveys/ms-forms-187-cp1252.csv",
    "surveys/student_meeting_fixture.csv",
    "surveys/student_voice_survey.csv",
    "surveys/student_voice_survey_v2.csv",
    "assessments/dibels-8/sample_anonymized_file.csv",
    "assessments/i-ready/iready_math.csv",
    "assessments/map-growth/map_growth.csv",
    "assessments/star/star_reading.csv",
    "assessments/star-district/star_math_v1.csv",
    "assessments/star-district/star_math_v2.csv",
    "assessments/star-district/star_math_v2_invalid.csv",
    "assessments/star-district/star_reading_v2.csv",
    "supports/ed_plan_accommodations_fixture.csv",
    "supports/ed_plans_fixture.csv",
    "supports/form_to_notes_fixture.csv",
    "supports/restricted_notes_form_fixture.csv",
    "case/EmptyExternalFramework.json",
    "case/MarkdownFramework.json",
    "case/Ordering.json",
    "case/SmartLevelFramework.json",
    "case/Utf8TestFramework.json",
    "case/mockMATHClone.json",
    "case/opensalt-sample.json",
    "standards",
)
# Not what a row may be taken from: a JSON schema, and columns that say nothing.
REFUSED = ("case/case-v1p0-cfpackage-schema.json", "supports/service_upload_example.csv")


def rows_of(path: Path) -> int:
    """The rows of a file below its header, blank ones left out, counted with the standard library."""
    if path.suffix == ".json":
        package = json.loads(path.read_text(encoding="utf-8-sig"))
        groups = package.get("CFDefinitions", {}).get("CFAssociationGroupings") or []
        return 1 + len(package["CFItems"] or []) + len(package["CFAssociations"] or []) + len(groups)
    if path.suffix == ".xlsx":
        import python_calamine

        book = python_calamine.CalamineWorkbook.from_path(str(path))
        rows = book.get_sheet_by_index(0).to_python()
        return sum(any(str(cell).strip() for cell in row) for row in rows) - 1
    data = path.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252")
    rows = list(csv.reader(io.StringIO(text, newline="")))
    return sum(any(cell.strip() for cell in row) for row in rows) - 1


def files_of(path: Path) -> list[Path]:
    return sorted(path.glob("*.csv")) if path.is_dir() else [path]


@pytest.fixture
def take(tmp_path, monkeypatch, capsys):
    """Import into one planbook; gives what the command says of each file."""
    monkeypatch.setenv("LEARNERPLAN_HOME", str(tmp_path / "home"))

    def call(path: Path) -> list[dict]:
        code = cli.main(["--planbook", str(tmp_path / "book"), "import", "--json", str(path)])
        said = capsys.readouterr()
        assert (code, said.err) == (0, "")
        return json.loads(said.out)["files"]

    return call


def total(entry: dict) -> int:
    return sum(entry[verdict] for verdict in ("new", "updated", "unchanged", "undecided")) + len(entry["refused"])


@pytest.mark.parametrize("name", FILES)
def test_every_row_ends_somewhere_and_a_second_time_nothing_is_new(shared_data, take, name):
    path = shared_data / name
    said = take(path)
    ends: dict[str, int] = {}
    for entry in said:
        ends[Path(entry["path"]).name] = ends.get(Path(entry["path"]).name, 0) + total(entry)
        assert all(each["reason"] for each in entry["refused"])
    assert ends == {file.name: rows_of(file) for file in files_of(path)}
    again = take(path)
    assert sum(entry["new"] + entry["updated"] for entry in again) == 0
    assert [total(entry) for entry in again] == [total(entry) for entry in said]


@pytest.mark.parametrize("name", REFUSED)
def test_what_holds_nothing_to_import_is_refused_with_a_sentence(shared_data, tmp_path, monkeypatch, capsys, name):
    monkeypatch.setenv("LEARNERPLAN_HOME", str(tmp_path / "home"))
    code = cli.main(["--planbook", str(tmp_path / "book"), "import", str(shared_data / name)])
    said = capsys.readouterr()
    assert code == 1
    assert Path(name).name in said.err
    assert not (tmp_path / "book").exists()
