"""When a result came about, as cells and file names tell it."""

from __future__ import annotations

import pytest

from learnerplan.imports.assessments.moments import day_named, in_name, window_and_year, without_moment


@pytest.mark.parametrize(
    ("cell", "said", "expected"),
    [
        ("Fall 2021-2022", "", ("Fall", "2021-2022")),
        ("2021-22 Winter", "", ("Winter", "2021-2022")),
        ("Winter (November 16 - March 1)", "2025-2026", ("Winter", "2025-2026")),
        ("BOY", "2023-24", ("BOY", "2023-2024")),
        ("BOY", "1999-00", ("BOY", "1999-2000")),
        ("", "2024", ("", "2024")),
        ("N/A", "", ("", "")),
    ],
)
def test_a_window_and_a_school_year_are_told_apart(cell, said, expected):
    assert window_and_year(cell, said) == expected


@pytest.mark.parametrize(
    ("stem", "moment", "title"),
    [
        ("Fall 2024-25 Reading Check", ("Fall", "2024-2025"), "Reading Check"),
        ("dibels_BOY_2024", ("BOY", "2024"), "dibels"),
        ("scores 2024-09-16", ("", "2024"), "scores 09 16"),
        ("fallacies quiz", ("", ""), "fallacies quiz"),
        ("reading", ("", ""), "reading"),
    ],
)
def test_a_files_name_may_tell_the_moment(stem, moment, title):
    assert in_name(stem) == moment
    assert without_moment(stem) == title


def test_a_day_has_one_name_whichever_number_is_the_month():
    assert day_named("3/4/2025", "dmy") == ("2025-04-03", "2025-3-4")
    assert day_named("3/4/2025", "mdy") == ("2025-03-04", "2025-3-4")
    assert day_named("3/4/2025", "") == ("", "2025-3-4")
    assert day_named("2023-08-21T13:28:05.852Z", "") == ("2023-08-21", "2023-8-21")
    assert day_named("soon", "mdy") == ("", "")
