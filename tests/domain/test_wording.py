from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learnerplan.domain.wording import marks


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Her weaknesses are fractions, and she can’t focus.", ["weaknesses", "can’t focus"]),
        ("LAZY on Mondays", ["LAZY"]),
        ("He is behind and always forgets his book", ["is behind", "always forgets"]),
        ("She weakened the frame in a slow, careful way", []),
        ("Explains her steps to a friend", []),
    ],
)
def test_words_that_name_a_lack_are_marked(text, words):
    assert [mark.word for mark in marks(text)] == words
    assert all(mark.instead for mark in marks(text))


@given(st.text())
def test_marks_stand_in_the_text_and_do_not_overlap(text):
    found = marks(text)
    assert all(text[mark.start : mark.end] == mark.word for mark in found)
    assert all(one.end <= other.start for one, other in itertools.pairwise(found))
