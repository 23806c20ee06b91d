"""Goals on paper: the card of the long form, the narrow card of the short form, and what the boxes mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from learnerplan.documents.page import Part
from learnerplan.documents.parts.cards import card
from learnerplan.documents.parts.marks import boxes, pill, progress
from learnerplan.documents.parts.stack import Setting, kept
from learnerplan.documents.parts.steps import short_step_rows, step_rows
from learnerplan.documents.style import BODY_BOLD, BOX_WIDTH, GOAL, LABEL, SMALL, TABLE, Ink
from learnerplan.documents.text import Emphasis, Span
from learnerplan.domain.goals import GoalKind

if TYPE_CHECKING:
    from learnerplan.documents.words import Words
    from learnerplan.domain.packets import PacketGoal, PacketMeasure, ProgressScale

# A card never parts: the longest words lose lines until it fits a page.
_MOST_LINES = (8, 6, 4, 3)
_PAD = 18.0


def kind_label(words: Words, goal: PacketGoal) -> str:
    """Whose goal it is, in words."""
    return words("goals.own" if goal.kind is GoalKind.PERSONAL else "goals.everyone")


def goal_card(setting: Setting, goal: PacketGoal, scale: ProgressScale, room: float) -> Part:
    """The whole goal: kind and standard, the child's words, why, the strip, how it went, and who promised what.

    `room` is the height of an empty page.
    """
    for lines in _MOST_LINES:
        made = _card(setting, goal, scale, lines)
        if made.height <= room:
            break
    return made


def _card(setting: Setting, goal: PacketGoal, scale: ProgressScale, lines: int) -> Part:
    words, width = setting.words, BOX_WIDTH - 2 * _PAD
    label, used = pill(setting, kind_label(words, goal))
    stack = setting.stack(width)
    standard = _standard(words, goal)
    if standard:
        line = setting.stack(width - used - 10).text(standard, SMALL, max_lines=2).done()
        stack.beside((0, label), (used + 10, line))
    else:
        stack.part(label)
    stack.text(goal.words, GOAL, gap=6, max_lines=lines)
    if goal.why:
        why = (Span(words("goals.why"), Emphasis.BOLD), Span(" " + goal.why))
        stack.text(why, TABLE.but(leading=14.5), gap=5, max_lines=lines)
    stack.part(progress(setting, scale, goal.progress, width), gap=10)
    facts = _facts(words, goal, scale)
    measured = measure_line(words, goal.measure)
    stack.text(measured, SMALL, gap=4, max_lines=3).text(facts, SMALL, gap=4, max_lines=2)
    if goal.steps:
        stack.rule(gap=8)
        stack.part(step_rows(setting, goal.steps, width, lines=max(1, lines // 2 - 1)))
    return card(stack.done(), BOX_WIDTH, kind="mine", pad=(_PAD, 12))


def _standard(words: Words, goal: PacketGoal) -> str:
    if goal.standard and goal.code:
        return words("goals.standard_code", standard=goal.standard, code=goal.code)
    return goal.standard or goal.code


def _facts(words: Words, goal: PacketGoal, scale: ProgressScale) -> str:
    """One line: where it began, how many check-ins, when the last one was."""
    parts: list[str] = []
    if goal.began is not None:
        level = words.level(scale, goal.began)[0]
        dated = goal.began_on is not None
        began = words("goals.began_date", level=level, date=words.day(goal.began_on)) if dated and goal.began_on else ""
        parts.append(began or words("goals.began", level=level))
    if goal.check_ins:
        parts.append(words.count("goals.check_ins", goal.check_ins))
    if goal.last_on:
        parts.append(words("goals.last", date=words.short_day(goal.last_on)))
    return " · ".join(parts)


def measure_line(words: Words, measure: PacketMeasure | None) -> str:
    """What is measured, from where, where it is now and what is aimed for, as far as it is known."""
    if measure is None:
        return ""
    parts: list[str] = []
    if measure.baseline is not None:
        parts.append(words("goals.measure_from", value=words.number(measure.baseline)))
    if measure.now is not None:
        value = words.number(measure.now)
        if measure.now_on:
            parts.append(words("goals.measure_now_date", value=value, date=words.short_day(measure.now_on)))
        else:
            parts.append(words("goals.measure_now", value=value))
    if measure.target is not None:
        unit = f" {measure.unit}" if measure.unit and not isinstance(measure.target, str) else ""
        parts.append(words("goals.measure_aim", value=words.number(measure.target) + unit))
    line = " · ".join(parts)
    return f"{measure.what}: {line}" if measure.what and line else measure.what or line


def short_goal_card(
    setting: Setting, goal: PacketGoal, scale: ProgressScale, *, lines: int, steps: int, why: bool
) -> Part:
    """The goal in half the width beside its steps, as the short form shows it: at most `lines` lines of its words.

    `why` adds why it matters and how it is measured.
    """
    left, gap = 248.0, 24.0
    right = BOX_WIDTH - _PAD - left - gap - 10
    words = setting.block(goal.words, GOAL.but(size=12.5, leading=16), left, lines)
    said = setting.stack(left).text(kind_label(setting.words, goal), LABEL).block(words, gap=2)
    if why and goal.why:
        matters = (Span(setting.words("goals.why"), Emphasis.BOLD), Span(" " + goal.why))
        said.text(matters, SMALL.but(ink=Ink.INK), gap=3, max_lines=3)
    said.part(progress(setting, scale, goal.progress, left), gap=7)
    if why:
        said.text(measure_line(setting.words, goal.measure), SMALL, gap=2, max_lines=2)
    promised = short_step_rows(setting, goal.steps, right, most=steps)
    inside = setting.stack(BOX_WIDTH - _PAD).beside((0, said.done()), (left + gap, promised)).done()
    return card(inside, BOX_WIDTH, kind="mine", pad=(_PAD, 9))


@kept
def legend(setting: Setting, scale: ProgressScale) -> Part:
    """What the boxes mean, once in a packet: each level with its word and meaning, and the dashed boxes."""
    words, each = setting.words, (BOX_WIDTH - 28 - 20) / 2
    rows: list[tuple[int | None, str, str]] = [
        (level, *words.level(scale, level)) for level in range(1, scale.boxes + 1)
    ]
    rows.append((None, words("goals.not_tracked"), words("goals.not_a_zero")))
    half = (len(rows) + 1) // 2
    strip = min(62.0, 16.0 * scale.boxes)
    columns = []
    for part in (rows[:half], rows[half:]):
        column = setting.stack(each)
        for level, word, meaning in part:
            text = (Span(word + ".", Emphasis.BOLD), Span(" " + meaning)) if meaning else (Span(word, Emphasis.BOLD),)
            line = setting.stack(each - strip - 10).text(text, SMALL.but(ink=Ink.INK), max_lines=2).done()
            column.beside((0, _lowered(boxes(scale.boxes, level, strip, 10), 1.5)), (strip + 10, line), gap=3)
        columns.append(column.done())
    inside = setting.stack(BOX_WIDTH - 28).text(words("goals.legend"), BODY_BOLD)
    inside.beside((0, columns[0]), (each + 20, columns[1]), gap=1)
    return card(inside.done(), BOX_WIDTH, kind="tint", pad=(14, 9))


def _lowered(part: Part, by: float) -> Part:
    return Part(part.height + by, lambda page, x, y: part.draw(page, x, y + by))
