"""The plan of an export of results, row by row, with so little state that a million rows can pass through it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import NamedTuple

from learnerplan.imports.assessments import subjects
from learnerplan.imports.assessments.columns import Columns
from learnerplan.imports.assessments.desk import Desk, Sheet
from learnerplan.imports.assessments.digests import digest, short
from learnerplan.imports.assessments.held import told_again
from learnerplan.imports.assessments.instruments import instrument_of
from learnerplan.imports.assessments.moments import in_name
from learnerplan.imports.assessments.readings import Reading, RowReader
from learnerplan.imports.assessments.strangers import MOST, Learned, stranger
from learnerplan.imports.drafts.results import ResultDraft
from learnerplan.imports.files.table import Table
from learnerplan.imports.known import KnownLearner, KnownResult
from learnerplan.imports.mapped.mapping import LEAVE_OUT
from learnerplan.imports.persons.entries import Reader
from learnerplan.imports.persons.people import Person, shown_name
from learnerplan.imports.planned.owners import Owner, key_parts
from learnerplan.imports.planned.plan import FilePlan, RowPlan, Verdict
from learnerplan.imports.planned.run import Run, date_questions
from learnerplan.imports.planned.streamed import StreamedRows
from learnerplan.imports.planned.verdicts import refused, unreadable
from learnerplan.imports.words import dates
from learnerplan.imports.words.folding import clean, tidy
from learnerplan.imports.words.parts import ASSESSMENT
from learnerplan.progress import Progress

CHUNK = 250
_HEAD = 20_000
"""Rows that are looked at for how the file writes its days."""
_NEW = "new:result:"
_GENERIC = "These look like test results of a product that is not known here. Check what each column means."
_STRANGERS = f"More than {MOST:,} rows are about nobody here. They are refused, and nothing of them is kept."
_VOID = frozenset(("deactivated", "invalid", "invalidated", "void", "voided", "cancelled", "canceled", "not valid"))
_AGAIN = "The same row stands further up in this import."
_ELSEWHERE = "Another file of this import has the same score for this test and day."
_TOLD = "The same result stands further up in this import."


def plan(blank: FilePlan, run: Run) -> FilePlan:
    """The plan of one export of results. Of a table whose rows stay in their file, so do the planned rows."""
    planner = Planner.of(blank, run)
    chunks = _chunks(blank.table, planner, run.progress)
    rows: Sequence[RowPlan]
    if isinstance(blank.table.rows, tuple):
        rows = tuple(sorted((row for chunk in chunks for row in chunk), key=lambda row: row.line))
    else:
        rows = StreamedRows(chunks)
    questions = date_questions(blank, planner.date_order, "taken_on")
    notes = (*blank.notes, *planner.notes())
    return replace(blank, rows=rows, date_order=planner.date_order, questions=questions, notes=notes)


def _chunks(table: Table, planner: Planner, progress: Progress | None) -> Iterator[list[RowPlan]]:
    yield unreadable(table)
    total = len(table.rows)
    for start in range(0, total, CHUNK):
        if progress is not None:
            progress.step(start, total, f"Comparing {table.name}")
        end = start + CHUNK
        yield planner.plan_chunk(table.rows[start:end], table.lines[start:end], table.keys[start:end])


class _Row(NamedTuple):
    """A row whose learner is certain, with what it says of them."""

    key: str
    line: int
    cells: Sequence[str]
    owner: Owner
    learner: KnownLearner
    readings: tuple[Reading, ...]


@dataclass
class Planner:
    """Plans rows of one table, a chunk at a time and in their order.

    For a file that is read piece by piece: `Planner.of(blank, run)` looks at the first rows only (`blank.table.rows`
    may be read as it is asked for), then `plan_chunk` gives the plan of each piece, best about a thousand rows, since
    it asks `Known.results` once for each chunk. Between chunks it keeps three sets of hashes (on the run's desk, which
    all tables of one import share) and memos of bounded size. The rows of one line come together: a row that tells of
    several sittings gives several row plans. Rows about nobody here wait for a person, unless there are more than
    `MOST` of them: then `strangers_wait` is False and each is refused with its reason.
    """

    run: Run
    columns: Columns
    rows: RowReader
    learned: Learned
    date_order: str
    digest: str
    strangers_wait: bool
    generic: bool
    took: str
    desk: Desk
    sheet: Sheet

    @classmethod
    def of(cls, blank: FilePlan, run: Run) -> Planner:
        """A planner for the rows of `blank.table`, read by `blank.mapping`."""
        table, mapping = blank.table, blank.mapping
        used = [column.header for column in mapping.columns if column.use != LEAVE_OUT]
        columns, product = Columns.of(mapping), instrument_of(used)
        order = _order(blank, columns, run.fallback, known=product is not None)
        subject = (product.subject if product else "") or subjects.in_name(table.path.stem)
        if product is not None and not subject:
            # Only of a known product is it certain which sub-scores belong to which subject.
            subject = subjects.by_parts(used)
        learned = Learned(working=run.working, reader=Reader.of(mapping, order), who=columns.who)
        # Rows that were kept were asked about before, and wait on.
        few = bool(table.keys) or len(table.rows) <= MOST
        wait = few or not _many(map(learned.is_stranger, _people(table, learned, run.progress)))
        desk = run.desks.setdefault(ASSESSMENT, Desk())
        return cls(
            run=run,
            columns=columns,
            rows=RowReader(
                columns, product, mapping.title or table.path.stem, subject, order, in_name(table.path.stem)
            ),
            learned=learned,
            date_order=order,
            digest=table.digest,
            strangers_wait=wait,
            generic=product is None and not mapping.remembered and not table.keys,
            took=next((each.header.strip() for each in mapping.having("duration")), ""),
            desk=desk,
            sheet=Sheet(desk),
        )

    def plan_chunk(
        self, rows: Sequence[Sequence[str]], lines: Sequence[int], keys: Sequence[str] = ()
    ) -> list[RowPlan]:
        """The plan of these rows, which stand on these lines. `keys` are those of rows that were kept to wait."""
        met = [
            self._meet(row, line, keys[place] if keys else "")
            for place, (row, line) in enumerate(zip(rows, lines, strict=True))
        ]
        asked = dict.fromkeys(
            reading.beginning(each.learner.id) for each in met if isinstance(each, _Row) for reading in each.readings
        )
        held = self.run.working.known.results(tuple(asked)) if asked else {}
        planned: list[RowPlan] = []
        for each in met:
            if isinstance(each, _Row):
                for number, reading in enumerate(each.readings):
                    planned.append(self._result(each, number, reading, held))
            else:
                planned.append(each)
        return planned

    def notes(self) -> tuple[str, ...]:
        """Sentences on the file as a whole."""
        found = []
        if self.generic:
            found.append(_GENERIC)
        if not any(sitting.taken for sitting in self.columns.sittings):
            found.append("No column says the day of the test, so the results have none.")
        if not self.strangers_wait:
            found.append(_STRANGERS)
        return tuple(found)

    def _meet(self, row: Sequence[str], line: int, kept: str) -> RowPlan | _Row:
        """Whose a row is and what it says, or the plan of a row that ends here."""
        cells = tuple(row)
        person = self.learned.person(cells)
        readings = self.rows.readings(cells)
        key, again = self._key(cells, person, readings, kept)
        title = person.name or next((each.value for each in person.identifiers), "")
        if again and readings:
            return RowPlan(f"{key}/again.{self.digest[:6]}.{line}", line, title, Verdict.UNCHANGED, _AGAIN)
        if not readings:
            key = f"{key}/again.{self.digest[:6]}.{line}" if again else key
            return refused(key, line, title, self._why_nothing(cells))
        if self.columns.first(cells, "test_status").casefold() in _VOID:
            return refused(key, line, title, f"The file says of this test: {self.columns.first(cells, 'test_status')}.")
        if not self.strangers_wait and self.learned.is_stranger(person):
            return refused(key, line, title, stranger(person))
        owner = self.learned.of(key, line, person)
        if owner.learner is None:
            return owner.ends or refused(key, line, title, stranger(person))
        return _Row(key, line, cells, owner, owner.learner, readings)

    def _key(
        self, cells: tuple[str, ...], person: Person, readings: tuple[Reading, ...], kept: str
    ) -> tuple[str, bool]:
        """(the key of a row, whether just this row came before)."""
        if kept:
            return kept, False
        about = [text for each in readings for text in (each.name, each.mark)]
        key = f"result/{digest(*key_parts(person), *about)}"
        content = digest(key, *cells)
        seen = self.desk.rows
        if not seen.add(short(content)):
            return key, True
        # The name of a key is a hash already.
        return (key if seen.add(short(key.rpartition("/")[2])) else f"{key}~{content[:8]}"), False

    def _result(self, row: _Row, number: int, reading: Reading, held: Mapping[str, tuple[KnownResult, ...]]) -> RowPlan:
        """The verdict on one sitting of a learner who is here."""
        beginning = reading.beginning(row.learner.id)
        here = [each for each in held.get(beginning, ()) if short(digest(each.id)) not in self.desk.claimed]
        again = told_again(reading, here, beginning) if here else None
        elsewhere = self.sheet.elsewhere(reading, beginning)
        key = f"{row.key}/{number}" if number else row.key
        decided = row.owner.decided if not number else ""
        base = RowPlan(
            key, row.line, shown_name(row.learner), Verdict.NEW, reading.told(), decided=decided,
            learner_ref=row.learner.id, notes=reading.notes,
        )  # fmt: skip
        if again is None and elsewhere:
            return base._replace(verdict=Verdict.UNCHANGED, reason=_ELSEWHERE)
        # The same once more is no second result: two learners who were merged may each have had it.
        if not self.desk.results.add(short(_told(reading, beginning))):
            return base._replace(verdict=Verdict.UNCHANGED, reason=_TOLD)
        if again is None:
            return self._new(base, row, reading, beginning)
        found, different = again
        self.desk.claimed.add(short(digest(found.id)))
        self.desk.results.add(short(digest(found.key)))
        if not different.changes:
            return base._replace(verdict=Verdict.UNCHANGED, reason="This result is here already.")
        draft = ResultDraft(
            found.id, row.learner.id, reading.assessment, found.key, different.values, different.parts,
            self._source(row, reading),
        )  # fmt: skip
        reason = "The file has other values for this result."
        return base._replace(verdict=Verdict.UPDATED, reason=reason, changes=different.changes, payload=draft)

    def _new(self, base: RowPlan, row: _Row, reading: Reading, beginning: str) -> RowPlan:
        key, told = _key_of(reading, beginning), _told(reading, beginning)
        results = self.desk.results
        reason, name = base.reason, digest(key)
        if not results.add(short(name)):
            key = f"{key}{'' if reading.mark else ':'}~{told[:8]}"
            reason, name = f"{reason} A second result of this test and day. Both are kept.", digest(key)
            results.add(short(name))
        draft = ResultDraft(
            f"{_NEW}{name}", row.learner.id, reading.assessment, key, tuple(reading.values.items()), reading.parts,
            self._source(row, reading),
        )  # fmt: skip
        return base._replace(reason=reason, payload=draft)

    def _source(self, row: _Row, reading: Reading) -> str:
        """The filled cells of the row, those of other sittings and what is left out apart."""
        held = row.cells
        cells = {
            header: text
            for header, place in reading.sitting.kept
            if held[place] and (text := clean(held[place]).strip())
        }
        return json.dumps(cells, ensure_ascii=False)

    def _why_nothing(self, cells: Sequence[str]) -> str:
        reason = "There is no score in this row, nor a percentile or a level."
        took = tidy(self.columns.first(cells, "duration"))
        return f"{reason} Its “{self.took}” is {took}." if took else reason


def _key_of(reading: Reading, beginning: str) -> str:
    return f"{beginning}:{reading.mark}" if reading.mark else beginning


def _told(reading: Reading, beginning: str) -> str:
    """What makes two readings one: the learner, the test and all that is said of it."""
    key = _key_of(reading, beginning)
    return digest(key, *reading.values, *reading.values.values(), repr(reading.parts))


def _order(blank: FilePlan, columns: Columns, fallback: str, *, known: bool) -> str:
    """How the file writes days: as was said, as the days show, or as elsewhere; known products put the month first."""
    if blank.mapping.date_order:
        return blank.mapping.date_order
    places = columns.places.get("taken_on", ())
    cells = {row[place] for row in islice(blank.table.rows, _HEAD) for place in places}
    order = dates.order_of(cells)
    if order in (dates.DMY, dates.MDY):
        return order
    return dates.MDY if known else fallback


def _people(table: Table, learned: Learned, progress: Progress | None) -> Iterator[Person]:
    for place, row in enumerate(table.rows):
        if progress is not None and place % CHUNK == 0:
            progress.step(place, len(table.rows), f"Finding students of {table.name}")
        yield learned.person(row)


def _many(each: Iterator[bool]) -> bool:
    """Whether more than `MOST` are true."""
    return next(islice(filter(None, each), MOST, None), False)
