"""Goals of the term, and what the learner tried on the way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from learnerplan.documents.flow import Flow, PagePlan
from learnerplan.documents.page import Part
from learnerplan.documents.parts.cards import heading
from learnerplan.documents.parts.goals import goal_card, legend
from learnerplan.documents.parts.stack import Setting
from learnerplan.documents.parts.writing import empty_card
from learnerplan.documents.style import BOX_WIDTH, CHILD, SMALL, SMALL_BOLD, Ink

if TYPE_CHECKING:
    from learnerplan.documents.text import Block
    from learnerplan.domain.packets import Packet, PacketCheckIn

# x and width of the columns: when, goal, in my words, my next move.
_COLUMNS = ((0.0, 46.0), (54.0, 94.0), (158.0, 220.0), (390.0, 102.0))


def _goals(packet: Packet, setting: Setting) -> Flow:
    words = setting.words
    flow = Flow(setting, words("goals.title"), _subtitle(packet, setting))
    if not packet.goals:
        for _ in range(2):
            for key, lines in (("blank_goal", 2), ("blank_why", 2), ("blank_step", 1)):
                flow.add(empty_card(setting, words(f"goals.{key}"), lines, kind="mine"), gap=10)
        return flow
    boxes_mean = legend(setting, packet.scale)
    shown = False
    for number, goal in enumerate(packet.goals):
        card = goal_card(setting, goal, packet.scale, flow.full_room)
        if number and not shown and flow.room < card.height + boxes_mean.height + 18:
            flow.add(boxes_mean)
            shown = True
        flow.add(card)
    if not shown:
        flow.add(boxes_mean)
    return flow


def goals(packet: Packet, setting: Setting) -> list[PagePlan]:
    """A card for each goal and, on the first page, what the boxes mean. No goal yet prints as a form."""
    return _goals(packet, setting).pages


def goals_and_check_ins(packet: Packet, setting: Setting) -> list[PagePlan]:
    """The goals, and what was tried below them where it fits, else on a page of its own."""
    flow = _goals(packet, setting)
    title = setting.words("check_ins.title")
    head = setting.stack(BOX_WIDTH).part(heading(setting, title)).part(_head(setting), gap=8).done()
    first = [part.height for row in packet.check_ins[:2] for part in _rows(setting, row, flow.full_room)[:1]]
    if not packet.check_ins or flow.room < 16 + head.height + sum(first):
        return flow.pages + check_ins(packet, setting)
    flow.section(title, head, keep_with=0)
    _table(packet, setting, flow)
    return flow.pages


def _subtitle(packet: Packet, setting: Setting) -> str:
    words, term = setting.words, packet.term
    if term.starts_on and term.ends_on:
        dates = words("date.span", start=words.month_day(term.starts_on), end=words.day(term.ends_on))
        return words("goals.subtitle_dates", term=term.name, dates=dates)
    return words("goals.subtitle")


def check_ins(packet: Packet, setting: Setting) -> list[PagePlan]:
    """A table of check-ins by date; its head is repeated on every page. Without any it is a table to fill in."""
    flow = Flow(setting, setting.words("check_ins.title"), "")
    flow.add(_head(setting))
    _table(packet, setting, flow)
    if not packet.check_ins:
        while flow.room >= 52:
            flow.add(setting.stack(BOX_WIDTH).gap(48).rule().done(), gap=0)
    return flow.pages


def _table(packet: Packet, setting: Setting, flow: Flow) -> None:
    head = _head(setting)
    for row in packet.check_ins:
        for part in _rows(setting, row, flow.full_room - head.height - 4):
            if flow.room < part.height:
                flow.turn()
                flow.add(head)
            flow.add(part, gap=0)


def _head(setting: Setting) -> Part:
    stack = setting.stack(BOX_WIDTH)
    names = ("when", "goal", "words", "next")
    cells = [
        (x, setting.stack(width).text(setting.words(f"check_ins.{name}"), SMALL_BOLD, max_lines=2).done())
        for (x, width), name in zip(_COLUMNS, names, strict=True)
    ]
    return stack.beside(*cells).gap(4).rule(ink=Ink.INK, line=1).done()


def _rows(setting: Setting, row: PacketCheckIn, room: float) -> list[Part]:
    """One check-in as a row; words longer than a page go on in further rows."""
    said = setting.block(row.words, CHILD, _COLUMNS[2][1])
    move = setting.block(row.next_move, SMALL.but(ink=Ink.INK, size=9.5, leading=13, own_way=True), _COLUMNS[3][1])
    most = max(1, int((room - 24) / said.leading))
    rows: list[Part] = []
    for start in range(0, max(len(said.lines), len(move.lines)), most):
        cells: list[tuple[float, Block]] = [
            (_COLUMNS[2][0], said.part(start, start + most)),
            (_COLUMNS[3][0], move.part(start, start + most)),
        ]
        if start == 0:
            small = SMALL.but(ink=Ink.INK, size=9.5, leading=13)
            cells.append((0.0, setting.block(setting.words.short_day(row.on), small, _COLUMNS[0][1], 1)))
            cells.append((_COLUMNS[1][0], setting.block(row.goal, small, _COLUMNS[1][1], 4)))
        stack = setting.stack(BOX_WIDTH).gap(7)
        stack.beside(*((x, _cell(setting, block)) for x, block in cells))
        rows.append(stack.gap(8).rule().done())
    return rows


def _cell(setting: Setting, block: Block) -> Part:
    drop = 2.0 if block.style.size < CHILD.size else 0.0
    return setting.stack(block.width).gap(drop).block(block).done()
