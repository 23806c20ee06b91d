from __future__ import annotations

from datetime import date

import pypdfium2
import pytest

from learnerplan.documents import reflection_sheets as document
from learnerplan.documents.reflection_sheets import ReflectionSheet
from learnerplan.domain.reflections import Style
from learnerplan.errors import UserError

ON = date(2026, 12, 1)
ASKS = {
    Style.THREE: ("I am proud of", "This was hard", "What I will do next"),
    Style.STARS: ("A star", "A second star", "A wish"),
    Style.FACES: ("How was it?", "It was easy", "I am proud of"),
}


@pytest.mark.parametrize("style", list(Style))
@pytest.mark.parametrize("paper", ["letter", "a4"])
@pytest.mark.parametrize("language", ["en", "es"])
def test_each_sheet_is_one_page(tmp_path, style, paper, language):
    sheets = [ReflectionSheet(style, "Ana Lúcia " * 9, "Term 2", language), ReflectionSheet(style, language=language)]
    out = tmp_path / "a.pdf"
    assert document.render(sheets, out, paper=paper, made_on=ON) == 2
    text = pypdfium2.PdfDocument(out)[1].get_textpage().get_text_bounded()
    if language == "en":
        assert all(asked in text for asked in (*ASKS[style], "From my family"))
    else:
        assert "De mi familia" in text


def test_nobody_to_print_for_is_said(tmp_path):
    with pytest.raises(UserError, match="nobody"):
        document.render([], tmp_path / "a.pdf", paper="letter", made_on=ON)
