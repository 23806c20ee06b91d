"""The class sheet on paper: everybody is on it, nothing leaves the page, the same sheet gives the same bytes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from learnerplan.documents import class_sheet
from learnerplan.documents.words import LANGUAGES, words
from learnerplan.domain.class_sheets import ClassSheet, SheetGoal, SheetRow
from learnerplan.domain.packets import Paper
from tests.documents.reading import pages_text

LEVELS = ("Not started", "Started", "Getting there", "Almost", "Got it")
LONG = "explain to anybody why dividing by a fraction makes the number bigger, with a drawing and in words " * 3


def sheet(*rows: SheetRow, levels: tuple[str, ...] = LEVELS):
    return ClassSheet("Room 12", "Term 2", 5, date(2026, 11, 18), "Ms. Okoye", levels, tuple(rows))


def learner(name="Ana Ferreira", goals=2, steps=2, words="Make a comic", days=8):
    made = tuple(
        SheetGoal(f"g{g}", f"{words} {g}", tuple((f"s{g}{s}", f"{words}, step {s}") for s in range(steps)))
        for g in range(goals)
    )
    return SheetRow(name, name, days, made)


def text_of(made, paper=Paper.LETTER):
    data, pages = class_sheet.compose(made, paper=paper)
    found = pages_text(data)
    assert len(found) == pages
    return "\n".join(found)


def test_a_block_has_goals_levels_and_numbered_steps():
    said = text_of(sheet(learner(), learner("Minh Nguyễn", goals=0, days=None)))
    for part in (
        "Check-in sheet",
        "Ana Ferreira",
        "8 days",
        "Make a comic 1",
        "first talk",
        "No open goals this term",
    ):
        assert part in said
    assert "0 Not started" in said
    assert all(level in said for level in LEVELS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_of_packets_prints_the_sheet_whole(language):
    made = replace(sheet(learner(), learner("Minh", goals=0, days=None), learner("Tala", days=1)), language=language)
    said, say = text_of(made), words(language)
    for key in ("title", "first", "no_goals", "days_one", "said", "teacher_only"):
        assert say(f"class_sheet.{key}") in said, key
    assert all(say.level_name(level) in said for level in LEVELS)
    feelings = say.get("class_sheet.feelings")
    assert all(feeling in said for feeling in feelings)
    assert len({feeling[:1] for feeling in feelings}) == 4, "their first letters are typed in the grid"


@pytest.mark.parametrize("paper", list(Paper))
def test_a_class_of_thirty_goes_over_pages_and_nobody_is_left_out(paper):
    names = [f"Learner Number{n:02}" for n in range(30)]
    said = text_of(sheet(*(learner(name) for name in names)), paper)
    assert all(name in said for name in names)
    assert "1 of " in said


def test_long_words_and_other_scripts_stay_in_their_block():
    rows = [
        learner("Maximiliano-Alexander Fitzwilliam-Papadopoulos-Montgomery " * 2, goals=3, steps=4, words=LONG),
        learner("نور المصري", words="أقرأ قصتي للصف"),
        learner("क्षितिज श्रीवास्तव", words="😀" * 40),
    ]
    data, pages = class_sheet.compose(sheet(*rows))
    assert data.startswith(b"%PDF")
    assert 1 <= pages <= 3


def test_the_same_sheet_gives_the_same_bytes(tmp_path):
    made = sheet(learner())
    assert class_sheet.render(made, tmp_path / "a.pdf") == 1
    class_sheet.render(made, tmp_path / "b.pdf")
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()


def test_a_scale_of_three_levels_has_three_boxes():
    said = text_of(sheet(learner(goals=1, steps=0), levels=("Not yet", "Nearly", "Yes")))
    assert "2 Yes" in said
    assert "3 " not in said.replace("18 November 2026", "")
