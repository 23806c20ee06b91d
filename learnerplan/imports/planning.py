"""From tables and what the planbook holds to the plan of an import. The same input always gives the same plan."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from learnerplan.collector import collector_off
from learnerplan.errors import UserError
from learnerplan.imports import recognise
from learnerplan.imports.files.large import whole
from learnerplan.imports.kinds import KINDS, ORDER
from learnerplan.imports.known import Known
from learnerplan.imports.mapped import proposals, recollection
from learnerplan.imports.mapped.mapping import ColumnMapping
from learnerplan.imports.oneroster import headers as oneroster
from learnerplan.imports.oneroster.folder import DESK, Folder
from learnerplan.imports.oneroster.joining import join
from learnerplan.imports.planned.pending import PendingRow, tables_of
from learnerplan.imports.planned.plan import FilePlan, Ignored, ImportPlan
from learnerplan.imports.planned.run import Run, usual_order
from learnerplan.imports.planned.working import Working
from learnerplan.imports.recognise import Recognition
from learnerplan.imports.rosters import sds, sheets
from learnerplan.imports.tables import MOST_BYTES, Table
from learnerplan.imports.words.parts import ENROLMENTS, LEARNERS, PLACES, TEACHERS
from learnerplan.progress import Progress


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What the person at the screen said. `mappings` are edited ones by (path, sheet); `decisions` by row key.

    `kind` is what all tables are, `kinds` what single ones are, by (path, sheet).
    `date_order` ("dmy" or "mdy") is for those tables whose dates do not show by themselves which of the two they are.
    """

    kind: str = ""
    class_name: str = ""
    date_order: str = ""
    kinds: Mapping[tuple[Path, str], str] = field(default_factory=dict)
    mappings: Mapping[tuple[Path, str], ColumnMapping] = field(default_factory=dict)
    decisions: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Source:
    """A table with what it was taken for."""

    table: Table
    found: Recognition
    class_name: str = ""


def plan_import(
    tables: Sequence[Table], known: Known, options: Options | None = None, progress: Progress | None = None
) -> ImportPlan:
    """The plan of importing these tables into a planbook that holds `known`.

    Raises `UserError` for a table that is of no kind that can be imported, and `Cancelled` when asked to stop.
    """
    options = options or Options()
    sources, ignored = _recognised(tables, known, options)
    if options.date_order:
        sources = _dated(sources, known, options.date_order)

    def again(decisions: Mapping[str, str]) -> ImportPlan:
        return plan(decisions, None)

    def plan(decisions: Mapping[str, str], progress: Progress | None) -> ImportPlan:
        with collector_off():
            files = _files(sources, known, decisions, progress)
        return ImportPlan(files, tuple(ignored), known.stamp, dict(decisions), again)

    return plan(options.decisions, progress)


def plan_pending(rows: Sequence[PendingRow], known: Known, decisions: Mapping[str, str]) -> ImportPlan:
    """The plan of the kept rows that `decisions` (row key -> choice) settle, and of those that wait for them.

    Rows without a decision are not in it: they go on waiting.
    """
    settled = [row for row in rows if row.key in decisions or row.waits_for in decisions]
    sources = []
    for table, mapping, first in tables_of(settled):
        mapping = mapping if mapping.date_order else replace(mapping, date_order=first.date_order)
        sources.append(_Source(table, Recognition(first.kind, first.part, 1.0, (), mapping), first.class_name))

    def again(more: Mapping[str, str]) -> ImportPlan:
        return plan_pending(rows, known, more)

    files = _files(_ordered(sources), known, decisions, None)
    return ImportPlan(files, (), known.stamp, dict(decisions), again)


def _recognised(tables: Sequence[Table], known: Known, options: Options) -> tuple[list[_Source], list[Ignored]]:
    """What each table is. One that is nothing stops the import, unless it only came along with others."""
    sources: list[_Source] = []
    ignored: list[Ignored] = []
    first_error: UserError | None = None
    taken: dict[tuple[str, str], Table] = {}
    for table in tables:
        same = taken.get((table.digest, table.sheet)) if table.digest else None
        if same is not None and same.path != table.path:
            ignored.append(Ignored(table.path, table.sheet, f"It is the same file as “{same.path.name}”."))
            continue
        try:
            sources.append(_source(table, known, options))
            taken[table.digest, table.sheet] = table
        except UserError as error:
            siblings = sum(1 for each in tables if each.path == table.path)
            if not table.along and siblings == 1:
                raise
            first_error = first_error or error
            ignored.append(Ignored(table.path, table.sheet, error.message))
    if not sources and first_error is not None:
        raise first_error
    if not options.class_name:
        sources = _classes_of_sheets(sources)
    return _ordered(sources), ignored


def _dated(sources: list[_Source], known: Known, order: str) -> list[_Source]:
    """The tables, with the order of day and month for those that ask for it where nothing is remembered."""
    asking = [replace(each, found=_read_by(each.found, "")) for each in sources]
    files = _files(asking, replace(known, date_order=""), {}, None, alone=True)
    return [
        replace(source, found=_read_by(source.found, order)) if file.questions else source
        for source, file in zip(sources, files, strict=True)
    ]


def _read_by(found: Recognition, order: str) -> Recognition:
    return replace(found, mapping=found.mapping.with_date_order(order))


def _ordered(sources: list[_Source]) -> list[_Source]:
    """What is referred to comes first. Tables of OneRoster are planned alike in whatever order they were chosen."""
    rank = {part: position for position, part in enumerate(ORDER)}
    return sorted(
        sources, key=lambda source: (rank[source.found.part], source.table.name if _is_oneroster(source) else "")
    )


def _classes_of_sheets(sources: list[_Source]) -> list[_Source]:
    lists = [(source.table, source.found.mapping) for source in sources if source.found.part == LEARNERS]
    return [
        replace(
            source,
            class_name=name,
            table=replace(source.table, notes=(*source.table.notes, sheets.note(name))),
        )
        if source.found.part == LEARNERS and (name := sheets.class_of((source.table, source.found.mapping), lists))
        else source
        for source in sources
    ]


def _source(table: Table, known: Known, options: Options) -> _Source:
    found = _recognise(table, known, options)
    # Only results can be so many that they must stay in their file.
    return _Source(table if KINDS[found.kind].streams else whole(table, MOST_BYTES), found, options.class_name)


def _recognise(table: Table, known: Known, options: Options) -> Recognition:
    if table.problem:
        raise UserError(table.problem)
    found = recognise.recognise(table, options.kinds.get((table.path, table.sheet), options.kind))
    if not table.rows and not table.refused and not (table.along and found.part in oneroster.PARTS):
        raise UserError(
            f"“{table.name}” has headings and no rows below them.",
            "Export it again, with the students or answers in it.",
        )
    edited = options.mappings.get((table.path, table.sheet))
    if edited is not None:
        return replace(found, mapping=proposals.with_samples(table, edited))
    remembered = recollection.remembered(found.mapping, known.mappings)
    return replace(found, mapping=proposals.recalled(found.mapping, remembered)) if remembered else found


def kinds_of(tables: Sequence[Table], options: Options | None = None) -> frozenset[str]:
    """The kinds of these tables, by their headers alone: what a planbook need not be asked about."""
    options = options or Options()
    found: set[str] = set()
    for table in tables:
        with suppress(UserError):  # planning says what is wrong with it
            found.add(recognise.find(table, options.kinds.get((table.path, table.sheet), options.kind)).kind)
    return frozenset(found)


def _files(
    sources: Sequence[_Source],
    known: Known,
    decisions: Mapping[str, str],
    progress: Progress | None,
    *,
    alone: bool = False,
) -> tuple[FilePlan, ...]:
    """The plans of the tables. `alone`: no table learns from the others how its dates are written."""
    working = Working(known, decisions)
    for source in sources:
        if source.found.part == TEACHERS:
            sds.note_teachers(source.table, working)
    order = "" if alone else usual_order([(source.table, source.found.mapping) for source in sources])
    run = Run(working, order or known.date_order, progress)
    run.by_class = any(source.found.part in (ENROLMENTS, PLACES) for source in sources)
    sources = _joined(sources, run)
    return tuple(_file(source, run) for source in sources)


def _is_oneroster(source: _Source) -> bool:
    return source.found.part in oneroster.PARTS


def _joined(sources: Sequence[_Source], run: Run) -> Sequence[_Source]:
    """The tables of OneRoster, each with what the others say of its rows."""
    if not any(map(_is_oneroster, sources)):
        return sources
    tables = [(each.table, each.found.mapping) for each in sources if _is_oneroster(each)]
    folder = run.desks[DESK] = Folder(tables, run.fallback)
    joined = []
    for source in sources:
        if _is_oneroster(source):
            table, mapping = join(source.table, source.found.mapping, folder)
            source = replace(source, table=table, found=replace(source.found, mapping=mapping))
        joined.append(source)
    return joined


def _file(source: _Source, run: Run) -> FilePlan:
    table, found = source.table, source.found
    run.working.learners.settle()
    blank = FilePlan(
        table.path, table.sheet, found.kind, found.part, (), found.mapping, table, found.evidence, table.notes
    )
    return KINDS[found.kind].plan(replace(blank, class_name=source.class_name), run)
