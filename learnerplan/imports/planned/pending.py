"""Rows that wait for a decision, in a form that can be kept and planned again later, without the file."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from learnerplan.domain.supports import RESTRICTED
from learnerplan.imports.mapped.mapping import LEAVE_OUT, ColumnMapping
from learnerplan.imports.planned.plan import Choice, FilePlan, RowPlan
from learnerplan.imports.tables import Table
from learnerplan.imports.words.parts import EXPORT, SUPPORTS


@dataclass(frozen=True, slots=True)
class PendingRow:
    """A row with the cells that are in use, its mapping, and the question that it waits with.

    Columns that are left out (sensitive ones, protected questions) are not in it, and passwords never were.
    """

    key: str
    kind: str
    part: str
    file_name: str
    sheet: str
    line: int
    title: str
    reason: str
    headers: tuple[str, ...]
    cells: tuple[str, ...]
    mapping: str
    date_order: str
    class_name: str
    waits_for: str = ""
    choices: tuple[Choice, ...] = ()

    @classmethod
    def of(cls, file: FilePlan, row: RowPlan) -> PendingRow:
        """What to keep of an undecided row of a plan."""
        cells = file.table.on_line(row.line)
        used = [column for column in file.mapping.columns if column.use != LEAVE_OUT]
        columns = tuple(replace(column, index=index, samples=()) for index, column in enumerate(used))
        return cls(
            row.key,
            file.kind,
            file.part,
            file.path.name,
            file.sheet,
            row.line,
            row.title,
            row.reason,
            tuple(column.header for column in used),
            tuple(cells[column.index] for column in used),
            replace(file.mapping, columns=columns).to_json(),
            file.date_order,
            file.class_name,
            row.waits_for,
            row.choices,
        )

    @property
    def restricted(self) -> bool:
        """Whether it holds a support: then no list shows more of it than whose it is."""
        own = self.kind == EXPORT and Path(self.file_name).stem in RESTRICTED
        return own or self.kind == SUPPORTS

    def with_ids(self, ids: Mapping[str, str]) -> PendingRow:
        """The row with refs of learners whom this import made (`new:...`) replaced by the ids that they got."""
        choices = tuple(
            replace(choice, key=f"learner:{ids[choice.learner_id]}", learner_id=ids[choice.learner_id])
            if choice.learner_id in ids
            else choice
            for choice in self.choices
        )
        return replace(self, choices=choices)

    def to_json(self) -> str:
        """The text to keep."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True)

    @classmethod
    def from_json(cls, text: str) -> PendingRow:
        """The row that `to_json` wrote."""
        plain = json.loads(text)
        choices = tuple(Choice(**choice) for choice in plain.pop("choices"))
        headers, cells = tuple(plain.pop("headers")), tuple(plain.pop("cells"))
        return cls(**plain, headers=headers, cells=cells, choices=choices)


def tables_of(rows: Sequence[PendingRow]) -> list[tuple[Table, ColumnMapping, PendingRow]]:
    """The kept rows as tables again, those of one file together; with each its mapping and one of its rows."""
    groups: dict[tuple[str, ...], list[PendingRow]] = {}
    for row in rows:
        groups.setdefault((row.file_name, row.sheet, row.kind, row.part, row.mapping, row.class_name), []).append(row)
    tables = []
    for group in groups.values():
        first = group[0]
        table = Table(
            path=Path(first.file_name),
            headers=first.headers,
            rows=tuple(row.cells for row in group),
            lines=tuple(row.line for row in group),
            sheet=first.sheet,
            keys=tuple(row.key for row in group),
        )
        tables.append((table, ColumnMapping.from_json(first.mapping), first))
    return tables
