"""Looking back on the term, and forward to the next goal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from learnerplan.documents.flow import Flow, PagePlan
from learnerplan.documents.page import Part
from learnerplan.documents.parts.cards import card, column_width, heading
from learnerplan.documents.parts.marks import face, progress, writing_lines
from learnerplan.documents.parts.stack import Setting, Stack, kept
from learnerplan.documents.parts.writing import empty_card, word_cards
from learnerplan.documents.style import BODY_BOLD, BOX_WIDTH, GOAL, LABEL, LEAD, SMALL

if TYPE_CHECKING:
    from learnerplan.domain.packets import Packet

_PAD = 20.0
_GAP = 11.0


def looking_back(packet: Packet, setting: Setting) -> list[PagePlan]:
    """Three cards of the learner's own words; what was not written has lines instead."""
    words, reflection = setting.words, packet.reflection
    date = reflection.written_on
    subtitle = words("looking_back.subtitle_date", date=words.day(date)) if date else words("looking_back.subtitle")
    flow = Flow(setting, words("looking_back.title"), subtitle)
    for key in ("proud", "hard", "next"):
        text: str = getattr(reflection, key)
        label = words(f"looking_back.{key}")
        if text:
            for part in word_cards(setting, label, text, style=LEAD, room=flow.full_room, kind="mine", pad=(_PAD, 14)):
                flow.add(part, gap=_GAP)
        else:
            flow.add(empty_card(setting, label, 4, kind="mine"), gap=_GAP)
    return flow.pages


def next_goal(packet: Packet, setting: Setting) -> list[PagePlan]:
    """A first draft of the next goal with room to finish it together: where I am, who does what, how sure I am."""
    words, draft = setting.words, packet.next_goal
    flow = Flow(setting, words("next_goal.title"), words("next_goal.subtitle"))
    inner = BOX_WIDTH - 2 * _PAD
    stack = setting.stack(inner).text(words("next_goal.words"), LABEL)
    _said_or_lines(stack, draft.words, 2)
    stack.rule(gap=8).text(words("next_goal.because"), LABEL)
    _said_or_lines(stack, draft.because, 2)
    flow.add(card(stack.done(), BOX_WIDTH, kind="mine", pad=(_PAD, 12)))
    flow.add(_success(packet, setting), gap=_GAP)
    flow.add(heading(setting, words("next_goal.who")), gap=9)
    for key in ("me", "teacher", "home"):
        flow.add(_promise(setting, words(f"next_goal.{key}"), words(f"next_goal.{key}_hint")), gap=7)
    flow.add(_sure(setting), gap=12)
    return flow.pages


def _said_or_lines(stack: Stack, text: str, lines: int) -> None:
    if text:
        stack.text(text, LEAD, gap=4, max_lines=5)
    else:
        stack.part(writing_lines(lines, stack.width))


def _success(packet: Packet, setting: Setting) -> Part:
    """How we will see that it worked, and the empty strip of boxes."""
    words = setting.words
    width = column_width(BOX_WIDTH, _GAP)
    inner = width - 28
    seen = setting.stack(inner).text(words("next_goal.works_when"), LABEL)
    if packet.next_goal.works_when:
        seen.text(packet.next_goal.works_when, LEAD.but(size=12.5, leading=18), gap=3, max_lines=5)
    else:
        seen.part(writing_lines(2, inner, 25))
    now = setting.stack(inner).text(words("next_goal.now"), LABEL)
    now.part(progress(setting, packet.scale, None, inner), gap=8).text(words("next_goal.colour"), SMALL, gap=4)
    high = max(seen.height, now.height) + 24
    cards = [card(stack.done(), width, pad=(14, 12), height=high) for stack in (seen, now)]
    return setting.stack(BOX_WIDTH).beside((0, cards[0]), (width + _GAP, cards[1])).done()


@kept
def _promise(setting: Setting, who: str, hint: str) -> Part:
    """Who will do something, a line to write it on and one for the day."""
    name, lines, day = 140.0, 232.0, 60.0
    label = setting.stack(name).text(who, GOAL.but(own_way=False)).text(hint, SMALL, gap=1, max_lines=2).done()
    by = setting.stack(day).text(setting.words("next_goal.by"), SMALL).gap(-12.5).part(writing_lines(2, day, 23)).done()
    row = [(0.0, label), (name + 14, writing_lines(2, lines, 23)), (name + lines + 24, by)]
    return card(setting.stack(BOX_WIDTH).beside(*row).done(), BOX_WIDTH, pad=(12, 9))


@kept
def _sure(setting: Setting) -> Part:
    """The question how sure the learner is, with three faces to circle."""
    words = setting.words
    stack = setting.stack(BOX_WIDTH)
    question = setting.stack(160).gap(7).text(words("next_goal.sure"), BODY_BOLD, max_lines=3).done()
    row: list[tuple[float, Part]] = [(0.0, question)]
    for kind, name in enumerate(words.get("next_goal.faces")):
        label = setting.stack(90).part(face(kind), x=32).text(name, SMALL.but(align="center"), gap=2).done()
        row.append((190.0 + kind * 102, label))
    return stack.beside(*row).done()
