"""The printed words: both languages say everything, dates and numbers follow the language."""

from __future__ import annotations

import re
import tomllib
from datetime import date, time
from pathlib import Path

import pytest

from learnerplan import documents
from learnerplan.documents.text import Emphasis, Span
from learnerplan.documents.words import LANGUAGES, words
from learnerplan.domain.packets import ProgressScale, ScaleLevel
from learnerplan.errors import UserError
from learnerplan.paths import resource


def table(language: str) -> dict[str, object]:
    return tomllib.loads(resource("packet", f"{language}.toml").read_text(encoding="utf-8"))


def keys(values: dict[str, object], above: str = "") -> dict[str, object]:
    found: dict[str, object] = {}
    for key, value in values.items():
        found |= keys(value, f"{above}{key}.") if isinstance(value, dict) else {above + key: value}
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_says_the_same_things_with_the_same_blanks(language):
    mine, english = keys(table(language)), keys(table("en"))
    assert mine.keys() == english.keys()
    for key, text in english.items():
        blanks = [sorted(set(re.findall(r"{\w+}", str(value)))) for value in (text, mine[key])]
        assert blanks[0] == blanks[1], key


def test_every_word_that_the_code_asks_for_is_there():
    there = keys(table("en"))
    tops = "|".join({key.split(".")[0] for key in there})
    asked = re.compile(rf'"((?:{tops})\.\w+)"')
    for path in Path(documents.__file__).parent.rglob("*.py"):
        for key in asked.findall(path.read_text(encoding="utf-8")):
            assert key in there or f"{key}_one" in there, f"{path.name}: {key}"


def test_dates_times_and_numbers_follow_the_language():
    english, spanish = words("en"), words("es")
    day = date(2026, 11, 24)
    assert english.day(day) == "24 November 2026"
    assert spanish.day(day) == "24 de noviembre de 2026"
    assert english.weekday(day) == "Tuesday, 24 November 2026"
    assert spanish.weekday(day) == "Martes, 24 de noviembre de 2026"
    assert english.hours(time(16), time(16, 20)) == "4:00 to 4:20 pm"
    assert english.hours(time(11, 30), time(12)) == "11:30 am to 12:00 pm"
    assert spanish.hours(time(16), None) == "16:00"
    assert english.number(1234.5) == "1,234.5"
    assert spanish.number(0.5) == "0,5"
    assert english.number("most days") == "most days"


def test_names_filled_in_are_neither_markup_nor_blanks():
    name = "{x} **y**"
    assert words("en")("cover.kicker_term", number=1, of=name).endswith(name)
    assert words("en").rich("**Hi** {name}", name=name) == (Span("Hi", Emphasis.BOLD), Span(" " + name))


def test_levels_that_come_with_the_app_are_translated_and_a_schools_own_are_not():
    scale = ProgressScale((ScaleLevel("Not started"), ScaleLevel("Got it"), ScaleLevel("Budding", "It begins.")))
    assert words("es").level(scale, 1) == ("Logrado", "Lo hago y lo puedo explicar.")
    assert words("es").level(scale, 2) == ("Budding", "It begins.")


def test_a_language_that_is_not_there_is_a_sentence():
    with pytest.raises(UserError, match="cannot be printed"):
        words("tlh")
