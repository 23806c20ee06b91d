"""What commands print: JSON for scripts, plain sentences and tables for people."""

from __future__ import annotations

import json
import unicodedata
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Sequence

_WIDEST = 60


def print_json(value: Any) -> None:
    """One JSON value with its letters as they are, indented, in a fixed order."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def print_table(headings: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Columns side by side; long texts are cut, empty lists say so."""
    if not rows:
        click.echo("Nothing yet.")
        return
    cells = [tuple(_cell(value) for value in row) for row in rows]
    widths = [max(_width(row[i]) for row in (tuple(headings), *cells)) for i in range(len(headings))]
    for row in (tuple(headings), *cells):
        padded = (text + " " * (width - _width(text)) for text, width in zip(row, widths, strict=True))
        click.echo("  ".join(padded).rstrip())


def counted(number: int, one: str, many: str = "") -> str:
    """A number with its noun: "1 row", "3 rows"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def _cell(value: Any) -> str:
    text = "" if value is None else " ".join(str(value).split())
    if _width(text) <= _WIDEST:
        return text
    while _width(text) >= _WIDEST:
        text = text[:-1]
    return text.rstrip() + "…"


def _width(text: str) -> int:
    """How many columns of a terminal a text takes: letters of East Asia take two, marks above letters none."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text
    )
