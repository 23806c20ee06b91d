"""Where the window changes its arrangement: by its logical width over the text scale."""

from __future__ import annotations

from enum import Enum

MIN_WIDTH = 900
MIN_HEIGHT = 600


class Breakpoint(Enum):
    """How much room a page has."""

    FULL = "full"
    """1120 and above: named sidebar, two columns."""
    RAIL = "rail"
    """860 to 1119: icon rail, the right column becomes a drawer."""
    SINGLE = "single"
    """Below: icon rail, one column."""


def breakpoint_of(width: int, scale: float) -> Breakpoint:
    """The arrangement for a window `width` logical px wide at a text scale of 1.0 to 1.75."""
    room = width / scale
    if room >= 1120:
        return Breakpoint.FULL
    return Breakpoint.RAIL if room >= 860 else Breakpoint.SINGLE
