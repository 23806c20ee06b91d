"""What a cell measures, as the goal that it belongs to is measured: a number, tries, a level, yes or no, words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from learnerplan.domain.goals import MeasureKind
from learnerplan.imports.words.folding import fold

_NUMBER = re.compile(r"^(-?\d[\d ,.’']*)\s*(.*)$", re.DOTALL)
_TRIES = re.compile(r"^(\d{1,9})\s*(?:/|:|of|out of|von|de|sur|von)\s*(\d{1,9})\b\s*(.*)$", re.IGNORECASE | re.DOTALL)
_YES = frozenset(("yes", "y", "true", "1", "met", "done", "x", "✓", "✔", "si", "oui", "ja", "sim", "да", "نعم"))
_NO = frozenset(("no", "n", "false", "0", "not yet", "notyet", "not met", "non", "nein", "nao", "нет", "لا"))


class Amount(NamedTuple):
    """A value as a measurement keeps it; `problem` says why a cell is none, and begins with the cell."""

    value: str = ""
    trials: str = ""
    words: str = ""
    problem: str = ""


def amount_of(cell: str, trials: str, kind: str, levels: Sequence[str]) -> Amount:
    """What a cell measures for a goal of a kind. `trials`: out of how many, where another cell says so."""
    if kind == MeasureKind.WORDS:
        return Amount(words=cell)
    if kind == MeasureKind.YES_NO:
        return _yes_or_no(cell)
    if kind == MeasureKind.LEVEL:
        return _level(cell, levels)
    if kind == MeasureKind.TRIALS:
        return _tries(f"{cell}/{trials}" if trials else cell)
    return _number(cell)


def number_of(text: str) -> float | None:
    """The number in a text that is all number: 1,200 and 1.200,5 are thousands, 2,5 is two and a half."""
    plain = re.sub(r"[ ’'](?=\d)", "", text.strip())
    if re.fullmatch(r"-?\d{1,3}(?:,\d{3})+(?:\.\d+)?", plain):
        plain = plain.replace(",", "")
    elif re.fullmatch(r"-?\d{1,3}(?:\.\d{3})+,\d+", plain):
        plain = plain.replace(".", "").replace(",", ".")
    else:
        plain = plain.replace(",", ".")
    # Longer ones are no amounts, and no store could hold the longest.
    return float(plain) if re.fullmatch(r"-?\d{1,15}(?:\.\d+)?", plain) else None


def number_text(number: float) -> str:
    """A number as drafts have it: 6.0 is "6"."""
    return f"{number:.12g}"


def _number(cell: str) -> Amount:
    match = _NUMBER.match(cell)
    number = number_of(match[1].rstrip(" ,.")) if match else None
    if match is None or number is None or _TRIES.match(cell):
        return Amount(problem=f"“{cell}” is no number, and this goal is measured by one.")
    rest = match[2].strip(" ()")
    return Amount(number_text(number), "", rest if len(rest.split()) > 2 else "")


def _tries(cell: str) -> Amount:
    match = _TRIES.match(cell)
    if match is None:
        return Amount(problem=f"“{cell}” is not so many of so many, such as 7/10, and this goal is measured so.")
    right, tries = int(match[1]), int(match[2])
    if right > tries or tries == 0:
        return Amount(problem=f"“{cell}” cannot be: more are right than there were tries.")
    return Amount(str(right), str(tries), match[3].strip(" (),.;"))


def _level(cell: str, levels: Sequence[str]) -> Amount:
    named = [position for position, name in enumerate(levels) if fold(name) == fold(cell)]
    if named:
        return Amount(str(named[0]))
    number = number_of(cell)
    if number is not None and number == int(number) and 0 <= number < len(levels):
        return Amount(str(int(number)))
    shown = ", ".join(levels)
    return Amount(problem=f"“{cell}” is no level, and this goal is measured by them: {shown}.")


def _yes_or_no(cell: str) -> Amount:
    key = fold(cell)
    if key in _YES or key in _NO:
        return Amount("1" if key in _YES else "0")
    return Amount(problem=f"“{cell}” is neither yes nor no, and this goal is measured so.")
