"""The order in which a framework lists its items: down the tree of "is child of", by number, then by name."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Any

from learnerplan.imports.case.values import fields_of, link_of, number_of, text_of

_PIECES = re.compile(r"[0-9]+|[^0-9]+")
_Key = tuple[Any, ...]


def order_of(items: list[Any], associations: list[Any]) -> dict[int, int]:
    """The place of each item, by its index in the package.

    Siblings stand by `sequenceNumber`, then `listEnumeration`, then code (L1.2 before L1.10), as OpenSALT shows
    them; what no number and no name tells apart stands as in the file. Items in a circle come last.
    """
    index_of: dict[str, int] = {}
    for index, item in enumerate(items):
        index_of.setdefault(text_of(fields_of(item).get("identifier")), index)
    parents, numbers = _parents(associations, index_of)
    children: defaultdict[int | None, list[int]] = defaultdict(list)
    for index in range(len(items)):
        children[parents.get(index)].append(index)
    keys = {index: _key(fields_of(item), index, numbers.get(index)) for index, item in enumerate(items)}
    for siblings in children.values():
        siblings.sort(key=keys.__getitem__, reverse=True)
    places: dict[int, int] = {}
    ahead = [*reversed(range(len(items))), *children[None]]
    while ahead:
        index = ahead.pop()
        if index not in places:
            places[index] = len(places)
            ahead.extend(children.get(index, ()))
    return places


def natural(text: str) -> _Key:
    """A key that sorts numbers in a text by their size: "L1.2" before "L1.10"."""
    return tuple(map(_piece, _PIECES.findall(text)))


def _piece(piece: str) -> tuple[int, int, str]:
    if not piece[0].isascii() or not piece[0].isdigit():
        return (1, 0, piece.casefold())
    digits = piece.lstrip("0")
    return (0, len(digits), digits)


def _parents(associations: list[Any], index_of: dict[str, int]) -> tuple[dict[int, int], dict[int, int]]:
    """The first parent of each item, and its number there."""
    parents: dict[int, int] = {}
    numbers: dict[int, int] = {}
    for association in map(fields_of, associations):
        if text_of(association.get("associationType")).casefold() != "ischildof":
            continue
        child = index_of.get(link_of(association.get("originNodeURI")).identifier)
        if child is None or child in parents or child in numbers:
            continue
        parent = index_of.get(link_of(association.get("destinationNodeURI")).identifier)
        number = number_of(association.get("sequenceNumber"))
        if parent is not None and parent != child:
            parents[child] = parent
        if number is not None:
            numbers[child] = number
    return parents, numbers


def _key(item: dict[str, Any], index: int, number: int | None) -> _Key:
    listed = text_of(item.get("listEnumeration")).strip()
    code = text_of(item.get("humanCodingScheme")).strip()
    return (number is None, number or 0, not listed, natural(listed), not code, natural(code), index)
