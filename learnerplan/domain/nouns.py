"""What tables and columns are called in sentences."""

from __future__ import annotations

import re

_LEARNER = re.compile(r"\blearner\b")
_ENDING = re.compile(r"_(?:id|on)$")


def plain(name: str) -> str:
    """A table's or column's name in words: `birth_date` is "birth date". Who learns is a student on screens."""
    return _LEARNER.sub("student", _ENDING.sub("", name).replace("_", " "))
