"""Comparing and keeping words as people mean them: without case, accents, punctuation and double spaces."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from learnerplan.domain.names import folded

_APOSTROPHES = re.compile("['’‘ʼʻ`´ʹ]")
_NOT_ASCII_WORD = re.compile(r"[^a-z0-9]+")
# Marks that turn the direction of writing come along when a cell is copied from some windows: 42 would not be 42.
_DIRECTIONS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_INVISIBLE = dict.fromkeys(map(ord, f"\x00\u200b\u2060\ufeff\u00ad{_DIRECTIONS}"))


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """`text` for comparing: "Nuñez-O’Brien " and "NUNEZ OBRIEN" are the same. What has no letter stays itself."""
    if text.isascii():
        return _NOT_ASCII_WORD.sub(" ", text.lower().replace("'", "").replace("`", "")).strip() or text.strip()
    plain = folded(_APOSTROPHES.sub("", text))
    # Marks stay where the domain's rule left them: in Indic scripts they are vowels.
    words = "".join(c if c.isalnum() or unicodedata.category(c)[0] == "M" else " " for c in plain).split()
    return " ".join(words) or plain.strip()


def tidy(text: str) -> str:
    """`text` as names and numbers are kept: NFC, single plain spaces, no invisible marks, nothing around it."""
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip()
    return " ".join(clean(text).translate(_INVISIBLE).split())


def clean(text: str) -> str:
    """`text` to the letter, but so that every store can hold it: NFC, no NUL, no lone surrogate."""
    if text.isascii() and "\x00" not in text:
        return text
    return unicodedata.normalize("NFC", text.replace("\x00", "").encode("utf-8", "replace").decode("utf-8"))
