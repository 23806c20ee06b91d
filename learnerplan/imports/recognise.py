"""What a table is, from the meaning of its headers: a part of a roster, a survey, a sheet of goals; and why."""

from __future__ import annotations

import re
from dataclasses import dataclass

from learnerplan.errors import UserError
from learnerplan.imports import proposals
from learnerplan.imports.folding import fold, tidy
from learnerplan.imports.lexicon import GOAL_USES, ID_USES, USES, header_key, meaning
from learnerplan.imports.mapping import ColumnMapping
from learnerplan.imports.tables import Table

ROSTER, SURVEY, GOALS = "roster", "survey", "goals"
KINDS = (ROSTER, SURVEY, GOALS)
LATER = {
    "assessment": "assessment results",
    "standards": "standards",
    "notes": "notes about learners",
    "supports": "support plans",
    "oneroster": "OneRoster or School Data Sync 2 files",
}
"""Kinds that a later version reads: recognised, so that the sentence can say so."""

LEARNERS, CLASSES, ENROLMENTS, TEACHERS, SCHOOLS = "learners", "classes", "enrolments", "teachers", "schools"
_QUESTION = re.compile(r"[?？؟]\s*$|\.\.\.|…|:\s*$")
_RESULT = re.compile(
    r"\b(?:score|scores|percentile|rit|ritscore|lexile|quantile|benchmark|assessment|placement|"
    r"testname|grade equivalent)\b"
)
_SUPPORT = re.compile(r"^(?:sep |iac |accommodation|service type)")
_NOTE = re.compile(r"\brecorded by\b|\bnote text\b|\bnote\b$|^notes?$")


@dataclass(frozen=True, slots=True)
class Recognition:
    """What a table was taken for. `confidence` is 0 to 1; `evidence` are sentences for the teacher."""

    kind: str
    part: str
    confidence: float
    evidence: tuple[str, ...]
    mapping: ColumnMapping


def recognise(table: Table, kind: str = "") -> Recognition:
    """Say what a table is and propose a use for each column. `kind` is the teacher's word, where there is one.

    Raises `UserError` for a kind that this version does not read and for a table that is none of those it reads.
    """
    uses = tuple(meaning(header) for header in table.headers)
    found = _forced(table, uses, kind) if kind else _found(table, uses)
    if found is None:
        raise _unknown(table)
    name, part, confidence, evidence = found
    if name in LATER:
        raise UserError(
            f"“{table.name}” holds {LATER[name]}, which this version does not import yet.",
            "It imports rosters, surveys and sheets of goals. Keep the file for later.",
        )
    return Recognition(name, part, confidence, evidence, proposals.propose(table, name, part))


_Found = tuple[str, str, float, tuple[str, ...]]


def _forced(table: Table, uses: tuple[str, ...], kind: str) -> _Found | None:
    if kind in LATER:
        return kind, "", 1.0, ()
    if kind not in KINDS:
        raise UserError(f"“{kind}” is no kind of file.", f"Files are {', '.join((*KINDS, *LATER))}.")
    said = ("You said what this file is.",)
    if kind == ROSTER:
        part = _roster_part(table, uses)
        return (ROSTER, part[0], 1.0, said) if part else None
    if kind == GOALS and not ("goal" in uses or "goal_words" in uses):
        return None
    return kind, "", 1.0, said


def _found(table: Table, uses: tuple[str, ...]) -> _Found | None:
    keys = tuple(header_key(header) for header in table.headers)
    for find in (_survey_by_time, _later, _goals, _roster, _survey_by_questions):
        found = find(table, uses, keys)
        if found is not None:
            return found
    return None


def _survey_by_time(table: Table, uses: tuple[str, ...], _keys: tuple[str, ...]) -> _Found | None:
    """A form's export begins with a moment and has questions beside it."""
    if "timestamp" not in uses:
        return None
    questions = [header for header, use in zip(table.headers, uses, strict=True) if is_question(header, use)]
    if not questions:
        return None
    moment = table.headers[uses.index("timestamp")]
    evidence = [f"Column “{moment}” looks like the time of each answer."]
    if "started" in uses:
        evidence.append("It has the columns of Microsoft Forms.")
    evidence.append(f"{_count(len(questions), 'column reads', 'columns read')} like a question.")
    return SURVEY, "", 0.95, tuple(evidence)


def _later(_table: Table, uses: tuple[str, ...], keys: tuple[str, ...]) -> _Found | None:
    has = set(keys)
    learner = any(use in uses for use in (*ID_USES, "full_name", "given_name", "family_name"))
    if {"code", "statement"} <= has or {"from code", "to code"} <= has or "full statement" in has:
        return "standards", "", 0.9, ()
    if sum(1 for key in keys if _SUPPORT.search(key)) >= 2:
        return "supports", "", 0.8, ()
    learner_ish = learner or any("student" in key for key in keys)
    if learner_ish and sum(1 for key in keys if _RESULT.search(key)) >= 2:
        return "assessment", "", 0.8, ()
    if has & {"sourced id", "user sourced id", "class sourced id", "org sourced id"}:
        return "oneroster", "", 0.9, ()
    if learner_ish and "goal" not in uses and any(_NOTE.search(key) for key in keys):
        named = "full_name" in uses or "given_name" in uses
        return None if named else ("notes", "", 0.7, ())
    return None


def _goals(table: Table, uses: tuple[str, ...], _keys: tuple[str, ...]) -> _Found | None:
    who = [use for use in uses if use in (*ID_USES, "full_name", "given_name")]
    details = [use for use in uses if use in GOAL_USES]
    if not who or len(set(details)) < 2 or not {"goal", "goal_words"} & set(details):
        return None
    evidence = [_looks(table, uses, use) for use in (who[0], *dict.fromkeys(details))]
    return GOALS, "", 0.9, tuple(evidence[:4])


def _roster(table: Table, uses: tuple[str, ...], _keys: tuple[str, ...]) -> _Found | None:
    part = _roster_part(table, uses)
    return (ROSTER, *part) if part else None


def _roster_part(table: Table, uses: tuple[str, ...]) -> tuple[str, float, tuple[str, ...]] | None:
    """Which part of a roster: School Data Sync keeps each in a file of its own, a plain list has learners alone."""
    keys = {header_key(header) for header in table.headers}
    stem = fold(table.path.stem)
    named = "full_name" in uses or "given_name" in uses or "family_name" in uses
    if (
        len(table.headers) <= 4
        and "class_id" in uses
        and any(use in uses for use in ID_USES)
        and not (named or "class_name" in uses)
    ):
        if "teacher" in stem:
            return TEACHERS, 0.9, ("It says which teacher has which class.",)
        return ENROLMENTS, 0.9, ("It pairs the number of a class with the number of a learner.",)
    if keys & {"school nces id", "grade low", "principal name", "principal sis id"}:
        return SCHOOLS, 0.9, ("Its columns describe schools.",)
    if len({"section name", "section number", "course name", "term name"} & keys) >= 2 and not named:
        return CLASSES, 0.9, ("Its columns describe classes: name, subject, term.",)
    if "teacher number" in keys or (named and ("teacher" in stem.split() or stem in ("staff", "teachers"))):
        return TEACHERS, 0.8, ("Its columns describe teachers.",)
    if not named:
        return None
    telling = [use for use in dict.fromkeys(uses) if use and use not in ("school", "teacher", "response_number")]
    if len(telling) < 2 and len(table.headers) > 3:
        return None
    evidence = tuple(_looks(table, uses, use) for use in telling[:4])
    return LEARNERS, min(0.95, 0.5 + 0.1 * len(telling)), evidence


def _survey_by_questions(table: Table, uses: tuple[str, ...], _keys: tuple[str, ...]) -> _Found | None:
    questions = [header for header, use in zip(table.headers, uses, strict=True) if is_question(header, use)]
    wordy = [header for header in questions if len(header.split()) >= 4]
    if len(wordy) * 2 < len(table.headers) - 2 or not wordy:
        return None
    return SURVEY, "", 0.6, (f"{_count(len(wordy), 'column reads', 'columns read')} like a question.",)


def is_question(header: str, use: str) -> bool:
    """Whether a header of a form asks something, and is not one of the form's own columns."""
    if use in proposals.SURVEY_USES:
        return False
    return bool(_QUESTION.search(header)) or len(header.split()) >= 3 or bool(header.strip() and not use)


def _looks(table: Table, uses: tuple[str, ...], use: str) -> str:
    return f"Column “{table.headers[uses.index(use)].strip()}” looks like: {USES[use].label}."


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def _unknown(table: Table) -> UserError:
    named = [tidy(header) for header in table.headers if header.strip()]
    shown = ", ".join(f"“{header[:40]}”" for header in named[:4])
    more = f" and {len(named) - 4} more" if len(named) > 4 else ""
    return UserError(
        f"“{table.name}” looks like neither a roster, a survey nor a sheet of goals. "
        f"Its columns, on line {table.header_line}, are {shown}{more}.",
        "A roster needs a column with names, a survey its questions as headings, goals “Student” and “Goal”.",
    )
