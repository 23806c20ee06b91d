"""The pages for the family: what they write, signatures, and space for everybody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from learnerplan.documents.flow import Flow, PagePlan
from learnerplan.documents.page import Part
from learnerplan.documents.parts.cards import heading
from learnerplan.documents.parts.marks import signatures, tick
from learnerplan.documents.parts.stack import Setting, kept
from learnerplan.documents.parts.writing import empty_card
from learnerplan.documents.style import BOX_WIDTH, GOAL, TABLE

if TYPE_CHECKING:
    from learnerplan.domain.packets import Packet

_PITCH = 18.0


def signers(packet: Packet, setting: Setting, members: int) -> list[str]:
    """Who signs: the learner, family members, the teacher, and whoever else was named; nobody twice."""
    member = setting.words("family.member")
    names = [packet.learner.short_name, *[member] * (1 if packet.own_plan else members)]
    others = [packet.teacher or setting.words("goals.teacher"), *filter(None, packet.signers)]
    return names + [name for name in dict.fromkeys(others) if name not in names]


def family(packet: Packet, setting: Setting) -> list[PagePlan]:
    """Boxes to write in, two wishes to tick, and the signatures, which never part."""
    words = setting.words
    flow = Flow(setting, words("family.title"), words("family.subtitle", name=packet.learner.short_name))
    for title, lines in words.get("family.boxes"):
        flow.add(empty_card(setting, title, lines, style=GOAL.but(own_way=False)), gap=12)
    flow.add(_wishes(setting, packet.teacher), gap=16)
    together = setting.stack(BOX_WIDTH).part(heading(setting, words("family.signatures")))
    together.part(signatures(setting, signers(packet, setting, members=2), BOX_WIDTH), gap=8)
    flow.add(together.done(), gap=16)
    return flow.pages


@kept
def _wishes(setting: Setting, teacher: str) -> Part:
    words, half = setting.words, BOX_WIDTH / 2
    talk = words("family.talk_teacher", teacher=teacher) if teacher else words("family.talk")
    cells = [(0.0, _wish(setting, talk, half - 12)), (half, _wish(setting, words("family.keep"), half))]
    return setting.stack(BOX_WIDTH).beside(*cells).done()


def _wish(setting: Setting, text: str, width: float) -> Part:
    line = setting.stack(width - 20).text(text, TABLE, max_lines=3).done()
    box = setting.stack(12).gap(1.5).part(tick()).done()
    return setting.stack(width).beside((0, box), (20, line)).done()


def space(packet: Packet, setting: Setting) -> list[PagePlan]:
    """A page of fine dots to draw and write on; it also fills a sheet up to its second side."""
    del packet
    words = setting.words
    flow = Flow(setting, words("space.title"), words("space.subtitle"))
    flow.add(_dots((flow.room // _PITCH) * _PITCH))
    return flow.pages


@kept
def _dots(height: float) -> Part:
    return Part(height, lambda page, x, y: page.dots(x, y, BOX_WIDTH, height, _PITCH))
