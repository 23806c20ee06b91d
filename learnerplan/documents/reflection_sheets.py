"""Sheets to look back on a term by hand: faces for the youngest, two stars and a wish, or proud, hard and next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from learnerplan.documents.flow import PagePlan
from learnerplan.documents.page import Part
from learnerplan.documents.parts.marks import face
from learnerplan.documents.parts.stack import Setting
from learnerplan.documents.parts.writing import empty_card
from learnerplan.documents.pdf import FileFacts, PdfFile
from learnerplan.documents.sheet_pages import draw, write
from learnerplan.documents.style import BOX_HEIGHT, BOX_WIDTH, GOAL, SMALL
from learnerplan.documents.survey_heads import text_head
from learnerplan.documents.words import words
from learnerplan.domain.reflections import PROMPTS, Prompt, Style
from learnerplan.domain.survey_sheets import SurveySheet
from learnerplan.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from learnerplan.documents.page import Page

_GAP, _PITCH, _FRAME = 12.0, 26.0, 48.5
_FACE = 24.0


@dataclass(frozen=True, slots=True)
class ReflectionSheet:
    """One learner's sheet; without a name there is a line to write it on."""

    style: Style
    name: str = ""
    term: str = ""
    language: str = "en"


def render(sheets: Sequence[ReflectionSheet], path: Path, *, paper: str, made_on: date) -> int:
    """Print sheets of one page each into a PDF at `path`; gives the number of pages.

    Raises `UserError` for nobody to print for and for a place that cannot be written.
    """
    if not sheets:
        raise UserError("There is nobody to print a sheet for.", "Choose one person at least, or a blank sheet.")
    first = words(sheets[0].language)
    file = PdfFile(FileFacts(title=first("looking_back.title"), language=first.language, made_on=made_on))
    for sheet in sheets:
        setting = Setting(words(sheet.language))
        title = setting.words("looking_back.title")
        draw(
            file, setting, [_page(sheet, setting)], paper, footer=(title, sheet.name, sheet.term),
            bookmark=sheet.name or title,
        )  # fmt: skip
    write(file.save(), path)
    return file.pages


def _page(sheet: ReflectionSheet, setting: Setting) -> PagePlan:
    """The head, a card for each question and one for the family, all on one page; the cards share its room."""
    said = setting.words
    head = text_head(setting, SurveySheet(said("looking_back.title"), said("reflection.subtitle"), (), name=sheet.name))
    page = PagePlan(placed=[(0.0, 0.0, head)])
    y = head.height
    asked = PROMPTS[sheet.style]
    if Prompt.FACE in asked:
        part = _faces(setting)
        page.placed.append((0.0, y, part))
        y += part.height + _GAP
    titles = [_title(sheet.style, prompt, setting) for prompt in asked if prompt is not Prompt.FACE]
    titles.append(said("reflection.home"))
    room = (BOX_HEIGHT - y + _GAP) / len(titles) - _GAP
    lines = max(2, int((room - _FRAME) / _PITCH))
    for title in titles:
        card = empty_card(setting, title, lines, kind="mine", style=GOAL.but(own_way=False))
        page.placed.append((0.0, y, card))
        y += card.height + _GAP
    return page


def _title(style: Style, prompt: Prompt, setting: Setting) -> str:
    if prompt is Prompt.SECOND_STAR:
        return setting.words("reflection.second_star")
    if style is Style.STARS:
        return setting.words("reflection.star" if prompt is Prompt.PROUD else "reflection.wish")
    return setting.words(f"looking_back.{prompt.value}")


def _faces(setting: Setting) -> Part:
    each = BOX_WIDTH / 4
    said = setting.words
    asked = setting.stack(BOX_WIDTH).text(said("reflection.face"), GOAL.but(own_way=False)).done()
    labels = [setting.block(text, SMALL.but(align="center"), each, 2) for text in said.get("reflection.faces")]
    drawn = [face(kind, _FACE) for kind in (0, 1, 2, 3)]

    def paint(page: Page, x: float, y: float) -> None:
        page.place(asked, x, y)
        top = y + asked.height + 8
        for at, (part, label) in enumerate(zip(drawn, labels, strict=True)):
            left = x + at * each
            page.place(part, left + each / 2 - _FACE, top)
            page.text(label, left, top + 2 * _FACE + 4)

    return Part(asked.height + 8 + 2 * _FACE + 4 + max(label.height for label in labels), paint)
