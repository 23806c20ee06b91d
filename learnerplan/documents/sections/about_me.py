"""All about me: the learner's profile in the learner's words, tile by tile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from learnerplan.documents.flow import Flow, PagePlan
from learnerplan.documents.page import Part
from learnerplan.documents.parts.cards import Kind, card, column_width, equal_rows
from learnerplan.documents.parts.quotes import credit, label, said
from learnerplan.documents.parts.stack import Setting
from learnerplan.documents.parts.writing import empty_card, word_cards
from learnerplan.documents.style import BOX_WIDTH, CHILD, LEAD

if TYPE_CHECKING:
    from learnerplan.domain.packets import Packet, Quote

_GAP = 12.0
_PAD = 14.0
# Words longer than this many lines of a tile take the whole width.
_TILE_LINES = 9


def about_me(packet: Packet, setting: Setting) -> list[PagePlan]:
    """The lead quote, then tiles in rows of two; a profile with nothing in it prints as a form."""
    words = setting.words
    flow = Flow(setting, words("profile.title"), words("profile.subtitle"))
    quotes = _tiles(packet)
    if not quotes and packet.lead_quote is None:
        for blank in words.get("profile.blank"):
            flow.add(empty_card(setting, blank, 3), gap=_GAP)
        return flow.pages
    if packet.lead_quote:
        for part in _wide(setting, packet.lead_quote, flow.full_room, lead=True):
            flow.add(part, gap=_GAP)
    row: list[Part] = []
    for quote in quotes:
        if _long(setting, quote):
            _flush(flow, row)
            for part in _wide(setting, quote, flow.full_room, lead=False):
                flow.add(part, gap=_GAP)
        else:
            row.append(said(setting, quote, _inner()).done())
    _flush(flow, row)
    return flow.pages


def _tiles(packet: Packet) -> list[Quote]:
    """All quotes of the profile and the family but the one that leads the page."""
    return [quote for quote in (*packet.profile, *packet.family_words) if quote != packet.lead_quote]


def _inner() -> float:
    return column_width(BOX_WIDTH, _GAP) - 2 * _PAD


def _long(setting: Setting, quote: Quote) -> bool:
    texts = (quote.words, quote.translation)
    return any(len(setting.block(text, CHILD, _inner()).lines) > _TILE_LINES for text in texts)


def _flush(flow: Flow, row: list[Part]) -> None:
    for part in equal_rows(row, BOX_WIDTH, gap=_GAP):
        flow.add(part, gap=_GAP)
    row.clear()


def _wide(setting: Setting, quote: Quote, room: float, *, lead: bool) -> list[Part]:
    """A quote over the whole width, in as many cards as it needs."""
    style = LEAD if lead else CHILD
    kind: Kind = "lead" if lead else "plain"
    whole = said(setting, quote, BOX_WIDTH - 32, style).done()
    if whole.height + 28 <= room:
        return [card(whole, BOX_WIDTH, kind=kind, pad=(16, 14))]
    parts = word_cards(
        setting,
        label(setting.words, quote),
        quote.words,
        style=style,
        room=room,
        credit=credit(setting.words, quote),
        kind=kind,
    )
    if quote.translation:
        by = setting.words("quote.translated", name=quote.translated_by) if quote.translated_by else ""
        parts += word_cards(setting, "", quote.translation, style=CHILD, room=room, credit=by)
    return parts
