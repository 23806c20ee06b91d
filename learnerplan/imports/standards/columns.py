"""What the columns of files of standards may mean, and the headers that say so."""

from __future__ import annotations

import re

from learnerplan.imports.files.table import Table
from learnerplan.imports.mapped.mapping import LEAVE_OUT, ColumnMapping, ColumnUse, fingerprint
from learnerplan.imports.words.lexicon import Use, header_key
from learnerplan.imports.words.parts import COMPETENCIES, COMPETENCY_GROUPS, EDGES, FRAMEWORKS, STANDARDS

USES: dict[str, Use] = {
    "framework": Use("Set of standards", ("framework", "framework title", "set of standards", "standard set")),
    "framework_id": Use("Identifier of the set", ("framework id", "document id")),
    "standard_id": Use("Identifier", ("identifier", "guid", "uuid", "id", "case id", "item id", "standard guid")),
    "standard_code": Use("Code", (
        "code", "standard code", "standard id", "standard number", "human coding scheme", "notation", "benchmark code",
        "benchmark", "indicator", "indicator code", "ccss", "ccss code", "item code", "objective code", "code notation",
        "reference", "ref", "competency code", "learning standard code",
    )),
    "standard_statement": Use("Statement", (
        "statement", "full statement", "standard statement", "description", "standard description", "standard text",
        "learning standard", "learning objective", "objective", "expectation", "learning target", "learning outcome",
        "outcome", "text", "competency", "skill",
    )),
    "standard_short": Use("Short statement", (
        "short statement", "abbreviated statement", "short name", "title", "short title", "short description", "name",
        "standard name", "competency name",
    )),
    "standard_child": Use("In a child’s words", ("child friendly statement", "i can statement", "in a childs words")),
    "success": Use("Success criteria", ("success criteria", "success", "criteria")),
    "grade": Use("Grade", (
        "grade", "grades", "grade level", "grade levels", "education level", "year", "year level", "level",
    )),
    "standard_kind": Use("What it is", ("item type", "type", "kind", "cf item type", "standard type")),
    "subject": Use("Subject", ("subject", "subject area", "content area", "learning area", "course")),
    "standard_notes": Use("Notes", (
        "notes", "note", "comments", "clarification", "clarifications", "clarification statement", "remarks",
    )),
    "standard_order": Use("Place in the order", ("order", "sequence", "position", "sort order", "sequence number")),
    "standard_parent": Use("Part of", ("parent", "parent code", "parent standard", "child of", "part of")),
    "standard_domain": Use("Domain", ("domain", "domain code")),
    "standard_domain_name": Use("Name of the domain", ("domain name", "domain title")),
    "standard_cluster": Use("Cluster", ("cluster", "cluster code")),
    "standard_cluster_name": Use("Name of the cluster", ("cluster name", "cluster title", "cluster heading")),
    "standard_strand": Use("Strand", (
        "strand", "strand name", "topic", "unit", "category", "conceptual category", "reporting category",
    )),
    "standard_keywords": Use("Keywords", ("keywords", "concept keywords", "tags", "vocabulary")),
    "framework_source": Use("Source", ("source",)),
    "framework_version": Use("Version", ("version",)),
    "framework_publisher": Use("Publisher", ("publisher",)),
    "framework_language": Use("Language", ("language",)),
    "framework_licence": Use("Licence", ("licence", "license")),
    "framework_description": Use("Description", ("description",)),
    "framework_status": Use("Status", ("adoption status",)),
    "item_count": Use("Number of items", ("number of items",)),
    "edge_count": Use("Number of associations", ("number of associations",)),
    "first_items": Use("First items", ("first items",)),
    "group_title": Use("Group of links", ("group of associations",)),
    "edge_kind": Use("Kind of link", (
        "kind", "association", "association type", "type", "relation", "relationship", "link", "edge type", "link type",
    )),
    "from_code": Use("From (code)", ("from code", "from", "origin", "prerequisite")),
    "from_title": Use("From (title)", ("from title",)),
    "from_id": Use("From (identifier)", ("from id", "source id", "origin id")),
    "from_uri": Use("From (address)", ("from uri",)),
    "to_code": Use("To (code)", ("to code", "to", "destination")),
    "to_title": Use("To (title)", ("to title",)),
    "to_id": Use("To (identifier)", ("to id", "target id", "destination id")),
    "to_uri": Use("To (address)", ("to uri",)),
    "edge_order": Use("Place in the order", ("sequence number", "order", "position")),
    "edge_group": Use("Group of links", ("group id",)),
}  # fmt: skip

_WHOSE = ("framework", "framework_id")
_OF_PART: dict[str, tuple[str, ...]] = {
    FRAMEWORKS: (
        *_WHOSE, "subject", "framework_source", "framework_version", "framework_publisher", "framework_language",
        "framework_licence", "framework_description", "framework_status", "item_count", "edge_count", "first_items",
    ),
    COMPETENCIES: (
        *_WHOSE, "standard_id", "standard_code", "standard_statement", "standard_short", "standard_child", "success",
        "grade", "standard_kind", "subject", "standard_notes", "standard_order", "standard_parent", "standard_domain",
        "standard_domain_name", "standard_cluster", "standard_cluster_name", "standard_strand", "standard_keywords",
    ),
    COMPETENCY_GROUPS: (*_WHOSE, "standard_id", "group_title"),
    EDGES: (
        *_WHOSE, "standard_id", "edge_kind", "from_code", "from_title", "from_id", "from_uri", "to_code", "to_title",
        "to_id", "to_uri", "edge_order", "edge_group",
    ),
}  # fmt: skip
_BY_WORDS = {part: {word: use for use in reversed(uses) for word in USES[use].words} for part, uses in _OF_PART.items()}
_FRIENDLY = re.compile(r"\bi can\b|\bfriendly\b|\bkid\b|\bchild(?:ren)?s? words\b")
_SUCCESS = re.compile(r"\bsuccess\b")
_SAMPLES = 3
_UNKNOWN = "Not known. Choose what it means if you need it."
_CODES_TELL = "The codes tell standards apart."
_TELLS_SET = "By this a set is known again under another title."
_REASONS = {"first_items": _TELLS_SET, "item_count": _TELLS_SET, "edge_count": _TELLS_SET}
_CODE = re.compile(r"^(?=.*\d)[^\s]{1,40}$")


def uses_of(part: str) -> tuple[str, ...]:
    """The meanings that a column of a part may have."""
    return _OF_PART.get(part, ())


def meanings(headers: tuple[str, ...], part: str) -> list[str]:
    """What each header says by itself in a file of this part; each meaning once, empty where it says none."""
    found: list[str] = []
    for header in headers:
        use = _meaning(header_key(header), part)
        found.append("" if use in found else use)
    return found


def propose(table: Table, part: str) -> ColumnMapping:
    """A use for each column of a table of this part."""
    uses = meanings(table.headers, part)
    if part == COMPETENCIES:
        _settle_standard(table, uses)
    unneeded = _doubles(uses, part)
    columns = []
    for index, (header, use) in enumerate(zip(table.headers, uses, strict=True)):
        reason = _CODES_TELL if index in unneeded else _REASONS.get(use, "") if use else _UNKNOWN
        used = LEAVE_OUT if index in unneeded else use or LEAVE_OUT
        columns.append(ColumnUse(index, header, used, reason, samples=_samples(table, index)))
    return ColumnMapping(fingerprint(table.headers), STANDARDS, tuple(columns), part)


def _meaning(key: str, part: str) -> str:
    if part == COMPETENCIES and _FRIENDLY.search(key):
        return "standard_child"
    if part == COMPETENCIES and _SUCCESS.search(key):
        return "success"
    return _BY_WORDS[part].get(key, "")


def _settle_standard(table: Table, uses: list[str]) -> None:
    """A column “Standard” holds codes or statements: whichever its cells look like and no other column has."""
    for index, header in enumerate(table.headers):
        if uses[index] or header_key(header) not in ("standard", "standards"):
            continue
        cells = [row[index].strip() for row in table.rows[:50] if row[index].strip()]
        codes = sum(1 for cell in cells if _CODE.match(cell)) * 2 > len(cells)
        wanted = "standard_code" if codes else "standard_statement"
        if wanted not in uses:
            uses[index] = wanted


def _doubles(uses: list[str], part: str) -> set[int]:
    """Numbers of rows beside codes: a sheet makes them up, and another gives the same standard another."""
    if part == COMPETENCIES and "standard_code" in uses and "framework_id" not in uses:
        return {index for index, use in enumerate(uses) if use == "standard_id"}
    if part == EDGES and {"from_code", "to_code"} <= set(uses):
        return {index for index, use in enumerate(uses) if use in ("from_id", "to_id", "standard_id")}
    return set()


def _samples(table: Table, index: int) -> tuple[str, ...]:
    cells = dict.fromkeys(row[index].strip()[:120] for row in table.rows[:50])
    return tuple(cell for cell in cells if cell)[:_SAMPLES]
