from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learnerplan.domain.records.base import cleaned
from learnerplan.imports.own_export import cells


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\t=1", "\r=1", "＝1", "'=1", "''=1"])
def test_formula_like_text_is_made_harmless(text):
    assert cells.written(text) == f"'{text}"


@pytest.mark.parametrize("value", [-5, 2.5, "5-3", "'tis", "O'Brien", "", "'", "''", None])
def test_all_else_stays_as_it_is(value):
    assert cells.written(value) == value


@pytest.mark.parametrize(
    ("cell", "kind", "value"), [("", str, None), ("7", int, 7), ("0.1", float, 0.1), ("true", bool, True)]
)
def test_cells_become_values_again(cell, kind, value):
    assert cells.value_of(cell, kind, optional=True) == value


@pytest.mark.parametrize(("cell", "kind"), [("x", int), ("", float), ("yes", bool), ("1.5", int)])
def test_a_cell_of_another_kind_is_none(cell, kind):
    with pytest.raises(ValueError):
        cells.value_of(cell, kind, optional=False)


TEXTS = st.text() | st.text(alphabet="'=+-@\t\r\n＝＋－＠ a\"，,;", max_size=8)


@given(st.lists(TEXTS, min_size=1, max_size=4))
def test_any_texts_come_back_through_csv(texts):
    whole = [cleaned(text) for text in texts]
    written = io.StringIO(newline="")
    csv.writer(written).writerow([cells.written(text) for text in whole])
    (row,) = csv.reader(io.StringIO(written.getvalue(), newline=""), strict=True)
    assert [cells.text_of(cell) for cell in row] == whole
