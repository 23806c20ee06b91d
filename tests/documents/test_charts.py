"""The growth chart as primitives, and what may be said about two scores."""

from __future__ import annotations

import subprocess
import sys
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from learnerplan.documents.charts import ChartBand, ChartDot, ChartLine, ChartText, build_growth_chart, change
from learnerplan.domain.packets import GrowthPoint

DAY = date(2026, 9, 14)


def points(*scores: float, error: float | None = 3.0) -> list[GrowthPoint]:
    return [GrowthPoint(f"Fall {2020 + number}", DAY, score, error) for number, score in enumerate(scores)]


def chart(scores, **extra):
    built = build_growth_chart(scores, width=460, height=214, number=lambda value: f"{value:g}", **extra)
    assert built is not None
    return built


def test_one_score_is_no_chart():
    assert build_growth_chart(points(200), width=460, height=214, number=str) is None
    assert build_growth_chart([], width=460, height=214, number=str) is None


def test_the_last_five_scores_are_shown_and_the_last_dot_is_solid():
    drawn = chart(points(190, 198, 203, 206, 207, 212)).primitives
    dots = [mark for mark in drawn if isinstance(mark, ChartDot)]
    assert [dot.solid for dot in dots] == [False, False, False, False, True]
    said = [mark.text for mark in drawn if isinstance(mark, ChartText) and mark.bold]
    assert said == ["198", "203", "206", "207", "212"]


def test_errors_give_a_band_and_whiskers_and_none_gives_neither():
    assert sum(isinstance(mark, ChartBand) for mark in chart(points(198, 203)).primitives) == 1
    bare = chart(points(198, 203, error=None)).primitives
    assert not any(isinstance(mark, ChartBand) for mark in bare)
    assert sum(isinstance(mark, ChartLine) and mark.width == 1.0 for mark in bare) == 0


def test_a_target_is_a_dashed_line_with_its_label_inside_the_chart():
    built = chart(points(198, 203), target=230, target_label="My target: 230")
    (line,) = (mark for mark in built.primitives if isinstance(mark, ChartLine) and mark.dashed)
    assert 0 < line.points[0][1] < built.height
    (label,) = (mark for mark in built.primitives if isinstance(mark, ChartText) and "target" in mark.text)
    assert label.knock_out


@example([0.0, 5e-324], 5e-324, None)
@example([0.0, 0.0], 5e-324, None)
@given(st.lists(st.floats(-1e6, 1e6), min_size=2, max_size=7), st.floats(0, 1e3), st.none() | st.floats(-1e6, 1e6))
def test_everything_stays_inside_the_chart(scores, error, target):
    built = chart(points(*scores, error=error), target=target)
    for mark in built.primitives:
        if isinstance(mark, ChartLine | ChartBand):
            assert all(-0.01 <= x <= 460.01 and -0.01 <= y <= 214.01 for x, y in mark.points)
        elif isinstance(mark, ChartDot):
            assert 0 <= mark.x <= 460
            assert 0 <= mark.y <= 214


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ((200, 3.0), (205, 3.0), 5.0),
        ((200, 3.0), (204, 3.0), 0.0),
        ((205, 3.0), (200, 3.0), -5.0),
        ((200, None), (220, 3.0), None),
    ],
)
def test_a_difference_is_claimed_only_beyond_both_errors(before, after, said):
    assert change(GrowthPoint("", DAY, *before), GrowthPoint("", DAY, *after)) == said


def test_charts_load_neither_reportlab_nor_qt():
    code = "import sys, learnerplan.documents.charts; print({'reportlab', 'PySide6', 'uharfbuzz'} & set(sys.modules))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "set()"
