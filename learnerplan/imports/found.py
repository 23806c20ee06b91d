"""What a finder says of a table: its kind, which part of it, how sure it is, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

from learnerplan.imports.words.lexicon import USES

if TYPE_CHECKING:
    from learnerplan.imports.tables import Table


class Found(NamedTuple):
    """`confidence` is 0 to 1; `evidence` are sentences for the teacher."""

    kind: str
    part: str
    confidence: float
    evidence: tuple[str, ...] = ()


class Headers(NamedTuple):
    """The headers of a table as finders look at them: `keys` for comparing, `uses` what each says by itself."""

    keys: tuple[str, ...]
    uses: tuple[str, ...]


class Finder(Protocol):
    """Says what a table is, or None where it is nothing that this finder knows."""

    def __call__(self, table: Table, headers: Headers, /) -> Found | None:
        """Look at the headers, and at the cells only where they do not tell."""


def looks(table: Table, headers: Headers, use: str) -> str:
    """The sentence about the first column with a use."""
    return f"Column “{table.headers[headers.uses.index(use)].strip()}” looks like: {USES[use].label}."


def counted(number: int, one: str, many: str) -> str:
    """Such as "3 columns read"."""
    return f"{number} {one if number == 1 else many}"
