"""A stored value in words: days as people write them, yes and no, what a number counts, the name of what is linked."""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from learnerplan.domain import names, tables
from learnerplan.domain.goals import MeasureKind
from learnerplan.domain.markdown import plain
from learnerplan.services import scales, share_codes

if TYPE_CHECKING:
    from collections.abc import Mapping

    from learnerplan.storage.store import Store

TITLES = ("title", "statement", "words", "text", "name", "note", "code", "value")
FILE = frozenset({"path", "sha256", "size", "media_type"})
"""The columns that say which file it is; together they are one thing."""
_SHORT = 48
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
# What only the program reads. Whoever chooses sees who wrote it and when.
_MARKS = frozenset({"fingerprint", "key", "from_uri", "to_uri", "old_id", "sha256"})
_PUBLISHED = frozenset({"framework", "competency", "competency_group", "competency_edge"})
# Links that no foreign key holds, since they outlive what they point to.
_LOOSE = {("learner", "photo_id"): "artifact", ("disclosure_learner", "learner_id"): "learner"}
_AMOUNTS = frozenset({"baseline", "target", "value"})
_FROM_ONE = frozenset({"term"})
"""Tables whose places in the order count from 1; the others count from 0."""


def said(store: Store, table: str, row_id: str, column: str, row: Mapping[str, Any]) -> str:
    """The value of a column of a row, of which `row` holds what is known; empty for none."""
    value = row[column]
    target = _target(table, column)
    if value is None or (value == "" and (table, column) not in share_codes.CODES):
        return ""
    if target is not None:
        return label(store, target, str(value)) or "Something that is not here any more"
    if column in _MARKS or (column == "identifier" and table in _PUBLISHED):
        return "A mark that Learnerplan and other programs know it by"
    if column in _AMOUNTS:
        return _amount(store, table, row_id, column, row)
    if column == "source_row":
        return _line(str(value))
    worded = share_codes.word(table, column, str(value))
    return worded if worded is not None else _plainly(table, column, value)


def file(value: Mapping[str, Any]) -> str:
    """Which file it is: its name and its size."""
    name = PurePosixPath(str(value.get("path") or "")).name or "A file"
    size = value.get("size")
    return f"{name} ({_size(int(size))})" if size else name


def label(store: Store, table: str, row_id: str) -> str:
    """A row by its name or its first words; empty for one that is not here."""
    if table == "learner":
        return name(store, row_id)
    if table in _BY_OTHERS:
        return described(store, table, row_id)
    found = first(store, table, row_id, [column for column in TITLES if column in tables.columns(table)])
    return plain(found) if table == "competency" else found


def described(store: Store, table: str, row_id: str) -> str:
    """A row that has no name of its own, by what it is of; empty for others, and for one that is not here."""
    here = table in _BY_OTHERS and store.value(f'SELECT 1 FROM "{table}" WHERE id = ?', (row_id,))
    return _BY_OTHERS[table](store, row_id) if here else ""


def first(store: Store, table: str, row_id: str, columns: list[str]) -> str:
    """The beginning of the first of some columns that holds anything."""
    for column in columns:
        text = store.value(f'SELECT "{column}" FROM "{table}" WHERE id = ?', (row_id,))
        if text:
            line = str(text).split("\n", 1)[0]
            return line if len(line) <= _SHORT else line[: _SHORT - 1].rstrip() + "…"
    return ""


def name(store: Store, learner_id: str) -> str:
    """The name by which a learner is shown; empty for one who is not here."""
    columns = ("given_name", "family_name", "preferred_name", "name_order")
    values = [store.value(f"SELECT {column} FROM learner WHERE id = ?", (learner_id,)) for column in columns]
    return names.shown_name(*(value or "" for value in values)) if any(values) else ""


def day(value: date) -> str:
    """A day with its year: "3 May 2015"."""
    return f"{value.day} {_MONTHS[value.month - 1]} {value.year}"


def _target(table: str, column: str) -> str | None:
    link = next((link for link in tables.links_of(table) if link.column == column), None)
    return link.target if link is not None else _LOOSE.get((table, column))


def _plainly(table: str, column: str, value: Any) -> str:
    """A value without a code: a day, a moment, yes or no, a number, or the text that somebody wrote."""
    held = tables.by_name()[table].model_fields[column].annotation
    if _is(held, bool):
        return "Yes" if value and value != "0" else "No"
    if _is(held, datetime) or _is(held, date):
        return _moment(str(value))
    if column == "position" and isinstance(value, int):
        return f"Place {value + (table not in _FROM_ONE)}"
    if column in ("grade", "grades") and str(value).strip().isdigit():
        return f"Grade {str(value).strip()}"
    if column == "check_in_every":
        return "Every day" if value == 1 else f"Every {value} days"
    if isinstance(value, float):
        return number(value)
    return str(value)


def number(value: float) -> str:
    """A number without needless digits."""
    return f"{round(value, 2):g}" if abs(value) < 1e5 else f"{round(value, 2):.10g}"


def _is(held: Any, kind: type) -> bool:
    from typing import get_args

    return held is kind or kind in get_args(held)


def _moment(text: str) -> str:
    """A day, or a day and a time in the time of this computer; what is neither stays as it is."""
    try:
        if len(text) == len("2026-11-18"):
            return day(date.fromisoformat(text))
        moment = datetime.fromisoformat(text)
    except ValueError:
        return text
    moment = moment.astimezone() if moment.tzinfo is not None else moment
    clock = f"{moment.hour % 12 or 12}:{moment.minute:02} {'am' if moment.hour < 12 else 'pm'}"
    return f"{day(moment.date())}, {clock}"


def _line(text: str) -> str:
    """A line of a file, heading by heading; it is kept as a JSON object."""
    try:
        cells = json.loads(text)
    except ValueError:
        return text
    return "\n".join(f"{heading}: {cell}" for heading, cell in cells.items()) if isinstance(cells, dict) else text


def _amount(store: Store, table: str, row_id: str, column: str, row: Mapping[str, Any]) -> str:
    """What is counted, as its goal counts it: a level by its name, a share of 100, yes or not yet."""
    value = row[column]
    if not isinstance(value, int | float):
        return str(value)
    kind = row.get("measure_kind") or _kind(store, table, row_id)
    if kind == MeasureKind.YES_NO:
        return "Yes" if value >= 1 else "Not yet"
    if kind == MeasureKind.LEVEL:
        levels = scales.progress_levels(store)
        return levels[min(max(round(value), 0), len(levels) - 1)].name if levels else number(value)
    if kind == MeasureKind.TRIALS and not row.get("trials"):
        return f"{number(value)}%"
    return number(value)


def _kind(store: Store, table: str, row_id: str) -> Any:
    sql = "SELECT g.measure_kind FROM goal g JOIN measurement m ON m.goal_id = g.id WHERE m.id = ?"
    return store.value(sql, (row_id,)) if table == "measurement" else None


def _size(size: int) -> str:
    if size < 1000:
        return "1 byte" if size == 1 else f"{size} bytes"
    return f"{size / 1e6:.1f} MB" if size >= 1e6 else f"{round(size / 1000)} KB"


def _value(store: Store, table: str, row_id: str, column: str) -> str:
    return str(store.value(f'SELECT "{column}" FROM "{table}" WHERE id = ?', (row_id,)) or "")


def _plan(store: Store, row_id: str) -> str:
    term = label(store, "term", _value(store, "plan", row_id, "term_id"))
    return f"The plan of {term}" if term else "A plan"


def _check_in(store: Store, row_id: str) -> str:
    return f"The check-in of {_moment(_value(store, 'check_in', row_id, 'held_on'))}"


def _response(store: Store, row_id: str) -> str:
    return f"Answers to “{label(store, 'survey', _value(store, 'response', row_id, 'survey_id'))}”"


def _result(store: Store, row_id: str) -> str:
    return f"A result of {label(store, 'assessment', _value(store, 'result', row_id, 'assessment_id'))}"


def _disclosure(store: Store, row_id: str) -> str:
    whom = _value(store, "disclosure", row_id, "recipient")
    return f"What went to {whom}" if whom else "Something that was given out"


_BY_OTHERS = {
    "plan": _plan,
    "check_in": _check_in,
    "response": _response,
    "result": _result,
    "disclosure": _disclosure,
}
"""Rows that have no name of their own."""
