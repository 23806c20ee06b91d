"""Names of people in any script: what to show, how to sort, how to compare."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

# Letters that do not decompose to a base letter but that people type as one.
_PLAIN = str.maketrans(
    {"ø": "o", "đ": "d", "ł": "l", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ħ": "h"}
)


@lru_cache(maxsize=65536)
def folded(text: str) -> str:
    """A name without case and accents and with single spaces, for comparing; remembered, since names come again."""
    return plain(text)


def plain(text: str) -> str:
    """Any text without case and accents and with single spaces, for searching."""
    if text.isascii():
        return " ".join(text.lower().split())
    # Once more after the letters are apart: mathematical and full-width capitals only then become plain ones.
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text.casefold()).casefold()).translate(_PLAIN)
    return " ".join("".join(c for c in apart if not unicodedata.combining(c)).split())


def full_name(given: str, family: str, order: str = "given") -> str:
    """Both names in the order that the learner uses (`given` or `family` first)."""
    parts = (family, given) if order == "family" else (given, family)
    return " ".join(part for part in parts if part)


def called(given: str, preferred: str) -> str:
    """What the learner likes to be called."""
    return preferred or given


def shown_name(given: str, family: str, preferred: str = "", order: str = "given") -> str:
    """The name for every screen: the preferred name in the place of the given one."""
    return full_name(preferred or given, family, order)


def sort_key(given: str, family: str) -> tuple[str, str]:
    """Family name first, then given name, without case and accents."""
    return folded(family or given), folded(given)


def initials(given: str, family: str, order: str = "given") -> str:
    """One or two letters for an avatar, from the first letter of each name in the learner's order, in any script."""
    parts = (family, given) if order == "family" else (given, family)
    letters = [part.strip()[:1] for part in parts if part.strip()]
    return "".join(letters).upper() or "?"
