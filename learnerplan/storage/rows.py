"""From SQL to frozen rows: the values of a query into a row type, converted by its annotations.

A row type is a frozen dataclass, or a named tuple where that is read on the way to the first paint: to define one
takes a fifth of the time. Rows that go through a Qt model are dataclasses, since Qt takes a tuple for a list.
"""

from __future__ import annotations

import types
import typing
from datetime import date, datetime
from enum import Enum
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar, cast

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence

Row = TypeVar("Row")


def as_datetime(text: str) -> datetime:
    """A stored moment; those with an offset or `Z` know their zone."""
    return datetime.fromisoformat(text)


@cache
def _converters(row_type: Any) -> tuple[tuple[int, Callable[[Any], Any]], ...]:
    found = []
    for position, hint in enumerate(typing.get_type_hints(row_type).values()):
        convert = _converter(hint)
        if convert is not None:
            found.append((position, convert))
    return tuple(found)


def _converter(hint: Any) -> Callable[[Any], Any] | None:
    if typing.get_origin(hint) in (typing.Union, types.UnionType):
        inner = [part for part in typing.get_args(hint) if part is not type(None)]
        return _converter(inner[0]) if len(inner) == 1 else None
    if hint is datetime:
        return as_datetime
    if hint is date:
        return date.fromisoformat
    if hint is bool:
        return bool
    if isinstance(hint, type) and issubclass(hint, Enum):
        return hint
    return None


def fill(row_type: type[Row], raw: Iterable[Sequence[Any]]) -> list[Row]:
    """Rows of `row_type` from tuples in the order of its fields; text becomes dates, enums and truth values."""
    converters = _converters(cast("Hashable", row_type))
    if not converters:
        return [row_type(*values) for values in raw]
    made = []
    for values in raw:
        changed = list(values)
        for position, convert in converters:
            if changed[position] is not None:
                changed[position] = convert(changed[position])
        made.append(row_type(*changed))
    return made


class Readable(typing.Protocol):
    """What queries need: the store itself, one moment of it (`Store.read`), or a transaction."""

    def rows(self, row_type: type[Row], sql: str, parameters: Sequence[Any] | Mapping[str, Any] = ()) -> list[Row]:
        """Frozen rows of a query, its columns in the order of the row type's fields."""

    def value(self, sql: str, parameters: Sequence[Any] | Mapping[str, Any] = ()) -> Any:
        """The first column of the first row of a query, or `None`."""
