"""Finders of standards: the tables of a CASE package, a sheet of standards, a list of links between them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from learnerplan.imports.case import sheets
from learnerplan.imports.found import Found
from learnerplan.imports.standards.columns import meanings, propose
from learnerplan.imports.words.parts import COMPETENCIES, COMPETENCY_GROUPS, EDGES, FRAMEWORKS, STANDARDS

if TYPE_CHECKING:
    from learnerplan.imports.files.table import Table
    from learnerplan.imports.found import Headers

_PACKAGE = {
    sheets.FRAMEWORK_HEADERS: (FRAMEWORKS, "It is the set itself, from a CASE package."),
    sheets.ITEM_HEADERS: (COMPETENCIES, "It has the items of a CASE package."),
    sheets.GROUP_HEADERS: (COMPETENCY_GROUPS, "It has the groups of a CASE package."),
    sheets.ASSOCIATION_HEADERS: (EDGES, "It has the associations of a CASE package."),
}
_LEARNERS = frozenset(("given_name", "family_name", "birth_date", "email", "timestamp"))
_LEARNER_WORDS = re.compile(r"\b(?:students?|learners?|pupils?)\b(?! friendly)|\bscore\b|\bpercentile\b|\bgoal\b")
_HINTS = frozenset((
    "standard_child", "success", "standard_parent", "standard_domain", "standard_domain_name", "standard_cluster",
    "standard_cluster_name", "standard_strand", "grade", "subject",
))  # fmt: skip
_SPOKEN = re.compile(r"\b(?:standards?|statement|benchmarks?|competenc(?:y|ies)|framework|curriculum|ccss)\b")
_SAID = ("You said what this file is.",)


def standards_found(table: Table, headers: Headers) -> Found | None:
    """Codes with statements, or links from one code to another, and no learner in sight."""
    if table.headers in _PACKAGE:
        part, evidence = _PACKAGE[table.headers]
        return Found(STANDARDS, part, 1.0, (evidence,))
    if _LEARNERS & set(headers.uses) or any(_LEARNER_WORDS.search(key) for key in headers.keys):
        return None
    links = meanings(table.headers, EDGES)
    if _is_links(links) and ("edge_kind" in links or {"from code", "to code"} <= set(headers.keys)):
        return Found(STANDARDS, EDGES, 0.9, ("Each row leads from one code to another.",))
    uses = {column.use for column in propose(table, COMPETENCIES).columns}
    spoken = any(map(_SPOKEN.search, (*headers.keys, *re.split(r"[\W_]+", table.path.stem.lower()))))
    if {"standard_code", "standard_statement"} <= uses and (uses & _HINTS or spoken):
        return Found(STANDARDS, COMPETENCIES, 0.9, ("It has a column of codes and one of statements.",))
    return None


def standards_said(table: Table, _headers: Headers) -> Found | None:
    """What the teacher calls standards needs a code or a statement, or links."""
    if table.headers in _PACKAGE:
        return Found(STANDARDS, _PACKAGE[table.headers][0], 1.0, _SAID)
    if _is_links(meanings(table.headers, EDGES)):
        return Found(STANDARDS, EDGES, 1.0, _SAID)
    uses = {column.use for column in propose(table, COMPETENCIES).columns}
    return Found(STANDARDS, COMPETENCIES, 1.0, _SAID) if {"standard_code", "standard_statement"} & uses else None


def _is_links(uses: list[str]) -> bool:
    return {"from_code", "to_code"} <= set(uses) or {"from_id", "to_id", "edge_kind"} <= set(uses)
