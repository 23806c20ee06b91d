"""Small rules: who is due, what is late, which grade is lower, which term it is."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learnerplan.domain import grades, ids, names, terms
from learnerplan.domain.audiences import Audience, may_go_home, waits_for_release
from learnerplan.domain.checkins import Staleness, staleness
from learnerplan.domain.steps import Who, is_late

TODAY = date(2026, 11, 18)


@pytest.mark.parametrize(
    ("days", "state"), [(0, "fresh"), (7, "fresh"), (8, "due"), (14, "due"), (15, "overdue"), (-2, "fresh")]
)
def test_staleness_counts_days_since_the_last_check_in(days, state):
    assert staleness(TODAY - timedelta(days), TODAY) == (Staleness(state), max(0, days))


def test_never_seen_is_no_number():
    assert staleness(None, TODAY) == (Staleness.NEVER, None)


def test_a_home_step_is_never_late():
    yesterday = TODAY - timedelta(1)
    assert is_late(Who.ME, yesterday, done=False, today=TODAY)
    assert not is_late(Who.HOME, yesterday, done=False, today=TODAY)
    assert not is_late(Who.ME, yesterday, done=True, today=TODAY)
    assert not is_late(Who.ME, TODAY, done=False, today=TODAY)
    assert not is_late(Who.ME, None, done=False, today=TODAY)


def test_only_what_is_released_goes_home():
    assert [audience for audience in Audience if may_go_home(audience)] == [Audience.FAMILY]
    assert [audience for audience in Audience if waits_for_release(audience)] == [Audience.RECORD]


@pytest.mark.parametrize(
    ("grade", "than", "lower"),
    [
        ("3", "6", True),
        ("Grade 5", "06", True),
        ("K", "1", True),
        ("6", "6", False),
        ("7", "6", False),
        ("", "6", False),
    ],
)
def test_which_grade_is_lower(grade, than, lower):
    assert grades.is_lower(grade, than) is lower


def test_five_usual_terms_follow_one_another():
    spans = terms.usual_terms(2026)
    assert [span.name for span in spans] == [f"Term {number}" for number in range(1, 6)]
    assert (spans[1].starts_on, spans[1].ends_on) == (date(2026, 10, 19), date(2026, 12, 18))
    assert terms.week_of(spans[1].starts_on, spans[1].ends_on, TODAY) == 5
    assert terms.weeks(spans[1].starts_on, spans[1].ends_on) == 9
    for before, after in pairwise(spans):
        assert before.starts_on.weekday() == 0
        assert before.ends_on.weekday() == 4
        assert before.ends_on < after.starts_on


def test_between_two_terms_the_one_that_ended_counts():
    spans = [(span.starts_on, span.ends_on) for span in terms.usual_terms(2026)]
    assert terms.current(spans, date(2026, 12, 25)) == 1
    assert terms.current(spans, date(2026, 8, 1)) == 0
    assert terms.current([], TODAY) is None


@pytest.mark.parametrize(
    ("day", "year"), [(date(2026, 6, 30), 2025), (date(2026, 7, 1), 2026), (date(2027, 1, 5), 2026)]
)
def test_the_school_year_turns_in_summer(day, year):
    assert terms.school_year_of(day) == year


def test_names_compare_without_accents_and_case():
    assert names.folded("  Phạm   Quốc BẢO ") == "pham quoc bao"
    assert names.folded("Đorđević") == names.folded("dordevic")
    assert names.folded("ليلى") == "ليلى"


@given(st.text())
def test_folding_twice_is_folding_once(text):
    assert names.folded(names.folded(text)) == names.folded(text)


def test_a_name_is_written_in_its_own_order():
    assert names.shown_name("Quốc Bảo", "Phạm", order="family") == "Phạm Quốc Bảo"
    assert names.shown_name("Daniela", "Muñoz", preferred="Dani") == "Dani Muñoz"
    assert names.full_name("Prince", "") == "Prince"
    assert (names.initials("layla", "haddad"), names.initials("", "")) == ("LH", "?")
    assert names.initials("Bảo", "Phạm", "family") == "PB"


def test_ids_are_uuids_of_version_7_that_only_increase():
    made = [ids.new_id() for _ in range(2000)]
    assert made == sorted(made)
    assert len(set(made)) == len(made)
    assert {(one[14], one[19] in "89ab", len(one)) for one in made} == {("7", True, 36)}
