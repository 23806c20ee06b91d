"""Grade levels as schools write them, brought to one form."""

from __future__ import annotations

import re

from learnerplan.imports.folding import fold, tidy

_NUMBER = re.compile(
    r"^(?:grade|gr|year|yr|y|class|klasse|grado|g)?\s*0*(\d{1,2})(?:st|nd|rd|th|o|a|er|e)?(?:\s+grade|\s+year)?$"
)
_EARLY = {
    "k": "K", "kg": "K", "kn": "K", "kindergarten": "K", "kinder": "K", "reception": "R", "r": "R", "pk": "PK",
    "pre k": "PK", "prek": "PK", "pre kindergarten": "PK", "preschool": "PK", "tk": "TK",
    "transitional kindergarten": "TK", "kf": "K", "kh": "K", "p3": "PK", "p4": "PK",
    "first grade": "1", "second grade": "2", "third grade": "3",
    "fourth grade": "4", "fifth grade": "5", "sixth grade": "6", "seventh grade": "7", "eighth grade": "8",
}  # fmt: skip


def grade_of(cell: str) -> str:
    """ "07", "7th" and "Grade 7" are "7"; "KG" is "K". What is neither stays as it was written."""
    key = fold(cell)
    if key in _EARLY:
        return _EARLY[key]
    match = _NUMBER.match(key)
    return match[1] if match else tidy(cell)
