"""Pieces of work: the picture, or a frame that points to the real thing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from learnerplan.documents import pictures
from learnerplan.documents.page import Part
from learnerplan.documents.parts.stack import Setting, kept
from learnerplan.documents.style import SMALL, Align, Ink

if TYPE_CHECKING:
    from pathlib import Path

    from learnerplan.documents.page import Page


def framed(setting: Setting, file: Path | None, width: float, height: float, *, side: Align = "center") -> Part:
    """The picture fitted into the space, never cropped; without one a dashed frame that points to the real thing."""
    picture = pictures.load(file, width, height)
    if picture is None:
        return blank_frame(setting, setting.words("work.see_real"), width, height)
    scale = min(width / picture.width, height / picture.height)
    across, down = picture.width * scale, picture.height * scale

    def draw(page: Page, x: float, y: float) -> None:
        left, top = x + (0.0 if side == "start" else (width - across) / 2), y + (height - down) / 2
        page.picture(picture, left, top, across, down)
        page.box(left, top, across, down, stroke=Ink.INK2, line=0.6)

    return Part(height, draw)


@kept
def blank_frame(setting: Setting, text: str, width: float, height: float) -> Part:
    """A dashed frame with a few words in its middle."""
    hint = setting.block(text, SMALL.but(align="center"), width - 24, 4)

    def draw(page: Page, x: float, y: float) -> None:
        page.box(x, y, width, height, stroke=Ink.RULE2, radius=5, dashed=True)
        page.text(hint, x + 12, y + (height - hint.height) / 2)

    return Part(height, draw)
