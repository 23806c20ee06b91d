"""Reflections: what a learner is asked at the end of a goal and of a term, by grade band."""

from __future__ import annotations

from enum import StrEnum

from learnerplan.domain import grades

_YOUNGEST, _STARS_UNTIL = 3, 5


class Prompt(StrEnum):
    """What is asked. Packets print the first three; a first star is what one is proud of, a wish is what comes next."""

    PROUD = "proud"
    HARD = "hard"
    NEXT = "next"
    SECOND_STAR = "second_star"
    FACE = "face"


class Style(StrEnum):
    """A set of prompts that is asked together."""

    THREE = "three"
    STARS = "stars"
    FACES = "faces"


PROMPTS: dict[Style, tuple[Prompt, ...]] = {
    Style.THREE: (Prompt.PROUD, Prompt.HARD, Prompt.NEXT),
    Style.STARS: (Prompt.PROUD, Prompt.SECOND_STAR, Prompt.NEXT),
    Style.FACES: (Prompt.FACE, Prompt.PROUD, Prompt.NEXT),
}


def style_for(grade: str) -> Style:
    """Faces up to grade 3, two stars and a wish up to grade 5, three questions above and where no grade is known."""
    level = grades.number(grade)
    if level is None or level > _STARS_UNTIL:
        return Style.THREE
    return Style.FACES if level <= _YOUNGEST else Style.STARS
