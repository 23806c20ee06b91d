"""A survey in fall and again in spring: what changed in a class, and how many of whom have answered."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from learnerplan.domain.profiles import Voice
from learnerplan.domain.surveys import QuestionKind
from learnerplan.services import survey_rounds
from learnerplan.services.conditions import IN_CLASS
from learnerplan.services.survey_rounds import NEWEST

if TYPE_CHECKING:
    from learnerplan.storage.rows import Readable


@dataclass(frozen=True)
class Move:
    """How many went from one answer to another."""

    then: str
    now: str
    count: int


@dataclass(frozen=True)
class QuestionChange:
    """What became of the answers to a question, of those who answered it twice.

    For a question of several picks a move names what came or went, the other side empty. Texts are only counted:
    what a child wrote is read in the child's profile.
    """

    question: str
    kind: QuestionKind
    both: int
    same: int
    moves: tuple[Move, ...]


@dataclass(frozen=True)
class CountedSurvey:
    """A survey of ours or the form behind an imported file: how many are asked in a class, how many answered."""

    id: str
    title: str
    respondent: Voice
    ours: bool
    active: bool
    band: str
    language: str
    questions: int
    responses: int
    asked: int
    answered: int
    newest: datetime | None


_COUNTED = """SELECT s.id, s.title, s.respondent, s.ours, s.active, s.band, s.language,
    (SELECT count(*) FROM question WHERE survey_id = s.id), (SELECT count(*) FROM response WHERE survey_id = s.id),
    CASE s.respondent
        WHEN 'family' THEN (SELECT count(*) FROM contact c JOIN learner l ON l.id = c.learner_id WHERE l.active
            AND l.kind = 'child' AND c.may_receive AND NOT c.must_not_receive {where})
        WHEN 'teacher' THEN (SELECT count(*) FROM learner l WHERE l.active AND l.kind = 'educator')
        ELSE (SELECT count(*) FROM learner l WHERE l.active AND l.kind = 'child' {where}) END,
    CASE WHEN s.respondent = 'family' AND s.ours THEN (SELECT count(DISTINCT r.contact_id) FROM response r
            JOIN contact c ON c.id = r.contact_id JOIN learner l ON l.id = c.learner_id WHERE r.survey_id = s.id
            AND {again} AND l.active AND c.may_receive AND NOT c.must_not_receive {where})
        ELSE (SELECT count(DISTINCT r.learner_id) FROM response r JOIN learner l ON l.id = r.learner_id
            WHERE r.survey_id = s.id AND {again} AND l.active
            AND (s.respondent = 'teacher') = (l.kind = 'educator') {only}) END,
    (SELECT max(answered_at) FROM response WHERE survey_id = s.id)
    FROM survey s ORDER BY s.active DESC, s.ours DESC, s.title COLLATE NOCASE, s.id"""
_AGAIN = f"coalesce(r.answered_at, '') >= coalesce({NEWEST.format(survey='s.id')}, '')"
_ANSWERS = """SELECT r.learner_id || coalesce(r.contact_id, r.respondent_name), r.id, r.answered_at, q.id, q.text,
    q.kind, a.text
    FROM response r JOIN learner l ON l.id = r.learner_id JOIN answer a ON a.response_id = r.id
    JOIN question q ON q.id = a.question_id
    WHERE r.survey_id = :survey AND r.respondent = :voice AND l.active {where}
    ORDER BY q.position, q.id, r.answered_at, r.id"""


def counted(view: Readable, class_id: str = "") -> list[CountedSurvey]:
    """Every survey with who is asked in a class and who answered; those in use first, ours before imported ones.

    Of a survey that was asked again the answers of the newest round count.
    """
    where = IN_CLASS if class_id else ""
    only = f"AND (s.respondent = 'teacher' OR (1 {IN_CLASS}))" if class_id else ""
    sql = _COUNTED.format(where=where, only=only, again=_AGAIN)
    return view.rows(CountedSurvey, sql, {"class": class_id} if class_id else {})


def of_class(
    view: Readable, survey_id: str, class_id: str = "", *, voice: Voice = Voice.LEARNER
) -> list[QuestionChange]:
    """What changed between two times of each learner of a class, question by question.

    The two are those of `survey_rounds.first_and_last`.
    """
    given = {"survey": survey_id, "voice": voice.value, **({"class": class_id} if class_id else {})}
    rows = view.rows(_Answered, _ANSWERS.format(where=IN_CLASS if class_id else ""), given)
    asked: dict[str, _Answered] = {}
    said: dict[tuple[str, str], dict[str, _Answered]] = {}
    for row in rows:
        asked.setdefault(row.question_id, row)
        said.setdefault((row.question_id, row.who), {})[row.response_id] = row
    starts, found = survey_rounds.begun(view, survey_id), []
    for question_id, first in asked.items():
        pairs = []
        for answers in [answers for (at, _who), answers in said.items() if at == question_id]:
            both = survey_rounds.first_and_last(starts, {each: row.answered_at for each, row in answers.items()})
            if both is not None:
                pairs.append((answers[both[0]].text, answers[both[1]].text))
        if pairs:
            found.append(_change(first.question, first.kind, pairs))
    return found


def _change(question: str, kind: QuestionKind, pairs: list[tuple[str, str]]) -> QuestionChange:
    same = sum(then.casefold() == now.casefold() for then, now in pairs)
    moves: Counter[tuple[str, str]] = Counter()
    if kind is QuestionKind.SEVERAL:
        for then, now in pairs:
            before, after = set(then.split("; ")), set(now.split("; "))
            moves.update(("", each) for each in after - before)
            moves.update((each, "") for each in before - after)
    elif kind is not QuestionKind.TEXT:
        moves.update((then, now) for then, now in pairs if then != now)
    ordered = sorted(moves.items(), key=lambda item: (-item[1], item[0]))
    return QuestionChange(question, kind, len(pairs), same, tuple(Move(*way, count) for way, count in ordered))


@dataclass(frozen=True)
class _Answered:
    who: str
    response_id: str
    answered_at: datetime | None
    question_id: str
    question: str
    kind: QuestionKind
    text: str
