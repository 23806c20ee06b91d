"""What an assessment is about: said in a column, in the test's name, by its sub-scores, or in the file's name."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from learnerplan.imports.assessments.words import words
from learnerplan.imports.words.folding import fold, tidy

MATHEMATICS, READING = "Mathematics", "Reading"
_KNOWN = {
    "math": MATHEMATICS, "maths": MATHEMATICS, "mathematics": MATHEMATICS, "numeracy": MATHEMATICS,
    "algebra": MATHEMATICS, "geometry": MATHEMATICS, "sm": MATHEMATICS,
    "reading": READING, "sr": READING, "dibels": READING, "fluency": READING, "phonics": READING,
    "ela": "English Language Arts", "science": "Science", "writing": "Writing", "spelling": "Spelling",
    "english": "English",
}  # fmt: skip
_SAME = {"math": MATHEMATICS, "maths": MATHEMATICS, "ela": "English Language Arts"}
_PHRASES = (("early literacy", "Early Literacy"), ("language arts", "Language Arts"), ("language usage", "Language"))
_BY_PARTS = {
    "quantile": MATHEMATICS, "operations": MATHEMATICS, "geometry": MATHEMATICS,
    "phonics": READING, "phonological": READING, "psf": READING, "nwf": READING, "wrf": READING, "lexile": READING,
}  # fmt: skip


@lru_cache(maxsize=1024)
def said(cell: str) -> str:
    """A subject as a cell says it; "Math" and "Maths" are "Mathematics"."""
    shown = tidy(cell)
    return _SAME.get(fold(shown), shown)


@lru_cache(maxsize=1024)
def in_name(text: str) -> str:
    """The subject that a test's or file's name holds, or an empty text."""
    known = words(text)
    joined = " ".join(known)
    for phrase, subject in _PHRASES:
        if phrase in joined:
            return subject
    return next((_KNOWN[word] for word in known if word in _KNOWN), "")


def by_parts(headers: Iterable[str]) -> str:
    """The subject that the sub-scores of a product belong to, where they are of one only."""
    found = {_BY_PARTS[word] for header in headers for word in words(header) if word in _BY_PARTS}
    return found.pop() if len(found) == 1 else ""
