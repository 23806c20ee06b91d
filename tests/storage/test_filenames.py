from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learnerplan.storage.filenames import numbered, readable, same


@pytest.mark.parametrize(
    ("given_name", "kept"),
    [
        ("Zeichnung vom Löwen.pdf", "Zeichnung vom Löwen.pdf"),
        ("मेरी कहानी.pdf", "मेरी कहानी.pdf"),
        ("قصتي.jpeg", "قصتي.jpeg"),
        ("my story", "my story"),
        ('a/b\\c:d*e?"f<g>h|.txt', "a-b-c-d-e--f-g-h-.txt"),
        ("CON", "_CON"),
        ("con.pdf", "_con.pdf"),
        ("Nul.tar.gz", "_Nul.tar.gz"),
        ("COM¹.txt", "_COM¹.txt"),
        ("console.pdf", "console.pdf"),
        ("ends with dots...", "ends with dots"),
        ("  .hidden", "hidden"),
        ("line\nbreak\ttab.png", "line break tab.png"),
        ("photo\u202egnp.exe", "photognp.exe"),
        ("", "file"),
        ("...", "file"),
        (".pdf", "pdf"),
        ("e\u0301tude.pdf", "étude.pdf"),
        ("lone \ud800 surrogate.png", "lone surrogate.png"),
        ("About v1.2 of the plan for June", "About v1.2 of the plan for June"),
    ],
)
def test_names_stay_readable(given_name, kept):
    assert readable(given_name) == kept


@given(st.text(st.characters(codec=None), max_size=300))
def test_any_text_becomes_a_name_that_every_system_takes(text):
    name = readable(text)
    assert name
    assert len(name.encode("utf-8")) <= 143
    assert not set(name) & set('<>:"/\\|?*\0')
    assert not any(unicodedata.category(c) in ("Cc", "Cs") for c in name)
    assert name == name.strip(" ")
    assert not name.endswith(".")
    assert not name.startswith(".")
    assert readable(name) == name


def test_a_long_name_is_cut_between_letters():
    name = readable("क्षि" * 60 + ".pdf")
    assert name.endswith(".pdf")
    assert not unicodedata.category(name[0]).startswith("M")
    stem = name.removesuffix(".pdf")
    following = ("क्षि" * 60)[len(stem)]
    assert not unicodedata.category(following).startswith("M")


def test_numbers_stand_before_the_ending():
    held = {"lion.pdf", "lion-2.pdf"}
    assert numbered("lion.pdf", held.__contains__) == "lion-3.pdf"
    assert numbered("lion", {"lion"}.__contains__) == "lion-2"


def test_case_and_normal_form_make_no_difference():
    assert same("Étude.PDF") == same("e\u0301tude.pdf")
