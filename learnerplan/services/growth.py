"""How a learner's results of one test grew, and what that means in plain words."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from learnerplan.documents.charts import change
from learnerplan.domain.packets import GrowthPoint
from learnerplan.services import results
from learnerplan.services.results import ResultRow

if TYPE_CHECKING:
    from learnerplan.storage.rows import Readable

_SEASON = re.compile(r"^(fall|autumn|winter|spring|summer)\b", re.IGNORECASE)
_SHORT = {"winter": "Win", "spring": "Spr", "summer": "Sum", "autumn": "Aut"}
_YEAR, _HALF_YEAR = 365, 150


@dataclass(frozen=True)
class PartRow:
    """A sub-score of a result."""

    result_id: str
    name: str
    score: float | None
    standard_error: float | None
    percentile: float | None
    placement: str


@dataclass(frozen=True)
class SittingRow(ResultRow):
    """One sitting: everything that is kept of it but its row."""

    parts: tuple[PartRow, ...] = ()


@dataclass(frozen=True)
class Growth:
    """All sittings of one test in one subject and on one scale, oldest first; `points` are those that a chart shows."""

    title: str
    sittings: tuple[SittingRow, ...]
    points: tuple[GrowthPoint, ...]


def of_learner(view: Readable, learner_id: str) -> list[Growth]:
    """A learner's tests, the one that was taken last first."""
    parts: defaultdict[str, list[PartRow]] = defaultdict(list)
    for part in view.rows(
        PartRow,
        """SELECT p.result_id, p.name, p.score, p.standard_error, p.percentile, p.placement FROM result_part p
        JOIN result r ON r.id = p.result_id WHERE r.learner_id = ? ORDER BY p.position, p.id""",
        (learner_id,),
    ):
        parts[part.result_id].append(part)
    tests: defaultdict[tuple[str, str, str], list[SittingRow]] = defaultdict(list)
    for row in sorted(results.of_learner(view, learner_id), key=_moment):
        sitting = SittingRow(**vars(row), parts=tuple(parts.get(row.id, ())))
        tests[row.subject, row.assessment, row.scale].append(sitting)
    made = [_growth(subject, name, scale, rows, tests) for (subject, name, scale), rows in tests.items()]
    return sorted(made, key=_newest, reverse=True)


def _moment(row: ResultRow) -> tuple[bool, date, str, str]:
    """A sitting without a day stands behind those with one."""
    return row.taken_on is None, row.taken_on or date.min, row.school_year, row.id


def _growth(
    subject: str, name: str, scale: str, rows: list[SittingRow], tests: dict[tuple[str, str, str], list[SittingRow]]
) -> Growth:
    """The scale stands in the title only where the same test has two."""
    title = f"{subject}  ·  {name}" if subject else name
    if sum(1 for key in tests if key[:2] == (subject, name)) > 1 and scale:
        title += f"  ·  {scale}"
    points = tuple(
        GrowthPoint(short_window(row.window, row.taken_on), row.taken_on, row.score, row.standard_error)
        for row in rows
        if row.taken_on is not None and row.score is not None
    )
    return Growth(title, tuple(rows), points)


def _newest(growth: Growth) -> tuple[str, str]:
    days = [row.taken_on.isoformat() for row in growth.sittings if row.taken_on is not None]
    return max(days, default=""), growth.title


def short_window(window: str, day: date) -> str:
    """A window in the few letters that fit below a dot: "Fall 26"; without a season the month and year."""
    season = _SEASON.match(window.strip())
    if season:
        word = season.group(1).casefold()
        return f"{_SHORT.get(word, word.capitalize())} {day:%y}"
    return f"{day:%b %y}"


def plain_words(growth: Growth, called: str) -> list[str]:
    """Sentences about the newest score: its likely range, and how it stands to the one of a year before.

    Ranges are one standard error wide to each side. A difference counts only where it exceeds the standard error of
    the difference (`charts.change`); without standard errors nothing is claimed.
    """
    if not growth.points:
        return []
    last = growth.points[-1]
    if last.error is None:
        said = [f"{called} scored {_number(last.score)}."]
    else:
        low, high = _number(last.score - last.error), _number(last.score + last.error)
        said = [f"{called} is likely between {low} and {high}."]
    before = _year_before(growth.points)
    if before is not None:
        said.append(_since(before, last))
    dip = _dip(growth.points)
    if dip is not None:
        said.append(f"The dip in {dip.label} is inside the likely range, so it may not be a real change.")
    return said


def _since(before: GrowthPoint, last: GrowthPoint) -> str:
    months = round((last.on - before.on).days / 30.4)
    span = "a year" if 10 <= months <= 14 else f"{months} months"
    moved = change(before, last)
    if moved is None:
        return f"It was {_number(before.score)} {span} before. Without a standard error nobody can say if that is real."
    if moved == 0:
        return f"That is about the same as {span} before."
    return f"That is {'up' if moved > 0 else 'down'} about {_number(abs(moved))} points in {span}."


def _year_before(points: tuple[GrowthPoint, ...]) -> GrowthPoint | None:
    """The sitting nearest to a year before the last, if it lies at least five months back."""
    last = points[-1]
    earlier = [point for point in points[:-1] if (last.on - point.on).days >= _HALF_YEAR]
    return min(earlier, key=lambda point: abs((last.on - point.on).days - _YEAR), default=None)


def _dip(points: tuple[GrowthPoint, ...]) -> GrowthPoint | None:
    """The latest drop that is smaller than the errors allow to call one."""
    pairs = itertools.pairwise(points)
    return next(
        (after for before, after in reversed([*pairs]) if after.score < before.score and change(before, after) == 0),
        None,
    )


def _number(value: float) -> str:
    return f"{value:.0f}" if abs(value) >= 20 or value == int(value) else f"{value:.1f}"
