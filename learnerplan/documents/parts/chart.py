"""Draws a chart's primitives on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from learnerplan.documents.charts import Chart, ChartBand, ChartDot, ChartLine, ChartText, Tone
from learnerplan.documents.page import Part
from learnerplan.documents.style import Align, Ink, Role, Style
from learnerplan.documents.text import lay_out

if TYPE_CHECKING:
    from learnerplan.documents.page import Page

_INKS = {
    Tone.INK: Ink.INK,
    Tone.QUIET: Ink.INK2,
    Tone.GRID: Ink.RULE,
    Tone.ACCENT: Ink.ACCENT,
    Tone.BAND: Ink.ACCENT_TINT,
    Tone.BAND_EDGE: Ink.BAND_EDGE,
    Tone.PAPER: Ink.WHITE,
}
_ALIGN: dict[str, Align] = {"start": "start", "middle": "center", "end": "end"}


def chart_part(chart: Chart) -> Part:
    """The chart as a part of a page. It is never mirrored: time runs left to right."""

    def draw(page: Page, x: float, y: float) -> None:
        left = page.width - x - chart.width if page.rtl else x
        for mark in chart.primitives:
            if isinstance(mark, ChartText):
                _text(page, mark, left, y)
            elif isinstance(mark, ChartDot):
                fill = Ink.ACCENT if mark.solid else Ink.WHITE
                at, ink = (left + mark.x, y + mark.y), Ink.ACCENT
                page.circle(*at, mark.radius, fill=fill, stroke=ink, line=1.2, mirrored=False)
            elif isinstance(mark, ChartBand):
                page.area([(left + a, y + b) for a, b in mark.points], fill=_INKS[mark.tone], mirrored=False)
            elif isinstance(mark, ChartLine):
                points = [(left + a, y + b) for a, b in mark.points]
                page.path(points, ink=_INKS[mark.tone], line=mark.width, dashed=mark.dashed, mirrored=False)

    return Part(chart.height, draw)


def _text(page: Page, mark: ChartText, left: float, top: float) -> None:
    role = Role.SANS_BOLD if mark.bold else Role.SANS
    style = Style(role, mark.size, mark.size * 1.3, _INKS[mark.tone], _ALIGN[mark.anchor])
    block = lay_out(mark.text, style, mark.width, max_lines=2)
    x = left + mark.x - {"start": 0.0, "middle": mark.width / 2, "end": mark.width}[mark.anchor]
    y = top + mark.y
    if mark.knock_out:
        inset = {"start": 0.0, "middle": (mark.width - block.widest) / 2, "end": mark.width - block.widest}[mark.anchor]
        page.knock_out(x + inset - 2, y + 2, block.widest + 4, block.height - 4)
    page.text(block, x, y, mirrored=False)
