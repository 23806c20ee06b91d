"""Notes about learners from sheets and forms: what somebody saw or heard becomes an observation of the record.

Each filled answer of a form is a note of its own, so that an answer that is changed later does not bring the others a
second time. Memory aids are never made by an import: what is in a file has left the teacher's head already.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from learnerplan.imports import dates
from learnerplan.imports.drafts.notes import NotedDraft, ObservationDraft
from learnerplan.imports.entries import Reader
from learnerplan.imports.folding import clean, fold, tidy
from learnerplan.imports.found import Found
from learnerplan.imports.lexicon import meaning
from learnerplan.imports.naming import split_name
from learnerplan.imports.owners import Owners, key_parts, learner_choices, person_of, settled
from learnerplan.imports.parts import NOTES
from learnerplan.imports.people import Person, shown_name
from learnerplan.imports.plan import FilePlan, RowPlan, Verdict
from learnerplan.imports.run import Run, column_order, date_questions
from learnerplan.imports.verdicts import LEARNER, LEAVE_OUT, left_out, refused, unreadable
from learnerplan.imports.worded import WHO, meant, names_a_learner, words_of
from learnerplan.imports.worded import propose as proposed
from learnerplan.imports.working import SKIP, Working

if TYPE_CHECKING:
    from learnerplan.imports.found import Headers
    from learnerplan.imports.known import KnownLearner
    from learnerplan.imports.mapping import ColumnMapping
    from learnerplan.imports.tables import Table
    from learnerplan.progress import Progress

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
_STEP = 250
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
    evidence = (f"Column “{table.headers[column].strip()}” looks like: a note about a learner.",)
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


def plan(blank: FilePlan, run: Run) -> FilePlan:
    """The plan of one sheet of notes."""
    order = column_order(blank.table, blank.mapping, run.fallback, "note_on")
    held: set[tuple[str, str]] = run.desks.setdefault(NOTES, set(run.working.known.notes))
    rows = Notes(blank.table, blank.mapping, run.working, order, held).rows(run.progress)
    return replace(blank, rows=rows, date_order=order, questions=date_questions(blank, order, "note_on"))


@dataclass
class Notes:
    """Plans the notes of one sheet. `held` are (key, learner) of those that are here, and grows."""

    table: Table
    mapping: ColumnMapping
    working: Working
    date_order: str
    held: set[tuple[str, str]]

    def __post_init__(self) -> None:
        self._owners = Owners(self.working, NOTES)
        self._reader = Reader.of(self.mapping, self.date_order)
        texts = self.mapping.having("note_text")
        self._asked = [
            (column.index, _heading(column.header) if column.use == "note_question" or len(texts) > 1 else "")
            for column in self.mapping.having("note_text", "note_question")
        ]
        named = self.mapping.column("full_name")
        self._plural = bool(named) and meaning(named.header if named else "") != "full_name"

    def rows(self, progress: Progress | None = None) -> tuple[RowPlan, ...]:
        """The plan of each row, in the order of the file."""
        planned = unreadable(self.table)
        for index, row in enumerate(self.table.rows):
            if progress is not None and index % _STEP == 0:
                progress.step(index, len(self.table.rows), f"Comparing {self.table.name}")
            planned.append(self._row(index, row))
        return tuple(sorted(planned, key=lambda each: each.line))

    def _row(self, index: int, row: tuple[str, ...]) -> RowPlan:
        line = self.table.lines[index]
        noted, unread = self._noted(row)
        people = self._people(row)
        title = ", ".join(person.name for person in people)
        said = (part for person in people for part in key_parts(person))
        key = self.working.key(self.table, index, "note", *said, *(each.key for each in noted))
        if not noted:
            return refused(key, line, title, "There is no note in this row.")
        if len(people) > 1:
            return self._of_several(key, line, people, noted)._replace(notes=unread)
        owner = self._owners.of(key, line, people[0])
        if owner.learner is None:
            return owner.ends or refused(key, line, title, "There is no learner in this row.")
        return settled(self._note(key, line, (owner.learner,), noted)._replace(notes=unread), owner)

    def _note(self, key: str, line: int, learners: tuple[KnownLearner, ...], noted: tuple[NotedDraft, ...]) -> RowPlan:
        title = ", ".join(map(shown_name, learners))
        new = tuple(each for each in noted if any((each.key, one.id) not in self.held for one in learners))
        if not new:
            return RowPlan(key, line, title, Verdict.UNCHANGED, "This note is here already.")
        about = tuple(one for one in learners if any((each.key, one.id) not in self.held for each in new))
        self.held.update((each.key, one.id) for each in new for one in about)
        reason = "1 new note." if len(new) == 1 else f"{len(new)} new notes."
        draft = ObservationDraft(tuple(one.id for one in about), new)
        return RowPlan(key, line, title, Verdict.NEW, reason, payload=draft)

    def _of_several(self, key: str, line: int, people: tuple[Person, ...], noted: tuple[NotedDraft, ...]) -> RowPlan:
        """A note about several learners: each must be found, or is asked about in turn."""
        title = ", ".join(person.name for person in people)
        choice, now = self.working.answer(key)
        if choice == SKIP:
            return left_out(key, line, title)
        answers = [each for each in choice.split("+") if each.startswith(LEARNER)]
        learners: dict[str, KnownLearner] = {}
        before, given = "", ""
        for person in people:
            match = self._owners.match(person)
            learner = match.learner
            if learner is None and answers:
                given = answers.pop(0)
                learner = self.working.learners.get(given.removeprefix(LEARNER))
                before += f"{given}+"
            if learner is None:
                if self._is_here(noted, learners, len(people)):
                    return RowPlan(key, line, title, Verdict.UNCHANGED, "This note is here already.")
                choices = (*learner_choices(match.candidates, before), LEAVE_OUT)
                reason = f"{match.reason} The note is about {len(people)} learners."
                return RowPlan(key, line, title, Verdict.UNDECIDED, reason, choices=choices)
            learners[learner.id] = learner
        planned = self._note(key, line, tuple(learners.values()), noted)
        if now and before == f"{given}+":  # one answer can be remembered by its learner, several cannot
            return planned._replace(decided=given, learner_ref=given.removeprefix(LEARNER))
        return planned

    def _is_here(self, noted: tuple[NotedDraft, ...], found: dict[str, KnownLearner], people: int) -> bool:
        """Whether these notes are kept already, about as many learners and all that are found."""
        for each in noted:
            about = {learner_id for key, learner_id in self.held if key == each.key}
            if len(about) < people or not about.issuperset(found):
                return False
        return True

    def _people(self, row: tuple[str, ...]) -> tuple[Person, ...]:
        """Whom a row is about: several where the sheet clearly lists several."""
        person = person_of(row, self._reader)
        cell = self._reader.whole(row, "full_name")
        if person.identifiers or person.emails or not cell:
            return (person,)
        parts = [tidy(part) for part in re.split(r"[;\n\r]+", cell) if part.strip()]
        if len(parts) == 1 and self._plural:
            listed = [tidy(part) for part in re.split(r",|\band\b|&", cell) if part.strip()]
            if len(listed) > 2 or all(" " in part for part in listed):
                parts = listed
        if len(parts) < 2:
            return (person,)
        return tuple(Person(*split_name(part)) for part in dict.fromkeys(parts))

    def _noted(self, row: tuple[str, ...]) -> tuple[tuple[NotedDraft, ...], tuple[str, ...]]:
        """The notes of a row, and a sentence on a day that could not be read."""
        reader = self._reader
        cell = reader.first(row, "note_on")
        day = dates.day_of(cell, self.date_order)
        by, tag = reader.first(row, "note_by"), reader.first(row, "note_tag")
        seen_on = day.isoformat() if day else ""
        unread = (f"Day “{cell}” is not understood: the day of the import is taken.",) if cell and not day else ()
        source = ", ".join(filter(None, (tag, self.table.path.name)))
        noted = []
        for index, question in self._asked:
            answer = clean(row[index]).strip()
            if not answer or answer.casefold() in ("null", "n/a"):
                continue
            text = f"{question}\n{answer}" if question else answer
            values = {"text": text, "seen_on": seen_on, "by": by, "source_label": source}
            key = _key(fold(question), " ".join(answer.split()), seen_on or cell, fold(by))
            noted.append(NotedDraft(key, tuple((name, value) for name, value in values.items() if value)))
        return tuple(noted), unread


def _heading(header: str) -> str:
    return tidy(_QUESTION.sub("", header))


def _key(*said: str) -> str:
    return hashlib.sha256("\x1f".join(said).encode("utf-8", "replace")).hexdigest()[:24]
