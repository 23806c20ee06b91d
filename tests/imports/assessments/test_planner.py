"""Rows of results: what becomes of each, the second time too."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from learnerplan.imports.assessments import planner, strangers
from learnerplan.imports.assessments.proposal import propose
from learnerplan.imports.drafts.results import ResultDraft
from learnerplan.imports.known import Known
from learnerplan.imports.planned.plan import FilePlan, RowPlan, Verdict
from learnerplan.imports.planned.run import Run
from learnerplan.imports.planned.working import Working
from learnerplan.imports.planning import plan_import
from tests.imports.assessments.held_results import Shelf
from tests.imports.made import NEW, REFUSED, UNCHANGED, UNDECIDED, UPDATED, knows, learner, plan, table, verdicts

ANA = learner(1, "Ana", "Diaz", ids={"student_id": "0042"})
BEN = learner(2, "Ben", "Okoye", ids={"student_id": "0043"})
HERE = knows(ANA, BEN)
HEAD = "Student ID | Test Name | Test Date | Scale Score | Percentile\n"


def planned(rows: str, known: Known = HERE, head: str = HEAD, name: str = "check.csv"):
    return plan(head + rows, known, name=name)


def drafts(made) -> list[ResultDraft]:
    return [row.payload for row in made.rows() if isinstance(row.payload, ResultDraft)]


def only(made) -> tuple[RowPlan, dict[str, str]]:
    (row,) = made.rows()
    assert isinstance(row.payload, ResultDraft), row
    return row, dict(row.payload.values)


def test_a_row_with_a_learner_a_day_and_a_score_is_a_result():
    row, values = only(planned("0042 | District Math | 2025-09-16 | 404 | 14"))
    assert (row.verdict, row.title) == (NEW, "Ana Diaz")
    assert row.reason == "District Math, 2025-09-16: score 404, percentile 14."
    assert row.payload.assessment == ("District Math", "Mathematics")
    assert values == {"score": "404", "scale": "scale score", "percentile": "14", "taken_on": "2025-09-16"}
    assert json.loads(row.payload.source_row)["Scale Score"] == "404"


def test_a_second_import_is_unchanged_and_a_corrected_score_is_an_update_with_the_old_one():
    shelf = Shelf()
    shelf.commit(planned("0042 | Check | 2025-09-16 | 404 | 14"))
    known = shelf.knowing(HERE)
    assert verdicts(planned("0042 | Check | 2025-09-16 | 404 | 14", known)) == [UNCHANGED]
    corrected = planned("0042 | Check | 2025-09-16 | 410 | 14", known)
    row, values = only(corrected)
    assert (row.verdict, values) == (UPDATED, {"score": "410"})
    assert [(each.label, each.old, each.new) for each in row.changes] == [("score", "404", "410")]
    shelf.commit(corrected)
    assert len(shelf.results) == 1
    assert verdicts(planned("0042 | Check | 2025-09-16 | 410 | ", known)) == [UNCHANGED]


def test_another_day_window_or_test_is_another_result():
    shelf = Shelf()
    shelf.commit(planned("0042 | Check | 2025-09-16 | 404 | 14"))
    rows = (
        "0042 | Check | 2025-09-17 | 404 | 14\n0042 | Other | 2025-09-16 | 404 | 14\n0043 | Check | 2025-09-16 | 4 | 1"
    )
    assert verdicts(planned(rows, shelf.knowing(HERE))) == [NEW, NEW, NEW]


def test_equal_rows_of_one_file_are_one_and_different_ones_of_one_day_are_both_kept():
    row = "0042 | Check | 2025-09-16 | 404 | 14\n"
    made = planned(row + row + "0042 | Check | 2025-09-16 | 410 | 15")
    assert verdicts(made) == [NEW, UNCHANGED, NEW]
    assert "further up" in made.rows()[1].reason
    assert "Both are kept" in made.rows()[2].reason
    assert len({draft.key for draft in drafts(made)}) == 2
    assert len({each.key for each in made.rows()}) == 3


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_two_results_of_one_day_are_known_again_in_either_order(order):
    rows = ["0042 | Check | 2025-09-16 | 404 | 14", "0042 | Check | 2025-09-16 | 410 | 15"]
    shelf = Shelf()
    shelf.commit(planned("\n".join(rows)))
    assert len(shelf.results) == 2
    again = planned("\n".join(rows[place] for place in order), shelf.knowing(HERE))
    assert verdicts(again) == [UNCHANGED, UNCHANGED]


def test_sittings_with_numbers_of_their_own_are_two_though_all_else_is_equal():
    head = "Student ID | Test ID | Test Date | Score\n"
    rows = "0042 | a1 | 2025-09-16 | 7\n0042 | a2 | 2025-09-16 | 7"
    shelf = Shelf()
    made = planned(rows, head=head)
    assert verdicts(made) == [NEW, NEW]
    shelf.commit(made)
    assert verdicts(planned(rows, shelf.knowing(HERE), head)) == [UNCHANGED, UNCHANGED]
    without = planned("0042 | 2025-09-16 | 7", shelf.knowing(HERE), "Student ID | Test Date | Score\n")
    assert verdicts(without) == [UNCHANGED]


def test_without_a_day_the_window_names_the_result_and_no_day_is_invented():
    head = "Student ID | Test Name | Window | School Year | Score\n"
    _row, values = only(planned("0042 | Check | Fall (Sep 1 - Oct 3) | 2024-25 | 17", head=head))
    assert values == {"score": "17", "window": "Fall", "school_year": "2024-2025"}
    shelf = Shelf()
    shelf.commit(planned("0042 | Check | Fall | 2024-25 | 17", head=head))
    known = shelf.knowing(HERE)
    assert verdicts(planned("0042 | Check | Fall | 2024-2025 | 17", known, head)) == [UNCHANGED]
    assert verdicts(planned("0042 | Check | Winter | 2024-2025 | 19", known, head)) == [NEW]
    assert any(
        "No column says the day" in note for note in planned("0042 | Check | Fall | 24 | 1", head=head).files[0].notes
    )


def test_a_file_of_an_unknown_product_asks_to_look_at_its_columns_until_it_was_imported_once():
    made = planned("0042 | Check | 2025-09-16 | 404 | 14")
    assert any("not known here" in note for note in made.files[0].notes)
    mapping = made.files[0].mapping
    known = knows(ANA, mappings={mapping.fingerprint: mapping.to_json()})
    again = planned("0042 | Check | 2025-09-16 | 404 | 14", known)
    assert again.files[0].mapping.remembered
    assert not any("not known here" in note for note in again.files[0].notes)


@pytest.mark.parametrize("cell", ["", "N/A", "*", "--"])
def test_a_row_without_any_result_is_refused_with_its_line(cell):
    made = planned(f"0042 | Check | 2025-09-16 | {cell} | ")
    (row,) = made.rows()
    assert (row.verdict, row.line) == (REFUSED, 2)
    assert "no score" in row.reason


def test_what_is_no_number_in_a_score_column_is_kept_as_the_level_and_said():
    row, values = only(planned("0042 | Check | 2025-09-16 | <200 | 140"))
    assert values == {"placement": "<200", "taken_on": "2025-09-16"}
    assert [note.split("”")[0] for note in row.notes] == ["Score “<200", "Percentile “140"]


def test_a_score_far_off_its_scale_is_taken_and_flagged():
    head = "Student ID | Test Date | TestRITScore\n"
    row, values = only(planned("0042 | 09/16/2021 | 2080", head=head))
    assert values["score"] == "2080"
    assert "far outside" in row.notes[0]


def test_rows_about_nobody_here_wait_once_for_each_student():
    made = planned(
        "0999 | Check | 2025-09-16 | 1 | 1\n0999 | Check | 2025-12-16 | 2 | 1\n | Check | 2025-12-16 | 2 | 1"
    )
    first, second, third = made.rows()
    assert (first.verdict, second.verdict, third.verdict) == (UNDECIDED, UNDECIDED, REFUSED)
    assert second.waits_for == first.key
    assert [choice.key for choice in first.choices] == ["skip"]
    settled = made.decide(first.key, "learner:L1")
    assert verdicts(settled) == [NEW, NEW, REFUSED]
    assert {draft.learner_ref for draft in drafts(settled)} == {"L1"}


def test_a_like_name_is_offered_and_never_taken():
    head = "First Name | Last Name | Test Date | Score\n"
    made = planned("Anna | Dias | 2025-09-16 | 1", head=head)
    (row,) = made.rows()
    assert row.verdict == UNDECIDED
    assert [choice.key for choice in row.choices] == ["learner:L1", "skip"]


def test_of_a_districts_file_only_the_students_of_this_planbook_are_kept():
    rows = "".join(f"9{number} | Check | 2025-09-16 | 1 | 1\n" for number in range(strangers.MOST + 1))
    made = planned(f"{rows}0042 | Check | 2025-09-16 | 404 | 14")
    assert verdicts(made) == [REFUSED] * (strangers.MOST + 1) + [NEW]
    assert made.rows()[0].reason == "No student of yours has the number 90."
    assert made.files[0].notes[-1].startswith("More than 1,000 rows are about nobody here")
    fewer = planned(rows.partition("\n")[2])
    assert verdicts(fewer) == [UNDECIDED] * strangers.MOST


def test_days_that_may_be_two_are_asked_and_known_again_once_answered():
    head = "Student ID | Test Date | Score\n"
    shelf = Shelf()
    unclear = planned("0042 | 3/4/2025 | 7", head=head)
    (question,) = unclear.files[0].questions
    assert question.key == "date_order"
    _row, values = only(unclear)
    assert "taken_on" not in values
    shelf.commit(unclear)
    known = shelf.knowing(knows(ANA, date_order="dmy"))
    row, values = only(planned("0042 | 3/4/2025 | 7", known, head))
    assert (row.verdict, values) == (UPDATED, {"taken_on": "2025-04-03"})


def test_a_wide_row_gives_a_result_for_each_season():
    seasons = "Fall Reading Score | Fall Final Date | Winter Reading Score | Winter Final Date"
    head = f"Local ID | First Name | Last Name | {seasons}\n"
    made = planned(" | Ana | Diaz | 12 | 2024-09-03 | 15 | 2025-01-09\n | Ben | Okoye | 9 | 2024-09-03 | | ", head=head)
    assert verdicts(made) == [NEW, NEW, NEW]
    told = [(draft.learner_ref, dict(draft.values)["window"], dict(draft.values)["taken_on"]) for draft in drafts(made)]
    assert told == [("L1", "Fall", "2024-09-03"), ("L1", "Winter", "2025-01-09"), ("L2", "Fall", "2024-09-03")]
    assert [draft.parts[0].name for draft in drafts(made)] == ["Reading"] * 3
    assert "Winter Reading Score" not in json.loads(drafts(made)[0].source_row)


def test_the_newest_test_that_a_row_names_twice_is_one_result():
    fields = ("Completion Date", "Overall Scale Score", "Overall Placement")
    sitting = " | ".join(f"Diagnostic: {field} ({{0}})" for field in fields)
    head = f"Student ID | Subject | {sitting.format('Most Recent')} | {sitting.format(1)} | {sitting.format(2)}\n"
    rows = "0042 | Math | 5/20/2026 | 432 | Grade 2 | 1/14/2026 | 404 | Grade 1 | 5/20/2026 | 432 | Grade 2"
    made = planned(rows, head=head)
    assert [dict(draft.values)["score"] for draft in drafts(made)] == ["432", "404"]
    assert [dict(draft.values)["attempt"] for draft in drafts(made)] == ["Most recent", "1"]


def test_a_chunk_of_one_row_gives_the_plan_of_all_rows_at_once():
    rows = "".join(
        f"004{2 + number % 3} | Check | 2025-09-{16 + number % 4} | {number % 5} | 1\n" for number in range(40)
    )
    whole = planned(rows)
    source = table(HEAD + rows, "check.csv")
    blank = FilePlan(source.path, "", "assessment", "", (), propose(source, ""), source)
    chunked = planner.Planner.of(blank, Run(settled(), "", None))
    one_by_one = [
        row
        for cells, line in zip(source.rows, source.lines, strict=True)
        for row in chunked.plan_chunk((cells,), (line,))
    ]
    assert tuple(one_by_one) == whole.rows()


def test_results_are_looked_up_in_chunks_and_never_all_at_once():
    rows = "".join(f"0042 | Check {number} | 2025-09-16 | {number} | 1\n" for number in range(600))
    shelf = Shelf()
    made = planned(rows, shelf.knowing(HERE))
    assert verdicts(made) == [NEW] * 600
    assert sum(shelf.asked) == 600
    assert max(shelf.asked) <= planner.CHUNK < 600


def test_a_test_that_the_product_has_taken_back_is_refused():
    head = "Student ID | Test Date | Score | Assessment Status\n"
    made = planned("0042 | 2025-09-16 | 7 | Active\n0043 | 2025-09-16 | 7 | Deactivated", head=head)
    assert verdicts(made) == [NEW, REFUSED]
    assert made.rows()[1].reason == "The file says of this test: Deactivated."


def test_two_columns_of_one_name_both_stay_in_the_source_row_and_birth_dates_do_not():
    head = "Student ID | Birth Date | Test Date | Score | Room | Room\n"
    row, _values = only(planned("0042 | 2015-01-01 | 2025-09-16 | 7 | 1 | 2", head=head))
    kept = json.loads(row.payload.source_row)
    assert kept == {"Student ID": "0042", "Test Date": "2025-09-16", "Score": "7", "Room": "1", "Room (2)": "2"}


def test_the_newest_test_of_autumn_is_no_longer_the_newest_in_winter():
    head = "Student ID | Completion Date | Overall Scale Score | Overall Placement | Baseline Diagnostic (Y/N) | "
    head += "Most Recent Diagnostic (Y/N)\n"
    autumn = planned("0042 | 9/16/2025 | 404 | Grade 1 | N | Y", head=head)
    assert dict(drafts(autumn)[0].values)["attempt"] == "Most recent"
    shelf = Shelf()
    shelf.commit(autumn)
    rows = "0042 | 9/16/2025 | 404 | Grade 1 | N | N\n0042 | 1/14/2026 | 432 | Grade 2 | N | Y"
    winter = planned(rows, shelf.knowing(HERE), head)
    assert verdicts(winter) == [UPDATED, NEW]
    assert [(each.old, each.new) for each in winter.rows()[0].changes] == [("Most recent", "")]
    shelf.commit(winter)
    assert verdicts(planned(rows, shelf.knowing(HERE), head)) == [UNCHANGED, UNCHANGED]


def test_two_layouts_of_one_test_in_one_import_give_one_result():
    long = table("Student ID | Test ID | Test Date | Score | Lexile\n0042 | a1 | 2025-09-16 | 7 | 350L", "check.csv")
    short = table("Student ID | Test Date | Score\n0042 | 2025-09-16 | 7\n0043 | 2025-09-16 | 7", "check.csv")
    for order in ((long, short), (short, long)):
        shelf = Shelf()
        made = plan_import(order, HERE)
        assert sorted(verdicts(made)) == sorted([NEW, NEW, UNCHANGED])
        shelf.commit(made)
        assert set(verdicts(plan_import(order, shelf.knowing(HERE)))) <= {UNCHANGED, UPDATED}
        shelf.commit(plan_import(order, shelf.knowing(HERE)))
        assert len(shelf.results) == 2
        assert set(verdicts(plan_import(order, shelf.knowing(HERE)))) == {UNCHANGED}


def test_rows_that_stay_in_their_file_are_planned_alike_and_not_held_in_memory():
    rows = "".join(f"004{2 + number % 3} | Check {number} | 2025-09-16 | {number} | 1\n" for number in range(600))
    source = table(HEAD + rows, "check.csv")
    blank = FilePlan(source.path, "", "assessment", "", (), propose(source, ""), source)
    kept, streamed = (
        planner.plan(replace(blank, table=replace(source, rows=held)), Run(settled(), "", None))
        for held in (source.rows, list(source.rows))
    )
    assert not isinstance(streamed.rows, tuple)
    assert tuple(streamed.rows) == kept.rows
    assert [streamed.count(verdict) for verdict in Verdict] == [kept.count(verdict) for verdict in Verdict]


def settled() -> Working:
    working = Working(HERE, {})
    working.learners.settle()
    return working
