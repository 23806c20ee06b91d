"""Type: which face, size and weight each role of text has. Sizes are px at 100 %."""

from __future__ import annotations

from typing import NamedTuple

INTERFACE = "Inter"
VOICE = "Literata"
READING = "Lexend"
FALLBACKS = ("Noto Sans", "Noto Sans Arabic", "Noto Sans Devanagari", "Heebo")
VOICE_FALLBACKS = ("Amiri", "Frank Ruhl Libre", "Noto Serif", *FALLBACKS)

BODY_LINE = 120
"""Line height of running text in % of Inter's natural line, which makes 1.45 of the size."""
VOICE_LINE = 93
"""Line height of quotes in % of Literata's natural line, which is tall."""


class Role(NamedTuple):
    """How one kind of text is set: px and weight, a colour token, and whether a person said it."""

    px: int
    weight: int
    colour: str
    voice: bool = False
    tracking: float = 100
    """Room that letters take, in % of the face's own. Inter is drawn for small sizes and looks loose at large ones."""


ROLES: dict[str, Role] = {
    "display": Role(36, 700, "ink", tracking=96.5),
    "h1": Role(26, 700, "ink", tracking=96.7),
    "card": Role(18, 600, "ink"),
    "row": Role(15, 600, "ink"),
    "body": Role(14, 400, "ink"),
    "strong": Role(14, 600, "ink"),
    "medium": Role(14, 500, "ink2"),
    "small": Role(13, 400, "ink2"),
    "small-medium": Role(13, 500, "ink2"),
    "small-strong": Role(13, 600, "ink"),
    "caption": Role(12, 400, "ink3"),
    "caption-medium": Role(12, 500, "ink2"),
    "caption-strong": Role(12, 600, "ink"),
    "field": Role(12, 600, "ink3"),
    "quote-l": Role(21, 400, "ink", voice=True),
    "quote-m": Role(16, 400, "ink", voice=True),
    "quote-s": Role(14, 400, "ink", voice=True),
    "student-title": Role(40, 600, "ink"),
    "student-body": Role(20, 400, "ink"),
}
