"""Speed: what is the same for the same bytes is worked out once in a process, for all computers of all worlds.

All of these are pure, so remembering changes nothing but the time; what raises is not remembered.
"""

from __future__ import annotations

from functools import lru_cache

from learnerplan.sharing import batches, statuses


def remember() -> None:
    """Have the pure parts of the engine remembered; calling it again changes nothing."""
    if hasattr(batches.open_batch, "cache_info"):
        return
    batches.open_batch = lru_cache(3_000)(batches.open_batch)
    batches.header_of = lru_cache(3_000)(batches.header_of)
    statuses.open_status = lru_cache(3_000)(statuses.open_status)
    statuses.header_of = lru_cache(3_000)(statuses.header_of)
