"""Fonts ready for shaping, and which of them sets which part of a word.

A role stands for a chain of fonts. A part of a word takes the first font of the chain that has all its
characters; marks stay with their base, and a word of a script whose letters join stays in one font.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import category

from learnerplan import fonts
from learnerplan.documents.style import Role

if TYPE_CHECKING:
    import uharfbuzz

_ARABIC_SANS = ("tajawal", "amiri", "noto-sans-arabic")
_ARABIC_SERIF = ("amiri", "noto-sans-arabic")
_SANS = ("noto-sans", *_ARABIC_SANS, "heebo", "noto-sans-devanagari")
_SERIF = ("inter", "noto-sans", *_ARABIC_SERIF, "frank-ruhl-libre", "noto-sans-devanagari")
_REGULAR = 400
_HEAVY = {"tajawal": 700, "amiri": 700}


def _weighted(names: tuple[str, ...], heavy: bool) -> tuple[str, ...]:
    return tuple(f"{name}-{_HEAVY.get(name, 600) if heavy else _REGULAR}" for name in names)


CHAINS = {
    Role.SANS: ("inter-400", *_weighted(_SANS, heavy=False)),
    Role.SANS_BOLD: ("inter-600", *_weighted(_SANS, heavy=True)),
    Role.SERIF: ("literata-400", *_weighted(_SERIF, heavy=False)),
    Role.SERIF_BOLD: ("literata-600", *_weighted(_SERIF, heavy=True)),
    Role.SERIF_ITALIC: ("literata-italic-400", *_weighted(_SERIF, heavy=False)),
    Role.DISPLAY: ("literata-display-600", *_weighted(_SERIF, heavy=True)),
}

# What stands for a character that no font has: a white square, under which the character is still found by search.
BLANK = "\u25a1"

_JOINED = re.compile(
    "[\u0590-\u05ff\ufb1d-\ufb4f]+|[\u0600-\u06ff\u0750-\u077f\u0870-\u08ff\ufb50-\ufdff\ufe70-\ufefc]+|[\u0900-\u097f\ua8e0-\ua8ff\u1cd0-\u1cff]+"
)
_VIRAMAS = "\u094d\u09cd\u0a4d\u0acd\u0b4d\u0bcd\u0c4d\u0ccd\u0d4d\u17d2"


@dataclass(frozen=True, slots=True, eq=False)
class Face:
    """One static font. `optical` scales it to look as large as its neighbours, `tall` asks for more leading."""

    name: str
    font: uharfbuzz.Font
    units: int
    characters: frozenset[int]
    optical: float = 1.0
    tall: bool = False


class Segment(NamedTuple):
    """A part of a word in one face; `missing` when no font of the chain has it."""

    text: str
    face: Face
    missing: bool


@cache
def face(name: str) -> Face:
    """The font of that name (see `learnerplan.fonts`), opened once a process."""
    import uharfbuzz

    opened = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(fonts.font_path(name))))
    tall = name.startswith(("amiri", "tajawal", "noto-sans-arabic", "noto-sans-devanagari"))
    return Face(
        name,
        uharfbuzz.Font(opened),
        opened.upem,
        frozenset(opened.unicodes),
        optical=1.1 if name.startswith("amiri") else 1.0,
        tall=tall,
    )


@lru_cache(maxsize=1024)
def outline(found: Face, glyph: int) -> str:
    """A glyph as PDF path operators in the units of its font."""
    import uharfbuzz

    pen = uharfbuzz.DrawFuncs()
    pen.set_move_to_func(_move)
    pen.set_line_to_func(_line)
    pen.set_quadratic_to_func(_quadratic)
    pen.set_cubic_to_func(_cubic)
    pen.set_close_path_func(_close)
    path = _Path()
    found.font.draw_glyph(glyph, pen, path)
    return " ".join(path.steps)


class _Path:
    """Path operators as HarfBuzz reports them, and where the pen stands."""

    def __init__(self) -> None:
        self.steps: list[str] = []
        self.at = (0.0, 0.0)


def _move(x: float, y: float, path: _Path) -> None:
    path.steps.append(f"{x:g} {y:g} m")
    path.at = (x, y)


def _line(x: float, y: float, path: _Path) -> None:
    path.steps.append(f"{x:g} {y:g} l")
    path.at = (x, y)


def _quadratic(cx: float, cy: float, x: float, y: float, path: _Path) -> None:
    left, low = path.at
    first = (left + 2 * (cx - left) / 3, low + 2 * (cy - low) / 3)
    _cubic(*first, x + 2 * (cx - x) / 3, y + 2 * (cy - y) / 3, x, y, path)


def _cubic(ax: float, ay: float, bx: float, by: float, x: float, y: float, path: _Path) -> None:
    path.steps.append(f"{ax:.1f} {ay:.1f} {bx:.1f} {by:.1f} {x:g} {y:g} c")
    path.at = (x, y)


def _close(path: _Path) -> None:
    path.steps.append("h")


def clusters(text: str) -> list[str]:
    """The text in graphemes, so that nothing breaks between a letter and its marks (UAX #29, without rare rules)."""
    found: list[str] = []
    for char in text:
        joins = found and (
            category(char)[0] == "M" or char in "\u200c\u200d" or found[-1][-1] == "\u200d" or found[-1][-1] in _VIRAMAS
        )
        if joins or (found and _second_half(found[-1], char)):
            found[-1] += char
        else:
            found.append(char)
    return found


def _second_half(before: str, char: str) -> bool:
    """Whether `char` ends a pair: a flag's second letter or a skin tone."""
    code = ord(char)
    if 0x1F3FB <= code <= 0x1F3FF:
        return True
    return 0x1F1E6 <= code <= 0x1F1FF and len(before) == 1 and 0x1F1E6 <= ord(before) <= 0x1F1FF


def segments(word: str, role: Role) -> list[Segment]:
    """The word cut where the font changes."""
    first = face(CHAINS[role][0])
    if first.characters.issuperset(map(ord, word)):
        return [Segment(word, first, missing=False)]
    found: list[Segment] = []
    for part in _parts(word, role):
        chosen = _choose(part, role)
        last = found[-1] if found else None
        if last and not last.missing and not _lettered(part) and _has(last.face, part):
            chosen = last.face
        segment = Segment(part, chosen or _blank_face(), missing=chosen is None)
        if last and not last.missing and not segment.missing and last.face is segment.face:
            found[-1] = Segment(last.text + part, last.face, missing=False)
        else:
            found.append(segment)
    return found


def _parts(word: str, role: Role) -> list[str]:
    """Graphemes, but runs of a joining script whole where one font has them all."""
    bounds = sorted({0, len(word), *(edge for match in _JOINED.finditer(word) for edge in match.span())})
    parts: list[str] = []
    for start, stop in pairwise(bounds):
        run = word[start:stop]
        if _JOINED.match(run) and _choose(run, role):
            parts.append(run)
        else:
            parts.extend(clusters(run))
    return parts


@lru_cache(maxsize=8192)
def _choose(part: str, role: Role) -> Face | None:
    return next((found for found in map(face, CHAINS[role]) if _has(found, part)), None)


def _has(found: Face, part: str) -> bool:
    return all(ord(char) in found.characters or _ignorable(char) for char in part)


def _ignorable(char: str) -> bool:
    """Whether the character needs no glyph: joiners, direction marks, variation selectors."""
    return category(char) == "Cf" or "\ufe00" <= char <= "\ufe0f"


def _lettered(part: str) -> bool:
    return category(part[0])[0] == "L"


def _blank_face() -> Face:
    return face("inter-400")
