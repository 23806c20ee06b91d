"""Planning the competencies of a package or of a sheet of standards."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import Any

from learnerplan.domain.competencies import normal_code
from learnerplan.imports.files.table import Table
from learnerplan.imports.known import KnownCompetency
from learnerplan.imports.planned.plan import FilePlan, RowPlan
from learnerplan.imports.planned.run import Run
from learnerplan.imports.planned.working import Working
from learnerplan.imports.standards.comparing import Comparing, StandardRow
from learnerplan.imports.standards.frameworks import framework_named, framework_of_sheet
from learnerplan.imports.standards.rows import Cells, counted, differs, new_ref, unreadable
from learnerplan.imports.standards.shelf import Shelf
from learnerplan.imports.standards.wanted import Wanted, wanted_of

_STEP = 500


def plan_items(blank: FilePlan, run: Run) -> FilePlan:
    """The plan of a table of competencies. Those of the planbook that it no longer has stay; a note counts them."""
    items = _Items(blank.table, Cells.of(blank.mapping), Shelf.of(run), run.working)
    before = {ref: list(items.shelf.members[ref]) for ref in items.shelf.frameworks}
    rows = items.rows(run)
    gone = 0
    if "framework_id" in items.cells and not blank.table.keys:
        gone = sum(1 for ref in items.frameworks for each in before.get(ref, ()) if each not in items.shelf.taken)
    stay = "is no longer in this file. It stays" if gone == 1 else "are no longer in this file. They stay"
    notes = (f"{counted(gone, 'standard', 'standards')} {stay} here.",) if gone else ()
    return replace(blank, rows=rows, notes=blank.notes + notes)


@dataclass
class _Items:
    """Plans the rows of one table: first which competency each is, so that parts find their whole, then the rest."""

    table: Table
    cells: Cells
    shelf: Shelf
    working: Working
    frameworks: set[str] = field(default_factory=set)
    fresh: set[str] = field(default_factory=set)
    identifiers: frozenset[str] = frozenset()

    def rows(self, run: Run) -> tuple[RowPlan, ...]:
        """The plan of each row, in the order of the file."""
        planned = unreadable(self.table)
        self.identifiers = frozenset(self.cells.text(row, "standard_id").casefold() for row in self.table.rows)
        comparing = Comparing(self.shelf, self.working, self.fresh, "framework_id" not in self.cells)
        known = [self._known(each) for each in self._placed()]
        for done, each in enumerate(known):
            if run.progress is not None and done % _STEP == 0:
                run.progress.step(done, len(known), f"Comparing {self.table.name}")
            planned.append(comparing.row(each))
        return tuple(sorted(planned, key=lambda row: row.line))

    def _placed(self) -> list[StandardRow]:
        """The rows with their framework: each row of a package names it, a sheet is taken as one or by its column."""
        said = [wanted_of(row, self.cells) for row in self.table.rows]
        titles = [self.cells.text(row, "framework") for row in self.table.rows]
        refs = [""] * len(said)
        if "framework_id" in self.cells:
            for index, row in enumerate(self.table.rows):
                refs[index] = framework_named(self.shelf, self.cells.text(row, "framework_id"), titles[index])
        else:
            order = sorted(range(len(said)), key=titles.__getitem__)
            for title, group in groupby(order, key=titles.__getitem__):
                places = list(group)
                codes = [said[place].values.get("code", "") for place in places]
                ref = framework_of_sheet(self.shelf, title, self.table.path, filter(None, codes))
                for place in places:
                    refs[place] = ref
        self.frameworks = set(refs)
        return [
            StandardRow(index, self.table.lines[index], self._key(index, refs[index], wanted), wanted, refs[index])
            for index, wanted in enumerate(said)
        ]

    def _key(self, index: int, framework_ref: str, wanted: Wanted) -> str:
        framework = self.shelf.frameworks.get(framework_ref)
        whose = (framework.identifier or framework.title) if framework else ""
        return self.working.key(self.table, index, "standard", whose, wanted.named)

    def _known(self, row: StandardRow) -> StandardRow:
        """The row with the competency that it is; one that is new stands on the shelf from now on."""
        values, ref = row.wanted.values, ""
        if not row.framework_ref or not row.wanted.title:
            return row
        if "identifier" in values:
            ref = self.shelf.own(values["identifier"], row.framework_ref)
        if not ref and "code" in values:
            ref = self._coded(values, row.framework_ref)
        if not ref and not ("code" in values or "identifier" in values):
            ref = self._worded(row)
        if not ref:
            ref = new_ref("competency", row.key)
            self.fresh.add(ref)
            place = values.get("position") or self.shelf.place(row.framework_ref)
            fields: dict[str, Any] = {**values, "position": place, "grades": frozenset(row.wanted.grades)}
            self.shelf.put(KnownCompetency(ref, row.framework_ref, **fields))
        return replace(row, ref=ref)

    def _coded(self, values: dict[str, str], framework_ref: str) -> str:
        """The competency with the row's code, unless both have identifiers and the file means two."""
        ref = self.shelf.coded(values["code"], framework_ref)
        held = self.shelf.competencies.get(ref)
        if held is None or not (held.identifier and values.get("identifier")):
            return ref
        same = normal_code(held.code) == normal_code(values["code"])
        return ref if same and ref not in self.fresh and held.identifier.casefold() not in self.identifiers else ""

    def _worded(self, row: StandardRow) -> str:
        """Without identifier and code a statement must do."""
        for ref in self.shelf.members[row.framework_ref]:
            held = self.shelf.competencies[ref]
            if not held.code and not differs(held.statement or held.short_statement, row.wanted.statement):
                return ref
        return ""
