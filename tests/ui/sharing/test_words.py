from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from learnerplan.domain.shares import MemberState, Role, RoundReport
from tests.ui.sharing.values import ME, NOW, PRIYA, PROBLEM, TOMAS, health, member, share
from ui import sharing_words as words

WAITS = "1 of yours waits for them"


@pytest.mark.parametrize(
    ("ago", "told"),
    [
        (timedelta(seconds=20), "a moment ago"),
        (timedelta(minutes=20), "20 minutes ago"),
        (timedelta(hours=2), "today, 7:00 am"),
        (timedelta(hours=12), "last night"),
        (timedelta(hours=20), "yesterday"),
        (timedelta(days=9), "9 days ago"),
        (timedelta(days=400), "14 Oct 2025"),
    ],
)
def test_when_somebody_was_heard_is_told_as_people_say_it(ago, told):
    assert words.heard(NOW - ago, NOW) == told


@pytest.mark.parametrize(
    ("one", "pill", "tally"),
    [
        (ME, "Up to date", "all 1,204 entries"),
        (TOMAS, "Heard last night", "14 entries came in"),
        (PRIYA, "Quiet for 9 days", "3 of yours wait for them"),
        (member("8", "Li", MemberState.NEVER_HEARD, came=0), "Not heard yet", "nothing of theirs yet"),
        (member("8", "Li", MemberState.REVOKED), "No longer in", "keeps what was there"),
        (member("8", "Li", MemberState.ENDED, until=date(2026, 10, 30)), "Ended 30 Oct", "keeps what was there"),
        (member("8", "Li", MemberState.WAITING, hours=1, waiting=1), "Heard today, 8:00 am", WAITS),
    ],
)  # fmt: skip
def test_a_state_is_words_and_an_icon_never_colour_alone(one, pill, tally):
    mark = words.pill(one, NOW)
    assert (mark.text, words.tally(one, 1204)) == (pill, tally)
    assert mark.icon


def test_what_a_member_may_do_stands_below_the_name():
    one = member("8", "Li", role=Role.READER, learners=1, restricted=True, until=date(2026, 12, 18))
    assert words.caption(one, NOW.date()) == "Reads only  ·  works with 1 student  ·  supports too  ·  until 18 Dec"
    assert words.caption(ME, NOW.date()) == "You  ·  this laptop"


@pytest.mark.parametrize(
    ("name", "called"),
    [
        ("Tomáš Novák", "Tomáš"),
        ("Ms. Okoye", "Ms. Okoye"),
        ("Ms. Amara Okoye", "Amara"),
        ("نور", "نور"),
        ("Li", "Li"),
    ],
)
def test_a_colleague_is_called_by_the_given_name_or_title(name, called):
    assert words.called(name) == called


def test_a_question_for_a_colleague_names_no_child_and_quotes_nothing():
    text = words.question(share(), "Next step for “Explain ratios”", "Layla Haddad", "Tomáš")
    assert "Layla" not in text
    assert "Haddad" not in text
    assert "LH" in text
    assert text.startswith("Hello Tomáš")


def test_a_round_is_told_in_a_few_words():
    report = RoundReport("a", "Room 12", 2, 1, 3, ())
    assert words.round_told([report]) == "1 entry came in, 2 entries went out"
    assert words.round_told([replace(report, sent=0, came=0)]) == "All is up to date"
    assert words.round_told([replace(report, problems=(PROBLEM,))]).startswith("The shared folder is not there.")


def test_the_owner_is_named_where_the_name_is_known():
    assert words.owner(health()) == "Amara Okoye"
    assert words.owner(health(TOMAS)) == ""
