"""Survey answers of an import become responses, answers and profile entries in the learner's own words."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from learnerplan.domain import records
from learnerplan.domain.audiences import Audience
from learnerplan.domain.names import folded
from learnerplan.domain.profiles import Made, Source
from learnerplan.domain.surveys import QuestionKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from learnerplan.imports.drafts import AnswerDraft, QuestionDraft, ResponseDraft, SurveyDraft
    from learnerplan.services.batches import Batch
    from learnerplan.services.drafts import Refs
    from learnerplan.storage.rows import Readable

# A row of a grid is a choice of one, as far as its answers go.
_KINDS = {"grid": QuestionKind.ONE}
_PICKED = frozenset((QuestionKind.ONE, QuestionKind.SEVERAL, QuestionKind.SCALE, QuestionKind.PICTURES))


_Said = dict[tuple[str, str, str, str], list[tuple[datetime, str]]]
"""(learner, question, voice, name of who answered) -> the moment and the id of each entry, oldest first."""


@dataclass(frozen=True)
class _Question:
    id: str
    text: str
    kind: QuestionKind
    facet: str | None
    position: int


@dataclass(frozen=True)
class _Entry:
    id: str
    learner_id: str
    question_id: str
    respondent: str
    respondent_name: str
    answered_at: datetime | None


@dataclass(frozen=True)
class Place:
    """Where a row stands: the file's name and the line."""

    file: str
    line: int


class SurveyWriter:
    """Writes the responses of one file into a batch.

    All responses are kept. Of the answers that one person gave to one question about a learner the newest leads; an
    older one stays in the profile as what was true then. Mother and father do not overrule each other.
    """

    def __init__(self, batch: Batch, refs: Refs, today: date, draft: SurveyDraft, topics: Mapping[str, str]) -> None:
        """`topics`: question -> the protected topic that it asks about, where it does."""
        self._batch = batch
        self._refs = refs
        self._today = today
        self._draft = draft
        self._topics = topics
        self._survey = ""
        self._questions: dict[str, _Question] = {}
        self._said: _Said = {}

    def write(self, draft: ResponseDraft, place: Place) -> None:
        """Keep one response with its answers, and put what it says of the learner into the profile."""
        if not self._survey:
            self._prepare(draft.voice)
        learner_id = self._refs.id_of(draft.learner_ref)
        response_id = self._batch.add(
            records.Response,
            survey_id=self._survey,
            learner_id=learner_id,
            key=draft.key,
            answered_at=draft.answered_at,
            respondent=draft.voice,
            respondent_name=draft.respondent_name,
            contact_id=self._refs.id_of(draft.contact_ref) if draft.contact_ref else None,
            source_file=place.file,
            source_line=place.line,
        )
        texts = iter(draft.entries())
        for answer in draft.answers:
            question = self._questions[answer.question]
            answer_id = self._batch.add(
                records.Answer, response_id=response_id, question_id=question.id, text=answer.text
            )
            if answer.facet and answer.text.strip():
                facet, text, _ = next(texts)
                self._write_entry(draft, learner_id, question, answer, answer_id, facet, text)

    def _write_entry(
        self,
        draft: ResponseDraft,
        learner_id: str,
        question: _Question,
        answer: AnswerDraft,
        answer_id: str,
        facet: str,
        text: str,
    ) -> None:
        when = draft.answered_at or datetime.min
        who = folded(draft.respondent_name)
        said = self._said.setdefault((learner_id, question.id, draft.voice, who), [])
        place = bisect_right(said, when, key=lambda pair: pair[0])
        leads = place == len(said)
        entry_id = self._batch.add(
            records.ProfileEntry,
            learner_id=learner_id,
            facet=facet,
            text=text,
            voice=draft.voice,
            said_by=draft.respondent_name,
            made=Made.PICKED if answer.choices or question.kind in _PICKED else Made.WROTE,
            source=Source.SURVEY,
            source_label=f"{self._draft.title}, question {question.position + 1}",
            answer_id=answer_id,
            said_on=draft.answered_at.date() if draft.answered_at else self._today,
            audience=Audience.RECORD,
            current=leads,
            supersedes_id=said[place - 1][1] if place else None,
        )
        if not leads:
            self._batch.change(records.ProfileEntry, said[place][1], supersedes_id=entry_id)
        elif said:
            self._batch.change(records.ProfileEntry, said[-1][1], current=False)
        said.insert(place, (when, entry_id))

    def _prepare(self, voice: str) -> None:
        fresh = self._refs.is_fresh(self._draft.ref)
        self._survey = self._refs.id_of(self._draft.ref)
        if fresh:
            self._batch.add(
                records.Survey,
                self._survey,
                title=self._draft.title,
                respondent=voice,
                fingerprint=self._draft.fingerprint,
            )
        self._refresh_questions()
        self._said = _said(self._batch.tx, self._survey)

    def _refresh_questions(self) -> None:
        """The questions as they are asked now; one that the file no longer has stays for its old answers."""
        held = {
            row.text: row
            for row in self._batch.tx.rows(
                _Question, "SELECT id, text, kind, facet, position FROM question WHERE survey_id = ?", (self._survey,)
            )
        }
        for question in self._draft.questions:
            known = held.get(question.text)
            if known is None:
                position = max((row.position for row in held.values()), default=-1) + 1
                held[question.text] = self._add_question(question, position)
            elif (known.facet or "") != question.facet:
                self._batch.change(records.Question, known.id, facet=question.facet or None)
        self._questions = held

    def _add_question(self, question: QuestionDraft, position: int) -> _Question:
        kind = _KINDS.get(question.kind) or QuestionKind(question.kind)
        question_id = self._batch.add(
            records.Question,
            survey_id=self._survey,
            position=position,
            text=question.text,
            kind=kind,
            facet=question.facet or None,
            protected_topic=self._topics.get(question.text, ""),
        )
        return _Question(question_id, question.text, kind, question.facet or None, position)


def _said(view: Readable, survey_id: str) -> _Said:
    """The entries that each person's answers to each question of a survey made, oldest first, with their moments."""
    said: _Said = {}
    found = view.rows(
        _Entry,
        """SELECT p.id, r.learner_id, a.question_id, r.respondent, r.respondent_name, r.answered_at
        FROM profile_entry p JOIN answer a ON a.id = p.answer_id JOIN response r ON r.id = a.response_id
        WHERE r.survey_id = ? ORDER BY r.answered_at, p.id""",
        (survey_id,),
    )
    for row in found:
        place = (row.learner_id, row.question_id, row.respondent, folded(row.respondent_name))
        said.setdefault(place, []).append((row.answered_at or datetime.min, row.id))
    return said
