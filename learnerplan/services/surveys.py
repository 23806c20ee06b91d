"""Surveys: what was asked, and what a learner answered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from learnerplan.domain.profiles import Facet, Voice

if TYPE_CHECKING:
    from learnerplan.storage.rows import Readable


@dataclass(frozen=True)
class SurveyRow:
    """A survey and how many answered."""

    id: str
    title: str
    respondent: Voice
    questions: int
    responses: int
    newest: datetime | None


@dataclass(frozen=True)
class AnswerRow:
    """One answer, to the letter, with its response."""

    response_id: str
    survey_id: str
    survey: str
    answered_at: datetime | None
    respondent: Voice
    respondent_name: str
    source_file: str
    source_line: int | None
    question: str
    facet: Facet | None
    text: str


def listed(view: Readable) -> list[SurveyRow]:
    """All surveys by title."""
    return view.rows(
        SurveyRow,
        """SELECT s.id, s.title, s.respondent, (SELECT count(*) FROM question WHERE survey_id = s.id),
        (SELECT count(*) FROM response WHERE survey_id = s.id),
        (SELECT max(answered_at) FROM response WHERE survey_id = s.id) FROM survey s ORDER BY s.title, s.id""",
    )


def answers(view: Readable, learner_id: str) -> list[AnswerRow]:
    """Every answer of a learner's responses, the newest response first, questions in their order."""
    return view.rows(
        AnswerRow,
        """SELECT r.id, s.id, s.title, r.answered_at, r.respondent, r.respondent_name, r.source_file, r.source_line,
        q.text, q.facet, a.text
        FROM response r JOIN survey s ON s.id = r.survey_id JOIN answer a ON a.response_id = r.id
        JOIN question q ON q.id = a.question_id WHERE r.learner_id = ?
        ORDER BY r.answered_at DESC, r.id DESC, q.position""",
        (learner_id,),
    )
