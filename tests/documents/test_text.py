"""The text box: wrapping, emphasis, direction, and that nothing a person writes can break it."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from learnerplan.documents.faces import clusters, segments
from learnerplan.documents.style import BODY, CHILD, Ink, Role, Style
from learnerplan.documents.text import Emphasis, Span, clean, isolated, lay_out
from tests.documents.reading import one_page

W80 = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"


def shown(line) -> str:
    return "".join(glyph.source for run in line.runs for glyph in run.shape.glyphs)


def test_lines_break_at_spaces_and_after_hyphens():
    block = lay_out("I can explain a ratio with a well-known drawing", BODY, 120)
    assert [shown(line) for line in block.lines] == ["I can explain a ratio", "with a well-known", "drawing"]
    hyphens = lay_out("Fitzwilliam-Papadopoulos-Wolfe", BODY, 104)
    assert [shown(line) for line in hyphens.lines] == ["Fitzwilliam-", "Papadopoulos-", "Wolfe"]


def test_fractions_and_ranges_stay_whole():
    assert [shown(line) for line in lay_out("about 3/4 or 10-12", BODY, 62).lines] == ["about 3/4", "or 10-12"]


def test_a_very_long_word_breaks_between_letters_and_stays_inside():
    block = lay_out(W80, CHILD, 150)
    assert len(block.lines) > 2
    assert "".join(shown(line) for line in block.lines) == W80
    assert all(line.left >= 0 and line.left + line.width <= 150.01 for line in block.lines)


def test_breaking_never_parts_a_letter_from_its_marks():
    assert clusters("क्षितिज") == ["क्षि", "ति", "ज"]
    assert clusters("e\u0301a") == ["e\u0301", "a"]
    assert clusters("👩🏽‍🚀🇹🇷") == ["👩🏽‍🚀", "🇹🇷"]


def test_more_lines_than_wanted_end_in_an_ellipsis():
    block = lay_out("one two three four five six seven", BODY, 60, max_lines=2)
    assert block.cut
    assert [shown(line) for line in block.lines] == ["one two", "three…"]
    assert not lay_out("one", BODY, 60, max_lines=2).cut


def test_a_childs_text_is_never_markup():
    written = "I <b>love</b> **stars** & 1 < 2 {name} %s"
    assert shown(lay_out(written, CHILD, 400).lines[0]) == written


def test_spans_carry_emphasis_even_inside_a_word():
    block = lay_out((Span("between "), Span("209", Emphasis.BOLD), Span(".")), BODY, 400)
    assert shown(block.lines[0]) == "between 209."
    faces = [run.shape.face.name for run in block.lines[0].runs]
    assert faces == ["inter-400", "inter-400", "inter-600", "inter-400"]
    accent = lay_out((Span("goal", Emphasis.ACCENT),), BODY, 400).lines[0].runs[0]
    assert accent.ink is Ink.ACCENT


def test_words_in_arabic_start_at_the_right_and_labels_do_not():
    own = lay_out("أنا أرسم", CHILD, 300).lines[0]
    assert own.left == pytest.approx(300 - own.width)
    label = lay_out("أنا أرسم", BODY, 300).lines[0]
    assert label.left == 0
    assert lay_out("Term 2", BODY, 300, rtl=True).lines[0].left > 200


def test_an_arabic_word_stays_in_one_font():
    assert [part.face.name for part in segments("پگاه", Role.SANS)] == ["amiri-400"]
    assert [part.face.name for part in segments("ليلى", Role.SANS)] == ["tajawal-400"]
    assert [part.text for part in segments("Layla/ליאור", Role.SERIF)] == ["Layla/", "ליאור"]


def test_cleaning_keeps_what_can_be_printed():
    assert clean("a\tb\r\nc\x00d\u2028e\ufeff\u00ad") == "a b\ncd\ne"
    assert clean("e\u0301") == "é"
    assert clean("\ud800x") == "\ufffdx"
    assert isolated("Elif") == "Elif"
    assert isolated("ليلى") == "\u2068ليلى\u2069"


texts = st.one_of(
    st.text(max_size=200),
    st.text(alphabet=st.characters(blacklist_categories=()), max_size=60),
    st.text(alphabet="אבג ليلى\u064bक्षि a1(2)-/\u200d\u200b\u2067\u2069\u202e👩🏽🇹🇷\n", max_size=120),
    st.text(alphabet="Wـ한👾", min_size=200, max_size=900),
)


@settings(max_examples=150, deadline=None)
@given(texts, st.sampled_from(list(Role)), st.sampled_from([12.0, 90.0, 492.0]), st.booleans())
@example("\u2067", Role.SANS, 90.0, True)
@example(W80 * 40, Role.DISPLAY, 90.0, False)
@example("", Role.SANS, 12.0, False)
def test_any_text_is_set_inside_its_box(text, role, width, own_way):
    style = Style(role, 11, 16, own_way=own_way)
    block = lay_out(text, style, width)
    assert block.lines
    for line in block.lines:
        # A single grapheme wider than the box stands alone; nothing else may.
        assert line.width <= width + 0.01 or len(line.runs) <= 4
    short = lay_out(text, style, width, max_lines=2)
    assert len(short.lines) <= 2


@settings(max_examples=60, deadline=None)
@given(texts, st.sampled_from(list(Role)))
def test_any_text_becomes_a_file(text, role):
    assert one_page([text[:120]], role).startswith(b"%PDF-1.7")
