"""Which of several sittings in one row a column belongs to: "Fall", "K, end", "Most recent", "1"."""

from __future__ import annotations

_SEASONS = {
    "fall": "Fall", "autumn": "Autumn", "winter": "Winter", "spring": "Spring", "summer": "Summer",
    "boy": "BOY", "moy": "MOY", "eoy": "EOY",
    "beg": "beginning", "beginning": "beginning", "mid": "middle", "middle": "middle", "end": "end",
}  # fmt: skip
_PREFIXES = frozenset(("fall", "autumn", "winter", "spring", "summer"))
_GRADES = frozenset(("k", "1st", "2nd", "3rd", *(f"{number}th" for number in range(4, 13)), *map(str, range(1, 13))))
_AFTER = frozenset(("status", "level", "lexile"))


def parted(known: tuple[str, ...]) -> tuple[tuple[str, ...], str]:
    """(the words without those of the sitting, the sitting). An empty sitting is the row's only one."""
    if known[-2:] == ("most", "recent"):
        return known[:-2], "Most recent"
    if len(known) > 2 and known[0] == "diagnostic" and known[-1].isdigit():
        return known[:-1], known[-1]
    if len(known) > 1 and known[0] in _PREFIXES:
        years = known[1:3] if len(known) > 3 and all(len(each) == 4 and each.isdigit() for each in known[1:3]) else ()
        return known[1 + len(years) :], " ".join((_SEASONS[known[0]], *("-".join(years),) * bool(years)))
    if len(known) > 2 and known[-1] in _AFTER and known[-2] in _SEASONS:
        rest, sitting = parted(known[:-1])
        return (*rest, known[-1]), sitting
    if len(known) == 2 and known[0] == "year" and known[1] in _GRADES:
        return known[:1], _grade(known[1])
    if len(known) > 1 and known[-1] in _SEASONS:
        season = _SEASONS[known[-1]]
        if len(known) > 2 and known[-2] in _GRADES:
            return known[:-2], f"{_grade(known[-2])}, {season}"
        return known[:-1], season[:1].upper() + season[1:]
    return known, ""


def _grade(word: str) -> str:
    return f"Grade {word.upper() if word == 'k' else word}"


def is_attempt(label: str) -> bool:
    """Whether the name of a sitting says which attempt it was, and not when."""
    return label.isdigit() or label == "Most recent"
