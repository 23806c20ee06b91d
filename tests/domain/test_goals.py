"""Pace: a goal against its own time line."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learnerplan.domain.goals import PaceState, pace

BEGUN, DUE = date(2026, 10, 1), date(2026, 12, 10)


def state(now, today, baseline=0.0, target=10.0, due=DUE):
    return pace(baseline=baseline, target=target, now=now, begun=BEGUN, due=due, today=today).state


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (None, PaceState.NOT_TRACKED),
        (0.0, PaceState.BEHIND),
        (3.9, PaceState.BEHIND),
        (4.1, PaceState.ON_PACE),
        (6.9, PaceState.ON_PACE),
        (7.1, PaceState.AHEAD),
        (10.0, PaceState.MET),
        (12.0, PaceState.MET),
        (-3.0, PaceState.BEHIND),
    ],
)
def test_half_way_through_the_term(now, expected):
    assert state(now, date(2026, 11, 5)) is expected


def test_a_target_may_lie_below_the_baseline():
    assert state(4.0, date(2026, 11, 5), baseline=8.0, target=0.0) is PaceState.ON_PACE
    assert state(8.0, date(2026, 11, 5), baseline=8.0, target=0.0) is PaceState.BEHIND


def test_without_a_date_a_goal_is_not_called_behind():
    assert state(0.0, date(2026, 11, 5), due=None) is PaceState.ON_PACE


def test_baseline_and_target_alike_are_not_tracked():
    assert state(5.0, date(2026, 11, 5), baseline=5.0, target=5.0) is PaceState.NOT_TRACKED


NUMBER = st.floats(-1e6, 1e6, allow_nan=False)


@given(baseline=NUMBER, target=NUMBER, now=NUMBER, days=st.integers(-400, 400))
def test_shares_stay_within_the_track(baseline, target, now, days):
    today = date.fromordinal(BEGUN.toordinal() + days)
    found = pace(baseline=baseline, target=target, now=now, begun=BEGUN, due=DUE, today=today)
    assert found.reached is None or 0 <= found.reached <= 1
    assert found.expected is None or 0 <= found.expected <= 1
