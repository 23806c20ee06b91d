"""The sample class: a planbook of its own, made from what is written in `resources/sample`.

Everybody in it is made up. It is made with this week as the fifth of the second term, so that it looks lived in.
"""

from __future__ import annotations

import shutil
from datetime import date
from typing import TYPE_CHECKING

from learnerplan import pdfium
from learnerplan.domain import names
from learnerplan.domain.plans import PlanState
from learnerplan.errors import UserError
from learnerplan.services import planbooks, sample_bank, sample_content, sample_learners, sample_plans
from learnerplan.services.batches import Batch
from learnerplan.services.sample_content import Calendar
from learnerplan.services.sample_learners import Sample
from learnerplan.storage import artifacts as tree
from learnerplan.storage.faults import told_of_files
from learnerplan.storage.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from learnerplan.progress import Progress
    from learnerplan.storage.artifacts import StoredFile

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
            _fill(part, sample, progress)
            if folder.is_dir():
                folder.rmdir()
            part.replace(folder)
        except BaseException:
            shutil.rmtree(part, ignore_errors=True)
            raise
    return folder


def _fill(folder: Path, sample: Sample, progress: Progress | None) -> None:
    store = Store.create(folder)
    try:
        kept = _keep_files(store, sample, progress)
        texts = {
            file: pdfium.text(sample_content.artifact_file(file), _TEXT_LIMIT)
            for _, file in kept
            if file.endswith(".pdf")
        }
        terms = [term for term in sample.content.room["term"] if "state" in term]
        steps: list[tuple[str, Callable[[Batch], None]]] = [
            ("Start the sample class", lambda batch: _begin(batch, sample)),
            ("Import the roster of Room 12", lambda batch: sample_learners.write_roster(batch, sample)),
            ("Import the survey “All about me”", lambda batch: sample_learners.write_survey(batch, sample)),
            ("Fill the goal bank", lambda batch: sample_bank.write_bank(batch, sample)),
            ("Add to profiles", lambda batch: sample_learners.write_profiles(batch, sample)),
            ("Import results", lambda batch: sample_plans.write_results(batch, sample)),
            *(
                (
                    f"Agree the plans of {term['name']}",
                    lambda batch, term=term: sample_plans.write_plans(batch, sample, term),
                )
                for term in terms
            ),
            (f"Close {terms[0]['name']}", lambda batch: sample_plans.write_reflections(batch, sample, terms[0]["key"])),
            ("Check in", lambda batch: sample_plans.write_check_ins(batch, sample)),
            ("Keep the children’s work", lambda batch: sample_plans.write_work(batch, sample, kept, texts)),
            ("Write notes and plan conferences", lambda batch: sample_plans.write_notes(batch, sample)),
        ]
        for number, (label, write) in enumerate(steps):
            if progress is not None:
                progress.step(number, len(steps), label)
            with store.transaction(label, origin=ORIGIN) as tx:
                batch = Batch(tx)
                write(batch)
                batch.flush()
    finally:
        store.close()


def _begin(batch: Batch, sample: Sample) -> None:
    school = sample.content.room["school"]
    planbooks.set_about(batch.tx, school=school["name"], teacher=school["teacher"])
    planbooks.set_setting(batch.tx, planbooks.SAMPLE, "1")
    sample_learners.write_room(batch, sample)


def _keep_files(store: Store, sample: Sample, progress: Progress | None) -> dict[tuple[str, str], StoredFile]:
    """Put every piece of work into its learner's folder, named as its title, before the rows that name it."""
    kept: dict[tuple[str, str], StoredFile] = {}
    for number, (key, one) in enumerate(sample.content.learners.items()):
        name = names.full_name(one["given"], one["family"], one.get("name_order", "given"))
        if progress is not None:
            progress.step(number, len(sample.content.learners), "Children’s work")
        folder = tree.learner_folder(store, store.folder, sample.id("learner", key), name)
        for work in one["artifact"]:
            source = sample_content.artifact_file(work["file"])
            kept[key, work["file"]] = tree.store_file(store.folder, folder, source, f"{work['title']}{source.suffix}")
    return kept
