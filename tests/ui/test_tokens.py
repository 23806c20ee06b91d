"""The colours: enough contrast for everything that is read, and no colour written anywhere else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ui.theme.tokens import DARK, LIGHT, Tokens, contrast, high_contrast

PAIRS = [
    ("ink", "paper", 15.0, 15.3),
    ("ink", "surface", 16.0, 13.9),
    ("ink2", "surface", 8.0, 8.9),
    ("ink2", "sidebar", 7.0, 10.2),
    ("ink3", "surface", 5.6, 6.0),
    ("ink3", "paper", 5.2, 6.6),
    ("ink3", "sunken", 4.8, 6.3),
    ("accent", "surface", 7.1, 8.7),
    ("on_accent", "accent", 7.1, 8.7),
    ("accent_ink", "accent_soft", 7.2, 7.7),
    ("voice_ink", "voice", 10.1, 11.1),
    ("ok", "ok_soft", 5.4, 7.3),
    ("warn", "warn_soft", 5.6, 7.7),
    ("bad", "bad_soft", 5.5, 6.7),
    ("none", "none_soft", 4.7, 5.3),
    ("line_strong", "surface", 3.6, 3.8),
    ("focus", "paper", 6.6, 9.7),
]


@pytest.mark.parametrize(("front", "back", "light", "dark"), PAIRS)
def test_text_and_edges_keep_their_contrast(front: str, back: str, light: float, dark: float):
    for tokens, wanted in ((LIGHT, light), (DARK, dark)):
        reached = contrast(getattr(tokens, front), getattr(tokens, back))
        assert round(reached, 1) >= wanted, f"{front} on {back} in {tokens.name}: {reached:.2f}"


@pytest.mark.parametrize(("tokens", "least"), [(LIGHT, 5.8), (DARK, 7.5)])
def test_letters_stand_out_on_every_avatar(tokens: Tokens, least: float):
    assert len(tokens.avatars) == 6
    for back, letters in tokens.avatars:
        assert contrast(letters, back) >= least, (back, letters)


@pytest.mark.parametrize("tokens", [LIGHT, DARK])
def test_high_contrast_strengthens_lines_and_drops_soft_fills(tokens: Tokens):
    strong = high_contrast(tokens)
    assert strong.line == tokens.line_strong
    assert strong.warn_soft == tokens.surface
    assert strong.focus_width == 3
    for tone in ("ok", "warn", "bad", "none"):
        assert contrast(getattr(strong, tone), getattr(strong, tone + "_soft")) >= 4.5


def test_no_colour_is_written_outside_the_tokens():
    root = Path(__file__).resolve().parents[2] / "ui"
    found = [
        f"{path.relative_to(root)}:{number}"
        for path in sorted(root.rglob("*"))
        if path.suffix in {".py", ".qss"} and path.name != "tokens.py"
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if re.search(r"#[0-9A-Fa-f]{6}\b|rgba?\(\s*\d", line)
    ]
    assert found == []
