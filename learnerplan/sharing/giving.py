"""Giving files that others need to come in and to stay in: under their name where nothing useful stands there, and
again, under another name, where what stands there did not help.

Each file is given again after a time that doubles, so that a folder does not fill with copies for somebody who is away.
"""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from learnerplan.sharing import layout, publish
from learnerplan.sharing.clock import moment_text
from learnerplan.sharing.faults import Taken
from learnerplan.sharing.reporting import GRACE

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from learnerplan.sharing.files import Entry, Files
    from learnerplan.sharing.layout import Name
    from learnerplan.sharing.ports import Ports

NOW = 1 << 62
"""The turn of somebody who needs a file all the time, without saying so."""
_LONGEST, _LONGEST_UNASKED = 8, 12
"""Doublings of the time between two copies, at most: two days where somebody says what they lack, else a month."""


class Gift(NamedTuple):
    """A file to be given. `is_there`: a whole one stands in the folder. `heard`: in which turn somebody told last that
    they lack it, 0 when nobody does."""

    path: str
    data: bytes
    is_there: bool
    heard: int


class _Gave(NamedTuple):
    """How many copies were given, by us or by others, and when the last one was: by the clock, and by turns."""

    times: int
    at: str
    turn: int


def give(ports: Ports, files: Files, share_id: str, listing: Iterable[Entry], gifts: Sequence[Gift]) -> int:
    """Put there what is not there or did not help; gives how many files. Raises `Unreachable`."""
    names = copies_of(listing)
    with ports.planbook.reading() as connection:
        gave = _gave(connection, share_id)
    now = datetime.fromisoformat(moment_text(ports.clock))
    given, seen = {}, {}
    try:
        for gift in gifts:
            key, copies = key_of_path(gift.path), names.get(key_of_path(gift.path), set())
            was = gave.get(key)
            if gift.is_there and (was is None or len(copies) > was.times):
                # Somebody else gave it: it has time to come to whoever lacks it.
                seen[key] = len(copies)
            elif not gift.is_there or (was is not None and _is_due(was, now, gift.heard)):
                try:
                    publish.put(files, gift.path, gift.data, _next(gift.path, copies) if gift.is_there else 0)
                except Taken:
                    # Something else stands under all of its names: that keeps nothing else from being given.
                    continue
                given[key] = max(len(copies), 0 if was is None else was.times) + 1
    finally:
        if given or seen:
            with ports.planbook.writing("Give again") as connection:
                _note(connection, ports, share_id, gifts, {**seen, **given})
    return len(given)


def copies_of(listing: Iterable[Entry]) -> dict[str, set[str]]:
    """The paths of the files in a folder that have the same content by their names."""
    found: dict[str, set[str]] = {}
    for entry in listing:
        name = layout.parse(entry.path)
        if name is not None and name.hash:
            found.setdefault(key_of(name), set()).add(entry.path)
    return found


def key_of(name: Name) -> str:
    """What all copies of a file have in common."""
    return f"{name.kind.value}/{name.hash}"


def key_of_path(path: str) -> str:
    """The same of a path of ours."""
    name = layout.parse(path)
    if name is None:
        raise ValueError("what is given has a name of ours")
    return key_of(name)


def _next(path: str, copies: set[str]) -> int:
    return next(number for number in range(1, len(copies) + 2) if layout.again(path, number) not in copies)


def _is_due(was: _Gave, now: datetime, heard: int) -> bool:
    longest = _LONGEST_UNASKED if heard == NOW else _LONGEST
    # A clock that was set counts as time enough.
    waited = abs(now - datetime.fromisoformat(was.at)) >= GRACE * (1 << min(was.times, longest))
    return heard > was.turn and waited and was.times < publish.MOST_COPIES


def _gave(connection: Any, share: str) -> dict[str, _Gave]:
    row = connection.execute("SELECT value FROM share_meta WHERE name = ?", (f"gave {share}",)).fetchone()
    return {} if row is None else {key: _Gave(*each) for key, each in json.loads(row[0]).items()}


def _note(connection: Any, ports: Ports, share: str, gifts: Sequence[Gift], times: dict[str, int]) -> None:
    """Note what was given now. What is given no more, since something newer took its place, is forgotten."""
    turn, now = publish.next_turn(connection), moment_text(ports.clock)
    wanted = {key_of_path(gift.path) for gift in gifts}
    kinds = {key[:1] for key in wanted}
    gave = {key: one for key, one in _gave(connection, share).items() if key in wanted or key[:1] not in kinds}
    gave |= {key: _Gave(count, now, turn) for key, count in times.items()}
    connection.execute(
        "INSERT INTO share_meta VALUES (?, ?) ON CONFLICT(name) DO UPDATE SET value = excluded.value",
        (f"gave {share}", json.dumps(gave)),
    )
