"""Every colour of the window, once for the light theme and once for the dark one.

No other file may hold a hex colour. Names say what a colour is for, not what it looks like; the pairs that
carry text are checked against WCAG contrast in the tests.
"""

from __future__ import annotations

from typing import NamedTuple


class Tokens(NamedTuple):
    """The colours of one theme as `#RRGGBB` texts."""

    name: str
    paper: str
    surface: str
    sunken: str
    sidebar: str
    line: str
    line_strong: str
    ink: str
    ink2: str
    ink3: str
    accent: str
    accent_hover: str
    on_accent: str
    accent_soft: str
    accent_ink: str
    voice: str
    voice_line: str
    voice_ink: str
    ok: str
    ok_soft: str
    warn: str
    warn_soft: str
    bad: str
    bad_soft: str
    none: str
    none_soft: str
    focus: str
    shade: str
    avatars: tuple[tuple[str, str], ...]
    """Six (background, letters) pairs. A pair is chosen by a hash of the record id and means nothing."""
    focus_width: int = 2
    """Width of the focus ring in px before text scaling."""


LIGHT = Tokens(
    name="light",
    paper="#FAF7F1",
    surface="#FFFFFF",
    sunken="#F3EEE5",
    sidebar="#F4EFE6",
    line="#E7E0D4",
    line_strong="#8E8676",
    ink="#25211B",
    ink2="#575044",
    ink3="#6F6757",
    accent="#3355A4",
    accent_hover="#28458A",
    on_accent="#FFFFFF",
    accent_soft="#E9EEFA",
    accent_ink="#2C4A91",
    voice="#FFF5D9",
    voice_line="#F0DFA8",
    voice_ink="#4A3A12",
    ok="#2F6B43",
    ok_soft="#E3F1E5",
    warn="#84560A",
    warn_soft="#FCEFD3",
    bad="#A33A22",
    bad_soft="#FBE6DF",
    none="#6F6757",
    none_soft="#F0EBE1",
    focus="#3355A4",
    shade="#000000",
    avatars=(
        ("#F8E0D2", "#87431C"),
        ("#E6DDF3", "#54397F"),
        ("#F5DFE6", "#86304F"),
        ("#D9EAE6", "#1F5A4E"),
        ("#DCE6F6", "#2C4A91"),
        ("#EBE6CC", "#5B5313"),
    ),
)

DARK = Tokens(
    name="dark",
    paper="#1A1815",
    surface="#24211D",
    sunken="#1F1C19",
    sidebar="#161412",
    line="#3A352E",
    line_strong="#837B6C",
    ink="#F3EEE4",
    ink2="#C9C0B0",
    ink3="#A79D8B",
    accent="#A9BFF5",
    accent_hover="#C2D2FA",
    on_accent="#14213F",
    accent_soft="#2A3350",
    accent_ink="#B9CBF8",
    voice="#332C1A",
    voice_line="#5A4C27",
    voice_ink="#F5E6B8",
    ok="#93D1A4",
    ok_soft="#22362A",
    warn="#EBC06A",
    warn_soft="#3A2F18",
    bad="#F2A28D",
    bad_soft="#43261F",
    none="#A79D8B",
    none_soft="#2E2A25",
    focus="#A9BFF5",
    shade="#000000",
    avatars=(
        ("#4B3022", "#F3C9AE"),
        ("#3E3352", "#D9C9F2"),
        ("#4A2A37", "#F3C3D2"),
        ("#22413A", "#B4DED2"),
        ("#2A3552", "#C0D1F7"),
        ("#3D3822", "#E6DCA8"),
    ),
)


def high_contrast(tokens: Tokens) -> Tokens:
    """The same theme for a system that asks for high contrast: strong lines, no soft fills, a wider ring."""
    return tokens._replace(
        line=tokens.line_strong,
        voice_line=tokens.line_strong,
        ok_soft=tokens.surface,
        warn_soft=tokens.surface,
        bad_soft=tokens.surface,
        none_soft=tokens.surface,
        focus_width=3,
    )


def luminance(colour: str) -> float:
    """Relative luminance of a `#RRGGBB` colour, 0 to 1, as WCAG 2.2 defines it."""
    linear = []
    for start in (1, 3, 5):
        value = int(colour[start : start + 2], 16) / 255
        linear.append(value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4)
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two `#RRGGBB` colours, 1 to 21, as WCAG 2.2 defines it."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


class Artwork(NamedTuple):
    """The colours of the picture on the welcome screen, which stays light in the dark theme."""

    sky: tuple[str, str] = ("#FBE8CE", "#FFF6E5")
    glow: str = "#FBE3BA"
    sun: str = "#F7C566"
    hills: tuple[str, ...] = ("#C9DAC5", "#A7C4A7", "#7FA887", "#5B8A6A")
    road: str = "#F9E9D1"
    dashes: str = "#E4CD9D"
    stops: tuple[str, str] = ("#3355A4", "#8FA3CF")
    trees: tuple[str, ...] = ("#2F6149", "#3F735A", "#50856A")
    trunk: str = "#7A5236"
    card: str = "#FFFDF7"
    words: str = "#4A3A12"
    white: str = "#FFFFFF"


ARTWORK = Artwork()


class Drawings(NamedTuple):
    """The colours of the small pictures in student mode, which are light whatever the theme."""

    grounds: tuple[str, ...] = ("#DCE8F7", "#FBE6D4", "#DFEFE0", "#EFE1F2", "#FBF0CC", "#D9EEEC")
    desk: tuple[str, str] = ("#D6A374", "#B98557")
    paper: str = "#FFFFFF"
    ink: str = "#25211B"
    skins: tuple[str, ...] = ("#E3A276", "#8A5A3B", "#F2C9A6", "#CD8C5C")
    hairs: tuple[str, ...] = ("#4A3226", "#221A17", "#8A5A22", "#3A271E")
    shirts: tuple[str, ...] = ("#3F76C8", "#D9673A", "#3F9B68", "#6B5BC2", "#E0A92B", "#D15A7C", "#2E8F9F", "#7B4F99")
    gold: str = "#F7C566"
    gold_line: str = "#E5A93A"
    star: str = "#6B4A0C"
    heart: str = "#D15A7C"
    leaf: str = "#5B8A6A"
    sky: str = "#F3EEE5"
    hills: tuple[str, str] = ("#C9DAC5", "#A7C4A7")
    pens: tuple[tuple[str, str], ...] = (
        *(("Black", "#25211B"), ("Brown", "#8A5A22"), ("Red", "#D6402F"), ("Orange", "#F08A24")),
        *(("Yellow", "#F7C52B"), ("Green", "#3F9B4A"), ("Blue", "#2F6FD0"), ("Purple", "#8A4FB0")),
    )
    """The felt pens of a child's drawing, by name; they are kept by their place, so new ones come last."""


DRAWINGS = Drawings()
