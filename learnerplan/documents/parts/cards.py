"""Cards and headings: the frames around what a page says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from learnerplan.documents.page import Part
from learnerplan.documents.parts.stack import Setting, kept
from learnerplan.documents.style import BOX_WIDTH, SECTION, SUBTITLE, TITLE, Ink

if TYPE_CHECKING:
    from learnerplan.documents.page import Page

# "mine" has the accent bar (goals, reflections), "tint" explains, "lead" is the first quote, "write" asks for words.
Kind = Literal["plain", "mine", "tint", "lead", "write"]

RADIUS = 5.0
BAR = 4.0


def card(
    inside: Part, width: float, *, kind: Kind = "plain", pad: tuple[float, float] = (14, 12), height: float = 0
) -> Part:
    """A frame around a part, `pad` points away at the sides and at top and bottom; at least `height` high."""
    across, down = pad
    full = max(height, inside.height + 2 * down)
    fill = {"tint": Ink.TINT, "lead": Ink.ACCENT_TINT}.get(kind)
    stroke = {"plain": Ink.RULE, "mine": Ink.RULE, "write": Ink.ACCENT}.get(kind)
    line = 1.0 if kind == "write" else 0.8

    def draw(page: Page, x: float, y: float) -> None:
        page.box(x, y, width, full, fill=fill, stroke=stroke, line=line, radius=RADIUS)
        if kind == "mine":
            page.bar(x, y, BAR, full, BAR, Ink.ACCENT)
        inside.draw(page, x + across, y + down)

    return Part(full, draw)


@kept
def title_block(setting: Setting, title: str, subtitle: str) -> Part:
    """The head of a section: title, what it is about, and the short accent bar."""
    stack = setting.stack(BOX_WIDTH).text(title, TITLE, max_lines=2).text(subtitle, SUBTITLE, gap=2, max_lines=3)
    bar = Part(3, lambda page, x, y: page.box(x, y, 44, 3, fill=Ink.ACCENT))
    return stack.part(bar, gap=9).gap(13).done()


@kept
def heading(setting: Setting, text: str, *, width: float = BOX_WIDTH) -> Part:
    """A heading within a page."""
    return setting.stack(width).text(text, SECTION, max_lines=2).done()


def equal_rows(parts: list[Part], width: float, *, gap: float, kind: Kind = "plain") -> list[Part]:
    """Cards two to a row, both as high as the higher; the parts are `column_width(width, gap)` less padding wide."""
    each = column_width(width, gap)
    rows: list[Part] = []
    for start in range(0, len(parts), 2):
        pair = parts[start : start + 2]
        high = max(part.height for part in pair) + 24
        cards = [card(part, each, kind=kind, height=high) for part in pair]
        rows.append(_row([(number * (each + gap), made) for number, made in enumerate(cards)], high))
    return rows


def column_width(width: float, gap: float) -> float:
    """The width of one of two columns."""
    return (width - gap) / 2


def _row(placed: list[tuple[float, Part]], height: float) -> Part:
    def draw(page: Page, x: float, y: float) -> None:
        for right, part in placed:
            part.draw(page, x + right, y)

    return Part(height, draw)
