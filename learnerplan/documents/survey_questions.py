"""A question of a survey as it stands on paper, for children who colour and circle, and for all who write."""

from __future__ import annotations

from typing import TYPE_CHECKING

from learnerplan.documents.page import Part
from learnerplan.documents.parts.marks import tick, writing_lines
from learnerplan.documents.style import BODY, BODY_BOLD, BOX_WIDTH, SMALL, Ink, Role, Style
from learnerplan.documents.survey_pictures import picture
from learnerplan.domain.survey_drawings import FACES
from learnerplan.domain.surveys import QuestionKind

if TYPE_CHECKING:
    from learnerplan.documents.page import Page
    from learnerplan.documents.parts.stack import Setting
    from learnerplan.domain.survey_sheets import SheetQuestion

ASKS = Style(Role.SERIF_BOLD, 17, 21, own_way=True)
ANSWER = Style(Role.SERIF_BOLD, 12.5, 15, align="center", own_way=True, whole_words=True)
FACE_ASKS = Style(Role.SERIF_BOLD, 17, 21, own_way=True)
_NUMBER = Style(Role.SANS, 8.5, 11, Ink.INK2)
_GAP = 9.0
_DRAWING, _FACE = 46.0, 42.0
_WRITE, _LINES, _PITCH = 92.0, 3, 25.0
_MORE = 3
"""So many lines more than the usual ones a text may get where a page has room."""


def picture_question(setting: Setting, question: SheetQuestion, extra: float = 0.0) -> Part:
    """Faces stand beside the question, pictures in cards below it; words get a box, `extra` points higher."""
    if question.options and all(name in FACES for _text, name in question.options):
        return _faces(setting, question)
    said = setting.words
    stack = setting.stack(BOX_WIDTH).text(question.text, ASKS, max_lines=3)
    if not question.options:
        stack.text(question.hint or said("survey.write"), SMALL, max_lines=2)
        high = _WRITE + extra
        box = Part(high, lambda page, x, y: page.box(x, y, BOX_WIDTH, high, stroke=Ink.INK, line=1, radius=7))
        return stack.part(box, gap=5).done()
    many = question.kind is QuestionKind.SEVERAL
    stack.text(question.hint or said("survey.many" if many else "survey.one"), SMALL, max_lines=2)
    count = len(question.options)
    columns = 3 if count in (3, 5, 6, 9) else min(max(count, 2), 4)
    width = (BOX_WIDTH - _GAP * (columns - 1)) / columns
    for start in range(0, count, columns):
        line = question.options[start : start + columns]
        insides = [_inside(setting, text, name, width) for text, name in line]
        high = max(part.height for part in insides) + 14
        cards = [_card(setting, part, width, high, start + at) for at, part in enumerate(insides, start=1)]
        stack.beside(*((at * (width + _GAP), card) for at, card in enumerate(cards)), gap=6)
    return stack.done()


def _inside(setting: Setting, text: str, name: str, width: float) -> Part:
    drawn = picture(name, _DRAWING)
    stack = setting.stack(width - 20)
    if drawn is not None:
        stack.part(drawn, x=(width - 20 - _DRAWING) / 2)
    return stack.text(text, ANSWER, gap=3 if drawn else 6, max_lines=3).done()


def _card(setting: Setting, inside: Part, width: float, height: float, number: int) -> Part:
    mark = setting.block(str(number), _NUMBER, 16, 1)

    def draw(page: Page, x: float, y: float) -> None:
        page.box(x, y, width, height, stroke=Ink.INK, line=1, radius=7)
        page.text(mark, x + 7, y + 5)
        page.place(inside, x + 10, y + (height - inside.height) / 2)

    return Part(height, draw)


def _faces(setting: Setting, question: SheetQuestion) -> Part:
    each = _FACE + 20
    room = each * len(question.options)
    words = setting.stack(BOX_WIDTH - room - 30).text(question.text, FACE_ASKS, max_lines=3)
    words.text(question.hint or setting.words("survey.faces"), SMALL, max_lines=2)
    asked = words.done()
    small = SMALL.but(align="center")
    labels = [
        setting.block(f"{number} {text}", small, each, 2) for number, (text, _name) in enumerate(question.options, 1)
    ]
    drawn = [picture(name, _FACE) for _text, name in question.options]
    high = max(asked.height, _FACE + 3 + max(block.height for block in labels)) + 16

    def draw(page: Page, x: float, y: float) -> None:
        page.box(x, y, BOX_WIDTH, high, stroke=Ink.INK, line=1, radius=7)
        page.place(asked, x + 14, y + (high - asked.height) / 2)
        for at, (part, label) in enumerate(zip(drawn, labels, strict=True)):
            left = x + BOX_WIDTH - room - 8 + at * each
            if part is not None:
                page.place(part, left + 10, y + 8)
            page.text(label, left, y + 11 + _FACE)

    return Part(high, draw)


def text_question(setting: Setting, question: SheetQuestion, number: int, extra: float = 0.0) -> Part:
    """A number and the question; below it lines to write on, more of them in `extra` points, or boxes to tick."""
    said = setting.words
    inner = BOX_WIDTH - 20
    stack = setting.stack(BOX_WIDTH)
    mark = setting.stack(20).text(f"{number}.", BODY_BOLD).done()
    asked = setting.stack(inner).text(question.text, BODY_BOLD.but(own_way=True))
    many = question.kind is QuestionKind.SEVERAL
    tip = question.hint or (said("survey.tick_many" if many else "survey.tick_one") if question.options else "")
    asked.text(tip, SMALL, gap=1, max_lines=2)
    if question.required:
        asked.text(said("survey.needed"), SMALL, max_lines=1)
    stack.beside((0, mark), (20, asked.done()))
    if not question.options:
        return stack.part(writing_lines(_LINES + min(_MORE, int(extra / _PITCH)), inner, _PITCH), x=20).done()
    columns = len(question.options) if question.kind is QuestionKind.SCALE and len(question.options) <= 5 else 2
    width = inner / columns
    for start in range(0, len(question.options), columns):
        line = question.options[start : start + columns]
        cells = [_tick(setting, start + at, text, width - 10) for at, (text, _name) in enumerate(line, start=1)]
        stack.beside(*((20 + at * width, cell) for at, cell in enumerate(cells)), gap=5)
    return stack.gap(4).done()


def _tick(setting: Setting, number: int, text: str, width: float) -> Part:
    words = setting.stack(width - 30).text(text, BODY.but(own_way=True), max_lines=4).done()
    box = setting.stack(12).gap(2).part(tick(12)).done()
    mark = setting.stack(12).gap(3).text(str(number), _NUMBER).done()
    return setting.stack(width).beside((0, box), (17, mark), (30, words)).done()
