"""The page refuses what would leave its box, mirrors for right-to-left documents, and draws states by shape."""

from __future__ import annotations

from datetime import date

import pytest

from learnerplan.documents.page import DASH, Page, PageOverflowError, Part
from learnerplan.documents.parts.marks import boxes, tick
from learnerplan.documents.parts.stack import Setting, kept
from learnerplan.documents.pdf import FileFacts, PdfFile
from learnerplan.documents.style import BODY, BOX_HEIGHT, BOX_WIDTH, Ink
from learnerplan.documents.text import lay_out
from learnerplan.documents.words import words


@pytest.fixture
def file() -> PdfFile:
    return PdfFile(FileFacts("A page", "en", date(2026, 11, 22)))


def operators(page: Page) -> str:
    return "\n".join(page._sheet.operators)


def test_nothing_is_drawn_below_the_box(file):
    page = Page(file, "letter")
    block = lay_out("two\nlines", BODY, 200)
    page.text(block, 0, BOX_HEIGHT - block.height)
    for draw in (
        lambda: page.text(block, 0, BOX_HEIGHT - block.height + 1),
        lambda: page.box(0, BOX_HEIGHT - 5, 10, 10, stroke=Ink.INK),
        lambda: page.rule(0, BOX_HEIGHT + 1, 10),
        lambda: page.path([(0, 0), (0, BOX_HEIGHT + 1)], ink=Ink.INK, line=1),
        lambda: page.circle(5, BOX_HEIGHT, 5, stroke=Ink.INK),
    ):
        with pytest.raises(PageOverflowError):
            draw()


def test_the_box_is_centred_on_both_papers(file):
    for paper, left in (("letter", 60.0), ("a4", 51.64)):
        page = Page(file, paper)
        page.rule(0, 0, BOX_WIDTH)
        assert f"{left:.2f}" in operators(page)


def test_right_to_left_documents_start_at_the_right(file):
    page = Page(file, "letter", rtl=True)
    page.box(0, 0, 100, 10, fill=Ink.TINT)
    assert f"{60 + BOX_WIDTH - 100:.2f}" in operators(page)


def test_not_tracked_is_dashed_and_not_started_is_empty_boxes(file):
    drawn = {}
    for level in (None, 0, 2):
        page = Page(file, "letter")
        boxes(4, level, 200).draw(page, 0, 0)
        drawn[level] = operators(page)
    assert drawn[None].count(DASH) == 4
    assert DASH not in drawn[0]
    assert drawn[0].count(f"{Ink.ACCENT} rg") == 0
    assert drawn[2].count(f"{Ink.ACCENT} rg") == 2


def test_only_a_done_step_has_a_tick(file):
    page = Page(file, "letter")
    tick(done=False).draw(page, 0, 0)
    assert f"{Ink.ACCENT} RG" not in operators(page)
    tick(done=True).draw(page, 0, 0)
    assert f"{Ink.ACCENT} RG" in operators(page)


def test_a_kept_part_is_built_once_and_replayed_the_same(file):
    built = []

    @kept
    def mark(size: int) -> Part:
        built.append(size)
        return Part(size, lambda page, x, y: page.box(x, y, size, size, stroke=Ink.INK))

    pages = [Page(file, "letter") for _ in range(3)]
    for page in pages:
        page.place(mark(7), 10, 20)
    assert built == [7]
    assert len({operators(page) for page in pages}) == 1


def test_a_stack_is_as_high_as_what_it_holds(file):
    setting = Setting(words("en"))
    stack = setting.stack(200).text("one", BODY).gap(4).text("", BODY).rule(gap=3)
    assert stack.height == pytest.approx(BODY.leading + 4 + 6)
    part = setting.stack(200).beside((0, stack.done()), (100, Part(50, lambda page, x, y: None))).done()
    assert part.height == 50
