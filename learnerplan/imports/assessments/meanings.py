"""What one header of an assessment export means, by its words alone."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from learnerplan.imports.assessments.learner_keys import LEARNER, learner_use
from learnerplan.imports.assessments.measures import measure_of
from learnerplan.imports.assessments.sittings import parted
from learnerplan.imports.assessments.words import word_set, words


class Meaning(NamedTuple):
    """A use, empty where the header says nothing that counts.

    `rank` orders columns with one use, the lowest leads; `part` names a sub-score; `scale` is the scale of a score;
    `sitting` is which of several sittings in the row it is about; `sure` is False where only the cells can tell.
    """

    use: str = ""
    rank: int = 0
    part: str = ""
    scale: str = ""
    sitting: str = ""
    sure: bool = True


_NOT_A_DAY = word_set("""
    enrollment enrolment enrolled entry exit birth sync syncdate report uploaded export exported expiration graduation
    grad updated mod modification goal adjustment incomplete window end year last login logins created dateuploaded
    returned viewed answered file removal added registration referral review service
    """)
OF_A_PART = 5
"""Days from this rank on are of one part of a test, or of something else altogether."""
_DAYS = frozenset(("date", "dates", "dt", "clientdate"))
_LATER = frozenset(("completed", "completion", "final"))
_BEGUN = frozenset(("start", "started", "launch", "begin", "launched"))
_DAY_NOISE = word_set("""
    date dates dt clientdate local utc test tested testing taken assessment assessed admin administration administered
    client screen screening exam of the completed completion final start started launch launched begin expanded latest
    diagnostic probe to be when lexile quantile last time student
    """)
_YEARS = frozenset((("school", "year"), ("academic", "year"), ("year",), ("test", "year"), ("admin", "year")))
_WINDOW_ENDS = frozenset(("window", "season", "term", "period"))
_WINDOWS = frozenset(
    (("time", "of", "year"), ("administration",), ("term", "name"), ("window", "name"), ("sw", "name"), ("season",),
     ("screening", "period", "window", "name"), ("test", "administration"), ("month",), ("quarter", "month"))
)  # fmt: skip
_NOT_A_WINDOW = frozenset(("class", "start", "end", "norms", "number"))
_SUBJECTS = frozenset(
    (("subject",), ("subject", "area"), ("content", "area"), ("measurement", "scale"), ("test", "subject"))
)
_TESTS = {
    ("test", "name"): 0, ("assessment", "name"): 0, ("exam", "title"): 0, ("test", "title"): 0,
    ("assessment", "edition"): 0, ("assessment",): 1, ("test",): 1, ("exam", "name"): 0, ("assessment", "type"): 3,
    ("first", "test", "name"): 0, ("ela", "test", "name"): 0, ("assignment", "name"): 2, ("exam", "code"): 3,
}  # fmt: skip
_ATTEMPTS = frozenset((("attempt",), ("attempt", "number"), ("probe", "number")))
_MEASURES = frozenset((("measure",), ("measure", "name"), ("task", "type")))
_STATES = frozenset((("assessment", "status"), ("test", "status"), ("assess", "status")))
_SCALES = frozenset((("score", "metric"), ("scale", "name"), ("score", "type"), ("score", "scale")))
_SITTINGS = frozenset(("student", "test", "assessment", "event", "sitting", "attempt", "id", "composite", "unique"))
_NUMBERS = frozenset(("id", "uid", "guid"))


def meanings_of(headers: Sequence[str]) -> list[Meaning]:
    """The meanings of the headers of one table: beside a “Predicted grade” the “Grade” is no year but a mark."""
    found = [meaning_of(header) for header in headers]
    if not any(words(header) == ("predicted", "grade") for header in headers):
        return found
    return [
        Meaning("score", 3, "", "grade") if words(header) == ("grade",) else meaning
        for header, meaning in zip(headers, found, strict=True)
    ]


@lru_cache(maxsize=8192)
def meaning_of(header: str) -> Meaning:
    """The meaning of a header. Numbers of other things, growth, projections and the like mean nothing here."""
    known = words(header)
    if not known:
        return Meaning()
    who = learner_use(known)
    if who:
        return Meaning(who)
    rest, sitting = parted(known)
    if rest[:1] == ("diagnostic",) and len(rest) > 1 and ":" in header:
        rest = rest[1:]
    found = _flag(known) or _about(tuple(word for word in rest if word not in LEARNER)) or _day(rest)
    if found is None:
        measured = measure_of(header, rest)
        found = Meaning(measured.use, measured.rank, measured.part, measured.scale, sure=measured.sure)
    return found._replace(sitting=sitting) if found.use else found


def _flag(known: tuple[str, ...]) -> Meaning | None:
    """i-Ready marks a learner's first and newest test: "Baseline Diagnostic (Y/N)"."""
    has = set(known)
    if known[-2:] != ("y", "n") and "diagnostic" not in has:
        return None
    if "baseline" in has or {"establish", "growth"} <= has:
        return Meaning("baseline_flag")
    return Meaning("recent_flag") if {"most", "recent"} <= has and known[-2:] == ("y", "n") else None


def _about(rest: tuple[str, ...]) -> Meaning | None:
    """Headers that say which test it was, of what, and when, all but the day."""
    if rest in _YEARS:
        return Meaning("school_year", int(rest == ("year",)))
    if rest in _SUBJECTS:
        return Meaning("subject")
    if rest in _TESTS:
        return Meaning("test_name", _TESTS[rest])
    if rest in _MEASURES:
        return Meaning("measure_name")
    if rest in _STATES:
        return Meaning("test_status")
    if rest in _SCALES:
        return Meaning("scale")
    if rest in _ATTEMPTS:
        return Meaning("attempt")
    if rest and not _NUMBERS.isdisjoint(rest) and _SITTINGS.issuperset(rest) and len(rest) > 1:
        return Meaning("test_id", int("composite" in rest))
    if rest in _WINDOWS or (rest and rest[-1] in _WINDOW_ENDS and _NOT_A_WINDOW.isdisjoint(rest)):
        return Meaning("window", 0 if len(rest) > 1 else 1)
    has = set(rest)
    if "duration" in has or has >= {"total", "time"} or has >= {"time", "task"} or has >= {"elapsed", "time"}:
        return Meaning("duration")
    return None


def _day(rest: tuple[str, ...]) -> Meaning | None:
    has = set(rest)
    alone = rest in (("completed",), ("started",))
    if not alone and has.isdisjoint(_DAYS):
        return None
    if not has.isdisjoint(_NOT_A_DAY - {"last"} if "quantile" in has else _NOT_A_DAY):
        return Meaning()
    rank = 1 if not has.isdisjoint(_LATER) else 4 if not has.isdisjoint(_BEGUN) else 2
    if "local" in has:
        rank -= 1  # The day on the learner's own clock, where a moment in UTC stands beside it.
    part = not _DAY_NOISE.issuperset(has)
    return Meaning("taken_on", rank + OF_A_PART if part else rank)
