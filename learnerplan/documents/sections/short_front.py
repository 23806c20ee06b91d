"""The front of the short form: who leads, the steps of the conference, all about me, my goals."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from learnerplan.documents import pictures
from learnerplan.documents.page import Part
from learnerplan.documents.parts.cards import heading
from learnerplan.documents.parts.goals import short_goal_card
from learnerplan.documents.parts.marks import tick, writing_lines
from learnerplan.documents.parts.quotes import label, said
from learnerplan.documents.parts.stack import Setting, Stack, kept
from learnerplan.documents.parts.writing import empty_card
from learnerplan.documents.sections.cover import fitted_name
from learnerplan.documents.style import (
    BOX_WIDTH,
    CHILD,
    CHILD_FLOOR,
    LABEL,
    SMALL,
    TABLE_BOLD,
    Ink,
    Role,
    Style,
)

if TYPE_CHECKING:
    from learnerplan.documents.page import Page
    from learnerplan.domain.packets import Packet, Quote

_COLUMN_GAP = 24.0
_HALF = (BOX_WIDTH - _COLUMN_GAP) / 2
_PORTRAIT = (64.0, 71.0)


class FrontDensity(NamedTuple):
    """How much of each thing the front shows; `why` adds to each goal why it matters and how it is measured."""

    quotes: int
    quote_lines: int
    quote_size: float
    goals: int
    goal_lines: int
    steps: int
    why: bool = False


FRONT_DENSITIES = (
    FrontDensity(6, 6, 12.0, 3, 3, 4, why=True),
    FrontDensity(4, 6, 12.0, 3, 3, 4, why=True),
    FrontDensity(6, 6, 12.0, 3, 3, 4),
    FrontDensity(4, 6, 12.0, 3, 3, 4),
    FrontDensity(4, 4, 12.0, 3, 2, 4),
    FrontDensity(4, 3, CHILD_FLOOR, 3, 2, 3),
    FrontDensity(4, 2, CHILD_FLOOR, 3, 2, 2),
    FrontDensity(2, 2, CHILD_FLOOR, 3, 2, 2),
    FrontDensity(2, 2, CHILD_FLOOR, 2, 2, 2),
)


def front(packet: Packet, setting: Setting, density: FrontDensity) -> Part:
    """The whole page as one part."""
    stack = setting.stack(BOX_WIDTH).part(_head(packet, setting))
    stack.part(heading(setting, setting.words("profile.title")), gap=11)
    _about(packet, setting, stack, density)
    stack.gap(10).rule().gap(8)
    stack.part(heading(setting, setting.words("goals.title")))
    _goals(packet, setting, stack, density)
    return stack.done()


def _head(packet: Packet, setting: Setting) -> Part:
    words = setting.words
    room = BOX_WIDTH - _PORTRAIT[0] - 20
    texts = setting.stack(room).text(_occasion(packet, setting), LABEL, max_lines=1)
    name = fitted_name(setting, packet.learner.name, room, 26, 16)
    texts.block(name, gap=5 if name.leading > name.style.leading else 0)
    texts.text(words("agenda.leads_today"), Style(Role.SERIF, 12.5, 17, Ink.INK2), max_lines=2)
    stack = setting.stack(BOX_WIDTH).beside((0, texts.done()), (BOX_WIDTH - _PORTRAIT[0], _portrait(packet, setting)))
    stack.part(_ticks(setting), gap=5)
    bar = Part(3, lambda page, x, y: page.box(x, y, BOX_WIDTH, 3, fill=Ink.ACCENT))
    return stack.part(bar, gap=8).done()


def _occasion(packet: Packet, setting: Setting) -> str:
    words, meeting = setting.words, packet.conference
    when = ""
    if meeting and meeting.held_on:
        when = words.day(meeting.held_on)
        if meeting.starts_at:
            when = f"{when}, {words.hours(meeting.starts_at, None)}"
    return " · ".join(part for part in (words("cover.kicker"), when or packet.term.name) if part)


def _portrait(packet: Packet, setting: Setting) -> Part:
    """A small portrait, or nothing: a dashed box to draw in would be too small for a child's hand."""
    width, height = _PORTRAIT
    picture = pictures.load(packet.learner.portrait, width, height)
    if picture is None:
        return setting.stack(width).done()
    scale = min(width / picture.width, height / picture.height)
    across, down = picture.width * scale, picture.height * scale

    def draw(page: Page, x: float, y: float) -> None:
        page.picture(picture, x + width - across, y, across, down)
        page.box(x + width - across, y, across, down, stroke=Ink.INK2, line=0.6)

    return Part(height, draw)


@kept
def _ticks(setting: Setting) -> Part:
    """The steps of the conference in one row, as far apart as the words allow."""
    style = TABLE_BOLD.but(size=9.5)
    names = [setting.block(item["short"], style, 120, 1) for item in setting.words.get("agenda.items")]
    used = sum(18 + name.widest for name in names)
    gap = max(4.0, (BOX_WIDTH - used) / max(1, len(names) - 1))
    box = tick()

    def draw(page: Page, x: float, y: float) -> None:
        for name in names:
            box.draw(page, x, y + 1)
            page.text(name, x + 18, y)
            x += 18 + name.widest + gap

    return Part(14, draw)


def _about(packet: Packet, setting: Setting, stack: Stack, density: FrontDensity) -> None:
    """Up to four quotes in two columns; none yet leaves lines to write on."""
    quotes = _picked(packet, setting, density.quotes)
    if not quotes:
        blanks = setting.words.get("profile.blank")[:2]
        cells = [setting.stack(_HALF).text(text, LABEL).part(writing_lines(3, _HALF, 24)).done() for text in blanks]
        stack.beside((0, cells[0]), (_HALF + _COLUMN_GAP, cells[1]), gap=5)
        return
    style = CHILD.but(size=density.quote_size, leading=round(density.quote_size * 1.29 * 2) / 2)
    for start in range(0, len(quotes), 2):
        cells = [said(setting, quote, _HALF, style, density.quote_lines).done() for quote in quotes[start : start + 2]]
        stack.beside(*((place * (_HALF + _COLUMN_GAP), cell) for place, cell in enumerate(cells)), gap=6)


def _picked(packet: Packet, setting: Setting, most: int) -> list[Quote]:
    """Quotes under different labels, the learner's first; the family's words keep the last place."""
    lead = [packet.lead_quote] if packet.lead_quote else []
    seen: dict[str, Quote] = {}
    for quote in (*lead, *packet.profile):
        seen.setdefault(label(setting.words, quote), quote)
    family = list(packet.family_words[:1])
    picked = list(seen.values())[: most - len(family)]
    rest = [quote for quote in (*packet.profile, *packet.family_words[1:]) if quote not in picked]
    return [*picked, *rest[: most - len(family) - len(picked)], *family]


def _goals(packet: Packet, setting: Setting, stack: Stack, density: FrontDensity) -> None:
    shown = packet.goals[: density.goals]
    for number, goal in enumerate(shown):
        card = short_goal_card(
            setting, goal, packet.scale, lines=density.goal_lines, steps=density.steps, why=density.why
        )
        stack.part(card, gap=8 if number else 6)
    more = len(packet.goals) - len(shown)
    if more:
        stack.text(setting.words.count("goals.more_goals", more), SMALL, gap=4, max_lines=1)
    if not shown:
        roomy = int(density.goals > 2)
        for key, lines in (("blank_goal", 2), ("blank_why", 1), ("blank_step", 1)):
            stack.part(empty_card(setting, setting.words(f"goals.{key}"), lines + roomy, kind="mine"), gap=8)
