"""The drawings of a picture survey on paper."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from learnerplan.documents.page import Part
from learnerplan.documents.parts.marks import face
from learnerplan.documents.style import Ink
from learnerplan.domain.survey_drawings import DRAWINGS, FACES

if TYPE_CHECKING:
    from learnerplan.documents.page import Page


@cache
def picture(name: str, size: float) -> Part | None:
    """A drawing, `size` points wide and high; `None` for a name without one."""
    if name in FACES:
        return face(FACES[name], size / 2)
    drawing = DRAWINGS.get(name)
    if drawing is None:
        return None
    unit = size / 100
    line = max(1.2, size * 0.045)

    def draw(page: Page, x: float, y: float) -> None:
        for across, down, radius in drawing.circles:
            page.circle(x + across * unit, y + down * unit, radius * unit, stroke=Ink.INK, line=line)
        for points in drawing.lines:
            page.path([(x + a * unit, y + b * unit) for a, b in points], ink=Ink.INK, line=line)

    return Part(size, draw, kept=True)
