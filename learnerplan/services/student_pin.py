"""The PIN that leads out of student mode: kept as a salted scrypt hash, slower after wrong tries, never undone."""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from learnerplan.errors import UserError
from learnerplan.services import planbooks

if TYPE_CHECKING:
    from learnerplan.storage.rows import Readable
    from learnerplan.storage.store import Store

PIN, TRIES = "student.pin", "student.tries"
SHORTEST, LONGEST = 4, 8
FREE_TRIES = 5
"""So many wrong tries are answered at once: a teacher mistypes too."""
FIRST_WAIT, LONGEST_WAIT = 30, 300
"""Seconds to wait after the fifth wrong try, and at most; each further one doubles the wait."""
_COST, _BLOCK, _LANES = 2**14, 8, 1  # 16 MB and about 50 ms, the interactive values of RFC 7914's author


@dataclass(frozen=True)
class Answer:
    """Whether a PIN was right, and for how many seconds no other is looked at."""

    right: bool
    wait: int = 0


def is_set(view: Readable) -> bool:
    """Whether the teacher has chosen a PIN."""
    return bool(planbooks.setting(view, PIN))


def choose(store: Store, pin: str, again: str) -> None:
    """Keep a PIN. Raises `UserError` unless it is 4 to 8 digits, typed alike twice."""
    if not (pin.isascii() and pin.isdigit() and SHORTEST <= len(pin) <= LONGEST):
        raise UserError(f"A PIN has {SHORTEST} to {LONGEST} digits.", "Choose one that the children do not guess.")
    if pin != again:
        raise UserError("The two PINs are not alike.", "Type the same digits twice.")
    salt = secrets.token_bytes(16)
    value = json.dumps({"salt": salt.hex(), "hash": _hash(pin, salt).hex()})
    with store.transaction("Choose PIN", origin="system") as tx:
        planbooks.set_setting(tx, PIN, value)
        planbooks.set_setting(tx, TRIES, "")


def waits(view: Readable, now: float) -> int:
    """For how many more seconds no PIN is looked at. `now`: seconds since 1970."""
    wrong, last = _tries(view)
    wait = _wait(wrong)
    # A clock that was set back must not make the wait longer than it ever was.
    return max(0, min(wait, round(last + wait - now)))


def check(store: Store, pin: str, now: float) -> Answer:
    """Look at a PIN. A wrong one is counted, on the disk, so that a restart does not help; a right one forgets them."""
    left = waits(store, now)
    if left:
        return Answer(False, left)
    kept = json.loads(planbooks.setting(store, PIN) or "{}")
    right = bool(kept) and hmac.compare_digest(_hash(pin, bytes.fromhex(kept["salt"])), bytes.fromhex(kept["hash"]))
    wrong = 0 if right else _tries(store)[0] + 1
    with store.transaction("Check PIN", origin="system") as tx:
        planbooks.set_setting(tx, TRIES, json.dumps([wrong, now]) if wrong else "")
    return Answer(right, _wait(wrong))


def _wait(wrong: int) -> int:
    over = wrong - FREE_TRIES
    return 0 if over < 0 else int(min(LONGEST_WAIT, FIRST_WAIT * 2 ** min(over, 10)))


def _tries(view: Readable) -> tuple[int, float]:
    kept = planbooks.setting(view, TRIES)
    if not kept:
        return 0, 0.0
    wrong, last = json.loads(kept)
    return int(wrong), float(last)


def _hash(pin: str, salt: bytes) -> bytes:
    return hashlib.scrypt(pin.encode("ascii", "replace"), salt=salt, n=_COST, r=_BLOCK, p=_LANES, dklen=32)
