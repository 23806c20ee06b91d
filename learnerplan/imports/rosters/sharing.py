"""Which rows of a roster share a number, straight or through other rows: whoever plans one must think of the rest."""

from __future__ import annotations

from collections.abc import Iterable

from learnerplan.imports.identifiers import as_compared, is_damaged
from learnerplan.imports.known import Identifier
from learnerplan.imports.persons.entries import Entry


def sharing(entries: Iterable[Entry]) -> list[list[Entry]]:
    """The groups of two and more entries that share numbers. One that a spreadsheet has shortened joins nobody."""
    first: dict[Identifier, int] = {}
    parent: dict[int, int] = {}
    by_index: dict[int, Entry] = {}

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    for entry in entries:
        parent[entry.index] = entry.index
        by_index[entry.index] = entry
        for identifier in entry.person.identifiers:
            if is_damaged(identifier.value):
                continue
            other = first.setdefault(as_compared(identifier), entry.index)
            if other != entry.index:
                parent[root(entry.index)] = root(other)
    groups: dict[int, list[Entry]] = {}
    for index, entry in by_index.items():
        groups.setdefault(root(index), []).append(entry)
    return [group for group in groups.values() if len(group) > 1]
