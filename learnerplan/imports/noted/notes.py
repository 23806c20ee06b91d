"""Notes about learners from sheets and forms: what somebody saw or heard becomes an observation of the record.

Each filled answer of a form is a note of its own, so that an answer that is changed later does not bring the others a
second time. Memory aids are never made by an import: what is in a file has left the teacher's head already.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from learnerplan.imports.drafts.notes import NotedDraft, ObservationDraft
from learnerplan.imports.noted.note_columns import heading
from learnerplan.imports.persons.entries import Reader
from learnerplan.imports.persons.people import Person, shown_name
from learnerplan.imports.planned.owners import Owners, key_parts, learner_choices, person_of, settled
from learnerplan.imports.planned.plan import FilePlan, RowPlan, Verdict
from learnerplan.imports.planned.row_by_row import row_by_row
from learnerplan.imports.planned.run import Run, column_order, date_questions
from learnerplan.imports.planned.verdicts import LEARNER, LEAVE_OUT, left_out, refused
from learnerplan.imports.planned.working import SKIP, Working
from learnerplan.imports.words import dates
from learnerplan.imports.words.folding import clean, fold, tidy
from learnerplan.imports.words.lexicon import meaning
from learnerplan.imports.words.naming import split_name
from learnerplan.imports.words.parts import NOTES

if TYPE_CHECKING:
    from learnerplan.imports.known import KnownLearner
    from learnerplan.imports.mapped.mapping import ColumnMapping
    from learnerplan.imports.tables import Table
    from learnerplan.progress import Progress


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
        self._kept = {key for key, _ in self.working.known.notes}
        self._reader = Reader.of(self.mapping, self.date_order)
        texts = self.mapping.having("note_text")
        self._asked = [
            (column.index, heading(column.header) if column.use == "note_question" or len(texts) > 1 else "")
            for column in self.mapping.having("note_text", "note_question")
        ]
        named = self.mapping.column("full_name")
        self._plural = bool(named) and meaning(named.header if named else "") != "full_name"

    def rows(self, progress: Progress | None = None) -> tuple[RowPlan, ...]:
        """The plan of each row, in the order of the file."""
        return row_by_row(self.table, self._row, progress)

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
            return owner.ends or refused(key, line, title, "There is no student in this row.")
        return settled(self._note(key, line, (owner.learner,), noted)._replace(notes=unread), owner)

    def _note(self, key: str, line: int, learners: tuple[KnownLearner, ...], noted: tuple[NotedDraft, ...]) -> RowPlan:
        title = ", ".join(map(shown_name, learners))
        told = (each._replace(learner_refs=self._not_held(each, learners)) for each in noted)
        new = tuple(each for each in told if each.learner_refs)
        if not new:
            return RowPlan(key, line, title, Verdict.UNCHANGED, "This note is here already.")
        self.held.update((each.key, ref) for each in new for ref in each.learner_refs)
        reason = "1 new note." if len(new) == 1 else f"{len(new)} new notes."
        draft = ObservationDraft(new)
        return RowPlan(key, line, title, Verdict.NEW, reason, payload=draft)

    def _not_held(self, noted: NotedDraft, learners: tuple[KnownLearner, ...]) -> tuple[str, ...]:
        return tuple(one.id for one in learners if (noted.key, one.id) not in self.held)

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
                reason = f"{match.reason} The note is about {len(people)} students."
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
            said = (fold(question), " ".join(answer.split()))
            # It may have come before anybody said how the file writes its days.
            unsure = _key(*said, cell, fold(by))
            key = unsure if unsure in self._kept else _key(*said, seen_on or cell, fold(by))
            noted.append(NotedDraft(key, tuple((name, value) for name, value in values.items() if value)))
        return tuple(noted), unread


def _key(*said: str) -> str:
    return hashlib.sha256("\x1f".join(said).encode("utf-8", "replace")).hexdigest()[:24]
