"""Surveys: whose answers a row holds, and the answers in the child's own words, to the letter."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import datetime

from learnerplan.imports.drafts import NEW, AnswerDraft, ContactDraft, QuestionDraft, ResponseDraft, SurveyDraft
from learnerplan.imports.identifiers import email_of
from learnerplan.imports.known import KnownLearner, KnownSurvey
from learnerplan.imports.mapped import column_notes, voices
from learnerplan.imports.mapped.mapping import LEAVE_OUT, QUESTION, ColumnMapping, ColumnUse
from learnerplan.imports.persons.entries import Reader
from learnerplan.imports.persons.families import Families
from learnerplan.imports.persons.match import NOBODY, Match, Outcome
from learnerplan.imports.persons.people import Person, shown_name
from learnerplan.imports.planned.plan import Choice, FilePlan, RowPlan, Verdict
from learnerplan.imports.planned.row_by_row import row_by_row
from learnerplan.imports.planned.run import Run, date_questions
from learnerplan.imports.planned.verdicts import LEARNER, candidates, left_out, refused
from learnerplan.imports.planned.verdicts import LEAVE_OUT as LEAVE_ROW_OUT
from learnerplan.imports.planned.working import SKIP, Working
from learnerplan.imports.tables import Table
from learnerplan.imports.words import dates
from learnerplan.imports.words.choices import parts_of
from learnerplan.imports.words.folding import clean, fold
from learnerplan.imports.words.grades import grade_of
from learnerplan.imports.words.lexicon import header_key
from learnerplan.imports.words.naming import without_nickname
from learnerplan.progress import Progress

_NEAR = 76
_SHOWN = 3
_PREFIX = "response/"
_JOINTS = re.compile(r"\s*[;,]\s*")
_ANONYMOUS = "The answer names no student."


def plan(blank: FilePlan, run: Run) -> FilePlan:
    """The plan of one file of answers."""
    survey = Survey(blank.table, blank.mapping, run.working, run.fallback)
    rows = survey.rows(run.progress)
    questions = date_questions(blank, survey.date_order, "timestamp")
    family = voices.family_header(blank.table.headers) if blank.mapping.voice == voices.FAMILY else ""
    spoken = (f"“{family.strip()}” asks somebody at home about a child.",) if family else ()
    notes = (*blank.notes, *column_notes.of(blank.table, blank.mapping))
    return replace(
        blank,
        rows=rows,
        survey=survey.draft,
        date_order=survey.date_order,
        questions=questions,
        notes=notes,
        evidence=blank.evidence + spoken,
    )


@dataclass
class Survey:
    """Plans the answers of one table."""

    table: Table
    mapping: ColumnMapping
    working: Working
    fallback: str = ""
    draft: SurveyDraft = field(init=False)
    _held: frozenset[str] = frozenset()
    _seen: Counter[str] = field(default_factory=Counter)
    _names: list[tuple[KnownLearner, str, str]] = field(default_factory=list)
    _families: Families = field(init=False)
    date_order: str = field(init=False)

    def __post_init__(self) -> None:
        self._families = Families(self.mapping, self.working.learners.all())
        order = self.mapping.date_order or dates.likely_order(self._moments())
        self.date_order = order if order in (dates.DMY, dates.MDY) else self.fallback
        held = same_survey(self.mapping, self.working.known.surveys)
        self.draft = SurveyDraft(
            held.id if held else f"{NEW}survey:{self.mapping.fingerprint}",
            held.title if held else self.mapping.title,
            self.mapping.fingerprint,
            tuple(QuestionDraft(clean(each.header), each.kind or "text", each.facet) for each in self._questions()),
        )
        self._held = frozenset(key for each in self.working.known.surveys for key in each.response_keys)

    def _questions(self) -> tuple[ColumnUse, ...]:
        return tuple(column for column in self.mapping.columns if column.use == QUESTION)

    def rows(self, progress: Progress | None = None) -> tuple[RowPlan, ...]:
        """The plan of each answer sheet, in the order of the file."""
        reader = Reader.of(self.mapping, "")
        return row_by_row(self.table, lambda index, row: self._row(index, row, reader), progress)

    def _moments(self) -> tuple[str, ...]:
        column = self.mapping.column("timestamp")
        return self.table.cells(column.index) if column else ()

    def _row(self, index: int, row: tuple[str, ...], reader: Reader) -> RowPlan:
        line = self.table.lines[index]
        person = _person(row, reader, family=self.mapping.voice == voices.FAMILY)
        response = self.table.keys[index].rpartition("/")[2] if self.table.keys else self._key(row)
        key = f"{_PREFIX}{response}"
        author = self._families.author(row)
        title = next(filter(None, (person.name, *person.emails, author.name, *author.emails)), "No name")
        answers = self._answers(row)
        if not answers:
            return refused(key, line, title, "No question that is kept has an answer in this row.")
        if response in self._held:
            return RowPlan(key, line, title, Verdict.UNCHANGED, "This answer is here already.")
        elsewhere = self.working.responses.setdefault(response, self.table.name)
        if elsewhere != self.table.name:
            return RowPlan(f"{key}/again", line, title, Verdict.UNCHANGED, f"The same answer stands in {elsewhere}.")
        choice, now = self.working.answer(key)
        if choice == SKIP:
            return left_out(key, line, title)
        learner = self.working.learners.get(choice.removeprefix(LEARNER)) if choice.startswith(LEARNER) else None
        reason = "As you decided."
        if learner is None:
            now = False
            match = self._match(person, author)
            if match.learner is None:
                return _undecided(key, line, title, person, match, self._near(person, match))
            learner, reason = match.learner, match.reason
        who = self._families.respondent(author, learner)
        moment = self._moment(row)
        draft = ResponseDraft(
            self.draft.ref, learner.id, response, moment, self.mapping.voice, answers, who.name, who.contact
        )
        count = len(draft.entries())
        entries = f"{count} profile {'entry' if count == 1 else 'entries'}." if count else "Kept with the survey."
        return RowPlan(
            key,
            line,
            shown_name(learner),
            Verdict.NEW,
            " ".join(filter(None, (reason, entries, who.remark))),
            payload=draft,
            decided=choice if now else "",
            learner_ref=learner.id,
        )

    def _match(self, person: Person, author: ContactDraft) -> Match:
        """A first name alone names nobody for certain; with a number beside it, it is the check on the number."""
        told = person.named() or person.identifiers or person.emails
        match = self.working.learners.find(person) if told else NOBODY
        if match.outcome is Outcome.NONE and author.emails:
            match = self._families.child(person, author)
        if match.outcome is not Outcome.NONE:
            return match
        if not told:
            return Match(Outcome.ASK, _ANONYMOUS)
        named = f" {person.name}" if person.named() else ""
        if person.identifiers:
            return Match(Outcome.ASK, f"No student here has the number {person.identifiers[0].value}.")
        return Match(Outcome.ASK, f"No student here is called{named}." if named else "No student here has this e-mail.")

    def _near(self, person: Person, match: Match) -> tuple[KnownLearner, ...]:
        """Learners with a name like the one in the row, for the teacher to choose from."""
        if match.candidates or not person.named():
            return match.candidates
        from rapidfuzz import fuzz, process

        if not self._names:
            for each in self.working.learners.all():
                self._names.append((each, fold(shown_name(each)), fold(each.preferred_name or each.given_name)))
        names = [whole if person.family else first for _, whole, first in self._names]
        near = process.extract(fold(person.name), names, scorer=fuzz.token_sort_ratio, score_cutoff=_NEAR, limit=_SHOWN)
        return tuple(self._names[position][0] for _, _, position in near)

    def _answers(self, row: tuple[str, ...]) -> tuple[AnswerDraft, ...]:
        return tuple(
            AnswerDraft(clean(each.header), text, parts_of(text, each.kind, each.options), each.facet)
            for each in self._questions()
            if (text := clean(row[each.index])).strip()
        )

    def _key(self, row: tuple[str, ...]) -> str:
        """What makes a response this one: its minute and all that was filled in, what is left out too.

        Blank answers and marks of a quiz do not count, nor how the file writes moments: the CSV and the XLSX of one
        form give the same keys, and so does the form with a question added later.
        """
        when = next((dates.moment_key(cell) for cell in self._time_cells(row) if cell.strip()), "")
        said = [
            f"{header_key(column.header)}={_plain(row[column.index])}"
            for column in self.mapping.columns
            if _is_filled_in(column) and row[column.index].strip()
        ]
        text = "\x1f".join((when, *sorted(said)))
        name = hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:24]
        self._seen[name] += 1
        return name if self._seen[name] == 1 else f"{name}.{self._seen[name]}"

    def _time_cells(self, row: tuple[str, ...]) -> tuple[str, ...]:
        columns = (*self.mapping.having("timestamp"), *self.mapping.having("started"))
        return tuple(row[column.index] for column in columns)

    def _moment(self, row: tuple[str, ...]) -> datetime | None:
        found = (dates.moment_of(cell, self.date_order) for cell in self._time_cells(row))
        return next((moment for moment in found if moment is not None), None)


def same_survey(mapping: ColumnMapping, surveys: tuple[KnownSurvey, ...]) -> KnownSurvey | None:
    """The survey that a file belongs to: the one with its headers, or one all of whose questions it still asks."""
    for each in surveys:
        if each.fingerprint == mapping.fingerprint:
            return each
    asked = {header_key(column.header) for column in mapping.columns if column.use == QUESTION}
    for each in surveys:
        questions = {header_key(question) for question in each.questions}
        if len(questions) >= 2 and questions <= asked:
            return each
    return None


def _person(row: tuple[str, ...], reader: Reader, *, family: bool) -> Person:
    """Whom a row names. In a family's answers an address is the child's only where its header says so."""
    given, last = reader.names(row)
    given, short = without_nickname(given)
    emails = reader.emails(row)
    if family:
        about = [each for each in reader.mapping.having("email") if voices.is_about_child(each.header)]
        emails = tuple(email for each in about if (email := email_of(row[each.index])))
    preferred, grade = reader.first(row, "preferred_name") or short, grade_of(reader.first(row, "grade"))
    return Person(given, last, "", preferred, grade, "", reader.identifiers(row), emails)


def _undecided(
    key: str, line: int, title: str, person: Person, match: Match, near: tuple[KnownLearner, ...]
) -> RowPlan:
    offered = candidates(near, person)
    if len(near) == 1:
        offered = (replace(offered[0], label=shown_name(near[0]), detail="The answer is this student’s"),)
    choices: tuple[Choice, ...] = (*offered, LEAVE_ROW_OUT)
    return RowPlan(key, line, title, Verdict.UNDECIDED, match.reason, choices=choices)


def _is_filled_in(column: ColumnUse) -> bool:
    """What a person filled in, kept or not; neither the form's own columns nor the marks of a quiz."""
    if column.use in ("timestamp", "started", "response_number"):
        return False
    return column.use != LEAVE_OUT or bool(column.kind)


def _plain(answer: str) -> str:
    """An answer for comparing: numbers as numbers, words without case, double spaces and what joins several choices.

    Google's own CSV has `;` where its sheet has `, `.
    """
    text = _JOINTS.sub(", ", " ".join(answer.split()).casefold()).removesuffix(", ")
    return text[:-2] if text.endswith(".0") and text[:-2].isdigit() else text
