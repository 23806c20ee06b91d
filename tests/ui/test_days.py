"""Days in words."""

from __future__ import annotations

from datetime import date

import pytest

from ui import days

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (TODAY, "0 weeks old"),
        (date(2026, 11, 15), "1 week old"),
        (date(2026, 9, 3), "11 weeks old"),
        (date(2025, 11, 23), "52 weeks old"),
        (date(2025, 11, 22), "over a year old"),
        (date(2018, 3, 9), "over 8 years old"),
    ],
)
def test_the_age_of_words_is_told_in_weeks_and_after_a_year_in_years(said, words):
    assert days.long_ago(said, TODAY) == words
