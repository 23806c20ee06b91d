"""Surveys on paper: pictures and few words for the youngest, lines to write on for all others.

The number beside each answer is what is typed for it when the sheets come back.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from learnerplan.documents.flow import PagePlan
from learnerplan.documents.parts.stack import Setting
from learnerplan.documents.pdf import FileFacts, PdfFile
from learnerplan.documents.sheet_pages import draw, write
from learnerplan.documents.style import BOX_HEIGHT
from learnerplan.documents.survey_heads import picture_head, text_head, written_by
from learnerplan.documents.survey_questions import picture_question, text_question
from learnerplan.documents.words import words
from learnerplan.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from learnerplan.documents.page import Part
    from learnerplan.domain.survey_sheets import SheetQuestion, SurveySheet

_GAP = 12.0


def render(sheets: Sequence[SurveySheet], path: Path, *, paper: str, made_on: date) -> int:
    """Print sheets into one PDF at `path`, and give the number of pages.

    Each of several begins on a sheet of paper of its own. The file appears whole or not at all. Raises `UserError`
    for nothing to print and for a place that cannot be written.
    """
    data, pages = compose(sheets, paper=paper, made_on=made_on)
    write(data, path)
    return pages


def compose(sheets: Sequence[SurveySheet], *, paper: str, made_on: date) -> tuple[bytes, int]:
    """The PDF as bytes, and how many pages it has."""
    if not sheets:
        raise UserError("There is nobody to print a sheet for.", "Choose one person at least, or a blank sheet.")
    if not sheets[0].questions:
        raise UserError("This survey has no question yet.", "Add one, then print it.")
    first = sheets[0]
    file = PdfFile(FileFacts(title=first.title, language=first.language, made_on=made_on))
    for sheet in sheets:
        setting = Setting(words(sheet.language))
        plans = plan(sheet, setting)
        if len(sheets) > 1 and len(plans) % 2:
            plans.append(PagePlan(footer=False))
        bookmark = sheet.name or sheet.about or sheet.title
        draw(file, setting, plans, paper, footer=(sheet.title, sheet.about or sheet.name), bookmark=bookmark)
    return file.save(), file.pages


def plan(sheet: SurveySheet, setting: Setting) -> list[PagePlan]:
    """The pages of one sheet: questions one below the other, none parted; what room is left, words get."""
    head = picture_head(setting, sheet) if sheet.pictures else text_head(setting, sheet)
    foot = written_by(setting)
    full = BOX_HEIGHT - (foot.height + 6 if sheet.pictures else 0)
    parts = [_part(sheet, setting, number, question, 0.0) for number, question in enumerate(sheet.questions, start=1)]
    groups: list[list[int]] = [[]]
    y = head.height
    for at, part in enumerate(parts):
        if y + part.height > full and (groups[-1] or len(groups) == 1):
            groups.append([])
            y = 0.0
        groups[-1].append(at)
        y += part.height + _GAP
    pages = []
    for number, group in enumerate(groups):
        top = 0.0 if number else head.height
        page = PagePlan(placed=[] if number else [(0.0, 0.0, head)])
        used = top + sum(parts[at].height + _GAP for at in group) - _GAP
        free = [at for at in group if not sheet.questions[at].options]
        extra = max(0.0, full - used) / len(free) if free else 0.0
        for at in group:
            part = _part(sheet, setting, at + 1, sheet.questions[at], extra) if at in free else parts[at]
            page.placed.append((0.0, top, part))
            top += part.height + _GAP
        pages.append(page)
    if sheet.pictures:
        pages[-1].placed.append((0.0, BOX_HEIGHT - foot.height, foot))
    return pages


def _part(sheet: SurveySheet, setting: Setting, number: int, question: SheetQuestion, extra: float) -> Part:
    if sheet.pictures:
        return picture_question(setting, question, extra)
    return text_question(setting, question, number, extra)
