"""The look of the paper: its measure, colours and type roles (points; sizes as `size/leading`)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Literal

# Every page is this box, centred on the sheet, so lines and pages break alike on both papers.
BOX_WIDTH = 492.0
BOX_HEIGHT = 676.0
COLUMN = 30.0
GUTTER = 12.0

SHEETS = {"letter": (612.0, 792.0), "a4": (595.28, 841.89)}

Align = Literal["start", "end", "center"]


class Ink(StrEnum):
    """The colours, as the numbers that PDF's `rg` and `RG` take. One accent, no green or red."""

    INK = "0.145 0.129 0.106"
    INK2 = "0.341 0.314 0.267"
    RULE2 = "0.557 0.529 0.482"
    RULE = "0.804 0.776 0.729"
    ACCENT = "0.2 0.333 0.643"
    ACCENT_TINT = "0.914 0.933 0.98"
    BAND_EDGE = "0.74 0.79 0.91"
    TINT = "0.969 0.957 0.929"
    WHITE = "1 1 1"


class Role(StrEnum):
    """A voice of type; each stands for a chain of fonts (`faces.CHAINS`)."""

    SANS = "sans"
    SANS_BOLD = "sans bold"
    SERIF = "serif"
    SERIF_BOLD = "serif bold"
    SERIF_ITALIC = "serif italic"
    DISPLAY = "display"


@dataclass(frozen=True, slots=True)
class Style:
    """How a text is set. `size` and `leading` are in points.

    `own_way` lets each paragraph run and align by its own first letter, for words that a person wrote in
    any language; labels follow the document. `whole_words` breaks lines at spaces alone, not after hyphens.
    """

    role: Role
    size: float
    leading: float
    ink: Ink = Ink.INK
    align: Align = "start"
    own_way: bool = False
    whole_words: bool = False

    def but(self, **changes: object) -> Style:
        """The same style with some fields changed."""
        return replace(self, **changes)  # type: ignore[arg-type]


TITLE = Style(Role.DISPLAY, 26, 31)
SUBTITLE = Style(Role.SANS, 11.5, 16.5, Ink.INK2)
SECTION = Style(Role.SERIF_BOLD, 16, 20.5)
GOAL = Style(Role.SERIF_BOLD, 14.5, 19.5, own_way=True)
CHILD = Style(Role.SERIF, 12.5, 18, own_way=True)
LEAD = Style(Role.SERIF, 15, 21, own_way=True)
COVER_QUOTE = Style(Role.SERIF_ITALIC, 17, 25, own_way=True)
LETTER = Style(Role.SANS, 11.5, 17.5)
BODY = Style(Role.SANS, 11, 15.5)
BODY_BOLD = Style(Role.SANS_BOLD, 11, 15.5)
TABLE = Style(Role.SANS, 10, 14)
TABLE_BOLD = Style(Role.SANS_BOLD, 10, 14)
LABEL = Style(Role.SANS_BOLD, 9.5, 13, Ink.ACCENT)
SMALL = Style(Role.SANS, 9, 12.5, Ink.INK2)
SMALL_BOLD = Style(Role.SANS_BOLD, 9, 12.5)

# Child text is never set smaller than this, whatever must fit.
CHILD_FLOOR = 11.0
