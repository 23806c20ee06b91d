"""Whatever a package holds: no row is lost, a second import changes nothing, and undo gives back what was."""

from __future__ import annotations

import tempfile
from contextlib import closing
from pathlib import Path
from shutil import copytree

from hypothesis import given, settings
from hypothesis import strategies as st

from learnerplan.imports.planned.plan import Verdict
from learnerplan.services import imports
from learnerplan.storage.store import Store
from tests.imports.standards.packages import package, saved
from tests.room import TODAY
from tests.services.importing import dump, transactions

IDS = st.sampled_from(["", "a", "b", "c", "A", "doc-1", "far", 7, None])
CODES = st.sampled_from(["", "3.NF.A.3", "3.NF.A.3d", "3.NF.A.3.d", "CCSS.Math.Content.3.NF.3", "x", None])
TEXTS = st.sampled_from(["", "One", "Two\r\nlines", "One ", None, "\ud835"]) | st.text(max_size=6)
ITEMS = st.fixed_dictionaries(
    {"identifier": IDS},
    optional={
        "humanCodingScheme": CODES,
        "fullStatement": TEXTS,
        "abbreviatedStatement": TEXTS,
        "educationLevel": st.lists(st.sampled_from(["03", "KG", "09-12", "HS", ""]), max_size=3) | st.just("K-2"),
        "listEnumeration": TEXTS,
        "notes": TEXTS,
    },
) | st.sampled_from([None, "text", 5])
ENDS = st.fixed_dictionaries({"identifier": IDS}, optional={"uri": IDS, "title": TEXTS}) | st.sampled_from(
    [None, "far"]
)
LINKS = st.fixed_dictionaries(
    {"associationType": st.sampled_from(["isChildOf", "precedes", "isRelatedTo", "ext:x", "", None])},
    optional={
        "identifier": IDS,
        "originNodeURI": ENDS,
        "destinationNodeURI": ENDS,
        "sequenceNumber": st.sampled_from([1, 2.0, -1, "3", None, True, 1e300]),
        "CFAssociationGroupingURI": ENDS,
    },
)
DOCUMENTS = st.fixed_dictionaries({"identifier": IDS, "title": TEXTS}, optional={"adoptionStatus": TEXTS})
PACKAGES = st.builds(package, st.lists(ITEMS, max_size=6), st.lists(LINKS, max_size=6), DOCUMENTS)


@given(packages=st.lists(PACKAGES, min_size=1, max_size=2))
@settings(max_examples=15)
def test_any_packages_come_in_whole_once_and_go_out_again(empty_planbook, packages):
    with (
        tempfile.TemporaryDirectory() as folder,
        closing(Store.open(copytree(empty_planbook, f"{folder}/book"))) as store,
    ):
        before = dump(store)
        paths = [saved(Path(folder), ascii_only(each), f"{number}.json") for number, each in enumerate(packages)]
        plan = imports.plan(store, paths)
        assert len({row.key for row in plan.rows()}) == len(plan.rows())
        assert len(plan.rows()) == sum(len(file.table.rows) + len(file.table.refused) for file in plan.files)
        assert all(row.reason for row in plan.rows())
        outcome = imports.commit(store, plan, today=TODAY)
        count = transactions(store)
        again = imports.plan(store, paths)
        assert {row.verdict for row in again.rows()} <= {Verdict.UNCHANGED, Verdict.REFUSED}
        assert [row.key for row in again.rows() if row.verdict is Verdict.REFUSED] == [
            row.key for row in plan.rows() if row.verdict is Verdict.REFUSED
        ]
        imports.commit(store, again, today=TODAY)
        assert transactions(store) == count
        if outcome.wrote:
            store.undo()
        assert dump(store) == before


def ascii_only(content):
    """The package as JSON text that any file can hold, half letters escaped."""
    import json

    return json.dumps(content)


SHEET_CODES = st.sampled_from(["", "3.NF.A.3", "3.NF.A.3d", "3.NF.3.d", "CCSS.Math.Content.3.NF.A.3", "x y", "Ä1"])
CELLS = st.sampled_from(["", "One", "Two, lines", "One ", "K-2", "3.NF.A.3"])
SHEETS = st.lists(st.tuples(SHEET_CODES, CELLS, CELLS, CELLS, SHEET_CODES), min_size=1, max_size=6)
PAIRS = st.lists(
    st.tuples(SHEET_CODES, SHEET_CODES, st.sampled_from(["prerequisite", "related", "likes", ""])),
    min_size=1,
    max_size=5,
)


@given(first=SHEETS, second=SHEETS, pairs=PAIRS)
@settings(max_examples=15)
def test_any_sheets_and_links_come_in_whole_once_and_go_out_again(empty_planbook, first, second, pairs):
    with (
        tempfile.TemporaryDirectory() as folder,
        closing(Store.open(copytree(empty_planbook, f"{folder}/book"))) as store,
    ):
        before = dump(store)
        headers = ("Code", "Statement", "I can", "Grade", "Parent code")
        paths = [
            listed(Path(folder) / "math.csv", headers, first),
            listed(Path(folder) / "more math.csv", headers, second),
            listed(Path(folder) / "links.csv", ("from_code", "to_code", "kind"), pairs),
        ]
        plan = imports.plan(store, paths)
        assert len({row.key for row in plan.rows()}) == len(plan.rows())
        assert len(plan.rows()) == sum(len(file.table.rows) + len(file.table.refused) for file in plan.files)
        outcome = imports.commit(store, plan, today=TODAY)
        count = transactions(store)
        again = imports.plan(store, paths)
        assert {row.verdict for row in again.rows()} <= {Verdict.UNCHANGED, Verdict.REFUSED}
        imports.commit(store, again, today=TODAY)
        assert transactions(store) == count
        if outcome.wrote:
            store.undo()
        assert dump(store) == before


def listed(path, headers, rows):
    """A CSV file with one row more than given, so that it is never empty."""
    import csv

    with path.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle)
        writer.writerow(headers)
        writer.writerows(rows)
        writer.writerow([*("Z.9" for _ in headers[:2]), *("" for _ in headers[2:])])
    return path
