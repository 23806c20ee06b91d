"""The class sheet: a block for each learner with goals to rate, open steps to tick, and lines for words and next move.

It is the teacher's own paper. Steps carry the numbers by which the grid takes them in again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from learnerplan import files
from learnerplan.documents.page import Page, Part
from learnerplan.documents.parts.marks import tick
from learnerplan.documents.parts.stack import Setting
from learnerplan.documents.pdf import FileFacts, PdfFile
from learnerplan.documents.style import (
    BODY_BOLD,
    BOX_HEIGHT,
    BOX_WIDTH,
    SECTION,
    SMALL,
    SMALL_BOLD,
    TABLE,
    Ink,
)
from learnerplan.documents.text import isolated
from learnerplan.documents.words import words
from learnerplan.domain.packets import Paper

if TYPE_CHECKING:
    from pathlib import Path

    from learnerplan.domain.class_sheets import ClassSheet, SheetGoal, SheetRow

_BOX, _GAP = 17.0, 3.0
_LEFT = 268.0
_RIGHT = BOX_WIDTH - _LEFT - 16
_FOOT = 8.0


def render(sheet: ClassSheet, path: Path, *, paper: Paper = Paper.LETTER) -> int:
    """Print the sheet into one PDF at `path`, whole or not at all; gives the number of pages."""
    data, pages = compose(sheet, paper=paper)
    files.write_bytes(path, data)
    return pages


def compose(sheet: ClassSheet, *, paper: Paper = Paper.LETTER) -> tuple[bytes, int]:
    """The PDF as bytes, and its pages. The same sheet gives the same bytes."""
    setting = Setting(words(sheet.language))
    title = setting.words("class_sheet.title")
    facts = FileFacts(title=title, language=sheet.language, made_on=sheet.made_on, author=sheet.teacher)
    file = PdfFile(facts)
    pages = _pages(sheet, setting)
    for number, parts in enumerate(pages, start=1):
        page = Page(file, paper)
        y = 0.0
        for part in parts:
            page.place(part, 0, y)
            y += part.height
        _footer(page, sheet, setting, number, len(pages))
        page.finish()
    return file.save(), len(pages)


def _pages(sheet: ClassSheet, setting: Setting) -> list[list[Part]]:
    """Blocks one below the other; none is broken over two pages."""
    head = _head(sheet, setting)
    pages, room = [[head]], BOX_HEIGHT - head.height
    for number, row in enumerate(sheet.rows, start=1):
        block = _block(sheet, row, number, setting)
        if block.height > room:
            pages.append([])
            room = BOX_HEIGHT
        pages[-1].append(block)
        room -= block.height
    return pages


def _head(sheet: ClassSheet, setting: Setting) -> Part:
    day = setting.words.day(sheet.made_on)
    week = setting.words("class_sheet.week", n=sheet.week) if sheet.week else ""
    where = " · ".join(isolated(part) for part in (sheet.room, day, sheet.term, week) if part)
    scale = "   ".join(f"{at} {setting.words.level_name(name)}" for at, name in enumerate(sheet.levels))
    stack = setting.stack(BOX_WIDTH)
    title = setting.stack(BOX_WIDTH / 2).text(setting.words("class_sheet.title"), SECTION).done()
    about = setting.stack(BOX_WIDTH / 2).text(where, SMALL.but(align="end"), max_lines=2).done()
    stack.beside((0, title), (BOX_WIDTH / 2, about))
    stack.text(setting.words("class_sheet.cross", levels=scale), SMALL, gap=3)
    return stack.rule(gap=5, ink=Ink.INK).done()


def _block(sheet: ClassSheet, row: SheetRow, number: int, setting: Setting) -> Part:
    left = setting.stack(_LEFT)
    say = setting.words
    since = say("class_sheet.first") if row.days is None else say.count("class_sheet.days", row.days)
    left.beside(
        (0, setting.stack(_LEFT - 64).text(f"{number}  {isolated(row.name)}", BODY_BOLD, max_lines=2).done()),
        (_LEFT - 60, setting.stack(60).text(since, SMALL.but(align="end", leading=15.5), max_lines=1).done()),
    )
    count = 0
    for goal in row.goals:
        left.part(_goal(goal, len(sheet.levels), setting), gap=3)
        for _, said in goal.steps:
            count += 1
            left.part(_step(count, said, setting), gap=2)
    if not row.goals:
        left.text(say("class_sheet.no_goals"), SMALL, gap=2)
    right = _lines(setting, left.height)
    stack = setting.stack(BOX_WIDTH).gap(5)
    stack.beside((0, left.done()), (_LEFT + 16, right))
    return stack.rule(gap=5).done()


def _goal(goal: SheetGoal, levels: int, setting: Setting) -> Part:
    """The goal's words, a numbered box for each level, and a line for the number where one is counted."""
    wide = levels * (_BOX + _GAP)
    text = setting.stack(_LEFT - wide - 6).text(goal.title, TABLE.but(own_way=True), max_lines=2).done()
    numbers = [setting.block(str(at), SMALL.but(align="center", size=8.5), _BOX, 1) for at in range(levels)]
    now = setting.block(setting.words("class_sheet.now"), SMALL, 30, 1)
    unit = setting.block(goal.counts or "", SMALL, max(wide - 64, 20), 1)
    counted = goal.counts is not None

    def draw(page: Page, x: float, y: float) -> None:
        for at, block in enumerate(numbers):
            left = x + at * (_BOX + _GAP)
            page.box(left, y, _BOX, 13, stroke=Ink.RULE2, radius=3)
            page.text(block, left, y + 0.2)
        if counted:
            page.text(now, x, y + 15)
            page.rule(x + 32, y + 25, 26, ink=Ink.RULE2)
            page.text(unit, x + 61, y + 15)

    boxes = Part(28 if counted else 14, draw)
    return setting.stack(_LEFT).beside((0, text), (_LEFT - wide + _GAP, boxes)).done()


def _step(number: int, said: str, setting: Setting) -> Part:
    text = setting.stack(_LEFT - 36).text(said, SMALL.but(ink=Ink.INK, own_way=True), max_lines=2).done()
    mark = setting.stack(14).text(str(number), SMALL_BOLD, max_lines=1).done()
    box = tick(9.5)
    return setting.stack(_LEFT).beside((4, box), (18, mark), (32, text)).done()


def _lines(setting: Setting, height: float) -> Part:
    """Words for the feeling, one to cross, and lines to write on: as many as there is room for, three at least."""
    short, wide = 92.0, _RIGHT - 96.0
    said = setting.block(setting.words("class_sheet.said"), SMALL, short, 1)
    feelings = "  ".join(setting.words.get("class_sheet.feelings"))
    feels = setting.block(feelings, SMALL.but(align="end"), wide, 1)
    pitch = 20.0
    count = max(3, int((height - 4) // pitch))

    def draw(page: Page, x: float, y: float) -> None:
        page.text(said, x, y)
        page.text(feels, x + _RIGHT - wide, y)
        for at in range(count):
            page.rule(x, y + pitch * (at + 1) + 8, _RIGHT, ink=Ink.RULE2)

    return Part(pitch * count + 9, draw)


def _footer(page: Page, sheet: ClassSheet, setting: Setting, number: int, of: int) -> None:
    say = setting.words
    parts = (say("class_sheet.teacher_only"), sheet.room, say("class_sheet.type_in"))
    where = " · ".join(isolated(part) for part in parts if part)
    page.rule(0, BOX_HEIGHT + _FOOT, BOX_WIDTH, line=0.6, below_box=True)
    page.text(setting.block(where, SMALL, BOX_WIDTH - 90, 1), 0, BOX_HEIGHT + _FOOT + 2, below_box=True)
    count = setting.block(say("class_sheet.page", n=number, of=of), SMALL.but(align="end"), 80, 1)
    page.text(count, BOX_WIDTH - 80, BOX_HEIGHT + _FOOT + 2, below_box=True)
