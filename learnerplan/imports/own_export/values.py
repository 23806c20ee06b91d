"""A row of an export as values that fit its table, or the sentence on what does not fit."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from learnerplan.domain import tables
from learnerplan.domain.names import shown_name
from learnerplan.domain.nouns import plain
from learnerplan.imports.own_export.cells import value_of

_TITLES = ("name", "title", "words", "statement", "text", "given_name", "value", "code", "tag")
_LONGEST_TITLE = 80


class Unfit(ValueError):
    """A row that its table cannot hold; the message is a sentence."""


def row_of(table: str, cells: Mapping[str, str]) -> dict[str, Any]:
    """The values of all columns as SQLite keeps them. Columns that the export has not are as in a new row.

    Raises `Unfit` with the reason.
    """
    from pydantic import ValidationError

    from learnerplan.domain.records.base import checked

    columns = tables.columns(table)
    values = {}
    for name, cell in cells.items():
        try:
            values[name] = value_of(cell, columns[name].kind, optional=columns[name].optional)
        except (ValueError, OverflowError) as error:
            noun = "number" if columns[name].kind in (int, float) else "yes or no"
            raise Unfit(f"The {plain(name)} “{cell[:40]}” is no {noun}.") from error
    if not values.get("id"):
        raise Unfit("The row has no id.")
    try:
        return checked(tables.by_name()[table], values)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        where = plain(".".join(str(part) for part in first["loc"])) or "row"
        raise Unfit(f"The {where} does not fit: {first['msg'].lower()}.") from error


def title_of(table: str, values: Mapping[str, Any]) -> str:
    """What to call a row that does not say of whom it is."""
    if table == "learner":
        return shown_name(values["given_name"], values["family_name"], values["preferred_name"], values["name_order"])
    found = next((str(values[name]) for name in _TITLES if values.get(name)), plain(table))
    return " ".join(found.split())[:_LONGEST_TITLE]


def shown(value: Any) -> str:
    """A value in the list of changes."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else f"{value:g}" if isinstance(value, float) else str(value)
