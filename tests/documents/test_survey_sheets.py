from __future__ import annotations

from datetime import date

import pypdfium2
import pytest

from learnerplan.documents import survey_sheets as document
from learnerplan.documents.survey_pictures import picture
from learnerplan.documents.words import LANGUAGES
from learnerplan.domain.survey_drawings import PICTURES
from learnerplan.domain.survey_sheets import SheetQuestion, SurveySheet
from learnerplan.domain.surveys import QuestionKind
from learnerplan.errors import UserError
from learnerplan.services import own_surveys, survey_sheets

ON = date(2026, 9, 1)
LONG = "What would you like everybody who works with you at school to know about how you learn best? " * 3


def texts(data):
    held = pypdfium2.PdfDocument(data)
    return [held[at].get_textpage().get_text_bounded() for at in range(len(held))]


def sheet(*questions: SheetQuestion, **given):
    return SurveySheet("Check", "Say it in your words.", questions, **given)


def ready(store, key):
    return own_surveys.one(store, own_surveys.add_ready(store, key))


@pytest.mark.parametrize("key", own_surveys.READY)
@pytest.mark.parametrize("paper", ["letter", "a4"])
def test_every_ready_made_survey_prints_on_two_sheets_at_most(store, key, paper):
    made = survey_sheets.sheet(ready(store, key))
    data, pages = document.compose([made], paper=paper, made_on=ON)
    assert pages <= 4
    whole = "\n".join(texts(data)).replace("\r\n", " ").replace("\n", " ")
    for question in made.questions:
        assert question.text.split()[-1] in whole
    assert data == document.compose([made], paper=paper, made_on=ON)[0]


def test_letter_and_a4_break_alike(store):
    made = survey_sheets.sheet(ready(store, "families"))
    letter, a4 = (texts(document.compose([made], paper=paper, made_on=ON)[0]) for paper in ("letter", "a4"))
    assert letter == a4


@pytest.mark.parametrize("key", own_surveys.READY)
@pytest.mark.parametrize("language", [each for each in LANGUAGES if each != "en"])
def test_every_ready_made_survey_is_whole_in_every_language_of_paper(store, key, language):
    survey = ready(store, key)
    assert survey_sheets.has_words(survey, language)
    made, english = survey_sheets.sheet(survey, language=language), survey_sheets.sheet(survey)
    assert made.language == language
    assert made.title != english.title
    assert made.introduction != english.introduction
    for here, there in zip(made.questions, english.questions, strict=True):
        assert here.text != there.text
        assert not {text for text, _ in here.options} & {text for text, _ in there.options}
        assert len({text for text, _ in here.options}) == len(there.options)


def test_questions_of_our_own_have_no_words_in_another_language(store):
    own = own_surveys.add(store, title="Ours", questions=[own_surveys.Wording("How was the trip?")])
    survey = own_surveys.one(store, own)
    assert not survey_sheets.has_words(survey, "es")
    assert survey_sheets.sheet(survey, language="es").questions[0].text == "How was the trip?"


@pytest.mark.parametrize(
    ("language", "code"), [("Spanish", "es"), ("es-MX", "es"), ("Arabic", "en"), ("", "en"), ("Español", "es")]
)
def test_a_language_without_words_is_english(language, code):
    assert survey_sheets.code(language) == code


def test_every_picture_of_the_ready_made_surveys_is_drawn():
    wanted = {
        picture
        for ready in own_surveys.ready_made()
        for question in ready.questions
        for _text, picture in question.options
        if picture
    }
    assert wanted <= set(PICTURES)
    assert all(picture(name, 40) is not None for name in PICTURES)
    assert picture("unheard of", 40) is None


def test_sheets_of_a_class_begin_on_paper_of_their_own():
    one = SheetQuestion("One?", QuestionKind.TEXT)
    sheets = [sheet(one, name="Ana"), sheet(one, name="Minh"), sheet(one)]
    data, pages = document.compose(sheets, paper="letter", made_on=ON)
    assert pages == 6
    found = texts(data)
    assert "Ana" in found[0]
    assert "Ana" not in found[2]
    assert found[1].strip() == ""


@pytest.mark.parametrize("pictures", [True, False])
def test_long_questions_and_any_script_go_over_to_further_pages(pictures):
    options = tuple((f"{LONG} {at}", "") for at in range(9))
    asked = [
        SheetQuestion(LONG, QuestionKind.SEVERAL, options),
        SheetQuestion("كيف تتعلم؟ \U0001f600", QuestionKind.TEXT, hint=LONG, required=True),
        *(SheetQuestion(LONG, QuestionKind.TEXT) for _ in range(9)),
    ]
    made = sheet(*asked, pictures=pictures, name="Ana Lúcia " * 12, about="Ana")
    _data, pages = document.compose([made], paper="letter", made_on=ON)
    assert pages > 2


def test_nothing_to_print_is_said(tmp_path):
    with pytest.raises(UserError, match="nobody"):
        document.render([], tmp_path / "a.pdf", paper="letter", made_on=ON)
    with pytest.raises(UserError, match="no question"):
        document.render([sheet()], tmp_path / "a.pdf", paper="letter", made_on=ON)
    assert list(tmp_path.iterdir()) == []
    one = sheet(SheetQuestion("One?", QuestionKind.TEXT))
    with pytest.raises(UserError, match="cannot be written"):
        document.render([one], tmp_path / "none" / "a.pdf", paper="letter", made_on=ON)


@pytest.mark.parametrize("name", ["", "Saoirse Byrne"])
def test_name_and_day_stand_on_one_line(name):
    asked = SheetQuestion("What next?", QuestionKind.TEXT)
    data, _pages = document.compose([sheet(asked, name=name)], paper="letter", made_on=ON)
    page = pypdfium2.PdfDocument(data)[0]
    edges = [one.get_bounds() for one in page.get_objects()]
    rules = sorted((low for left, low, right, high in edges if right - left > 100 and high - low < 3), reverse=True)
    assert rules[0] == pytest.approx(rules[1], abs=0.1)
