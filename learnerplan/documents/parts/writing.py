"""Cards to write on by hand, and long words spread over as many cards as they need."""

from __future__ import annotations

from typing import TYPE_CHECKING

from learnerplan.documents.parts.cards import Kind, card
from learnerplan.documents.parts.marks import writing_lines
from learnerplan.documents.parts.stack import kept
from learnerplan.documents.style import BOX_WIDTH, LABEL, SMALL, Style

if TYPE_CHECKING:
    from learnerplan.documents.page import Part
    from learnerplan.documents.parts.stack import Setting


@kept
def empty_card(
    setting: Setting, label: str, lines: int, width: float = BOX_WIDTH, *, kind: Kind = "plain", style: Style = LABEL
) -> Part:
    """A label above lines to write on."""
    inner = width - 28
    inside = setting.stack(width).text(label, style, width=inner, max_lines=2).part(writing_lines(lines, inner))
    return card(inside.gap(4).done(), width, kind=kind)


def word_cards(
    setting: Setting,
    label: str,
    text: str,
    *,
    style: Style,
    room: float,
    credit: str = "",
    kind: Kind = "plain",
    width: float = BOX_WIDTH,
    pad: tuple[float, float] = (16, 13),
) -> list[Part]:
    """A text in a card, with its label and credit; longer than `room` points, it goes on in further cards.

    A person's words are never shortened in the long form.
    """
    inner = width - 2 * pad[0]
    block = setting.block(text, style, inner)
    most = max(1, int((room - 2 * pad[1] - 80) / block.leading))
    cards: list[Part] = []
    for start in range(0, max(1, len(block.lines)), most):
        last = start + most >= len(block.lines)
        stack = setting.stack(inner)
        if start == 0:
            stack.text(label, LABEL, max_lines=2).gap(4)
        stack.block(block.part(start, start + most))
        if last:
            stack.text(credit, SMALL, gap=4, max_lines=3)
        cards.append(card(stack.done(), width, kind=kind, pad=pad))
    return cards
