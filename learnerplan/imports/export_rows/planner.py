"""What each row of an export would do: rows go by their ids, and what was written here since is never overruled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from learnerplan.domain import tables
from learnerplan.domain.nouns import plain
from learnerplan.domain.supports import RESTRICTED
from learnerplan.imports.drafts.rows import RowDraft
from learnerplan.imports.export_rows import twins
from learnerplan.imports.export_rows.comparing import Comparison, compare
from learnerplan.imports.own_export.held import Held, Key
from learnerplan.imports.own_export.place import stays_inside
from learnerplan.imports.own_export.reading import ExportTable
from learnerplan.imports.own_export.values import Unfit, row_of, title_of
from learnerplan.imports.persons.people import lower_first
from learnerplan.imports.planned.plan import Change, Choice, FilePlan, RowPlan, Verdict
from learnerplan.imports.planned.run import Run
from learnerplan.imports.planned.verdicts import FILE, KEEP, LEAVE_OUT, left_out, refused, unreadable, waits
from learnerplan.imports.planned.working import SKIP, Working
from learnerplan.imports.words.parts import EXPORT

BRING = "new"
_USUAL = {"school_year": ("school_year", "term"), "scale": ("scale", "scale_level")}
"""Tables whose first new row stands for what every new planbook has, and which rows those are."""
_SHOWN = 3
_OUT, _BAD = "-out", "-refused"


@dataclass
class Desk:
    """What later tables must know of earlier ones. `fate` of a row that is not here yet: "" taken, else why not (or
    the key of the row on which it waits); `same` are ids here of rows that have another in the export.
    """

    held: Held
    fate: dict[Key, str] = field(default_factory=dict)
    same: dict[Key, str] = field(default_factory=dict)

    def here(self, key: Key) -> bool:
        """Whether the planbook holds the row, or will by then."""
        return key[1] in self.held.rows.get(key[0], {}) or self.fate.get(key) == ""


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of the table that is planned: its values with the links as they are here."""

    key: str
    line: int
    title: str
    id: str
    values: dict[str, Any]


def plan(blank: FilePlan, run: Run) -> FilePlan:
    """The rows of one table. Raises `Cancelled` when asked to stop."""
    desk: Desk = run.desks.setdefault(EXPORT, Desk(run.working.known.held))
    rows = _Table(blank, run.working, desk).rows(run)
    notes = blank.notes
    if any(row.payload.instead_of for row in rows if isinstance(row.payload, RowDraft)):
        notes = (*notes, "The usual terms and scale of this new folder make way, since nothing uses them.")
    if isinstance(blank.table, ExportTable) and blank.table.missing:
        missing = ", ".join(sorted(blank.table.missing)[:_SHOWN])
        notes = (*notes, f"{len(blank.table.missing)} of the files are not in the export, such as {missing}.")
    return replace(blank, rows=tuple(rows), notes=notes)


class _Table:
    def __init__(self, blank: FilePlan, working: Working, desk: Desk) -> None:
        self.table, self.desk, self.working = blank.table, desk, working
        self.name = blank.path.stem
        self.columns = {
            header: at for at, header in enumerate(self.table.headers) if header in tables.columns(self.name)
        }
        self.restricted = self.name in RESTRICTED
        self.student = self.table.headers.index("student") if "student" in self.table.headers else -1
        self.links = tables.links_of(self.name)
        self.ids: dict[str, int] = {}
        self.made = self.table.made if isinstance(self.table, ExportTable) else ""
        self.changed = self.table.changed if isinstance(self.table, ExportTable) else frozenset()
        self.gives_way = () if desk.held.rows.get("learner") else self._usual()
        self.known_by = twins.known_by(self.name, desk.held.rows.get(self.name, {}), self.gives_way)

    def rows(self, run: Run) -> list[RowPlan]:
        planned = unreadable(self.table)
        seen: set[str] = set()
        own: list[tuple[_Row, RowPlan]] = []
        for index, cells in enumerate(self.table.rows):
            if run.progress is not None and index % 500 == 0:
                run.progress.step(index, len(self.table.rows), f"Comparing {self.table.path.name}")
            made = self._row(index, cells)
            if isinstance(made, RowPlan):
                planned.append(made)
            elif made.id in seen:
                planned.append(refused(made.key, made.line, made.title, "Its id stands in an earlier row."))
            else:
                seen.add(made.id)
                self.desk.fate[self.name, made.id] = ""
                own.append((made, self._verdict(made)))
        planned += [self._within(row, verdict) for row, verdict in own]
        return sorted(planned, key=lambda row: row.line)

    def _row(self, index: int, cells: tuple[str, ...]) -> _Row | RowPlan:
        line = self.table.lines[index]
        row_id = cells[self.columns["id"]] if "id" in self.columns else ""
        key = self.table.keys[index] if self.table.keys else self._key(row_id or "none")
        student = cells[self.student] if self.student >= 0 else ""
        try:
            values = row_of(self.name, {name: cells[at] for name, at in self.columns.items()})
        except Unfit as problem:
            self.desk.fate[self.name, row_id] = _BAD
            return refused(key, line, student, str(problem))
        for link in self.links:
            if values[link.column]:
                values[link.column] = self.desk.same.get((link.target, values[link.column]), values[link.column])
        title = student or (self.name if self.restricted else title_of(self.name, values))
        return _Row(key, line, title, row_id, values)

    def _key(self, row_id: str) -> str:
        """A name for the row that it keeps in every export. Rows that have one id are numbered."""
        count = self.ids[row_id] = self.ids.get(row_id, 0) + 1
        return f"{EXPORT}.{self.name}.{row_id}" + (f".{count}" if count > 1 else "")

    def _verdict(self, row: _Row) -> RowPlan:
        held, own = self.desk.held, (self.name, row.id)
        living = held.living.get(row.id, "") if self.name == "learner" else ""
        if living:
            self.desk.same[own] = living
            return self._unchanged(row, "Merged into another student here; what belongs to it follows.")
        if row.id in held.rows.get(self.name, {}):
            return self._present(row)
        twin = self.known_by.get(twins.mark(self.name, row.values) or ())
        if twin:
            self.desk.same[own] = twin
            return self._unchanged(row, "The same is here already, under another id.")
        names_file = self.name in tables.with_files()
        if names_file and not stays_inside(row.values["path"]):
            return self._refused(row, "The path of its file leads out of the folder.")
        if names_file and row.values["path"] in self.changed:
            return self._refused(row, "Its file is not the one that was exported: it has been changed since.")
        if self.name == "learner_alias" and self.desk.here(("learner", row.values["old_id"])):
            return self._refused(row, "These two were merged there and are two here: merge them here first.")
        return self._absent(row)

    def _absent(self, row: _Row) -> RowPlan:
        """A row that is not here: new, unless it was removed here, or belongs to what does not come."""
        held = self.desk.held
        for link in self.links:
            target = row.values[link.column]
            if not target or link.target == self.name or self.desk.here((link.target, target)):
                continue
            fate = self.desk.fate.get((link.target, target), _BAD)
            if link.optional and fate in (_OUT, _BAD):
                row.values[link.column] = None
            elif fate == _OUT:
                return self._out(row, "It belongs to what is left out.")
            elif fate == _BAD:
                noun = plain(link.target)
                return self._refused(row, f"It belongs to a {noun} that is neither here nor in the export.")
            else:
                self.desk.fate[self.name, row.id] = fate
                return waits(row.key, row.line, row.title, fate)
        if (self.name, row.id) in held.joined:
            return self._unchanged(row, "Joined with an equal one when two students were merged here.")
        gone = held.gone.get((self.name, row.id))
        if gone is None:
            return self._new(row, "Not here yet.")
        choice = self.working.answer(row.key)[0]
        if choice == BRING:
            return self._new(row, "Comes back, as you chose.")._replace(decided=BRING)
        if choice == SKIP:
            return self._out(row, "")
        self.desk.fate[self.name, row.id] = row.key
        back = Choice(BRING, "Bring it back", "With all that belongs to it")
        reason = f"It was removed here on {gone}."
        return RowPlan(row.key, row.line, row.title, Verdict.UNDECIDED, reason, choices=(back, LEAVE_OUT))

    def _present(self, row: _Row) -> RowPlan:
        found = compare(self.desk.held, self.name, row.id, row.values, set(self.columns), self.made)
        choice = self.working.answer(row.key)[0]
        if found.asked and choice not in (KEEP, FILE):
            return self._asked(row, found)
        return self._settled(row, found, choice)

    def _asked(self, row: _Row, found: Comparison) -> RowPlan:
        """The export says otherwise than what somebody wrote here; of supports only where they differ is told."""
        first = found.asked[:_SHOWN]
        mine = ", ".join(each.old for each in found.asked if each.old)
        theirs = ", ".join(each.new for each in found.asked if each.new)
        told = " ".join(f"{each.label}: here “{each.old}”, in the export “{each.new}”." for each in first)
        if self.restricted:
            mine, theirs = "What you wrote here stays", "What the export says takes its place"
            told = _labels(found.asked)
        choices = (Choice(KEEP, "Keep mine", mine), Choice(FILE, "Use the export", theirs))
        changes = (*found.changes, *found.asked)
        reason = f"Written here too. {told}"
        return RowPlan(row.key, row.line, row.title, Verdict.UNDECIDED, reason, changes, choices=choices)

    def _settled(self, row: _Row, found: Comparison, choice: str) -> RowPlan:
        takes = choice == FILE
        changes = [*found.changes, *(found.asked if takes else ())]
        declined = tuple((each.field, each.new) for each in (() if takes else found.asked))
        decided = choice if found.asked else ""
        values = tuple((each.field, row.values[each.field]) for each in changes)
        payload = RowDraft(self.name, row.id, False, values, (), declined) if values or declined else None
        if not values:
            reason = "Changed here since it was exported; that stays." if found.newer else "Here already."
            return RowPlan(row.key, row.line, row.title, Verdict.UNCHANGED, reason, payload=payload, decided=decided)
        reason = " ".join(f"{each.label}: {_short(each)}." for each in changes[:_SHOWN])
        reason = _labels(changes) if self.restricted else reason
        return RowPlan(row.key, row.line, row.title, Verdict.UPDATED, reason, tuple(changes), payload, decided=decided)

    def _new(self, row: _Row, reason: str) -> RowPlan:
        instead, self.gives_way = self.gives_way, ()
        draft = RowDraft(self.name, row.id, True, tuple(row.values.items()), instead)
        return RowPlan(row.key, row.line, row.title, Verdict.NEW, reason, payload=draft)

    def _within(self, row: _Row, planned: RowPlan) -> RowPlan:
        """Links to rows of the same table hold only where those come too; all of them are planned by now."""
        if not isinstance(planned.payload, RowDraft) or not planned.payload.new:
            return planned
        lost = {
            link.column
            for link in self.links
            if link.target == self.name
            and row.values[link.column]
            and not self.desk.here((self.name, row.values[link.column]))
        }
        if not lost:
            return planned
        values = tuple((name, None if name in lost else value) for name, value in planned.payload.values)
        return planned._replace(payload=planned.payload._replace(values=values))

    def _usual(self) -> tuple[Key, ...]:
        wanted = _USUAL.get(self.name, ())
        return tuple(sorted(key for key in self.desk.held.spare if key[0] in wanted))

    def _unchanged(self, row: _Row, reason: str) -> RowPlan:
        return RowPlan(row.key, row.line, row.title, Verdict.UNCHANGED, reason)

    def _out(self, row: _Row, reason: str) -> RowPlan:
        self.desk.fate[self.name, row.id] = _OUT
        return left_out(row.key, row.line, row.title, *([reason] if reason else []))

    def _refused(self, row: _Row, reason: str) -> RowPlan:
        self.desk.fate[self.name, row.id] = _BAD
        return refused(row.key, row.line, row.title, reason)


def _labels(changes: Sequence[Change]) -> str:
    return f"It differs in {', '.join(lower_first(each.label) for each in changes)}."


def _short(change: Change) -> str:
    return f"{change.old or 'none'}, now {change.new or 'none'}"
