"""The standards as they would be after the rows that are planned so far: found by identifier, code and alias."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from learnerplan.domain.competencies import EdgeKind, aliases_of, normal_code, whole_of
from learnerplan.imports.drafts.competencies import FrameworkDraft
from learnerplan.imports.known import KnownCompetency, KnownEdge, KnownFramework, KnownGroup, KnownStandards
from learnerplan.imports.planned.run import Run
from learnerplan.imports.words.folding import fold

_NAME = "standards"
_Codes = defaultdict[str, dict[str, dict[str, None]]]


def _codes() -> _Codes:
    return defaultdict(dict)


@dataclass
class Shelf:
    """State of one planning run. Refs are ids of the planbook, or `new:...` for what this import makes.

    `named` frameworks by (identifier, title) are those of this import, empty for one that is not taken; `unmade` ones
    are made with the first row that needs them. `taken` are competencies that a row of this import has spoken of, with
    what it said, and `linked` such links; `kin` are (part, whole) pairs. `waiting` are ends of links that lead to
    something that is not here yet, by the identifier in their address.
    """

    frameworks: dict[str, KnownFramework] = field(default_factory=dict)
    competencies: dict[str, KnownCompetency] = field(default_factory=dict)
    groups: dict[tuple[str, str], KnownGroup] = field(default_factory=dict)
    edges: dict[str, KnownEdge] = field(default_factory=dict)
    unmade: dict[str, FrameworkDraft] = field(default_factory=dict)
    named: dict[tuple[str, str], str] = field(default_factory=dict)
    taken: dict[str, dict[str, str]] = field(default_factory=dict)
    waiting: defaultdict[str, list[tuple[str, str]]] = field(default_factory=lambda: defaultdict(list))
    members: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    linked: set[str] = field(default_factory=set)
    kin: set[tuple[str, str]] = field(default_factory=set)
    edge_names: dict[tuple[str, ...], str] = field(default_factory=dict)
    next_place: dict[str, int] = field(default_factory=dict)
    _by_identifier: defaultdict[str, dict[str, None]] = field(default_factory=lambda: defaultdict(dict))
    _by_code: _Codes = field(default_factory=_codes)
    _by_alias: _Codes = field(default_factory=_codes)
    _missed: defaultdict[tuple[str, str], dict[str, str]] = field(default_factory=lambda: defaultdict(dict))

    @classmethod
    def of(cls, run: Run) -> Shelf:
        """The shelf of an import, filled from the planbook the first time."""
        if _NAME not in run.desks:
            run.desks[_NAME] = cls.holding(run.working.known.standards)
        shelf: Shelf = run.desks[_NAME]
        return shelf

    @classmethod
    def holding(cls, known: KnownStandards) -> Shelf:
        """A shelf with what a planbook holds."""
        shelf = cls({each.id: each for each in known.frameworks})
        for competency in known.competencies:
            shelf.put(competency)
        shelf.groups = {(each.framework_id, each.identifier): each for each in known.groups}
        for edge in known.edges:
            shelf.put_edge(edge)
        for competency in known.competencies:
            whole = whole_of(competency.code)
            if whole and not shelf.coded(whole, competency.framework_id):
                shelf.miss(competency.id, whole)
        return shelf

    def put(self, each: KnownCompetency) -> None:
        """Add a competency, or what is new about one."""
        if each.id not in self.competencies:
            self.members[each.framework_id].append(each.id)
        self.competencies[each.id] = each
        if each.identifier:
            self._by_identifier[each.identifier.casefold()][each.id] = None
        if each.code:
            self._by_code[each.framework_id].setdefault(normal_code(each.code), {})[each.id] = None
            for alias in (*each.aliases, *aliases_of(each.code)):
                self._by_alias[each.framework_id].setdefault(normal_code(alias), {})[each.id] = None

    def put_edge(self, each: KnownEdge) -> None:
        """Add a link, or what is new about one."""
        self.edges[each.id] = each
        if each.kind == EdgeKind.CHILD_OF:
            self.kin.add((each.from_id, each.to_id))
        for name in edge_names(each):
            self.edge_names.setdefault(name, each.id)
        for side, ref, uri in (("from", each.from_id, each.from_uri), ("to", each.to_id, each.to_uri)):
            if not ref and uri:
                self.waiting[tail_of(uri)].append((each.id, side))

    def identified(self, identifier: str, framework_ref: str) -> str:
        """The competency with this identifier: that of the framework, else the only one that there is."""
        refs = self._by_identifier.get(identifier.casefold(), {}) if identifier else {}
        own = [ref for ref in refs if self.competencies[ref].framework_id == framework_ref]
        found = own or list(refs)
        return found[0] if len(found) == 1 else ""

    def own(self, identifier: str, framework_ref: str) -> str:
        """The competency of this framework with this identifier."""
        ref = self.identified(identifier, framework_ref)
        return ref if ref and self.competencies[ref].framework_id == framework_ref else ""

    def coded(self, code: str, framework_ref: str) -> str:
        """The competency of this framework with this code or, where none has it, to which it is an alias.

        Two codes that only share an alias are two: "3.NF.A.3" is not "3.NF.B.3", though both may be called "3.NF.3".
        """
        normal, codes = normal_code(code), self._by_code[framework_ref]
        found = dict(codes.get(normal, ()))
        if not found:
            found = dict(self._by_alias[framework_ref].get(normal, ()))
            for form in aliases_of(code):
                found.update(codes.get(form, ()))
        return next(iter(found)) if len(found) == 1 else ""

    def miss(self, part: str, whole: str) -> None:
        """Remember that the whole of a part, by its code, is not here yet."""
        framework = self.competencies[part].framework_id
        for form in dict.fromkeys((normal_code(whole), *aliases_of(whole))):
            self._missed[framework, form][part] = whole

    def missing(self, ref: str) -> tuple[str, ...]:
        """The parts that have missed this competency. They are its own from now on."""
        held = self.competencies[ref]
        found: dict[str, None] = {}
        for form in dict.fromkeys((normal_code(held.code), *aliases_of(held.code))) if held.code else ():
            parts = self._missed.get((held.framework_id, form), {})
            exact = form == normal_code(held.code)
            found.update(dict.fromkeys(part for part, whole in parts.items() if exact or normal_code(whole) == form))
        parts_now = tuple(part for part in found if part != ref and (part, ref) not in self.kin)
        self.kin.update((part, ref) for part in parts_now)
        return parts_now

    def coded_anywhere(self, code: str, framework_ref: str) -> str:
        """The competency with this code in this framework, else in the only other one that has it."""
        own = self.coded(code, framework_ref)
        if own:
            return own
        others = [ref for each in self.frameworks if (ref := self.coded(code, each))]
        return others[0] if len(others) == 1 else ""

    def framework_titled(self, title: str) -> str:
        """The only framework with this title."""
        found = [ref for ref, each in self.frameworks.items() if fold(each.title) == fold(title)]
        return found[0] if len(found) == 1 else ""

    def place(self, framework_ref: str) -> str:
        """The next free place at the end of a framework."""
        if framework_ref not in self.next_place:
            places = [self.competencies[ref].position for ref in self.members[framework_ref]]
            self.next_place[framework_ref] = max((int(each or 0) for each in places), default=-1) + 1
        self.next_place[framework_ref] += 1
        return str(self.next_place[framework_ref] - 1)


def edge_names(edge: KnownEdge) -> tuple[tuple[str, ...], ...]:
    """What tells a link from others: its identifier where it has one, else its kind and ends."""
    if edge.identifier:
        return ((edge.framework_id, edge.identifier.casefold()),)
    ends = (edge.from_id or edge.from_uri or edge.from_title, edge.to_id or edge.to_uri or edge.to_title)
    return ((edge.framework_id, edge.kind, *ends),)


def tail_of(uri: str) -> str:
    """The end of an address, where servers write the identifier."""
    return uri.rstrip("/").replace(":", "/").rpartition("/")[2].casefold()
