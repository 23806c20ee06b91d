"""What the columns of a sheet or form with notes mean, and how it is told from a roster with a column of notes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from learnerplan.imports.found import Found
from learnerplan.imports.mapped.worded import WHO, meant, names_a_learner, words_of
from learnerplan.imports.mapped.worded import propose as proposed
from learnerplan.imports.words.folding import tidy
from learnerplan.imports.words.parts import NOTES

if TYPE_CHECKING:
    from learnerplan.imports.found import Headers
    from learnerplan.imports.mapped.mapping import ColumnMapping
    from learnerplan.imports.tables import Table

USES = ("note_text", "note_question", "note_on", "note_by", "note_tag")
_NOTE = (
    "note|notes|comment|comments|observation|observations|anecdotal note|anecdotal notes|anecdotal record|anecdote|"
    "remark|remarks|what i saw|what i noticed|note text|teacher comment|teacher comments|teacher note|teacher notes|"
    "observation note|observation notes|nota|notas|observacion|observaciones|bemerkung|bemerkungen|beobachtung|"
    "beobachtungen|commentaire|commentaires|remarque|remarques|observacao|observacoes"
)
_WRITER = (
    "author|recorded by|recorded by educator login|recorded by educator|observer|observed by|noted by|written by|"
    "entered by|created by|completed by"
)
_WORDS = words_of(
    {
        "note_text": f"{_NOTE}|text|description|what happened|narrative",
        "note_on": "date|day|when|date of observation|observed on|observation date|recorded at|recorded on|seen on|"
        "note date|created at|created|timestamp|date observed|event date|fecha|datum|data",
        "note_by": f"{_WRITER}|by|teacher|teacher name|staff|staff member|educator|adult",
        "note_tag": "kind|type|tag|tags|category|note type|event note type|about|subject|area|focus|topic|domain|"
        "skill|context|setting",
        "full_name": "students|learners|pupils|children|student names|names",
    }
)
_SAID = frozenset(word.replace(" ", "") for word in _NOTE.split("|"))
_WRITERS = frozenset(word.replace(" ", "") for word in _WRITER.split("|"))
_QUESTION = re.compile(r"^\s*Q\s*\d*\s*[:.)]\s*(?=\S)", re.IGNORECASE)
_SCORE = re.compile(r"\b(?:score|percentile|rit|lexile|quantile|result|benchmark|grade equivalent|value)\b")
_ROSTER = frozenset(("birth_date", "home_language", "contact_name", "contact_email", "contact_phone", "class_id"))
_YES = ("You said what this file is.",)
_LONG = 3


def meaning_of(header: str) -> str:
    """What a header means in a sheet of notes; what asks something heads a note."""
    use = meant(header, _WORDS)
    return use or ("note_question" if _QUESTION.search(header) or header.strip().endswith("?") else "")


def uses(_part: str) -> tuple[str, ...]:
    """The meanings that a column may have."""
    return (*WHO, *USES)


def propose(table: Table, part: str) -> ColumnMapping:
    """A use for each column."""
    return proposed(table, NOTES, part, meaning_of)


def notes_found(table: Table, headers: Headers) -> Found | None:
    """A learner and what was noted, with a day or who wrote it, or nothing else; never a roster with a notes column."""
    meanings = [meaning_of(header) for header in table.headers]
    squeezed = [key.replace(" ", "") for key in headers.keys]
    if not names_a_learner(meanings) or {"goal", "goal_words"} & set(headers.uses) or _ROSTER & set(headers.uses):
        return None
    asked = [header for header in table.headers if _QUESTION.search(header)]
    if asked and _WRITERS & set(squeezed):
        return Found(NOTES, "", 0.9, (f"Column “{asked[0].strip()[:60]}” is a question that somebody answered.",))
    if not _SAID & set(squeezed) or any(_SCORE.search(key) for key in headers.keys):
        return None
    column = next(index for index, key in enumerate(squeezed) if key in _SAID)
    evidence = (f"Column “{table.headers[column].strip()}” looks like: a note about a student.",)
    if "note_on" in meanings or _WRITERS & set(squeezed):
        return Found(NOTES, "", 0.85, evidence)
    filled = [cell for cell in table.cells(column)[:200] if len(cell.split()) >= _LONG]
    alone = all(use in (*WHO, *USES) for use in meanings) and "grade" not in meanings
    return Found(NOTES, "", 0.7, evidence) if alone and len(filled) * 2 > len(table.rows[:200]) else None


def notes_said(table: Table, _headers: Headers) -> Found | None:
    """What the teacher calls notes needs a learner and something that was noted."""
    meanings = [meaning_of(header) for header in table.headers]
    noted = {"note_text", "note_question"} & set(meanings)
    return Found(NOTES, "", 1.0, _YES) if noted and names_a_learner(meanings) else None


def heading(header: str) -> str:
    """The question that a header asks, without the mark before it."""
    return tidy(_QUESTION.sub("", header))
