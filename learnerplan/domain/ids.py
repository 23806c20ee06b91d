"""Names for rows: UUID version 7 as text, so that ids made on two laptops never meet and sort by time (RFC 9562)."""

from __future__ import annotations

import secrets
import threading
import time
import uuid

_lock = threading.Lock()
_last = 0


def new_id() -> str:
    """A fresh UUIDv7. Ids made by one process always increase, also within one millisecond."""
    global _last
    with _lock:
        # 48 bits of milliseconds, then 12 bits that count up within one of them.
        stamp = (time.time_ns() // 1_000_000) << 12
        _last = stamp if stamp > _last else _last + 1
        high = _last
    value = (high >> 12) << 80 | 0x7 << 76 | (high & 0xFFF) << 64 | 0x2 << 62 | secrets.randbits(62)
    return str(uuid.UUID(int=value))
