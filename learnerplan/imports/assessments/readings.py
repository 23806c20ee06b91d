"""One row of an export taken apart: which test, when, and the numbers of each sitting that it holds."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from learnerplan.imports import dates
from learnerplan.imports.assessments import subjects
from learnerplan.imports.assessments.columns import NOWHERE, Columns, PartColumns, SittingColumns
from learnerplan.imports.assessments.instruments import Instrument
from learnerplan.imports.assessments.numbers import is_nothing, number_of
from learnerplan.imports.drafts.results import ResultPartDraft, Values
from learnerplan.imports.folding import fold, tidy

_YEARS = re.compile(r"\b((?:19|20)\d{2})\s*[-–/]\s*((?:19|20)?\d{2})\b")
_BRACKETS = re.compile(r"\s*\([^)]*\)\s*$")
_RANGES = {"RIT": (80.0, 360.0), "percent correct": (0.0, 100.0), "scale score": (-500.0, 5000.0)}
_WORDS = {"score": "Score", "standard_error": "Standard error", "percentile": "Percentile"}
_EXTRA = frozenset(
    ("Lexile", "Quantile", "NCE", "Normal curve equivalent", "Stanine", "Grade equivalent", "Theta", "Rasch score")
)
"""Scales into which a score is translated: no result by themselves where a column of the real score is empty."""
_YES = frozenset(("y", "yes", "true", "1", "t"))
_MEMO = 20_000


class Reading(NamedTuple):
    """One sitting as a row tells it. `when` and `mark` name it; `values` and `parts` are as in `ResultDraft`.

    `notes` are sentences on cells that are not taken as numbers.
    """

    assessment: tuple[str, str]
    when: str
    mark: str
    values: dict[str, str]
    parts: tuple[ResultPartDraft, ...]
    sitting: SittingColumns
    notes: tuple[str, ...] = ()

    def beginning(self, learner_id: str) -> str:
        """How the key of the result begins, whichever layout of the product the row came in."""
        name, subject = self.assessment
        return f"{learner_id}/{digest(fold(name), fold(subject), self.when)}"


@dataclass
class RowReader:
    """Reads the rows of one table. `title` and `subject` are for rows that do not say what test it was."""

    columns: Columns
    product: Instrument | None
    title: str
    subject: str
    date_order: str
    _days: dict[str, tuple[str, str]] = field(default_factory=dict)

    def readings(self, row: Sequence[str]) -> tuple[Reading, ...]:
        """A reading for each sitting of which the row has a result; none where it has no result at all."""
        found: list[Reading] = []
        for sitting in self.columns.sittings:
            reading = self._reading(row, sitting)
            if reading is not None and not any(_same(reading, each) for each in found):
                found.append(reading)
        return tuple(found)

    def _reading(self, row: Sequence[str], sitting: SittingColumns) -> Reading | None:
        notes: list[str] = []
        values = self._whole(row, sitting, notes)
        parts = tuple(part for columns in sitting.parts if (part := _part(row, columns)) is not None)
        if not _is_result(values, parts, sitting):
            return None
        day, when = self._day(row, sitting.taken, notes)
        window, year = self._window(row, sitting)
        attempt = self._attempt(row, sitting)
        if attempt is not None:
            values["attempt"] = attempt
        values |= {name: text for name, text in (("taken_on", day), ("window", window), ("school_year", year)) if text}
        if not when and (window or year):
            when = f"{fold(window)}/{year}"
        assessment = self._assessment(row)
        return Reading(assessment, when, self._mark(row, attempt if not day else ""), values, _unique(parts), sitting,
                       tuple(notes))  # fmt: skip

    def _whole(self, row: Sequence[str], sitting: SittingColumns, notes: list[str]) -> dict[str, str]:
        values: dict[str, str] = {}
        for name, place in sitting.fields:
            cell = row[place]
            if is_nothing(cell):
                continue
            if name == "placement":
                values[name] = tidy(cell)
                continue
            number = number_of(cell)
            if number and (name != "percentile" or 0 <= float(number) <= 100):
                values[name] = number
            else:
                notes.append(f"{_WORDS[name]} “{tidy(cell)[:40]}” is no number that can be kept.")
                if name == "score":
                    values.setdefault("placement", tidy(cell))
        if "score" in values:
            scale = self.columns.first(row, "scale") or sitting.scale
            if scale:
                values["scale"] = tidy(scale)
            low, high = _RANGES.get(scale, (-1e6, 1e6))
            if not low <= float(values["score"]) <= high:
                notes.append(f"Score {values['score']} is far outside what the scale holds. Check it.")
        return values

    def _day(self, row: Sequence[str], places: tuple[int, ...], notes: list[str]) -> tuple[str, str]:
        """(the day, ISO, and what names it whatever the order of day and month is taken to be)."""
        cell = next((row[place] for place in places if not is_nothing(row[place])), "")
        if not cell:
            return "", ""
        known = self._days.get(cell)
        if known is None:
            if len(self._days) > _MEMO:
                self._days.clear()
            known = self._days[cell] = _day_of(cell, self.date_order)
        if not known[1]:
            notes.append(f"Day “{tidy(cell)[:40]}” is not understood and is left out.")
        return known

    def _window(self, row: Sequence[str], sitting: SittingColumns) -> tuple[str, str]:
        cell = tidy(self.columns.first(row, "window"))
        if not cell and sitting.label and not _is_attempt(sitting.label):
            cell = sitting.label
        said = next((tidy(row[place]) for place in sitting.years if not is_nothing(row[place])), "")
        years = _YEARS.search(said) or _YEARS.search(cell)
        year = f"{years[1]}-{years[1][: 4 - len(years[2])]}{years[2]}" if years else said
        if not said and years:
            cell = tidy(cell.replace(years[0], "")).strip(" -,:")
        return "" if is_nothing(cell) else _BRACKETS.sub("", cell), year

    def _attempt(self, row: Sequence[str], sitting: SittingColumns) -> str | None:
        """Which attempt it was; None where no column can say."""
        places = self.columns.places
        found = [tidy(self.columns.first(row, "attempt"))]
        if _is_attempt(sitting.label):
            found.append(sitting.label)
        if self.columns.first(row, "baseline_flag").casefold() in _YES:
            found.append("Baseline")
        if self.columns.first(row, "recent_flag").casefold() in _YES:
            found.append("Most recent")
        told = ", ".join(each for each in found if each)
        says = places.keys() & {"attempt", "baseline_flag", "recent_flag"} or _is_attempt(sitting.label)
        return (told[:1].upper() + told[1:].lower()) if says else None

    def _assessment(self, row: Sequence[str]) -> tuple[str, str]:
        names = [tidy(row[place]) for place in self.columns.places.get("test_name", ()) if not is_nothing(row[place])]
        subject = subjects.said(self.columns.first(row, "subject"))
        if not subject and names:
            subject = subjects.in_name(names[0])
        subject = subject or self.subject
        if self.product is not None:
            own = self.product.name.split()[0].casefold()
            name = next((each for each in names if own in each.casefold() and own == "dibels"), "")
            name = name or self.product.called(subject)
        else:
            name = names[0] if names else self.title
        measured = tidy(self.columns.first(row, "measure_name"))
        return (f"{name}, {measured}" if measured else name), subject

    def _mark(self, row: Sequence[str], attempt: str | None) -> str:
        """What tells sittings of one day apart, where the file says it: the number of the sitting, the scale."""
        found = [self.columns.first(row, use) for use in ("test_id", "attempt", "scale")]
        found.append(attempt or "")
        return digest(*found)[:8] if any(found) else ""


def digest(*parts: str) -> str:
    """A short stable name for these texts: 24 hexadecimal digits."""
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "replace")).hexdigest()[:24]


def _day_of(cell: str, order: str) -> tuple[str, str]:
    day = dates.day_of(cell, order)
    either = day or dates.day_of(cell, dates.MDY) or dates.day_of(cell, dates.DMY)
    if either is None:
        return "", ""
    low, high = sorted((either.month, either.day))
    return day.isoformat() if day else "", f"{either.year}-{low}-{high}"


def _part(row: Sequence[str], columns: PartColumns) -> ResultPartDraft | None:
    values: list[tuple[str, str]] = []
    shown = ""
    for name, place in columns.fields:
        cell = row[place]
        if is_nothing(cell):
            continue
        number = "" if name == "placement" else number_of(cell)
        if number:
            values.append((name, number))
            if name == "score" and columns.scale:
                values.append(("scale", columns.scale))
        if name == "placement" or (name == "score" and number != cell.strip() and not shown and not number):
            shown = tidy(cell)
    if shown:
        values.append(("placement", shown))
    if not values:
        return None
    named = tidy(row[columns.named]) if columns.named != NOWHERE else ""
    return ResultPartDraft(named or columns.name, tuple(values))


def _is_result(values: dict[str, str], parts: tuple[ResultPartDraft, ...], sitting: SittingColumns) -> bool:
    if values.keys() & {"score", "percentile", "placement"}:
        return True
    whole = any(name != "standard_error" for name, _place in sitting.fields)
    return any(not whole or dict(part.values).get("scale") not in _EXTRA for part in parts)


def _unique(parts: tuple[ResultPartDraft, ...]) -> tuple[ResultPartDraft, ...]:
    """Two goal areas of one name are told apart by a number."""
    seen: dict[str, int] = {}
    found = []
    for part in parts:
        seen[part.name] = count = seen.get(part.name, 0) + 1
        found.append(part if count == 1 else part._replace(name=f"{part.name} ({count})"))
    return tuple(found)


def _same(one: Reading, other: Reading) -> bool:
    """Whether two sittings of a row are one: i-Ready names the newest test twice, by number and as the most recent."""
    return (
        bool(one.values.get("taken_on"))
        and one.when == other.when
        and one.values.get("score") == other.values.get("score")
    )


def _is_attempt(label: str) -> bool:
    return label.isdigit() or label == "Most recent"


def plain(values: dict[str, str]) -> Values:
    """Values as a draft has them."""
    return tuple(values.items())
