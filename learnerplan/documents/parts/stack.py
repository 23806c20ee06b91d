"""Parts one below the other: how everything on a page is built and measured before anything is drawn."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import wraps
from typing import TYPE_CHECKING, ParamSpec

from learnerplan.documents.page import Page, Part
from learnerplan.documents.style import Ink, Style
from learnerplan.documents.text import Block, Text, lay_out

if TYPE_CHECKING:
    from collections.abc import Callable

    from learnerplan.documents.words import Words


_Arguments = ParamSpec("_Arguments")
_MOST_KEPT = 512


def kept(build: Callable[_Arguments, Part]) -> Callable[_Arguments, Part]:
    """For parts that a class's packets share, such as the agenda: each is built once. They hold no pictures."""

    built: dict[object, Part] = {}

    @wraps(build)
    def once(*args: _Arguments.args, **kwargs: _Arguments.kwargs) -> Part:
        key = (args, *kwargs.items())
        part = built.get(key)
        if part is None:
            if len(built) >= _MOST_KEPT:
                built.clear()
            part = built[key] = replace(build(*args, **kwargs), kept=True)
        return part

    return once


@dataclass(frozen=True, slots=True)
class Setting:
    """What all parts of a packet share: the words of its language and the side on which lines start."""

    words: Words
    rtl: bool = False

    def block(self, text: Text, style: Style, width: float, max_lines: int | None = None) -> Block:
        """A text laid out for this document."""
        return lay_out(text, style, width, rtl=self.rtl, max_lines=max_lines)

    def stack(self, width: float) -> Stack:
        """An empty stack of that width."""
        return Stack(self, width)


class Stack:
    """Grows downwards by texts, gaps and parts, and becomes a part itself."""

    def __init__(self, setting: Setting, width: float) -> None:
        self.setting = setting
        self.width = width
        self.height = 0.0
        self._drawn: list[tuple[float, float, Part | Block]] = []

    def text(
        self,
        text: Text,
        style: Style,
        *,
        x: float = 0.0,
        width: float | None = None,
        max_lines: int | None = None,
        gap: float = 0.0,
    ) -> Stack:
        """A text below what is there, `gap` points further down. Nothing happens for an empty text."""
        if not text:
            return self
        block = self.setting.block(text, style, (self.width - x) if width is None else width, max_lines)
        return self.block(block, x=x, gap=gap)

    def block(self, block: Block, *, x: float = 0.0, gap: float = 0.0) -> Stack:
        """A text that is laid out already."""
        self._drawn.append((x, self.height + gap, block))
        self.height += gap + block.height
        return self

    def part(self, part: Part, *, x: float = 0.0, gap: float = 0.0) -> Stack:
        """A part below what is there."""
        self._drawn.append((x, self.height + gap, part))
        self.height += gap + part.height
        return self

    def beside(self, *parts: tuple[float, Part], gap: float = 0.0) -> Stack:
        """Parts next to each other, each at its own x, tops alike."""
        for x, part in parts:
            self._drawn.append((x, self.height + gap, part))
        self.height += gap + max((part.height for _, part in parts), default=0.0)
        return self

    def gap(self, height: float) -> Stack:
        """Empty space."""
        self.height += height
        return self

    def rule(self, *, gap: float = 0.0, ink: Ink = Ink.RULE, line: float = 0.8) -> Stack:
        """A line over the whole width, with `gap` above and below."""
        width = self.width
        self.part(Part(0, lambda page, x, y: page.rule(x, y, width, ink=ink, line=line)), gap=gap)
        return self.gap(gap)

    def done(self, *, at_least: float = 0.0) -> Part:
        """The stack as a part, not lower than `at_least`."""
        drawn = tuple(self._drawn)

        def draw(page: Page, x: float, y: float) -> None:
            for right, down, item in drawn:
                if isinstance(item, Block):
                    page.text(item, x + right, y + down)
                else:
                    page.place(item, x + right, y + down)

        return Part(max(self.height, at_least), draw)
