"""Whether a table holds results of assessments: a learner, a number that measures, and when or of what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from learnerplan.imports.assessments.instruments import instrument_of
from learnerplan.imports.assessments.meanings import OF_A_PART, Meaning, meanings_of
from learnerplan.imports.assessments.private import why_left_out
from learnerplan.imports.assessments.uses import WHO_USES
from learnerplan.imports.found import Found
from learnerplan.imports.words.lexicon import USES
from learnerplan.imports.words.parts import ASSESSMENT

if TYPE_CHECKING:
    from learnerplan.imports.files.table import Table
    from learnerplan.imports.found import Headers

_KEYS = frozenset(WHO_USES) - {"grade", "birth_date"}
_NUMBERS = frozenset(("score", "percentile", "part_score", "part_percentile"))
_LEVELS = frozenset(("placement", "part_placement"))
_ABOUT = frozenset(("taken_on", "window", "school_year", "test_name", "subject"))
_BARE = 3
"""Columns must be so many where none says when or of what: a class list may have a column “Reading” or “Lexile”."""
_YES = ("You said what this file is.",)
_ONEROSTER = (frozenset(("line item sourced id",)), frozenset(("sourced id", "date last modified")))


def assessment_found(table: Table, headers: Headers) -> Found | None:
    """An export of results, by the meaning of its headers."""
    keys = frozenset(headers.keys)
    if any(mark <= keys for mark in _ONEROSTER) or "goal" in headers.uses:
        return None
    meanings = _meanings(table.headers)
    if not holds_results(meanings):
        return None
    product = instrument_of(table.headers)
    shown = _evidence(table.headers, meanings)
    if product is not None:
        return Found(ASSESSMENT, "", 0.95, (product.why, *shown[:3]))
    return Found(ASSESSMENT, "", 0.6, shown)


def assessment_said(table: Table, _headers: Headers) -> Found | None:
    """Any table with a learner and a number or level can hold results, where the teacher says so."""
    uses = {meaning.use for meaning in _meanings(table.headers)}
    return Found(ASSESSMENT, "", 1.0, _YES) if uses & _KEYS and uses & (_NUMBERS | _LEVELS) else None


def holds_results(meanings: list[Meaning]) -> bool:
    """Whether columns of these meanings name a learner and hold what a test has found of them."""
    uses = {meaning.use for meaning in meanings if meaning.sure and not _is_day_of_something(meaning)}
    if not uses & _KEYS:
        return False
    bare = sum(1 for meaning in meanings if not meaning.sure)
    numbers = sum(1 for meaning in meanings if meaning.sure and meaning.use in _NUMBERS)
    levels = sum(1 for meaning in meanings if meaning.sure and meaning.use in _LEVELS)
    about = bool(uses & _ABOUT)
    if numbers:
        return about or numbers + levels + bare >= _BARE
    if bare >= _BARE:
        return True
    return bool(levels) and (bool(uses & {"taken_on", "test_name", "subject"}) or levels >= _BARE)


def _is_day_of_something(meaning: Meaning) -> bool:
    return meaning.use == "taken_on" and meaning.rank >= OF_A_PART


def _meanings(headers: tuple[str, ...]) -> list[Meaning]:
    return [
        Meaning() if why_left_out(header, meaning.use) else meaning
        for header, meaning in zip(headers, meanings_of(headers), strict=True)
    ]


def _evidence(headers: tuple[str, ...], meanings: list[Meaning]) -> tuple[str, ...]:
    """A sentence each for the learner, the number, and when."""
    found = []
    for wanted in (_KEYS, _NUMBERS | _LEVELS, _ABOUT):
        for header, meaning in zip(headers, meanings, strict=True):
            if meaning.use in wanted:
                found.append(f"Column “{header.strip()}” looks like: {USES[meaning.use].label}.")
                break
    return tuple(found)
