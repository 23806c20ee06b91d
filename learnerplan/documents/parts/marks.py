"""Small drawn things: ticks, faces, strips of boxes, lines to write on, signatures."""

from __future__ import annotations

from math import cos, pi, sin
from typing import TYPE_CHECKING

from learnerplan.documents.page import Part
from learnerplan.documents.parts.stack import Setting
from learnerplan.documents.style import LABEL, SMALL, SMALL_BOLD, Align, Ink, Style

if TYPE_CHECKING:
    from learnerplan.documents.page import Page
    from learnerplan.domain.packets import ProgressScale

TICK = 11.0
_GAP = 4.0


def tick(size: float = TICK, *, done: bool = False) -> Part:
    """A box to tick; a done one has a tick that overshoots it."""

    def draw(page: Page, x: float, y: float) -> None:
        page.box(x, y, size, size, stroke=Ink.INK, line=1.0 if size < 14 else 1.2, radius=size * 0.22)
        if done:
            points = [(x + a * size, y + b * size) for a, b in ((0.22, 0.5), (0.45, 0.76), (0.98, 0.02))]
            page.path(points, ink=Ink.ACCENT, line=size * 0.16)

    return Part(size, draw)


def boxes(count: int, level: int | None, width: float, height: float = 12.0) -> Part:
    """A strip of boxes, as many filled as the level says; all dashed when nobody has looked yet, which is no zero."""
    each = (width - _GAP * (count - 1)) / count
    radius = min(3.0, height / 3)

    def draw(page: Page, x: float, y: float) -> None:
        for number in range(count):
            left = x + number * (each + _GAP)
            if level is not None and number < level:
                page.box(left, y, each, height, fill=Ink.ACCENT, radius=radius)
            else:
                page.box(left, y, each, height, stroke=Ink.RULE2, radius=radius, dashed=level is None)

    return Part(height, draw)


def progress(setting: Setting, scale: ProgressScale, level: int | None, width: float) -> Part:
    """The strip with its words: the lowest level at the start, the current one in the middle, the highest last.

    Where three words have no room the current one stands alone.
    """
    words = setting.words
    top = scale.boxes
    now = words("goals.not_tracked") if level is None else words.level(scale, level)[0]
    low, high = words.level(scale, 0)[0], words.level(scale, top)[0]
    texts = [setting.block(word, SMALL, width, 1).widest for word in (low, high)]
    side = max(texts[0] if level != 0 else 0.0, texts[1] if level != top else 0.0)
    middle = setting.block(now, SMALL_BOLD, width, 1).widest
    row: list[tuple[float, Part]] = []
    if middle + 2 * side + 12 <= width:
        if level != 0:
            row.append((0.0, _line(setting, low, SMALL, "start", width)))
        if level != top:
            row.append((0.0, _line(setting, high, SMALL, "end", width)))
    row.append((0.0, _line(setting, now, SMALL_BOLD, "center", width)))
    return setting.stack(width).part(boxes(top, level, width)).beside(*row, gap=2).done()


def _line(setting: Setting, word: str, style: Style, side: Align, width: float) -> Part:
    return setting.stack(width).text(word, style.but(align=side), max_lines=1).done()


def writing_lines(count: int, width: float, pitch: float = 26.0) -> Part:
    """Lines to write on by hand: 24 pt apart for adults, 26 and more for children."""

    def draw(page: Page, x: float, y: float) -> None:
        for number in range(count):
            page.rule(x, y + pitch * (number + 1), width, ink=Ink.RULE2)

    return Part(pitch * count, draw)


def signature(setting: Setting, who: str, width: float) -> Part:
    """Room to sign, a line, who signs at its start and the date at its end."""
    room = 24.0
    date = setting.block(setting.words("family.date"), SMALL.but(align="end"), 40)
    name = setting.block(who, SMALL, width - 44, 2)

    def draw(page: Page, x: float, y: float) -> None:
        page.rule(x, y + room, width, ink=Ink.INK, line=1)
        page.text(name, x, y + room + 3)
        page.text(date, x + width - 40, y + room + 3)

    return Part(room + 3 + name.height, draw)


def signatures(setting: Setting, names: list[str], width: float, columns: int = 3) -> Part:
    """Signatures in rows."""
    gap = 18.0
    each = (width - gap * (columns - 1)) / columns
    stack = setting.stack(width)
    for start in range(0, len(names), columns):
        row = [signature(setting, name, each) for name in names[start : start + columns]]
        stack.beside(*((number * (each + gap), part) for number, part in enumerate(row)), gap=6 if start else 0)
    return stack.done()


def pill(setting: Setting, text: str) -> tuple[Part, float]:
    """A label in a rounded outline, and its width."""
    block = setting.block(text, LABEL, 300, 1)
    width, height = block.widest + 16, 15.0
    inside = setting.block(text, LABEL, block.widest + 0.5, 1)

    def draw(page: Page, x: float, y: float) -> None:
        page.box(x, y, width, height, fill=Ink.ACCENT_TINT, stroke=Ink.ACCENT, line=0.7, radius=height / 2)
        page.text(inside, x + 8, y + 1)

    return Part(height, draw), width


def face(kind: int, radius: float = 13.0) -> Part:
    """A round face: 0 unsure, 1 even, 2 glad."""

    def draw(page: Page, x: float, y: float) -> None:
        middle, line = y + radius, max(radius * 0.085, 0.9)
        page.circle(x + radius, middle, radius, stroke=Ink.INK, line=line)
        for side in (-0.35, 0.35):
            page.circle(x + radius + side * radius, middle - 0.2 * radius, radius * 0.08, fill=Ink.INK)
        bend = (kind - 1) * 0.3
        points = []
        for step in range(9):
            turn = pi * step / 8
            points.append((x + radius - cos(turn) * 0.45 * radius, middle + (0.38 + bend * (sin(turn) - 0.5)) * radius))
        page.path(points, ink=Ink.INK, line=line)

    return Part(radius * 2, draw)
