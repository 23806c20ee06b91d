"""Queries that build JSON in SQL: each row is one column, an object with names and order as the query writes them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from learnerplan.storage.rows import Readable


@dataclass(frozen=True)
class _Text:
    text: str


def objects(view: Readable, sql: str, parameters: Sequence[Any] | Mapping[str, Any] = ()) -> list[dict[str, Any]]:
    """The objects of a query whose only column is `json_object(...)`, in the order of the query."""
    return [json.loads(row.text) for row in view.rows(_Text, sql, parameters)]


def truth(column: str) -> str:
    """The SQL of a stored truth value as JSON's true or false; SQLite itself knows only 1 and 0."""
    return f"json(iif({column}, 'true', 'false'))"
