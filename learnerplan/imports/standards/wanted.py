"""What a row of a file of standards says that a competency should be."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from learnerplan.domain.competencies import normal_code, whole_of
from learnerplan.imports.standards.levels import levels_of
from learnerplan.imports.standards.rows import Cells

FIELDS = {
    "identifier": "Identifier", "code": "Code", "statement": "Statement", "child_statement": "In a child’s words",
    "short_statement": "Short statement", "success": "Success criteria", "notes": "Notes", "kind": "What it is",
    "subject": "Subject", "grade": "Grade", "position": "Place in the order",
}  # fmt: skip
GRADES = "grades"
_USES = {
    "identifier": "standard_id", "code": "standard_code", "statement": "standard_statement",
    "child_statement": "standard_child", "short_statement": "standard_short", "success": "success",
    "kind": "standard_kind", "subject": "subject", "position": "standard_order",
}  # fmt: skip
_HEADINGS = (
    ("Domain", "standard_domain", "standard_domain_name"),
    ("Cluster", "standard_cluster", "standard_cluster_name"),
    ("Strand", "", "standard_strand"),
    ("Keywords", "", "standard_keywords"),
)


class Wanted(NamedTuple):
    """`values` holds filled fields only, since a blank cell takes nothing away. `grades` go with `values["grade"]`.

    `parent` is the code of what it is a part of: as the sheet says (`parent_said`), else by its own code.
    """

    values: dict[str, str]
    grades: tuple[str, ...] = ()
    parent: str = ""
    parent_said: bool = False

    @property
    def said(self) -> dict[str, str]:
        """All that the row says, further grades too."""
        return self.values | ({GRADES: "; ".join(self.grades)} if "grade" in self.values else {})

    @property
    def named(self) -> str:
        """What tells it from others: its identifier, code or, where it has neither, its statement."""
        code = normal_code(self.values.get("code", ""))
        return self.values.get("identifier", "").casefold() or code or self.statement

    @property
    def statement(self) -> str:
        """What it says, at whatever length."""
        return self.values.get("statement") or self.values.get("short_statement", "")

    @property
    def title(self) -> str:
        """What to call it in a list."""
        return self.values.get("code") or self.values.get("short_statement") or self.values.get("statement", "")


def wanted_of(row: tuple[str, ...], cells: Cells) -> Wanted:
    """What a row says. Domain, cluster and strand of a sheet are kept in the notes, a line each."""
    values = {name: cells.text(row, use) for name, use in _USES.items()}
    if "framework_id" in cells:
        # What a publisher wrote stays as it was published, with the spaces and line breaks of its Markdown.
        values |= {name: cells.exact(row, _USES[name]) for name in ("statement", "short_statement")}
    if not (values["position"].isascii() and values["position"].isdigit() and len(values["position"]) < 10):
        values["position"] = ""
    values["notes"] = "\n".join(_lines(row, cells))
    grades = levels_of(cells.text(row, "grade"))
    values["grade"] = grades[0] if grades else ""
    said = cells.text(row, "standard_parent")
    # A package says itself what is a part of what.
    derived = "" if "framework_id" in cells else whole_of(values["code"])
    return Wanted({name: text for name, text in values.items() if text}, grades[1:], said or derived, bool(said))


def _lines(row: tuple[str, ...], cells: Cells) -> Iterator[str]:
    notes = cells.text(row, "standard_notes")
    if notes:
        yield notes
    for label, short, long in _HEADINGS:
        name, code = cells.text(row, long), cells.text(row, short) if short else ""
        if name or code:
            yield f"{label}: {name} ({code})" if name and code else f"{label}: {name or code}"
