"""Any sheets of goals, measurements, notes and supports: nothing lost, the preview kept, twice the same, all undone."""

from __future__ import annotations

import csv
import os
import shutil
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from learnerplan.imports.planned.plan import Verdict
from learnerplan.imports.planning import Options
from learnerplan.services import imports, pending
from learnerplan.storage.store import Store
from tests.room import TODAY
from tests.services.importing import dump, number_of, transactions

EXAMPLES = int(os.environ.get("LEARNERPLAN_EXAMPLES", "12"))
"""More of them outside the suite: LEARNERPLAN_EXAMPLES=2000."""

WHO = st.sampled_from(
    ["Ana Lúcia Ferreira", "Ana", "Minh Anh Nguyễn", "Zoë Ardent", "Ana; Minh", "", "Ferreira, Ana Lúcia"]
)
NUMBER = st.sampled_from(["", "7", "07", "1.0E+05"])
GOAL = st.sampled_from(["Read", "read ", "Reed", "Draw ratios", "", "Read; often"])
DAY = st.sampled_from(["", "2026-11-02", "3/4/2026", "13/4/2026", "soon", "1425823743000", "NULL"])
TEXT = st.sampled_from(["", "NULL", "More time", "more  time", "=1+1", "4", "7/10", "Yes", "a\nb", "\\N", "“x”", "0"])
HEADS = {
    "goals": (("Student", WHO), ("ID", NUMBER), ("Goal 1", GOAL), ("Goal 2", GOAL), ("Target 2", TEXT), ("Term", TEXT),
              ("Outcome", TEXT), ("Long-term goal", TEXT), ("Standard", TEXT), ("Due", DAY), ("Steps", TEXT)),
    "measurements": (("Student", WHO), ("ID", NUMBER), ("Goal", GOAL), ("Date", DAY), ("Value", TEXT), ("Trials", TEXT),
                     ("2026-11-09", TEXT), ("2026-11-16", TEXT), ("Note", TEXT)),
    "notes": (("Student", WHO), ("ID", NUMBER), ("Date", DAY), ("Note", TEXT), ("Q: What helps?", TEXT), ("By", TEXT)),
    "supports": (("Student", WHO), ("ID", NUMBER), ("Accommodation", TEXT), ("Service ID", TEXT), ("Plan ID", TEXT),
                 ("Type", TEXT), ("Details", TEXT), ("Start", DAY), ("Review date", DAY), ("Other", TEXT)),
}  # fmt: skip


@st.composite
def sheets(draw):
    """(kind, rows) of a few sheets in one drop."""
    found = []
    for kind in draw(st.lists(st.sampled_from(list(HEADS)), min_size=1, max_size=3)):
        cells = st.tuples(*(cells for _, cells in HEADS[kind])).filter(lambda row: any(map(str.strip, row)))
        found.append((kind, draw(st.lists(cells, min_size=1, max_size=5))))
    return found


@settings(max_examples=EXAMPLES)
@given(drop=sheets(), data=st.data())
def test_sheets_do_what_they_say_once_and_can_be_undone(room_template, drop, data):
    with tempfile.TemporaryDirectory() as place:
        store = Store.open(shutil.copytree(room_template, Path(place) / "book"))
        try:
            before, begun = dump(store), standing(store)
            for number, (kind, rows) in enumerate(drop):
                check(store, written(Path(place), number, kind, rows), kind, data)
            for _ in range(standing(store) - begun):
                store.undo()
            assert dump(store) == before
        finally:
            store.close()


def written(place, number, kind, rows):
    path = place / f"{number} {kind}.csv"
    with path.open("w", encoding="utf-8", newline="") as handle:
        csv.writer(handle).writerows([[header for header, _ in HEADS[kind]], *rows])
    return path


def check(store, path, kind, data):
    options = Options(kind=kind)
    plan = imports.plan(store, [path], options=options)
    (file,) = plan.files
    assert [row.line for row in file.rows] == sorted(file.table.lines)
    assert all(row.reason for row in file.rows)
    assert len({row.key for row in file.rows}) == len(file.rows)
    assert not [row for row in file.rows if row.verdict is Verdict.REFUSED and row.payload is not None]
    imports.commit(store, plan, today=TODAY)
    for _ in range(6):  # some rows ask a second question
        asked = [row for row in pending.listed(store) if row.choices]
        if not asked:
            break
        choice = data.draw(st.sampled_from([each.key for each in asked[0].choices]))
        pending.decide(store, asked[0].id, choice, today=TODAY)
    held, count = dump(store), transactions(store)
    again = imports.plan(store, [path], options=options)
    assert not [row for row in again.rows() if row.verdict in (Verdict.NEW, Verdict.UPDATED)]
    imports.commit(store, again, today=TODAY)
    assert (dump(store), transactions(store)) == (held, count)


def standing(store):
    """How many transactions there are to take back."""
    return number_of(store, "txn", "kind = 'do' AND undone = 0")
