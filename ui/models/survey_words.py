"""The words for surveys: kinds of question, who answers, for whom a survey is made, and its pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from learnerplan.domain.profiles import Voice
from learnerplan.domain.survey_drawings import PICTURES
from learnerplan.domain.surveys import QuestionKind
from ui import days
from ui.models.facets import FACETS

if TYPE_CHECKING:
    from datetime import date

    from learnerplan.services.own_surveys import QuestionRow
    from learnerplan.services.survey_changes import CountedSurvey, Move, QuestionChange
    from learnerplan.services.survey_given import Given

KINDS: dict[QuestionKind, str] = {
    QuestionKind.TEXT: "Own words",
    QuestionKind.ONE: "One answer",
    QuestionKind.SEVERAL: "Several answers",
    QuestionKind.SCALE: "A scale",
    QuestionKind.PICTURES: "One picture",
}
RESPONDENTS: dict[Voice, str] = {
    Voice.LEARNER: "Students",
    Voice.FAMILY: "Families",
    Voice.TEACHER: "Teachers",
}
BANDS: dict[str, str] = {
    "": "Anyone",
    "1-3": "Grades 1 to 3",
    "4-8": "Grades 4 to 8",
    "9-12": "High school",
    "family": "Families",
    "educator": "Teachers",
}
LANGUAGES: tuple[tuple[str, str], ...] = (("en", "English"), ("es", "Spanish"))
ICONS: dict[Voice, str] = {Voice.LEARNER: "smile", Voice.FAMILY: "house", Voice.TEACHER: "graduation-cap"}
_PICTURE_WORDS = {
    "alone": "One child", "pair": "Two children", "group": "Three children", "grown-up": "Child and grown-up",
    "help": "Helping hands", "show": "Someone shows", "run": "Running", "quiet": "A quiet face", "hum": "Sound",
    "music": "Music", "listen": "An ear", "story": "A speech bubble", "draw": "A pencil", "build": "Blocks",
    "read": "A book", "animals": "An animal", "numbers": "Counters", "again": "Round again", "break": "A cup",
    "face-1": "A sad face", "face-2": "An even face", "face-3": "A glad face",
}  # fmt: skip


def picture_choices() -> list[tuple[str, str]]:
    """The pictures that an answer may have, by name, with none first."""
    return [("", "No picture"), *((name, _PICTURE_WORDS[name]) for name in PICTURES)]


def about_question(question: QuestionRow) -> tuple[str, ...]:
    """A question's kind, the part of the profile that it feeds, and whether it was answered."""
    feeds = f"Feeds “{FACETS[question.facet]}”" if question.facet else ""
    answers = "" if not question.answers else "1 answer" if question.answers == 1 else f"{question.answers} answers"
    return KINDS[question.kind], feeds, "Needed" if question.required else "", answers


def about_survey(survey: CountedSurvey) -> tuple[str, ...]:
    """Who is asked, for which grades it is made, and how much it asks."""
    asked = "1 question" if survey.questions == 1 else f"{survey.questions} questions"
    return *whom(survey.respondent, survey.band), asked, "" if survey.active else "Out of use"


def whom(respondent: Voice, band: str) -> tuple[str, str]:
    """Who answers, and the grades where a survey of students is made for some."""
    who = RESPONDENTS.get(respondent, "Students")
    return who, BANDS.get(band, "") if band and respondent is Voice.LEARNER else ""


def given(noted: Given, today: date) -> str:
    """When somebody was given a survey, and in which language where that is not English."""
    language = dict(LANGUAGES).get(noted.language, "") if noted.language != "en" else ""
    return f"Given on {days.short(noted.on, today)}" + (f" in {language}" if language else "")


def answered(survey: CountedSurvey) -> str:
    """How many of the asked have answered."""
    return f"{survey.answered} of {survey.asked} answered"


def moved(move: Move) -> str:
    """A change of answers in words."""
    times = "1 student" if move.count == 1 else f"{move.count} students"
    if not move.then:
        return f"New: {move.now}, {times}"
    if not move.now:
        return f"No longer: {move.then}, {times}"
    return f"From “{move.then}” to “{move.now}”: {times}"


def changed(change: QuestionChange) -> str:
    """How many answered twice and how many of them otherwise."""
    both = "1 answered twice" if change.both == 1 else f"{change.both} answered twice"
    other = change.both - change.same
    rest = "all said the same" if not other else f"{other} said something else"
    return f"{both}, {rest}"


def file_name(title: str, on: date, ending: str) -> str:
    """A name for a file of a survey that every system can write."""
    safe = "".join(letter if letter.isalnum() or letter in " -_" else " " for letter in title)
    return f"{' '.join(safe.split())[:60] or 'Survey'} {on.isoformat()}.{ending}"
