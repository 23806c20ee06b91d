"""The mapping that is proposed for a table of a known kind: a use for each column, with the reason beside it."""

from __future__ import annotations

import re
from dataclasses import replace

from learnerplan.imports.identifiers import email_of, names_nobody
from learnerplan.imports.mapped import name_columns, survey_columns, voices
from learnerplan.imports.mapped.mapping import CHOSEN, LEAVE_OUT, ColumnMapping, ColumnUse, fingerprint
from learnerplan.imports.mapped.samples import samples_of
from learnerplan.imports.mapped.sensitive import is_sensitive
from learnerplan.imports.tables import Table
from learnerplan.imports.words.folding import fold, tidy
from learnerplan.imports.words.lexicon import CONTACT_USES, ID_USES, header_key, meaning

SURVEY_USES = (*survey_columns.WHO_AND_WHEN, "contact_name", "contact_relation", "contact_email", "contact_phone")
"""What a column of a form can be besides a question."""

LEARNER_USES = (
    "full_name", "given_name", "family_name", "middle_name", "preferred_name", "grade", "birth_date", "home_language",
    "pronouns", "status", *ID_USES, "email", "class_name", "class_id", "school", *CONTACT_USES,
)  # fmt: skip
CLASS_USES = ("class_id", "class_name", "subject", "period", "starts", "ends", "school_year", "status")
_NAMES = frozenset(("full_name", "given_name", "family_name"))
_FEW = 3
_SENSITIVE = "Sensitive. Not needed here."
_NOT_NEEDED = "Not needed here."
_UNKNOWN = "Not known. Choose what it means if you need it."
# The columns of School Data Sync whose headers mean something else in other files.
_SECTION_FILE = {
    "sis id": "class_id", "id": "class_id", "section name": "class_name", "course subject": "subject",
    "periods": "period", "term start date": "starts", "term end date": "ends",
    "status": "status", "section id": "class_id", "name": "class_name", "term start": "starts", "term end": "ends",
}  # fmt: skip


def propose(table: Table, kind: str, part: str) -> ColumnMapping:
    """A use for each column of a table of this kind. Sensitive columns and protected questions are left out."""
    if kind == "survey":
        return _of_survey(table)
    columns = tuple(_column(table, index, kind, part) for index in range(len(table.headers)))
    if part == "learners":
        columns = name_columns.settled(table, columns)
    return ColumnMapping(
        fingerprint=fingerprint(table.headers), kind=kind, part=part, columns=columns, title=_title(table)
    )


def _of_survey(table: Table) -> ColumnMapping:
    mapping = ColumnMapping(fingerprint(table.headers), "survey", survey_columns.columns_of(table), title=_title(table))
    if voices.family_header(table.headers):
        mapping = voices.spoken_by(mapping, voices.FAMILY)
    return replace(mapping, columns=name_columns.settled(table, mapping.columns))


def with_samples(table: Table, mapping: ColumnMapping) -> ColumnMapping:
    """A remembered mapping with the cells of this file for the eye."""
    columns = tuple(
        replace(column, samples=samples_of(table, column.index)) if column.index < len(table.headers) else column
        for column in mapping.columns
    )
    return replace(mapping, columns=columns)


def recalled(proposed: ColumnMapping, remembered: ColumnMapping) -> ColumnMapping:
    """What was chosen for files with these headers before, put onto the columns of this one."""
    before: dict[str, list[ColumnUse]] = {}
    for column in remembered.columns:
        before.setdefault(header_key(column.header), []).append(column)
    columns = []
    for column in proposed.columns:
        same = before.get(header_key(column.header))
        if same:
            old = same.pop(0)
            if not old.here_only and (old.reason == CHOSEN or not column.here_only):
                column = replace(column, use=old.use, facet=old.facet, reason=old.reason, here_only=False)
            column = survey_columns.as_answered_before(column, old)
        columns.append(column)
    return replace(
        proposed,
        columns=tuple(columns),
        title=remembered.title,
        date_order=remembered.date_order,
        voice=remembered.voice,
        remembered=True,
    )


def _column(table: Table, index: int, kind: str, part: str) -> ColumnUse:
    header = table.headers[index]
    samples = samples_of(table, index)
    if part in ("teachers", "schools"):
        return ColumnUse(index, header, LEAVE_OUT, _NOT_NEEDED, samples=samples)
    use = _address(_use(table, index, kind, part), samples)
    if is_sensitive(header):
        return ColumnUse(index, header, LEAVE_OUT, _SENSITIVE, sensitive=True, samples=samples)
    if part != "enrolments" and use in ID_USES and names_nobody(table.cells(index), _names(table)):
        return ColumnUse(index, header, LEAVE_OUT, "It tells nobody apart.", here_only=True, samples=samples)
    if use == "email" and samples and not any(email_of(cell) for cell in table.cells(index)):
        return ColumnUse(index, header, LEAVE_OUT, "There is no e-mail address in it.", here_only=True, samples=samples)
    if use in uses_of(kind, part):
        return ColumnUse(index, header, use, samples=samples)
    known = use in ("school", "teacher") or header_key(header) in ("address", "student address", "home address")
    return ColumnUse(index, header, LEAVE_OUT, _NOT_NEEDED if known else _UNKNOWN, samples=samples)


def _address(use: str, samples: tuple[str, ...]) -> str:
    """Where people sign in with an address, "Username" is an e-mail column."""
    return "email" if use == "username" and samples and all(email_of(each) for each in samples) else use


def _names(table: Table) -> tuple[str, ...]:
    """The names in each of the first rows, whatever columns they are in."""
    places = [index for index, header in enumerate(table.headers) if meaning(header) in _NAMES]
    return tuple(" ".join(fold(row[place]) for place in places) for row in table.rows[:500])


def _use(table: Table, index: int, kind: str, part: str) -> str:
    """The use by header, where the dialect of School Data Sync gives "ID" and "SIS ID" a meaning of their own."""
    key = header_key(table.headers[index])
    use = meaning(table.headers[index])
    if use in ID_USES and _is_the_schools(table, index, part):
        return "school"
    if part == "classes":
        return _SECTION_FILE.get(key, "" if use in ("class_id", "full_name") else use)
    if part == "learners" and use == "class_id" and "class_name" not in map(meaning, table.headers):
        return ""
    if part == "enrolments" and use in ID_USES:
        return "id_sis" if key in ("id", "sis id") else use
    if (
        use == "id_student"
        and key == "id"
        and any("dfenumber" in header_key(each).replace(" ", "") for each in table.headers)
    ):
        return "id_sis"
    return use


def _is_the_schools(table: Table, index: int, part: str) -> bool:
    """Whether "School ID" is the school's: beside another number of the learner, and not another one in each row."""
    if header_key(table.headers[index]) != "school id":
        return False
    others = (header for place, header in enumerate(table.headers) if place != index)
    if part != "enrolments" and not any(meaning(header) in ID_USES for header in others):
        return False
    filled = [cell for cell in map(tidy, table.cells(index)) if cell]
    return len(filled) <= _FEW or len(set(filled)) < len(filled)


def uses_of(kind: str, part: str) -> tuple[str, ...]:
    """The meanings that a column of a roster or survey may have."""
    if kind == "survey":
        return SURVEY_USES
    if part in ("teachers", "schools"):
        return ()
    if part == "classes":
        return CLASS_USES
    if part == "enrolments":
        return ("class_id", *ID_USES)
    return LEARNER_USES


def _title(table: Table) -> str:
    """What to call a survey: the file's name without its ending and the "(Responses)" that forms add."""
    stem = re.sub(
        r"\s*\(?(?:responses?|respuestas|réponses|antworten)\)?\s*(?:\(\d+\))?$", "", table.path.stem, flags=re.I
    )
    words = re.sub(r"[_\s]+", " ", stem).strip()
    return words or table.path.stem
