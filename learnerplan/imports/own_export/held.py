"""What the planbook holds of the record that is exported: a frozen picture, row by row, taken by the services."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

Row = Mapping[str, Any]
Key = tuple[str, str]
"""A table and the id of a row."""


@dataclass(frozen=True, slots=True)
class Held:
    """`Held()` is an empty planbook.

    `rows`: table -> id -> column -> value as SQLite keeps it. `written`: row -> column -> when it was last changed (UTC
    in ISO form), and whether a person did; what came in with the row is not in it. `own` are rows that a person made
    here. `gone`: row -> the day on which it was removed. `living`: the id of a learner who was merged -> that of the
    learner now; `joined` are rows that merging found equal to others. `declined`: (id, column, value) that a person did
    not take before. `spare`: what stands in every new planbook and nothing uses yet: the usual scale, year and terms.
    """

    rows: Mapping[str, Mapping[str, Row]] = field(default_factory=dict)
    written: Mapping[Key, Mapping[str, tuple[str, bool]]] = field(default_factory=dict)
    own: frozenset[Key] = frozenset()
    gone: Mapping[Key, str] = field(default_factory=dict)
    living: Mapping[str, str] = field(default_factory=dict)
    joined: frozenset[Key] = frozenset()
    declined: frozenset[tuple[str, str, str]] = frozenset()
    spare: frozenset[Key] = frozenset()
