"""The cover: whose conference it is, a portrait, the learner's words, when and where."""

from __future__ import annotations

from typing import TYPE_CHECKING

from learnerplan.documents import pictures
from learnerplan.documents.flow import PagePlan
from learnerplan.documents.page import Part
from learnerplan.documents.parts.quotes import credit, quoted
from learnerplan.documents.parts.stack import Setting, Stack
from learnerplan.documents.style import BODY, BOX_HEIGHT, BOX_WIDTH, COVER_QUOTE, LABEL, SMALL, TITLE, Ink, Role, Style
from learnerplan.domain.packets import Quote

if TYPE_CHECKING:
    from learnerplan.documents.page import Page
    from learnerplan.documents.text import Block
    from learnerplan.domain.packets import Packet

_NAME = 50
_SMALLEST_NAME = 26
_PORTRAIT = (236.0, 262.0)
_QUOTE_LINES = 9
# A cover takes a sentence or two, not an essay.
_QUOTE_LETTERS = 220


def cover(packet: Packet, setting: Setting) -> list[PagePlan]:
    """One page without a footer."""
    page = PagePlan(bookmarks=[setting.words("cover.kicker")], footer=False)
    head = _head(packet, setting).done()
    foot = _facts(packet, setting)
    page.placed.append((0, 0, head))
    page.placed.append((0, BOX_HEIGHT - foot.height, foot))
    width, height = _PORTRAIT
    top = head.height + 30
    space = BOX_HEIGHT - foot.height - 44 - top
    scale = min(1.0, space / height)
    if scale > 0.3:
        page.placed.append((0, top, _portrait(packet, setting, width * scale, height * scale)))
        beside = _quote(packet, setting, BOX_WIDTH - width * scale - 26)
        if beside.height <= space:
            page.placed.append((width * scale + 26, top + max(0.0, (height * scale - beside.height) / 2), beside))
    return [page]


def kicker(packet: Packet, setting: Setting) -> str:
    """The line above the name: what this is, and which term."""
    term = packet.term
    if term.number and term.of:
        return setting.words("cover.kicker_term", number=term.number, of=term.of)
    return " · ".join(part for part in (setting.words("cover.kicker"), term.name) if part)


def fitted_name(
    setting: Setting, name: str, width: float, largest: int, smallest: int, *, lines: int = 2, spread: float = 1.2
) -> Block:
    """The name as large as it fits in so many lines with no word broken; only at the smallest size words break."""
    for size in range(largest, smallest, -2):
        style = TITLE.but(size=float(size), leading=size * spread, whole_words=True)
        longest = setting.block(name.replace(" ", "\n"), style, 10_000).widest
        block = setting.block(name, style, width)
        if longest <= width and len(block.lines) <= lines:
            return block
    return setting.block(name, TITLE.but(size=float(smallest), leading=smallest * 1.2), width, max_lines=6)


def _head(packet: Packet, setting: Setting) -> Stack:
    stack = setting.stack(BOX_WIDTH).text(kicker(packet, setting), LABEL.but(size=11, leading=15), max_lines=2)
    stack.part(Part(4, lambda page, x, y: page.box(x, y, BOX_WIDTH, 4, fill=Ink.ACCENT)), gap=22).gap(34)
    stack.block(fitted_name(setting, packet.learner.name, BOX_WIDTH, _NAME, _SMALLEST_NAME, spread=1.28))
    return stack.text(setting.words("cover.leads"), Style(Role.SERIF, 21, 28, Ink.INK2), gap=4)


def _portrait(packet: Packet, setting: Setting, width: float, height: float) -> Part:
    picture = pictures.load(packet.learner.portrait, width, height)
    caption = setting.block(packet.learner.portrait_caption, SMALL.but(align="center"), width, 2)
    hint = setting.block(setting.words("cover.draw_me"), SMALL.but(align="center"), width, 2)
    scale = min(width / picture.width, height / picture.height) if picture else 0.0

    def draw(page: Page, x: float, y: float) -> None:
        if picture is None:
            page.box(x, y, width, height, stroke=Ink.RULE2, radius=5, dashed=True)
            page.text(hint, x, y + height + 5)
            return
        across, down = picture.width * scale, picture.height * scale
        page.picture(picture, x, y, across, down)
        page.box(x, y, across, down, stroke=Ink.INK2, line=0.6)
        if packet.learner.portrait_caption:
            page.text(caption, x, y + down + 5)

    return Part(height + 5 + caption.height, draw)


def _quote(packet: Packet, setting: Setting, width: float) -> Part:
    quote = _chosen(packet)
    stack = setting.stack(width)
    if quote is None:
        return stack.done()
    stack.text(quoted(setting.words, quote.words), COVER_QUOTE, max_lines=_QUOTE_LINES)
    return stack.text(credit(setting.words, quote), SMALL, gap=8, max_lines=3).done()


def _chosen(packet: Packet) -> Quote | None:
    """What made the learner proud, when it is short enough for a cover, else the lead quote."""
    reflection = packet.reflection
    if reflection.proud and len(reflection.proud) <= _QUOTE_LETTERS:
        return Quote(reflection.proud, who=packet.learner.short_name, said_on=reflection.written_on)
    return packet.lead_quote


def _facts(packet: Packet, setting: Setting) -> Part:
    """When, where and who, as far as they are known; those that are not leave a line to write on."""
    words, meeting = setting.words, packet.conference
    when: list[str] = []
    if meeting and meeting.held_on:
        when.append(words.weekday(meeting.held_on))
    if meeting and meeting.starts_at:
        when.append(words.hours(meeting.starts_at, meeting.ends_at))
    place = (meeting.place if meeting else "") or packet.room
    where = list(dict.fromkeys(part for part in (place, packet.school) if part))
    who = list(meeting.attends) if meeting else []
    columns = [
        (0.0, 170.0, words("cover.when"), "\n".join(when)),
        (189.0, 122.0, words("cover.where"), "\n".join(where)),
        (329.0, 163.0, words("cover.who"), ", ".join(who)),
    ]
    stack = setting.stack(BOX_WIDTH).rule(ink=Ink.INK, line=1).gap(12)
    made = [(x, _fact(setting, label, text, width)) for x, width, label, text in columns]
    return stack.beside(*made).done()


def _fact(setting: Setting, label: str, text: str, width: float) -> Part:
    stack = setting.stack(width).text(label, LABEL, max_lines=1)
    if text:
        return stack.text(text, BODY, gap=2, max_lines=4).done()
    return stack.part(Part(30, lambda page, x, y: page.rule(x, y + 26, width - 12, ink=Ink.RULE2))).done()
