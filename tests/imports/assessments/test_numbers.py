"""Numbers of results as exports write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learnerplan.imports.assessments.numbers import is_nothing, number_of


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("208", "208"),
        (" 208 ", "208"),
        ("3.40", "3.4"),
        ("-8", "-8"),
        ("1,234", "1234"),
        ("1 234", "1234"),
        ("12,5", "12.5"),
        ("0,25", "0.25"),
        ("1,234.5", "1234.5"),
        ("85%", "85"),
        ("57th", "57"),
        ("208*", "208"),
        ("275Q", "275"),
        ("BR400L", "-400"),
        ("350L", "350"),
        ("2.08E+02", "208"),
        ("<200", ""),
        (">99", ""),
        ("PP", ""),
        ("Grade 2", ""),
        ("1/14/2026", ""),
        ("1e99", ""),
        ("nan", ""),
        ("inf", ""),
        ("", ""),
    ],
)
def test_a_cell_is_the_number_that_it_plainly_is_or_none(cell: str, number: str):
    assert number_of(cell) == number


@pytest.mark.parametrize("cell", ["", " ", "N/A", "n/a", "*", "**", "-", "NULL", "#N/A", "None", "Not tested"])
def test_stand_ins_for_nothing_are_nothing(cell: str):
    assert is_nothing(cell)
    assert number_of(cell) == ""


@given(st.text(max_size=20))
def test_no_cell_is_too_odd(cell: str):
    number = number_of(cell)
    assert number == "" or abs(float(number)) < 1e9


@given(st.integers(-999_999, 999_999))
def test_every_whole_number_is_read_with_and_without_thousands_marks(number: int):
    assert number_of(str(number)) == number_of(f"{number:,}") == str(number)
