"""The hybrid clock: it never goes back, and does not follow one that is years ahead."""

import sqlite3
from datetime import UTC, datetime

from learnerplan.sharing.clock import (
    COUNTER_BITS,
    FAR_AHEAD_MS,
    HybridClock,
    SystemClock,
    device_of,
    moment,
    moment_text,
)

NOW = 1_800_000_000_000


class Watch:
    def __init__(self, now: int = NOW) -> None:
        self.now = now

    def now_ms(self) -> int:
        return self.now


def kept() -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE share_meta (name TEXT PRIMARY KEY, value TEXT NOT NULL)")
    return connection


def test_each_number_is_greater_than_the_one_before_even_when_the_clock_is_set_back():
    watch = Watch()
    clock = HybridClock(kept(), watch)
    first = clock.tick()
    assert first == NOW << COUNTER_BITS
    watch.now = 5
    assert clock.tick() == first + 1
    watch.now = -5
    assert clock.tick() == first + 2


def test_an_edit_has_the_time_at_which_it_was_done():
    clock = HybridClock(kept(), Watch())
    assert clock.tick(NOW - 60_000) == (NOW - 60_000) << COUNTER_BITS
    assert clock.tick(NOW) == NOW << COUNTER_BITS


def test_it_goes_on_after_a_restart_and_from_what_it_heard():
    connection, watch = kept(), Watch()
    clock = HybridClock(connection, watch)
    ahead = (NOW + 3_600_000) << COUNTER_BITS
    clock.heard(ahead)
    clock.keep()
    clock.keep()
    watch.now = 0
    assert HybridClock(connection, watch).tick() == ahead + 1


def test_a_clock_that_is_years_ahead_is_not_followed():
    clock = HybridClock(kept(), Watch())
    absurd = (NOW + FAR_AHEAD_MS + 1) << COUNTER_BITS
    assert clock.believed(absurd) == 0
    clock.heard(absurd)
    assert clock.tick() == NOW << COUNTER_BITS


def test_moments_are_told_whatever_the_number():
    assert moment(NOW << COUNTER_BITS) == datetime.fromtimestamp(NOW / 1000, UTC)
    assert moment(-1) == datetime(1970, 1, 1, tzinfo=UTC)
    assert moment((1 << 63) - 1).year == 6429
    assert moment_text(Watch()) == "2027-01-15T08:00:00+00:00"
    assert moment_text(Watch(1 << 60)).startswith("9999-12-31")


def test_the_clock_of_the_machine_and_the_device_of_a_session():
    assert abs(moment(SystemClock().now_ms() << COUNTER_BITS) - datetime.now(UTC)).total_seconds() < 60
    assert device_of("00ff-0001") == "00ff"
