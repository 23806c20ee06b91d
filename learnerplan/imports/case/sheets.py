"""A package of standards as tables: the framework, its items, its groups of associations, its associations."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from learnerplan.domain.competencies import normal_code
from learnerplan.imports.case.sequence import order_of
from learnerplan.imports.case.values import Link, entries_of, fields_of, link_of, number_of, text_of
from learnerplan.imports.files.table import Refusal, Table

if TYPE_CHECKING:
    from pathlib import Path

FRAMEWORK, ITEMS, GROUPS, ASSOCIATIONS = "Framework", "Items", "Groups", "Associations"
_WHOSE = ("Framework", "Framework ID")
FRAMEWORK_HEADERS = (
    *_WHOSE, "Source", "Version", "Publisher", "Subject", "Language", "Licence", "Description", "Adoption status",
    "Number of items", "Number of associations", "First items",
)  # fmt: skip
ITEM_HEADERS = (
    *_WHOSE, "Identifier", "Code", "Statement", "Short statement", "Grade", "Item type", "Subject", "Notes", "Order",
)  # fmt: skip
GROUP_HEADERS = (*_WHOSE, "Identifier", "Group of associations")
ASSOCIATION_HEADERS = (
    *_WHOSE, "Identifier", "Association", "From title", "From ID", "From URI", "To title", "To ID", "To URI",
    "Sequence number", "Group ID",
)  # fmt: skip
# Enough of the items to see whether a framework is one that is known by another title.
_FIRST = 200
BETWEEN = "|"
"""Between the identifier and the code of a first item."""
_NO_FIELDS = "Entry {} of the list “{}” has no fields."


@dataclass
class _Rows:
    """The rows of one table as they are gathered, with their places in the package's list."""

    name: str
    cells: list[tuple[str, ...]] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)

    def add(self, line: int, *cells: str) -> None:
        self.cells.append(cells)
        self.lines.append(line)

    def refuse(self, line: int) -> None:
        self.refused.append(Refusal(line, _NO_FIELDS.format(line, self.name)))


def tables_of(path: Path, package: dict[str, Any], digest: str, suffix: str = "") -> tuple[Table, ...]:
    """The tables of one package. `lines` are places in its lists; `suffix` tells several packages of a file apart.

    There is always one for the framework; the others only where the package has something for them.
    """
    document = fields_of(package.get("CFDocument"))
    title = text_of(document.get("title")).strip() or path.stem
    whose = (title, text_of(document.get("identifier")).strip())
    items, links = entries_of(package.get("CFItems")), entries_of(package.get("CFAssociations"))
    definitions = fields_of(package.get("CFDefinitions"))
    titles = _titles(definitions)
    found = (
        (FRAMEWORK_HEADERS, _framework(whose, document, (items, links), titles)),
        (ITEM_HEADERS, _items(whose, items, links, titles)),
        (GROUP_HEADERS, _groups(whose, entries_of(definitions.get("CFAssociationGroupings")), links)),
        (ASSOCIATION_HEADERS, _associations(whose, links)),
    )
    notes = _notes(package)
    return tuple(
        Table(
            path=path,
            headers=headers,
            rows=tuple(rows.cells),
            lines=tuple(rows.lines),
            sheet=f"{rows.name}{suffix}",
            digest=digest,
            refused=tuple(rows.refused),
            notes=notes if rows.name == FRAMEWORK else (),
        )
        for headers, rows in found
        if rows.cells or rows.refused
    )


def _titles(definitions: dict[str, Any]) -> dict[str, str]:
    """The titles of item types, subjects, licences and concepts by their identifiers."""
    lists = [entries_of(each) for each in definitions.values()]
    links = [link_of(entry) for entries in lists for entry in entries if isinstance(entry, dict)]
    return {link.identifier: link.title for link in links if link.identifier and link.title}


def _linked(value: Any, titles: dict[str, str]) -> str:
    """What links are called: by their own titles, else by the package's definitions."""
    links = [link_of(each) for each in (value if isinstance(value, list) else [value])]
    return "; ".join(name for link in links if (name := link.title or titles.get(link.identifier, "")))


def _framework(
    whose: tuple[str, str], document: dict[str, Any], lists: tuple[list[Any], list[Any]], titles: dict[str, str]
) -> _Rows:
    rows = _Rows(FRAMEWORK)
    items, links = lists
    said = [text_of(document.get(name)).strip() for name in ("description", "notes")]
    rows.add(
        1,
        *whose,
        text_of(document.get("officialSourceURL")).strip() or text_of(document.get("uri")).strip(),
        text_of(document.get("version")).strip(),
        text_of(document.get("publisher")).strip() or text_of(document.get("creator")).strip(),
        text_of(document.get("subject")).strip() or _linked(document.get("subjectURI"), titles),
        text_of(document.get("language")).strip(),
        _linked(document.get("licenseURI"), titles),
        "\n".join(dict.fromkeys(part for part in said if part)),
        _status(document),
        str(len(items)),
        str(len(links)),
        " ".join(_token(fields_of(item)) for item in items[:_FIRST]),
    )
    return rows


def _token(item: dict[str, Any]) -> str:
    """An item by its identifier and code, without a space."""
    code = normal_code(text_of(item.get("humanCodingScheme")))
    return "".join(f"{text_of(item.get('identifier'))}{BETWEEN}{code}".split())


def _items(whose: tuple[str, str], items: list[Any], links: list[Any], titles: dict[str, str]) -> _Rows:
    rows = _Rows(ITEMS)
    places = order_of(items, links)
    for index, item in enumerate(items):
        if not isinstance(item, dict):
            rows.refuse(index + 1)
            continue
        rows.add(
            index + 1,
            *whose,
            text_of(item.get("identifier")).strip(),
            text_of(item.get("humanCodingScheme")).strip(),
            text_of(item.get("fullStatement")),
            text_of(item.get("abbreviatedStatement")),
            # An early version of OpenSALT misspelt the key.
            text_of(item.get("educationLevel") or item.get("educationalLevel")),
            text_of(item.get("CFItemType")).strip() or _linked(item.get("CFItemTypeURI"), titles),
            text_of(item.get("subject")) or _linked(item.get("subjectURI"), titles),
            _said_of(item, titles),
            str(places[index]),
        )
    return rows


def _groups(whose: tuple[str, str], groupings: list[Any], links: list[Any]) -> _Rows:
    """The groups that the package defines, and after them those that only its associations name."""
    rows = _Rows(GROUPS)
    named: set[str] = set()
    for index, group in enumerate(groupings):
        if not isinstance(group, dict):
            rows.refuse(index + 1)
            continue
        found = link_of(group)
        named.add(_group_key(found))
        rows.add(index + 1, *whose, _group_key(found), found.title)
    for link in map(fields_of, links):
        found = link_of(link.get("CFAssociationGroupingURI"))
        if _group_key(found) and _group_key(found) not in named:
            named.add(_group_key(found))
            rows.add(len(groupings) + len(rows.cells) + 1, *whose, _group_key(found), found.title)
    return rows


def _associations(whose: tuple[str, str], links: list[Any]) -> _Rows:
    rows = _Rows(ASSOCIATIONS)
    for index, link in enumerate(links):
        if not isinstance(link, dict):
            rows.refuse(index + 1)
            continue
        number = number_of(link.get("sequenceNumber"))
        rows.add(
            index + 1,
            *whose,
            text_of(link.get("identifier")).strip(),
            text_of(link.get("associationType")).strip(),
            *link_of(link.get("originNodeURI")),
            *link_of(link.get("destinationNodeURI")),
            "" if number is None else str(number),
            _group_key(link_of(link.get("CFAssociationGroupingURI"))),
        )
    return rows


def _group_key(group: Link) -> str:
    return group.identifier or group.uri or group.title


def _said_of(item: dict[str, Any], titles: dict[str, str]) -> str:
    """What else is said of an item, a line each."""
    words = text_of(item.get("conceptKeywords")) or _linked(item.get("conceptKeywordsURI"), titles)
    label = text_of(item.get("alternativeLabel")).strip()
    parts = (
        text_of(item.get("notes")),
        f"Also called {label}" if label else "",
        f"Keywords: {words}" if words else "",
        _valid(item),
    )
    return "\n".join(part for part in parts if part)


def _status(document: dict[str, Any]) -> str:
    return "; ".join(part for part in (text_of(document.get("adoptionStatus")).strip(), _valid(document)) if part)


def _valid(holder: dict[str, Any]) -> str:
    """From when to when it holds, as days."""
    start, end = (text_of(holder.get(name)).strip()[:10] for name in ("statusStartDate", "statusEndDate"))
    return " ".join(part for part in (start and f"from {start}", end and f"until {end}") if part)


def _notes(package: dict[str, Any]) -> tuple[str, ...]:
    rubrics = len(entries_of(package.get("CFRubrics")))
    if not rubrics:
        return ()
    return (f"{rubrics} {'rubric is' if rubrics == 1 else 'rubrics are'} left aside: standards alone are taken.",)
