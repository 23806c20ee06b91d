"""Who may be one child twice: pure rules over names, birth dates, grades and numbers. They propose, nobody is merged.

Only learners who share something (a number, a name, a day of birth, initials in a grade or class) are compared, so
that ten thousand take a second or two.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from learnerplan.domain import nicknames
from learnerplan.domain.names import folded

ALIKE = 0.86
"""How near two names must be to be one name with a slip in it (rapidfuzz's normalised Indel similarity, 0 to 1)."""
_NAMED_APART = 0.75
_MOST_TOGETHER = 400
"""Learners who share a trait that is no trait: a thousand with one family name are not compared for that alone."""
_LEAST = 50.0
_NUMBERS = frozenset(("email", "username"))


class Candidate(NamedTuple):
    """A learner as far as the rules look. `identifiers` are (source, value) pairs, `classes` ids of classes of now."""

    id: str
    given: str = ""
    family: str = ""
    preferred: str = ""
    other: str = ""
    grade: str = ""
    birth_date: str = ""
    active: bool = True
    identifiers: tuple[tuple[str, str], ...] = ()
    classes: frozenset[str] = frozenset()


class Pair(NamedTuple):
    """Two who may be one. `score` is 0 to 100, for the order; `reason` a sentence."""

    one: str
    two: str
    score: float
    reason: str


class _Named(NamedTuple):
    """A candidate with its names ready to compare: given names (folded) with their other forms, and the family name."""

    who: Candidate
    givens: frozenset[str]
    family: str
    whole: str
    turned: str


def likely(candidates: Iterable[Candidate]) -> list[Pair]:
    """The likely pairs, surest first. Two who are both archived are left in peace."""
    named = [_named(each) for each in candidates]
    seen: set[tuple[str, str]] = set()
    found: list[Pair] = []
    for one, two in _met(named):
        key = (one.who.id, two.who.id)
        if key in seen or not (one.who.active or two.who.active):
            continue
        seen.add(key)
        pair = judge(one, two)
        if pair is not None:
            found.append(pair)
    return sorted(found, key=lambda pair: (-pair.score, pair.one, pair.two))


def _named(who: Candidate) -> _Named:
    given, family = folded(who.given), folded(who.family)
    givens = frozenset(name for name in (given, folded(who.preferred)) if name)
    whole = f"{given} {family}".strip() or folded(who.preferred)
    return _Named(who, givens, family, whole, f"{family} {given}".strip())


def _met(named: Sequence[_Named]) -> Iterator[tuple[_Named, _Named]]:
    """Pairs that share a trait, the one with the smaller id first."""
    together: defaultdict[tuple[str, ...], list[_Named]] = defaultdict(list)
    for each in named:
        for trait in set(_traits(each)):
            together[trait].append(each)
    for group in together.values():
        if 1 < len(group) <= _MOST_TOGETHER:
            for one, two in combinations(group, 2):
                yield (one, two) if one.who.id < two.who.id else (two, one)


def _traits(each: _Named) -> Iterator[tuple[str, ...]]:
    who = each.who
    for _source, value in who.identifiers:
        yield ("number", value.casefold())
        if stripped := without_zeros(value):
            yield ("number", stripped)
    words = sorted(each.whole.split())
    yield ("name", *words)
    for given in each.givens:
        for form in (given, *nicknames.forms(given)):
            yield ("name", *sorted(f"{form} {each.family}".split()))
    if who.birth_date:
        yield ("born", who.birth_date)
    for place in filter(None, (who.grade and f"grade {who.grade}", *who.classes)):
        yield ("family", place, each.family)
        for given in each.givens:
            yield ("initials", place, *sorted((each.family[:1], given[0])))


def without_zeros(value: str) -> str:
    """A number without the zeros in front, folded; empty for what is no number or has only zeros."""
    stripped = value.strip().casefold().lstrip("0")
    return stripped if stripped and any(char.isdigit() for char in stripped) else ""


def judge(one: _Named, two: _Named) -> Pair | None:
    """What speaks for two being one child, the strongest reason; `None` where nothing or too little does."""
    first, second = one.who, two.who
    how = _names_agree(one, two)
    born = _born(first, second)
    number = _number(first, second)
    score, reason = 0.0, ""
    if number and not number.zeros and born != "apart":
        score, reason = (99.0, f"Both have the number {number.value}.") if how else (70.0, _two_names(number.value))
    elif number and how and born != "apart":
        score, reason = 95.0, f"{number.value} and {number.other}: a spreadsheet may have dropped the zeros in front."
    elif how and born == "same":
        score, reason = _with_birthday(how)
    elif how and born == "unknown" and _together(first, second):
        score, reason = _beside(how, first, second)
    score -= 0.0 if number else _doubt(first, second)
    if score < _LEAST:
        return None
    if first.active != second.active:
        reason += " One of them is archived."
    return Pair(first.id, second.id, score, reason)


class _How(NamedTuple):
    """How two names agree: `kind` is equal, turned, short or near; `near` is 0 to 1."""

    kind: str
    near: float = 1.0


class _Number(NamedTuple):
    value: str
    other: str
    zeros: bool


def _names_agree(one: _Named, two: _Named) -> _How | None:
    if one.whole == two.whole or (one.family == two.family and one.givens & two.givens):
        return _How("equal")
    if one.turned == two.whole or sorted(one.whole.split()) == sorted(two.whole.split()):
        return _How("turned")
    if one.who.other and folded(one.who.other) == folded(two.who.other):
        return _How("equal")
    from rapidfuzz import fuzz

    same_family = fuzz.ratio(one.family, two.family) / 100
    if same_family >= ALIKE and _short(one, two):
        return _How("short", same_family)
    if same_family < _NAMED_APART and _within(one.family, two.family) < 1:
        return None
    givens = max((fuzz.ratio(a, b) / 100 for a in one.givens for b in two.givens), default=0.0)
    part = max((_within(a, b) for a in one.givens for b in two.givens), default=0.0)
    near = (max(givens, part) + max(same_family, _within(one.family, two.family))) / 2
    return _How("near", near) if near >= ALIKE and max(givens, part) >= _NAMED_APART else None


def _within(one: str, other: str) -> float:
    """1 where all words of the shorter name stand in the longer one: "Ana" and "Ana Lúcia", "Silva" and "da Silva"."""
    first, second = set(one.split()), set(other.split())
    return 1.0 if first and second and (first <= second or second <= first) else 0.0


def _short(one: _Named, two: _Named) -> bool:
    return any(a in nicknames.forms(b) for a in one.givens for b in two.givens)


def _born(one: Candidate, two: Candidate) -> str:
    if one.birth_date and two.birth_date:
        return "same" if one.birth_date == two.birth_date else "apart"
    return "unknown"


def _number(one: Candidate, two: Candidate) -> _Number | None:
    """A number that both have, in whatever system; else one that is the other's without its zeros."""
    others = {value.casefold(): value for _source, value in two.identifiers}
    for _source, value in one.identifiers:
        if value.casefold() in others:
            return _Number(value, value, False)
    bare = {without_zeros(value): value for source, value in two.identifiers if source not in _NUMBERS}
    for source, value in one.identifiers:
        stripped = without_zeros(value) if source not in _NUMBERS else ""
        if stripped and stripped in bare:
            longer, shorter = sorted((value, bare[stripped]), key=len, reverse=True)
            return _Number(longer, shorter, True)
    return None


def _two_names(number: str) -> str:
    return f"Both have the number {number}, under two names."


def _with_birthday(how: _How) -> tuple[float, str]:
    scores = {
        "equal": (92.0, "Same name and birth date."),
        "turned": (90.0, "Same birth date; given and family name are turned round."),
        "short": (86.0, "Same birth date; one name is a short form of the other."),
    }
    return scores.get(how.kind, (72.0 + 10 * how.near, "Same birth date, and the names are nearly the same."))


def _beside(how: _How, one: Candidate, two: Candidate) -> tuple[float, str]:
    """No two birth dates to compare: then they must be in one grade or class."""
    where = "class" if one.classes & two.classes else "grade"
    scores = {
        "equal": (80.0, f"Same name in the same {where}."),
        "turned": (76.0, f"Same {where}; given and family name are turned round."),
        "short": (68.0, f"Same {where} and family name; one given name is a short form of the other."),
    }
    return scores.get(how.kind, (50.0 + 10 * how.near, f"Same {where}, and the names are nearly the same."))


def _together(one: Candidate, two: Candidate) -> bool:
    return bool(one.classes & two.classes) or (bool(one.grade) and one.grade == two.grade)


def _doubt(one: Candidate, two: Candidate) -> float:
    """Two numbers of one system speak for two children, though schools give new ones too."""
    theirs = dict(two.identifiers)
    return 15.0 if any(theirs.get(source, value) != value for source, value in one.identifiers) else 0.0
