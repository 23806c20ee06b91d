"""Planning the links between standards, and the groups that a package puts them into."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import NamedTuple

from learnerplan.domain.competencies import EdgeKind
from learnerplan.domain.markdown import plain
from learnerplan.imports.drafts.competencies import EdgeDraft, GroupDraft
from learnerplan.imports.files.table import Table
from learnerplan.imports.known import KnownEdge, KnownGroup
from learnerplan.imports.planned.plan import Change, FilePlan, RowPlan, Verdict
from learnerplan.imports.planned.run import Run
from learnerplan.imports.planned.verdicts import refused
from learnerplan.imports.planned.working import Working
from learnerplan.imports.standards.frameworks import framework_named
from learnerplan.imports.standards.rows import Cells, differs, new_ref, short, told, unreadable
from learnerplan.imports.standards.shelf import Shelf, edge_names, tail_of

_NOT_LETTERS = re.compile(r"[^a-z]+")
_KINDS = {
    "ischildof": EdgeKind.CHILD_OF, "childof": EdgeKind.CHILD_OF, "child": EdgeKind.CHILD_OF,
    "precedes": EdgeKind.PRECEDES, "prerequisite": EdgeKind.PRECEDES, "isprerequisiteof": EdgeKind.PRECEDES,
    "prerequisiteof": EdgeKind.PRECEDES, "isrelatedto": EdgeKind.RELATED, "related": EdgeKind.RELATED,
    "relatedto": EdgeKind.RELATED, "exactmatchof": EdgeKind.EXACT_MATCH, "exactmatch": EdgeKind.EXACT_MATCH,
    "ispartof": EdgeKind.PART_OF, "partof": EdgeKind.PART_OF, "ispeerof": EdgeKind.PEER_OF,
    "peerof": EdgeKind.PEER_OF, "replacedby": EdgeKind.REPLACED_BY, "isreplacedby": EdgeKind.REPLACED_BY,
    "exemplar": EdgeKind.EXEMPLAR, "hasskilllevel": EdgeKind.SKILL_LEVEL, "skilllevel": EdgeKind.SKILL_LEVEL,
    "istranslationof": EdgeKind.TRANSLATION_OF, "translationof": EdgeKind.TRANSLATION_OF,
}  # fmt: skip
_WORDS = {
    EdgeKind.CHILD_OF: "is part of", EdgeKind.PRECEDES: "comes before", EdgeKind.RELATED: "is related to",
    EdgeKind.EXACT_MATCH: "is the same as", EdgeKind.PART_OF: "is part of", EdgeKind.PEER_OF: "stands beside",
    EdgeKind.REPLACED_BY: "is replaced by", EdgeKind.EXEMPLAR: "has the example", EdgeKind.SKILL_LEVEL: "has the level",
    EdgeKind.TRANSLATION_OF: "is a translation of",
}  # fmt: skip
_FIELDS = {"kind": "Kind of link", "from": "From", "to": "To", "position": "Place in the order", "group": "Group"}
_STEP = 500


class _End(NamedTuple):
    """One end of a link: the competency, or where it leads outside. `problem` says why there is none."""

    ref: str = ""
    uri: str = ""
    title: str = ""
    problem: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """What the end may be known by: as it is now, and as it was while it was not here."""
        return tuple(name for name in (self.ref, self.uri or self.title) if name)

    @property
    def stored(self) -> tuple[str, str, str]:
        """Id, address and title as a link keeps them: what is here needs no address."""
        return (self.ref, "", "") if self.ref else ("", self.uri, self.title)


def plan_groups(blank: FilePlan, run: Run) -> FilePlan:
    """The plan of the groups of a package."""
    shelf, cells = Shelf.of(run), Cells.of(blank.mapping)
    rows = unreadable(blank.table)
    for index, row in enumerate(blank.table.rows):
        whose = (cells.text(row, "framework_id"), cells.text(row, "framework"))
        identifier, title = cells.text(row, "standard_id"), cells.text(row, "group_title")
        key = run.working.key(blank.table, index, "competency group", *whose, identifier)
        rows.append(_group(shelf, key, blank.table.lines[index], framework_named(shelf, *whose), identifier, title))
    return replace(blank, rows=tuple(sorted(rows, key=lambda row: row.line)))


def plan_edges(blank: FilePlan, run: Run) -> FilePlan:
    """The plan of a list of links. Of a package all are taken; those of a sheet must have both ends here."""
    rows = _Edges(blank.table, Cells.of(blank.mapping), Shelf.of(run), run.working).rows(run)
    return replace(blank, rows=rows)


def kind_of(cell: str) -> EdgeKind | None:
    """The kind of a link by its name in CASE or in plain words; None for one that is neither."""
    return _KINDS.get(_NOT_LETTERS.sub("", cell.casefold()))


def _group(shelf: Shelf, key: str, line: int, framework_ref: str, identifier: str, title: str) -> RowPlan:
    named = title or identifier
    if not named or not framework_ref:
        return refused(key, line, named, "It has no name." if not named else "Its set of standards is not here.")
    held = shelf.groups.get((framework_ref, identifier))
    if held is None:
        ref = new_ref("group", key)
        shelf.groups[framework_ref, identifier] = KnownGroup(ref, framework_ref, identifier, title)
        draft = GroupDraft(ref, framework_ref, (("identifier", identifier), ("title", title)))
        return RowPlan(key, line, named, Verdict.NEW, "New group of links.", payload=draft)
    if not title or not differs(held.title, title):
        return RowPlan(key, line, named, Verdict.UNCHANGED, "This group is here already.")
    shelf.groups[framework_ref, identifier] = held._replace(title=title)
    changes = (Change("title", "Title", held.title, title),)
    draft = GroupDraft(held.id, framework_ref, (("title", title),))
    return RowPlan(key, line, named, Verdict.UPDATED, told(changes), changes, draft)


@dataclass
class _Edges:
    """Plans the links of one table."""

    table: Table
    cells: Cells
    shelf: Shelf
    working: Working

    def rows(self, run: Run) -> tuple[RowPlan, ...]:
        """The plan of each row, in the order of the file."""
        planned = unreadable(self.table)
        usual = self._usual_framework()
        for index, row in enumerate(self.table.rows):
            if run.progress is not None and index % _STEP == 0:
                run.progress.step(index, len(self.table.rows), f"Comparing {self.table.name}")
            planned.append(self._row(index, row, usual))
        return tuple(sorted(planned, key=lambda each: each.line))

    def _usual_framework(self) -> str:
        """The framework that has most of the codes of a sheet."""
        if "from_code" not in self.cells:
            return ""
        counts: Counter[str] = Counter()
        for row in self.table.rows:
            codes = [self.cells.text(row, use) for use in ("from_code", "to_code")]
            counts.update(ref for code in codes if code for ref in self.shelf.frameworks if self.shelf.coded(code, ref))
        return counts.most_common(1)[0][0] if counts else ""

    def _row(self, index: int, row: tuple[str, ...], usual: str) -> RowPlan:
        cell, line = self.cells.text, self.table.lines[index]
        whose = (cell(row, "framework_id"), cell(row, "framework"))
        framework_ref = framework_named(self.shelf, *whose) if any(whose) else usual
        start, end = (self._end(row, side, framework_ref, whose[0]) for side in ("from", "to"))
        said, identifier = cell(row, "edge_kind"), cell(row, "standard_id")
        parts = (said.casefold(), *(self._names(row, side) for side in ("from", "to")))
        key = self.working.key(self.table, index, "link", *whose, identifier, *parts)
        kind = kind_of(said)
        title = self._title(start, kind, end)
        problem = start.problem or end.problem or self._misfit(framework_ref, said, kind, start, end)
        if problem or kind is None:
            return refused(key, line, title, problem)
        place = cell(row, "edge_order")
        edge = KnownEdge(
            new_ref("edge", key),
            framework_ref,
            identifier,
            str(kind),
            *start.stored,
            *end.stored,
            position=place if place.isascii() and place.isdigit() and len(place) < 10 else "",
            group_id=self._group(framework_ref, cell(row, "edge_group")),
        )
        return self._compared(key, line, title, edge, self._held(edge, start, end))

    def _names(self, row: tuple[str, ...], side: str) -> str:
        found = (self.cells.text(row, f"{side}_{what}") for what in ("code", "id", "uri", "title"))
        return next((name for name in found if name), "")

    def _end(self, row: tuple[str, ...], side: str, framework_ref: str, framework_id: str) -> _End:
        """The competency at one end, else the address outside that a package gives."""
        code, identifier, uri, title = (
            self.cells.text(row, f"{side}_{what}") for what in ("code", "id", "uri", "title")
        )
        if code:
            ref = self.shelf.coded_anywhere(code, framework_ref)
            return _End(ref) if ref else _End(title=code, problem=f"No standard here has the code “{code}”.")
        ref = self.shelf.identified(identifier, framework_ref) or (
            self.shelf.identified(tail_of(uri), framework_ref) if uri else ""
        )
        if ref:
            return _End(ref, uri or identifier, title)
        if f"{side}_uri" not in self.cells:
            shown = f"the identifier “{identifier}”" if identifier else "no code"
            return _End(problem=f"No standard here has {shown}." if identifier else "An end of the link is empty.")
        if not (identifier or uri or title):
            return _End(problem="An end of the association is empty.")
        return _End("", uri or identifier, title)

    def _misfit(self, framework_ref: str, said: str, kind: EdgeKind | None, start: _End, end: _End) -> str:
        if not framework_ref:
            return "The set of standards that it belongs to is not here."
        if kind is None:
            return f"“{said}” is no kind of link that is known." if said else "It does not say what kind of link it is."
        return "It leads to where it comes from." if start.names[:1] == end.names[:1] else ""

    def _title(self, start: _End, kind: EdgeKind | None, end: _End) -> str:
        words = _WORDS[kind] if kind else "and"
        return f"{self._shown(start)} {words} {self._shown(end)}"

    def _shown(self, end: _End) -> str:
        held = self.shelf.competencies.get(end.ref)
        if held is not None:
            return held.code or short(plain(held.short_statement or held.statement))
        return short(end.title or end.uri) or "nothing"

    def _group(self, framework_ref: str, identifier: str) -> str:
        held = self.shelf.groups.get((framework_ref, identifier)) if identifier else None
        return held.id if held else ""

    def _compared(self, key: str, line: int, title: str, edge: KnownEdge, held: KnownEdge | None) -> RowPlan:
        if held is None:
            self.shelf.put_edge(edge)
            self.shelf.linked.add(edge.id)
            return RowPlan(key, line, title, Verdict.NEW, f"New link: {title}.", payload=_draft(edge))
        changes, merged = self._changes(held, edge)
        again = held.id in self.shelf.linked
        self.shelf.linked.add(held.id)
        if again:
            reason = "An earlier row has this association with other ends."
            return refused(key, line, title, reason) if changes else _here(key, line, title)
        if not changes:
            return _here(key, line, title)
        self.shelf.put_edge(merged)
        return RowPlan(key, line, title, Verdict.UPDATED, told(changes), changes, _draft(merged))

    def _held(self, edge: KnownEdge, start: _End, end: _End) -> KnownEdge | None:
        """The link that is here, also as it was while an end of it was not."""
        ends = [(one, other) for one in start.names for other in end.names]
        names = edge_names(edge) if edge.identifier else [(edge.framework_id, edge.kind, *each) for each in ends]
        found = next((ref for name in names if (ref := self.shelf.edge_names.get(name))), "")
        return self.shelf.edges.get(found)

    def _changes(self, held: KnownEdge, edge: KnownEdge) -> tuple[tuple[Change, ...], KnownEdge]:
        """What the row says anew, and the link as it would be. An end that was found once is not lost again."""
        fields: dict[str, str] = {}
        changes = []
        if held.kind != edge.kind:
            fields["kind"] = edge.kind
            words = [_WORDS.get(EdgeKind(kind), kind) for kind in (held.kind, edge.kind)]
            changes.append(Change("kind", _FIELDS["kind"], *words))
        for side in ("from", "to"):
            old = _End(*(getattr(held, f"{side}_{what}") for what in ("id", "uri", "title")))
            new = _End(*(getattr(edge, f"{side}_{what}") for what in ("id", "uri", "title")))
            if new.ref and new.ref != old.ref:
                fields[f"{side}_id"] = new.ref
                changes.append(Change(side, _FIELDS[side], self._shown(old), self._shown(new)))
            elif not new.ref and not old.ref and (new.uri, new.title) != (old.uri, old.title):
                fields |= {f"{side}_uri": new.uri, f"{side}_title": new.title}
                changes.append(Change(side, _FIELDS[side], old.title or old.uri, new.title or new.uri))
        for name, field in (("position", "position"), ("group", "group_id")):
            if getattr(edge, field) and getattr(edge, field) != getattr(held, field):
                fields[field] = getattr(edge, field)
                changes.append(Change(name, _FIELDS[name], getattr(held, field), getattr(edge, field)))
        return tuple(changes), held._replace(**fields)


def _here(key: str, line: int, title: str) -> RowPlan:
    return RowPlan(key, line, title, Verdict.UNCHANGED, "This link is here already.")


def _draft(edge: KnownEdge) -> EdgeDraft:
    names = ("identifier", "kind", "from_uri", "from_title", "to_uri", "to_title", "position")
    values = tuple((name, text) for name in names if (text := getattr(edge, name)))
    return EdgeDraft(edge.id, edge.framework_id, edge.from_id, edge.to_id, edge.group_id, values)
