"""The planbook's one progress scale. "Not today" is no value at all, so it is not a level."""

from __future__ import annotations

from enum import StrEnum

# The levels of a new planbook, lowest first; a school may rename them. The last is the proficient mark.
DEFAULT_PROGRESS = ("Not started", "Started", "Getting there", "Almost", "Got it")


class Purpose(StrEnum):
    """What a scale is for."""

    PROGRESS = "progress"
    COMPETENCY = "competency"
