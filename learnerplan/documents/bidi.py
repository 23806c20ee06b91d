"""Which way each character runs: embedding levels by the Unicode Bidirectional Algorithm (UAX #9, revision 50).

ReportLab has no bidi of its own that works here, and `bidi.algorithm` knows neither isolates nor paired
brackets, so the rules are written out below under the names that the standard gives them. Levels are found for
a paragraph; `reorder` puts the pieces of one wrapped line in the order in which they stand on the page (rule L2).
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, TypeVar
from unicodedata import bidirectional, category, normalize

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_Item = TypeVar("_Item")

# Anything that can make a left-to-right paragraph need the algorithm: right-to-left blocks, marks, embeddings.
_NEEDS = re.compile(
    "[\u0590-\u08ff\u200f\u202a-\u202e\u2067\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)

_ISOLATES = {"LRI", "RLI", "FSI"}
_EMBEDDINGS = {"LRE": (0, ""), "RLE": (1, ""), "LRO": (0, "L"), "RLO": (1, "R")}
_REMOVED = {"BN", "PDF", *_EMBEDDINGS}
_NEUTRAL = {"B", "S", "WS", "ON", "PDI", *_ISOLATES}
_SEPARATED = {("EN", "CS"), ("AN", "CS"), ("EN", "ES")}
_MAX_DEPTH = 125
_MAX_BRACKETS = 63


def base_level(text: str, default: int = 0) -> int:
    """0 or 1 by the first strong character outside isolates (rules P2 and P3), `default` where there is none."""
    depth = 0
    for char in text:
        kind = bidirectional(char)
        if kind in _ISOLATES:
            depth += 1
        elif kind == "PDI":
            depth = max(0, depth - 1)
        elif not depth and kind in ("L", "R", "AL"):
            return int(kind != "L")
    return default


def turns(text: str) -> bool:
    """Whether anything in the text can run right to left in a left-to-right paragraph."""
    return _NEEDS.search(text) is not None


def levels(text: str, base: int) -> list[int]:
    """The embedding level of each character of one paragraph: even runs left to right, odd right to left."""
    if base == 0 and not turns(text):
        return [0] * len(text)
    marks = [bidirectional(char) or "L" for char in text]
    kinds = list(marks)
    found, removed = _Explicit(kinds, text, base).resolve(), [mark in _REMOVED for mark in marks]
    kept = [index for index, gone in enumerate(removed) if not gone]
    rank = {index: place for place, index in enumerate(kept)}
    result = list(found)
    for places in _sequences(marks, found, removed):
        level, first, last = found[places[0]], rank[places[0]], rank[places[-1]]
        before = found[kept[first - 1]] if first else base
        open_end = marks[places[-1]] in _ISOLATES or last + 1 == len(kept)
        after = base if open_end else found[kept[last + 1]]
        sequence = _Sequence(text, kinds, found, places)
        for place, value in zip(
            places, sequence.resolve("LR"[max(level, before) % 2], "LR"[max(level, after) % 2]), strict=True
        ):
            result[place] = value
    return _settled(result, removed, marks, base)


def _settled(result: list[int], removed: list[bool], marks: Sequence[str], base: int) -> list[int]:
    """Rule L1 for separators, and a level for what rule X9 took out: that of the character before it."""
    last = base
    for index, gone in enumerate(removed):
        if gone:
            result[index] = last
        elif marks[index] in ("B", "S"):
            result[index] = last = base
        else:
            last = result[index]
    return result


def reorder(items: Sequence[_Item], level_of: Callable[[_Item], int]) -> list[_Item]:
    """The pieces of one line from left to right on the page (rule L2)."""
    line = list(items)
    numbers = [level_of(item) for item in line]
    lowest_odd = min((number for number in numbers if number % 2), default=0)
    if not lowest_odd:
        return line
    for level in range(max(numbers), lowest_odd - 1, -1):
        start = 0
        while start < len(line):
            if level_of(line[start]) < level:
                start += 1
                continue
            stop = start
            while stop < len(line) and level_of(line[stop]) >= level:
                stop += 1
            line[start:stop] = line[start:stop][::-1]
            start = stop
    return line


class _Explicit:
    """Rules X1 to X8: levels by embeddings, overrides and isolates; `kinds` takes the overrides.

    The stack holds a level, the direction an override forces ("" for none), and whether an isolate opened it.
    """

    def __init__(self, kinds: list[str], text: str, base: int) -> None:
        self.kinds, self.text, self.base = kinds, text, base
        self.found = [base] * len(kinds)
        self.stack: list[tuple[int, str, bool]] = [(base, "", False)]
        self.lost_isolates = self.lost_embeddings = self.isolates = 0

    def resolve(self) -> list[int]:
        """The level of each character as far as explicit marks say it."""
        for index, kind in enumerate(self.kinds):
            level, override, _ = self.stack[-1]
            self.found[index] = level
            if kind in _EMBEDDINGS:
                self._embed(*_EMBEDDINGS[kind])
            elif kind in _ISOLATES:
                self.kinds[index] = override or kind
                self._isolate(index, kind)
            elif kind == "PDI":
                self._close_isolate(index)
            elif kind == "PDF":
                self._close_embedding()
            elif override and kind not in ("B", "BN"):
                self.kinds[index] = override
        return self.found

    def _deeper(self, odd: int) -> int | None:
        level = self.stack[-1][0]
        deeper = level + 1 + (level % 2 == odd)
        return deeper if deeper <= _MAX_DEPTH and not self.lost_isolates and not self.lost_embeddings else None

    def _embed(self, odd: int, forced: str) -> None:
        deeper = self._deeper(odd)
        if deeper is not None:
            self.stack.append((deeper, forced, False))
        elif not self.lost_isolates:
            self.lost_embeddings += 1

    def _isolate(self, index: int, kind: str) -> None:
        odd = int(kind == "RLI")
        if kind == "FSI":
            odd = base_level(self.text[index + 1 : _match(self.kinds, index)])
        deeper = self._deeper(odd)
        if deeper is not None:
            self.isolates += 1
            self.stack.append((deeper, "", True))
        else:
            self.lost_isolates += 1

    def _close_isolate(self, index: int) -> None:
        if self.lost_isolates:
            self.lost_isolates -= 1
        elif self.isolates:
            self.lost_embeddings = 0
            while not self.stack.pop()[2]:
                pass
            self.isolates -= 1
        self.found[index] = self.stack[-1][0]
        self.kinds[index] = self.stack[-1][1] or "PDI"

    def _close_embedding(self) -> None:
        if self.lost_isolates:
            return
        if self.lost_embeddings:
            self.lost_embeddings -= 1
        elif not self.stack[-1][2] and len(self.stack) > 1:
            self.stack.pop()


def _match(kinds: Sequence[str], opened: int) -> int:
    """Where the isolate that opens at `opened` ends: its PDI, or the end of the paragraph (BD9)."""
    depth = 0
    for index in range(opened + 1, len(kinds)):
        if kinds[index] in _ISOLATES:
            depth += 1
        elif kinds[index] == "PDI":
            if not depth:
                return index
            depth -= 1
    return len(kinds)


def _sequences(marks: Sequence[str], found: list[int], removed: list[bool]) -> list[list[int]]:
    """Isolating run sequences (rule X10, BD13): level runs, joined over the isolates between them."""
    runs: list[list[int]] = []
    for index, gone in enumerate(removed):
        if gone:
            continue
        if runs and found[runs[-1][-1]] == found[index]:
            runs[-1].append(index)
        else:
            runs.append([index])
    starts = {run[0]: run for run in runs}
    sequences: list[list[int]] = []
    joined: set[int] = set()
    for run in runs:
        if run[0] in joined:
            continue
        sequence = list(run)
        while marks[sequence[-1]] in _ISOLATES:
            closing = _match(marks, sequence[-1])
            if closing not in starts:
                break
            joined.add(closing)
            sequence.extend(starts[closing])
        sequences.append(sequence)
    return sequences


class _Sequence:
    """One isolating run sequence: rules W1 to W7, N0 to N2, I1 and I2 on the characters at `places`."""

    def __init__(self, text: str, kinds: list[str], found: list[int], places: list[int]) -> None:
        self.chars = [text[place] for place in places]
        self.kinds = [kinds[place] for place in places]
        self.level = found[places[0]]
        self.direction = "LR"[self.level % 2]

    def resolve(self, start: str, end: str) -> list[int]:
        """The levels of the characters, between neighbours of the directions `start` and `end`."""
        self._weak(start)
        self._brackets(start)
        self._neutrals(start, end)
        odd = self.level % 2
        rise = {"L": odd, "R": 1 - odd, "EN": 2 - odd, "AN": 2 - odd}
        return [self.level + rise[kind] for kind in self.kinds]

    def _weak(self, start: str) -> None:
        kinds = self.kinds
        before = start
        for index, kind in enumerate(kinds):  # W1: a mark is as what it stands on
            if kind == "NSM":
                kinds[index] = "ON" if before in _ISOLATES or before == "PDI" else before
            before = kinds[index]
        strong = start
        for index, kind in enumerate(kinds):  # W2, W3: digits after an Arabic letter
            if kind in ("L", "R", "AL"):
                strong = kind
                if kind == "AL":
                    kinds[index] = "R"
            elif kind == "EN" and strong == "AL":
                kinds[index] = "AN"
        for index in range(1, len(kinds) - 1):  # W4: one separator between two digits
            left, right = kinds[index - 1], kinds[index + 1]
            if left == right and (left, kinds[index]) in _SEPARATED:
                kinds[index] = left
        self._terminators()
        strong = start
        for index, kind in enumerate(kinds):  # W7: digits after a Latin letter
            if kind in ("L", "R"):
                strong = kind
            elif kind == "EN" and strong == "L":
                kinds[index] = "L"

    def _terminators(self) -> None:
        """W5 and W6: a currency or percent sign beside a digit is a digit; other separators are neutral."""
        kinds, index = self.kinds, 0
        while index < len(kinds):
            stop = index
            while stop < len(kinds) and kinds[stop] == "ET":
                stop += 1
            if stop == index:
                index += 1
                continue
            beside = "EN" in (kinds[index - 1] if index else "", kinds[stop] if stop < len(kinds) else "")
            kinds[index:stop] = ["EN" if beside else "ON"] * (stop - index)
            index = stop
        self.kinds[:] = ["ON" if kind in ("ES", "CS") else kind for kind in kinds]

    def _brackets(self, start: str) -> None:
        """N0: both brackets of a pair take one direction."""
        for opened, closed in self._pairs():
            inside = {_strong(kind) for kind in self.kinds[opened + 1 : closed]} - {""}
            if not inside:
                continue
            direction = self.direction
            if direction not in inside:
                direction = next(filter(None, map(_strong, reversed(self.kinds[:opened]))), start)
            for place in (opened, closed):
                self.kinds[place] = direction
                while (place := place + 1) < len(self.chars) and bidirectional(self.chars[place]) == "NSM":
                    self.kinds[place] = direction

    def _pairs(self) -> list[tuple[int, int]]:
        """Bracket pairs in the order of their opening (BD16)."""
        waiting: list[tuple[str, int]] = []
        found: list[tuple[int, int]] = []
        opening, closing = _bracket_table()
        for index, char in enumerate(self.chars):
            if self.kinds[index] != "ON":
                continue
            if char in opening:
                if len(waiting) == _MAX_BRACKETS:
                    break
                waiting.append((opening[char], index))
            elif char in closing:
                place = next((at for at in range(len(waiting) - 1, -1, -1) if waiting[at][0] == closing[char]), None)
                if place is not None:
                    found.append((waiting[place][1], index))
                    del waiting[place:]
        return sorted(found)

    def _neutrals(self, start: str, end: str) -> None:
        """N1 and N2: neutrals between two of one direction take it, others the direction of the text."""
        kinds, index = self.kinds, 0
        while index < len(kinds):
            if kinds[index] not in _NEUTRAL:
                index += 1
                continue
            stop = index
            while stop < len(kinds) and kinds[stop] in _NEUTRAL:
                stop += 1
            left = _strong(kinds[index - 1]) if index else start
            right = _strong(kinds[stop]) if stop < len(kinds) else end
            kinds[index:stop] = [left if left == right else self.direction] * (stop - index)
            index = stop


def _strong(kind: str) -> str:
    """The direction for which a kind counts among neutrals: numbers count as right to left."""
    return "R" if kind in ("R", "EN", "AN") else kind if kind == "L" else ""


@cache
def _bracket_table() -> tuple[dict[str, str], dict[str, str]]:
    """Opening and closing brackets, each with the closing one of its pair (the rule of BidiBrackets.txt)."""
    from bidi.mirror import MIRRORED

    opening: dict[str, str] = {}
    closing: dict[str, str] = {}
    for char, other in MIRRORED.items():
        if category(char) == "Ps" and category(other) == "Pe" and bidirectional(char) == "ON":
            pair = normalize("NFC", other)
            opening[char] = pair
            closing[other] = pair
    return opening, closing
