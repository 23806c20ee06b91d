"""A gentle look at words: those that name a child by what is missing, with words that say what helps instead.

It marks, it never forbids, and it looks only at what adults write: a child's own words stay as they are.
After the strengths-based wording that teachers of the Somerville school district asked for (studentinsights #2683).
"""

from __future__ import annotations

import re
from typing import NamedTuple


class Mark(NamedTuple):
    """Where a word stands in the text, and what could stand there."""

    start: int
    end: int
    word: str
    instead: str


_RULES: tuple[tuple[str, str], ...] = (
    (r"weak(?:ness(?:es)?)?", "growing in, or: next to learn"),
    (r"low(?:est)?[- ](?:kid|student|group|reader|performer)s?", "needs more time with …"),
    (r"lazy", "what gets in the way, such as: starts late when a task is long"),
    (r"unmotivated", "what has interested the child so far"),
    (r"can(?:no|')t focus", "works well for … minutes, then needs a break"),
    (r"bad (?:at|behaviou?r)", "not yet sure in …, or what was seen"),
    (r"disruptive", "what was seen and what came before it"),
    (r"defiant|stubborn|oppositional", "what was seen, such as: says no when …"),
    (r"manipulative|attention[- ]seeking", "looks for contact, and how"),
    (r"fail(?:s|ed|ing|ure)?", "not yet"),
    (r"deficits?|deficient", "next to learn"),
    (r"never (?:does|tries|listens|works)", "what happens, how often, and when it goes well"),
    (r"always (?:forgets|interrupts|late|talks)", "what happens, how often, and when it goes well"),
    (r"refuses to", "does not … yet, and what helps"),
    (r"(?:is|are) behind", "the goal is behind pace, or: next to learn"),
    (r"slow (?:learner|reader|worker)", "takes time with …"),
    (r"troublemaker|problem child", "what was seen"),
    (r"suffers from", "has"),
)
_WORDS = tuple((re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE), instead) for pattern, instead in _RULES)


def marks(text: str) -> list[Mark]:
    """The words worth another look, in their order; a longer one wins over a shorter in the same place."""
    plain = text.replace("’", "'")
    found = [
        Mark(hit.start(), hit.end(), text[hit.start() : hit.end()], instead)
        for pattern, instead in _WORDS
        for hit in pattern.finditer(plain)
    ]
    found.sort(key=lambda mark: (mark.start, -mark.end))
    kept: list[Mark] = []
    for mark in found:
        if not kept or mark.start >= kept[-1].end:
            kept.append(mark)
    return kept
