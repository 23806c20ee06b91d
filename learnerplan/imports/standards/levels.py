"""The grade levels of a standard: one, several or a range, lowest first."""

from __future__ import annotations

import re

from learnerplan.imports.words.grades import grade_of

# The codes of CEDS, which CASE uses, lowest first; numbers stand between kindergarten and what comes after school.
_BEFORE = ("IT", "PR", "PK", "TK", "K", "R")
_RANGE = re.compile(r"^(k|kg|\d{1,2})\s*[-–—]\s*(\d{1,2})$", re.IGNORECASE)
_HIGHEST = 13


def levels_of(cell: str) -> tuple[str, ...]:
    """ "03", "3; 4", "K-2" and "Grades 9-12": the grades, each once, lowest first. What is no grade stays last."""
    found: dict[str, None] = {}
    for part in re.split(r"[;,/|\n]+", cell):
        plain = re.sub(r"(?i)^\s*grades?\s+", "", part).strip()
        span = _RANGE.match(plain)
        if span:
            found.update(dict.fromkeys(_between(span[1], int(span[2]))))
        elif plain:
            found[grade_of(plain)] = None
    return tuple(sorted(found, key=_rank))


def _between(low: str, high: int) -> list[str]:
    first = int(low) if low.isdigit() else 0
    if not first <= high <= _HIGHEST:
        return [grade_of(low), str(high)]
    return ["K" if number == 0 else str(number) for number in range(first, high + 1)]


def _rank(grade: str) -> tuple[int, int, str]:
    if grade.upper() in _BEFORE:
        return (0, _BEFORE.index(grade.upper()), grade)
    if grade.isascii() and grade.isdigit() and len(grade) < 10:
        return (1, int(grade), grade)
    return (2, 0, grade)
