"""Whose handwriting is whose: a font and an ink for each child, and the fonts that other scripts fall back to."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from fontTools.ttLib import TTFont
from PIL import ImageFont

_FILES = {
    "caveat": ("fontpkg_caveat", "Caveat[wght].ttf", 560),
    "comfortaa": ("fontpkg_comfortaa", "Comfortaa[wght].ttf", 600),
    "delius": ("fontpkg_delius", "Delius-Regular.ttf", None),
    "indie": ("fontpkg_indie_flower", "IndieFlower-Regular.ttf", None),
    "kalam": ("fontpkg_kalam", "Kalam-Regular.ttf", None),
    "shadows": ("fontpkg_shadows_into_light", "ShadowsIntoLight.ttf", None),
    "zeyada": ("fontpkg_zeyada", "Zeyada.ttf", None),
    "hebrew": ("fontpkg_varela_round", "VarelaRound-Regular.ttf", None),
    "arabic": ("fontpkg_amiri", "Amiri-Bold.ttf", None),
    "print": ("fontpkg_lexend", "Lexend[wght].ttf", 500),
    "serif": ("fontpkg_literata", "Literata[opsz,wght].ttf", 600),
}
_FALLBACK = ("caveat", "comfortaa", "kalam", "hebrew", "arabic", "print")
# Fonts differ in how large they look at one size.
_OPTICAL = {
    "caveat": 1.16,
    "zeyada": 1.22,
    "shadows": 1.06,
    "indie": 0.95,
    "delius": 0.9,
    "kalam": 0.95,
    "comfortaa": 0.82,
}


@dataclass(frozen=True)
class Hand:
    """A handwriting: `jitter` is how far words stray from the line, in pixels at size 20."""

    font: str
    ink: str
    jitter: float = 1.0


HANDS = {
    "aaliyah": Hand("delius", "#6b2d7b", 0.6),
    "aarav": Hand("kalam", "#27437f", 0.4),
    "ana": Hand("indie", "#3a3f46", 1.6),
    "bohdan": Hand("caveat", "#2f3d6b", 0.5),
    "chidi": Hand("shadows", "#33383f", 1.2),
    "daniela": Hand("zeyada", "#37322b", 1.2),
    "elif": Hand("indie", "#3c4a6b", 0.8),
    "esi": Hand("delius", "#8a3324", 0.9),
    "fatou": Hand("caveat", "#4a2f63", 0.4),
    "hana": Hand("kalam", "#2a4c8f", 0.2),
    "isaac": Hand("shadows", "#2f5d8a", 2.2),
    "kai": Hand("delius", "#3b4148", 0.5),
    "layla": Hand("indie", "#2e4fa3", 0.9),
    "leilani": Hand("kalam", "#1f6b70", 0.9),
    "lydia": Hand("caveat", "#7a3b22", 0.7),
    "mateo": Hand("shadows", "#40602f", 1.3),
    "minh-anh": Hand("delius", "#33456b", 0.2),
    "mirembe": Hand("indie", "#8a3f6b", 1.1),
    "nadia": Hand("caveat", "#39335c", 0.6),
    "noor": Hand("delius", "#35506b", 1.0),
    "bao": Hand("caveat", "#2f5a5f", 0.3),
    "ravi": Hand("kalam", "#7a4a1f", 1.2),
    "saoirse": Hand("shadows", "#4a5b2a", 0.8),
    "seun": Hand("delius", "#30343c", 0.1),
    "sofia": Hand("indie", "#a03a5c", 1.0),
    "tala": Hand("zeyada", "#4a2f2a", 0.7),
    "yusuf": Hand("kalam", "#2f4a3c", 1.4),
    "zofia": Hand("kalam", "#3a3a55", 0.3),
}


def path_of(name: str) -> Path:
    """The file of a font. Raises `SystemExit` with the way to install it when it is missing."""
    package, file, _ = _FILES[name]
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise SystemExit(f"{package} is missing: install packaging/sample_art/requirements.txt first.")
    return Path(spec.origin).parent / "files" / file


@cache
def _covers(name: str) -> frozenset[int]:
    with TTFont(path_of(name), lazy=True) as font:
        return frozenset(font.getBestCmap())


def font_for(name: str, text: str) -> str:
    """`name`, or the first of the other fonts that has every letter of `text`."""
    wanted = {ord(letter) for letter in text if not letter.isspace()}
    for candidate in (name, *_FALLBACK):
        if wanted <= _covers(candidate):
            return candidate
    raise ValueError(f"no font has all of {text!r}")


@cache
def face(name: str, size: float) -> ImageFont.FreeTypeFont:
    """A font at a size in device pixels."""
    font = ImageFont.truetype(
        str(path_of(name)), round(size * _OPTICAL.get(name, 1.0)), layout_engine=ImageFont.Layout.RAQM
    )
    weight = _FILES[name][2]
    if weight is not None:
        axes = [axis["name"] for axis in font.get_variation_axes()]
        values = [weight if axis in {b"Weight", "Weight"} else 14 for axis in axes]
        font.set_variation_by_axes(values)
    return font
