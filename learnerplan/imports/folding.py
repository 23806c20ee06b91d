"""Comparing words as people mean them: without case, accents, punctuation and double spaces."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Letters that Unicode does not decompose though a keyboard without them writes them so.
_PLAIN = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"}
)
_APOSTROPHES = re.compile("['’‘ʼʻ`´ʹ]")
_NOT_WORD = re.compile(r"[\W_]+")


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """`text` for comparing: "Nuñez-O’Brien " and "NUNEZ OBRIEN" are the same. Scripts without case keep their marks.

    Marks are dropped from Latin, Greek and Cyrillic letters only: in Devanagari or Thai they are vowels.
    """
    if text.isascii():
        return _NOT_WORD.sub(" ", _APOSTROPHES.sub("", text.lower())).strip()
    out: list[str] = []
    base = ""
    for char in unicodedata.normalize("NFKD", _APOSTROPHES.sub("", text)).casefold().translate(_PLAIN):
        if unicodedata.combining(char) and (base < "\u0530" or base > "\uffff"):
            continue
        if not unicodedata.combining(char):
            base = char
        out.append(char)
    folded = unicodedata.normalize("NFC", "".join(out))
    return " ".join("".join(c if c.isalnum() or unicodedata.category(c)[0] == "M" else " " for c in folded).split())


def tidy(text: str) -> str:
    """`text` in NFC with single plain spaces and no invisible marks around it: how names and ids are kept."""
    if text.isascii() and "  " not in text and text.isprintable():
        return text.strip()
    shown = "".join(" " if c.isspace() else c for c in text if c not in "\u200b\ufeff\u00ad\x00")
    return " ".join(unicodedata.normalize("NFC", shown).split())
