"""People's names in files: taking one column apart, and telling whether two names can be one person's."""

from __future__ import annotations

import re

from learnerplan.imports.folding import fold, tidy

# Words that belong to the family name that follows them.
_PARTICLES = frozenset(
    (
        "van", "von", "der", "den", "de", "del", "della", "di", "da", "das", "do", "dos", "du", "la", "le", "las",
        "los", "al", "el", "bin", "bint", "ibn", "ben", "abu", "ter", "ten", "zu", "af", "av", "y", "e", "mac",
    )
)  # fmt: skip
_SUFFIX = re.compile(r"^(?:jr|sr|ii|iii|iv|v)\.?$", re.IGNORECASE)
_INITIAL = re.compile(r"^\w\.?$")
_ALIKE = 84


def split_name(text: str) -> tuple[str, str]:
    """(given, family) of a whole name: "Klein, Ora", "Ora Klein", "Ludwig van der Rohe", "Ora Klein Jr."."""
    whole = tidy(text)
    if "," in whole:
        family, _, given = whole.partition(",")
        if _SUFFIX.match(given.strip()):  # "Ora Klein, Jr."
            return split_name(f"{family} {given.strip()}")
        given, _, suffix = given.strip().partition(",")
        return given.strip(), f"{family.strip()} {suffix.strip()}".strip()
    words = whole.split()
    if len(words) < 2:
        return whole, ""
    start = len(words) - 1
    if _SUFFIX.match(words[start]) and start > 1:
        start -= 1
    while start > 1 and words[start - 1].lower() in _PARTICLES:
        start -= 1
    return " ".join(words[:start]), " ".join(words[start:])


def alike(one: str, other: str) -> bool:
    """Whether two given names can be the same child's: equal, shortened ("Mari", "Mariana"), an initial, or a slip."""
    left, right = fold(one), fold(other)
    if not left or not right or left == right:
        return True
    short, long = sorted((left, right), key=len)
    if long.startswith(short) and (len(short) >= 3 or _INITIAL.match(short)):
        return True
    if short in long.split():
        return True
    from rapidfuzz.fuzz import ratio

    return ratio(left, right) >= _ALIKE


def looks_last_first(names: tuple[str, ...]) -> bool:
    """Whether a column of whole names has the family name first, with a comma."""
    filled = [name for name in names if name.strip()]
    return bool(filled) and sum("," in name for name in filled) * 2 > len(filled)
