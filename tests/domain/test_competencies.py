"""Codes in all their spellings are one, and the walk down the prerequisites ends."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from learnerplan.domain.competencies import aliases_of, ancestors, normal_code, whole_of
from learnerplan.domain.markdown import plain


@pytest.mark.parametrize(
    ("code", "normal"),
    [
        ("3.NF.A.3.d", "3.NF.A.3.d"),
        ("3.NF.A.3d", "3.NF.A.3.d"),
        ("CCSS.Math.Content.3.NF.A.3d", "3.NF.A.3.d"),
        ("CCSS.MATH.CONTENT.3.NF.A.3.D", "3.NF.A.3.d"),
        ("Math.Content.3.NF.A.3(d)", "3.NF.A.3.d"),
        ("CCSS.ELA-Literacy.RL.3.1", "RL.3.1"),
        ("CCSS.Math.Practice.MP1", "MP1"),
        ("HSA-APR.D.6", "HSA.APR.D.6"),
        (" 6.rp.a.3. ", "6.RP.A.3"),
        ("H.A.MATH.GM.PF.2DFP.L1.1", "H.A.MATH.GM.PF.2DFP.L1.1"),
        ("MATH.3.1", "MATH.3.1"),
        ("1.A", "1.a"),
        ("SEL 2.1", "SEL.2.1"),
        ("—", "—"),
        ("", ""),
    ],
)
def test_a_code_has_one_normal_form(code, normal):
    assert normal_code(code) == normal


@pytest.mark.parametrize(
    ("code", "aliases"),
    [
        ("3.NF.A.3.d", ("3.NF.3.d",)),
        ("CCSS.Math.Content.6.RP.A.3a", ("6.RP.A.3.a", "6.RP.3.a")),
        ("HSA-APR.D.6", ("HSA.APR.D.6", "HSA.APR.6", "A.APR.D.6", "A.APR.6")),
        ("K.CC.B.4", ("K.CC.4",)),
        ("RL.3.1", ()),
        ("", ()),
    ],
)
def test_aliases_are_the_other_ways_to_write_a_code(code, aliases):
    assert aliases_of(code) == aliases


@pytest.mark.parametrize(
    ("code", "whole"),
    [("6.RP.A.3a", "6.RP.A.3"), ("6.RP.A.3.a", "6.RP.A.3"), ("6.RP.A.3", ""), ("6.RP.A", ""), ("MP1", ""), ("", "")],
)
def test_a_lettered_part_knows_its_whole(code, whole):
    assert whole_of(code) == whole


@given(st.text(max_size=20))
@settings(max_examples=100)
def test_a_normal_code_is_its_own_normal_form(text):
    assert normal_code(normal_code(text)) == normal_code(text)


def test_what_comes_before_is_nearest_first_through_parts_and_ends_in_circles():
    precedes = [("a", "b"), ("b", "c"), ("x", "c.1"), ("c", "a"), ("far", "x")]
    assert ancestors("c", precedes) == ["b", "a"]
    assert ancestors("c", precedes, [("c.1", "c")]) == ["b", "c.1", "a", "x", "far"]
    assert ancestors("nowhere", precedes) == []


@pytest.mark.parametrize(
    ("published", "shown"),
    [
        ("Read **within** 100,\r\nin _one step_.", "Read within 100, in one step."),
        ("A table:\r\n\r\n| a | b |\r\n| --- | --- |\r\n| 1 | 2|", "A table: a b 1 2"),
        ("- one\n- two\n\n# Head", "one two Head"),
        ("See [here](https://x.org) and ![a picture](p.png)", "See here and a picture"),
        (r"We paid \$75 for 3*4*5 of x_1 and y_2", "We paid $75 for 3*4*5 of x_1 and y_2"),
        ("Solve $a_1*b_2 = {x \\over y}$ and *then* go", "Solve $a_1*b_2 = {x \\over y}$ and then go"),
        ("Plain words", "Plain words"),
    ],
)
def test_markdown_is_shown_as_a_line_of_plain_text(published, shown):
    assert plain(published) == shown
