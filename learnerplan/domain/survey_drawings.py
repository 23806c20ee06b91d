"""The drawings beside the answers of a picture survey: a few thick strokes each, on paper and on the screen.

Each is drawn in a square of 100 units: circles as (x, y, radius), lines as points, y downwards. A black-and-white
printer keeps them.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, pi, sin

Points = tuple[tuple[float, float], ...]
FACES = {"face-1": 0, "face-2": 1, "face-3": 2}
"""Faces by how glad they are: 0 unsure, 1 even, 2 glad."""


@dataclass(frozen=True)
class Drawing:
    """Strokes in a square of 100 units."""

    circles: tuple[tuple[float, float, float], ...] = ()
    lines: tuple[Points, ...] = ()

    def __or__(self, other: Drawing) -> Drawing:
        """Both drawings in one square."""
        return Drawing(self.circles + other.circles, self.lines + other.lines)


def arc(x: float, y: float, radius: float, start: float, end: float) -> Points:
    """A part of a circle, from angle to angle in parts of a turn, clockwise from three o'clock."""
    turns = (2 * pi * (start + (end - start) * step / 12) for step in range(13))
    return tuple((x + radius * cos(turn), y + radius * sin(turn)) for turn in turns)


def person(x: float, y: float, size: float = 1.0) -> Drawing:
    """A head over shoulders, whose head is at a point."""
    shoulders = arc(x, y + 36 * size, 20 * size, 0.5, 1.0)
    return Drawing(((x, y, 11 * size),), (shoulders,))


def note(x: float, y: float) -> Drawing:
    """A note of music."""
    return Drawing(((x, y, 7),), (((x + 7, y), (x + 7, y - 32), (x + 20, y - 24)),))


def frame(left: float, top: float, right: float, bottom: float) -> Points:
    """A rectangle."""
    return ((left, top), (right, top), (right, bottom), (left, bottom), (left, top))


def book(x: float, y: float) -> Drawing:
    """An open book around a point."""
    left = ((x, y - 16), (x - 30, y - 22), (x - 30, y + 16), (x, y + 22), (x, y - 16))
    right = ((x, y - 16), (x + 30, y - 22), (x + 30, y + 16), (x, y + 22))
    return Drawing((), (left, right))


_PEOPLE = {
    "alone": person(50, 34, 1.2),
    "pair": person(30, 36) | person(70, 36),
    "group": person(20, 38, 0.8) | person(50, 38, 0.8) | person(80, 38, 0.8),
    "grown-up": person(34, 26, 1.3) | person(74, 46, 0.8),
    "help": person(30, 32) | person(72, 44, 0.8) | Drawing((), (((44, 62), (60, 70)),)),
    "show": person(30, 40) | Drawing((), (((44, 66), (62, 44)), frame(54, 16, 92, 44))),
    "run": Drawing(
        ((58, 18, 9),),
        (
            ((54, 30), (44, 56), (58, 68), (52, 88)),
            ((44, 56), (34, 74), (18, 72)),
            ((28, 44), (50, 36), (72, 50)),
        ),
    ),
}
_SOUNDS = {
    "quiet": Drawing(((50, 50, 34),), (((36, 42), (42, 42)), ((58, 42), (64, 42)), ((50, 52), (50, 74)))),
    "hum": Drawing((), tuple(arc(22, 50, radius, -0.16, 0.16) for radius in (14, 32, 50))),
    "music": note(26, 68) | note(62, 60),
    "listen": Drawing(
        (),
        (
            arc(50, 42, 26, 0.5, 1.05),
            ((75, 50), (60, 72), (56, 84), (44, 84)),
            arc(50, 44, 12, 0.5, 1.0),
            ((62, 44), (54, 58)),
        ),
    ),
    "story": Drawing(
        (),
        (
            ((16, 20), (84, 20), (84, 64), (46, 64), (30, 82), (30, 64), (16, 64), (16, 20)),
            ((28, 36), (72, 36)),
            ((28, 50), (58, 50)),
        ),
    ),
}
_THINGS = {
    "draw": Drawing(
        (),
        (
            ((28, 72), (34, 56), (70, 20), (80, 30), (44, 66), (28, 72)),
            ((34, 56), (44, 66)),
            ((20, 84), (80, 84)),
        ),
    ),
    "build": Drawing((), (frame(14, 52, 48, 84), frame(52, 52, 86, 84), frame(33, 16, 67, 48))),
    "read": book(50, 50),
    "animals": Drawing(
        ((50, 56, 26), (41, 50, 2), (59, 50, 2), (50, 60, 3)),
        (
            ((28, 42), (26, 16), (44, 31)),
            ((72, 42), (74, 16), (56, 31)),
            ((50, 63), (50, 69)),
            arc(44, 67, 6, 0.0, 0.45),
            arc(56, 67, 6, 0.05, 0.5),
        ),
    ),
    "numbers": Drawing(tuple((x, y, 10) for x, y in ((24, 38), (50, 38), (76, 38), (37, 64), (63, 64)))),
    "again": Drawing((), (arc(50, 50, 30, -0.12, 0.72), ((62, 10), (73, 29), (52, 35)))),
    "break": Drawing(
        (),
        (
            ((24, 40), (30, 82), (62, 82), (68, 40), (24, 40)),
            arc(68, 56, 14, -0.2, 0.25),
            ((38, 28), (38, 14)),
            ((54, 28), (54, 14)),
        ),
    ),
}
DRAWINGS: dict[str, Drawing] = {**_PEOPLE, **_SOUNDS, **_THINGS}

PICTURES = (*DRAWINGS, *FACES)
"""The names that an answer's picture may have."""
