"""Where the rows of a plan stand, what they bring, and finding them: by places alone, for a million rows as for ten."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from learnerplan.imports.drafts import ClassDraft, LearnerDraft
from learnerplan.imports.drafts.notes import ObservationDraft, SupportDraft
from learnerplan.imports.planned.chained import Chained
from learnerplan.imports.planned.plan import Choice, RowPlan, Verdict
from learnerplan.imports.planned.streamed import StreamedRows
from ui.models import import_index
from ui.models.import_index import chained, index_of, open_of
from ui.models.import_lines import GROUPS, Shown
from ui.models.import_rows import ImportRows
from ui.models.import_words import brought_in, on_button, summary

WHO = (Choice("learner:1", "Same child", "", "1"), Choice("new", "Two children"), Choice("skip", "Leave out"))


def row(number, verdict=Verdict.NEW, **values):
    payload = LearnerDraft(f"new:{number}") if verdict in (Verdict.NEW, Verdict.UPDATED) else None
    asks = {"choices": WHO} if verdict is Verdict.UNDECIDED else {}
    held = {"reason": f"Reason {number}.", "payload": payload, **asks, **values}
    return RowPlan(str(number), number + 2, f"Child {number}", verdict, **held)


def test_rows_of_several_files_are_one_sequence():
    rows = Chained([[row(0), row(1)], [], [row(2)]])
    assert [each.key for each in rows] == ["0", "1", "2"]
    assert rows[2].key == "2"
    assert [each.key for each in rows[1:]] == ["1", "2"]
    assert [rows.part_of(place) for place in range(3)] == [0, 0, 2]
    with pytest.raises(IndexError):
        rows[3]


@settings(max_examples=30)
@given(st.lists(st.lists(st.sampled_from(list(Verdict)), max_size=8), min_size=1, max_size=4))
def test_each_row_stands_in_one_group_whatever_the_files(files):
    number = iter(range(1000))
    parts = [index_of([row(next(number), verdict) for verdict in verdicts]) for verdicts in files]
    whole = chained(parts)
    places = sorted(place for held in whole.places.values() for place in held)
    assert places == list(range(len(whole.rows)))
    for group, held in whole.places.items():
        assert list(held) == sorted(held)
        assert all(GROUPS[whole.rows[place].verdict] is group for place in held)
    assert [each.place for each in whole.asked] == list(whole.places[Shown.NEED])


def test_what_is_only_read_to_be_left_out_is_not_unchanged():
    index = index_of([row(0, Verdict.UNCHANGED), row(1, Verdict.UNCHANGED)], aside=True)
    assert len(index.places[Shown.ASIDE]) == 2
    told = brought_in(chained([index, index_of([row(2, Verdict.UNCHANGED)])]), wrote=False)
    assert (told.heading, told.unchanged, told.aside) == ("Nothing new", 1, 2)


def test_a_button_counts_students_of_a_roster_and_else_all_rows():
    assert on_button(Counter({LearnerDraft: 22, ClassDraft: 2}), 0) == "22 students"
    assert on_button(Counter({LearnerDraft: 5}), 1) == "6"
    assert on_button(Counter({ObservationDraft: 1, SupportDraft: 2}), 0) == "3"
    assert on_button(Counter({LearnerDraft: 5, SupportDraft: 2}), 0) == "7"


def test_a_summary_says_what_will_happen_in_nouns():
    rows = [row(0), row(1), row(2, Verdict.UPDATED), row(3)._replace(payload=ClassDraft("new:c")), row(4)]
    assert summary(index_of(rows), 2) == "3 students and 1 class come in, 1 student is updated, 2 rows wait."
    assert summary(index_of([row(0)]), 0) == "1 student comes in."
    assert summary(index_of([row(0, Verdict.UNCHANGED)]), 0) == ""


def test_answers_that_only_leave_out_are_not_nothing():
    left_out = index_of([row(0, Verdict.UNCHANGED)._replace(decided="skip")])
    assert brought_in(left_out, wrote=True).heading == "Your answers are kept."
    assert brought_in(left_out, wrote=True).left_out == 1


def test_an_answered_row_is_open_no_more_and_a_strange_answer_is_none():
    asked = index_of([row(0, Verdict.UNDECIDED), row(1, Verdict.UNDECIDED)]).asked
    assert len(open_of(asked, {}, {})) == 2
    assert [each.row.key for each in open_of(asked, {"0": "new", "1": "keep"}, {})] == ["1"]


@pytest.fixture
def streamed():
    verdicts = (Verdict.NEW, Verdict.UNDECIDED, Verdict.UNCHANGED)
    chunks = [[row(start + at, verdicts[(start + at) % 3]) for at in range(30)] for start in range(0, 300, 30)]
    return StreamedRows(chunks)


def test_rows_that_nobody_keeps_are_counted_as_others_are(streamed):
    index, plain = index_of(streamed), index_of(list(streamed))
    assert index.places == plain.places
    assert (index.new, index.updated, index.verdicts) == (plain.new, plain.updated, plain.verdicts)
    assert index.asked == plain.asked


def test_of_too_many_questions_the_first_are_kept_and_the_others_are_read(streamed, monkeypatch):
    monkeypatch.setattr(import_index, "MOST_ASKED", 10)
    index = index_of(streamed)
    assert (len(index.asked), index.unlisted) == (10, 90)
    model = ImportRows()
    model.set_rows(index, {}, {})
    assert model.open_count() == 100
    assert model.line(99).row.key == "298"
    assert model.line(99).open
    assert model.next_open(50) == 51


def found(model):
    return [line.row.title for line in map(model.line, range(model.rowCount())) if line.row is not None]


def test_searching_keeps_what_matches_name_reason_or_line(qtbot):
    rows = [row(0)._replace(title="Hana Kováčová"), row(1, Verdict.UNCHANGED), row(2, Verdict.REFUSED)]
    model = ImportRows()
    model.set_rows(index_of(rows), {}, {})
    for words, titles in (
        ("kovac", ["Hana Kováčová"]),
        ("reason 2", ["Child 2"]),
        ("3", ["Child 1"]),
        ("nobody", []),
        ("", ["Child 2", "Hana Kováčová"]),
    ):
        model.search(words)
        qtbot.waitUntil(lambda: not model.searching)
        assert found(model) == titles


def test_a_long_search_lets_the_window_live_and_ends(qtbot):
    model = ImportRows()
    model.set_rows(index_of([row(number) for number in range(20_000)]), {}, {})
    model.search("child 19999")
    qtbot.waitUntil(lambda: not model.searching)
    assert found(model) == ["Child 19999"]
    model.show(Shown.NEW)
    assert model.rowCount() == 1
