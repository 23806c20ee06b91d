"""When a result came about: the day, or the window and school year, from cells and from a file's name."""

from __future__ import annotations

import re

from learnerplan.imports.assessments.numbers import is_nothing
from learnerplan.imports.words import dates
from learnerplan.imports.words.folding import tidy

_YEARS = re.compile(r"(?<!\d)((?:19|20)\d{2})\s*[-–/_ ]\s*((?:19|20)?\d{2})(?!\d)")
_BRACKETS = re.compile(r"\s*\([^)]*\)\s*$")
_SEASON = re.compile(r"(?<![a-z])(fall|autumn|winter|spring|summer|boy|moy|eoy)(?![a-z])", re.IGNORECASE)
_ONE_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")


def day_named(cell: str, order: str) -> tuple[str, str]:
    """(the day, ISO, and what names it whatever the order of day and month is taken to be); empty for no day."""
    day = dates.day_of(cell, order)
    either = day or dates.day_of(cell, dates.MDY) or dates.day_of(cell, dates.DMY)
    if either is None:
        return "", ""
    low, high = sorted((either.month, either.day))
    return day.isoformat() if day else "", f"{either.year}-{low}-{high}"


def window_and_year(cell: str, said: str) -> tuple[str, str]:
    """(window, school year) of a cell with a window and one with a year: "Fall 2021-2022" holds both.

    What stands in brackets behind a window is left out: "Winter (November 16 - March 1)".
    """
    told, year = _years(said) if said else _years(cell)
    if not said and told:
        cell = tidy(cell.replace(told, "")).strip(" -,:")
    year = year or said
    return "" if is_nothing(cell) else _BRACKETS.sub("", cell), year


def in_name(stem: str) -> tuple[str, str]:
    """(window, school year) that a file's name tells, for a file in which no column does."""
    season, one = _SEASON.search(stem), _ONE_YEAR.search(stem)
    window = season[1] if season else ""
    year = _years(stem)[1] or (one[0] if one else "")
    return window.upper() if window[-2:].lower() == "oy" else window.capitalize(), year


def without_moment(stem: str) -> str:
    """A file's name without season and year, which change from one export to the next."""
    told, _year = _years(stem)
    plain = _SEASON.sub(" ", _ONE_YEAR.sub(" ", stem.replace(told, " ") if told else stem))
    return re.sub(r"[\s_-]+", " ", plain).strip()


def _years(text: str) -> tuple[str, str]:
    """(a school year as a text writes it, the same as "2024-2025"): two years of which one follows the other."""
    for found in _YEARS.finditer(text):
        first, second = found[1], f"{found[1][: 4 - len(found[2])]}{found[2]}"
        if int(second) == int(first) + 1 or (second.endswith("00") and first.endswith("99")):
            return found[0], f"{first}-{int(first) + 1}"
    return "", ""
