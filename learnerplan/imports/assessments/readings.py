"""One row of an export taken apart: which test, when, and the numbers of each sitting that it holds."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, TypeVar

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
_Key = TypeVar("_Key")
_Value = TypeVar("_Value")


class Reading(NamedTuple):
    """One sitting as a row tells it. `name` and `mark` name it; `values` and `parts` are as in `ResultDraft`.

    `name` is made of the assessment and the day (or else the window and year), and is the same in whichever layout of
    a product the row comes. `notes` are sentences on cells that are not taken as numbers.
    """

    assessment: tuple[str, str]
    name: str
    mark: str
    values: dict[str, str]
    parts: tuple[ResultPartDraft, ...]
    sitting: SittingColumns
    notes: tuple[str, ...] = ()

    def beginning(self, learner_id: str) -> str:
        """How the key of the result begins."""
        return f"{learner_id}/{self.name}"


@dataclass
class RowReader:
    """Reads the rows of one table. `title` and `subject` are for rows that do not say what test it was."""

    columns: Columns
    product: Instrument | None
    title: str
    subject: str
    date_order: str
    _days: dict[str, tuple[str, str]] = field(default_factory=dict)
    _tests: dict[tuple[str, ...], tuple[str, str]] = field(default_factory=dict)
    _names: dict[tuple[tuple[str, str], str], str] = field(default_factory=dict)
    _windows: dict[tuple[str, str, str], tuple[str, str]] = field(default_factory=dict)
    _says_test: tuple[int, ...] = field(init=False)
    _marks: tuple[str, ...] = field(init=False)
    _says_attempt: bool = field(init=False)

    def __post_init__(self) -> None:
        places = self.columns.places
        self._says_test = tuple(
            place for use in ("test_name", "subject", "measure_name") for place in places.get(use, ())
        )
        self._marks = tuple(use for use in ("test_id", "attempt", "scale") if use in places)
        self._says_attempt = bool(places.keys() & {"attempt", "baseline_flag", "recent_flag"})

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
        parts = tuple([part for columns in sitting.parts if (part := _part(row, columns)) is not None])
        if not _is_result(values, parts, sitting):
            return None
        day, when = self._day(row, sitting.taken, notes)
        window, year = self._window(row, sitting)
        attempt = self._attempt(row, sitting)
        if attempt is not None:
            values["attempt"] = attempt
        for name, text in (("taken_on", day), ("window", window), ("school_year", year)):
            if text:
                values[name] = text
        if not when and (window or year):
            when = f"{fold(window)}/{year}"
        assessment = self._assessment(row)
        mark = self._mark(row, attempt if not day else "")
        return Reading(assessment, self._name(assessment, when), mark, values, _unique(parts), sitting, tuple(notes))

    def _name(self, assessment: tuple[str, str], when: str) -> str:
        known = self._names.get((assessment, when))
        if known is None:
            known = digest(fold(assessment[0]), fold(assessment[1]), when)
            _keep(self._names, (assessment, when), known)
        return known

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
            known = _day_of(cell, self.date_order)
            _keep(self._days, cell, known)
        if not known[1]:
            notes.append(f"Day “{tidy(cell)[:40]}” is not understood and is left out.")
        return known

    def _window(self, row: Sequence[str], sitting: SittingColumns) -> tuple[str, str]:
        cell = self.columns.first(row, "window")
        said = next((row[place] for place in sitting.years if not is_nothing(row[place])), "")
        known = self._windows.get((cell, said, sitting.label))
        if known is None:
            known = _window_of(tidy(cell), tidy(said), sitting.label)
            _keep(self._windows, (cell, said, sitting.label), known)
        return known

    def _attempt(self, row: Sequence[str], sitting: SittingColumns) -> str | None:
        """Which attempt it was; None where no column can say."""
        named = _is_attempt(sitting.label)
        if not (self._says_attempt or named):
            return None
        found = [tidy(self.columns.first(row, "attempt")), sitting.label if named else ""]
        if self.columns.first(row, "baseline_flag").casefold() in _YES:
            found.append("Baseline")
        if self.columns.first(row, "recent_flag").casefold() in _YES:
            found.append("Most recent")
        told = ", ".join(each for each in found if each)
        return told[:1].upper() + told[1:].lower()

    def _assessment(self, row: Sequence[str]) -> tuple[str, str]:
        cells = tuple([row[place] for place in self._says_test])
        known = self._tests.get(cells)
        if known is None:
            known = self._test(row)
            _keep(self._tests, cells, known)
        return known

    def _test(self, row: Sequence[str]) -> tuple[str, str]:
        """(name, subject) of the assessment."""
        names = [tidy(row[place]) for place in self.columns.places.get("test_name", ()) if not is_nothing(row[place])]
        subject = subjects.said(self.columns.first(row, "subject"))
        if not subject and names:
            subject = subjects.in_name(names[0])
        subject = subject or self.subject
        name = self.product.named(names, subject) if self.product else names[0] if names else self.title
        measured = tidy(self.columns.first(row, "measure_name"))
        return (f"{name}, {measured}" if measured else name), subject

    def _mark(self, row: Sequence[str], attempt: str | None) -> str:
        """What tells sittings of one day apart, where the file says it: the number of the sitting, the scale."""
        if not (self._marks or attempt):
            return ""
        found = [self.columns.first(row, use) for use in self._marks]
        return digest(*found, attempt or "")[:8] if attempt or any(found) else ""


def _keep(memo: dict[_Key, _Value], key: _Key, value: _Value) -> None:
    """Remember a value, in a memo that is emptied when it has grown long."""
    if len(memo) > _MEMO:
        memo.clear()
    memo[key] = value


def _window_of(cell: str, said: str, label: str) -> tuple[str, str]:
    """(window, school year): "Fall 2021-2022" holds both; what stands in brackets behind a window is left out."""
    if not cell and label and not _is_attempt(label):
        cell = label
    years = _YEARS.search(said) or _YEARS.search(cell)
    year = f"{years[1]}-{years[1][: 4 - len(years[2])]}{years[2]}" if years else said
    if not said and years:
        cell = tidy(cell.replace(years[0], "")).strip(" -,:")
    return "" if is_nothing(cell) else _BRACKETS.sub("", cell), year


def digest(*parts: str) -> str:
    """A short stable name for these texts: 24 hexadecimal digits."""
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "replace")).hexdigest()[:24]


def short(name: str) -> int:
    """Eight bytes of a name that `digest` gave. Python's own `hash` differs from run to run, and a plan must not."""
    return int(name[:16], 16)


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
        if not cell or is_nothing(cell):
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
        and one.name == other.name
        and one.values.get("score") == other.values.get("score")
    )


def _is_attempt(label: str) -> bool:
    return label.isdigit() or label == "Most recent"


def plain(values: dict[str, str]) -> Values:
    """Values as a draft has them."""
    return tuple(values.items())
