"""Names for rows: UUID version 7 as text, so that ids made on two laptops never meet and sort by time (RFC 9562)."""

from __future__ import annotations

import os
import threading
import time

_lock = threading.Lock()
_last = 0
# The first digit of the last half holds the variant in its upper two bits.
_VARIANT = dict(zip("0123456789abcdef", "89ab" * 4, strict=True))


def new_id() -> str:
    """A fresh UUIDv7. Ids made by one process always increase, also within one millisecond."""
    return new_ids(1)[0]


def new_ids(number: int) -> list[str]:
    """Fresh ids in increasing order; for tens of thousands of them this takes a quarter of the time of one by one.

    Put together by hand: `uuid.UUID` takes four times as long again.
    """
    global _last
    with _lock:
        # 48 bits of milliseconds, then 12 bits that count up within one of them, into the next where they run out.
        first = max((time.time_ns() // 1_000_000) << 12, _last + 1)
        _last = first + number - 1
    noise = os.urandom(8 * number).hex()
    ids = []
    for place, high in enumerate(range(first, first + number)):
        front = f"{high:015x}"
        back = noise[16 * place : 16 * place + 16]
        ids.append(f"{front[:8]}-{front[8:12]}-7{front[12:]}-{_VARIANT[back[0]]}{back[1:4]}-{back[4:]}")
    return ids
