"""Speed: what is the same for the same bytes is worked out once in a process, for all computers of all worlds.

All of these are pure, so remembering changes nothing but the time; what raises is not remembered.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from learnerplan.sharing import batches, entries, layout, statuses

if TYPE_CHECKING:
    from learnerplan.sharing.entries import Entry
    from learnerplan.sharing.keys import KeyRing

_read_again = entries.read_again
_entries: dict[bytes, Entry] = {}


def _entry(data: bytes, ring: KeyRing) -> Entry:
    # What a planbook keeps it has the key of.
    if data not in _entries:
        if len(_entries) > 2000:
            _entries.clear()
        _entries[data] = _read_again(data, ring)
    return _entries[data]


def remember() -> None:
    """Have the pure parts of the engine remembered; calling it again changes nothing."""
    if entries.read_again is _entry:
        return
    entries.read_again = _entry
    if not hasattr(layout.parse, "cache_info"):
        layout.parse = lru_cache(20_000)(layout.parse)
    batches.open_batch = lru_cache(3_000)(batches.open_batch)
    batches.header_of = lru_cache(3_000)(batches.header_of)
    statuses.open_status = lru_cache(3_000)(statuses.open_status)
    statuses.header_of = lru_cache(3_000)(statuses.header_of)
