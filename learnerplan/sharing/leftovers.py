"""What an interrupted write left in a shared folder: the temporary file beside the one that it was to become."""

from __future__ import annotations

import re
from collections.abc import Iterable

from learnerplan.sharing.files import Entry, Files

DAY_MS = 86_400_000
"""So old is no write that is under way, also of a second planbook that was restored from the same backup."""
_PART = re.compile(r"\.([0-9a-f]{16})\.[0-9a-f]{16}\.part", re.ASCII)


def sweep(files: Files, listing: Iterable[Entry], device: str, now_ms: int) -> int:
    """Take away what this device left more than a day ago, and nothing of anybody else's; gives how many there were.

    Raises `Unreachable` like `Files`.
    """
    gone = 0
    for entry in listing:
        named = _PART.fullmatch(entry.path.rpartition("/")[2])
        if named is not None and named[1] == device and now_ms - entry.mtime_ns // 1_000_000 > DAY_MS:
            files.remove(entry.path)
            gone += 1
    return gone
