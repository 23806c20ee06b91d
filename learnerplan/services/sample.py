"""The sample class: a planbook of its own, made from what is written in `resources/sample`.

Everybody in it is made up. It is made with this week as the fifth of the second term, so that it looks lived in.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from learnerplan import pdfium
from learnerplan.domain.plans import PlanState
from learnerplan.errors import UserError
from learnerplan.progress import Progress
from learnerplan.services import (
    learners,
    planbooks,
    sample_bank,
    sample_closing,
    sample_content,
    sample_learners,
    sample_notes,
    sample_plans,
)
from learnerplan.services.batches import Batch
from learnerplan.services.sample_content import Calendar
from learnerplan.services.sample_learners import Sample
from learnerplan.storage import artifacts as tree
from learnerplan.storage.faults import told_of_files
from learnerplan.storage.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from learnerplan.services.sample_content import Stretch

ORIGIN = "sample"
_TEXT_LIMIT = 20_000


def create(folder: Path, *, today: date | None = None, progress: Progress | None = None) -> Path:
    """Make the sample class in a new or empty folder and give that folder.

    The same `today` makes the same rows with the same ids. Raises `UserError` where there is something already, and
    `Cancelled` when it was stopped; the folder is then as it was.
    """
    if (folder.is_dir() and any(folder.iterdir())) or folder.is_file():
        raise UserError(
            f"The sample class was not made: there is something in {folder} already.",
            "Open what is there, or choose a folder that is new or empty.",
        )
    content = sample_content.read()
    running = next(term for term in content.room["term"] if term.get("state") == PlanState.ACTIVE)
    sample = Sample(content, Calendar(content.room["today"], today or date.today(), running["starts"]))
    # Made beside its place and moved there when it is whole, so that nobody ever opens half of it.
    part = folder.with_name(folder.name + ".part")
    with told_of_files("The sample class was not made"):
        shutil.rmtree(part, ignore_errors=True)
        try:
            _fill(part, sample, progress or Progress())
            if folder.is_dir():
                folder.rmdir()
            part.replace(folder)
        except BaseException:
            shutil.rmtree(part, ignore_errors=True)
            raise
    return folder


@dataclass(frozen=True)
class _Part:
    """A part of the making: what it is called, how much of the whole it is, and what it does."""

    label: str
    write: Callable[[Store, Progress], None]
    weight: int = 1


def _fill(folder: Path, sample: Sample, progress: Progress) -> None:
    parts = _opening(sample)
    for stretch in sample_content.stretches(sample.content):
        parts += _lived(sample, stretch)
        if stretch.term["state"] == PlanState.CLOSED:
            parts += _closed(sample, stretch.term)
    done, whole = 0, sum(part.weight for part in parts)
    store = Store.create(folder)
    try:
        for part in parts:
            progress.step(done, whole, part.label)
            part.write(store, Progress(partial(_inside, progress, done, whole, part.label)))
            done += part.weight
    finally:
        store.close()


def _inside(progress: Progress, before: int, whole: int, label: str, done: int, _of: int, _label: str) -> None:
    progress.step(before + done, whole, label)


def _rows(label: str, write: Callable[[Batch], None]) -> _Part:
    """A part that is one transaction of rows."""

    def in_one(store: Store, _progress: Progress) -> None:
        with store.transaction(label, origin=ORIGIN) as tx:
            batch = Batch(tx)
            write(batch)
            batch.flush()

    return _Part(label, in_one)


def _opening(sample: Sample) -> list[_Part]:
    return [
        _rows("Start the sample class", lambda batch: _begin(batch, sample)),
        _rows("Import the roster of Room 12", lambda batch: sample_learners.write_roster(batch, sample)),
        _rows("Import the survey “All about me”", lambda batch: sample_learners.write_survey(batch, sample)),
        _rows("Fill the goal bank", lambda batch: sample_bank.write_bank(batch, sample)),
    ]


def _lived(sample: Sample, stretch: Stretch) -> list[_Part]:
    """What a term brings, before the next one begins."""
    term = stretch.term["name"]

    def keep_work(store: Store, progress: Progress) -> None:
        kept = _keep_files(store, sample, stretch, progress)
        _rows("Keep the children’s work", lambda batch: sample_plans.write_work(batch, sample, stretch, kept)).write(
            store, progress
        )

    return [
        _rows(f"Add to profiles in {term}", lambda batch: sample_learners.write_profiles(batch, sample, stretch)),
        _rows(f"Import results of {term}", lambda batch: sample_plans.write_results(batch, sample, stretch)),
        _rows(f"Agree the plans of {term}", lambda batch: sample_plans.write_plans(batch, sample, stretch.term)),
        _rows(f"Check in in {term}", lambda batch: sample_plans.write_check_ins(batch, sample, stretch)),
        _Part("Keep the children’s work", keep_work),
        _rows("Write notes and plan conferences", lambda batch: sample_notes.write_notes(batch, sample, stretch)),
    ]


def _closed(sample: Sample, term: dict[str, Any]) -> list[_Part]:
    """The end of a term: everybody looks back, and the plans close."""

    def close(store: Store, progress: Progress) -> None:
        sample_closing.close_plans(store, sample, term, ORIGIN, progress)

    return [
        _rows(f"Look back on {term['name']}", lambda batch: sample_closing.write_reflections(batch, sample, term)),
        _Part(f"Closing {term['name']}", close, len(sample.content.learners)),
    ]


def _begin(batch: Batch, sample: Sample) -> None:
    school = sample.content.room["school"]
    planbooks.set_about(batch.tx, school=school["name"], teacher=school["teacher"])
    planbooks.set_setting(batch.tx, planbooks.SAMPLE, "1")
    sample_learners.write_room(batch, sample)


def _keep_files(
    store: Store, sample: Sample, stretch: Stretch, progress: Progress
) -> dict[tuple[str, str], sample_plans.KeptWork]:
    """Put the work of these days into its learner's folder, named as its title, before the rows that name it."""
    kept: dict[tuple[str, str], sample_plans.KeptWork] = {}
    for key, one in sample.content.learners.items():
        progress.step(0, 1)
        for work in (work for work in one["artifact"] if work["made"] in stretch):
            learner = learners.one(store, sample.id("learner", key))
            folder = tree.learner_folder(store, store.folder, learner.id, learner.name)
            source = sample_content.artifact_file(work["file"])
            text = pdfium.text(source, _TEXT_LIMIT) if source.suffix == ".pdf" else ""
            file = tree.store_file(store.folder, folder, source, f"{work['title']}{source.suffix}")
            kept[key, work["file"]] = sample_plans.KeptWork(file, text)
    return kept
