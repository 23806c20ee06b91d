"""Bidi levels against the reference examples of the standard and against an independent implementation."""

from __future__ import annotations

import pytest
from bidi import get_display
from hypothesis import example, given, settings
from hypothesis import strategies as st

from learnerplan.documents.bidi import base_level, levels, reorder

MARKS = "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
ALPHABET = "aZ é12٣.,+-$%()[]«»\u0301 אבגا لىجҗ\u0651क्ष…“”/:;"


def shown(text: str, base: int) -> str:
    """The characters in the order in which they stand on the page; shaping mirrors brackets later."""
    found = levels(text, base)
    return "".join(text[index] for index in reorder(range(len(text)), lambda index: found[index]))


def test_plain_latin_has_level_zero():
    assert levels("Élodie Ñuñez", 0) == [0] * 12


def test_a_hebrew_name_in_an_english_sentence():
    assert levels("Yes, נועה!", 0) == [0, 0, 0, 0, 0, 1, 1, 1, 1, 0]


def test_digits_inside_arabic_keep_their_order():
    assert shown("الغرفة 12", 1) == "12 ةفرغلا"


def test_brackets_take_the_direction_of_their_sentence():
    assert shown("ليلى (Layla) حداد", 1) == "دادح )Layla( ىليل"
    assert shown("Layla (ليلى)!", 0) == "Layla (ىليل)!"


def test_an_isolated_name_does_not_flip_the_line():
    visible = str.maketrans("", "", MARKS)
    assert shown("\u2068نور\u2069 · 2 goals", 0).translate(visible) == "رون · 2 goals"
    assert shown("نور · 2 goals", 0) == "2 · رون goals"


@pytest.mark.parametrize(("text", "level"), [("abc", 0), ("נועה", 1), ("12 ليلى", 1), ("", 0), ("\u2067נ\u2069a", 0)])
def test_the_first_strong_character_says_the_direction(text, level):
    assert base_level(text) == level


@settings(max_examples=400, deadline=None)
@given(st.text(alphabet=ALPHABET, min_size=1, max_size=24), st.integers(0, 1))
@example("a(ב)1", 1)
@example("1.2,3 א$5", 0)
def test_order_agrees_with_an_independent_implementation(text, base):
    text = text.strip() or "x"
    assert shown(text, base) == get_display(text, base_dir="LR"[base])


@settings(max_examples=400, deadline=None)
@given(st.text(alphabet="a1 ב(ج)٣," + MARKS, min_size=1, max_size=20), st.integers(0, 1))
def test_explicit_marks_agree_with_an_independent_implementation(text, base):
    text = "x" + text.strip() + "x"
    visible = str.maketrans("", "", MARKS)
    assert shown(text, base).translate(visible) == get_display(text, base_dir="LR"[base]).translate(visible)


@settings(deadline=None)
@given(st.text(max_size=60), st.integers(0, 1))
def test_any_text_has_a_level_for_each_character(text, base):
    found = levels(text, base)
    assert len(found) == len(text)
    assert all(0 <= level <= 127 for level in found)
