"""From words to glyphs with HarfBuzz, each word once a process.

Every glyph carries the characters that it stands for, so that a search in the finished PDF finds the words:
a cluster's characters are spread over its glyphs in reading order. Viewers turn right-to-left text round letter
by letter, so a glyph that stands for several letters there holds them turned round. Vowel marks above such text
would look like gaps or lines of their own to a search: they are drawn as outlines, and their letter carries them.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from learnerplan.documents import faces
from learnerplan.documents.faces import BLANK, Face

if TYPE_CHECKING:
    from collections.abc import Sequence

    import uharfbuzz

    from learnerplan.documents.style import Role

# Ligatures are off so that "fi" is found by a search; scripts that need theirs keep them (other features).
_FEATURES = {"kern": True, "liga": False}


class Glyph(NamedTuple):
    """One glyph: its number in the font, the text it stands for, and its advance and offsets in 1/1000 em."""

    number: int
    source: str
    advance: float
    right: float
    up: float


class Mark(NamedTuple):
    """A glyph drawn as an outline: its number and its place from the shape's start, in 1/1000 em."""

    number: int
    right: float
    up: float


@dataclass(frozen=True, slots=True, eq=False)
class Shape:
    """A part of a word in one face, glyphs from left to right. `width` is in 1/1000 em of the text's size."""

    face: Face
    glyphs: tuple[Glyph, ...]
    width: float
    marks: tuple[Mark, ...] = ()


class Word(NamedTuple):
    """A word in one or more shapes in reading order, each with its level; `missing` are characters without a font."""

    shapes: tuple[Shape, ...]
    levels: tuple[int, ...]
    width: float
    missing: str


@lru_cache(maxsize=65536)
def shape(face: Face, text: str, rightwards: bool) -> Shape:
    """The glyphs of a text in one face and direction; `rightwards` is true for left-to-right text."""
    import uharfbuzz

    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    buffer.direction = "ltr" if rightwards else "rtl"
    buffer.flags = uharfbuzz.BufferFlags.REMOVE_DEFAULT_IGNORABLES
    uharfbuzz.shape(face.font, buffer, _FEATURES)
    em = 1000 * face.optical / face.units
    infos, places = buffer.glyph_infos, buffer.glyph_positions
    kept = [not _outlined(place, rightwards) for place in places]
    if not any(kept):
        kept = [True] * len(kept)
    sources = iter(_sources(text, [info.cluster for info, keep in zip(infos, kept, strict=True) if keep], rightwards))
    glyphs: list[Glyph] = []
    marks: list[Mark] = []
    pen = 0.0
    for info, place, keep in zip(infos, places, kept, strict=True):
        right, up = place.x_offset * em, place.y_offset * em
        if keep:
            glyphs.append(Glyph(info.codepoint, next(sources), place.x_advance * em, right, up))
        else:
            marks.append(Mark(info.codepoint, pen + right, up))
        pen += place.x_advance * em
    return Shape(face, tuple(glyphs), pen, tuple(marks))


def _outlined(place: uharfbuzz.GlyphPosition, rightwards: bool) -> bool:
    return place.x_advance == 0 and (not rightwards or place.y_offset != 0)


@lru_cache(maxsize=65536)
def word(text: str, role: Role, levels: tuple[int, ...]) -> Word:
    """A word shaped; `levels` holds the bidi level of each character, or one number for the whole word."""
    shapes: list[Shape] = []
    depths: list[int] = []
    missing: list[str] = []
    for part, level in _level_runs(text, levels):
        for segment in faces.segments(part, role):
            if segment.missing:
                missing.append(segment.text)
                shapes.append(_blank(segment))
            else:
                shapes.append(shape(segment.face, segment.text, level % 2 == 0))
            depths.append(level)
    return Word(tuple(shapes), tuple(depths), sum(found.width for found in shapes), "".join(missing))


def _level_runs(text: str, levels: Sequence[int]) -> list[tuple[str, int]]:
    if len(levels) == 1:
        return [(text, levels[0])]
    runs: list[tuple[str, int]] = []
    start = 0
    for index in range(1, len(text) + 1):
        if index == len(text) or levels[index] != levels[start]:
            runs.append((text[start:index], levels[start]))
            start = index
    return runs


def _blank(segment: faces.Segment) -> Shape:
    white = shape(segment.face, BLANK, True).glyphs[0]
    return Shape(segment.face, (white._replace(source=segment.text),), white.advance)


def _sources(text: str, clusters: list[int], rightwards: bool) -> list[str]:
    """The characters for which each glyph stands, in the order of the glyphs."""
    if len(clusters) == len(text) and len(set(clusters)) == len(clusters):
        return [text[start] for start in clusters]
    starts = sorted(set(clusters))
    if not starts:
        return []
    ends = dict(zip(starts, [*starts[1:], len(text)], strict=True))
    counts = {start: clusters.count(start) for start in starts}
    seen = dict.fromkeys(starts, 0)
    found: list[str] = []
    for start in clusters:
        chars, total, place = text[start : ends[start]], counts[start], seen[start]
        seen[start] += 1
        rank = place if rightwards else total - 1 - place
        source = chars[rank : rank + 1] if rank < total - 1 else chars[rank:]
        found.append(source if rightwards else source[::-1])
    return found
