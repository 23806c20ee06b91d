"""The back of the short form: work, growth, looking back, the family's words, signatures."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from learnerplan.documents.parts.cards import card, heading
from learnerplan.documents.parts.marks import signatures, writing_lines
from learnerplan.documents.parts.work import blank_frame, framed
from learnerplan.documents.sections.family import signers
from learnerplan.documents.sections.growth import growth_chart, likely, since_last
from learnerplan.documents.style import (
    BOX_HEIGHT,
    BOX_WIDTH,
    CHILD,
    CHILD_FLOOR,
    GOAL,
    LABEL,
    SMALL,
    SMALL_BOLD,
    TABLE,
    Ink,
)

if TYPE_CHECKING:
    from learnerplan.documents.page import Part
    from learnerplan.documents.parts.stack import Setting, Stack
    from learnerplan.documents.words import Words
    from learnerplan.domain.packets import Packet, PacketArtifact, PacketGrowth

_GAP = 15.0
_THIRD = (BOX_WIDTH - 2 * _GAP) / 3
_MOST_WORK = 3
_MOST_CHECK_INS = 3
_MOST_SIGNERS = 6
_PITCH = 24.0
_CHART = (262.0, 134.0)


class BackDensity(NamedTuple):
    """How much of each thing the back shows; lines to write on and pictures give way before a child's words."""

    picture: float
    why_lines: int
    reflection_lines: int
    size: float
    check_in_lines: int
    family_lines: int


BACK_DENSITIES = (
    BackDensity(116.0, 4, 5, 12.0, 3, 3),
    BackDensity(116.0, 4, 6, CHILD_FLOOR, 3, 2),
    BackDensity(90.0, 4, 6, CHILD_FLOOR, 3, 2),
    BackDensity(116.0, 3, 3, CHILD_FLOOR, 2, 2),
    BackDensity(90.0, 2, 3, CHILD_FLOOR, 2, 2),
    BackDensity(66.0, 2, 2, CHILD_FLOOR, 1, 2),
    BackDensity(54.0, 1, 2, CHILD_FLOOR, 1, 1),
)


def back(packet: Packet, setting: Setting, density: BackDensity) -> Part:
    """The whole page as one part; what is left over becomes lines for the family, signatures stand at the foot."""
    stack = setting.stack(BOX_WIDTH)
    _work(packet, setting, stack, density)
    stack.gap(12).rule().gap(9)
    if _growing(packet, setting, stack, density):
        stack.gap(10).rule().gap(9)
    _reflection(packet, setting, stack, density)
    names = signers(packet, setting, members=1)[:_MOST_SIGNERS]
    signed = signatures(setting, names, BOX_WIDTH)
    room = BOX_HEIGHT - stack.height - signed.height - 14 - 4 - _family_card(packet, setting, 0).height
    lines = min(6, max(density.family_lines, int(room // _PITCH)))
    stack.part(_family_card(packet, setting, lines), gap=14)
    air = BOX_HEIGHT - stack.height - signed.height
    return stack.part(signed, gap=max(0.0, air)).done()


def _work(packet: Packet, setting: Setting, stack: Stack, density: BackDensity) -> None:
    words = setting.words
    stack.part(heading(setting, words("work.title")))
    pieces = packet.artifacts[:_MOST_WORK]
    each = _THIRD
    if pieces:
        each = _THIRD if len(pieces) == _MOST_WORK else (BOX_WIDTH - _GAP) / 2
        cells = [_piece(setting, piece, density, each) for piece in pieces]
    else:
        cells = [
            setting.stack(_THIRD)
            .part(blank_frame(setting, words("work.put_here"), _THIRD, density.picture * 0.7))
            .text(words("work.why"), LABEL, gap=6)
            .part(writing_lines(2, _THIRD, _PITCH))
            .done()
            for _ in range(_MOST_WORK)
        ]
    stack.beside(*((place * (each + _GAP), cell) for place, cell in enumerate(cells)), gap=8)
    more = len(packet.artifacts) - len(pieces)
    if more:
        stack.text(words.count("work.more", more), SMALL, gap=4, max_lines=1)


def _piece(setting: Setting, piece: PacketArtifact, density: BackDensity, width: float) -> Part:
    stack = setting.stack(width).part(framed(setting, piece.file, width, density.picture, side="start"))
    stack.text(piece.title, GOAL.but(size=12.0, leading=16), gap=6, max_lines=2)
    return stack.text(piece.why, CHILD.but(size=CHILD_FLOOR, leading=14.5), gap=1, max_lines=density.why_lines).done()


def _growing(packet: Packet, setting: Setting, stack: Stack, density: BackDensity) -> bool:
    """The first test in short; without a test, what was tried lately. False when there is neither."""
    words = setting.words
    test = next((test for test in packet.growth if test.points), None)
    if test is not None:
        stack.part(heading(setting, words("growth.title")))
        chart = growth_chart(words, test, *_CHART)
        left = 0.0 if chart is None else _CHART[0] + 19
        told = _told(packet, setting, test, BOX_WIDTH - left)
        stack.beside(*([(0.0, chart)] if chart else []), (left, told), gap=4)
        return True
    if packet.check_ins:
        stack.part(heading(setting, words("check_ins.title")))
        for row in packet.check_ins[-_MOST_CHECK_INS:]:
            day = setting.stack(60).gap(2).text(words.short_day(row.on), SMALL, max_lines=1).done()
            style = CHILD.but(size=density.size, leading=15.5)
            said = setting.stack(290).text(row.words, style, max_lines=density.check_in_lines).done()
            move = setting.stack(120).gap(2).text(row.next_move, SMALL, max_lines=density.check_in_lines).done()
            stack.beside((0, day), (64, said), (372, move), gap=5)
        return True
    return False


def _told(packet: Packet, setting: Setting, test: PacketGrowth, width: float) -> Part:
    """The test in plain words beside its chart, and how many of everyone's goals are where."""
    words, last = setting.words, test.points[-1]
    stack = setting.stack(width).text(test.title, SMALL_BOLD.but(ink=Ink.INK2), max_lines=2)
    score = words.number(last.score)
    if last.error is None:
        stack.text(words("growth.short_now_exact", score=score), TABLE.but(leading=14.5), gap=2, max_lines=4)
    else:
        low, high = likely(words, last)
        told = words.rich(words.get("growth.short_now"), score=score, low=low, high=high)
        stack.text(told, TABLE.but(leading=14.5), gap=2, max_lines=4)
    if len(test.points) > 1:
        since = since_last(words, test.points[-2], last)
        if since:
            stack.text(words("growth.since", change=since), TABLE.but(leading=14.5), gap=2, max_lines=2)
    summary = _summary(words, packet)
    if summary:
        stack.text(words("abilities.summary"), SMALL_BOLD.but(ink=Ink.INK2), gap=8, max_lines=2)
        stack.text(words.rich(summary[0], **summary[1]), TABLE.but(leading=14.5), gap=2, max_lines=4)
    return stack.done()


def _summary(words: Words, packet: Packet) -> tuple[str, dict[str, object]] | None:
    lines = [line.progress for block in packet.abilities for line in block.lines]
    if not lines:
        return None
    top = packet.scale.boxes
    counts = {
        "high": sum(1 for level in lines if level is not None and level >= top - 1),
        "low": sum(1 for level in lines if level is not None and level < top - 1),
        "none": sum(1 for level in lines if level is None),
    }
    parts = [words.get(f"abilities.summary_{key}").replace("{n}", f"{{{key}}}") for key, n in counts.items() if n]
    return " · ".join(parts), dict(counts)


def _reflection(packet: Packet, setting: Setting, stack: Stack, density: BackDensity) -> None:
    words, reflection = setting.words, packet.reflection
    texts = {"proud": reflection.proud, "hard": reflection.hard, "next_short": reflection.next}
    style = CHILD.but(size=density.size, leading=15.5)
    cells: list[tuple[float, Part]] = []
    for place, (key, text) in enumerate(texts.items()):
        cell = setting.stack(_THIRD).text(words(f"looking_back.{key}"), LABEL, max_lines=1)
        if text:
            cell.text(text, style, gap=2, max_lines=density.reflection_lines)
        else:
            cell.part(writing_lines(2, _THIRD, _PITCH))
        cells.append((place * (_THIRD + _GAP), cell.done()))
    stack.beside(*cells)


def _family_card(packet: Packet, setting: Setting, lines: int) -> Part:
    """The box in which the family writes, in two columns."""
    del packet
    words, inner = setting.words, BOX_WIDTH - 28
    half = (inner - 20) / 2
    columns = []
    for key in ("short_proud", "short_home"):
        column = setting.stack(half).text(words(f"family.{key}"), SMALL, max_lines=1)
        columns.append(column.part(writing_lines(lines, half, _PITCH)).done())
    stack = setting.stack(inner).text(words("family.short_title"), GOAL.but(size=13, leading=18, own_way=False))
    stack.beside((0, columns[0]), (half + 20, columns[1]), gap=2)
    return card(stack.gap(3).done(), BOX_WIDTH, kind="write", pad=(14, 10))
