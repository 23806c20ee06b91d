"""The planner of standards: each table of a package or sheet by its part."""

from __future__ import annotations

from learnerplan.imports.planned.plan import FilePlan
from learnerplan.imports.planned.run import Run
from learnerplan.imports.standards.edges import plan_edges, plan_groups
from learnerplan.imports.standards.frameworks import plan_frameworks
from learnerplan.imports.standards.items import plan_items
from learnerplan.imports.words.parts import COMPETENCIES, COMPETENCY_GROUPS, EDGES, FRAMEWORKS

_BY_PART = {
    FRAMEWORKS: plan_frameworks,
    COMPETENCIES: plan_items,
    COMPETENCY_GROUPS: plan_groups,
    EDGES: plan_edges,
}


def plan(blank: FilePlan, run: Run) -> FilePlan:
    """The plan of one table of standards."""
    return _BY_PART[blank.part](blank, run)
