"""What opens the packet after the cover: the letter to the family and the conference, step by step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from learnerplan.documents.flow import Flow, PagePlan
from learnerplan.documents.parts.cards import card
from learnerplan.documents.parts.marks import tick, writing_lines
from learnerplan.documents.parts.quotes import quoted
from learnerplan.documents.parts.stack import kept
from learnerplan.documents.style import BODY_BOLD, BOX_WIDTH, CHILD, GOAL, LABEL, LETTER, SMALL, Ink, Role, Style
from learnerplan.documents.text import Span

if TYPE_CHECKING:
    from learnerplan.documents.page import Part
    from learnerplan.documents.parts.stack import Setting
    from learnerplan.documents.text import Text
    from learnerplan.domain.packets import Packet

_LETTER_WIDTH = 292.0
_SIDE = 176.0


def letter(packet: Packet, setting: Setting) -> list[PagePlan]:
    """The letter, the words that the family will meet, and questions to ask."""
    words = setting.words
    flow = Flow(setting, words("letter.title"), words("letter.subtitle"))
    panel = _panel(setting)
    paragraphs = _paragraphs(packet, setting)
    body = setting.stack(_LETTER_WIDTH)
    placed = 0
    for paragraph in paragraphs:
        block = setting.block(paragraph, LETTER, _LETTER_WIDTH)
        if body.height + block.height + 40 > flow.room:
            break
        body.block(block, gap=9 if placed else 0)
        placed += 1
    if placed == len(paragraphs):
        body.text(_signed(packet, setting), BODY_BOLD, gap=14, max_lines=3)
    row = setting.stack(BOX_WIDTH).beside((0, body.done()), (BOX_WIDTH - _SIDE, panel)).done()
    flow.add(row)
    for part in _rest(packet, setting, paragraphs[placed:], flow):
        flow.add(part, gap=9)
    flow.add(_questions(setting), gap=16)
    return flow.pages


def _rest(packet: Packet, setting: Setting, paragraphs: list[Text], flow: Flow) -> list[Part]:
    """What the first page has no room for, over the whole width."""
    parts: list[Part] = []
    for paragraph in paragraphs:
        block = setting.block(paragraph, LETTER, BOX_WIDTH)
        most = max(1, int((flow.full_room - 10) / block.leading))
        for start in range(0, len(block.lines), most):
            parts.append(setting.stack(BOX_WIDTH).block(block.part(start, start + most)).done())
    if paragraphs:
        parts.append(setting.stack(BOX_WIDTH).text(_signed(packet, setting), BODY_BOLD, max_lines=3).done())
    return parts


def _paragraphs(packet: Packet, setting: Setting) -> list[Text]:
    """The teacher's own letter, or ours."""
    if packet.letter.strip():
        return [(Span(line.strip()),) for line in packet.letter.splitlines() if line.strip()]
    name = packet.learner.short_name
    return [setting.words.rich(text, name=name) for text in setting.words.get("letter.paragraphs")]


def _signed(packet: Packet, setting: Setting) -> str:
    if packet.teacher and packet.room:
        return setting.words("letter.signed", teacher=packet.teacher, room=packet.room)
    return packet.teacher or packet.room


@kept
def _panel(setting: Setting) -> Part:
    words, inner = setting.words, _SIDE - 26
    stack = setting.stack(inner).text(words("letter.words_title"), BODY_BOLD)
    for name, meaning in words.get("letter.words"):
        stack.text(name, LABEL, gap=7).text(meaning, SMALL.but(ink=Ink.INK), gap=1)
    return card(stack.done(), _SIDE, kind="tint", pad=(13, 12))


@kept
def _questions(setting: Setting) -> Part:
    words, inner = setting.words, BOX_WIDTH - 32
    stack = setting.stack(inner).text(words("letter.questions_title"), BODY_BOLD)
    numeral = Style(Role.SERIF_BOLD, 18, 22, Ink.ACCENT)
    for number, question in enumerate(words.get("letter.questions"), start=1):
        digit = setting.stack(24).text(words.number(number), numeral).done()
        said = setting.stack(inner - 28).gap(2).text(question, CHILD).done()
        stack.beside((0, digit), (28, said), gap=8)
    return card(stack.done(), BOX_WIDTH, kind="write", pad=(16, 14))


def agenda(packet: Packet, setting: Setting) -> list[PagePlan]:
    """The conference in steps to tick, with minutes, how to begin and lines for notes."""
    del packet
    words = setting.words
    items = words.get("agenda.items")
    minutes = sum(item["minutes"] for item in items)
    flow = Flow(setting, words("agenda.title"), words("agenda.subtitle", minutes=minutes))
    for number in range(len(items)):
        flow.add(_item(setting, number), gap=0)
    return flow.pages


@kept
def _item(setting: Setting, number: int) -> Part:
    words, indent, clock = setting.words, 32.0, 54.0
    item: dict[str, object] = words.get("agenda.items")[number]
    name = setting.stack(BOX_WIDTH - indent - clock).text(str(item["name"]), GOAL, max_lines=2)
    name.text(quoted(words, str(item["stem"])), CHILD.but(ink=Ink.INK2), gap=1, width=BOX_WIDTH - indent)
    time = setting.stack(clock).gap(3).text(words("agenda.minutes", n=item["minutes"]), SMALL.but(align="end")).done()
    stack = setting.stack(BOX_WIDTH).gap(8)
    stack.beside((0, setting.stack(20).gap(2).part(tick(17)).done()), (indent, name.done()), (BOX_WIDTH - clock, time))
    lines = item["lines"]
    if isinstance(lines, int) and lines:
        stack.part(writing_lines(lines, BOX_WIDTH - indent, 26), x=indent)
    return stack.gap(12).rule().done()
