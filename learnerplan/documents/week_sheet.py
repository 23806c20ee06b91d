"""The week on paper, one page a child: the goals in the child's words, the steps, and a box for each time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from learnerplan import files
from learnerplan.documents.page import Page, Part
from learnerplan.documents.parts.marks import tick
from learnerplan.documents.parts.stack import Setting
from learnerplan.documents.parts.steps import owner
from learnerplan.documents.pdf import FileFacts, PdfFile
from learnerplan.documents.style import (
    BODY,
    BODY_BOLD,
    BOX_HEIGHT,
    BOX_WIDTH,
    GOAL,
    SMALL,
    SMALL_BOLD,
    SUBTITLE,
    TITLE,
    Ink,
)
from learnerplan.documents.text import isolated
from learnerplan.documents.words import words
from learnerplan.domain.packets import Paper
from learnerplan.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from learnerplan.domain.weeks import WeekGoal, WeekList, WeekStep

_BOX, _DAY = 17.0, 38.0
_WHO = 58.0


def render(lists: Sequence[WeekList], path: Path, *, paper: Paper = Paper.LETTER, language: str = "en") -> int:
    """Print the weeks into one PDF at `path`, whole or not at all; gives the number of pages.

    Raises `UserError` for a place that cannot be written.
    """
    data, pages = compose(lists, paper=paper, language=language)
    try:
        files.write_bytes(path, data)
    except OSError as error:
        raise UserError(
            f"Nothing was printed: {path.name} cannot be written there ({error.strerror or error}).",
            "Close the file if it is open elsewhere, or choose another place.",
        ) from error
    return pages


def compose(lists: Sequence[WeekList], *, paper: Paper = Paper.LETTER, language: str = "en") -> tuple[bytes, int]:
    """The PDF as bytes, and its pages. The same weeks give the same bytes."""
    setting = Setting(words(language))
    file = PdfFile(FileFacts(title=setting.words("week.title"), language=language, made_on=lists[0].monday))
    pages = 0
    for held in lists:
        parts, more = _fitting(setting, held)
        page = Page(file, paper)
        y = 0.0
        for part in parts:
            page.place(part, 0, y)
            y += part.height
        if more:
            note = setting.block(setting.words.count("week.more", more), SMALL, BOX_WIDTH, 1)
            page.text(note, 0, BOX_HEIGHT + 4, below_box=True)
        done = page.finish()
        file.bookmark(done, held.name, 0)
        pages += 1
    return file.save(), pages


def _fitting(setting: Setting, held: WeekList) -> tuple[list[Part], int]:
    """What one page holds, and how many steps it has no room for."""
    parts = [_head(setting, held)]
    room, left = BOX_HEIGHT - parts[0].height, 0
    for goal in held.goals:
        title = _title(setting, goal)
        rows = [_row(setting, step, held.days) for step in goal.steps]
        if left or title.height + rows[0].height > room:
            left += len(rows)
            continue
        parts.append(title)
        room -= title.height
        for row in rows:
            if left or row.height > room:
                left += 1
                continue
            parts.append(row)
            room -= row.height
    return parts, left


def _head(setting: Setting, held: WeekList) -> Part:
    said = setting.words
    first, last = (held.days[0], held.days[-1]) if held.days else (held.monday, held.monday)
    span = said.month_day(first) if first == last else f"{said.month_day(first)} – {said.month_day(last)}"
    week = said("week.number", n=held.week) if held.week else ""
    where = " · ".join(isolated(part) for part in (span, held.term, week) if part)
    stack = setting.stack(BOX_WIDTH).text(said("week.of", name=held.name), TITLE, max_lines=2)
    stack.text(where, SUBTITLE, gap=2)
    if not held.days:
        stack.text(said("week.no_school"), BODY, gap=6)
    return stack.rule(gap=8, ink=Ink.INK).done()


def _title(setting: Setting, goal: WeekGoal) -> Part:
    return setting.stack(BOX_WIDTH).gap(8).text(goal.title, GOAL, max_lines=3).gap(3).done()


def _row(setting: Setting, step: WeekStep, days: Sequence[date]) -> Part:
    wide = len(days) * _DAY if step.each_day and days else 2 * _DAY
    text = setting.stack(BOX_WIDTH - _WHO - wide - 12).text(step.text, BODY.but(own_way=True), max_lines=3).done()
    who = setting.stack(_WHO - 4).text(owner(setting.words, step.who), BODY_BOLD.but(size=10), max_lines=1).done()
    marks = _each_day(setting, step, days) if step.each_day and days else _once(setting, step)
    row = setting.stack(BOX_WIDTH).gap(6)
    row.beside((0, who), (_WHO, text), (BOX_WIDTH - wide, marks))
    return row.rule(gap=6).done()


def _each_day(setting: Setting, step: WeekStep, days: Sequence[date]) -> Part:
    names = [setting.block(_weekday(setting, day), SMALL_BOLD.but(align="center"), _DAY, 1) for day in days]
    boxes = [tick(_BOX, done=day in step.done) for day in days]

    def draw(page: Page, x: float, y: float) -> None:
        for at, (name, box) in enumerate(zip(names, boxes, strict=True)):
            page.text(name, x + at * _DAY, y)
            page.place(box, x + at * _DAY + (_DAY - _BOX) / 2, y + 14)

    return Part(14 + _BOX, draw)


def _once(setting: Setting, step: WeekStep) -> Part:
    said = setting.words
    when = (
        said("goals.weekly") if step.repeats.value == "weekly" else said.short_day(step.due_on) if step.due_on else ""
    )
    label = setting.block(when, SMALL.but(align="end"), 2 * _DAY - 4, 1)
    box = tick(_BOX, done=bool(step.done))

    def draw(page: Page, x: float, y: float) -> None:
        page.text(label, x, y)
        page.place(box, x + 2 * _DAY - _BOX - (_DAY - _BOX) / 2, y + 14)

    return Part(14 + _BOX, draw)


def _weekday(setting: Setting, day: date) -> str:
    names: list[str] = setting.words.get("week.days")
    return names[day.weekday()]
