"""Headers of assessment exports as words: "TestRITScore", "TEST_RIT_SCORE" and "testritscore" are the same three."""

from __future__ import annotations

import re
from functools import lru_cache

from learnerplan.imports.words.folding import fold

_BREAK = re.compile(
    r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|(?<=[^\W\d_])(?=\d)"
    r"|(?<=\d)(?=[^\W\d_])(?!(?:st|nd|rd|th)(?![A-Za-z]))"
)


def word_set(text: str) -> frozenset[str]:
    """The words of a text, for lists that are easier to read as one."""
    return frozenset(text.split())


_SIGNS = str.maketrans({"%": " percent ", "#": " number ", "_": " "})

_VOCABULARY = word_set("""
    abbreviation academic account achievement adjective admin administration alternate annual area assessment
    attempt average baseline benchmark birth building category category ceiling class code comprehension completed
    completion composite conditional content correct county course current data date day district diagnostic duration
    edition educator enrolled enrollment equivalent error event exam expected fall final first form frst gain gender
    given goal grade group growth guid hours id identifier index instruction item items label language last launch
    legal level lexile listening literacy local location lower main math mathematics max maximum mean measure
    measurement met mi middle min minutes mode month most name national needed nickname norm norming norms number
    observed on oral organization overall percent percentile performance period placement points possible predicted
    primary proficiency program projected proficient quantile quintile race range rank raw reading recent reference
    relative renaissance reported rit scale scaled school science score scores screening season section se sem serving
    sex site speaking spring standard start started state status std stem student sub subject subscore summer sync
    system teacher term test tested testing theta time title to total type typical uid unified unique upper user value
    version window winter writing year
    """)
"""Words that systems write together without capitals. A word that is not made of these stays whole."""
_LONG = 6
_SHORTEST = 2


@lru_cache(maxsize=8192)
def words(header: str) -> tuple[str, ...]:
    """The words of a header in small letters; `%` is "percent" and `#` is "number"."""
    found: list[str] = []
    for word in fold(_BREAK.sub(" ", header.translate(_SIGNS))).split():
        found += _parted(word)
    return tuple(found)


def shown(header: str) -> list[str]:
    """The words of a header as it writes them, one for each of `words(header)` where nothing was written together."""
    return [piece for piece in re.split(r"\s+", _BREAK.sub(" ", header.replace("_", " ")).strip()) if piece]


@lru_cache(maxsize=8192)
def _parted(word: str) -> tuple[str, ...]:
    """A long word as the known words that it is made of, or whole."""
    if len(word) < _LONG or word in _VOCABULARY or not word.isascii() or not word.isalpha():
        return (word,)
    best: list[tuple[str, ...] | None] = [()] + [None] * len(word)
    for end in range(1, len(word) + 1):
        for start in range(end - _SHORTEST + 1):
            before = best[start]
            piece = word[start:end]
            if before is None or piece not in _VOCABULARY:
                continue
            held = best[end]
            if held is None or len(before) + 1 < len(held):
                best[end] = (*before, piece)
    return best[len(word)] or (word,)
