"""Work I chose: two pieces to a page, each with its picture, why it was chosen and what it shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from learnerplan.documents.flow import Flow, PagePlan
from learnerplan.documents.parts.cards import card
from learnerplan.documents.parts.marks import writing_lines
from learnerplan.documents.parts.work import blank_frame, framed
from learnerplan.documents.style import BOX_WIDTH, CHILD, LABEL, SECTION, SMALL, TABLE

if TYPE_CHECKING:
    from learnerplan.documents.page import Part
    from learnerplan.documents.parts.stack import Setting
    from learnerplan.domain.packets import Packet, PacketArtifact

_PICTURE = (205.0, 232.0)
_PAD = 14.0
_TEXT = BOX_WIDTH - 2 * _PAD - _PICTURE[0] - 18


def work(packet: Packet, setting: Setting) -> list[PagePlan]:
    """A tile for each piece; without any, two empty tiles to fill in."""
    words, pieces = setting.words, packet.artifacts
    begins = packet.term.starts_on
    older = any(begins and piece.made_on and piece.made_on < begins for piece in pieces)
    counted = words.count("work.ever" if older else "work.subtitle", len(pieces))
    subtitle = counted if pieces else words("work.subtitle_blank")
    flow = Flow(setting, words("work.title"), subtitle)
    for number, piece in enumerate(pieces, start=1):
        place = words("work.place", n=number, of=len(pieces)) if len(pieces) > 1 else ""
        flow.add(_tile(setting, piece, place, flow.full_room), gap=14)
    if not pieces:
        for _ in range(2):
            flow.add(_blank(setting), gap=14)
    return flow.pages


def _tile(setting: Setting, piece: PacketArtifact, place: str, room: float) -> Part:
    """The picture and, beside it, what the learner says. A tile grows with the words up to a page of its own."""
    most = 32
    while (texts := _texts(setting, piece, place, most)).height > room - 2 * _PAD and most > 1:
        most -= 1
    picture = framed(setting, piece.file, *_PICTURE)
    inside = setting.stack(BOX_WIDTH).beside((0, picture), (_PICTURE[0] + 18, texts)).done()
    return card(inside, BOX_WIDTH, pad=(_PAD, _PAD))


def _texts(setting: Setting, piece: PacketArtifact, place: str, most: int) -> Part:
    words = setting.words
    stack = setting.stack(_TEXT).text(place, LABEL)
    stack.text(piece.title, SECTION.but(own_way=True), gap=1, max_lines=3)
    made = ", ".join(part for part in (piece.source, words.day(piece.made_on) if piece.made_on else "") if part)
    stack.text(made, SMALL, gap=2, max_lines=2)
    if piece.why:
        stack.text(words("work.why"), LABEL, gap=9).text(piece.why, CHILD, gap=2, max_lines=most)
    if piece.shows:
        stack.text(words("work.shows"), LABEL, gap=9).text(piece.shows, TABLE, gap=2, max_lines=max(2, most // 4))
    if piece.goal:
        stack.text(words("work.goal", goal=piece.goal), SMALL, gap=3, max_lines=2)
    return stack.done()


def _blank(setting: Setting) -> Part:
    words = setting.words
    stack = setting.stack(_TEXT)
    for key, lines in (("blank_title", 1), ("why", 3), ("shows", 2)):
        stack.text(words(f"work.{key}"), LABEL, gap=8 if stack.height else 0).part(writing_lines(lines, _TEXT))
    frame = blank_frame(setting, words("work.put_here"), *_PICTURE)
    inside = setting.stack(BOX_WIDTH).beside((0, frame), (_PICTURE[0] + 18, stack.done()))
    return card(inside.done(), BOX_WIDTH, pad=(_PAD, _PAD))
