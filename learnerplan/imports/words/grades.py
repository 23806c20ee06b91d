"""Grade levels as schools write them, brought to one form."""

from __future__ import annotations

import re

from learnerplan.domain.names import plain
from learnerplan.imports.words.folding import fold, tidy

_NUMBER = re.compile(
    plain(
        r"^(?:grade|gr|year|yr|y|class|klasse|jahrgang|grado|curso|niveau|groep|classe|g)?\s*0*([1-9]\d?)"
        r"(?:st|nd|rd|th|o|a|er|e|eme|re|ro|ra|to|ta|do|da|mo|ma|vo|va|no)?"
        r"(?:\s*(?:grade|year|klasse|grado|curso|annee|ano|anno|classe|年级|年級|年生|年|학년|класс))?$"
    )
)
_EARLY = {
    "k": "K", "kg": "K", "kn": "K", "kindergarten": "K", "kinder": "K", "reception": "R", "r": "R", "pk": "PK",
    "pre k": "PK", "prek": "PK", "pre kindergarten": "PK", "preschool": "PK", "tk": "TK",
    "transitional kindergarten": "TK", "kf": "K", "kh": "K", "p3": "PK", "p4": "PK",
    "first grade": "1", "second grade": "2", "third grade": "3",
    "fourth grade": "4", "fifth grade": "5", "sixth grade": "6", "seventh grade": "7", "eighth grade": "8",
}  # fmt: skip
# PowerSchool counts down from the first grade: 0 is kindergarten, what lies below it is before that.
_BELOW = {"0": "K", "00": "K", "-1": "PK", "-2": "PK", "-3": "PK"}


def grade_of(cell: str) -> str:
    """ "07", "7th" and "Grade 7" are "7"; "KG" is "K". What is neither stays as it was written."""
    if cell.strip() in _BELOW:
        return _BELOW[cell.strip()]
    key = fold(cell)
    if key in _EARLY:
        return _EARLY[key]
    match = _NUMBER.match(key)
    return match[1] if match else tidy(cell)
