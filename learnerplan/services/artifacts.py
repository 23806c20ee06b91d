"""Artifacts: keeping the work, with the child's reason for choosing it, and tying it to goals."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from learnerplan import pdfium
from learnerplan.domain import records
from learnerplan.domain.artifacts import ArtifactKind, kind_of
from learnerplan.domain.audiences import Audience
from learnerplan.domain.profiles import Made, Voice
from learnerplan.errors import UserError
from learnerplan.services import kept_files, learners
from learnerplan.storage import artifacts as tree

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from learnerplan.progress import Progress
    from learnerplan.storage.artifacts import StoredFile
    from learnerplan.storage.rows import Readable
    from learnerplan.storage.store import Store
    from learnerplan.storage.transaction import Transaction

# So much of a document's text is kept for the search; nobody looks for the last page of a book by its words.
TEXT_LIMIT = 20_000


@dataclass(frozen=True)
class ArtifactRow:
    """An artifact with the goals that it shows something of."""

    id: str
    title: str
    kind: ArtifactKind
    path: str
    sha256: str
    size: int
    media_type: str
    made_on: date | None
    added_on: date
    added_by: str
    why: str
    audience: Audience


@dataclass(frozen=True)
class TieRow:
    """An artifact tied to a goal."""

    artifact_id: str
    goal_id: str
    kind: str
    title: str
    code: str
    standard: str


_ARTIFACTS = """SELECT id, title, kind, path, sha256, size, media_type, made_on, added_on, added_by, why, audience
    FROM artifact WHERE {where} ORDER BY coalesce(made_on, added_on) DESC, id DESC"""


def of_learner(view: Readable, learner_id: str) -> list[ArtifactRow]:
    """A learner's artifacts, newest first."""
    return view.rows(ArtifactRow, _ARTIFACTS.format(where="learner_id = ?"), (learner_id,))


def of_goal(view: Readable, goal_id: str) -> list[ArtifactRow]:
    """The artifacts that show something of a goal, newest first."""
    where = "id IN (SELECT artifact_id FROM artifact_goal WHERE goal_id = ?)"
    return view.rows(ArtifactRow, _ARTIFACTS.format(where=where), (goal_id,))


def ties(view: Readable, learner_id: str) -> list[TieRow]:
    """Which artifacts of a learner belong to which goals."""
    return view.rows(
        TieRow,
        """SELECT DISTINCT x.artifact_id, g.id, g.kind, coalesce(nullif(g.words, ''), g.statement),
        coalesce(k.code, ''), coalesce(nullif(k.child_statement, ''), k.statement, '')
        FROM artifact_goal x JOIN goal g ON g.id = x.goal_id
        LEFT JOIN goal_competency y ON y.goal_id = g.id LEFT JOIN competency k ON k.id = y.competency_id
        WHERE g.learner_id = ? GROUP BY x.artifact_id, g.id ORDER BY g.position""",
        (learner_id,),
    )


def file_of(store: Store, row: ArtifactRow) -> Path:
    """Where an artifact's file lies. Raises `UserError` when it is missing, or on its way from another computer."""
    return kept_files.find(store, row.path, row.sha256)


def file_if_here(store: Store, row: ArtifactRow) -> Path | None:
    """Where an artifact's file lies; none where it is missing or on its way."""
    try:
        return file_of(store, row)
    except UserError:
        return None


@dataclass(frozen=True)
class Draft:
    """A piece of work to keep: a file, or pasted bytes with a `name`, and what is said of it, by whom and how."""

    source: Path | bytes
    name: str = ""
    title: str = ""
    why: str = ""
    made_on: date | None = None
    kind: ArtifactKind | None = None
    goal_ids: Sequence[str] = ()
    voice: Voice = Voice.TEACHER
    made: Made = Made.WROTE

    @property
    def file_name(self) -> str:
        """The name to keep the file under."""
        return self.name or (self.source.name if isinstance(self.source, Path) else "pasted picture.png")


def add(
    store: Store,
    learner_id: str,
    source: Path | bytes,
    *,
    name: str = "",
    title: str = "",
    why: str = "",
    made_on: date | None = None,
    added_on: date,
    added_by: str = "",
    kind: ArtifactKind | None = None,
    goal_ids: Sequence[str] = (),
    audience: Audience = Audience.RECORD,
) -> str:
    """Keep a file (or pasted bytes with a `name`) for a learner and give the artifact's id.

    The file is safe on the disk before the row that names it. Raises `UserError` when it cannot be read or kept.
    """
    draft = Draft(source, name, title, why, made_on, kind, goal_ids)
    return add_all(store, learner_id, [draft], added_on=added_on, added_by=added_by, audience=audience)[0]


def add_all(
    store: Store,
    learner_id: str,
    drafts: Sequence[Draft],
    *,
    added_on: date,
    added_by: str = "",
    audience: Audience = Audience.RECORD,
    progress: Progress | None = None,
) -> list[str]:
    """Keep several files for a learner in one step of undo and give the artifacts' ids, in order.

    All or nothing: when one cannot be read or kept, or the work is cancelled, none is there afterwards.
    """
    learner = learners.one(store, learner_id)
    folder = tree.learner_folder(store, store.folder, learner.id, learner.name)
    place = tree.resolve(store.folder, folder)
    before = {path.name for path in place.iterdir()} if place.is_dir() else set()
    kept: list[StoredFile] = []
    try:
        for number, draft in enumerate(drafts):
            if progress is not None:
                progress.step(number, len(drafts), draft.file_name)
            kept.append(tree.store_file(store.folder, folder, draft.source, draft.file_name))
        texts = [_text_of(tree.resolve(store.folder, stored.path), stored.media_type) for stored in kept]
        with store.transaction("Add artifact" if len(drafts) == 1 else f"Add {len(drafts)} artifacts") as tx:
            return [
                _add_in(tx, draft, stored, learner.id, text, added_on=added_on, added_by=added_by, audience=audience)
                for draft, stored, text in zip(drafts, kept, texts, strict=True)
            ]
    except BaseException:
        for stored in kept:
            path = tree.resolve(store.folder, stored.path)
            if path.name not in before:
                path.unlink(missing_ok=True)
        raise


def _add_in(tx: Transaction, draft: Draft, stored: StoredFile, learner_id: str, text: str, **values: Any) -> str:
    artifact_id = tx.add(
        records.Artifact,
        learner_id=learner_id,
        title=draft.title.strip() or Path(draft.file_name).stem.replace("_", " ").strip(),
        kind=draft.kind or kind_of(stored.media_type),
        path=stored.path,
        sha256=stored.sha256,
        size=stored.size,
        media_type=stored.media_type,
        made_on=draft.made_on,
        why=draft.why.strip(),
        voice=draft.voice,
        made=draft.made,
        text=text,
        **values,
    )
    _tie(tx, artifact_id, draft.goal_ids)
    return artifact_id


def change(store: Store, artifact_id: str, *, goal_ids: Sequence[str] | None = None, **values: Any) -> None:
    """Change what is said of an artifact; `goal_ids`, where given, are its goals from now on."""
    with store.transaction("Change artifact") as tx:
        if values:
            tx.change(records.Artifact, artifact_id, **values)
        if goal_ids is not None:
            _set_goals(tx, artifact_id, goal_ids)


def set_audience(store: Store, artifact_ids: Iterable[str], audience: Audience) -> None:
    """Put artifacts into the packet for the family, or take them out."""
    with store.transaction("Put in packet" if audience is Audience.FAMILY else "Take out of packet") as tx:
        for artifact_id in artifact_ids:
            tx.change(records.Artifact, artifact_id, audience=audience)


def remove(store: Store, artifact_id: str) -> None:
    """Remove an artifact's row; the file stays for thirty days, so that undo finds it."""
    with store.transaction("Remove artifact") as tx:
        # The portrait has no foreign key, so nothing else would empty it.
        learner_id = tx.value("SELECT id FROM learner WHERE photo_id = ?", (artifact_id,))
        if learner_id:
            tx.change(records.Learner, learner_id, photo_id=None)
        tx.delete(records.Artifact, artifact_id)


def _set_goals(tx: Transaction, artifact_id: str, wanted: Sequence[str]) -> None:
    held = tx.rows(_Tie, "SELECT id, goal_id FROM artifact_goal WHERE artifact_id = ?", (artifact_id,))
    for tie in held:
        if tie.goal_id not in wanted:
            tx.delete(records.ArtifactGoal, tie.id)
    _tie(tx, artifact_id, [goal for goal in wanted if goal not in {tie.goal_id for tie in held}])


@dataclass(frozen=True)
class _Tie:
    id: str
    goal_id: str


def _tie(tx: Transaction, artifact_id: str, goal_ids: Sequence[str]) -> None:
    for goal_id in dict.fromkeys(goal_ids):
        if tx.value("SELECT 1 FROM goal WHERE id = ?", (goal_id,)) is None:
            raise UserError("The goal that this work should belong to is no longer there.", "Choose another goal.")
        tx.add(records.ArtifactGoal, artifact_id=artifact_id, goal_id=goal_id)


def _text_of(path: Path, media_type: str) -> str:
    if media_type.startswith("text/"):
        return path.read_bytes()[: 4 * TEXT_LIMIT].decode("utf-8", "replace")[:TEXT_LIMIT]
    if media_type != "application/pdf":
        return ""
    # A damaged or locked PDF is still the child's work; it is kept and only its words are not searched.
    return pdfium.text(path, TEXT_LIMIT)
