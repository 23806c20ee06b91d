"""Which entries a few typed letters mean, without regard to case and accents."""

from __future__ import annotations

from learnerplan.domain.names import folded


def score(query: str, text: str) -> int | None:
    """How well `text` fits the words of `query`: 0 is best, `None` does not fit at all.

    Each word of the query must begin a word of the text, stand inside one, or at least have its letters in
    it in this order. An empty query fits everything.
    """
    words, held = folded(query).split(), folded(text)
    total = 0
    for word in words:
        cost = _cost(word, held)
        if cost is None:
            return None
        total += cost
    return total + (0 if not words or held.startswith(words[0]) else 1)


def _cost(word: str, held: str) -> int | None:
    if any(part.startswith(word) for part in held.replace("-", " ").split()):
        return 0
    if word in held:
        return 2
    at = -1
    first = held.find(word[0])
    for letter in word:
        at = held.find(letter, at + 1)
        if at < 0:
            return None
    # Letters that lie far apart are chance, not an abbreviation.
    return 6 if len(word) > 2 and at - first < 3 * len(word) else None
