"""Planning the rows of an export without a planbook: pure, and nothing is lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from learnerplan.domain import tables
from learnerplan.errors import UserError
from learnerplan.imports.known import Known
from learnerplan.imports.own_export.held import Held
from learnerplan.imports.own_export.reading import ExportTable
from learnerplan.imports.planned.plan import Verdict
from learnerplan.imports.planning import Options, plan_import
from learnerplan.imports.tables import read_sources as tables_of_files

MADE = "2026-09-01T08:00:00.000+00:00"
LEARNER = {name: "" for name in tables.columns("learner")} | {
    "id": "l1",
    "given_name": "Ana",
    "preferred_name_for": "family",
    "name_order": "given",
    "pronouns_for": "record",
    "photo_consent": "false",
    "active": "true",
    "kind": "child",
}
ENTRY = {
    "id": "e1",
    "learner_id": "l1",
    "facet": "strength",
    "text": "Maps",
    "voice": "learner",
    "said_on": "2026-09-01",
}


def table(name: str, *rows: dict[str, str]) -> ExportTable:
    headers = tuple(rows[0])
    return ExportTable(
        Path(f"out/{name}.csv"),
        headers,
        tuple(tuple(row[header] for header in headers) for row in rows),
        tuple(range(2, len(rows) + 2)),
        along=True,
        made=MADE,
    )


def planned(*given_tables: ExportTable, held: Held | None = None):
    return plan_import(given_tables, Known(held=held or Held())).rows()


def test_rows_without_those_that_they_belong_to_are_refused():
    (row,) = planned(table("profile_entry", ENTRY))
    assert (row.verdict, row.reason) == (
        Verdict.REFUSED,
        "It belongs to a student that is neither here nor in the export.",
    )
    first, second = planned(table("learner", LEARNER), table("profile_entry", ENTRY))
    assert (first.verdict, second.verdict) == (Verdict.NEW, Verdict.NEW)


def test_a_link_that_may_be_empty_is_left_out_where_it_leads_nowhere():
    entries = table("profile_entry", {**ENTRY, "answer_id": "gone", "supersedes_id": "gone"})
    row = planned(table("learner", LEARNER), entries)[1]
    values = dict(row.payload.values)
    assert (row.verdict, values["answer_id"], values["supersedes_id"]) == (Verdict.NEW, None, None)


def test_an_entry_may_stand_before_the_one_that_it_replaces():
    later = {**ENTRY, "id": "e0", "supersedes_id": "e1"}
    rows = planned(table("learner", LEARNER), table("profile_entry", later, {**ENTRY, "supersedes_id": ""}))
    assert dict(rows[1].payload.values)["supersedes_id"] == "e1"


def test_an_id_that_stands_twice_counts_once():
    first, second = planned(table("learner", LEARNER, {**LEARNER, "given_name": "Bo"}))
    assert (first.verdict, second.verdict, second.reason) == (
        Verdict.NEW,
        Verdict.REFUSED,
        "Its id stands in an earlier row.",
    )


@pytest.mark.parametrize(
    ("column", "cell", "reason"),
    [
        ("birth_date", "yesterday", "The birth date does not fit"),
        ("active", "perhaps", "The active “perhaps” is no yes or no."),
        ("name_order", "sideways", "The name order does not fit"),
        ("id", "", "The row has no id."),
    ],
)
def test_a_cell_that_does_not_fit_is_named(column, cell, reason):
    (row,) = planned(table("learner", {**LEARNER, column: cell}))
    assert (row.verdict, row.payload) == (Verdict.REFUSED, None)
    assert row.reason.startswith(reason)


def test_what_was_said_here_later_stays_and_what_is_empty_here_is_filled():
    from learnerplan.imports.own_export.values import row_of

    here = row_of("learner", {**LEARNER, "grade": "5", "home_language": "pt"})
    written = {
        ("learner", "l1"): {"grade": ("2026-10-01T08:00:00.000+00:00", True), "home_language": ("2026-08-01", True)}
    }
    held = Held(rows={"learner": {"l1": here}}, written=written)
    (row,) = planned(
        table("learner", {**LEARNER, "grade": "4", "home_language": "es", "pronouns": "she/her"}), held=held
    )
    assert row.verdict is Verdict.UNDECIDED
    assert [(each.field, each.old, each.new) for each in row.changes] == [
        ("pronouns", "", "she/her"),
        ("home_language", "pt", "es"),
    ]


CELLS = st.text(max_size=6) | st.sampled_from(["", "true", "l1", "l2", "2026-09-01", "child", "'=1", "1.0E+05"])


@settings(max_examples=30, phases=(Phase.explicit, Phase.reuse, Phase.generate))
@given(st.lists(st.fixed_dictionaries({name: CELLS for name in ENTRY}), min_size=1, max_size=6))
def test_whatever_stands_in_the_cells_each_row_ends_with_a_reason(rows):
    given_tables = (table("learner", LEARNER), table("profile_entry", *rows))
    found = planned(*given_tables)
    assert len(found) == 1 + len(rows)
    assert sorted(row.line for row in found[1:]) == list(range(2, len(rows) + 2))
    assert all(row.reason and (row.payload is not None) == (row.verdict is Verdict.NEW) for row in found)
    assert len({row.key for row in found}) == len(found)
    assert found == planned(*given_tables)


def test_what_is_called_an_export_must_carry_its_list(tmp_path):
    plain = tmp_path / "learner.csv"
    plain.write_text("id,given_name,family_name\nl1,Ana,Ferreira\n", encoding="utf-8")
    with pytest.raises(UserError, match=r"no learnerplan-export\.json lists it"):
        plan_import(tables_of_files([plain]), Known(), Options(kind="export"))
