"""How a level of the progress scale looks: the school may rename its levels, so only the place counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from learnerplan.domain.checkins import Feeling

if TYPE_CHECKING:
    from ui.models.tones import Tone


def look(position: int, count: int) -> tuple[str, Tone]:
    """(icon, tone) of the level at a place, from 0, in a scale of `count` levels."""
    if position >= count - 1:
        return "check", "ok"
    if position == 0:
        return "circle", "none"
    return ("sprout", "none") if position < count / 2 - 0.5 else ("trending-up", "info")


FEELINGS: dict[Feeling, tuple[str, str]] = {
    Feeling.EASY: ("laugh", "Easy"),
    Feeling.GOOD: ("smile", "Good"),
    Feeling.HARD: ("meh", "Hard"),
    Feeling.STUCK: ("life-buoy", "Stuck"),
}
"""(icon, word) of each feeling; how it feels says nothing about how far it is."""
