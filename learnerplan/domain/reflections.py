"""Reflections: what a learner is asked at the end of a goal and of a term, by grade band."""

from __future__ import annotations

from enum import StrEnum

from learnerplan.domain import grades

_YOUNGEST, _STARS_UNTIL = 2, 5


class Prompt(StrEnum):
    """What is asked. Packets print the first three; stars and the wish stand for proud and next there."""

    PROUD = "proud"
    HARD = "hard"
    NEXT = "next"
    STAR = "star"
    SECOND_STAR = "second_star"
    WISH = "wish"
    FACE = "face"


class Style(StrEnum):
    """A set of prompts that is asked together."""

    THREE = "three"
    STARS = "stars"
    FACES = "faces"


PROMPTS: dict[Style, tuple[Prompt, ...]] = {
    Style.THREE: (Prompt.PROUD, Prompt.HARD, Prompt.NEXT),
    Style.STARS: (Prompt.STAR, Prompt.SECOND_STAR, Prompt.WISH),
    Style.FACES: (Prompt.FACE, Prompt.PROUD, Prompt.NEXT),
}
FACES = ("Hard", "OK", "Good")
"""The words of the three faces, as an answer to `Prompt.FACE` keeps them."""


def style_for(grade: str) -> Style:
    """Faces up to grade 2, two stars and a wish up to grade 5, three questions above and where no grade is known."""
    level = grades.number(grade)
    if level is None or level > _STARS_UNTIL:
        return Style.THREE
    return Style.FACES if level <= _YOUNGEST else Style.STARS
