"""The results that the planbook holds, looked up by the beginnings of their keys, some hundreds at a time."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from learnerplan.imports.known import KnownResult

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from learnerplan.imports.known import ResultLookup
    from learnerplan.storage.rows import Readable
    from learnerplan.storage.store import Store

_CHUNK = 500
_Values = tuple[tuple[str, str], ...]


class _Result(NamedTuple):
    beginning: str
    id: str
    key: str
    window: str
    school_year: str
    attempt: str
    taken_on: str
    score: float | None
    scale: str
    standard_error: float | None
    percentile: float | None
    placement: str


class _Part(NamedTuple):
    result_id: str
    name: str
    score: float | None
    scale: str
    standard_error: float | None
    percentile: float | None
    placement: str


class _Merged(NamedTuple):
    learner_id: str
    old_id: str


# A key is "learner/test and day" with, at times, ":mark" behind; ';' follows ':' in the alphabet. The index on the key
# finds the range, so that the table is never read as a whole.
_RESULTS = """SELECT asked.value, r.id, r.key, r.window, r.school_year, r.attempt, coalesce(r.taken_on, ''), r.score,
    r.scale, r.standard_error, r.percentile, r.placement
    FROM json_each(?) AS asked CROSS JOIN result r ON r.key >= asked.value AND r.key < asked.value || ';'
    ORDER BY asked.value, r.key, r.id"""
_PARTS = """SELECT p.result_id, p.name, p.score, p.scale, p.standard_error, p.percentile, p.placement
    FROM json_each(?) AS asked CROSS JOIN result_part p ON p.result_id = asked.value
    ORDER BY p.result_id, p.position, p.id"""
_MERGED = """SELECT a.learner_id, a.old_id FROM json_each(?) AS asked
    CROSS JOIN learner_alias a ON a.learner_id = asked.value ORDER BY a.old_id"""


def lookup(store: Store) -> ResultLookup:
    """A lookup that reads the planbook anew each time that it is asked."""

    def found(beginnings: Sequence[str]) -> Mapping[str, tuple[KnownResult, ...]]:
        with store.read() as view:
            return _looked_up(view, beginnings)

    return found


def lookup_in(view: Readable) -> ResultLookup:
    """A lookup within one view or transaction, which must be open as long as the lookup is asked."""

    def found(beginnings: Sequence[str]) -> Mapping[str, tuple[KnownResult, ...]]:
        return _looked_up(view, beginnings)

    return found


def _looked_up(view: Readable, beginnings: Sequence[str]) -> Mapping[str, tuple[KnownResult, ...]]:
    held: defaultdict[str, list[KnownResult]] = defaultdict(list)
    for start in range(0, len(beginnings), _CHUNK):
        asked = _with_former_ids(view, beginnings[start : start + _CHUNK])
        rows = view.rows(_Result, _RESULTS, (json.dumps(list(asked)),))
        parts = _parts(view, [row.id for row in rows])
        for row in rows:
            beginning = asked[row.beginning]
            # A result of a learner who was merged keeps its key, and is compared as if it always had been theirs.
            key = beginning + row.key[len(row.beginning) :]
            held[beginning].append(KnownResult(row.id, key, _filled(row, _RESULT_FIELDS), tuple(parts[row.id])))
    return {beginning: tuple(found) for beginning, found in held.items()}


def _with_former_ids(view: Readable, beginnings: Sequence[str]) -> dict[str, str]:
    """What to look for -> the beginning that it stands for: the same, and that of each id that a learner had before."""
    learners = sorted({beginning.partition("/")[0] for beginning in beginnings})
    former: defaultdict[str, list[str]] = defaultdict(list)
    for row in view.rows(_Merged, _MERGED, (json.dumps(learners),)):
        former[row.learner_id].append(row.old_id)
    asked = {beginning: beginning for beginning in beginnings}
    for beginning in beginnings if former else ():
        learner, _slash, test = beginning.partition("/")
        asked |= {f"{old}/{test}": beginning for old in former.get(learner, ())}
    return asked


def _parts(view: Readable, ids: list[str]) -> defaultdict[str, list[tuple[str, _Values]]]:
    held: defaultdict[str, list[tuple[str, _Values]]] = defaultdict(list)
    for part in view.rows(_Part, _PARTS, (json.dumps(ids),)) if ids else ():
        held[part.result_id].append((part.name, _filled(part, _PART_FIELDS)))
    return held


_PART_FIELDS = ("score", "scale", "standard_error", "percentile", "placement")
_RESULT_FIELDS = ("window", "school_year", "attempt", "taken_on", *_PART_FIELDS)


def _filled(row: _Result | _Part, fields: tuple[str, ...]) -> _Values:
    """The fields that hold something, numbers as a file has them: 208.0 is "208"."""
    shown = ((name, getattr(row, name)) for name in fields)
    plain = ((name, f"{value:.12g}" if isinstance(value, float) else value) for name, value in shown)
    return tuple((name, value) for name, value in plain if value not in (None, ""))
