"""Drafts of standards become records: frameworks, competencies, groups, and the links between them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from learnerplan.domain import records
from learnerplan.domain.competencies import EdgeKind
from learnerplan.imports.drafts import is_new
from learnerplan.services.drafts import decline

if TYPE_CHECKING:
    from learnerplan.domain.records.base import Record
    from learnerplan.imports.drafts.competencies import CompetencyDraft, EdgeDraft, FrameworkDraft, GroupDraft, Values
    from learnerplan.services.batches import Batch
    from learnerplan.services.drafts import Refs


class CompetencyWriter:
    """Writes the standards of a plan into a batch."""

    def __init__(self, batch: Batch, refs: Refs) -> None:
        self._batch, self._refs = batch, refs
        # A part may name its whole before that is made, so asking for an id does not tell what is made.
        self._made: set[str] = set()

    def write_framework(self, draft: FrameworkDraft) -> None:
        """Make a framework, or change one."""
        self._put(records.Framework, draft.ref, dict(draft.values))

    def write_group(self, draft: GroupDraft) -> None:
        """Make a group of links, or change one."""
        self._put(records.CompetencyGroup, draft.ref, dict(draft.values), framework_id=draft.framework_ref)

    def write(self, draft: CompetencyDraft) -> None:
        """Make a competency, or change one, with its codes, grades, and what leads to it."""
        if draft.framework is not None:
            self.write_framework(draft.framework)
        own = self._put(records.Competency, draft.ref, _placed(draft.values), framework_id=draft.framework_ref)
        for code in draft.aliases:
            self._batch.add(records.CompetencyAlias, competency_id=own, code=code)
        for grade in draft.grades:
            self._batch.add(records.CompetencyGrade, competency_id=own, grade=grade)
        for grade in draft.grades_gone:
            self._drop_grade(own, grade)
        if draft.parent_ref:
            self._tie(draft.framework_ref, draft.ref, draft.parent_ref)
        for part in draft.part_refs:
            self._tie(draft.framework_ref, part, draft.ref)
        for edge_id, side in draft.ends:
            self._batch.change(records.CompetencyEdge, self._refs.id_of(edge_id), **{f"{side}_id": own})
        decline(self._batch, own, draft.declined)

    def write_edge(self, draft: EdgeDraft) -> None:
        """Make a link, or change one."""
        values = _placed(draft.values)
        for column, ref in (("from_id", draft.from_ref), ("to_id", draft.to_ref), ("group_id", draft.group_ref)):
            if ref:
                values[column] = self._refs.id_of(ref)
        self._put(records.CompetencyEdge, draft.ref, values, framework_id=draft.framework_ref)

    def _put(self, record: type[Record], ref: str, values: dict[str, Any], framework_id: str = "") -> str:
        """Add a row or change it, and give its id."""
        row_id = self._refs.id_of(ref)
        if ref in self._made or not is_new(ref):
            self._batch.change(record, row_id, **values)
            return row_id
        self._made.add(ref)
        whose = {"framework_id": self._refs.id_of(framework_id)} if framework_id else {}
        return self._batch.add(record, row_id, **whose, **values)

    def _tie(self, framework_ref: str, part_ref: str, whole_ref: str) -> None:
        """Say that one is a child of another."""
        framework, part, whole = map(self._refs.id_of, (framework_ref, part_ref, whole_ref))
        kind = str(EdgeKind.CHILD_OF)
        self._batch.add(records.CompetencyEdge, framework_id=framework, kind=kind, from_id=part, to_id=whole)

    def _drop_grade(self, competency_id: str, grade: str) -> None:
        tx = self._batch.tx
        held = tx.value("SELECT id FROM competency_grade WHERE competency_id = ? AND grade = ?", (competency_id, grade))
        if held is not None:
            tx.delete(records.CompetencyGrade, held)


def _placed(values: Values) -> dict[str, Any]:
    """The columns of a row; its place is text in a draft."""
    plain: dict[str, Any] = dict(values)
    if "position" in plain:
        plain["position"] = int(plain["position"])
    return plain
