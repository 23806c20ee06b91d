"""Short stable names for texts, the same in every run: of rows, of results, of tests."""

from __future__ import annotations

import hashlib


def digest(*parts: str) -> str:
    """A short stable name for these texts: 24 hexadecimal digits."""
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "replace")).hexdigest()[:24]


def short(name: str) -> int:
    """Eight bytes of a name that `digest` gave. Python's own `hash` differs from run to run, and a plan must not."""
    return int(name[:16], 16)
