"""Keeping `True` alive on Python 3.11 under PySide 6.12.

There `Signal.emit` and `disconnect` give back `True` without taking a reference to it (measured: one lost at each
call), so after some thousand signals Python frees `True` and ends the program. From 3.12 on such constants cannot be
freed (PEP 683), and this does what that does.
"""

from __future__ import annotations

import sys

_PLENTY = 1 << 30


def keep_constants() -> None:
    """Give the constants that Qt's bindings hand out more references than any session can lose."""
    if sys.version_info >= (3, 12) or sys.implementation.name != "cpython":
        return
    import ctypes

    for constant in (True, False, None):
        # CPython's objects begin with their reference count.
        ctypes.c_ssize_t.from_address(id(constant)).value += _PLENTY
