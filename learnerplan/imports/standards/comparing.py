"""Comparing a row of standards with the competency that it is about: the verdict, and what would be written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from learnerplan.domain.competencies import aliases_of, normal_code
from learnerplan.domain.markdown import plain
from learnerplan.imports.drafts.competencies import CompetencyDraft
from learnerplan.imports.known import KnownCompetency
from learnerplan.imports.planned.plan import Change, Choice, RowPlan, Verdict
from learnerplan.imports.planned.verdicts import FILE, KEEP, left_out, refused
from learnerplan.imports.planned.working import SKIP, Working
from learnerplan.imports.standards.rows import counted, differs, short, told
from learnerplan.imports.standards.shelf import Shelf
from learnerplan.imports.standards.wanted import FIELDS, GRADES, Wanted

_LABELS = {**FIELDS, GRADES: "Further grades"}
# Two rows may write a code in two ways, and each has its own place.
_FREE = ("code", "position")
_WORDS = 160


@dataclass(frozen=True)
class StandardRow:
    """A row with what it says, the framework that it belongs to and the competency that it is."""

    index: int
    line: int
    key: str
    wanted: Wanted
    framework_ref: str
    ref: str = ""


@dataclass
class Comparing:
    """Compares the rows of one table. `fresh` competencies are new."""

    shelf: Shelf
    working: Working
    fresh: set[str]
    adopts: bool = True
    """Whether a new standard becomes the whole of lettered parts that were here before it; a package tells itself."""

    def row(self, row: StandardRow) -> RowPlan:
        """The plan of a row."""
        title = short(plain(row.wanted.title))
        if not title:
            return refused(row.key, row.line, "", "It has neither a code nor a statement.")
        if not row.ref:
            return refused(row.key, row.line, title, "The set of standards that it belongs to is not here.")
        if self.working.answer(row.key)[0] == SKIP:
            return left_out(row.key, row.line, title)
        said, says = self.shelf.taken.get(row.ref, {}), row.wanted.said
        against = [name for name in says if name in said and name not in _FREE and differs(said[name], says[name])]
        if against:
            other = ", ".join(_LABELS[name].lower() for name in against)
            return refused(row.key, row.line, title, f"An earlier row has this standard with another {other}.")
        self.shelf.taken[row.ref] = says | said
        held = self.shelf.competencies[row.ref]
        if not said and row.ref in self.fresh:
            return self._new(row, title, held)
        return self._known(row, title, held, said)

    def _new(self, row: StandardRow, title: str, held: KnownCompetency) -> RowPlan:
        values = tuple((name, text) for name in FIELDS if (text := getattr(held, name)))
        parent, note = self._parent(row)
        ends = self._ends(held)
        if ends:
            note += f" {counted(len(ends), 'link', 'links')} of other sets of standards led here already."
        draft = CompetencyDraft(
            row.ref,
            row.framework_ref,
            values,
            aliases_of(held.code),
            row.wanted.grades,
            framework=self.shelf.unmade.pop(row.framework_ref, None),
            parent_ref=parent,
            part_refs=self.shelf.missing(row.ref) if self.adopts else (),
            ends=ends,
        )
        words = short(plain(held.child_statement or row.wanted.statement), _WORDS)
        end = "" if words.endswith((".", "…", "?", "!")) else "."
        new = f"New standard: {words}{end}" if words and words != title else "New standard."
        return RowPlan(row.key, row.line, title, Verdict.NEW, f"{new}{note}", payload=draft)

    def _known(self, row: StandardRow, title: str, held: KnownCompetency, said: dict[str, str]) -> RowPlan:
        changes = self._changes(row, held, said)
        mine = [each for each in changes if each.field in held.own_fields]
        choice, now = self.working.answer(row.key)
        if mine and choice not in (KEEP, FILE):
            return _ask(row, title, changes, mine)
        declined = tuple((each.field, each.new) for each in mine) if choice == KEEP else ()
        changes = [each for each in changes if not (declined and each in mine)]
        parent, note = self._parent(row)
        draft = self._draft(row, held, changes)._replace(parent_ref=parent, declined=declined)
        if parent:
            changes.append(Change("parent", "Part of", "", self.shelf.competencies[parent].code))
        decided = choice if now else ""
        if not changes:
            payload = draft if declined else None
            reason = f"This standard is here already.{note}"
            return RowPlan(row.key, row.line, title, Verdict.UNCHANGED, reason, payload=payload, decided=decided)
        reason = f"{told(changes)}{note}"
        return RowPlan(row.key, row.line, title, Verdict.UPDATED, reason, tuple(changes), draft, decided=decided)

    def _changes(self, row: StandardRow, held: KnownCompetency, said: dict[str, str]) -> list[Change]:
        """What the row changes; what an earlier row has said holds."""
        values = {name: text for name, text in row.wanted.values.items() if name not in said}
        if "code" in values and _same_code(held, values["code"]):
            del values["code"]
        changes = [
            Change(name, FIELDS[name], getattr(held, name), text)
            for name, text in values.items()
            if differs(getattr(held, name), text) and (name, text) not in held.declined
        ]
        if "grade" in values and held.grades != frozenset(row.wanted.grades):
            old, new = ("; ".join(sorted(each)) for each in (held.grades, row.wanted.grades))
            changes.append(Change(GRADES, _LABELS[GRADES], old, new))
        return changes

    def _draft(self, row: StandardRow, held: KnownCompetency, changes: list[Change]) -> CompetencyDraft:
        """What the changes write; a code that is replaced goes on finding its competency."""
        values = tuple((each.field, each.new) for each in changes if each.field != GRADES)
        fields: dict[str, Any] = dict(values)
        aliases: tuple[str, ...] = ()
        if "code" in fields:
            known = {held.code, fields["code"], *held.aliases}
            forms = (held.code, *aliases_of(held.code), *aliases_of(fields["code"]))
            aliases = tuple(form for form in dict.fromkeys(forms) if form and form not in known - {held.code})
        grades: frozenset[str] = held.grades
        if any(each.field == GRADES for each in changes):
            grades = frozenset(row.wanted.grades)
        self.shelf.put(held._replace(**fields, grades=grades, aliases=held.aliases + aliases))
        added, gone = (tuple(sorted(each)) for each in (grades - held.grades, held.grades - grades))
        return CompetencyDraft(held.id, held.framework_id, values, aliases, added, gone)

    def _parent(self, row: StandardRow) -> tuple[str, str]:
        """What the row is a part of, where that is new, and a sentence where it is not here."""
        wanted = row.wanted
        if not wanted.parent:
            return "", ""
        parent = self.shelf.coded(wanted.parent, row.framework_ref)
        if not parent:
            self.shelf.miss(row.ref, wanted.parent)
            return "", f" Its parent “{wanted.parent}” is not here." if wanted.parent_said else ""
        if parent == row.ref or (row.ref, parent) in self.shelf.kin:
            return "", ""
        self.shelf.kin.add((row.ref, parent))
        return parent, ""

    def _ends(self, held: KnownCompetency) -> tuple[tuple[str, str], ...]:
        """The ends of links that have waited for this competency."""
        waiting = self.shelf.waiting.pop(held.identifier.casefold(), ()) if held.identifier else ()
        ends = tuple(dict.fromkeys(waiting))
        for edge_id, side in ends:
            self.shelf.put_edge(self.shelf.edges[edge_id]._replace(**{f"{side}_id": held.id}))
        return ends


def _ask(row: StandardRow, title: str, changes: list[Change], mine: list[Change]) -> RowPlan:
    """The teacher has worded something otherwise than the file."""
    reason = " ".join(f"You wrote “{short(each.old)}”. The file has “{short(each.new)}”." for each in mine)
    choices = (
        Choice(KEEP, "Keep mine", ", ".join(short(each.old) for each in mine)),
        Choice(FILE, "Use file", ", ".join(short(each.new) for each in mine)),
    )
    return RowPlan(row.key, row.line, title, Verdict.UNDECIDED, reason, tuple(changes), choices=choices)


def _same_code(held: KnownCompetency, code: str) -> bool:
    """Whether a code is only another way to write the one that is held, or an earlier one."""
    ways = {normal_code(each) for each in (held.code, *held.aliases, *aliases_of(held.code))}
    return normal_code(code) in ways or (bool(held.code) and normal_code(held.code) in aliases_of(code))
