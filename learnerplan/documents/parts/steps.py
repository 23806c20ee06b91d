"""Promises: who does what, until when, and whether it is done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from learnerplan.documents.page import Part
from learnerplan.documents.parts.marks import TICK, tick
from learnerplan.documents.parts.stack import Setting
from learnerplan.documents.style import SMALL, TABLE, TABLE_BOLD
from learnerplan.documents.text import Emphasis, Span
from learnerplan.domain.steps import Repeats, Who

if TYPE_CHECKING:
    from collections.abc import Sequence

    from learnerplan.documents.words import Words
    from learnerplan.domain.packets import PacketStep

MOST_STEPS = 4
_INDENT = 19.0
_OWNER = 58.0
_WHEN = 82.0


def owner(words: Words, who: Who) -> str:
    """Whose promise it is, in words."""
    return words({Who.ME: "goals.me", Who.TEACHER: "goals.teacher", Who.HOME: "goals.home"}[who])


def step_rows(setting: Setting, steps: Sequence[PacketStep], width: float, *, lines: int) -> Part:
    """At most four rows `tick | who | promise | by when`, and how many more there are."""
    stack = setting.stack(width)
    for step in steps[:MOST_STEPS]:
        text = width - _INDENT - _OWNER - _WHEN - 8
        who = setting.stack(_OWNER - 4).text(owner(setting.words, step.who), TABLE_BOLD, max_lines=1).done()
        what = setting.stack(text).text(step.text, TABLE.but(own_way=True), max_lines=lines).done()
        when = setting.stack(_WHEN).text(_when(setting.words, step), SMALL.but(align="end"), max_lines=1).done()
        row = [(0.0, _box(step)), (_INDENT, who), (_INDENT + _OWNER, what), (width - _WHEN, when)]
        stack.beside(*row, gap=3.5 if stack.height else 0)
    more = len(steps) - MOST_STEPS
    if more > 0:
        stack.text(setting.words.count("goals.more_steps", more), SMALL, x=_INDENT, gap=3)
    return stack.done()


def short_step_rows(setting: Setting, steps: Sequence[PacketStep], width: float, *, most: int) -> Part:
    """Rows `tick | who and promise` of at most two lines, and how many more there are."""
    stack = setting.stack(width)
    shown = steps[:most]
    for step in shown:
        text = (Span(owner(setting.words, step.who), Emphasis.BOLD), Span("  " + step.text))
        line = setting.stack(width - 17).text(text, TABLE.but(leading=13), max_lines=2).done()
        stack.beside((0, _box(step)), (17, line), gap=4 if stack.height else 0)
    more = len(steps) - len(shown)
    if more > 0:
        stack.text(setting.words.count("goals.more_steps", more), SMALL, x=17, gap=3, max_lines=1)
    return stack.done()


def _box(step: PacketStep) -> Part:
    box = tick(TICK, done=step.done)
    return Part(TICK + 1.5, lambda page, x, y: box.draw(page, x, y + 1.5))


def _when(words: Words, step: PacketStep) -> str:
    if step.repeats is not Repeats.ONCE:
        return words("goals.daily" if step.repeats is Repeats.DAILY else "goals.weekly")
    return words.short_day(step.due_on) if step.due_on else ""
