"""Charts as frozen primitives, built once for paper and screen alike. Nothing here knows ReportLab or Qt.

Coordinates are points from the chart's top left; colours are names (`Tone`) that paper and screen each look up.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from math import ceil, floor, hypot, log10
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from learnerplan.domain.packets import GrowthPoint

MOST_POINTS = 5
_TOP = 22.0
_BOTTOM = 30.0
_START = 34.0
_CAP = 3.5

Anchor = Literal["start", "middle", "end"]


class Tone(StrEnum):
    """The colours of a chart by what they mean."""

    INK = "ink"
    QUIET = "quiet"
    GRID = "grid"
    ACCENT = "accent"
    BAND = "band"
    BAND_EDGE = "band edge"
    PAPER = "paper"


@dataclass(frozen=True, slots=True)
class ChartLine:
    """A line through points."""

    points: tuple[tuple[float, float], ...]
    tone: Tone
    width: float
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class ChartBand:
    """A filled polygon."""

    points: tuple[tuple[float, float], ...]
    tone: Tone


@dataclass(frozen=True, slots=True)
class ChartDot:
    """A dot: solid, or white with an edge."""

    x: float
    y: float
    radius: float
    solid: bool


@dataclass(frozen=True, slots=True)
class ChartText:
    """A short text; (`x`, `y`) is its top at its anchor, `width` the room before it wraps.

    `knock_out` asks for a piece of paper behind it, where it lies on a line.
    """

    x: float
    y: float
    text: str
    anchor: Anchor
    width: float
    tone: Tone = Tone.QUIET
    size: float = 9.0
    bold: bool = False
    knock_out: bool = False


Primitive = ChartLine | ChartBand | ChartDot | ChartText


@dataclass(frozen=True, slots=True)
class Chart:
    """Primitives in the order of drawing."""

    width: float
    height: float
    primitives: tuple[Primitive, ...]


def change(before: GrowthPoint, after: GrowthPoint) -> float | None:
    """How much higher (or lower, negative) a score is; 0 when the difference lies within both errors together.

    Two scores differ when the difference exceeds sqrt(se1^2 + se2^2), the standard error of a difference of
    independent measurements. None where a standard error is not known: then nothing can be said.
    """
    if before.error is None or after.error is None:
        return None
    difference = after.score - before.score
    return difference if abs(difference) > hypot(before.error, after.error) else 0.0


def build_growth_chart(
    points: Sequence[GrowthPoint],
    *,
    width: float,
    height: float,
    number: Callable[[float], str],
    target: float | None = None,
    target_label: str = "",
    most: int = MOST_POINTS,
) -> Chart | None:
    """Scores over time with whiskers and a band of one standard error, the last `most`; None for fewer than two.

    The last dot is solid. A target is a dashed line with its label. Time runs left to right in every language.
    """
    shown = list(points)[-most:]
    if len(shown) < 2:
        return None
    low, high, step = _range(shown, target)
    plot = _Plot(width, height, low, high, len(shown))
    drawn: list[Primitive] = [*_grid(plot, step, number), *_band(plot, shown)]
    if target is not None:
        drawn.extend(_target(plot, target, target_label))
    drawn.append(
        ChartLine(tuple((plot.x(place), plot.y(point.score)) for place, point in enumerate(shown)), Tone.ACCENT, 1.6)
    )
    for place, point in enumerate(shown):
        drawn.extend(_point(plot, place, point, number(point.score), last=place == len(shown) - 1))
    return Chart(width, height, tuple(drawn))


@dataclass(frozen=True, slots=True)
class _Plot:
    """Where values and points in time lie."""

    width: float
    height: float
    low: float
    high: float
    count: int

    @property
    def column(self) -> float:
        return (self.width - _START) / self.count

    def x(self, place: int) -> float:
        return _START + self.column * (place + 0.5)

    def y(self, value: float) -> float:
        return _TOP + (self.height - _TOP - _BOTTOM) * (self.high - value) / (self.high - self.low)


_LEAST_SPAN = 1e-6


def _range(points: Sequence[GrowthPoint], target: float | None) -> tuple[float, float, float]:
    """Lowest and highest grid line and their distance: round numbers, about four lines."""
    values = [point.score + side * (point.error or 0) for point in points for side in (-1, 1)]
    values += [target] if target is not None else []
    low, high = min(values), max(values)
    size = max(abs(low), abs(high), 1.0)
    # Scores that differ by less than can be printed are one score.
    span = high - low if high - low > size * _LEAST_SPAN else size * 0.1
    raw = span / 4
    power = 10.0 ** floor(log10(raw))
    step = next(factor * power for factor in (1, 2, 5, 10) if factor * power >= raw * 0.999)
    bottom, top = floor(low / step) * step, ceil(high / step) * step
    return (bottom, top, step) if top > bottom else (bottom - step, top + step, step)


def _grid(plot: _Plot, step: float, number: Callable[[float], str]) -> list[Primitive]:
    drawn: list[Primitive] = []
    for index in range(round((plot.high - plot.low) / step) + 1):
        value = plot.low + index * step
        level = plot.y(value)
        drawn.append(ChartLine(((_START, level), (plot.width, level)), Tone.GRID, 0.6))
        drawn.append(ChartText(_START - 6, level - 6, number(value), "end", _START - 6))
    return drawn


def _band(plot: _Plot, points: Sequence[GrowthPoint]) -> list[Primitive]:
    if any(point.error is None for point in points):
        return []
    upper = tuple((plot.x(place), plot.y(point.score + (point.error or 0))) for place, point in enumerate(points))
    lower = tuple((plot.x(place), plot.y(point.score - (point.error or 0))) for place, point in enumerate(points))
    edges = [ChartLine(edge, Tone.BAND_EDGE, 0.7) for edge in (upper, lower)]
    return [ChartBand((*upper, *reversed(lower)), Tone.BAND), *edges]


def _target(plot: _Plot, target: float, label: str) -> list[Primitive]:
    level = plot.y(target)
    line = ChartLine(((_START, level), (plot.width, level)), Tone.INK, 1.0, dashed=True)
    room = plot.width - _START - 8
    return [line, ChartText(_START, level - 6, label, "start", room, Tone.INK, bold=True, knock_out=True)]


def _point(plot: _Plot, place: int, point: GrowthPoint, score: str, *, last: bool) -> list[Primitive]:
    x, y, error = plot.x(place), plot.y(point.score), point.error
    drawn: list[Primitive] = []
    top = y
    if error is not None:
        top, bottom = plot.y(point.score + error), plot.y(point.score - error)
        drawn.append(ChartLine(((x, top), (x, bottom)), Tone.ACCENT, 1.0))
        drawn.extend(ChartLine(((x - _CAP, end), (x + _CAP, end)), Tone.ACCENT, 1.0) for end in (top, bottom))
    drawn.append(ChartDot(x, y, 4.0, solid=last))
    above = min(top, y - 5) - 14.5
    drawn.append(ChartText(x, above, score, "middle", plot.column, Tone.INK, 10.5, bold=True, knock_out=True))
    drawn.append(ChartText(x, plot.height - _BOTTOM + 6, point.label, "middle", plot.column - 4))
    return drawn
