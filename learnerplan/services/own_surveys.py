"""Surveys of our own: ready-made ones, and editing them question by question."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from learnerplan import paths
from learnerplan.domain import records
from learnerplan.domain.profiles import Facet, Voice
from learnerplan.domain.surveys import QuestionKind
from learnerplan.errors import UserError
from learnerplan.services import survey_given, survey_rounds

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from learnerplan.storage.rows import Readable
    from learnerplan.storage.store import Store
    from learnerplan.storage.transaction import Transaction

READY = ("grades-1-3", "grades-4-8", "high-school", "families", "teachers")
_OPTIONED = frozenset((QuestionKind.ONE, QuestionKind.SEVERAL, QuestionKind.SCALE, QuestionKind.PICTURES))
_FEWEST = 2


@dataclass(frozen=True)
class OptionRow:
    """One answer that a question offers; `picture` names a drawing or is empty."""

    id: str
    question_id: str
    text: str
    picture: str = ""


@dataclass(frozen=True)
class QuestionRow:
    """A question with its options in order; `facet` is the part of the profile that its answers feed."""

    id: str
    survey_id: str
    text: str
    kind: QuestionKind
    facet: Facet | None
    hint: str
    required: bool
    answers: int
    options: tuple[OptionRow, ...] = ()


@dataclass(frozen=True)
class OwnSurvey:
    """A survey with whom it asks and how many have answered; not `ours` where it is the form behind a file."""

    id: str
    title: str
    respondent: Voice
    band: str
    language: str
    introduction: str
    active: bool
    responses: int
    ours: bool
    questions: tuple[QuestionRow, ...] = ()


@dataclass(frozen=True)
class Wording:
    """A question as it is written or edited. Options are (text, picture) pairs."""

    text: str
    kind: QuestionKind = QuestionKind.TEXT
    facet: Facet | None = None
    options: tuple[tuple[str, str], ...] = ()
    hint: str = ""
    required: bool = False


@dataclass(frozen=True)
class Ready:
    """A ready-made survey that ships with the app."""

    key: str
    title: str
    band: str
    respondent: Voice
    introduction: str
    questions: tuple[Wording, ...] = field(default=())


_SURVEYS = """SELECT s.id, s.title, s.respondent, s.band, s.language, s.introduction, s.active,
    (SELECT count(*) FROM response WHERE survey_id = s.id), s.ours, NULL FROM survey s WHERE {where}
    ORDER BY s.active DESC, s.title COLLATE NOCASE, s.id"""
_QUESTIONS = """SELECT q.id, q.survey_id, q.text, q.kind, q.facet, q.hint, q.required,
    (SELECT count(*) FROM answer WHERE question_id = q.id), NULL FROM question q WHERE q.survey_id = ?
    ORDER BY q.position, q.id"""


def ready_made() -> list[Ready]:
    """The surveys that ship with the app, the youngest first."""
    return [_ready(key, paths.resource("surveys", f"{key}.toml")) for key in READY]


def _ready(key: str, path: Path) -> Ready:
    held = tomllib.loads(path.read_text(encoding="utf-8"))
    questions = tuple(
        Wording(
            each["text"],
            QuestionKind(each["kind"]),
            Facet(each["facet"]) if "facet" in each else None,
            tuple((option["text"], option.get("picture", "")) for option in each.get("options", ())),
        )
        for each in held["question"]
    )
    return Ready(key, held["title"], held["band"], Voice(held["respondent"]), held["introduction"], questions)


def listed(view: Readable) -> list[OwnSurvey]:
    """All surveys of ours, without their questions."""
    return [replace(each, questions=()) for each in view.rows(OwnSurvey, _SURVEYS.format(where="s.ours"))]


def one(view: Readable, survey_id: str) -> OwnSurvey:
    """A survey with its questions. Raises `UserError` for one that is gone."""
    found = view.rows(OwnSurvey, _SURVEYS.format(where="s.id = ?"), (survey_id,))
    if not found:
        raise UserError("This survey is no longer there.", "Undo brings a removed survey back.")
    options: dict[str, list[OptionRow]] = {}
    for option in view.rows(
        OptionRow,
        """SELECT o.id, o.question_id, o.text, o.picture FROM question_option o JOIN question q ON q.id = o.question_id
        WHERE q.survey_id = ? ORDER BY o.position, o.id""",
        (survey_id,),
    ):
        options.setdefault(option.question_id, []).append(option)
    asked = tuple(
        replace(question, options=tuple(options.get(question.id, ())))
        for question in view.rows(QuestionRow, _QUESTIONS, (survey_id,))
    )
    return replace(found[0], questions=asked)


def options_of(view: Readable, question_id: str) -> list[OptionRow]:
    """The answers that a question offers, in their order."""
    sql = "SELECT id, question_id, text, picture FROM question_option WHERE question_id = ? ORDER BY position, id"
    return view.rows(OptionRow, sql, (question_id,))


def add(
    store: Store,
    *,
    title: str,
    respondent: Voice = Voice.LEARNER,
    band: str = "",
    introduction: str = "",
    language: str = "",
    questions: Sequence[Wording] = (),
) -> str:
    """Make a survey of ours. Raises `UserError` without a title, or for a question that cannot be answered."""
    if not title.strip():
        raise UserError("A survey needs a title.", "Such as How I learn, fall.")
    with store.transaction("Add survey") as tx:
        survey_id = tx.add(
            records.Survey,
            title=title.strip(),
            respondent=respondent,
            ours=True,
            band=band,
            introduction=introduction.strip(),
            language=language,
        )
        for position, wording in enumerate(questions):
            _add_question(tx, survey_id, position, wording)
    return survey_id


def add_ready(store: Store, key: str, *, title: str = "") -> str:
    """Take a ready-made survey over, to be used as it is or edited."""
    ready = next(each for each in ready_made() if each.key == key)
    return add(
        store,
        title=title or ready.title,
        respondent=ready.respondent,
        band=ready.band,
        introduction=ready.introduction,
        questions=ready.questions,
    )


def change(store: Store, survey_id: str, **values: Any) -> None:
    """Change the title, introduction, band, language, who answers or whether a survey is in use.

    Raises `UserError` for an empty title, and for asking others once somebody has answered.
    """
    if "title" in values and not str(values["title"]).strip():
        raise UserError("A survey needs a title.", "Such as How I learn, fall.")
    with store.transaction("Change survey") as tx:
        held = tx.get(records.Survey, survey_id)
        asks_others = held is not None and values.get("respondent", held["respondent"]) != held["respondent"]
        if asks_others and tx.value("SELECT count(*) FROM response WHERE survey_id = ?", (survey_id,)):
            raise UserError("This survey was answered already, so whom it asks stays.", "Make another survey instead.")
        tx.change(records.Survey, survey_id, **values)


def remove(store: Store, survey_id: str) -> None:
    """Remove a survey that nobody answered. Raises `UserError` for one with answers: they would go with it."""
    with store.transaction("Remove survey") as tx:
        if tx.value("SELECT count(*) FROM response WHERE survey_id = ?", (survey_id,)):
            raise UserError("This survey has answers, so it stays.", "Take it out of use instead.")
        survey_given.forget_in(tx, survey_id)
        survey_rounds.forget_in(tx, survey_id)
        tx.delete(records.Survey, survey_id)


def add_question(store: Store, survey_id: str, wording: Wording) -> str:
    """Add a question at the end."""
    with store.transaction("Add question") as tx:
        sql = "SELECT coalesce(max(position), -1) + 1 FROM question WHERE survey_id = ?"
        return _add_question(tx, survey_id, int(tx.value(sql, (survey_id,))), wording)


def change_question(store: Store, question_id: str, wording: Wording) -> None:
    """Change a question. One that was answered keeps its kind and the options that were picked."""
    _refuse_unanswerable(wording)
    with store.transaction("Change question") as tx:
        held = tx.get(records.Question, question_id)
        answered = tx.value("SELECT count(*) FROM answer WHERE question_id = ?", (question_id,))
        if held is None:
            raise UserError("This question is no longer there.", "Undo brings a removed question back.")
        if answered and held["kind"] != wording.kind:
            raise UserError("This question was answered already, so its kind stays.", "Add another question instead.")
        tx.change(
            records.Question,
            question_id,
            text=wording.text.strip(),
            kind=wording.kind,
            facet=wording.facet,
            hint=wording.hint.strip(),
            required=wording.required,
        )
        _set_options(tx, question_id, wording.options)


def move_question(store: Store, question_id: str, by: int) -> None:
    """Move a question up (negative) or down among the others."""
    with store.transaction("Move question") as tx:
        survey_id = tx.value("SELECT survey_id FROM question WHERE id = ?", (question_id,))
        ids = [row.id for row in tx.rows(QuestionRow, _QUESTIONS, (survey_id,))]
        at = ids.index(question_id)
        ids.insert(max(0, min(len(ids) - 1, at + by)), ids.pop(at))
        for position, each in enumerate(ids):
            tx.change(records.Question, each, position=position)


def remove_question(store: Store, question_id: str) -> None:
    """Remove a question that nobody answered. Raises `UserError` for one with answers: they would go with it."""
    with store.transaction("Remove question") as tx:
        if tx.value("SELECT count(*) FROM answer WHERE question_id = ?", (question_id,)):
            raise UserError("This question has answers, so it stays.", "Take the survey out of use and make a new one.")
        tx.delete(records.Question, question_id)


def as_text(survey: OwnSurvey) -> str:
    """The survey as plain text, to paste into a form tool or a message."""
    lines = [survey.title, "", survey.introduction, ""]
    for number, question in enumerate(survey.questions, start=1):
        lines.append(f"{number}. {question.text}")
        lines += [f"   ( ) {option.text}" for option in question.options if question.kind is not QuestionKind.SEVERAL]
        lines += [f"   [ ] {option.text}" for option in question.options if question.kind is QuestionKind.SEVERAL]
        lines.append("")
    return "\n".join(lines).replace("\n\n\n", "\n\n").strip() + "\n"


def _add_question(tx: Transaction, survey_id: str, position: int, wording: Wording) -> str:
    _refuse_unanswerable(wording)
    question_id = tx.add(
        records.Question,
        survey_id=survey_id,
        position=position,
        text=wording.text.strip(),
        kind=wording.kind,
        facet=wording.facet,
        hint=wording.hint.strip(),
        required=wording.required,
    )
    _set_options(tx, question_id, wording.options)
    return question_id


def _set_options(tx: Transaction, question_id: str, wanted: Sequence[tuple[str, str]]) -> None:
    """The options as they are now, by their words; one that was picked stays, at the end, though no longer offered."""
    held: dict[str, list[str]] = {}  # two people may have added the same one
    for option in options_of(tx, question_id):
        held.setdefault(option.text, []).append(option.id)
    for position, (text, picture) in enumerate(wanted):
        if held.get(text):
            tx.change(records.QuestionOption, held[text].pop(0), position=position, picture=picture)
        else:
            tx.add(records.QuestionOption, question_id=question_id, position=position, text=text, picture=picture)
    left = [option_id for same in held.values() for option_id in same]
    for position, option_id in enumerate(left, start=len(wanted)):
        if tx.value("SELECT count(*) FROM answer_pick WHERE option_id = ?", (option_id,)):
            tx.change(records.QuestionOption, option_id, position=position)
        else:
            tx.delete(records.QuestionOption, option_id)


def _refuse_unanswerable(wording: Wording) -> None:
    if not wording.text.strip():
        raise UserError("A question needs words.", "Type what you ask.")
    if wording.kind in _OPTIONED:
        texts = [text.strip() for text, _picture in wording.options]
        if len(texts) < _FEWEST or "" in texts:
            raise UserError(f"“{wording.text}” needs two answers to choose from.", "Add answers below it.")
        if len(set(texts)) < len(texts):
            raise UserError(f"“{wording.text}” offers one answer twice.", "Change one of the two.")
