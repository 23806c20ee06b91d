"""What a cell measures, by the kind of measure of its goal."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learnerplan.domain.goals import MeasureKind
from learnerplan.imports.words.amounts import amount_of, number_of, number_text

LEVELS = ("Not yet", "Started", "Getting there", "Almost", "Got it")


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("3", 3), ("2,5", 2.5), ("2.5", 2.5), ("1,200", 1200), ("1.200,5", 1200.5), ("1,200.5", 1200.5),
        ("-4", -4), ("1 200", 1200), ("", None), ("1.2.3", None), ("a", None), ("1,2,3", None),
        ("9" * 400, None), ("9" * 5000, None), ("123456789012345", 123456789012345),
    ],
)  # fmt: skip
def test_numbers(cell, number):
    assert number_of(cell) == number


@pytest.mark.parametrize(
    ("cell", "kind", "expected"),
    [
        ("12 pages", "number", ("12", "", "")),
        ("70%", "number", ("70", "", "")),
        ("3 (with help of a friend)", "number", ("3", "", "with help of a friend")),
        ("7/10", "trials", ("7", "10", "")),
        ("7 of 10, with help", "trials", ("7", "10", "with help")),
        ("0 out of 5", "trials", ("0", "5", "")),
        ("Almost", "level", ("3", "", "")),
        ("0", "level", ("0", "", "")),
        ("Yes", "yes_no", ("1", "", "")),
        ("not yet", "yes_no", ("0", "", "")),
        ("reads slowly", "words", ("", "", "reads slowly")),
    ],
)
def test_what_fits_the_goal(cell, kind, expected):
    assert amount_of(cell, "", kind, LEVELS)[:3] == expected


@pytest.mark.parametrize(
    ("cell", "kind"),
    [
        ("lots", "number"), ("7/10", "number"), ("70%", "trials"), ("11/10", "trials"), ("0/0", "trials"),
        ("5", "level"), ("Great", "level"), ("maybe", "yes_no"),
        ("9" * 400, "number"), (f"1/{'9' * 30}", "trials"), (f"{'9' * 5000}/{'9' * 5000}", "trials"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_refused_with_the_cell(cell, kind):
    found = amount_of(cell, "", kind, LEVELS)
    assert found[:3] == ("", "", "")
    assert found.problem.startswith(f"“{cell}”")


def test_tries_of_a_column_of_their_own():
    assert amount_of("7", "10", "trials", LEVELS)[:2] == ("7", "10")


@given(st.text(min_size=1, max_size=12).map(str.strip).filter(bool), st.sampled_from(MeasureKind))
def test_any_cell_is_a_value_or_a_problem(cell, kind):
    found = amount_of(cell, "", kind, LEVELS)
    assert bool(found.problem) != bool(found.value or found.words)


@given(st.floats(-1e6, 1e6).map(lambda number: round(number, 3)))
def test_a_number_comes_back(number):
    assert number_of(number_text(number)) == pytest.approx(number)
