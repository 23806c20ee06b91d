"""Answers in which several could be ticked: forms join them with `;` or with `, `, and an option may hold a comma.

Which words are options shows in the other answers: an option is ticked by more than one, and forms write them in the
order in which they are offered.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from learnerplan.domain.surveys import QuestionKind

COMMA = ", "
_MOST_OPTIONS = 30
_LONGEST = 80
_TOLD = 0.75
"""Of the parts of answers with several, the share that others gave too; the rest is what stood under "Other"."""
_SURE = 3


def are_joined(answers: Sequence[str]) -> bool:
    """Whether answers are lists with `;` between: each ends with one, or their parts come again in others."""
    if sum(answer.endswith(";") for answer in answers) * 2 > len(answers):
        return True
    several = [answer for answer in answers if re.search(r";(?=\S)", answer)]
    if not several or sum(bool(re.search(r";\s", answer)) for answer in answers) > len(several):
        return False
    parts = Counter(part for answer in answers for part in _parts(answer, ";"))
    given = [part for answer in several for part in _parts(answer, ";")]
    return sum(parts[part] > 1 for part in given) >= _TOLD * len(given)


def options_of(answers: Sequence[str]) -> tuple[str, ...]:
    """The options of a column whose answers are lists with commas between, or nothing where they are none."""
    given = [parts for answer in answers if (parts := _parts(answer, COMMA))]
    several = [parts for parts in given if len(parts) > 1]
    if len(several) < 2 or any(len(set(parts)) < len(parts) for parts in several):
        return ()
    merged = _merged(given)
    counts = Counter(part for parts in merged for part in parts)
    options = tuple(part for part, count in counts.items() if count > 1 and len(part) <= _LONGEST)
    lists = [parts for parts in merged if len(parts) > 1]
    told = sum(counts[part] > 1 for parts in lists for part in parts)
    all_parts = sum(map(len, lists))
    if not 2 <= len(options) <= _MOST_OPTIONS or told < _TOLD * all_parts:
        return ()
    return options if _are_offered(lists, frozenset(options)) else ()


def parts_of(answer: str, kind: str, options: tuple[str, ...] = ()) -> tuple[str, ...]:
    """What was ticked, and last what was written under "Other"; nothing for other kinds of question."""
    if kind != QuestionKind.SEVERAL:
        return ()
    if not options:
        return tuple(_parts(answer, ";"))
    words, known = _parts(answer, COMMA), frozenset(options)
    found: list[str] = []
    other: list[str] = []
    start = 0
    while start < len(words):
        end = next((end for end in range(len(words), start, -1) if COMMA.join(words[start:end]) in known), 0)
        if end:
            found.append(COMMA.join(words[start:end]))
        else:
            other.append(words[start])
        start = end or start + 1
    return (*found, COMMA.join(other)) if other else tuple(found)


def _parts(answer: str, separator: str) -> list[str]:
    return [part.strip() for part in answer.split(separator) if part.strip()]


def _merged(given: list[list[str]]) -> list[list[str]]:
    """The parts, with those joined that never stand apart: "Reading, writing and maths" is one option."""
    counts = Counter(part for parts in given for part in parts)
    beside = Counter(pair for parts in given for pair in pairwise(parts))
    one = {
        (left, right)
        for (left, right), count in beside.items()
        if count == counts[left] == counts[right] and (count >= _SURE or (count > 1 and right[:1].islower()))
    }
    merged = []
    for parts in given:
        joined = parts[:1]
        for left, right in pairwise(parts):
            if (left, right) in one:
                joined[-1] += COMMA + right
            else:
                joined.append(right)
        merged.append(joined)
    return merged


def _are_offered(lists: list[list[str]], options: frozenset[str]) -> bool:
    """Whether options come in one order, as a form writes them, and combine, as "Richmond, Virginia" does not."""
    order = {pair for parts in lists for pair in pairwise([part for part in parts if part in options])}
    if any((right, left) in order for left, right in order):
        return False
    first = {parts[0] for parts in lists}
    later = {part for parts in lists for part in parts[1:]}
    return bool(first & later & options) or any(sum(part in options for part in parts) > 2 for parts in lists)
