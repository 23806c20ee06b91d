"""Troubles: kept until they are right again, counted, and wrong anew when they come back."""

from learnerplan.sharing import problems
from learnerplan.sharing.problems import Trouble
from tests.sharing.people_of_a_share import SHARE, tables

HOUR = 3_600_000


class Watch:
    def __init__(self) -> None:
        self.now = 1_800_000_000_000

    def now_ms(self) -> int:
        return self.now


def test_the_same_trouble_counts_and_keeps_its_beginning_and_its_bytes():
    connection, watch = tables(), Watch()
    problems.note(connection, watch, SHARE, Trouble.DAMAGED, "a file", "torn", b"bytes")
    first = problems.open_ones(connection, SHARE)
    watch.now += HOUR
    problems.note(connection, watch, SHARE, Trouble.DAMAGED, "a file", "header")
    ((kind, subject, detail, since, times),) = problems.open_ones(connection, SHARE)
    assert (kind, subject, detail, since, times) == (Trouble.DAMAGED, "a file", "header", first[0][3], 2)
    assert connection.execute("SELECT body FROM share_problem").fetchall() == [(b"bytes",)]


def test_what_is_right_again_is_open_no_more_and_begins_anew_when_it_comes_back():
    connection, watch = tables(), Watch()
    problems.note(connection, watch, SHARE, Trouble.FOLDER, "", "gone")
    problems.mended(connection, watch, SHARE, Trouble.FOLDER, "")
    assert problems.open_ones(connection, SHARE) == []
    watch.now += HOUR
    problems.note(connection, watch, SHARE, Trouble.FOLDER, "", "full")
    ((_kind, _subject, detail, since, times),) = problems.open_ones(connection, SHARE)
    assert (detail, times) == ("full", 2)
    assert since == "2027-01-15T09:00:00+00:00"


def test_the_troubles_of_another_share_are_not_told():
    connection, watch = tables(), Watch()
    problems.note(connection, watch, "other", Trouble.GAP, "main/x")
    problems.mended(connection, watch, SHARE, Trouble.GAP, "main/x")
    assert problems.open_ones(connection, SHARE) == []
    assert len(problems.open_ones(connection, "other")) == 1
