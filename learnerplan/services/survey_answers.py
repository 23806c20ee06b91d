"""Answering a survey of ours: in student mode, from paper in a grid, or by a family; and comparing two times."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING

from learnerplan.domain import records
from learnerplan.domain.audiences import Audience
from learnerplan.domain.profiles import Made, Source, Voice
from learnerplan.domain.surveys import STAND_INS, QuestionKind
from learnerplan.errors import UserError
from learnerplan.services import own_surveys, survey_rounds

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from learnerplan.services.own_surveys import OwnSurvey, QuestionRow
    from learnerplan.storage.rows import Readable
    from learnerplan.storage.store import Store
    from learnerplan.storage.transaction import Transaction


@dataclass(frozen=True)
class Said:
    """One answer: words, or the ids of the options that were picked; neither where the child does not know yet."""

    text: str = ""
    picks: tuple[str, ...] = ()
    made: Made = Made.WROTE

    def __bool__(self) -> bool:
        return bool(self.text.strip() or self.picks)


@dataclass(frozen=True)
class Sheet:
    """A filled sheet: answers by question id. `contact_id` is who of the family gave it."""

    learner_id: str
    answers: Mapping[str, Said]
    voice: Voice = Voice.LEARNER
    contact_id: str | None = None
    respondent_name: str = ""


@dataclass(frozen=True)
class ThenAndNow:
    """What a learner answered to a question on two days; an empty text where nothing was said."""

    question: str
    then: str
    then_on: date | None
    now: str
    now_on: date | None


def keep(store: Store, survey_id: str, sheets: Sequence[Sheet], *, on: date) -> list[str]:
    """Keep filled sheets, in one step of undo, and put what they say into the profiles. Gives the responses' ids.

    Every response is kept; the newest of a voice leads, an older entry stays readable as what was true then. Raises
    `UserError` for a sheet without any answer, or one that leaves out what the survey needs.
    """
    with store.transaction("Answer survey" if len(sheets) == 1 else f"Type in {len(sheets)} sheets") as tx:
        return keep_in(tx, survey_id, sheets, on=on)


def keep_in(tx: Transaction, survey_id: str, sheets: Sequence[Sheet], *, on: date) -> list[str]:
    """`keep` within a transaction that does more."""
    survey = own_surveys.one(tx, survey_id)
    for sheet in sheets:
        _refuse_empty(survey, sheet)
    return [_keep(tx, survey, sheet, on) for sheet in sheets]


def compare(view: Readable, survey_id: str, learner_id: str, *, voice: Voice = Voice.LEARNER) -> list[ThenAndNow]:
    """The answers of a voice to a survey at two times side by side; empty for fewer than two.

    The two are those of `survey_rounds.first_and_last`: the first and the newest, or those of two rounds.
    Of a family each contact is compared with their own earlier words, never with another's.
    """
    rows = view.rows(
        _Answered,
        """SELECT r.id, r.answered_at, coalesce(r.contact_id, r.respondent_name), q.id, q.text, a.text FROM response r
        JOIN answer a ON a.response_id = r.id JOIN question q ON q.id = a.question_id
        WHERE r.survey_id = ? AND r.learner_id = ? AND r.respondent = ?
        ORDER BY r.answered_at, r.id, q.position""",
        (survey_id, learner_id, voice.value),
    )
    people: dict[str, list[_Answered]] = {}
    for row in rows:
        people.setdefault(row.who, []).append(row)
    starts = survey_rounds.begun(view, survey_id)
    return [pair for said in people.values() for pair in _compared(said, starts)]


def _compared(rows: Sequence[_Answered], starts: Sequence[datetime]) -> list[ThenAndNow]:
    both = survey_rounds.first_and_last(starts, {row.response_id: row.answered_at for row in rows})
    if both is None:
        return []
    first, last = both
    asked = dict.fromkeys((row.question_id, row.question) for row in rows)
    said = {(row.response_id, row.question_id): row for row in rows}

    def words(response: str, question: str) -> tuple[str, date | None]:
        row = said.get((response, question))
        return (row.text, row.answered_at.date() if row.answered_at else None) if row else ("", None)

    return [ThenAndNow(text, *words(first, question), *words(last, question)) for question, text in asked]


def asked_twice(view: Readable, learner_id: str) -> list[tuple[str, list[ThenAndNow]]]:
    """The surveys that a learner answered more than once, by title, with the answers of two times."""
    rows = view.rows(
        _Title,
        """SELECT s.id, s.title FROM survey s JOIN response r ON r.survey_id = s.id WHERE r.learner_id = ?
        AND r.respondent = 'learner' GROUP BY s.id HAVING count(*) > 1 ORDER BY s.title COLLATE NOCASE, s.id""",
        (learner_id,),
    )
    compared = [(row.title, compare(view, row.id, learner_id)) for row in rows]
    return [(title, pairs) for title, pairs in compared if pairs]


def who_answered(view: Readable, survey_id: str) -> dict[str, date]:
    """Learner id -> the day of their newest response."""
    rows = view.rows(
        _Day,
        "SELECT learner_id, max(answered_at) FROM response WHERE survey_id = ? AND learner_id IS NOT NULL GROUP BY 1",
        (survey_id,),
    )
    return {row.learner_id: row.at.date() for row in rows}


def _keep(tx: Transaction, survey: OwnSurvey, sheet: Sheet, on: date) -> str:
    at = datetime.combine(on, time(12), UTC) if on != datetime.now().date() else datetime.now(UTC)
    response = tx.add(
        records.Response,
        survey_id=survey.id,
        learner_id=sheet.learner_id,
        answered_at=at.replace(tzinfo=None),
        respondent=sheet.voice,
        respondent_name=sheet.respondent_name,
        contact_id=sheet.contact_id,
        made=next((said.made for said in sheet.answers.values() if said), Made.WROTE),
    )
    for question in survey.questions:
        said = sheet.answers.get(question.id)
        if not said:
            continue
        options = {option.id: option.text for option in question.options}
        text = said.text.strip() or "; ".join(options[pick] for pick in said.picks)
        answer = tx.add(records.Answer, response_id=response, question_id=question.id, text=text)
        for pick in said.picks:
            tx.add(records.AnswerPick, answer_id=answer, option_id=pick)
        if question.facet is not None and text != STAND_INS.get(said.made):
            _enter(tx, survey, question, sheet, answer, text, said.made, on)
    return response


def _enter(
    tx: Transaction,
    survey: OwnSurvey,
    question: QuestionRow,
    sheet: Sheet,
    answer: str,
    text: str,
    made: Made,
    on: date,
) -> None:
    """A profile entry of the answer; it takes the place of what the same voice answered before."""
    before = tx.value(
        """SELECT p.id FROM profile_entry p JOIN answer a ON a.id = p.answer_id
        WHERE p.learner_id = ? AND a.question_id = ? AND p.voice = ? AND p.said_by = ? AND p.current
        ORDER BY p.said_on DESC, p.id DESC LIMIT 1""",
        (sheet.learner_id, question.id, sheet.voice.value, sheet.respondent_name),
    )
    if before:
        tx.change(records.ProfileEntry, before, current=False)
    tx.add(
        records.ProfileEntry,
        learner_id=sheet.learner_id,
        facet=question.facet,
        text=text,
        voice=sheet.voice,
        said_by=sheet.respondent_name,
        made=made,
        source=Source.SURVEY,
        source_label=f"{survey.title}: {question.text}",
        answer_id=answer,
        said_on=on,
        audience=Audience.RECORD,
        supersedes_id=before,
    )


def _refuse_empty(survey: OwnSurvey, sheet: Sheet) -> None:
    if not any(sheet.answers.get(question.id) for question in survey.questions):
        raise UserError("There is no answer on this sheet yet.", "Answer one question at least.")
    for question in survey.questions:
        said = sheet.answers.get(question.id) or Said()
        if question.required and not said:
            raise UserError(f"“{question.text}” is not answered yet.", "It is one that this survey needs.")
        if question.kind in (QuestionKind.ONE, QuestionKind.SCALE, QuestionKind.PICTURES) and len(said.picks) > 1:
            raise UserError(f"“{question.text}” takes one answer.", "Choose the one that fits best.")
        if not set(said.picks) <= {option.id for option in question.options}:
            raise UserError(f"“{question.text}” no longer offers that answer.", "Look at the survey again.")


@dataclass(frozen=True)
class _Answered:
    response_id: str
    answered_at: datetime | None
    who: str
    question_id: str
    question: str
    text: str


@dataclass(frozen=True)
class _Title:
    id: str
    title: str


@dataclass(frozen=True)
class _Day:
    learner_id: str
    at: datetime
