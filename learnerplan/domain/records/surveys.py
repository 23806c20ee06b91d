"""Surveys: the questions, every response, every answer."""

from datetime import datetime

from learnerplan.domain.profiles import Facet, Voice
from learnerplan.domain.records.base import SHARED, Record, choice, link, prose
from learnerplan.domain.surveys import QuestionKind


class Survey(Record, table=True):
    """A questionnaire, ours or the form behind an imported file."""

    __tablename__ = "survey"
    __table_args__ = SHARED

    title: str
    respondent: Voice = choice(Voice.LEARNER)
    fingerprint: str = prose(search=False, index=True)


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
