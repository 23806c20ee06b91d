"""People's names in files: taking one column apart, and telling whether two names can be one person's."""

from __future__ import annotations

import re

from learnerplan.imports.words.folding import fold, tidy
from learnerplan.imports.words.lexicon import header_key

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
_NICKNAME = re.compile(r"[(“\"]\s*([^\W\d][^)”\"]*?)\s*[)”\"]")
_HAN_OR_HANGUL = re.compile("[\u4e00-\u9fff\uac00-\ud7af]+")
_LAST_FIRST = re.compile(
    r"\b(last|family|surname|apellidos?|nom|nachname|cognome)\b(?: name)?(?: et| y| e| und| and)? "
    r"(?:first|given|prenoms?|nombres?|vorname|nome)\b|\bname vorname\b|\blfm\b"
)


def split_name(text: str, family_words: int = 0) -> tuple[str, str]:
    """(given, family) of a whole name: "Klein, Ora", "Ora Klein", "Ludwig van der Rohe", "KLEIN Ora", "Ora Klein Jr.".

    `family_words` is how many words the family name has where it stands first without a comma, 0 where it is last.
    """
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
    first = _capitals(words) or _family_first(words, family_words)
    if first:
        return " ".join(words[first:]), " ".join(words[:first])
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


def without_nickname(given: str) -> tuple[str, str]:
    """(given, what they are called) of a name with both in it: 'Robert "Bobby"', "Katherine (Kate)"."""
    match = _NICKNAME.search(given)
    rest = tidy(_NICKNAME.sub(" ", given, count=1))
    return (rest, match[1].strip()) if match and rest else (given, "")


def without_initial(given: str) -> tuple[str, str]:
    """(given, middle) of given names out of one column, where an initial stands behind: "Adaeze N", "Ana M."."""
    name, _, initial = given.rpartition(" ")
    short = initial.removesuffix(".")
    return (name, short) if name and len(short) == 1 and short.isupper() else (given, "")


def family_words(header: str) -> int:
    """How many words of a whole name are the family's and stand first, by the header above: "Nom et prénom" is 1."""
    match = _LAST_FIRST.search(header_key(header))
    if match is None:
        return 0
    return 2 if match[1] == "apellidos" else 1


def _capitals(words: list[str]) -> int:
    """How many words in capitals stand first, where that marks the family name: "VAN DER BERG Jan", but not "JJ Li"."""
    loud = [len(word) > 1 and word.isupper() for word in words]
    count = loud.index(False) if False in loud else 0
    long = any(len(word) > 2 for word in words[:count])
    return count if long and not any(loud[count:]) else 0


def _family_first(words: list[str], count: int) -> int:
    """How many words are a family name that stands first: as the header says, or as scripts without spaces have it."""
    if not count:
        short = len(words) == 2 and len(words[0]) <= 2
        return 1 if short and all(_HAN_OR_HANGUL.fullmatch(word) for word in words) else 0
    start = 0
    while start < len(words) - 2 and words[start].lower() in _PARTICLES:
        start += 1
    return min(start + count, len(words) - 1)
