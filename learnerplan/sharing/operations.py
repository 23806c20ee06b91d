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
    return json.dumps(parts, ensure_ascii=False, separators=(",", ":"))


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
    covers = parts[7] if len(parts) > 7 else None
    was = parts[8] if len(parts) > 8 else None
    if not (isinstance(table, str) and _is_name(table)):
        raise Unreadable("table")
    if not (isinstance(row, str) and 0 < len(row) <= _LONGEST_ID and row.isprintable()):
        raise Unreadable("row")
    if not (isinstance(cell, str) and (cell in (ROW, WHOLE) or _is_name(cell))):
        raise Unreadable("cell")
    _check_stamp(hlc, session)
    if cell == ROW and not _is_life(value):
        raise Unreadable("value")
    if cell not in (ROW, WHOLE) and not _is_value(value):
        raise Unreadable("value")
    if was is not None and not _is_text(was):
        raise Unreadable("was")
    seen = _stamps(bases)
    # Who replaces what they have not written yet would make the same operation mean something else the second time.
    for base_hlc, base_session in seen:
        if base_session == session and base_hlc >= hlc:
            raise Unreadable("bases")
    return Operation(table, row, cell, hlc, session, value, seen, None if covers is None else _covers(covers), was)


def _stamp(parts: Any) -> Stamp:
    if not isinstance(parts, list) or len(parts) != 2:
        raise Unreadable("stamp")
    hlc, session = parts
    _check_stamp(hlc, session)
    return Stamp(hlc, session)


def _check_stamp(hlc: Any, session: Any) -> None:
    if type(hlc) is not int or not 0 <= hlc <= _LATEST:
        raise Unreadable("stamp")
    if not (isinstance(session, str) and _is_session(session)):
        raise Unreadable("session")


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
    return isinstance(body, dict) and all(_is_name(name) and _is_plain(each) for name, each in body.items())


def _is_value(value: Any) -> bool:
    if isinstance(value, dict):
        return all(_is_name(name) and _is_plain(each) for name, each in value.items())
    return _is_plain(value)


def _is_plain(value: Any) -> bool:
    # What a cell of SQLite can hold; JSON's numbers beyond that are nobody's honest value.
    if isinstance(value, int):
        return -_LATEST - 1 <= value <= _LATEST
    return value is None or _is_text(value) or (isinstance(value, float) and value - value == 0)


def _is_text(value: Any) -> bool:
    """Whether it is a text that a database takes: JSON can spell halves of characters, which no text holds."""
    return isinstance(value, str) and (value.isascii() or not any("\ud800" <= each <= "\udfff" for each in value))
