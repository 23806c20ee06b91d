"""Looking whether a planbook is sound: the database, its links, artifact files, the search index, the journal."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from learnerplan import files
from learnerplan.errors import UserError
from learnerplan.progress import Progress
from learnerplan.storage import arrivals, artifacts, filenames, search, triggers
from learnerplan.storage.damage import Finding, counts, damage
from learnerplan.storage.faults import told
from learnerplan.storage.tables import metadata

if TYPE_CHECKING:
    from collections.abc import Iterator

    from learnerplan.storage.store import Store

_MENDED = "It was made anew: nothing is left to do."
_MOST = 20
_ARRIVING = "EXISTS (SELECT 1 FROM share_blob b WHERE b.sha256 = k.sha256 AND b.state = 'wanted')"
_FILES = f"""SELECT path, title, sha256, size, {_ARRIVING} FROM artifact k
    UNION ALL SELECT path, 'the packet that was kept when the plan closed', sha256, size, {_ARRIVING}
    FROM plan_paper k ORDER BY path"""


@dataclass(frozen=True)
class Report:
    """What a check looked at and found."""

    rows: int
    files: int
    findings: tuple[Finding, ...] = field(default=())

    @property
    def sound(self) -> bool:
        """Whether nothing serious was found."""
        return not any(finding.serious for finding in self.findings)


@dataclass(frozen=True)
class _File:
    path: str
    title: str
    sha256: str
    size: int
    arriving: bool


def check(store: Store, progress: Progress | None = None) -> Report:
    """Look at everything, and make anew what is derived (search index, triggers) where it is not as it should be.

    A damaged or missing part is a finding, never an exception.
    """
    progress = progress or Progress()
    progress.step(0, 2, "Checking the database")
    with store.raw() as connection:
        found = list(damage(connection))
        if any(finding.kind == "database" for finding in found):
            return Report(0, 0, tuple(found))
        rows = sum(counts(connection).values())
        progress.step(1, 2, "Checking the history and the search")
        found += _journal(connection)
        derived = list(_derived(connection))
    if derived:
        store.mend_derived()
    named = store.rows(_File, _FILES)
    found += [*derived, *_files(store, named, progress)]
    return Report(rows, len({one.path for one in named}), tuple(found))


def _journal(connection: Any) -> Iterator[Finding]:
    for journal, first, last in (("change", "first", "last"), ("change_local", "first_local", "last_local")):
        held, highest = connection.execute(f"SELECT count(*), coalesce(max(seq), 0) FROM {journal}").fetchone()
        named, end, overlap = connection.execute(
            f"""SELECT coalesce(sum(l - f + 1), 0), coalesce(max(l), 0), coalesce(sum(f <= before), 0)
            FROM (SELECT {first} AS f, {last} AS l, lag({last}) OVER (ORDER BY {first}) AS before
            FROM txn WHERE {first} IS NOT NULL)"""
        ).fetchone()
        if (named, end, overlap) != (held, highest, 0):
            what = f"The history has {held} entries and its actions name {named} of them."
            todo = "The records are sound. Undo and history may skip some actions; a backup from before has them."
            yield Finding("journal", what, f"planbook.db, {journal}", todo)


def _derived(connection: Any) -> Iterator[Finding]:
    if not _search_is_sound(connection):
        what = "The search index did not fit the records."
        yield Finding("search", what, "planbook.db, search", _MENDED, serious=False, mended=True)
    held = {row[0] for row in connection.execute("SELECT sql FROM sqlite_schema WHERE type = 'trigger'")}
    if held != set(triggers.statements(metadata())):
        what = "The rules that write the history were not those of this version."
        yield Finding("triggers", what, "planbook.db", _MENDED, serious=False, mended=True)


def _search_is_sound(connection: Any) -> bool:
    try:
        with told():
            whole = [row[0] for row in connection.execute("PRAGMA integrity_check('search')")] == ["ok"]
            return whole and search.is_complete(connection)
    except UserError:
        return False


def _files(store: Store, named: list[_File], progress: Progress) -> Iterator[Finding]:
    for number, one in enumerate(named):
        progress.step(number, len(named), "Checking the files")
        where = f"artifacts/{one.path}"
        try:
            path = arrivals.find(store.folder, one.path, one.sha256)
        except UserError as error:
            if one.arriving:
                what = f"The file of “{one.title}” is on its way from another computer."
                yield Finding("file on its way", what, where, "The shared folder brings it.", serious=False)
                continue
            yield Finding("missing file", error.message, f"{where} (“{one.title}”)", error.hint)
            continue
        if path.stat().st_size != one.size or files.sha256(path) != one.sha256:
            what = f"The file of “{one.title}” is not the one that was added."
            yield Finding("changed file", what, where, "Open it and see. A backup holds the file as it was added.")
    known = {filenames.same(path) for one in named for path in (one.path, arrivals.beside(one.path, one.sha256))}
    loose = [
        relative
        for path in artifacts.present_files(store.folder)
        if filenames.same(relative := path.relative_to(store.folder.artifacts).as_posix()) not in known
    ]
    for relative in loose[:_MOST]:
        what = "No record names this file."
        todo = "Add it to a student if it belongs to one. It may also be left from something that was undone."
        yield Finding("loose file", what, f"artifacts/{relative}", todo, serious=False)
