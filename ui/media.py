"""Qt's optional modules: they come with the `[media]` extra, and need libraries of the system besides."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import ModuleType


def media_module(name: str) -> ModuleType | None:
    """One of Qt's modules; `None` without the extra, or where the system lacks what the module is built on."""
    if find_spec(name) is None:
        return None
    try:
        return import_module(name)
    except ImportError:
        return None  # the extra is there, a sound library of the system is not
