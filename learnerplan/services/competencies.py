"""Competencies: finding the one that a goal works on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from learnerplan.storage.rows import Readable


@dataclass(frozen=True)
class CompetencyRow:
    """A competency in both wordings."""

    id: str
    code: str
    statement: str
    child_statement: str
    grade: str
    framework: str


def listed(view: Readable) -> list[CompetencyRow]:
    """All competencies in the order of their frameworks."""
    return view.rows(
        CompetencyRow,
        """SELECT k.id, k.code, k.statement, k.child_statement, k.grade, f.title
        FROM competency k JOIN framework f ON f.id = k.framework_id ORDER BY f.title, k.position, k.code""",
    )
