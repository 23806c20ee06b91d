from __future__ import annotations

from datetime import date, timedelta

import pypdfium2
import pytest

from learnerplan.documents.week_sheet import compose, render
from learnerplan.domain.steps import Repeats, Who
from learnerplan.domain.weeks import WeekGoal, WeekList, WeekStep
from learnerplan.errors import UserError

MONDAY = date(2026, 11, 16)
DAYS = tuple(MONDAY + timedelta(days=at) for at in range(5))


def step(text, repeats=Repeats.DAILY):
    return WeekStep("1", text, Who.HOME, repeats, MONDAY, frozenset({MONDAY}))


def week(*steps: WeekStep, name="Ana", days=DAYS):
    return WeekList("1", name, "Term 2", 5, MONDAY, days, (WeekGoal("Make a comic", True, steps),))


def text_of(data):
    document = pypdfium2.PdfDocument(data)
    return [page.get_textpage().get_text_range() for page in document]


def test_a_page_holds_name_goal_steps_and_days():
    data, pages = compose([week(step("Read to somebody"), step("Bring it", Repeats.ONCE))])
    (text,) = text_of(data)
    assert pages == 1
    for words in ("Ana: my week", "Make a comic", "Read to somebody", "Mon", "Fri", "16 Nov"):
        assert words in text.replace("\u2068", "").replace("\u2069", ""), words


def test_days_off_have_no_box_and_a_week_without_school_says_so():
    (text,) = text_of(compose([week(step("Read"), days=DAYS[:3])])[0])
    assert "Wed" in text
    assert "Thu" not in text
    (none,) = text_of(compose([week(step("Read"), days=())])[0])
    assert "No school this week" in none


def test_other_scripts_and_very_long_words_and_many_steps_keep_to_one_page_a_child():
    hard = week(step("اقرأ مع أختي كل يوم 📚 " * 12), *[step(f"Step {at} " + "long " * 40) for at in range(30)])
    data, pages = compose([hard, week(step("Read"), name="نور " * 30)])
    texts = text_of(data)
    assert pages == len(texts) == 2
    assert "more steps are in the plan" in texts[0]


def test_spanish_words():
    (text,) = text_of(compose([week(step("Leer", Repeats.WEEKLY))], language="es")[0])
    assert "semana" in text


def test_a_place_that_cannot_be_written_is_said_in_words(tmp_path):
    with pytest.raises(UserError, match="cannot be written there"):
        render([week(step("Read"))], tmp_path)
