"""Tables made in the test itself, and short ways to plan them."""

from __future__ import annotations

from pathlib import Path

from learnerplan.imports.known import Identifier, Known, KnownLearner
from learnerplan.imports.planned.plan import ImportPlan, RowPlan, Verdict
from learnerplan.imports.planning import Options, plan_import
from learnerplan.imports.tables import Table


def table(text: str, name: str = "list.csv") -> Table:
    """A table of lines with cells between bars: "First | Last"."""
    rows = [tuple(cell.strip() for cell in line.split("|")) for line in text.strip().splitlines()]
    return Table(Path(name), rows[0], tuple(rows[1:]), tuple(range(2, len(rows) + 1)), encoding="UTF-8", digest=name)


def plan(text: str, known: Known | None = None, name: str = "list.csv", **options: object) -> ImportPlan:
    return plan_import([table(text, name)], known or Known(), Options(**options))  # type: ignore[arg-type]


def learner(number: int, given: str, family: str, **fields: object) -> KnownLearner:
    ids = fields.pop("ids", {})
    identifiers = tuple(Identifier(source, value) for source, value in ids.items())  # type: ignore[attr-defined]
    return KnownLearner(f"L{number}", given, family, identifiers=identifiers, **fields)  # type: ignore[arg-type]


def knows(*learners: KnownLearner, **more: object) -> Known:
    return Known(learners=learners, **more)  # type: ignore[arg-type]


def verdicts(made: ImportPlan) -> list[str]:
    return [str(row.verdict) for row in made.rows()]


def values(row: RowPlan) -> dict[str, str]:
    assert row.payload is not None
    return dict(row.payload.values)  # type: ignore[union-attr]


NEW, UPDATED, UNCHANGED, UNDECIDED, REFUSED = (str(each) for each in Verdict)
