"""Planning frameworks: which one a package or a sheet means, and what it says anew of it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from learnerplan.imports.case.sheets import BETWEEN
from learnerplan.imports.drafts.competencies import FrameworkDraft
from learnerplan.imports.known import KnownFramework
from learnerplan.imports.planned.plan import Change, FilePlan, RowPlan, Verdict
from learnerplan.imports.planned.run import Run
from learnerplan.imports.standards.rows import Cells, counted, differs, identity, new_ref, told, unreadable
from learnerplan.imports.standards.shelf import Shelf
from learnerplan.imports.words.folding import fold, tidy

_FIELDS = {
    "title": ("framework", "Title"), "identifier": ("framework_id", "Identifier"),
    "source": ("framework_source", "Source"), "version": ("framework_version", "Version"),
    "publisher": ("framework_publisher", "Publisher"), "subject": ("subject", "Subject"),
    "language": ("framework_language", "Language"), "licence": ("framework_licence", "Licence"),
    "description": ("framework_description", "Description"), "status": ("framework_status", "Status"),
}  # fmt: skip
_HALF = 0.5
_EMPTY = "It holds no standards."


def plan_frameworks(blank: FilePlan, run: Run) -> FilePlan:
    """The plan of the table of a package that tells of its framework."""
    shelf, cells, notes = Shelf.of(run), Cells.of(blank.mapping), list(blank.notes)
    rows = unreadable(blank.table)
    for index, row in enumerate(blank.table.rows):
        values = {name: cells.text(row, use) for name, (use, _label) in _FIELDS.items()}
        key = run.working.key(blank.table, index, "framework", *identity(values["identifier"], values["title"]))
        count, edges = (_number(cells.text(row, use)) for use in ("item_count", "edge_count"))
        found = _meant(shelf, values, cells.text(row, "first_items").split(), count)
        planned = _row(shelf, key, blank.table.lines[index], values, found, empty=not count and not edges)
        rows.append(planned)
        notes += _notes(shelf, found, values["status"], count)
    return replace(blank, rows=tuple(sorted(rows, key=lambda row: row.line)), notes=tuple(notes))


def framework_of_sheet(shelf: Shelf, title: str, path: Path, codes: Iterable[str]) -> str:
    """The framework that a sheet means; one that is new is made with the first row that needs it.

    It is the one that the sheet names; else the one that has at least half of its codes; else one that is called
    as the file is.
    """
    called = title or _title_of(path.stem)
    found = shelf.named.get(identity("", called)) or shelf.framework_titled(called)
    if not found and not title:
        found = _holding_most(shelf, list(codes))
    if found:
        return found
    ref = new_ref("framework", fold(called))
    shelf.frameworks[ref] = KnownFramework(ref, called)
    shelf.named[identity("", called)] = ref
    shelf.unmade[ref] = FrameworkDraft(ref, (("title", called), ("source", path.name)))
    return ref


def framework_named(shelf: Shelf, identifier: str, title: str) -> str:
    """The framework that a row of a package names, as its own table settled; else as the planbook has it."""
    named = shelf.named.get(identity(identifier, title))
    if named is not None:
        return named
    found = _exact(shelf, identifier, title)
    return found[0] if len(found) == 1 else ""


def _row(shelf: Shelf, key: str, line: int, values: dict[str, str], found: str, *, empty: bool) -> RowPlan:
    title, name = values["title"], identity(values["identifier"], values["title"])
    filled = {field: value for field, value in values.items() if value}
    if not found and empty:
        shelf.named[name] = ""
        return RowPlan(key, line, title, Verdict.UNCHANGED, f"{_EMPTY} There is nothing to take in.")
    if not found:
        ref = new_ref("framework", key)
        shelf.named[name] = ref
        shelf.frameworks[ref] = KnownFramework(ref, **filled)
        return RowPlan(key, line, title, Verdict.NEW, "New set of standards.", payload=_draft(ref, filled))
    held = shelf.frameworks[found]
    again = found in shelf.named.values()
    shelf.named[name] = found
    changes = tuple(
        Change(field, _FIELDS[field][1], getattr(held, field), value)
        for field, value in filled.items()
        if differs(getattr(held, field), value)
    )
    if not changes:
        return RowPlan(key, line, title, Verdict.UNCHANGED, "This set of standards is here already.")
    if again:
        return RowPlan(key, line, title, Verdict.UNCHANGED, "An earlier file of this import tells of this set.")
    draft = _draft(found, {change.field: change.new for change in changes})
    shelf.frameworks[found] = held._replace(**dict(draft.values))
    return RowPlan(key, line, title, Verdict.UPDATED, told(changes), changes, draft)


def _number(cell: str) -> int:
    return int(cell) if cell.isascii() and cell.isdigit() and len(cell) < 10 else 0


def _draft(ref: str, values: dict[str, str]) -> FrameworkDraft:
    return FrameworkDraft(ref, tuple(values.items()))


def _meant(shelf: Shelf, values: dict[str, str], first: list[str], count: int) -> str:
    """The framework that a package is: the one with its identifier and title, or else one with its items.

    An identifier alone is not enough, since test servers give one to many; nor a title, since many are called
    "Mathematics".
    """
    identifier, title = values["identifier"], values["title"]
    exact = _exact(shelf, identifier, title)
    if exact:
        return exact[0]
    claimed = set(shelf.named.values())
    for ref, each in shelf.frameworks.items():
        same_identifier = bool(identifier) and each.identifier.casefold() == identifier.casefold()
        same_title = fold(each.title) == fold(title)
        if ref in claimed or not (same_identifier or same_title):
            continue
        if same_title and not (identifier and each.identifier):
            return ref
        shared = sum(1 for item in first if _holds(shelf, ref, item))
        enough = not same_identifier or count >= _HALF * len(shelf.members[ref])
        if first and shared >= _HALF * len(first) and enough:
            return ref
    return ""


def _exact(shelf: Shelf, identifier: str, title: str) -> list[str]:
    wanted = identity(identifier, title)
    return [ref for ref, each in shelf.frameworks.items() if identity(each.identifier, each.title) == wanted]


def _holds(shelf: Shelf, ref: str, item: str) -> bool:
    identifier, _between, code = item.rpartition(BETWEEN)
    return bool(shelf.own(identifier, ref) or (code and shelf.coded(code, ref)))


def _holding_most(shelf: Shelf, codes: list[str]) -> str:
    counts = Counter({ref: sum(1 for code in codes if shelf.coded(code, ref)) for ref in shelf.frameworks})
    best = counts.most_common(1)
    return best[0][0] if best and codes and best[0][1] >= _HALF * len(codes) else ""


def _title_of(stem: str) -> str:
    """A file's name as a title, without the number of a second download."""
    words = tidy(re.sub(r"[_\s]+", " ", re.sub(r"\s*\(\d+\)$", "", stem)))
    return words[:1].upper() + words[1:] if words else stem


def _notes(shelf: Shelf, found: str, status: str, count: int) -> list[str]:
    notes = []
    if not count:
        held = len(shelf.members[found]) if found else 0
        stay = (
            f" {counted(held, 'standard', 'standards')} of it {'stays' if held == 1 else 'stay'} here." if held else ""
        )
        notes.append(f"{_EMPTY}{stay}")
    if "deprecated" in status.casefold():
        notes.append("Its publisher no longer recommends it (status “Deprecated”).")
    return notes
