"""Operations: what a batch carries. One operation sets one cell of one row, or says that a row came, went, or is so.

On the wire an operation is a JSON list; `read` checks every part of it, since whoever holds a key can write anything.
"""

from __future__ import annotations

import json
import re
from functools import lru_cache
from typing import Any, NamedTuple

from learnerplan.sharing.clock import Stamp

ROW = ""
"""The cell of a row's birth and death."""
WHOLE = "*"
"""Not a cell: the operation carries the whole state of a row, for a share that it enters, and for snapshots."""
STAYS = "\0"
"""In the place of a value that stays where it was made. No text that is kept has this character."""

SESSION = re.compile(r"[0-9a-f]{16}-[0-9a-f]{12}")
_NAME = re.compile(r"[a-z][a-z0-9_]{0,62}")
_LONGEST_ID = 100
_LATEST = (1 << 63) - 1
_WRITER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


class Operation(NamedTuple):
    """`value` is a cell's value, `{"v": body}` for a birth, `{"x": last body}` for a death, or a state.

    `bases` are the stamps that the author saw in the cell; a death also `covers` what it saw in the other cells. `was`
    is what a long text was before, so that two versions of it can be merged by paragraphs.
    """

    table: str
    row: str
    cell: str
    hlc: int
    session: str
    value: Any
    bases: tuple[Stamp, ...] = ()
    covers: dict[str, tuple[Stamp, ...]] | None = None
    was: str | None = None


class Unreadable(ValueError):
    """An operation that makes no sense; the text says which part."""


def write(op: Operation) -> str:
    """An operation as JSON."""
    parts: list[Any] = [op.table, op.row, op.cell, op.hlc, op.session, op.value, op.bases]
    if op.covers or op.was is not None:
        parts.append(op.covers or None)
    if op.was is not None:
        parts.append(op.was)
    return _WRITER.encode(parts)


def write_whole(table: str, row: str, session: str, state: str) -> str:
    """The same of an operation that carries a row's state, which is JSON already."""
    table, row, cell, session = map(_WRITER.encode, (table, row, WHOLE, session))
    return f"[{table},{row},{cell},0,{session},{state},[]]"


def read(text: str) -> Operation:
    """An operation from JSON. Raises `Unreadable` for anything that is not one."""
    try:
        parts = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Unreadable("not JSON") from error
    return parsed(parts)


def parsed(parts: Any) -> Operation:
    """An operation from what JSON holds. Raises `Unreadable`."""
    if not isinstance(parts, list) or not 7 <= len(parts) <= 9:
        raise Unreadable("not a list of parts")
    table, row, cell, hlc, session, value, bases = parts[:7]
    if not (isinstance(table, str) and _is_name(table)):
        raise Unreadable("table")
    if not (isinstance(row, str) and 0 < len(row) <= _LONGEST_ID and row.isprintable()):
        raise Unreadable("row")
    if not (isinstance(cell, str) and (_is_name(cell) or cell in (ROW, WHOLE))):
        raise Unreadable("cell")
    if not _is_stamp(hlc, session):
        raise Unreadable("stamp")
    if not (_is_life(value) if cell == ROW else cell == WHOLE or _is_value(value)):
        raise Unreadable("value")
    seen = _stamps(bases)
    # Who replaces what they have not written yet would make the same operation mean something else the second time.
    for base in seen:
        if base.session == session and base.hlc >= hlc:
            raise Unreadable("bases")
    if len(parts) == 7:
        return Operation(table, row, cell, hlc, session, value, seen)
    covers, was = (*parts[7:], None)[:2]
    if was is not None and not _is_text(was):
        raise Unreadable("was")
    return Operation(table, row, cell, hlc, session, value, seen, None if covers is None else _covers(covers), was)


def _stamp(parts: Any) -> Stamp:
    if not isinstance(parts, list) or len(parts) != 2:
        raise Unreadable("stamp")
    hlc, session = parts
    if not _is_stamp(hlc, session):
        raise Unreadable("stamp")
    return Stamp(hlc, session)


def _is_stamp(hlc: Any, session: Any) -> bool:
    return type(hlc) is int and 0 <= hlc <= _LATEST and isinstance(session, str) and _is_session(session)


@lru_cache(maxsize=1024)
def _is_session(text: str) -> bool:
    return SESSION.fullmatch(text) is not None


@lru_cache(maxsize=4096)
def _is_name(text: str) -> bool:
    return _NAME.fullmatch(text) is not None


def _stamps(parts: Any) -> tuple[Stamp, ...]:
    if not isinstance(parts, list):
        raise Unreadable("bases")
    return (_stamp(parts[0]),) if len(parts) == 1 else tuple([_stamp(each) for each in parts])


def _covers(parts: Any) -> dict[str, tuple[Stamp, ...]]:
    if not isinstance(parts, dict) or not all(_is_name(name) for name in parts):
        raise Unreadable("covers")
    return {name: _stamps(stamps) for name, stamps in parts.items()}


def _is_life(value: Any) -> bool:
    if not isinstance(value, dict) or len(value) != 1 or not value.keys() <= {"v", "x"}:
        return False
    (body,) = value.values()
    return isinstance(body, dict) and _is_body(body)


def _is_value(value: Any) -> bool:
    return _is_body(value) if isinstance(value, dict) else _is_plain(value)


def _is_body(values: dict[str, Any]) -> bool:
    # Looked at of each operation that comes in: `all(...)` takes twice as long, and most values are plain texts.
    for name, each in values.items():
        if not (_is_name(name) and ((type(each) is str and each.isascii()) or _is_plain(each))):
            return False
    return True


def _is_plain(value: Any) -> bool:
    # What a cell of SQLite can hold; JSON's numbers beyond that are nobody's honest value.
    if isinstance(value, int):
        return -_LATEST - 1 <= value <= _LATEST
    return value is None or _is_text(value) or (isinstance(value, float) and value - value == 0)


def _is_text(value: Any) -> bool:
    """Whether it is a text that a database takes: JSON can spell halves of characters, which no text holds."""
    return isinstance(value, str) and (value.isascii() or not any("\ud800" <= each <= "\udfff" for each in value))
