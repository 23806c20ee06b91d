"""What I can do: everyone's "I can" lines with the level that was seen, or dashed boxes where nobody has looked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from learnerplan.documents.flow import Flow, PagePlan
from learnerplan.documents.parts.marks import boxes, writing_lines
from learnerplan.documents.style import BODY, BODY_BOLD, BOX_WIDTH, SMALL, SMALL_BOLD, Ink

if TYPE_CHECKING:
    from learnerplan.documents.page import Part
    from learnerplan.documents.parts.stack import Setting
    from learnerplan.documents.words import Words
    from learnerplan.domain.packets import Packet, PacketAbility, ProgressScale

_STRIP = 168.0
_TEXT = BOX_WIDTH - _STRIP - 24


def abilities(packet: Packet, setting: Setting) -> list[PagePlan]:
    """Blocks with a head each; a head never stays alone at the foot of a page."""
    words = setting.words
    flow = Flow(setting, words("abilities.title"), words("abilities.subtitle"))
    if not packet.abilities:
        flow.add(setting.stack(BOX_WIDTH).part(writing_lines(18, BOX_WIDTH, 28)).done())
    for block in packet.abilities:
        rows = [_row(setting, line, packet.scale) for line in block.lines]
        head = setting.stack(BOX_WIDTH).text(block.title, BODY_BOLD, max_lines=2).gap(4)
        flow.add(head.rule(ink=Ink.INK, line=1).done(), gap=14, keep_with=sum(row.height for row in rows[:2]))
        for row in rows:
            flow.add(row, gap=0)
    return flow.pages


def _row(setting: Setting, line: PacketAbility, scale: ProgressScale) -> Part:
    words = setting.words
    level = words("goals.not_tracked") if line.progress is None else words.level(scale, line.progress)[0]
    said = setting.stack(_TEXT).text(line.statement, BODY, max_lines=3).text(_evidence(words, line), SMALL, max_lines=1)
    strip = setting.stack(_STRIP).gap(2).part(boxes(scale.boxes, line.progress, _STRIP))
    strip.text(level, SMALL_BOLD, gap=1, max_lines=1)
    row = setting.stack(BOX_WIDTH).gap(5).beside((0, said.done()), (BOX_WIDTH - _STRIP, strip.done()))
    return row.gap(5).rule().done()


def _evidence(words: Words, line: PacketAbility) -> str:
    parts: list[str] = []
    if line.pieces:
        parts.append(words.count("abilities.pieces", line.pieces))
    if line.last_on:
        parts.append(words("abilities.looked", date=words.short_day(line.last_on)))
    if not parts and line.progress is None:
        parts.append(words("abilities.nobody"))
    return " · ".join(parts)
