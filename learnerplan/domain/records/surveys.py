"""Surveys: the questions, every response, every answer."""

from datetime import datetime

from learnerplan.domain.profiles import Facet, Made, Voice
from learnerplan.domain.records.base import SHARED, Record, choice, link, prose
from learnerplan.domain.surveys import QuestionKind


class Survey(Record, table=True):
    """A questionnaire, ours or the form behind an imported file."""

    __tablename__ = "survey"
    __table_args__ = SHARED

    title: str
    respondent: Voice = choice(Voice.LEARNER)
    fingerprint: str = prose(search=False, index=True)
    ours: bool = False
    band: str = prose(search=False)
    language: str = prose(search=False)
    introduction: str = prose(search=False)
    active: bool = True


class Question(Record, table=True):
    """A question, and the facet of the profile that its answers feed (none: kept with the response only)."""

    __tablename__ = "question"
    __table_args__ = SHARED

    survey_id: str = link("survey.id")
    position: int
    text: str
    kind: QuestionKind = choice(QuestionKind.TEXT)
    facet: Facet | None = choice(None)
    protected_topic: str = prose(search=False)
    hint: str = prose(search=False)
    required: bool = False


class QuestionOption(Record, table=True):
    """One answer that a question offers; `picture` names a drawing of ours, or is empty."""

    __tablename__ = "question_option"
    __table_args__ = SHARED

    question_id: str = link("question.id")
    position: int = 0
    text: str
    picture: str = prose(search=False)


class Response(Record, table=True):
    """One filled form. All are kept; the newest of a learner leads."""

    __tablename__ = "response"
    __table_args__ = SHARED

    survey_id: str = link("survey.id")
    learner_id: str | None = link("learner.id", optional=True)
    key: str = prose(search=False, index=True)
    answered_at: datetime | None = None
    respondent: Voice = choice(Voice.LEARNER)
    respondent_name: str = prose(search=False)
    made: Made = choice(Made.WROTE)
    contact_id: str | None = link("contact.id", owned=False, optional=True)
    source_file: str = prose(search=False)
    source_line: int | None = None


class Answer(Record, table=True):
    """What was answered to one question, to the letter."""

    __tablename__ = "answer"
    __table_args__ = SHARED

    response_id: str = link("response.id")
    question_id: str = link("question.id")
    text: str


class AnswerPick(Record, table=True):
    """An option that was picked."""

    __tablename__ = "answer_pick"
    __table_args__ = SHARED

    answer_id: str = link("answer.id")
    option_id: str = link("question_option.id")
