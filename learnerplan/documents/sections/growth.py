"""How I am growing: a test over time in plain words, with its error, and nothing about anybody else."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from learnerplan.documents.charts import MOST_POINTS, build_growth_chart, change
from learnerplan.documents.flow import Flow, PagePlan
from learnerplan.documents.parts.cards import card, column_width
from learnerplan.documents.parts.chart import chart_part
from learnerplan.documents.parts.quotes import credit
from learnerplan.documents.parts.writing import empty_card
from learnerplan.documents.style import BODY_BOLD, BOX_WIDTH, CHILD, LABEL, SMALL_BOLD, TABLE, TABLE_BOLD, Ink

if TYPE_CHECKING:
    from learnerplan.documents.page import Part
    from learnerplan.documents.parts.stack import Setting
    from learnerplan.documents.text import Text
    from learnerplan.documents.words import Words
    from learnerplan.domain.packets import GrowthPoint, Packet, PacketGrowth

_CHART_HEIGHT = 214.0
_COLUMNS = (0.0, 176.0, 246.0, 376.0)
_GAP = 12.0


def growth(packet: Packet, setting: Setting) -> list[PagePlan]:
    """A page for each test: chart, what it says, how sure we are, and a table of the same numbers."""
    words, tests = setting.words, packet.growth
    if not tests:
        flow = Flow(setting, words("growth.title"), words("growth.subtitle_blank"))
        for key, lines in (("says", 5), ("sure", 3)):
            flow.add(empty_card(setting, words(f"growth.{key}"), lines), gap=_GAP)
        return flow.pages
    one = len(tests) == 1
    subtitle = words.count("growth.subtitle", len(tests[0].points)) if one else words("growth.subtitle_tests")
    flow = Flow(setting, words("growth.title"), subtitle)
    for number, test in enumerate(tests):
        if number and flow.room < _CHART_HEIGHT + 250:
            flow.turn()
        for part in _test(setting, test):
            flow.add(part, gap=_GAP)
    return flow.pages


def _test(setting: Setting, test: PacketGrowth) -> list[Part]:
    """The parts of one test. A single score is a table alone: one point is no line."""
    title = setting.block(test.title, BODY_BOLD, BOX_WIDTH - 28, 2)
    parts: list[Part] = []
    chart = growth_chart(setting.words, test, BOX_WIDTH - 28, _CHART_HEIGHT)
    if chart is not None:
        inside = setting.stack(BOX_WIDTH - 28).block(title).part(chart)
        parts.append(card(inside.done(), BOX_WIDTH, pad=(14, 12)))
    else:
        parts.append(setting.stack(BOX_WIDTH).block(title).done())
    if test.points:
        parts.append(_panels(setting, test, shaded=chart is not None and _all_errors(test)))
        parts.append(_table(setting, test))
    return parts


def growth_chart(words: Words, test: PacketGrowth, width: float, height: float) -> Part | None:
    """The chart as a part; None where there are fewer than two scores."""
    label = words("growth.target", score=words.number(test.target)) if test.target is not None else ""
    chart = build_growth_chart(
        test.points, width=width, height=height, number=words.number, target=test.target, target_label=label
    )
    return chart_part(chart) if chart else None


def _all_errors(test: PacketGrowth) -> bool:
    return all(point.error is not None for point in test.points[-MOST_POINTS:])


def likely(words: Words, point: GrowthPoint) -> tuple[str, str]:
    """The lowest and highest score that another try would most likely give: one standard error each way."""
    error = point.error or 0.0
    return words.number(round(point.score - error)), words.number(round(point.score + error))


def since_last(words: Words, before: GrowthPoint | None, after: GrowthPoint) -> str:
    """The difference in words, claimed only beyond the error of both scores; empty where that is not known."""
    if before is None:
        return words("growth.first")
    difference = change(before, after)
    if difference is None:
        return ""
    if difference == 0:
        return words("growth.same")
    return words("growth.higher" if difference > 0 else "growth.lower", n=words.number(abs(difference)))


def _panels(setting: Setting, test: PacketGrowth, *, shaded: bool) -> Part:
    """Two tinted panels: what it says, in the learner's words where there are some, and how sure we are."""
    words = setting.words
    width = column_width(BOX_WIDTH, _GAP)
    inner = width - 28
    says = setting.stack(inner).text(words("growth.says"), LABEL)
    if test.said:
        says.text(test.said.words, CHILD, gap=2, max_lines=8)
        says.text(credit(words, test.said), SMALL_BOLD.but(ink=Ink.INK2), gap=3, max_lines=2)
    else:
        says.text(_story(words, test), TABLE.but(leading=15), gap=3)
    sure = setting.stack(inner).text(words("growth.sure"), LABEL)
    sure.text(_certainty(words, test.points[-1], shaded), TABLE.but(leading=15), gap=3)
    high = max(says.height, sure.height) + 22
    cards = [card(stack.done(), width, kind="tint", pad=(14, 11), height=high) for stack in (says, sure)]
    return setting.stack(BOX_WIDTH).beside((0, cards[0]), (width + _GAP, cards[1])).done()


def _story(words: Words, test: PacketGrowth) -> str:
    points = test.points[-MOST_POINTS:]
    first, last = points[0], points[-1]
    if len(points) == 1:
        return words("growth.when_date", label=words.number(last.score), date=words.day(last.on))
    said = words(
        "growth.from_to",
        first=words.number(first.score),
        last=words.number(last.score),
        start=words.day(first.on),
        end=words.day(last.on),
    )
    since = since_last(words, points[-2], last)
    return f"{said} {words('growth.since', change=since)}" if since else said


def _certainty(words: Words, point: GrowthPoint, shaded: bool) -> Text:
    if point.error is None:
        return words("growth.no_error")
    low, high = likely(words, point)
    return words.rich(words.get("growth.likely" if shaded else "growth.likely_table"), low=low, high=high)


def _table(setting: Setting, test: PacketGrowth) -> Part:
    """The scores again, the newest first."""
    words = setting.words
    points = test.points[-MOST_POINTS:]
    stack = setting.stack(BOX_WIDTH)
    heads = [words(f"growth.{key}") for key in ("when", "score", "between", "since_last")]
    stack.beside(*_cells(setting, heads, bold=True)).gap(4).rule(ink=Ink.INK, line=1)
    rows = list(pairwise([None, *points]))
    for before, point in reversed(rows):
        if point is None:
            continue
        low, high = likely(words, point)
        between = words("growth.range", low=low, high=high) if point.error is not None else ""
        day = words.medium_day(point.on)
        when = words("growth.when_date", label=point.label, date=day) if point.label else day
        cells = [when, words.number(point.score), between, since_last(words, before, point)]
        stack.gap(4.5).beside(*_cells(setting, cells, bold=False)).gap(4.5).rule()
    return stack.done()


def _cells(setting: Setting, texts: list[str], *, bold: bool) -> list[tuple[float, Part]]:
    ends = [*_COLUMNS[1:], BOX_WIDTH]
    cells: list[tuple[float, Part]] = []
    for place, (x, end, text) in enumerate(zip(_COLUMNS, ends, texts, strict=True)):
        style = SMALL_BOLD if bold else TABLE_BOLD if place == 1 else TABLE
        cells.append((x, setting.stack(end - x - 8).text(text, style, max_lines=2).done()))
    return cells
