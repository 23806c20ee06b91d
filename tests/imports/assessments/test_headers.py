"""Headers by their words: run together, in capitals, with underscores, of any sort."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learnerplan.imports.assessments.meanings import meaning_of
from learnerplan.imports.assessments.private import why_left_out
from learnerplan.imports.assessments.uses import RESULT_USES
from learnerplan.imports.assessments.words import words


@pytest.mark.parametrize(
    "header", ["TestRITScore", "TEST_RIT_SCORE", "testritscore", "Test RIT score", "test-rit-score"]
)
def test_one_header_in_five_spellings(header):
    assert words(header) == ("test", "rit", "score")
    meaning = meaning_of(header)
    assert (meaning.use, meaning.scale) == ("score", "RIT")


@pytest.mark.parametrize(
    ("header", "use", "part", "sitting"),
    [
        ("Overall Scale Score", "score", "", ""),
        ("Composite - National Norm Percentile", "percentile", "", ""),
        ("SEM", "standard_error", "", ""),
        ("Letter Names (LNF) - Score", "part_score", "Letter Names (LNF)", ""),
        ("Goal3StdErr", "part_error", "goal 3", ""),
        ("Number and Operations Placement", "part_placement", "Number and Operations", ""),
        ("DIBELS Composite Score - Lexile", "part_score", "Lexile", ""),
        ("Benchmark_Status_NWF-WRC_K_End", "part_placement", "NWF-WRC", "Grade K, end"),
        ("Diagnostic: Overall Scale Score (Most Recent)", "score", "", "Most recent"),
        ("Winter aReading Risk Level", "part_placement", "a Reading", "Winter"),
        ("Fall 2017/2018 Objective 1a", "part_score", "Objective 1a", "Fall 2017-2018"),
        ("FallToWinterProjectedGrowth", "", "", ""),
        ("Mid On Grade Level Scale Score", "", "", ""),
        ("School ID", "", "", ""),
        ("Student State ID", "id_state", "", ""),
        ("District Student ID", "id_local", "", ""),
        ("LASID", "id_local", "", ""),
        ("TermName", "window", "", ""),
        ("Benchmark Period", "window", "", ""),
        ("Enrollment Date", "", "", ""),
        ("CompletedDateLocal", "taken_on", "", ""),
    ],
)
def test_what_a_header_means(header, use, part, sitting):
    meaning = meaning_of(header)
    assert (meaning.use, meaning.part, meaning.sitting) == (use, part, sitting)


@given(st.text(max_size=60))
def test_no_header_is_too_odd(header):
    meaning = meaning_of(header)
    assert meaning.use in ("", *RESULT_USES)
    assert why_left_out(header, meaning.use) == why_left_out(header, meaning.use)
