"""Rows of the plan of a large table: the same as in memory, wherever one looks."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from learnerplan.errors import UserError
from learnerplan.imports.drafts import EnrolmentDraft
from learnerplan.imports.mapped.mapping import ColumnMapping
from learnerplan.imports.planned.plan import Choice, FilePlan, ImportPlan, RowPlan, Verdict
from learnerplan.imports.planned.streamed import StreamedRows
from learnerplan.imports.tables import Table
from learnerplan.progress import Cancelled

DRAFT = EnrolmentDraft("C1", "L1")


@st.composite
def chunked(draw: st.DrawFn) -> list[list[RowPlan]]:
    row = st.builds(
        RowPlan,
        key=st.just(""),
        line=st.integers(1, 99),
        title=st.text(max_size=3),
        verdict=st.sampled_from(list(Verdict)),
        reason=st.just("Why."),
        payload=st.sampled_from([None, DRAFT]),
        choices=st.sampled_from([(), (Choice("skip", "Leave out"),)]),
        decided=st.sampled_from(["", "skip"]),
        notes=st.sampled_from([(), ("A note.",)]),
    )
    chunks = draw(st.lists(st.lists(row, max_size=4), max_size=5))
    numbers = iter(range(100))
    return [[each._replace(key=f"k{next(numbers)}") for each in chunk] for chunk in chunks]


def planned(rows) -> ImportPlan:
    table = Table(Path("x.csv"), (), (), ())
    file = FilePlan(Path("x.csv"), "", "assessment", "", rows, ColumnMapping("f", "assessment", "", ()), table)
    return ImportPlan((file,), _again=lambda _decisions: planned(rows))


@settings(max_examples=60, deadline=None)
@given(chunks=chunked(), flags=st.tuples(st.booleans(), st.booleans(), st.booleans()))
def test_streamed_rows_are_the_rows(chunks: list[list[RowPlan]], flags: tuple[bool, bool, bool]):
    plain = tuple(row for chunk in chunks for row in chunk)
    streamed = StreamedRows(chunks)
    (small,), (long,) = planned(plain).files, planned(streamed).files
    written, decided, noted = flags
    assert tuple(streamed) == plain
    assert [streamed[place] for place in range(-len(plain), len(plain))] == [*plain, *plain]
    assert list(streamed[1:5:2]) == list(plain[1:5:2])
    for wanted in ((), (Verdict.NEW,), (Verdict.REFUSED, Verdict.UNDECIDED), tuple(Verdict)):
        told = [list(each.select(wanted, written=written, decided=decided, noted=noted)) for each in (small, long)]
        assert told[0] == told[1]
    assert [small.count(verdict) for verdict in Verdict] == [long.count(verdict) for verdict in Verdict]
    assert small.writes() == long.writes()
    assert small.summary() == long.summary()
    keys = {"k1", "k3", "k7", "other"}
    assert list(small.about(keys)) == list(long.about(keys))
    assert list(small.about(())) == list(long.about(())) == []


@settings(max_examples=30, deadline=None)
@given(chunks=chunked())
def test_a_plan_of_streamed_rows_is_as_any(chunks: list[list[RowPlan]]):
    plain = tuple(row for chunk in chunks for row in chunk)
    small, long = planned(plain), planned(StreamedRows(chunks))
    assert list(long.rows()) == list(small.rows())
    assert len(long.rows()) == len(plain)
    assert long.open_rows() == small.open_rows()
    for place, row in enumerate(plain):
        assert long.row(row.key) == long.rows()[place] == row
    with pytest.raises(KeyError):
        long.row("other")
    with pytest.raises(UserError, match="no longer waits"):
        long.decide("other", "skip")


def test_what_stops_the_planning_stops_the_keeping():
    def chunks():
        yield [RowPlan("k", 1, "", Verdict.REFUSED, "Why.")]
        raise Cancelled

    with pytest.raises(Cancelled):
        StreamedRows(chunks())


def test_nothing_of_it_has_a_name_on_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    rows = StreamedRows([[RowPlan("k", 1, "", Verdict.REFUSED, "Why.")]])
    assert list(tmp_path.iterdir()) == []
    assert rows[0].key == "k"
