"""The text box: words of any script, wrapped into lines that stand in their order on the page.

What a person wrote is never read as markup: emphasis comes only as `Span`s. Layouts are remembered by text,
style and width, since labels repeat on every packet of a class.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from typing import NamedTuple
from unicodedata import category, normalize

from learnerplan.documents import faces
from learnerplan.documents.bidi import base_level, levels, reorder, turns
from learnerplan.documents.shaping import Shape, Word, word
from learnerplan.documents.style import Ink, Role, Style

# Arabic and Devanagari stand taller than Latin.
TALL = 1.1

_TOKEN = re.compile(r" +|[^ \u200b]+?[-\u2010\u2013\u2014/](?=[^\W\d_]{2})|[^ \u200b]+|\u200b")
_WHOLE = re.compile(r" +|[^ \u200b]+|\u200b")
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\ufeff\ufff9-\ufffb\ud800-\udfff]")
_BREAKS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_BOLD = {Role.SANS: Role.SANS_BOLD, Role.SERIF: Role.SERIF_BOLD, Role.SERIF_ITALIC: Role.SERIF_BOLD}
_ITALIC = {Role.SERIF: Role.SERIF_ITALIC}


class Emphasis(Enum):
    """How a part of a text stands out."""

    PLAIN = 0
    BOLD = 1
    ITALIC = 2
    ACCENT = 3


class Span(NamedTuple):
    """A part of a text with its emphasis."""

    text: str
    emphasis: Emphasis = Emphasis.PLAIN


Text = str | tuple[Span, ...]


class Run(NamedTuple):
    """A shape in its colour, in the place where it stands in a line."""

    shape: Shape
    ink: Ink


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """One line: its runs from left to right, its width and where it starts in the box, in points."""

    runs: tuple[Run, ...]
    width: float
    left: float


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """A text laid out. `width` is that of its box, `leading` the distance of its lines, all in points.

    `missing` are characters that no font has, `cut` says that lines were left out at the end.
    """

    lines: tuple[Line, ...]
    style: Style
    width: float
    leading: float
    missing: str = ""
    cut: bool = False

    @property
    def height(self) -> float:
        """The height of all lines, in points."""
        return len(self.lines) * self.leading

    @property
    def widest(self) -> float:
        """The width of the widest line, in points."""
        return max((line.width for line in self.lines), default=0.0)

    def part(self, start: int, stop: int) -> Block:
        """Some of the lines as a block of their own, for a text that goes on over a page."""
        return Block(self.lines[start:stop], self.style, self.width, self.leading, self.missing, self.cut)


class _Piece(NamedTuple):
    """A word or part of one: `runs` in reading order, `turned` when any of them runs right to left."""

    text: str
    role: Role
    ink: Ink
    word: Word
    runs: tuple[Run, ...]
    width: float
    space: bool
    turned: bool


@lru_cache(maxsize=65536)
def _piece(text: str, role: Role, ink: Ink, levels_here: tuple[int, ...] = (0,)) -> _Piece:
    made = word(text, role, levels_here)
    runs = tuple(Run(shape, ink) for shape in made.shapes)
    turned = any(level % 2 for level in made.levels)
    return _Piece(text, role, ink, made, runs, made.width, text[0] == " ", turned)


def clean(text: str) -> str:
    """The text as it can be printed: composed, line ends alike, tabs as spaces, no control characters."""
    if text.isascii() and text.isprintable():
        return text
    text = _BREAKS.sub("\n", text).replace("\t", " ")
    return normalize("NFC", _UNPRINTABLE.sub(_replace, text))


def _replace(match: re.Match[str]) -> str:
    return "\ufffd" if category(match.group()) == "Cs" else ""


def isolated(text: str) -> str:
    """A name or quote wrapped so that its direction cannot turn the words around it (FSI, PDI)."""
    return f"\u2068{text}\u2069" if turns(text) else text


@lru_cache(maxsize=16384)
def lay_out(text: Text, style: Style, width: float, *, rtl: bool = False, max_lines: int | None = None) -> Block:
    """Set a text in a box of that width. More lines than `max_lines` are left out, with an ellipsis.

    Lines break at spaces, after hyphens, and inside a word that is longer than a line between two graphemes.
    """
    limit = max(width, style.size) * 1000 / style.size
    lines: list[tuple[list[_Piece], int]] = []
    for paragraph in _paragraphs(text):
        whole = "".join(span.text for span in paragraph)
        base = base_level(whole, int(rtl)) if style.own_way else int(rtl)
        lines.extend((line, base) for line in _wrap(_pieces(paragraph, whole, style, base), limit))
    cut = max_lines is not None and len(lines) > max_lines
    if cut:
        lines = lines[:max_lines]
        last, base = lines[-1]
        lines[-1] = (_ellipsis(last, limit, style, base), base)
    shapes = {shape for line, _ in lines for piece in line for shape in piece.word.shapes}
    tall = any(found.tall for found in {shape.face for shape in shapes})
    missing = "".join(dict.fromkeys("".join(piece.word.missing for line, _ in lines for piece in line)))
    set_lines = tuple(_finish(line, base, style, width) for line, base in lines)
    return Block(set_lines, style, width, style.leading * TALL if tall else style.leading, missing, cut)


def _paragraphs(text: Text) -> list[tuple[Span, ...]]:
    if isinstance(text, str):
        return [(Span(line),) for line in clean(text).split("\n")]
    paragraphs: list[list[Span]] = [[]]
    for span in text:
        first, *rest = clean(span.text).split("\n")
        paragraphs[-1].append(Span(first, span.emphasis))
        paragraphs.extend([Span(line, span.emphasis)] for line in rest)
    return [tuple(paragraph) for paragraph in paragraphs]


def _pieces(paragraph: tuple[Span, ...], whole: str, style: Style, base: int) -> list[list[_Piece]]:
    """The words of a paragraph, each in one or more pieces where the emphasis changes inside it."""
    if base == 0 and len(paragraph) == 1 and not turns(whole):
        role, ink = _emphasised(style, paragraph[0].emphasis)
        tokens = (_WHOLE if style.whole_words else _TOKEN).findall(whole)
        return [[_piece(token, role, ink)] for token in tokens if token != "\u200b"]
    depth = levels(whole, base)
    words: list[list[_Piece]] = []
    at = 0
    for span in paragraph:
        role, ink = _emphasised(style, span.emphasis)
        for match in (_WHOLE if style.whole_words else _TOKEN).finditer(span.text):
            token = match.group()
            if token == "\u200b":
                continue
            start = at + match.start()
            here = tuple(depth[start : start + len(token)])
            piece = _piece(token, role, ink, here if len(set(here)) > 1 else here[:1])
            glued = words and match.start() == 0 and not piece.space and not words[-1][-1].space
            if glued:
                words[-1].append(piece)
            else:
                words.append([piece])
        at += len(span.text)
    return words


def _emphasised(style: Style, emphasis: Emphasis) -> tuple[Role, Ink]:
    if emphasis is Emphasis.BOLD:
        return _BOLD.get(style.role, style.role), style.ink
    if emphasis is Emphasis.ITALIC:
        return _ITALIC.get(style.role, style.role), style.ink
    return style.role, Ink.ACCENT if emphasis is Emphasis.ACCENT else style.ink


def _wrap(words: list[list[_Piece]], limit: float) -> list[list[_Piece]]:
    """Fill lines of at most `limit` (1/1000 em); spaces at the end of a line fall away."""
    lines: list[list[_Piece]] = []
    line: list[_Piece] = []
    used = 0.0
    for pieces in words:
        wide = pieces[0].width if len(pieces) == 1 else sum(piece.width for piece in pieces)
        if pieces[0].space:
            if line:
                line.extend(pieces)
                used += wide
            continue
        if line and used + wide > limit:
            lines.append(line)
            line, used = [], 0.0
        if wide > limit:
            *full, line = _chop(pieces, limit)
            lines.extend(full)
            used = sum(piece.width for piece in line)
        else:
            line.extend(pieces)
            used += wide
    lines.append(line)
    return [_trimmed(line) for line in lines]


def _trimmed(line: list[_Piece]) -> list[_Piece]:
    while line and line[-1].space:
        line.pop()
    return line


def _chop(pieces: list[_Piece], limit: float) -> list[list[_Piece]]:
    """A word too long for a line, cut between graphemes into lines; at least one grapheme stands on each."""
    lines: list[list[_Piece]] = [[]]
    used = 0.0
    for piece in pieces:
        units = faces.clusters(piece.text)
        depth = piece.word.levels[0] if len(set(piece.word.levels)) == 1 else None
        while units:
            count = _fitting(units, piece.role, limit - used, depth)
            if count == 0 and used == 0.0:
                count = 1
            if count:
                text = "".join(units[:count])
                part = _piece(text, piece.role, piece.ink, _levels_of(text, depth))
                lines[-1].append(part)
                used += part.width
                units = units[count:]
            if units:
                lines.append([])
                used = 0.0
    return lines


def _levels_of(text: str, depth: int | None) -> tuple[int, ...]:
    return (depth,) if depth is not None else tuple(levels(text, base_level(text)))


def _fitting(units: list[str], role: Role, room: float, depth: int | None) -> int:
    """How many of the graphemes fit into `room`: a guess by half an em a grapheme, doubled, then halved in between."""

    def fits(count: int) -> bool:
        text = "".join(units[:count])
        return word(text, role, _levels_of(text, depth)).width <= room

    low, high = 0, min(len(units), max(1, int(room / 500)))
    while high < len(units) and fits(high):
        low, high = high, min(len(units), high * 2)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if fits(middle) else (low, middle - 1)
    return low


def _ellipsis(line: list[_Piece], limit: float, style: Style, base: int) -> list[_Piece]:
    """The line with an ellipsis at its end, words taken away until it fits."""
    dots = _piece("…", style.role, style.ink, (base,))
    kept = list(line)
    while kept and (kept[-1].space or sum(piece.width for piece in kept) + dots.width > limit):
        last = kept.pop()
        if not kept and not last.space:
            units = faces.clusters(last.text)
            text = "".join(units[: _fitting(units, last.role, limit - dots.width, None)])
            if text:
                kept.append(_piece(text, last.role, last.ink, _levels_of(text, None)))
            break
    return [*kept, dots]


def _finish(line: list[_Piece], base: int, style: Style, width: float) -> Line:
    used = sum([piece.width for piece in line]) * style.size / 1000
    room = width - used
    starts_right = (style.align == "end") != (base == 1)
    left = room / 2 if style.align == "center" else room if starts_right else 0.0
    if base == 0 and not any([piece.turned for piece in line]):
        return Line(tuple([run for piece in line for run in piece.runs]), used, left)
    found = [pair for piece in line for pair in zip(piece.runs, piece.word.levels, strict=True)]
    return Line(tuple(run for run, _ in reorder(found, lambda item: item[1])), used, left)
