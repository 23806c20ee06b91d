"""Finders of rosters and surveys: what a table is, from the meaning of its headers, and why."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from learnerplan.imports.found import Found, counted, looks
from learnerplan.imports.mapped import name_columns, proposals
from learnerplan.imports.words.folding import fold
from learnerplan.imports.words.lexicon import ID_USES
from learnerplan.imports.words.parts import CLASSES, ENROLMENTS, LEARNERS, ROSTER, SCHOOLS, SURVEY, TEACHERS

if TYPE_CHECKING:
    from learnerplan.imports.found import Headers
    from learnerplan.imports.tables import Table

_QUESTION = re.compile(r"[?？؟]\s*$|\.\.\.|…|:\s*$")
_YES = ("You said what this file is.",)


def survey_by_time(table: Table, headers: Headers) -> Found | None:
    """A form's export begins with a moment and has questions beside it."""
    uses = headers.uses
    if "timestamp" not in uses:
        return None
    questions = [header for header, use in zip(table.headers, uses, strict=True) if is_question(header, use)]
    if not questions:
        return None
    moment = table.headers[uses.index("timestamp")]
    evidence = [f"Column “{moment}” looks like the time of each answer."]
    if "started" in uses:
        evidence.append("It has the columns of Microsoft Forms.")
    evidence.append(f"{counted(len(questions), 'column reads', 'columns read')} like a question.")
    return Found(SURVEY, "", 0.95, tuple(evidence))


def survey_said(_table: Table, _headers: Headers) -> Found | None:
    """Any table can hold answers, where the teacher says so."""
    return Found(SURVEY, "", 1.0, _YES)


def survey_by_questions(table: Table, headers: Headers) -> Found | None:
    """A table most of whose headers are long enough to be questions."""
    asked = [header for header, use in zip(table.headers, headers.uses, strict=True) if is_question(header, use)]
    wordy = [header for header in asked if len(header.split()) >= 4]
    if len(wordy) * 2 < len(table.headers) - 2 or not wordy:
        return None
    return Found(SURVEY, "", 0.6, (f"{counted(len(wordy), 'column reads', 'columns read')} like a question.",))


def roster_found(table: Table, headers: Headers) -> Found | None:
    """Which part of a roster: School Data Sync keeps each in a file of its own, a plain list has learners alone."""
    keys, uses = set(headers.keys), headers.uses
    stem = fold(table.path.stem)
    named = "full_name" in uses or "given_name" in uses or "family_name" in uses
    numbered = "class_id" in uses and any(use in uses for use in ID_USES)
    if len(table.headers) <= 4 and numbered and not (named or "class_name" in uses):
        if "teacher" in stem:
            return Found(ROSTER, TEACHERS, 0.9, ("It says which teacher has which class.",))
        return Found(ROSTER, ENROLMENTS, 0.9, ("It pairs the number of a class with the number of a student.",))
    if keys & {"school nces id", "grade low", "low grade", "principal name", "principal", "principal sis id"}:
        return Found(ROSTER, SCHOOLS, 0.9, ("Its columns describe schools.",))
    if len({"section name", "section number", "course name", "term name"} & keys) >= 2 and not named:
        return Found(ROSTER, CLASSES, 0.9, ("Its columns describe classes: name, subject, term.",))
    if "section id" in keys and keys & {"section number", "course name", "term name"} and "first name" not in keys:
        return Found(ROSTER, CLASSES, 0.9, ("Its columns describe sections: name, course, term.",))
    if "teacher number" in keys or (named and ("teacher" in stem.split() or stem in ("staff", "teachers"))):
        return Found(ROSTER, TEACHERS, 0.8, ("Its columns describe teachers.",))
    if not named:
        alone = name_columns.are_names_alone(table)
        return Found(ROSTER, LEARNERS, 0.6, ("Its cells read like names, the last name first.",)) if alone else None
    telling = [use for use in dict.fromkeys(uses) if use and use not in ("school", "teacher", "response_number")]
    if len(telling) < 2 and len(table.headers) > 3:
        return None
    evidence = tuple(looks(table, headers, use) for use in telling[:4])
    return Found(ROSTER, LEARNERS, min(0.95, 0.5 + 0.1 * len(telling)), evidence)


def roster_said(table: Table, headers: Headers) -> Found | None:
    """The part of a roster that a table is, where the teacher says that it is one."""
    found = roster_found(table, headers)
    return found._replace(confidence=1.0, evidence=_YES) if found else None


def is_question(header: str, use: str) -> bool:
    """Whether a header of a form asks something, and is not one of the form's own columns."""
    if use in proposals.SURVEY_USES:
        return False
    return bool(_QUESTION.search(header)) or len(header.split()) >= 3 or bool(header.strip() and not use)
