"""The values of a package as plain text: servers write titles, lists, links and nulls where the form has texts."""

from __future__ import annotations

import math
from typing import Any, NamedTuple

from learnerplan.imports.words.folding import clean

_MOST = 2**31


class Link(NamedTuple):
    """A link to something by its title, identifier and address; each may be empty."""

    title: str = ""
    identifier: str = ""
    uri: str = ""


def text_of(value: Any) -> str:
    """A value as text: to the letter, with several joined by "; " and a link by its title."""
    if isinstance(value, list):
        return "; ".join(part for part in map(_plain, value) if part)
    return _plain(value)


def link_of(value: Any) -> Link:
    """A link, which early servers wrote as a bare address."""
    if isinstance(value, dict):
        return Link(*(_plain(value.get(name)).strip() for name in ("title", "identifier", "uri")))
    return Link(uri=_plain(value).strip())


def number_of(value: Any) -> int | None:
    """A whole number, or None where there is none that a list could have as a place."""
    if isinstance(value, str) and value.strip().isascii() and value.strip().isdigit() and len(value) < 12:
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        return None
    return int(value) if abs(value) < _MOST and int(value) == value else None


def entries_of(value: Any) -> list[Any]:
    """The entries of a list; an empty one where the package has something else."""
    return value if isinstance(value, list) else []


def fields_of(value: Any) -> dict[str, Any]:
    """The fields of an object; none where the package has something else."""
    return value if isinstance(value, dict) else {}


def _plain(value: Any) -> str:
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, dict):
        title = value.get("title")
        return clean(title) if isinstance(title, str) else ""
    return "" if value is None or isinstance(value, bool | list) else str(value)
