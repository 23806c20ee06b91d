"""The app's own fonts: built once, named so that every system tells their weights apart."""

from __future__ import annotations

import subprocess
import sys

import pytest
from fontTools.ttLib import TTFont

from learnerplan import fonts
from learnerplan.errors import UserError


@pytest.fixture(scope="module")
def font_set() -> fonts.FontSet:
    return fonts.ensure(workers=2)


def test_every_font_is_there(font_set):
    assert set(font_set.files) == set(fonts.CUTS)
    assert all(path.is_file() for path in font_set.files.values())
    assert fonts.missing() == []


def test_files_are_static_and_carry_their_weight(font_set):
    for name, path in font_set.files.items():
        with TTFont(path) as font:
            assert "fvar" not in font, name
            assert font["OS/2"].usWeightClass == fonts.CUTS[name].weight


def test_weights_that_are_no_regular_or_bold_name_their_family_apart(font_set):
    with TTFont(font_set.files["inter-600"]) as font:
        names = {number: font["name"].getDebugName(number) for number in (1, 2, 4, 6, 16, 17)}
    assert (names[1], names[2]) == ("Inter SemiBold", "Regular")
    assert (names[16], names[17]) == ("Inter", "SemiBold")
    assert (names[4], names[6]) == ("Inter SemiBold", "Inter-SemiBold")
    with TTFont(font_set.files["literata-italic-400"]) as font:
        assert (font["name"].getDebugName(1), font["name"].getDebugName(2)) == ("Literata", "Italic")
        assert font["head"].macStyle == 0b10


def test_qt_knows_each_weight_as_its_own(font_set, qapp):
    from PySide6.QtGui import QFontDatabase

    numbers = [QFontDatabase.addApplicationFont(str(font_set.files[f"inter-{w}"])) for w in (400, 500, 600, 700)]
    try:
        assert all("Inter" in QFontDatabase.applicationFontFamilies(number) for number in numbers)
        styles = QFontDatabase.styles("Inter")
        assert {QFontDatabase.weight("Inter", style) for style in styles} >= {400, 500, 600, 700}
    finally:
        for number in numbers:
            QFontDatabase.removeApplicationFont(number)


def test_looking_fonts_up_loads_nothing_heavy(font_set):
    code = (
        "import sys; from learnerplan import fonts; fonts.ensure(); fonts.font_path('inter-600');"
        "print([m for m in ('fontTools', 'reportlab', 'PIL', 'concurrent.futures.process') if m in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


def test_only_what_is_missing_is_built_and_twice_the_same(font_set, tmp_path, monkeypatch):
    monkeypatch.setenv("LEARNERPLAN_FONTS", str(tmp_path))
    for name, path in font_set.files.items():
        if name != "heebo-600":
            (tmp_path / f"{name}.ttf").write_bytes(path.read_bytes())
    built = fonts.font_path("heebo-600")
    assert built.parent == tmp_path
    assert built.read_bytes() == font_set.files["heebo-600"].read_bytes()
    assert [path.name for path in tmp_path.iterdir() if path.suffix != ".ttf"] == []


def test_a_folder_that_cannot_be_written_is_a_sentence(tmp_path, monkeypatch):
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    monkeypatch.setenv("LEARNERPLAN_FONTS", str(blocked / "fonts"))
    with pytest.raises(UserError, match="could not be prepared"):
        fonts.ensure()


def test_an_unknown_font_is_a_bug():
    with pytest.raises(KeyError):
        fonts.font_path("papyrus-400")
