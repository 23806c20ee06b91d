"""Imports: files become a plan that can be looked at, and the plan becomes one transaction, exactly."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from itertools import chain
from operator import ne
from pathlib import Path
from typing import TYPE_CHECKING

from learnerplan.collector import collector_off
from learnerplan.domain import records
from learnerplan.errors import UserError
from learnerplan.imports.drafts import Draft
from learnerplan.imports.known import Known
from learnerplan.imports.planned.plan import Change, FilePlan, ImportPlan, LongRows, Verdict
from learnerplan.imports.words.parts import EXPORT, LEARNERS, NOT_NEEDED, ROSTER, SUPPORTS
from learnerplan.progress import Progress
from learnerplan.services import exported_files, known, known_results, remembered, waiting
from learnerplan.services.batches import Batch
from learnerplan.services.drafts import Refs
from learnerplan.services.writers import Writers

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from learnerplan.imports.planning import Options
    from learnerplan.storage.store import Store
    from learnerplan.storage.transaction import Transaction

_STEP = 200


@dataclass(frozen=True)
class ImportOutcome:
    """What a commit did. `label` is the transaction's, empty when there was nothing to write."""

    label: str
    new: int
    updated: int
    unchanged: int
    undecided: int
    refused: int

    @property
    def wrote(self) -> bool:
        """Whether anything was written."""
        return bool(self.label)


def plan(
    store: Store | None,
    paths: Iterable[Path],
    *,
    options: Options | None = None,
    progress: Progress | None = None,
) -> ImportPlan:
    """What importing these files and folders would do. Changes nothing.

    Without a store it is planned against an empty planbook. Raises `UserError` for a file that is no table, or one
    that this version does not read.
    """
    from learnerplan.imports.planning import kinds_of, plan_import
    from learnerplan.imports.tables import read_sources

    tables = read_sources(paths, progress)
    return plan_import(tables, load_known(store, kinds_of(tables, options)), options, progress)


def load_known(store: Store | None, kinds: Collection[str]) -> Known:
    """What the planbook holds, as of one moment, as far as files of these kinds must know it."""
    if store is None:
        return Known()
    with store.read() as view, collector_off():
        return replace(known.load(view, kinds), results=known_results.lookup(store))


def commit(
    store: Store, plan: ImportPlan, *, today: date, label: str = "", progress: Progress | None = None
) -> ImportOutcome:
    """Write exactly the plan, in one transaction that is one step of undo; nothing at all where nothing is new.

    Rows that wait for a decision are kept as pending. Raises `UserError` when the planbook has changed since the
    plan was made so that the plan would do something else now.
    """
    label = label or label_of(plan)
    wrote = False
    progress = progress or Progress()
    with exported_files.brought(store, plan, progress) as files, store.transaction(label, origin="import") as tx:
        _refuse_stale(tx, plan)
        if _has_news(tx, plan):
            refs = write_rows(tx, plan, today=today, progress=progress, files=files)
            for file in plan.files:
                remembered.remember_mapping(tx, file)
                waiting.keep(tx, file, _log(tx, file), refs)
            wrote = True
    return outcome(plan, label if wrote else "")


def outcome(plan: ImportPlan, label: str) -> ImportOutcome:
    """The counts of a plan that was written under a label, or not at all."""
    return ImportOutcome(label, **{str(verdict): plan.count(verdict) for verdict in Verdict})


def does_the_same(one: ImportPlan, other: ImportPlan) -> bool:
    """Whether two plans would write the same to each row, over the same values."""
    return len(one.rows()) == len(other.rows()) and not any(map(ne, _does(one), _does(other)))


def label_of(plan: ImportPlan) -> str:
    """What undo and history call this import: the file, the folder of files that belong together, or the first file.

    No file that holds supports is named.
    """
    if any(file.kind == SUPPORTS for file in plan.files):
        return "Import supports"
    paths = list(dict.fromkeys(file.path for file in plan.files))
    if len(paths) == 1:
        return f"Import {paths[0].name}"
    folders = {path.parent for path in paths}
    together = any(file.kind == EXPORT or (file.kind == ROSTER and file.part != LEARNERS) for file in plan.files)
    if len(folders) == 1 and together:
        return f"Import {folders.pop().name}"
    more = "1 more file" if len(paths) == 2 else f"{len(paths) - 1} more files"
    return f"Import {paths[0].name} and {more}"


def write_rows(
    tx: Transaction, plan: ImportPlan, *, today: date, progress: Progress, files: Mapping[str, str] | None = None
) -> Refs:
    """Write every row of a plan that has something to write, inside a transaction, and remember what was decided.

    `files` are the paths of files that were put into the artifact tree before, by the row's id. Gives the ids of
    the records that were made.
    """
    batch, refs = Batch(tx), Refs()
    writers = Writers(batch, refs, today, files)
    total, done = sum(file.writes() for file in plan.files), 0
    for file in plan.files:
        writers.begin(file)
        for row in file.select(written=True):
            if done % _STEP == 0:
                progress.step(done, total, f"Saving {file.path.name}")
                if isinstance(file.rows, LongRows):
                    batch.flush()  # else all rows of the file would wait in memory
            done += 1
            writers.write(row)
    batch.flush(lambda: progress.step(total, total, "Saving"))
    decided = chain.from_iterable(file.select(decided=True) for file in plan.files)
    remembered.remember_choices(tx, decided, refs)
    progress.step(total, total, "Saving")
    return refs


def _has_news(tx: Transaction, plan: ImportPlan) -> bool:
    """Whether the plan would write anything: rows, rows to wait, answers and mappings to remember."""
    return (
        any(file.writes() for file in plan.files)
        or waiting.differs(tx, plan)
        or remembered.has_new_choices(tx, chain.from_iterable(file.select(decided=True) for file in plan.files))
        or any(remembered.is_mapped_otherwise(tx, file) for file in plan.files)
    )


def _log(tx: Transaction, file: FilePlan) -> str:
    counts = {str(verdict): file.count(verdict) for verdict in Verdict}
    if file.part in NOT_NEEDED:
        counts[str(Verdict.UNCHANGED)] = 0  # its rows were left out: nothing here is as they say
    return tx.add(
        records.ImportRun,
        at=datetime.now(UTC),
        file_name=file.table.name,
        kind=file.kind,
        sha256=file.table.digest,
        **counts,
    )


def _refuse_stale(tx: Transaction, plan: ImportPlan) -> None:
    """A plan holds for the planbook that it was made for, or for one in which it would come out the same."""
    if plan.stamp == known.stamp(tx):
        return
    if not does_the_same(_planned_again(plan, known.load(tx, {file.kind for file in plan.files})), plan):
        raise UserError(
            "The Learnerplan folder has changed since this preview was made, so nothing was imported.",
            "Look at the new preview and import again.",
        )


def _planned_again(plan: ImportPlan, now: Known) -> ImportPlan:
    """The same tables, read in the same way, with the same answers, against what the planbook holds now."""
    from learnerplan.imports.planning import Options, plan_import

    kinds = {file.kind for file in plan.files}
    rooms = {file.class_name for file in plan.files}
    options = Options(
        kind=kinds.pop() if len(kinds) == 1 else "",
        # A class that was said is every file's; sheets that are classes find theirs again.
        class_name=rooms.pop() if len(rooms) == 1 else "",
        kinds={(file.path, file.sheet): file.kind for file in plan.files if _was_said(file)},
        mappings={(file.path, file.sheet): file.mapping for file in plan.files},
        decisions=plan.decisions,
    )
    return plan_import([file.table for file in plan.files], now, options)


def _was_said(file: FilePlan) -> bool:
    """Whether a file is of its kind since somebody said so."""
    from learnerplan.imports import recognise

    try:
        return recognise.find(file.table).kind != file.kind
    except UserError:
        return True


def _does(plan: ImportPlan) -> Iterator[tuple[str, Verdict, Draft | None, tuple[Change, ...]]]:
    return ((row.key, row.verdict, row.payload, row.changes) for row in plan.rows())
