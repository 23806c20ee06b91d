from __future__ import annotations

import pytest

from learnerplan.domain.reflections import PROMPTS, Prompt, Style, style_for


@pytest.mark.parametrize(
    ("grade", "style"),
    [
        ("K", Style.FACES), ("Grade 3", Style.FACES), ("4", Style.STARS), ("05", Style.STARS),
        ("6", Style.THREE), ("12", Style.THREE), ("", Style.THREE),
    ],
)  # fmt: skip
def test_prompts_go_by_grade(grade, style):
    assert style_for(grade) is style


def test_every_prompt_is_asked_somewhere():
    assert {prompt for prompts in PROMPTS.values() for prompt in prompts} == set(Prompt)
