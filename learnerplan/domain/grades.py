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


def names_one(grade: str) -> bool:
    """Whether a text names one grade: "6" and "K" do, "5 and 6" does not."""
    return number(grade) is not None and len(re.findall(r"\d+", grade)) <= 1


def is_lower(grade: str, than: str) -> bool:
    """Whether a grade is surely lower than another; pages for families show no code of such a grade."""
    one, other = number(grade), number(than)
    return one is not None and other is not None and one < other


_NEXT = {"pk": "K", "prek": "K", "pre-k": "K", "tk": "K", "k": "1", "kg": "1", "kindergarten": "1", "r": "1"}


def following(grade: str) -> str:
    """The grade of the next school year, in the same words: "6" is "7", "Grade K" is "Grade 1". Unknown ones stay."""
    plain = grade.strip()
    if plain.casefold() in _NEXT:
        return _NEXT[plain.casefold()]
    found = re.search(r"\d+", plain)
    if found:
        return f"{plain[: found.start()]}{int(found.group()) + 1}{plain[found.end() :]}"
    words = plain.split()
    if words and words[-1].casefold() in _NEXT:
        return " ".join((*words[:-1], _NEXT[words[-1].casefold()]))
    return grade
