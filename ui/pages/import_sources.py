"""Where the rows of an import come from: files that somebody chose, or rows that wait from earlier imports."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, NamedTuple, Protocol

from learnerplan.errors import UserError
from learnerplan.imports.words.parts import NOT_NEEDED
from ui.models.import_facts import Facts, facts_of, kept_facts
from ui.models.import_log import seen_before

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from learnerplan.imports.mapped.mapping import ColumnMapping
    from learnerplan.imports.planned.pending import PendingRow
    from learnerplan.imports.planned.plan import FilePlan, ImportPlan, RowPlan
    from learnerplan.imports.tables import Table
    from learnerplan.progress import Progress
    from learnerplan.services.imports import ImportOutcome
    from learnerplan.services.waiting import WaitingRow
    from learnerplan.storage.store import Store


@dataclass(frozen=True)
class Wishes:
    """What the teacher said when the planning of this round began. `asked` are keys of rows that asked something."""

    round: int
    kinds: Mapping[tuple[Path, str], str] = field(default_factory=dict)
    class_name: str = ""
    mappings: Mapping[tuple[Path, str], ColumnMapping] = field(default_factory=dict)
    answers: Mapping[str, str] = field(default_factory=dict)
    asked: frozenset[str] = frozenset()


class Part(NamedTuple):
    """The rows of one file of an import, or of one file from which rows wait; those have no `file`."""

    name: str
    kind: str
    part: str
    rows: Sequence[RowPlan]
    file: FilePlan | None = None

    @property
    def aside(self) -> bool:
        """Whether its rows are read only to be left out."""
        return self.part in NOT_NEEDED


class Source(Protocol):
    """Makes plans and commits them, on another thread than the window's."""

    def plan(self, store: Store, wishes: Wishes, progress: Progress) -> ImportPlan:
        """The plan with these wishes. Raises `UserError` for what cannot be read."""

    def parts(self, plan: ImportPlan) -> tuple[Part, ...]:
        """The rows to list for a plan, file by file."""

    def facts(self, part: Part, row: RowPlan) -> Facts:
        """A few cells of a row."""

    def proposal(self, file: FilePlan) -> ColumnMapping:
        """What would be proposed for the columns of a file of which nothing is remembered."""

    def commit(self, store: Store, plan: ImportPlan, progress: Progress) -> ImportOutcome:
        """Write the plan in one transaction."""


class FilesSource:
    """Files and folders. They are read once; one that is no table is left `aside` with its reason."""

    def __init__(self, paths: Sequence[Path]) -> None:
        self.paths = tuple(paths)
        self.aside: list[UserError] = []
        self.before: dict[str, str] = {}
        """What is said of a file that was imported before, by its digest."""
        self.remembered: dict[str, date] = {}
        """When the columns of files with these headers were last used, by the headers' fingerprint."""
        self._tables: tuple[Table, ...] | None = None

    def plan(self, store: Store, wishes: Wishes, progress: Progress) -> ImportPlan:
        """Read the files at the first time, then plan."""
        from learnerplan.imports.planning import Options, kinds_of, plan_import
        from learnerplan.services import imports

        if self._tables is None:
            self._tables = self._read(progress)
            self._look_back(store, self._tables)
        options = Options(
            kinds=wishes.kinds, class_name=wishes.class_name, mappings=wishes.mappings, decisions=wishes.answers
        )
        known = imports.load_known(store, kinds_of(self._tables, options))
        plan = plan_import(self._tables, known, options, progress)
        for each in plan.ignored:
            if (each.path, each.sheet) in wishes.kinds:
                raise UserError(each.reason)
        return plan

    def parts(self, plan: ImportPlan) -> tuple[Part, ...]:
        """The files of the plan."""
        return tuple(Part(file.table.name, file.kind, file.part, file.rows, file) for file in plan.files)

    def facts(self, part: Part, row: RowPlan) -> Facts:
        """A few cells of a row of any of the files."""
        return facts_of(part.file, row) if part.file is not None else Facts()

    def proposal(self, file: FilePlan) -> ColumnMapping:
        """What the headers and cells alone propose."""
        from learnerplan.imports.recognise import recognise

        return recognise(file.table, file.kind).mapping

    def commit(self, store: Store, plan: ImportPlan, progress: Progress) -> ImportOutcome:
        """Write the plan; rows without an answer are kept to wait."""
        from learnerplan.services import imports

        return imports.commit(store, plan, today=date.today(), progress=progress)

    def _look_back(self, store: Store, tables: Sequence[Table]) -> None:
        from learnerplan.imports.mapped.mapping import fingerprint
        from learnerplan.services import import_runs, remembered

        for digest in dict.fromkeys(table.digest for table in tables):
            self.before[digest] = seen_before(import_runs.of_file(store, digest), date.today())
        used = remembered.last_used(store, {fingerprint(table.headers) for table in tables})
        self.remembered = {key: at.astimezone().date() for key, at in used.items()}

    def _read(self, progress: Progress) -> tuple[Table, ...]:
        """Of several files the good ones are taken; the others are named, with what is wrong with them."""
        from learnerplan.imports.tables import read_sources

        if len(self.paths) == 1:
            return read_sources(self.paths, progress)
        tables: list[Table] = []
        aside: list[UserError] = []
        for path in dict.fromkeys(self.paths):
            try:
                tables.extend(replace(table, along=True) for table in read_sources([path], progress))
            except UserError as error:
                aside.append(error)
        if not tables and aside:
            raise aside[0] if len(aside) == 1 else UserError(_none_of(len(aside)), " ".join(map(str, aside)))
        self.aside = aside
        return tuple(tables)


def _none_of(count: int) -> str:
    return "Neither of the two files can be imported." if count == 2 else f"None of the {count} files can be imported."


class PendingSource:
    """Rows that wait from earlier imports. Those without an answer go on waiting."""

    def __init__(self, rows: Sequence[WaitingRow]) -> None:
        self._held = tuple(rows)
        self._rows = {held.key: held.row for held in rows}

    def plan(self, store: Store, wishes: Wishes, progress: Progress) -> ImportPlan:
        """What the answers make of the rows that wait now; others may have come or gone since the last plan."""
        from learnerplan.services import pending, waiting

        self._held = tuple(waiting.listed(store))
        self._rows = {held.key: held.row for held in self._held}
        progress.step(0, len(self._held), "Comparing")
        answers = {key: choice for key, choice in wishes.answers.items() if key in self._rows}
        return pending.plan(store, tuple(self._rows.values()), answers)

    def parts(self, plan: ImportPlan) -> tuple[Part, ...]:
        """Every row by its file, as a question or as what its answer makes of it."""
        planned = {row.key: row for file in plan.files for row in file.rows}
        grouped: dict[str, list[WaitingRow]] = {}
        for held in self._held:
            grouped.setdefault(held.file_name, []).append(held)
        return tuple(
            Part(
                name,
                rows[0].kind,
                self._rows[rows[0].key].part,
                [planned.get(held.key) or _question(self._rows[held.key]) for held in rows],
            )
            for name, rows in grouped.items()
        )

    def facts(self, part: Part, row: RowPlan) -> Facts:
        """The cells that were kept of a row."""
        held = self._rows.get(row.key)
        return kept_facts(held) if held is not None else Facts()

    def proposal(self, file: FilePlan) -> ColumnMapping:
        """Rows that wait keep the mapping with which they were read."""
        return file.mapping

    def commit(self, store: Store, plan: ImportPlan, progress: Progress) -> ImportOutcome:
        """Write what the answers make of the rows."""
        from learnerplan.services import pending

        return pending.decide_all(store, plan.decisions, today=date.today(), shown=plan, progress=progress)


def _question(held: PendingRow) -> RowPlan:
    from learnerplan.imports.planned.plan import RowPlan, Verdict

    return RowPlan(
        held.key,
        held.line,
        held.title,
        Verdict.UNDECIDED,
        held.reason,
        choices=held.choices,
        waits_for=held.waits_for,
    )
