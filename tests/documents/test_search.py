"""Names in every script that we promise are found by a text search in the finished file."""

from __future__ import annotations

import pytest

from learnerplan.documents.style import Role, Style
from learnerplan.documents.text import lay_out
from tests.documents.reading import finds, one_page, poppler_text

NAMES = {
    "Latin with diacritics": ["Yıldız-Okonkwo", "Żółć", "Nguyễn", "Ọláṣẹ́", "ʻIolani", "fiona", "affluent", "O’Brien"],
    "Cyrillic": ["Ёлкина", "Щербакова", "Ґалаґан", "Џорџ"],
    "Greek": ["Αγγελόπουλος", "Ὀδυσσεύς"],
    "Arabic": ["ليلى", "حداد", "عبد", "محمد", "فاطمة", "عائشة", "إبراهيم", "آمنة", "الله"],
    "Persian and Urdu": ["پگاه", "چمن", "ژاله", "کیان", "ٹیپو"],
    "Hebrew": ["נועה", "אברהם", "יעקב"],
    "Devanagari": ["क्षितिज", "श्रीवास्तव", "ऋषि", "अमृता", "प्रियंका", "ज्ञानेश्वर", "विद्यार्थी"],
}


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("script", list(NAMES))
def test_names_are_found_alone_and_inside_a_sentence(script, role):
    names = NAMES[script]
    data = one_page([" ".join(names), *(f"I am {name} and glad" for name in names)], role)
    assert [name for name in names if not finds(data, name)] == []
    text = poppler_text(data)
    if text is not None:
        assert [name for name in names if text.count(name) < 2] == []


def test_names_of_many_scripts_in_one_line_are_found():
    names = ["Ravi", "ליאור", "حداد", "क्षितिज", "Ёлкина", "Νίκος", "Ánh", "پگاه"]
    data = one_page([", ".join(names) + "."])
    assert [name for name in names if not finds(data, name)] == []
    text = poppler_text(data)
    assert text is None or [name for name in names if name not in text] == []


def test_vowel_marks_are_found_too():
    name = "الحدّاد"
    data = one_page([name, f"I am {name} and glad"])
    assert finds(data, name)
    text = poppler_text(data)
    # In a left-to-right line PDFium puts a mark in another place; poppler reads both lines.
    assert text is None or text.count(name) == 2


def test_no_character_is_drawn_with_the_glyph_for_missing_ones():
    for names in NAMES.values():
        for role in Role:
            block = lay_out(" ".join(names), Style(role, 12, 18), 400)
            assert block.missing == ""
            assert all(glyph.number for line in block.lines for run in line.runs for glyph in run.shape.glyphs)


def test_a_character_without_a_font_is_reported_and_still_found():
    block = lay_out("晴美 likes 🦕", Style(Role.SANS, 12, 18), 400)
    assert block.missing == "晴美🦕"
    assert finds(one_page(["晴美 likes reading"]), "晴美")
