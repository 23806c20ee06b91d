"""One page to draw on: the 492 x 676 pt box, measured from its top at the start edge.

In a right-to-left document the start edge is the right one: every x counts from there, and nothing else in
the layout has to know.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from learnerplan.documents.pdf import PdfFile, Sheet
from learnerplan.documents.style import BOX_HEIGHT, BOX_WIDTH, SHEETS, Ink

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from learnerplan.documents.pictures import Picture
    from learnerplan.documents.text import Block

# Half a leading above and below, and where a line of type stands in it.
_BASELINE = 0.22
_SLACK = 0.05
# The distance of a Bezier handle for a quarter circle.
_ROUND = 0.5523

DASH = "[3 2.4] 0 d"
_SOLID = "[] 0 d"


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """Something to draw with its top at a place, and the height that it takes, in points.

    A `kept` part is the same on every packet that asks for it; a file replays its operators (`Page.place`).
    """

    height: float
    draw: Callable[[Page, float, float], None]
    kept: bool = False


class PageOverflowError(Exception):
    """Something would have been drawn below the box: a mistake in the layout, never a reader's."""


class Page:
    """Draws in points. Everything is refused that would leave the box at its bottom, except the footer."""

    def __init__(self, file: PdfFile, paper: str, *, rtl: bool = False) -> None:
        width, height = SHEETS[paper]
        self._file = file
        self._sheet = Sheet(width, height)
        self._draw = self._sheet.operators.append
        self._start = (width - BOX_WIDTH) / 2
        self._top = height - (height - BOX_HEIGHT) / 2
        self.rtl = rtl
        self.width = BOX_WIDTH

    def finish(self) -> object:
        """Put the page into the file."""
        return self._file.add(self._sheet)

    def _left(self, x: float, width: float) -> float:
        return self._start + (BOX_WIDTH - x - width if self.rtl else x)

    def _check(self, bottom: float) -> None:
        if bottom > BOX_HEIGHT + _SLACK:
            raise PageOverflowError(f"drawn to {bottom:.1f} of {BOX_HEIGHT:.0f} pt")

    def place(self, part: Part, x: float, y: float) -> None:
        """A part with its top at `y`; one that many pages share is drawn once and replayed."""
        if not part.kept:
            part.draw(self, x, y)
            return
        key = (part, x, y, self._sheet.width, self.rtl)
        operators = self._file.replays.get(key)
        if operators is None:
            start = len(self._sheet.operators)
            part.draw(self, x, y)
            self._file.replays[key] = "\n".join(self._sheet.operators[start:])
        else:
            self._draw(operators)

    def text(self, block: Block, x: float, y: float, *, below_box: bool = False, mirrored: bool = True) -> None:
        """A block with its top at `y`."""
        if not block.lines:
            return
        if not below_box:
            self._check(y + block.height)
        size = block.style.size
        baseline = self._top - y - block.leading + (block.leading - size) / 2 + size * _BASELINE
        left = self._left(x, block.width) if mirrored else self._start + x
        code = self._file.text(block)
        self._draw(f"BT 1 0 0 1 {left:.2f} {baseline:.2f} Tm")
        self._draw(code.text)
        self._draw("ET")
        if code.outlines:
            self._draw(f"q 1 0 0 1 {left:.2f} {baseline:.2f} cm\n{code.outlines}\nQ")

    def box(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        *,
        fill: Ink | None = None,
        stroke: Ink | None = None,
        line: float = 0.8,
        radius: float = 0.0,
        dashed: bool = False,
    ) -> None:
        """A rectangle, filled or outlined or both, with round corners."""
        self._check(y + height)
        self._paint(fill, stroke, line, dashed)
        left, bottom = self._left(x, width), self._top - y - height
        paint = "B" if fill and stroke else "f" if fill else "S"
        if radius:
            path = _rounded(width, height, min(radius, width / 2, height / 2))
            self._draw(f"q 1 0 0 1 {left:.2f} {bottom:.2f} cm {path} {paint} Q")
        else:
            self._draw(f"{left:.2f} {bottom:.2f} {width:.2f} {height:.2f} re {paint}")

    def bar(self, x: float, y: float, width: float, height: float, radius: float, ink: Ink) -> None:
        """A filled bar whose corners are round at its start alone: the edge of a card."""
        self._check(y + height)
        left, bottom = self._left(x, width), self._top - y - height
        top, k = bottom + height, radius * (1 - _ROUND)
        edge, sign = (left + width, -1) if self.rtl else (left, 1)
        inner = edge + sign * width
        turn = edge + sign * radius
        self._draw(
            f"{ink} rg {inner:.2f} {bottom:.2f} m {turn:.2f} {bottom:.2f} l "
            f"{edge + sign * k:.2f} {bottom:.2f} {edge:.2f} {bottom + k:.2f} {edge:.2f} {bottom + radius:.2f} c "
            f"{edge:.2f} {top - radius:.2f} l "
            f"{edge:.2f} {top - k:.2f} {edge + sign * k:.2f} {top:.2f} {turn:.2f} {top:.2f} c "
            f"{inner:.2f} {top:.2f} l h f"
        )

    def rule(
        self, x: float, y: float, width: float, *, ink: Ink = Ink.RULE, line: float = 0.8, below_box: bool = False
    ) -> None:
        """A horizontal line."""
        if not below_box:
            self._check(y)
        left, level = self._left(x, width), self._top - y
        self._draw(f"{_SOLID} {line:g} w {ink} RG {left:.2f} {level:.2f} m {left + width:.2f} {level:.2f} l S")

    def path(
        self,
        points: Sequence[tuple[float, float]],
        *,
        ink: Ink,
        line: float,
        dashed: bool = False,
        mirrored: bool = True,
    ) -> None:
        """A line through points. `mirrored` turns it with the document; charts keep time left to right."""
        self._paint(None, ink, line, dashed)
        self._draw(self._through(points, mirrored) + " S")

    def area(self, points: Sequence[tuple[float, float]], *, fill: Ink, mirrored: bool = True) -> None:
        """A filled polygon."""
        self._paint(fill, None, 0, dashed=False)
        self._draw(self._through(points, mirrored) + " h f")

    def circle(
        self,
        x: float,
        y: float,
        radius: float,
        *,
        fill: Ink | None = None,
        stroke: Ink | None = None,
        line: float = 1.0,
        mirrored: bool = True,
    ) -> None:
        """A circle around a point."""
        self._check(y + radius)
        self._paint(fill, stroke, line, dashed=False)
        left = self._left(x - radius, radius * 2) if mirrored else self._start + x - radius
        path = _rounded(radius * 2, radius * 2, radius)
        paint = "B" if fill and stroke else "f" if fill else "S"
        self._draw(f"q 1 0 0 1 {left:.2f} {self._top - y - radius:.2f} cm {path} {paint} Q")

    def knock_out(self, x: float, y: float, width: float, height: float) -> None:
        """A piece of bare paper for a text that lies on a line; never mirrored."""
        self._paint(Ink.WHITE, None, 0, dashed=False)
        self._draw(f"{self._start + x:.2f} {self._top - y - height:.2f} {width:.2f} {height:.2f} re f")

    def picture(self, picture: Picture, x: float, y: float, width: float, height: float) -> None:
        """A picture stretched to that size; the caller keeps its proportions."""
        self._check(y + height)
        name = self._file.picture(self._sheet, picture)
        left, bottom = self._left(x, width), self._top - y - height
        self._draw(f"q {width:.2f} 0 0 {height:.2f} {left:.2f} {bottom:.2f} cm /{name} Do Q")

    def dots(self, x: float, y: float, width: float, height: float, pitch: float) -> None:
        """A grid of fine dots to draw and write on."""
        self._check(y + height)
        self._draw(f"0.9 w 1 J [0 {pitch:g}] 0 d {Ink.RULE} RG")
        left = self._left(x, width)
        for row in range(int(height / pitch) + 1):
            level = self._top - y - row * pitch
            self._draw(f"{left:.2f} {level:.2f} m {left + width:.2f} {level:.2f} l S")
        self._draw("0 J")

    def _paint(self, fill: Ink | None, stroke: Ink | None, line: float, dashed: bool) -> None:
        if fill:
            self._draw(f"{fill} rg")
        if stroke:
            self._draw(f"{DASH if dashed else _SOLID} {line:g} w {stroke} RG")

    def _through(self, points: Sequence[tuple[float, float]], mirrored: bool) -> str:
        steps: list[str] = []
        for x, y in points:
            self._check(y)
            left = self._left(x, 0) if mirrored else self._start + x
            steps.append(f"{left:.2f} {self._top - y:.2f} {'l' if steps else 'm'}")
        return " ".join(steps)


@lru_cache(maxsize=2048)
def _rounded(right: float, top: float, radius: float) -> str:
    """A rectangle with round corners and its lower left one at the origin."""
    k = radius * (1 - _ROUND)
    return (
        f"{radius:.2f} 0 m {right - radius:.2f} 0 l "
        f"{right - k:.2f} 0 {right:.2f} {k:.2f} {right:.2f} {radius:.2f} c "
        f"{right:.2f} {top - radius:.2f} l "
        f"{right:.2f} {top - k:.2f} {right - k:.2f} {top:.2f} {right - radius:.2f} {top:.2f} c "
        f"{radius:.2f} {top:.2f} l "
        f"{k:.2f} {top:.2f} 0 {top - k:.2f} 0 {top - radius:.2f} c "
        f"0 {radius:.2f} l "
        f"0 {k:.2f} {k:.2f} 0 {radius:.2f} 0 c h"
    )
