"""Products whose exports are known for certain by the columns that only they have."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from learnerplan.imports.assessments import subjects
from learnerplan.imports.assessments.words import words


class Instrument(NamedTuple):
    """`name` as teachers call it; `with_subject` where the subject is a part of the name; `why` is for the teacher.

    A cell with a name of the test that holds `told_as` names the edition better than we can.
    """

    name: str
    why: str
    subject: str = ""
    with_subject: bool = False
    told_as: str = ""

    def called(self, subject: str) -> str:
        """The name for results in a subject: Renaissance sells "Star Math" and "Star Reading"."""
        short = "Math" if subject == subjects.MATHEMATICS else subject
        return f"{self.name} {short}".strip() if self.with_subject else self.name

    def named(self, told: Sequence[str], subject: str) -> str:
        """The name, or a fuller one that the row tells: "DIBELS 8th Edition"."""
        fuller = (each for each in told if self.told_as and self.told_as in each.casefold())
        return next(fuller, "") or self.called(subject)


_Phrases = frozenset[tuple[str, ...]]


def instrument_of(headers: Sequence[str]) -> Instrument | None:
    """The product that a table comes from, or None for one that has no columns of its own."""
    phrases = frozenset(map(words, headers))
    return next((found for find in _FINDERS if (found := find(phrases, headers)) is not None), None)


def _has(phrases: _Phrases, *wanted: str) -> bool:
    return all(tuple(each.split()) in phrases for each in wanted)


def _says(phrases: _Phrases, *wanted: str) -> bool:
    """Whether each of these runs of words stands in some header."""
    joined = [f" {' '.join(each)} " for each in phrases]
    return all(any(f" {run} " in each for each in joined) for run in wanted)


def _map_growth(phrases: _Phrases, _headers: Sequence[str]) -> Instrument | None:
    if not _has(phrases, "test rit score"):
        return None
    return Instrument("MAP Growth", "It has the columns of MAP Growth, such as “TestRITScore”.")


def _i_ready(phrases: _Phrases, headers: Sequence[str]) -> Instrument | None:
    if not _says(phrases, "overall scale score", "overall placement"):
        return None
    why = "It has the columns of i-Ready, such as “Overall Scale Score” and “Overall Placement”."
    return Instrument("i-Ready Diagnostic", why, subjects.by_parts(headers))


def _star(phrases: _Phrases, _headers: Sequence[str]) -> Instrument | None:
    short = _has(phrases, "percentile rank", "grade equivalent")
    timed = _has(phrases, "total time in seconds") or _has(phrases, "total time")
    long = _has(phrases, "normal curve equivalent") or _has(phrases, "unified score")
    if not (short and (timed or long)):
        return None
    why = "It has the columns of Star, such as “PercentileRank” and “GradeEquivalent”."
    return Instrument("Star", why, with_subject=True)


def _dibels(phrases: _Phrases, _headers: Sequence[str]) -> Instrument | None:
    all_words = {word for phrase in phrases for word in phrase}
    measures = len(all_words & {"lnf", "psf", "nwf", "wrf", "orf"})
    if "composite" not in all_words or not measures:
        return None
    # Acadience and DIBELS Next have the same measures but these, and no percentiles of the DIBELS Data System.
    if "dds" not in all_words and (measures < 2 or not all_words & {"wrf", "wrc"}):
        return None
    why = "It has the measures of DIBELS 8th Edition, such as “WRF” and “NWF”."
    return Instrument("DIBELS 8th Edition", why, subjects.READING, told_as="dibels")


_FINDERS: tuple[Callable[[_Phrases, Sequence[str]], Instrument | None], ...] = (_map_growth, _i_ready, _star, _dibels)
