"""Ways to break a file: bytes flipped and cut, cells swapped, headers doubled, encodings changed, packages damaged."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable
from random import Random

from learnerplan.zips import DAMAGED

NASTY = (
    "", " ", '"', "'", ",", ";", "\t", "\n", "\r", "\r\n", "\x00", "\ufeff", "\u202e", "\ufffd",
    "NULL", "N/A", "#N/A", "=1+1", '=HYPERLINK("x")', "1.0E+05", "000123", "31/12/2026", "12/31/2026", "2026-02-30",
    "0000-00-00",
    "9999-12-31", "1e400", "-1", "NaN", "inf", "٣", "Ⅷ", "İ", "ﬀ", "é", "e\u0301", "🐴" * 50, "x" * 5000,
    "Ana Diaz", "Diaz, Ana", "ana@example.org",
    "First Name", "Student ID", "Password", "Timestamp", "Goal", "Score", "sourcedId",
    "status", "tobedeleted",
)  # fmt: skip
CODECS = (
    "utf-8",
    "utf-8-sig",
    "utf-16",
    "utf-16-le",
    "utf-16-be",
    "utf-32",
    "cp1252",
    "mac_roman",
    "cp1251",
    "latin-1",
)
_BYTES = (
    b"",
    b"\x00",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"PK\x03\x04",
    b'"',
    b",",
    b"\n",
    b"\r",
    b"<",
    b"{",
    b"[",
    b"\x80",
)
_MOST = 300_000

Table = list[list[str]]


def broken(data: bytes, rng: Random) -> bytes:
    """The bytes with one to five things wrong."""
    for _ in range(rng.choice((1, 1, 1, 2, 3, 5))):
        data = _once(data, rng)[:_MOST]
    return data


def _once(data: bytes, rng: Random) -> bytes:
    if data.startswith(b"PK") and rng.random() < 0.7:
        return _package(data, rng)
    if b"\x00" not in data[:2000] and rng.random() < 0.7:
        return _cells(data, rng)
    return rng.choice((_flip, _cut, _double, _put, _recoded))(data, rng)


def _flip(data: bytes, rng: Random) -> bytes:
    changed = bytearray(data)
    for _ in range(rng.randint(1, 8)):
        if changed:
            changed[rng.randrange(len(changed))] = rng.randrange(256)
    return bytes(changed)


def _cut(data: bytes, rng: Random) -> bytes:
    start, stop = sorted((rng.randint(0, len(data)), rng.randint(0, len(data))))
    return data[:start] + data[stop:] if rng.random() < 0.7 else data[:stop]


def _double(data: bytes, rng: Random) -> bytes:
    start, stop = sorted((rng.randint(0, len(data)), rng.randint(0, len(data))))
    return data[:stop] + data[start:]


def _put(data: bytes, rng: Random) -> bytes:
    place = rng.randint(0, len(data))
    return data[:place] + rng.choice(_BYTES) + data[place:]


def _recoded(data: bytes, rng: Random) -> bytes:
    return data.decode("utf-8", "replace").encode(rng.choice(CODECS), "replace")


def _cells(data: bytes, rng: Random) -> bytes:
    text = data.decode("utf-8", "replace")
    try:
        table = list(csv.reader(io.StringIO(text, newline="")))
    except csv.Error:
        return _flip(data, rng)
    table = [row for row in table if row]
    if not table:
        return _put(data, rng)
    for _ in range(rng.randint(1, 6)):
        rng.choice(_OF_CELLS)(table, rng)
    written = io.StringIO(newline="")
    end, mark = rng.choice(("\n", "\r\n")), rng.choice((",", ",", ",", ";", "\t", "|"))
    csv.writer(written, delimiter=mark, lineterminator=end).writerows(table)
    return written.getvalue().encode("utf-8", "replace")


def _place(table: Table, rng: Random) -> tuple[list[str], int]:
    row = rng.choice(table[:1] if rng.random() < 0.3 else table)
    return (row, rng.randrange(len(row))) if row else (row.append("") or row, 0)


def _swap_cells(table: Table, rng: Random) -> None:
    (one, here), (other, there) = _place(table, rng), _place(table, rng)
    one[here], other[there] = other[there], one[here]


def _nasty_cell(table: Table, rng: Random) -> None:
    row, place = _place(table, rng)
    row[place] = rng.choice(NASTY)


def _double_column(table: Table, rng: Random) -> None:
    width = len(table[0])
    here, there = (rng.randrange(width + 1) for _ in range(2))
    for row in table:
        row.insert(min(there, len(row)), row[here] if here < len(row) else "")


def _drop_column(table: Table, rng: Random) -> None:
    place = rng.randrange(len(table[0]) + 1)
    for row in table:
        del row[place : place + 1]
        if not row:
            row.append("")


def _double_row(table: Table, rng: Random) -> None:
    table.insert(rng.randrange(len(table) + 1), list(rng.choice(table)))


def _drop_row(table: Table, rng: Random) -> None:
    if len(table) > 1:
        del table[rng.randrange(len(table))]


def _long_or_short_row(table: Table, rng: Random) -> None:
    row = rng.choice(table)
    if rng.random() < 0.5:
        row += [rng.choice(NASTY) for _ in range(rng.randint(1, 4))]
    else:
        del row[rng.randint(1, len(row)) :]


def _swap_columns(table: Table, rng: Random) -> None:
    """The cells below two headers change places; the headers stay."""
    width = len(table[0])
    if width < 2:
        return
    here, there = rng.sample(range(width), 2)
    for row in table[1:]:
        if max(here, there) < len(row):
            row[here], row[there] = row[there], row[here]


_OF_CELLS: tuple[Callable[[Table, Random], None], ...] = (
    _swap_cells, _nasty_cell, _nasty_cell, _double_column, _drop_column, _double_row, _drop_row, _long_or_short_row,
    _swap_columns,
)  # fmt: skip


def _package(data: bytes, rng: Random) -> bytes:
    """A member of a zip or workbook broken, renamed, doubled or left out, and the package written anew."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            members = [(name, package.read(name)) for name in package.namelist()]
    except (*DAMAGED, OSError):
        return _flip(data, rng)
    if not members:
        return _put(data, rng)
    at = rng.randrange(len(members))
    name, content = members[at]
    what = rng.random()
    if what < 0.6:
        members[at] = (name, _once(content, rng) if not content.startswith(b"PK") else _flip(content, rng))
    elif what < 0.75:
        members[at] = (
            rng.choice(("../", "C:\\", "/", "x/", "\u202e", "")) + name[: rng.randint(0, len(name))],
            content,
        )
    elif what < 0.9:
        members.append(rng.choice(members))
    else:
        del members[at]
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", rng.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED))) as package:
        for each, content in members:
            package.writestr(each or "x", content)
    return written.getvalue()
