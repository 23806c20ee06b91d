"""Classes of OneRoster, planned as those of any roster; classes of schools that are not in the import are refused."""

from __future__ import annotations

from learnerplan.imports.mapped.columns import Columns
from learnerplan.imports.oneroster.folder import on_desk
from learnerplan.imports.oneroster.users import elsewhere
from learnerplan.imports.planned.plan import FilePlan
from learnerplan.imports.planned.run import Run
from learnerplan.imports.rosters.classes import plan_classes


def plan(blank: FilePlan, run: Run) -> FilePlan:
    """The plan of one file of classes."""
    folder = on_desk(run)
    columns = Columns(blank.table, blank.mapping)
    for number, org in zip(columns.cells("class_id"), columns.cells("org"), strict=True):
        reason = elsewhere(org, folder)
        if reason and number:
            run.working.unkept_classes[number.casefold()] = reason
    return plan_classes(blank, run)
