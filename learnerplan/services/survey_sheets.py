"""Surveys on paper: the sheets of a class or of families, each in the reader's language where its words exist."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import TYPE_CHECKING

from learnerplan import paths
from learnerplan.documents.survey_sheets import compose, render
from learnerplan.documents.words import LANGUAGES
from learnerplan.domain import grades
from learnerplan.domain.profiles import Voice
from learnerplan.domain.survey_sheets import SheetQuestion, SurveySheet

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from learnerplan.services.own_surveys import OwnSurvey
    from learnerplan.services.survey_grids import AskedRow

_CODES = {
    "english": "en",
    "spanish": "es",
    "español": "es",
    "espanol": "es",
    "castellano": "es",
    "spa": "es",
    "eng": "en",
}
_YOUNGEST = 3


def code(language: str) -> str:
    """The language of a sheet for somebody who speaks this ("Spanish", "es-MX"); English where it has no words."""
    plain = language.strip().casefold()
    short = _CODES.get(plain, plain.replace("_", "-").split("-")[0])
    return short if short in LANGUAGES else "en"


@cache
def _words(language: str) -> dict[str, str]:
    path = paths.resource("surveys", f"{language}.toml")
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}


def has_words(survey: OwnSurvey, language: str) -> bool:
    """Whether every question of a survey has words in a language, as those that ship with the app have in Spanish."""
    known = _words(language)
    return bool(survey.questions) and all(question.text in known for question in survey.questions)


def is_for_pictures(survey: OwnSurvey) -> bool:
    """Whether a survey prints large, with pictures: one for grades up to 3, or one that has any."""
    band = grades.number(survey.band.split("-")[-1])
    young = survey.respondent is Voice.LEARNER and band is not None and band <= _YOUNGEST
    return young or any(option.picture for question in survey.questions for option in question.options)


def sheet(survey: OwnSurvey, person: AskedRow | None = None, *, language: str = "") -> SurveySheet:
    """One sheet, blank or with the names of a person. Without `language` it is the survey's own.

    Questions of our own are printed as they were written; those that ship with the app are turned where we have words.
    """
    wanted = code(language or survey.language or "en")
    known = _words(wanted) if wanted != code(survey.language or "en") else {}
    family = survey.respondent is Voice.FAMILY
    questions = tuple(
        SheetQuestion(
            known.get(question.text, question.text),
            question.kind,
            tuple((known.get(option.text, option.text), option.picture) for option in question.options),
            known.get(question.hint, question.hint),
            question.required,
        )
        for question in survey.questions
    )
    name = "" if person is None else person.contact if family else person.learner
    return SurveySheet(
        known.get(survey.title, survey.title),
        known.get(survey.introduction, survey.introduction),
        questions,
        is_for_pictures(survey),
        name,
        person.called if person is not None and family else "",
        wanted,
    )


def sheets(survey: OwnSurvey, people: Sequence[AskedRow], *, language: str = "") -> list[SurveySheet]:
    """A sheet for each person; those of a family in the language of the contact unless `language` names one."""
    family = survey.respondent is Voice.FAMILY
    return [sheet(survey, person, language=language or (person.language if family else "")) for person in people]


def save(made: Sequence[SurveySheet], path: Path, *, paper: str, on: date) -> int:
    """Write sheets into one PDF; gives its number of pages. Raises `UserError` where it cannot be written."""
    return render(made, path, paper=paper, made_on=on)


def pages(made: Sequence[SurveySheet], *, paper: str, on: date) -> int:
    """How many pages the sheets take."""
    return compose(made, paper=paper, made_on=on)[1]
