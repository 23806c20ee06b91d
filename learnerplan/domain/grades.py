"""Grade levels as schools write them: "6", "Grade 6", "K", "07"."""

from __future__ import annotations

import re

_BEFORE_ONE = {"k": 0, "kg": 0, "kindergarten": 0, "r": 0, "pk": -1, "prek": -1, "pre-k": -1}


def number(grade: str) -> int | None:
    """The grade as a number (kindergarten is 0), or `None` when the text names none."""
    plain = grade.strip().casefold()
    if plain in _BEFORE_ONE:
        return _BEFORE_ONE[plain]
    found = re.search(r"\d+", plain)
    return int(found.group()) if found else None


def is_lower(grade: str, than: str) -> bool:
    """Whether a grade is surely lower than another; pages for families show no code of such a grade."""
    one, other = number(grade), number(than)
    return one is not None and other is not None and one < other
