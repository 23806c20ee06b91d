"""One row of an export taken apart: which test, when, and the numbers of each sitting that it holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, TypeVar

from learnerplan.imports.assessments import subjects
from learnerplan.imports.assessments.columns import Columns, SittingColumns
from learnerplan.imports.assessments.digests import digest
from learnerplan.imports.assessments.instruments import Instrument
from learnerplan.imports.assessments.moments import day_named, window_and_year
from learnerplan.imports.assessments.numbers import is_nothing, number_of
from learnerplan.imports.assessments.sittings import is_attempt
from learnerplan.imports.assessments.sub_scores import is_result, part_in, told_apart
from learnerplan.imports.drafts.results import ResultPartDraft
from learnerplan.imports.words.folding import fold, tidy

_RANGES = {"RIT": (80.0, 360.0), "percent correct": (0.0, 100.0), "scale score": (-500.0, 5000.0)}
_WORDS = {"score": "Score", "standard_error": "Standard error", "percentile": "Percentile"}
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

    def told(self) -> str:
        """Such as "Star Math, 2015-01-21: score 404, percentile 14."."""
        values = self.values
        found = [f"{name} {values[name]}" for name in ("score", "percentile") if name in values]
        if "placement" in values:
            found.append(values["placement"])
        if not found:
            found.append(f"{len(self.parts)} sub-scores" if len(self.parts) > 1 else "1 sub-score")
        when = values.get("taken_on") or " ".join(filter(None, (values.get("window"), values.get("school_year"))))
        return f"{self.assessment[0]}{f', {when}' if when else ''}: {', '.join(found)}."


@dataclass
class RowReader:
    """Reads the rows of one table.

    `title` and `subject` are for rows that do not say what test it was, `moment` (window, school year) for those that
    do not say when: they are the file's.
    """

    columns: Columns
    product: Instrument | None
    title: str
    subject: str
    date_order: str
    moment: tuple[str, str] = ("", "")
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
        parts = tuple([part for columns in sitting.parts if (part := part_in(row, columns)) is not None])
        if not is_result(values, parts, sitting):
            return None
        day, when = self._day(row, sitting.taken, notes)
        window, year = self._window(row, sitting)
        if not (when or window or year):
            window, year = self.moment
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
        return Reading(assessment, self._name(assessment, when), mark, values, told_apart(parts), sitting, tuple(notes))

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
            known = day_named(cell, self.date_order)
            _keep(self._days, cell, known)
        if not known[1]:
            notes.append(f"Day “{tidy(cell)[:40]}” is not understood and is left out.")
        return known

    def _window(self, row: Sequence[str], sitting: SittingColumns) -> tuple[str, str]:
        cell = self.columns.first(row, "window")
        said = next((row[place] for place in sitting.years if not is_nothing(row[place])), "")
        known = self._windows.get((cell, said, sitting.label))
        if known is None:
            told = "" if is_attempt(sitting.label) else sitting.label
            known = window_and_year(tidy(cell) or told, tidy(said))
            _keep(self._windows, (cell, said, sitting.label), known)
        return known

    def _attempt(self, row: Sequence[str], sitting: SittingColumns) -> str | None:
        """Which attempt it was; None where no column can say."""
        named = is_attempt(sitting.label)
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


def _same(one: Reading, other: Reading) -> bool:
    """Whether two sittings of a row are one: i-Ready names the newest test twice, by number and as the most recent."""
    return (
        bool(one.values.get("taken_on"))
        and one.name == other.name
        and one.values.get("score") == other.values.get("score")
    )
