"""The head and the foot of a survey on paper: what it is, and whose sheet it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from learnerplan.documents.page import Part
from learnerplan.documents.style import BODY_BOLD, BOX_WIDTH, LABEL, SMALL, SUBTITLE, TITLE, Ink, Role, Style

if TYPE_CHECKING:
    from learnerplan.documents.page import Page
    from learnerplan.documents.parts.stack import Setting
    from learnerplan.domain.survey_sheets import SurveySheet

CHILD_TITLE = Style(Role.DISPLAY, 32, 38)
CHILD_SAYS = Style(Role.SERIF, 15, 20)
_LINE = 216.0
_MARK = Style(Role.SANS_BOLD, 8.5, 11, Ink.INK2)


def picture_head(setting: Setting, sheet: SurveySheet) -> Part:
    """A large title with the child's name at its end, or a line for it."""
    title = setting.block(sheet.title, CHILD_TITLE, BOX_WIDTH - _LINE - 24, 3)
    intro = setting.stack(BOX_WIDTH).text(sheet.introduction, CHILD_SAYS, max_lines=3).done()
    large = BODY_BOLD.but(size=15, leading=20, own_way=True)
    name = _name(setting, setting.words("survey.name"), sheet.name, _LINE, large, _MARK if sheet.name else LABEL)
    high = max(title.height, name.height)

    def draw(page: Page, x: float, y: float) -> None:
        page.text(title, x, y)
        page.place(name, x + BOX_WIDTH - _LINE, y + high - name.height)
        page.place(intro, x, y + high + 6)

    return Part(high + 6 + intro.height + 12, draw)


def text_head(setting: Setting, sheet: SurveySheet) -> Part:
    """Title, introduction and bar, then the name and the day; a family's sheet says about whom it is."""
    stack = setting.stack(BOX_WIDTH).text(sheet.title, TITLE, max_lines=3)
    if sheet.about:
        stack.text(setting.words("survey.about", name=sheet.about), BODY_BOLD, gap=4, max_lines=2)
    stack.text(sheet.introduction, SUBTITLE, gap=4, max_lines=4)
    stack.part(Part(3, lambda page, x, y: page.box(x, y, 44, 3, fill=Ink.ACCENT)), gap=9)
    by = setting.words("survey.by" if sheet.about else "survey.name_other")
    mark = _MARK if sheet.name else LABEL  # name and day stand on one line
    name = _name(setting, by, sheet.name, 340, BODY_BOLD.but(own_way=True), mark)
    day = _name(setting, setting.words("survey.date"), "", 134, BODY_BOLD, mark)
    return stack.beside((0, name), (358, day), gap=14).gap(16).done()


def written_by(setting: Setting) -> Part:
    """Who held the pencil, to be circled."""
    return setting.stack(BOX_WIDTH).text(setting.words("survey.written_by"), SMALL, max_lines=1).done()


def _name(setting: Setting, said: str, name: str, width: float, style: Style, above: Style) -> Part:
    mark = setting.block(said, above, width, 1)
    words = setting.block(name, style, width, 2) if name else None
    room = max(words.height if words else 0.0, 18.0)

    def draw(page: Page, x: float, y: float) -> None:
        page.text(mark, x, y)
        if words:
            page.text(words, x, y + mark.height)
        page.rule(x, y + mark.height + room + 2, width, ink=Ink.INK, line=0.8)

    return Part(mark.height + room + 3, draw)
