"""The hybrid clock: stamps that grow along cause and effect, whatever the clocks of the computers say.

A stamp's number holds 48 bits of milliseconds since 1970 and 16 bits of a counter (Kulkarni et al., "Logical Physical
Clocks", 2014). No clock is refused for being wrong: stamps decide which value is shown first, never which is kept.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, NamedTuple, Protocol

COUNTER_BITS = 16
# A stamp from further ahead than this is kept, but the own clock does not follow it: it would stay there for years.
FAR_AHEAD_MS = 366 * 24 * 3600 * 1000
_LATEST_MS = (1 << 47) - 1


class Stamp(NamedTuple):
    """When and by whom, in an order that all computers agree on. `session` is `<device>-<launch>`."""

    hlc: int
    session: str


class Clock(Protocol):
    """Tells the time of this computer in milliseconds since 1970."""

    def now_ms(self) -> int:
        """The time now."""


class SystemClock:
    """The clock of the machine."""

    def now_ms(self) -> int:
        """The time now."""
        return int(datetime.now(UTC).timestamp() * 1000)


def device_of(session: str) -> str:
    """The device that a session belongs to."""
    return session.partition("-")[0]


def moment(hlc: int) -> datetime:
    """The wall time in a stamp, as its author's clock (or a faster one that it had heard of) had it."""
    milliseconds = min(max(hlc >> COUNTER_BITS, 0), 253_402_300_799_000)
    return datetime.fromtimestamp(milliseconds / 1000, UTC)


def moment_text(clock: Clock) -> str:
    """The time of a clock as it is written down: UTC, to the second."""
    return datetime.fromtimestamp(min(clock.now_ms(), 253_402_300_799_000) / 1000, UTC).isoformat(timespec="seconds")


class HybridClock:
    """The clock of a planbook; its last number is kept in `share_meta`, so that it never goes back."""

    def __init__(self, connection: Any, clock: Clock) -> None:
        self._connection = connection
        self._clock = clock
        row = connection.execute("SELECT value FROM share_meta WHERE name = 'hlc'").fetchone()
        self._last = int(row[0]) if row else 0
        # A clock that was set back, or that stands still at the beginning of time, is no reason to believe nobody.
        self._believed = (max(clock.now_ms(), self._last >> COUNTER_BITS) + FAR_AHEAD_MS) << COUNTER_BITS

    def tick(self, at_ms: int | None = None) -> int:
        """A number for something done here, at a time (now, unless told)."""
        wall = min(max(self._clock.now_ms() if at_ms is None else at_ms, 0), _LATEST_MS)
        self._last = max(wall << COUNTER_BITS, self._last + 1)
        return self._last

    def believed(self, hlc: int) -> int:
        """A number that came in, or 0 where it lies absurdly far ahead."""
        return hlc if hlc <= self._believed else 0

    def heard(self, hlc: int) -> None:
        """Go on from a number that came in."""
        self._last = max(self._last, self.believed(hlc))

    def keep(self) -> None:
        """Write the last number down, in the caller's transaction."""
        self._connection.execute(
            "INSERT INTO share_meta VALUES ('hlc', ?) ON CONFLICT(name) DO UPDATE SET value = excluded.value",
            (str(self._last),),
        )
