"""Paper sheets typed in as a grid: who is asked, what a typed cell means, the draft of what is not kept yet."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple

from learnerplan.domain import names, records
from learnerplan.domain.profiles import Made, Voice
from learnerplan.domain.surveys import QuestionKind
from learnerplan.errors import UserError
from learnerplan.services import survey_answers, survey_rounds
from learnerplan.services.conditions import IN_CLASS
from learnerplan.services.survey_answers import Said, Sheet

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from learnerplan.services.own_surveys import OwnSurvey, QuestionRow
    from learnerplan.storage.rows import Readable
    from learnerplan.storage.store import Store

ONE_PICK = frozenset((QuestionKind.ONE, QuestionKind.SCALE, QuestionKind.PICTURES))
MOST_BY_DIGIT = 9
"""Options beyond the ninth have no digit of their own; they are typed with their number and a space between."""


class Cell(NamedTuple):
    """A place in the grid: whose sheet, and which question."""

    person: str
    question_id: str


@dataclass(frozen=True)
class AskedRow:
    """Somebody whom a survey asks: a learner, or a contact of one. `answered_on` is the moment of their newest answer.

    `since` is when the newest round of the survey began, if it was asked again (`survey_rounds`).
    """

    learner_id: str
    given_name: str
    family_name: str
    preferred_name: str
    name_order: str
    grade: str
    contact_id: str | None
    contact: str
    relation: str
    language: str
    answered_on: datetime | None
    since: datetime | None

    @property
    def key(self) -> str:
        """What tells one sheet from another."""
        return f"{self.learner_id} {self.contact_id or ''}".strip()

    @property
    def who(self) -> str:
        """The id of whoever answers: the contact, or the learner."""
        return self.contact_id or self.learner_id

    @property
    def learner(self) -> str:
        """The learner's name for the screen."""
        return names.shown_name(self.given_name, self.family_name, self.preferred_name, self.name_order)

    @property
    def called(self) -> str:
        """What the learner likes to be called."""
        return names.called(self.given_name, self.preferred_name)

    @property
    def answered(self) -> date | None:
        """The day of the newest answer."""
        return self.answered_on.date() if self.answered_on else None

    @property
    def answered_again(self) -> date | None:
        """The day of the newest answer of the newest round; `None` where the last answer is of an earlier one."""
        early = self.since is not None and self.answered_on is not None and self.answered_on < self.since
        return None if early else self.answered


@dataclass(frozen=True)
class GridDraft:
    """What was typed and is not kept yet: on which day the sheets were filled in, and the cells."""

    on: date | None
    cells: Mapping[Cell, Said]


_LEARNERS = """SELECT l.id, l.given_name, l.family_name, l.preferred_name, l.name_order, l.grade, NULL, '', '',
    l.home_language, (SELECT max(answered_at) FROM response r WHERE r.survey_id = :survey AND r.learner_id = l.id
        AND r.respondent = :voice), {since}
    FROM learner l WHERE l.active AND l.kind = :kind {where}"""
_CONTACTS = """SELECT l.id, l.given_name, l.family_name, l.preferred_name, l.name_order, l.grade, c.id, c.name,
    c.relation, CASE c.language WHEN '' THEN l.home_language ELSE c.language END,
    (SELECT max(answered_at) FROM response r WHERE r.survey_id = :survey AND r.contact_id = c.id), {since}
    FROM contact c JOIN learner l ON l.id = c.learner_id
    WHERE l.active AND l.kind = :kind AND c.may_receive AND NOT c.must_not_receive {where} ORDER BY c.position, c.id"""


def asked(view: Readable, survey: OwnSurvey, class_id: str = "") -> list[AskedRow]:
    """Whom a survey asks in a class (in all when none is named), by family name.

    A survey for families asks each contact who may receive mail, never one who must not; a teachers' survey asks
    the educators, who are in no class.
    """
    teachers = survey.respondent is Voice.TEACHER
    sql = _CONTACTS if survey.respondent is Voice.FAMILY and survey.ours else _LEARNERS
    rows = view.rows(
        AskedRow,
        sql.format(
            where=IN_CLASS if class_id and not teachers else "", since=survey_rounds.NEWEST.format(survey=":survey")
        ),
        {
            "survey": survey.id,
            "voice": survey.respondent.value,
            "kind": "educator" if teachers else "child",
            **({"class": class_id} if class_id and not teachers else {}),
        },
    )
    return sorted(rows, key=lambda row: names.sort_key(row.given_name, row.family_name))


def read(question: QuestionRow, text: str) -> Said:
    """What a typed cell means: words, or options by their numbers ("2", "13", "1, 3").

    Raises `UserError` for a number that the question does not offer, and for two where it takes one.
    """
    plain = text.strip()
    if question.kind is QuestionKind.TEXT or not plain:
        return Said(plain)
    apart = plain.replace(",", " ").replace(";", " ").split()
    numbers = apart if len(apart) > 1 or len(question.options) > MOST_BY_DIGIT else list(plain)
    picks: list[str] = []
    for number in numbers:
        if not number.isdecimal() or not 1 <= int(number) <= len(question.options):
            raise UserError(
                f"“{number}” is none of the answers to “{question.text}”.",
                f"Type a number from 1 to {len(question.options)}.",
            )
        picks.append(question.options[int(number) - 1].id)
    if question.kind in ONE_PICK and len(picks) > 1:
        raise UserError(f"“{question.text}” takes one answer.", "Type one number.")
    return Said(picks=tuple(dict.fromkeys(picks)), made=Made.PICKED)


def written(question: QuestionRow, said: Said) -> str:
    """A cell as it is typed: the words, or the numbers of the options."""
    if question.kind is QuestionKind.TEXT:
        return said.text
    at = {option.id: str(number) for number, option in enumerate(question.options, start=1)}
    return ", ".join(at[pick] for pick in said.picks if pick in at)


def sheets(survey: OwnSurvey, people: Sequence[AskedRow], cells: Mapping[Cell, Said]) -> list[Sheet]:
    """The filled sheets of a grid; those without an answer are left out."""
    made = []
    for person in people:
        answers = {
            question.id: said for question in survey.questions if (said := cells.get(Cell(person.key, question.id)))
        }
        if answers:
            by = person.relation or person.contact
            made.append(Sheet(person.learner_id, answers, survey.respondent, person.contact_id, by))
    return made


def draft(view: Readable, survey: OwnSurvey, class_id: str) -> GridDraft:
    """What was typed before and not kept; answers that the survey no longer offers are left out."""
    held = view.value("SELECT text FROM draft WHERE id = ?", (_draft_id(survey.id, class_id),))
    if not held:
        return GridDraft(None, {})
    whole = json.loads(held)
    kinds = {question.id: {option.id for option in question.options} for question in survey.questions}
    cells = {}
    for person, question, text, picks in whole["cells"]:
        if question in kinds:
            kept = tuple(pick for pick in picks if pick in kinds[question])
            cells[Cell(person, question)] = Said(text, kept, Made.PICKED if kept else Made.WROTE)
    return GridDraft(date.fromisoformat(whole["on"]) if whole["on"] else None, {at: v for at, v in cells.items() if v})


def keep_draft(store: Store, survey_id: str, class_id: str, typed: GridDraft) -> None:
    """Keep what is typed on this computer, without a step of undo; an empty grid keeps nothing."""
    cells = [(at.person, at.question_id, said.text, list(said.picks)) for at, said in typed.cells.items() if said]
    draft_id = _draft_id(survey_id, class_id)
    with store.transaction("Type in sheets") as tx:
        if cells:
            text = json.dumps({"on": typed.on.isoformat() if typed.on else "", "cells": cells}, ensure_ascii=False)
            tx.put(records.Draft, draft_id, text=text)
        elif tx.get(records.Draft, draft_id) is not None:
            tx.delete(records.Draft, draft_id)


def keep(store: Store, survey: OwnSurvey, class_id: str, people: Sequence[AskedRow], typed: GridDraft) -> int:
    """Keep the filled sheets of a grid in one step of undo, and let its draft go; gives how many sheets there were.

    Raises `UserError` for a grid without an answer or a day, for a day to come, and for a sheet that leaves out what
    the survey needs, naming whose it is.
    """
    filled = sheets(survey, people, typed.cells)
    if not filled:
        raise UserError("No answer is typed yet.", "Type what stands on the first sheet.")
    if typed.on is None or typed.on > date.today():
        raise UserError("The sheets need the day on which they were filled in.", "Today or a day before.")
    lack = missing(survey, people, typed.cells)
    if lack is not None:
        who = next(person for person in people if person.key == lack.person)
        asked_for = next(question for question in survey.questions if question.id == lack.question_id)
        raise UserError(f"{who.called}: “{asked_for.text}” is not answered yet.", "It is one that this survey needs.")
    label = "Answer survey" if len(filled) == 1 else f"Type in {len(filled)} sheets"
    with store.transaction(label) as tx:
        survey_answers.keep_in(tx, survey.id, filled, on=typed.on)
        if tx.get(records.Draft, _draft_id(survey.id, class_id)) is not None:
            tx.delete(records.Draft, _draft_id(survey.id, class_id))
    return len(filled)


def missing(survey: OwnSurvey, people: Sequence[AskedRow], cells: Mapping[Cell, Said]) -> Cell | None:
    """The first answer that a begun sheet leaves out though the survey needs it."""
    begun = {at.person for at, said in cells.items() if said}
    for person in people:
        if person.key in begun:
            for question in survey.questions:
                at = Cell(person.key, question.id)
                if question.required and not cells.get(at):
                    return at
    return None


def _draft_id(survey_id: str, class_id: str) -> str:
    return f"survey-sheets:{survey_id}:{class_id}"
